"""The directory's life: numbers reported, records confirmed by the places."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "number_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.String(length=60), nullable=False),
        sa.Column("reporter", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_number_reports"),
        sa.UniqueConstraint("partner_id", "reporter",
                            name="uq_number_reports_partner_id_reporter"),
    )
    op.create_index("ix_number_reports_partner_id", "number_reports", ["partner_id"])
    op.create_table(
        "place_confirmations",
        sa.Column("partner_id", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", name="pk_place_confirmations"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("place_confirmations")
    op.drop_table("number_reports")
