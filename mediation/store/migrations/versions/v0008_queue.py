"""The queue: desks, areas, set-aside cases, unread words and dangers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENTS = ("waiting_since", "danger_at", "danger_told_at")
DAYS = ("deadline_on", "back_on")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "desk_places",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("hours", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("absence_text", sa.String(length=300), nullable=False),
        sa.Column("absence_from", sa.Date(), nullable=True),
        sa.Column("absence_to", sa.Date(), nullable=True),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.Column("live_ceiling", sa.Integer(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("poles", sa.JSON(), nullable=False),
        sa.Column("duty_email", sa.String(length=200), nullable=True),
        sa.Column("edited_by", sa.String(length=40), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_places"),
    )
    op.add_column("accounts", sa.Column("desk_id", sa.String(length=60), nullable=True))
    for name in MOMENTS:
        op.add_column("cases", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in DAYS:
        op.add_column("cases", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("cases", sa.Column("aside_reason", sa.String(length=60), nullable=True))
    op.add_column("cases", sa.Column("read_seq", sa.Integer(), nullable=False,
                                     server_default="0"))
    op.execute("UPDATE cases SET waiting_since = queued_at")
    op.execute("UPDATE cases SET danger_at = queued_at WHERE priority = 2")


def downgrade() -> None:
    """Take the change back."""
    for name in ("read_seq", "aside_reason", *DAYS, *MOMENTS):
        op.drop_column("cases", name)
    op.drop_column("accounts", "desk_id")
    op.drop_table("desk_places")
