"""Referrals, appointments, logbooks and diagnoses."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
TABLES = ("referrals", "logbooks", "logbook_steps", "logbook_agreements", "appointments")


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "referrals", _id(), _word("mediator_id", 40), _link(), _word("case_id", 40, True),
        _word("partner_id", 120, True), _word("organisation", 60, True), _word("reason"),
        *_agreement(), _word("state"), _word("refusal", 60, True), _box(True),
        _at("created_at"), _at("changed_at"), _at("due_at", True), _at("purge_after"),
        _to_conversations("referrals"), sa.PrimaryKeyConstraint("id", name="pk_referrals"))
    for columns in (("case_id",), ("conversation_id",), ("purge_after",), ("state", "due_at")):
        _index("referrals", *columns)
    op.create_table(
        "logbooks", _id(), _word("opened_by", 40), _word("referent_id", 40, True), _link(),
        _word("code_digest", 64), *_agreement(), _box(True), _at("created_at"), _at("ends_at"),
        _to_conversations("logbooks"), sa.PrimaryKeyConstraint("id", name="pk_logbooks"),
        sa.UniqueConstraint("code_digest", name="uq_logbooks_code_digest"))
    for column in ("conversation_id", "ends_at"):
        _index("logbooks", column)
    op.create_table(
        "logbook_steps", _id(), _word("logbook_id", 40),
        sa.Column("position", sa.Integer(), nullable=False), _word("state"), _box(),
        _at("changed_at"), _to_logbooks("logbook_steps"),
        sa.PrimaryKeyConstraint("id", name="pk_logbook_steps"))
    _index("logbook_steps", "logbook_id")
    op.create_table(
        "logbook_agreements", _word("logbook_id", 40), _word("mediator_id", 40), _word("how"),
        _at("agreed_at"), _at("revoked_at", True), _to_logbooks("logbook_agreements"),
        sa.PrimaryKeyConstraint("logbook_id", "mediator_id", name="pk_logbook_agreements"))
    op.create_table(
        "appointments", _id(), _word("mediator_id", 40), _link(), _word("case_id", 40, True),
        _word("logbook_id", 40, True), _at("starts_at"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("is_discreet", sa.Boolean(), nullable=False), _box(), _at("created_at"),
        _at("purge_after"), _to_conversations("appointments"), _to_logbooks("appointments"),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"))
    for column in ("mediator_id", "conversation_id", "case_id", "logbook_id", "purge_after"):
        _index("appointments", column)


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(length=40), nullable=False)


def _word(name: str, length: int = 60, is_optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=is_optional)


def _at(name: str, is_optional: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=is_optional)


def _box(is_optional: bool = False) -> sa.Column[bytes]:
    return sa.Column("box", sa.LargeBinary(), nullable=is_optional)


def _link() -> sa.Column[str]:
    return _word("conversation_id", 40, True)


def _agreement() -> tuple[sa.Column[object], ...]:
    return (_word("subject"), _word("agreed_by"), _word("agreed_how"),  # type: ignore[return-value]
            _word("mandate", 60, True), _at("agreed_at"))


def _to_conversations(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"],
                                   name=f"fk_{table}_conversation_id")


def _to_logbooks(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["logbook_id"], ["logbooks.id"],
                                   name=f"fk_{table}_logbook_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))
