"""What a model read in an incident's notes, what its calls used, and drafts found by state and time."""

import sqlalchemy as sa
from alembic import op

revision = "m006"
down_revision = "m005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make table, column and index."""
    op.create_table(
        "model_readings",
        sa.Column("incident_id", sa.String(length=40), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("upto", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delta", sa.JSON(), nullable=False),
        sa.Column("model", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_model_readings_incident_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("incident_id", "n", name=op.f("pk_model_readings")),
    )
    op.add_column("updates", sa.Column("model", sa.JSON(none_as_null=True), nullable=True))
    op.create_index(op.f("ix_drafts_state_created_at_id"), "drafts", ["state", "created_at", "id"])


def downgrade() -> None:
    """Drop index, column and table."""
    op.drop_index(op.f("ix_drafts_state_created_at_id"), "drafts")
    op.drop_column("updates", "model")  # not in batch mode: a table made anew takes its drafts along
    op.drop_table("model_readings")
