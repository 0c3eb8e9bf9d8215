"""Clearance, the outbox, and responses: how they are drafted, cleared, sent, and delivered."""

import sqlalchemy as sa
from alembic import op

from portal.common.database import UTCDateTime
from portal.common.triggers import Guard, append_only, purgeable, trigger_names, triggers, without_triggers

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STEPS = "step IN ('program', 'counsel', 'public-affairs', 'signature')"
CHANNELS = "channel IN ('portal', 'letter', 'email', 'phone', 'meeting')"
GUARDS = [
    append_only("contributions", ("item_id", "account_id")),
    append_only("clearance_requests", ("id",), ("item_id", "sha256", "step")),
    append_only("clearance_decisions", ("id",), ("item_id", "step", "turn")),
    append_only("objection_answers", ("decision_id",)),
    purgeable("mails", ("id",), emptied=("to_address", "subject", "text", "html"), kept=("id", "item_id", "queued_at")),
    append_only("mail_attempts", ("mail_id", "number")),
    append_only("mail_results", ("mail_id", "number")),
    append_only("responses", ("id",), ("inquiry_id", "position")),
    append_only("response_versions", ("response_id", "number")),
    append_only("response_parts", ("response_id", "number", "position")),
    append_only("finding_exits", ("id",)),
    append_only("sent_responses", ("id",)),
    append_only("deliveries", ("response_id", "position")),
]


TOLD = "EXISTS (SELECT 1 FROM {table} AS told WHERE told.id = {row}.item_id)"
ENTRIES = TOLD.replace("{table}", "register_entries")
ANSWERS = TOLD.replace("{table}", "answer_editions")
SENT = TOLD.replace("{table}", "sent_responses")
BEFORE = Guard(table="statements", keys=(("id",),), frozen=f"({ENTRIES} OR {ANSWERS})")
AFTER = Guard(table="statements", keys=(("id",),), frozen=f"({ENTRIES} OR {ANSWERS} OR {SENT})")


def upgrade() -> None:
    """Make the tables, and let nothing in them ever be changed; a response that was sent keeps its statements."""
    _create_clearance()
    _create_outbox()
    _create_drafts()
    _create_sent()
    for guard in GUARDS:
        for statement in triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    _guard_anew(BEFORE, AFTER)


def downgrade() -> None:
    """Drop the tables with their triggers."""
    _guard_anew(AFTER, BEFORE)
    for guard in GUARDS:
        for statement in without_triggers(guard, op.get_bind().dialect.name):
            op.execute(statement)
    for guard in reversed(GUARDS):
        op.drop_table(guard.table)


def _guard_anew(before: Guard, after: Guard) -> None:
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        for name in trigger_names(before):
            op.execute(f"DROP TRIGGER {name}")
    for statement in [*without_triggers(before, dialect), *triggers(after, dialect)]:
        op.execute(statement)


def _create_clearance() -> None:
    op.create_table(
        "contributions",
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["users.id"], name=op.f("fk_contributions_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_contributions_item_id")),
        sa.PrimaryKeyConstraint("item_id", "account_id", name=op.f("pk_contributions")),
    )
    op.create_table(
        "clearance_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(STEPS, name=op.f("ck_clearance_requests_step_is_known")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_clearance_requests_by_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_clearance_requests_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance_requests")),
        sa.UniqueConstraint("item_id", "sha256", "step", name=op.f("uq_clearance_requests_item_id_sha256_step")),
    )
    op.create_table(
        "clearance_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('cleared', 'cleared_with_edits', 'objects', 'no_response')",
            name=op.f("ck_clearance_decisions_decision_is_known"),
        ),
        sa.CheckConstraint(STEPS, name=op.f("ck_clearance_decisions_step_is_known")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_clearance_decisions_by_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_clearance_decisions_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance_decisions")),
        sa.UniqueConstraint("item_id", "step", "turn", name=op.f("uq_clearance_decisions_item_id_step_turn")),
    )
    op.create_table(
        "objection_answers",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_objection_answers_by_account_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["clearance_decisions.id"], name=op.f("fk_objection_answers_decision_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_objection_answers")),
    )


def _create_outbox() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("queued_at", UTCDateTime(), nullable=False),
        sa.Column("purged_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_mails_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
    )
    op.create_index(op.f("ix_mails_item_id"), "mails", ["item_id"], unique=False)
    op.create_table(
        "mail_attempts",
        sa.Column("mail_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_mail_attempts_mail_id")),
        sa.PrimaryKeyConstraint("mail_id", "number", name=op.f("pk_mail_attempts")),
    )
    op.create_table(
        "mail_results",
        sa.Column("mail_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reply", sa.String(length=300), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('delivered', 'failed', 'refused', 'uncertain')", name=op.f("ck_mail_results_outcome_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["mail_id", "number"],
            ["mail_attempts.mail_id", "mail_attempts.number"],
            name=op.f("fk_mail_results_mail_id_number"),
        ),
        sa.PrimaryKeyConstraint("mail_id", "number", name=op.f("pk_mail_results")),
    )


def _create_drafts() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("inquiry_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["items.id"], name=op.f("fk_responses_id")),
        sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f("fk_responses_inquiry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("inquiry_id", "position", name=op.f("uq_responses_inquiry_id_position")),
    )
    op.create_table(
        "response_versions",
        sa.Column("response_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_response_versions_by_account_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_response_versions_response_id")),
        sa.PrimaryKeyConstraint("response_id", "number", name=op.f("pk_response_versions")),
    )
    op.create_table(
        "response_parts",
        sa.Column("response_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.String(length=26), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_response_parts_body_id")),
        sa.ForeignKeyConstraint(
            ["response_id", "number"],
            ["response_versions.response_id", "response_versions.number"],
            name=op.f("fk_response_parts_response_id_number"),
        ),
        sa.PrimaryKeyConstraint("response_id", "number", "position", name=op.f("pk_response_parts")),
    )
    op.create_table(
        "finding_exits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(length=26), nullable=False),
        sa.Column("finding", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("way IN ('cites', 'direction', 'reason')", name=op.f("ck_finding_exits_way_is_known")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_finding_exits_by_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_finding_exits_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_exits")),
    )
    op.create_index(op.f("ix_finding_exits_item_id"), "finding_exits", ["item_id"], unique=False)


def _create_sent() -> None:
    op.create_table(
        "sent_responses",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body_id", sa.String(length=26), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("editions", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("by_account_id", sa.String(length=26), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=False),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_sent_responses_channel_is_known")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_sent_responses_body_id")),
        sa.ForeignKeyConstraint(["by_account_id"], ["users.id"], name=op.f("fk_sent_responses_by_account_id")),
        sa.ForeignKeyConstraint(["id"], ["responses.id"], name=op.f("fk_sent_responses_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_responses")),
    )
    op.create_table(
        "deliveries",
        sa.Column("response_id", sa.String(length=26), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(length=26), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("mail_id", sa.String(length=26), nullable=True),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_deliveries_channel_is_known")),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.id"], name=op.f("fk_deliveries_mail_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_deliveries_person_id")),
        sa.ForeignKeyConstraint(["response_id"], ["sent_responses.id"], name=op.f("fk_deliveries_response_id")),
        sa.PrimaryKeyConstraint("response_id", "position", name=op.f("pk_deliveries")),
    )
