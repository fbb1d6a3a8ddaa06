"""Notices to the team, their wishes, password links, notes, labels and gaps."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID, WORD, DIGEST, NAME = sa.String(40), sa.String(60), sa.String(64), sa.String(120)
MOMENT = sa.DateTime(timezone=True)
TABLES = ("knowledge_gaps", "case_labels", "case_notes", "password_links", "staff_wishes",
          "staff_notices")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "staff_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("mail", WORD, nullable=False),
        sa.Column("chat", WORD, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notices")))
    _index("staff_notices", "account_id")
    _index("staff_notices", "case_id")
    _index("staff_notices", "at")
    _index("staff_notices", "mail", "next_try_at")
    _index("staff_notices", "chat", "next_try_at")
    op.create_table(
        "staff_wishes",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("has_browser", sa.Boolean(), nullable=False),
        sa.Column("has_mail", sa.Boolean(), nullable=False),
        sa.Column("has_chat", sa.Boolean(), nullable=False),
        sa.Column("sealed_chat", sa.LargeBinary(), nullable=True),
        sa.Column("code_digest", DIGEST, nullable=True),
        sa.Column("code_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_staff_wishes")))
    _index("staff_wishes", "code_digest")
    op.create_table(
        "password_links",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_password_links")))
    _index("password_links", "account_id")
    _index("password_links", "until")
    op.create_table(
        "case_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_notes")))
    _index("case_notes", "case_id")
    op.create_table(
        "case_labels",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("label", WORD, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "label", name=op.f("pk_case_labels")))
    _add_gaps()


def _add_gaps() -> None:
    op.create_table(
        "knowledge_gaps",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("entry_id", NAME, nullable=True),
        sa.Column("partner_id", NAME, nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("suggestion", sa.String(), nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("tells_resident", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_gaps")))
    _index("knowledge_gaps", "author")
    _index("knowledge_gaps", "conversation_id")
    _index("knowledge_gaps", "at")
    _index("knowledge_gaps", "state", "at")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    """Take the change back."""
    for table in TABLES:
        op.drop_table(table)
