"""The residents' tables of comfort: choices of a conversation, codes to resume it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "preferences",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("is_easy", sa.Boolean(), nullable=False),
        sa.Column("follow_up", sa.String(length=60), nullable=True),
        sa.Column("follow_up_entry_id", sa.String(length=120), nullable=True),
        sa.Column("follow_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"],
                                name="fk_preferences_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_preferences"),
    )
    op.create_table(
        "resume_codes",
        sa.Column("conversation_id", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"],
                                name="fk_resume_codes_conversation_id"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_resume_codes"),
        sa.UniqueConstraint("digest", name="uq_resume_codes_digest"),
    )
    op.create_index("ix_resume_codes_expires_at", "resume_codes", ["expires_at"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("resume_codes")
    op.drop_table("preferences")
