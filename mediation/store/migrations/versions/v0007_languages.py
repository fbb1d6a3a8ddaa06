"""The language of a conversation, and the one whose frame was said."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.add_column("conversations", sa.Column("language", sa.String(length=60), nullable=True))
    op.add_column("conversations",
                  sa.Column("framed_language", sa.String(length=60), nullable=True))


def downgrade() -> None:
    """Take the change back."""
    op.drop_column("conversations", "framed_language")
    op.drop_column("conversations", "language")
