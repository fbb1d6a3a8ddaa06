"""Visits at the counter and their sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "visits",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("mediator_id", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visits")))
    op.create_index(op.f("ix_visits_mediator_id"), "visits", ["mediator_id"])
    op.create_index(op.f("ix_visits_last_at"), "visits", ["last_at"])
    op.create_table(
        "given_sheets",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=40), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"],
                                name=op.f("fk_given_sheets_conversation_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_given_sheets")))
    op.create_index(op.f("ix_given_sheets_conversation_id"), "given_sheets",
                    ["conversation_id"])
    op.create_index(op.f("ix_given_sheets_expires_at"), "given_sheets", ["expires_at"])
    op.create_table(
        "visit_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("nature", sa.String(length=60), nullable=False),
        sa.Column("duration", sa.String(length=60), nullable=False),
        sa.Column("outcome", sa.String(length=60), nullable=False),
        sa.Column("place_name", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_counts")))
    op.create_index(op.f("ix_visit_counts_month"), "visit_counts", ["month"])


def downgrade() -> None:
    """Take the change back."""
    for table in ("visit_counts", "given_sheets", "visits"):
        op.drop_table(table)
