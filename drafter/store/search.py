"""Finding what was said before by its words: FTS5 on SQLite, tsvector on PostgreSQL, best first."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

WORDS = "publication_words"  # and the tables FTS5 keeps under names that begin with it
_WORD = re.compile(r"[^\W_]{3,40}")

_SQLITE = sa.text(
    "SELECT id FROM publication_words WHERE publication_words MATCH :wanted AND incident_id <> :besides "
    "ORDER BY bm25(publication_words), id LIMIT :most"
)
_POSTGRESQL = sa.text(
    "SELECT id FROM publication_words, to_tsquery('english', :wanted) AS wanted "
    "WHERE words @@ wanted AND incident_id <> :besides ORDER BY ts_rank(words, wanted) DESC, id LIMIT :most"
)


def publications_like(
    connection: sa.Connection, text: str, *, besides: str, most: int, words: int = 40
) -> Sequence[str]:
    """Return ids of published texts of other incidents that share words with `text`, best first.

    Only letters and digits of the text reach the query, so it cannot hold an operator of the search language.
    """
    wanted = list(dict.fromkeys(word.lower() for word in _WORD.findall(text)))[:words]
    if not wanted:
        return ()
    on_postgresql = connection.dialect.name == "postgresql"
    joined = " | ".join(wanted) if on_postgresql else " OR ".join(f'"{word}"' for word in wanted)
    found = connection.execute(
        _POSTGRESQL if on_postgresql else _SQLITE, {"wanted": joined, "besides": besides, "most": most}
    )
    return [str(row.id) for row in found]
