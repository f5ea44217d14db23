"""Words of what was published, so that it can be found again: FTS5 on SQLite, tsvector on PostgreSQL."""

from alembic import op

revision = "m004"
down_revision = "m003"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE publication_words USING fts5("
    "id UNINDEXED, incident_id UNINDEXED, body, tokenize = 'porter unicode61')",
    "INSERT INTO publication_words (id, incident_id, body) SELECT p.id, p.incident_id, "
    "i.title || ' ' || p.subject || ' ' || p.text "
    "FROM publications p JOIN incidents i ON i.id = p.incident_id",
    "CREATE TRIGGER publications_indexed AFTER INSERT ON publications BEGIN "
    "INSERT INTO publication_words (id, incident_id, body) VALUES (new.id, new.incident_id, "
    "coalesce((SELECT title FROM incidents WHERE id = new.incident_id), '') || ' ' || new.subject "
    "|| ' ' || new.text); END",
    "CREATE TRIGGER publications_forgotten AFTER DELETE ON publications BEGIN "
    "DELETE FROM publication_words WHERE id = old.id; END",
)
POSTGRESQL = (
    "CREATE TABLE publication_words (id varchar(40) PRIMARY KEY REFERENCES publications (id) "
    "ON DELETE CASCADE, incident_id varchar(40) NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX ix_publication_words_words ON publication_words USING gin (words)",
    "INSERT INTO publication_words SELECT p.id, p.incident_id, "
    "to_tsvector('english', i.title || ' ' || p.subject || ' ' || p.text) "
    "FROM publications p JOIN incidents i ON i.id = p.incident_id",
    "CREATE FUNCTION index_publication() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "INSERT INTO publication_words VALUES (new.id, new.incident_id, to_tsvector('english', "
    "coalesce((SELECT title FROM incidents WHERE id = new.incident_id), '') || ' ' || new.subject "
    "|| ' ' || new.text)); RETURN new; END $$",
    "CREATE TRIGGER publications_indexed AFTER INSERT ON publications "
    "FOR EACH ROW EXECUTE FUNCTION index_publication()",
)


def upgrade() -> None:
    """Make the index, fill it, and keep it filled."""
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Drop the index and what fills it."""
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    where = " ON publications" if on_postgresql else ""
    op.execute(f"DROP TRIGGER publications_indexed{where}")
    op.execute(
        "DROP FUNCTION index_publication()" if on_postgresql else "DROP TRIGGER publications_forgotten"
    )
    op.execute("DROP TABLE publication_words")
