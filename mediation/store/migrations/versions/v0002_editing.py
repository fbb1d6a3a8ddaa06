"""The editors' tables: drafts, and what was published from them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("item_id", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("base_digest", sa.String(length=64), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("copy_of", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_kind_item_id", "drafts", ["kind", "item_id"])
    op.create_index("ix_drafts_state", "drafts", ["state"])
    op.create_table(
        "publications",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("item_id", sa.String(length=60), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("cause", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("draft_id", sa.String(length=40), nullable=True),
        sa.Column("author", sa.String(length=40), nullable=False),
        sa.Column("publisher", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("commit", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replay_state", sa.String(length=60), nullable=False),
        sa.Column("replay", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_publications"),
        sa.UniqueConstraint("id", name="uq_publications_id"),
    )
    op.create_index("ix_publications_kind_item_id", "publications", ["kind", "item_id"])
    op.create_index("ix_publications_replay_state", "publications", ["replay_state"])


def downgrade() -> None:
    """Drop the editors' tables."""
    op.drop_table("publications")
    op.drop_table("drafts")
