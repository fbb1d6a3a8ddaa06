"""The evaluators' table: the runs they asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "evaluation_runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("mode", sa.String(length=60), nullable=False),
        sa.Column("set_key", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=60), nullable=False),
        sa.Column("asked_by", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=500), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_evaluation_runs"),
        sa.UniqueConstraint("id", name="uq_evaluation_runs_id"),
    )
    op.create_index("ix_evaluation_runs_set_key", "evaluation_runs", ["set_key"])
    op.create_index("ix_evaluation_runs_state", "evaluation_runs", ["state"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("evaluation_runs")
