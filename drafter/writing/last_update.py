"""What an update says of the one before it: what was wrong, that news is late, that nothing changed."""

from dataclasses import dataclass
from datetime import timedelta

from drafter.core.draft import PublishedUpdate, Sentence
from drafter.core.fact import Fact
from drafter.writing.change import ChangeView
from drafter.writing.data_files import load_toml
from drafter.writing.pen import POLICY, Pen, on
from drafter.writing.public_view import PublicView

_SHORT = ("weighted", "gsm7")
_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class LastUpdate:
    """Writes of the update that these readers got last, None when this is the first."""

    view: PublicView
    pen: Pen
    previous: PublishedUpdate | None
    change: ChangeView

    def correction(self) -> list[Sentence]:
        """Say what an earlier update got wrong: a relapse, or a fact taken back."""
        found: list[Sentence] = []
        if self.change.relapsed and self.previous:
            upto = self.previous.upto_line
            fresh = [f for f in self.view.sure("symptom") if f.lines and f.lines[-1] > upto]
            found.append(
                self.pen.line("correction", "correction.relapse", on(*fresh) + POLICY, name=self.view.place)
            )
        elif self.view.sheet.reopened and self.previous is None and not self.view.over:
            found.append(
                self.pen.line(
                    "correction", "correction.relapse_first", on(*self.view.sure("symptom")[-1:]) + POLICY
                )
            )
        names = load_toml("topics.toml")["name"]
        topics: dict[str, list[Fact]] = {}
        for fact in self.change.withdrawn:
            if self.view.over and fact.is_a("symptom"):
                continue  # what was seen is past anyway
            topics.setdefault(names.get(fact.kind, names["other"]), []).append(fact)
        found += [
            self.pen.line("correction", "correction.withdrawn", on(*facts), topic=topic)
            for topic, facts in topics.items()
        ]
        return found[:3]

    def late(self, *, sorry: bool = True) -> list[Sentence]:
        """Own a promise of news that was broken; a few minutes are not worth a reader's time.

        `sorry` is False where the text apologises once already.
        """
        promised = self.previous.next_update_at if self.previous else None
        if promised is None or self.view.sheet.as_of - promised <= _SLACK:
            return []
        if self.view.sheet.stage == "resolved" and self.pen.audience.unit in _SHORT:
            return []
        key = "correction.late_sorry" if sorry and self.pen.audience.unit == "words" else "correction.late"
        return [self.pen.line("correction", key, POLICY)]

    def no_news(self) -> list[Sentence]:
        """Say that nothing has changed, and since when."""
        if not (self.previous and self.change.no_news) or self.view.sheet.stage == "resolved":
            return []
        short = self.pen.audience.unit == "gsm7"
        if not self.change.worked:
            key = "no_news.short" if short else "no_news"
        elif self.view.over:
            key = "no_news.short" if short else "no_news.over"
        else:
            key = "no_news.short_working" if short else "no_news.working"
        return [self.pen.line("no_news", key, POLICY, at=self.view.clock.moment(self.previous.at))]
