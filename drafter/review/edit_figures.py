"""How much people had to change before a draft could go out: the writer's report card."""

from collections.abc import Sequence

from drafter.core.draft import Method
from drafter.core.noun import Noun
from drafter.review.editing import statistics, word_count, words_changed
from drafter.review.records import DraftRecord

DECIDED = ("approved", "published", "withdrawn", "corrected", "rejected")


class EditFigures(Noun):
    """Counts over drafts that somebody decided about.

    `as_written` went out without a change, `edited` with one, `sent_back` was rejected. The sentences are
    those of the writer, `sentences_added` those people put beside them. `words_changed` of `words` were taken
    out, replaced or put in; of drafts sent back none are counted.
    """

    drafts: int = 0
    as_written: int = 0
    edited: int = 0
    sent_back: int = 0
    sentences_accepted: int = 0
    sentences_edited: int = 0
    sentences_dropped: int = 0
    sentences_added: int = 0
    words: int = 0
    words_changed: int = 0

    def __add__(self, other: "EditFigures") -> "EditFigures":
        """Return the counts of both together."""
        return EditFigures(
            **{name: getattr(self, name) + getattr(other, name) for name in EditFigures.model_fields}
        )


class EditReport(Noun):
    """The figures of all drafts, and apart by reader and by who wrote them first."""

    together: EditFigures
    by_audience: dict[str, EditFigures]
    by_writer: dict[Method, EditFigures]


def edit_report(drafts: Sequence[DraftRecord]) -> EditReport:
    """Return what people did with drafts; those nobody has decided about do not count."""
    together = EditFigures()
    by_audience: dict[str, EditFigures] = {}
    by_writer: dict[Method, EditFigures] = {}
    for draft in drafts:
        if draft.state not in DECIDED:
            continue
        own = _figures(draft)
        together = together + own
        by_audience[draft.audience] = by_audience.get(draft.audience, EditFigures()) + own
        method = draft.written.method
        by_writer[method] = by_writer.get(method, EditFigures()) + own
    return EditReport(together=together, by_audience=by_audience, by_writer=by_writer)


def in_percent(part: int, whole: int) -> str:
    """Return a share for people to read: "63%", "–" of nothing."""
    return f"{part / whole:.0%}" if whole else "–"


def _figures(draft: DraftRecord) -> EditFigures:
    if draft.state == "rejected":
        return EditFigures(drafts=1, sent_back=1)
    same = (draft.text, draft.body.subject) == (draft.written.text, draft.written.subject)
    stats = statistics(draft.written, draft.body)
    return EditFigures(
        drafts=1,
        as_written=int(same),
        edited=int(not same),
        sentences_accepted=stats.accepted,
        sentences_edited=stats.edited,
        sentences_dropped=stats.dropped,
        sentences_added=stats.added,
        words=word_count(draft.written.text),
        words_changed=words_changed(draft.written.text, draft.text),
    )
