"""The tables, as SQLAlchemy Core knows them. Migrations build the same ones; a test compares the two.

Times are ISO 8601 text in UTC with microseconds: they sort as text, read well in any SQL shell, and mean
the same on SQLite and PostgreSQL.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware datetime kept as "2026-05-04T14:10:00.000000Z"."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """Return the text form; naive times are a bug of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """Return the aware datetime."""
        return None if value is None else datetime.fromisoformat(value)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id(*, primary: bool = True) -> sa.Column[str]:
    return sa.Column("id", sa.String(40), primary_key=primary)


def _incident(*, primary: bool = False) -> sa.Column[str]:
    return sa.Column(
        "incident_id",
        sa.String(40),
        sa.ForeignKey("incidents.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
    )


def _draft(*, primary: bool = False) -> sa.Column[str]:
    return sa.Column(
        "draft_id",
        sa.String(40),
        sa.ForeignKey("drafts.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=False,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _number(name: str, *, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=primary, nullable=False, autoincrement=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON, nullable=False)


def _yes(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Moment, nullable=nullable)


incidents = sa.Table(
    "incidents", metadata,
    _id(), _text("title"), _text("state"), _text("severity"), _json("flags"),
    sa.Column("zone", sa.Text), sa.Column("day", sa.Text), _json("system_map"), _number("map_version"),
    _text("comms_owner"), _text("commander"), _json("channels"), _yes("slow_announced"),
    sa.Column("clock", sa.JSON(none_as_null=True)),
    _at("declared_at"), _at("ended_at", nullable=True), _at("created_at"), _text("created_by"),
    _number("notes_count"), _number("edits_count"), _number("updates_count"), _number("version"),
    sa.Index(None, "created_at", "id"), sa.Index(None, "state", "created_at", "id"),
)  # fmt: skip

notes = sa.Table(
    "notes", metadata,
    _incident(primary=True), _number("n", primary=True), _text("text"), _text("by"), _at("at"),
)  # fmt: skip

fact_edits = sa.Table(
    "fact_edits", metadata,
    _incident(primary=True), _number("n", primary=True), _json("edit"), _text("by"), _at("at"),
    _text("retracted_by"), _at("retracted_at", nullable=True),
)  # fmt: skip

model_readings = sa.Table(
    "model_readings", metadata,
    _incident(primary=True), _number("n", primary=True), _number("upto"), _json("delta"), _text("model"),
    _at("at"),
)  # fmt: skip

updates = sa.Table(
    "updates", metadata,
    _id(), _incident(), _number("number"), _at("as_of"), _text("stage"), _number("notes_upto"),
    _number("edits_upto"), _json("sheet"), _text("sheet_hash"), _text("created_by"), _at("created_at"),
    sa.Column("model", sa.JSON(none_as_null=True)),
    sa.UniqueConstraint("incident_id", "number"),
)  # fmt: skip

drafts = sa.Table(
    "drafts", metadata,
    _id(),
    sa.Column("update_id", sa.String(40), sa.ForeignKey("updates.id", ondelete="CASCADE"), nullable=False),
    _incident(), _text("audience"), _text("state"), _number("version"), _text("stage"), _text("text"),
    _json("body"), _json("written"), _text("facts_hash"), _at("next_update_at", nullable=True),
    _json("authors"), _at("created_at"), _at("updated_at"), _text("updated_by"),
    sa.UniqueConstraint("update_id", "audience"), sa.Index(None, "incident_id", "created_at", "id"),
    sa.Index(None, "state", "created_at", "id"),
)  # fmt: skip

draft_versions = sa.Table(
    "draft_versions", metadata,
    _draft(primary=True), _number("version", primary=True), _text("text"), _text("by"), _at("at"),
    _json("stats"),
)  # fmt: skip

fact_checks = sa.Table(
    "fact_checks", metadata,
    _id(), _draft(), _incident(), _number("version"), _text("text_hash"), _text("line"), _text("asked_of"),
    _text("asked_by"), _at("asked_at"), _at("expires_at"), _text("answer"), _text("comment"),
    _text("answered_by"), _at("answered_at", nullable=True),
    sa.Index(None, "draft_id"),
)  # fmt: skip

approvals = sa.Table(
    "approvals", metadata,
    _id(), _draft(), _incident(), _number("version"), _text("subject"), _text("text"), _text("text_hash"),
    _text("facts_hash"),
    _text("sheet_hash"), _at("next_update_at", nullable=True), _text("by"), _at("at"), _yes("second"),
    _text("withdrawn_by"), _at("withdrawn_at", nullable=True), _text("reason"),
    sa.Index(None, "draft_id"),
)  # fmt: skip

waivers = sa.Table(
    "waivers", metadata,
    _id(), _draft(), _incident(), _text("key"), _text("rule"), _text("quoted"), _text("by"), _text("reason"),
    _at("at"),
    sa.UniqueConstraint("draft_id", "key"),
)  # fmt: skip

publications = sa.Table(
    "publications", metadata,
    _id(), _draft(), _incident(), _text("audience"), _text("channel"), _text("stage"), _text("subject"),
    _text("text"), _text("text_hash"), _text("by"), _at("at"), _at("recorded_at"),
    _at("next_update_at", nullable=True), _json("fact_ids"), _json("phrasings"), _number("notes_upto"),
    _text("reference"), _text("feedback_token"), _at("withdrawn_at", nullable=True), _text("withdrawn_by"),
    _text("reason"), _text("corrected_by"),
    sa.UniqueConstraint("draft_id", "channel"), sa.Index(None, "incident_id", "at"),
    sa.Index(None, "feedback_token"),
)  # fmt: skip

deliveries = sa.Table(
    "deliveries", metadata,
    _id(), _draft(), _incident(), _text("target"), _number("version"), _text("subject"), _text("text"),
    _text("text_hash"), _at("next_update_at", nullable=True), _text("thread"), _text("state"),
    _number("attempts"), _at("started_at"), _text("by"), _at("finished_at", nullable=True),
    _text("reference"), _text("url"), _text("note"),
    sa.UniqueConstraint("draft_id", "target"), sa.Index(None, "incident_id", "started_at"),
)  # fmt: skip

promises = sa.Table(
    "promises", metadata,
    _id(), _incident(),
    sa.Column(
        "publication_id", sa.String(40), sa.ForeignKey("publications.id", ondelete="CASCADE"), nullable=False
    ),
    _text("audience"), _text("kind"), _text("text"), _at("made_at"), _at("due_at", nullable=True),
    _text("state"), _at("settled_at", nullable=True), _text("settled_by"), _text("note"),
    sa.Index(None, "incident_id", "made_at"), sa.Index(None, "state", "due_at"),
)  # fmt: skip

scope_decisions = sa.Table(
    "scope_decisions", metadata,
    _incident(primary=True), _number("n", primary=True), _text("scope"), _text("reason"), _json("channels"),
    _json("warnings"), _text("by"), _at("at"),
)  # fmt: skip

contact_counts = sa.Table(
    "contact_counts", metadata,
    _incident(primary=True), _number("n", primary=True), _at("at"), _number("count"),
    _number("asking_if_down"), _text("by"),
)  # fmt: skip

feedback = sa.Table(
    "feedback", metadata,
    _id(),
    sa.Column(
        "publication_id", sa.String(40), sa.ForeignKey("publications.id", ondelete="CASCADE"), nullable=False
    ),
    _incident(), _yes("answered"), _text("comment"), _at("at"),
    sa.Index(None, "incident_id", "at"),
)  # fmt: skip

review_actions = sa.Table(
    "review_actions", metadata,
    _id(), _incident(), _text("text"), _text("owner"), _text("due"), _yes("done"), _text("by"), _at("at"),
    sa.Index(None, "incident_id", "at"),
)  # fmt: skip

reviews = sa.Table(
    "reviews", metadata, _incident(primary=True), _json("data"), _text("by"), _at("at"), sa.Index(None, "at")
)  # fmt: skip

drills = sa.Table(
    "drills", metadata,
    _incident(primary=True), _text("name"), _text("text"), _number("told"), _number("total"), _text("by"),
    _at("at"),
)  # fmt: skip

audit = sa.Table(
    "audit", metadata,
    _number("seq", primary=True), _at("at"), _text("who"), _text("action"), _text("incident_id"),
    _text("subject"), _text("request_id"), sa.Column("payload", sa.Text), _text("payload_hash"),
    _text("previous_hash"), _text("hash"),
    sa.Index(None, "incident_id", "seq"),
)  # fmt: skip

api_keys = sa.Table(
    "api_keys", metadata,
    _id(), _text("person"), _json("roles"), _json("scopes"), _text("secret_hash"), _at("created_at"),
    _text("created_by"), _at("expires_at", nullable=True), _at("revoked_at", nullable=True),
    _at("last_used_at", nullable=True),
    sa.UniqueConstraint("secret_hash"),
)  # fmt: skip

kept_answers = sa.Table(
    "kept_answers", metadata,
    sa.Column("who", sa.String(200), primary_key=True), sa.Column("key", sa.String(200), primary_key=True),
    _text("body_hash"), _number("status"), _text("answer"), _at("at"),
    sa.Index(None, "at"),
)  # fmt: skip


def _batch() -> sa.Column[str]:
    return sa.Column(
        "batch_id", sa.String(40), sa.ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True
    )


batches = sa.Table(
    "batches", metadata,
    _id(), _text("title"), _json("options"), _number("total"), _text("created_by"), _at("created_at"),
    sa.Index(None, "created_at", "id"),
)  # fmt: skip

jobs = sa.Table(
    "jobs", metadata,
    _batch(), _number("n", primary=True), _text("name"), _text("digest"), _text("state"), _text("worker"),
    _at("lease_until", nullable=True), _number("attempts"), _at("finished_at", nullable=True),
    sa.Column("took_s", sa.Float, nullable=False), _text("error"), _number("calls"), _number("tokens_in"),
    _number("tokens_out"), sa.Column("cost", sa.Float, nullable=False), _json("summary"),
    sa.Index(None, "batch_id", "state", "n"),
)  # fmt: skip

job_texts = sa.Table(
    "job_texts", metadata, _batch(), _number("n", primary=True), _text("source"), _text("result")
)  # fmt: skip

rewrite_reviews = sa.Table(
    "rewrite_reviews", metadata,
    _batch(), _number("n", primary=True), _number("version"), _text("text"), _json("authors"),
    _text("state"), _json("waivers"), _text("approved_by"), _at("approved_at", nullable=True),
    _text("text_hash"), _text("reason"), _text("updated_by"), _at("updated_at"),
)  # fmt: skip

secrets = sa.Table(
    "secrets", metadata, sa.Column("name", sa.String(40), primary_key=True), _text("value")
)  # fmt: skip
