"""The stage: a document in, its customer version out. No model, no network, the same answer every time."""

import re
from collections.abc import Mapping, Sequence

from drafter.checks.lint.api import lint
from drafter.checks.readability import grade
from drafter.core.audience import Audience
from drafter.core.prose import Span
from drafter.core.redaction import find_all, redact
from drafter.core.system_map import SystemMap
from drafter.core.units import words
from drafter.intake.documents import SourceDocument, read_document
from drafter.intake.map_orders import without_orders
from drafter.intake.maps import load_map
from drafter.rewriting.business import Business, BusinessWriter
from drafter.rewriting.cleaning import Cleaner, tidy
from drafter.rewriting.figures import find_figures
from drafter.rewriting.inside_names import InsideNames, own_words
from drafter.rewriting.moments import read_moments
from drafter.rewriting.outline import Outline
from drafter.rewriting.page import page
from drafter.rewriting.plain_facts import plain_facts
from drafter.rewriting.plainness import plain, split
from drafter.rewriting.result import Gap, Measure, OutSentence, Removal, Rewrite
from drafter.rewriting.statements import Statement, read_statements
from drafter.rewriting.titles import subject_of, with_day
from drafter.rewriting.vocabulary import strange_words
from drafter.rewriting.words import toml
from drafter.writing.audiences import audience

MapLike = str | bytes | Mapping[str, object] | SystemMap | None
_VENDORS = re.compile(
    r"\b(?:AWS|Amazon|Azure|Google Cloud|GCP|Cloudflare|Fastly|Akamai|Heroku|DigitalOcean|Okta)\b"
)
_WORDS_A_STRANGE_ONE = 5  # of a title: shorter, one that readers do not know hides what it is about


def rewrite(
    document: str | bytes | SourceDocument, system_map: MapLike = None, *, name: str = "document"
) -> Rewrite:
    """Return the customer version of an internal report in Markdown, HTML, Word, PDF or plain text.

    `name` tells the format by its ending where the first bytes do not. Raises InputError, TooLarge.
    """
    return Rewriting.of(document, system_map, name=name).run()


class Rewriting:
    """One document on its way: read, cleaned, and written when asked."""

    @classmethod
    def of(
        cls, document: str | bytes | SourceDocument, system_map: MapLike = None, *, name: str = "document"
    ) -> "Rewriting":
        """Read a document. Raises InputError, TooLarge."""
        source = document if isinstance(document, SourceDocument) else read_document(document, name=name)
        if isinstance(system_map, SystemMap):
            given = system_map
        else:
            given = load_map(system_map) if system_map else SystemMap()
        the_map, _ = without_orders(given)
        return cls(source, the_map, audience("postmortem"))

    def __init__(self, source: SourceDocument, system_map: SystemMap, reader: Audience) -> None:
        self._source = source
        self.system_map = system_map
        self._reader = reader
        outline = Outline(source.text, source.body)
        passages = outline.passages()
        self._raw_title = source.title or outline.first_title
        hosts = " ".join(re.findall(r"\b[\w-]+(?:\.[\w-]+)+\b", self._raw_title))
        names = InsideNames(source.text, passages, system_map, f"{source.organisation} {hosts}")
        self.cleaner = Cleaner(names, system_map, reader, source.text)
        self.allowed = names.own | own_words(f"{source.organisation} {system_map.product}")
        self._statements = read_statements(source.text, passages, self.cleaner, self.allowed)

    @property
    def title(self) -> str:
        """Return the title as the document has it."""
        return self._raw_title

    def sayable(self) -> list[Statement]:
        """Return the sentences that readers outside may see, in order."""
        return [one for one in self._statements if one.text]

    def run(self, *, replaced: Mapping[str, Sequence[OutSentence]] | None = None) -> Rewrite:
        """Return the whole result; `replaced` holds sentences to take for a section in place of ours."""
        source = self._source
        moments = read_moments(source.text, source.body, self._raw_title, self._statements, source.date)
        facts = plain_facts(self._statements, self._named_map())
        writer = BusinessWriter(self._statements, moments, self.system_map, facts, self.allowed)
        business = writer.write(replaced)
        day = f"{moments.day.day} {moments.day:%B %Y}" if moments.day else ""
        if not day:
            business.gaps.append(Gap(topic="day", question=toml("frames.toml")["gaps"]["day"]))
        title = self._title(day)
        details = self._details(business)
        sentences = (*business.sentences, *details)
        text = page(title, day, sentences, business.gaps, source.text)
        reader = self._reader.id
        return Rewrite(
            name=source.name,
            title=title,
            date=day,
            text=text,
            source_text=source.text,
            sentences=sentences,
            removals=tuple(self._removals(business, details)),
            figures=find_figures(source.text, source.body, sentences, (title,)),
            commitments=tuple(business.commitments),
            gaps=tuple(business.gaps),
            questions=tuple(self._questions(sentences)),
            findings=tuple(lint(text, audience=reader, system_map=self.system_map)),
            before=_measure(source.text[source.body :], source.text[source.body :], reader),
            after=_measure(" ".join(s.text for s in business.sentences), text, reader),
        )

    def _named_map(self) -> SystemMap:
        """Return the map; a report whose front matter names an organisation is about its product."""
        named = self._source.organisation.partition("(")[0].strip()
        if self.system_map.product or not named:
            return self.system_map
        return self.system_map.model_copy(update={"product": named})

    def _title(self, day: str) -> str:
        frames = toml("frames.toml")["frames"]
        subject = subject_of(self._raw_title, keep_days=not day)
        cleaned = self.cleaner.clean(subject) if subject else None
        said = plain(cleaned.text, allow=self.allowed) if cleaned and cleaned.text else None
        told = cleaned and said and not (cleaned.changes or said.cut or said.explained)
        strange = strange_words(cleaned.text, self.allowed) if cleaned else ()
        if cleaned and told and _WORDS_A_STRANGE_ONE * len(strange) <= words(cleaned.text):
            return with_day(tidy(cleaned.text).rstrip("."), day)
        written: str = frames["title_day"].format(day=day) if day else frames["title"]
        return written

    def _details(self, business: Business) -> list[OutSentence]:
        """Return what the first part does not say, cleaned, under the headings of the source's roles."""
        roles = toml("frames.toml")["roles"]
        kept: list[OutSentence] = []
        for s in self._statements:
            whole = s.span not in business.shortened and not (s.plain and s.plain.cut)
            told = s.span in business.used and whole
            if not s.text or (told and s.role != "timeline"):
                continue
            text = " ".join(split(s.text))
            clock = s.passage.clock
            if clock and s.role == "timeline":
                shown = tidy(clock.replace("*", "").replace("`", "")).rstrip(".")
                text = f"{shown} – {text}" if not self.cleaner.leaks(shown) else text
            role = "actions" if s.role in ("done", "short", "long") else s.role
            kept.append(
                OutSentence(
                    text=text,
                    part="details",
                    section=role if role in roles else "other",
                    spans=_spans(s, self._source.text, text),
                )
            )
        return kept

    def _removals(self, business: Business, details: Sequence[OutSentence]) -> list[Removal]:
        found: list[Removal] = []
        for s in self._statements:
            for change in s.changes:
                found.append(
                    Removal(span=s.span, text=change.text, reason=change.reason, instead=change.instead)
                )
            if not s.text and s.raw.strip(" |-:*_\n"):
                found.append(Removal(span=s.span, text=_without_secrets(s.raw), reason=s.reason))
            for term in s.plain.explained if s.plain and s.span in business.used else ():
                found.append(
                    Removal(
                        span=s.span,
                        text=term,
                        reason="a term of the trade, explained in brackets",
                        instead=term,
                    )
                )
        return found

    def _questions(self, sentences: Sequence[OutSentence]) -> list[str]:
        publishable = {vendor.name for vendor in self.system_map.vendors if vendor.publish}
        named = sorted({m for s in sentences for m in _VENDORS.findall(s.text)} - publishable)
        return [toml("frames.toml")["marks"]["vendors"].format(names=", ".join(named))] if named else []


def _spans(s: Statement, text: str, said: str) -> tuple[Span, ...]:
    """Return the sentence's place, and the place of the heading whose clock time was put before it."""
    if s.role == "timeline" and s.passage.clock and not said.startswith(s.text[:12]):
        at = text.rfind(s.passage.clock, 0, s.span[0])
        if at >= 0:
            return s.span, (at, at + len(s.passage.clock))
    return (s.span,)


def _without_secrets(text: str) -> str:
    return redact(text, find_all(text))


def _measure(prose: str, whole: str, reader: str) -> Measure:
    count = max(1, words(whole))
    found = lint(whole, audience=reader)
    return Measure(
        grade=grade(prose), findings_per_100=round(100 * len(found) / count, 2), words=words(whole)
    )
