"""Deliveries: which approved text was sent to which target, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "m002"
down_revision = "m001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("draft_id", sa.String(length=40), nullable=False),
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("target", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("text_hash", sa.Text(), server_default="", nullable=False),
        sa.Column("next_update_at", sa.String(27), nullable=True),
        sa.Column("thread", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.String(27), nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("finished_at", sa.String(27), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_deliveries_draft_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_deliveries_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("draft_id", "target", name=op.f("uq_deliveries_draft_id_target")),
    )
    op.create_index(op.f("ix_deliveries_incident_id_started_at"), "deliveries", ["incident_id", "started_at"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("deliveries")
