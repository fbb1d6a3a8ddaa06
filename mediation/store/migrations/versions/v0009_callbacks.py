"""Call-backs and appointments asked for, with sealed contacts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ID, WORD = sa.String(length=40), sa.String(length=60)


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "callbacks",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("way", WORD, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("purpose", WORD, nullable=False),
        sa.Column("moment", WORD, nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("is_child", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("handled_by", ID, nullable=True),
        sa.Column("result", WORD, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_callbacks_case_id"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"],
                                name="fk_callbacks_conversation_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_callbacks"),
    )
    op.create_index("ix_callbacks_conversation_id", "callbacks", ["conversation_id"])
    op.create_index("ix_callbacks_ends_at", "callbacks", ["ends_at"])
    op.create_index("ix_callbacks_state_due_at", "callbacks", ["state", "due_at"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("callbacks")
