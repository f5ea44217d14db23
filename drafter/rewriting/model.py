"""A model's wording of the business part, held to the report sentence by sentence.

The model sees the cleaned sentences only, numbered and fenced; a long report goes in parts. Each sentence it
gives must name sentences it rests on, pass the grounding rules against exactly those, the leak wall and the
plain-words check. A section takes the model's sentences when any stand, and keeps the template's otherwise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel

from drafter.checks.grounding.verify import Evidence, check
from drafter.core.redaction import find_all, redact
from drafter.core.stemming import stem
from drafter.core.system_map import SystemMap
from drafter.engine.base import Engine
from drafter.engine.outcome import EngineFailure
from drafter.engine.prompt import Prompt
from drafter.engine.usage import Usage
from drafter.facts.sheet import build_sheet
from drafter.intake.documents import SourceDocument
from drafter.intake.instructions import gives_orders
from drafter.intake.notes import parse_note_list
from drafter.rewriting.plainness import plain
from drafter.rewriting.result import OutSentence, Rewrite
from drafter.rewriting.rewrite import MapLike, Rewriting
from drafter.rewriting.statements import Statement
from drafter.writing.audiences import audience
from drafter.writing.data_files import load_words
from drafter.writing.model.fence import marked, visible
from drafter.writing.model.prompts import render

SECTIONS = ("summary", "happened", "why", "fixed")
MOST = 5  # sentences of a model in one section
PART = 250  # sentences of the report in one call
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


class ReworkedSentence(BaseModel):
    """One sentence of the business part and the numbers of the sentences it rests on."""

    section: str
    sources: list[int]
    text: str


class Reworked(BaseModel):
    """The business part, sentence by sentence."""

    sentences: list[ReworkedSentence]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence of the model that was not taken, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ModelRewrite:
    """The result, what the calls used, what was not taken, and how calls that gave nothing ended."""

    rewrite: Rewrite
    usage: Usage
    rejected: tuple[Rejected, ...] = ()
    failures: tuple[str, ...] = ()


def rewrite_with_model(
    document: str | bytes | SourceDocument,
    system_map: MapLike = None,
    *,
    engine: Engine,
    tag: str,
    timeout_s: float = 60.0,
    name: str = "document",
) -> ModelRewrite:
    """Return the customer version with a model's sentences where they hold, the template's elsewhere.

    `tag` fences the report's words and must be random. Raises InputError, TooLarge; never for the model.
    """
    work = Rewriting.of(document, system_map, name=name)
    numbered = {n: one for n, one in enumerate(work.sayable(), start=1) if not gives_orders(one.text)}
    usage, failures, rejected = Usage(), [], []
    taken: dict[str, list[OutSentence]] = {section: [] for section in SECTIONS}
    for part in _parts(numbered):
        prompt = _prompt(work.title, part, tag)
        try:
            answer = engine.complete(prompt, timeout_s=timeout_s)
        except EngineFailure as failure:
            usage = usage + failure.usage
            failures.append(f"{failure.outcome}: {failure.message}")
            continue
        usage = usage + answer.usage
        assert isinstance(answer.value, Reworked)
        for one in answer.value.sentences:
            made = _judged(one, numbered, work)
            if isinstance(made, Rejected):
                rejected.append(made)
            elif len(taken[made.section]) < MOST and all(made.text != s.text for s in taken[made.section]):
                taken[made.section].append(made)
    return ModelRewrite(work.run(replaced=taken), usage, tuple(rejected), tuple(failures))


def _parts(numbered: Mapping[int, Statement]) -> Iterator[dict[int, Statement]]:
    numbers = list(numbered)
    for start in range(0, len(numbers), PART):
        yield {n: numbered[n] for n in numbers[start : start + PART]}


def _prompt(title: str, part: Mapping[int, Statement], tag: str) -> Prompt:
    lines = [(f"{n} {one.role or 'report'}", redact(one.text, find_all(one.text))) for n, one in part.items()]
    return Prompt(
        name="rewrite",
        messages=(
            render("rewrite_system", most=MOST),
            render("rewrite_user", title=visible(title).replace(tag, ""), lines=marked(lines, tag)),
        ),
        answer=Reworked,
    )


def _judged(
    one: ReworkedSentence, numbered: Mapping[int, Statement], work: Rewriting
) -> OutSentence | Rejected:
    """Return the sentence if it holds, else why it does not."""
    text = visible(one.text)
    sources = [numbered[n] for n in dict.fromkeys(one.sources) if n in numbered]
    if one.section not in SECTIONS or not text:
        return Rejected(text, f"no section {one.section!r}")
    if not sources or len(sources) < len(set(one.sources)):
        return Rejected(text, "rests on nothing that was shown")
    if work.cleaner.leaks(text):
        return Rejected(text, "holds a name that means something inside only")
    said = plain(text, allow=work.allowed)
    if said is None or said.cut:
        return Rejected(text, "is not plain")
    strange = _strange_words(text, sources)
    if strange:
        return Rejected(text, f"says words that neither its sources nor plain English have: {strange}")
    wrong = _unsupported(text, sources, work.system_map)
    if wrong:
        return Rejected(text, wrong)
    return OutSentence(
        text=text,
        part="business",
        section=one.section,
        spans=tuple(sorted({source.span for source in sources})),
        origin="model",
    )


def _strange_words(text: str, sources: Sequence[Statement]) -> str:
    """Return the words that come from nowhere: not in the sources, not in everyday vocabulary."""
    plain_words = load_words("plain_vocabulary.txt")
    known = {stem(word.lower()) for one in sources for word in _WORD.findall(one.text)}
    strange = [
        word
        for word in _WORD.findall(text)
        if word.lower() not in plain_words and stem(word.lower()) not in known and len(word) > 3
    ]
    return ", ".join(strange) if len(strange) > max(1, len(_WORD.findall(text)) // 6) else ""


def _unsupported(text: str, sources: Sequence[Statement], system_map: SystemMap) -> str:
    """Return the first thing in the text that its sources do not support, "" when there is none."""
    notes = parse_note_list([source.text for source in sources])
    moments = [entry.at for entry in notes.entries if entry.at]
    at = max(moments, default=UNDATED)
    sheet = build_sheet(notes, system_map, as_of=at).model_copy(update={"stage": "resolved"})
    evidence = Evidence.build(notes, sheet, system_map, as_of=at)
    found = [f for f in check(text, evidence, audience("postmortem")) if f.severity in ("block", "warn")]
    return f"{found[0].rule}: {found[0].message}" if found else ""
