"""What is looked at to tell what a clause does: its cues, its words, and what went before.

Every feature is a short readable string, so that a decision can be explained by naming those that decided.
Standard library only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from drafter.core.stemming import stem
from drafter.facts.clauses import verb_forms
from drafter.facts.frames import Frame, frame_of
from drafter.facts.language import DATA, Span, cues
from drafter.facts.phrases import Word, read_rows, words
from drafter.facts.telling import Manner

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "gets", "got", "get"))
_DENIABLE = frozenset(
    (
        "symptom", "restored", "verified", "resolved", "bad_state", "unaffected", "persists", "data",
        "inside", "repair_done", "cause_found", "cause_link", "act_done", "saw", "scope", "fault", "user",
    )
)  # fmt: skip
_ACTORS = frozenset(("team", "teams"))
_POINTERS = frozenset(("it", "this", "that", "these", "they", "which", "there"))
_READ_ANEW = ("bias", "form=", "cue=", "length=", "subject=", "does=")
_CLOSERS = frozenset(("but", "however", "although", "so", "and"))


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a clause stands: its place in the note and what the notes said before it.

    `phase` is "quiet" before any trouble, then "trouble", "repair" or "restored". `before` is the kind of
    the clause before in the same note, empty for the first. `named` says which side of the system the
    clause names: "front" is what customers use, "back" is what the front rests on. `chat`: the notes are
    a conversation. `manner`: written in sentences, in a hurry, or jotted down in a few words each.
    `engineers`: the notes speak of what is inside a system, not of the things of a trade; `lay`: there are
    enough of them to say that they do not.
    """

    index: int = 0
    count: int = 1
    phase: str = "quiet"
    before: str = ""
    role: str = "unknown"
    named: str = ""
    chat: bool = False
    manner: Manner = "written"
    engineers: bool = True
    lay: bool = False


@cache
def word_classes() -> dict[str, str]:
    """Return the class of each common word, named by the commonest of the words that are used alike."""
    rows = read_rows(DATA / "en" / "word_classes.tsv")
    return {word: name for name, words_alike in rows for word in words_alike.split(" ")}


def features(text: str, setting: Setting) -> list[str]:
    """Return the features of one clause, without repeats."""
    found_words = words(text)
    found = cues(text)
    frame = frame_of(found_words)
    groups = _groups(_without_actors(found, found_words, frame), found_words)
    person = _person(text, found_words, found)
    stems = [_token(word, person if index == 0 else False) for index, word in enumerate(found_words)]
    alike = word_classes()
    out = ["bias", f"phase={setting.phase}"]
    out.append(f"before={setting.before or ('line' if setting.index == 0 else 'none')}")
    out += [f"index={min(setting.index, 3)}", f"after={setting.before or 'line'}&{setting.phase}"]
    distinct = list(dict.fromkeys(groups))
    out += [f"cue={group}" for group in distinct]
    out += [f"cue={group}&{setting.phase}" for group in distinct]
    if distinct:
        out += [f"first={groups[0]}", f"last={groups[-1]}"]
        out += [f"then={a}>{b}" for a, b in pairwise(["^", *_runs(groups), "$"])]
    out += _pairs(distinct)
    out += [f"w={s}" for s in stems]
    out += [f"w={a}_{b}" for a, b in pairwise(stems)]
    out += [f"like={alike[word.lower]}" for word in found_words if word.lower in alike]
    if stems:
        out += [f"w0={stems[0]}", f"wz={stems[-1]}"]
    out += _frame(frame, found_words, found, distinct, person, setting)
    out += _shape(text, len(found_words), setting)
    if person:
        out.append("person")
    out = list(dict.fromkeys(out))
    return out if setting.manner == "written" else out + _in_haste(out)


def _in_haste(found: Sequence[str]) -> list[str]:
    """Return the plain features once more for hurried notes, which leave out subject, verb and full stop."""
    return [f"hurried {name}" for name in found if name.startswith(_READ_ANEW) and "&" not in name]


def _token(word: Word, person: bool) -> str:
    if person:
        return "<name>"
    if word.lower[0].isdigit():
        return "<number>"
    return stem(word.lower)


def _without_actors(found: Sequence[Span], found_words: Sequence[Word], frame: Frame) -> list[Span]:
    """Return the cues without the team that acts: "the team restarts it" tells of an act, not of the team."""
    start = found_words[frame.first].start if frame.verb else 0
    return [s for s in found if s.group != "team" or s.end > start or s.text.lower() not in _ACTORS]


def _groups(found: Sequence[Span], found_words: Sequence[Word]) -> list[str]:
    """Return the cue groups in order; those a denial reaches are called "not_..."."""
    denied_until = -1
    out = []
    for span in found:
        if span.group in ("negation", "inability"):
            denied_until = next(
                (w.start for w in found_words if w.start > span.end and w.lower in _CLOSERS), 10**9
            )
            out.append(span.group)
        elif span.group in _DENIABLE and span.start < denied_until:
            out.append(f"not_{span.group}")
        else:
            out.append(span.group)
    return out


def _runs(groups: Sequence[str]) -> Iterator[str]:
    last = ""
    for group in groups:
        if group != last:
            yield group
        last = group


def _person(text: str, found_words: Sequence[Word], found: Sequence[Span]) -> bool:
    """Say whether the clause begins with a name that does something: "Rosa restarts ..."."""
    if len(found_words) < 2:
        return False
    first, second = found_words[0], found_words[1]
    name = text[first.start : first.end]
    if not (name.isalpha() and name[:1].isupper() and name[1:].islower() and len(name) > 1):
        return False
    known = any(s.start <= first.start < s.end and s.group != "told_by_person" for s in found)
    return (
        not known
        and second.lower in verb_forms()
        and second.lower not in _BE
        and first.lower not in verb_forms()
    )


def _frame(
    frame: Frame,
    found_words: Sequence[Word],
    found: Sequence[Span],
    groups: Sequence[str],
    person: bool,
    setting: Setting,
) -> Iterator[str]:
    """Yield who does what: the main verb, its class and form, the kind of subject, and their pairs."""
    subject = _subject(found_words, found, frame, person, setting)
    denied = "not " if frame.denied else ""
    yield f"subject={subject}"
    yield f"form={frame.form}"
    yield f"subject={subject}&{frame.form}"
    if frame.verb:
        yield f"verb={denied}{stem(frame.verb)}"
        yield f"verb={stem(frame.verb)}&{frame.form}"
        if frame.modal:
            yield f"modal={frame.modal}"
    acts = _main_groups(found_words, found, frame)
    for name in (*frame.classes, *acts):
        yield f"does={denied}{name}"
        yield f"does={denied}{name}&{frame.form}"
        yield f"does={denied}{name}&{subject}"
        yield f"does={name}&{setting.phase}"
    yield from (f"form={frame.form}&{group}" for group in groups)


def _main_groups(found_words: Sequence[Word], found: Sequence[Span], frame: Frame) -> list[str]:
    """Return the cue groups the main verb (or what follows "is") belongs to."""
    if not frame.verb:
        return []
    first = found_words[frame.first]
    end = found_words[min(frame.first + 2, len(found_words) - 1)].end if frame.form == "be" else first.end
    return list(dict.fromkeys(f"cue {s.group}" for s in found if s.start < end and s.end > first.start))


def _subject(
    found_words: Sequence[Word], found: Sequence[Span], frame: Frame, person: bool, setting: Setting
) -> str:
    if frame.form == "bare" or (frame.form == "running" and frame.first == 0):
        return "none"
    if person:
        return "person"
    if not frame.verb or not frame.first:
        return "unsaid"
    end = found_words[frame.first].start
    before = [s.group for s in found if s.start < end]
    for group in ("we", "user", "supplier", "vendor_name", "alarm", "reported", "change", "inside"):
        if group in before:
            return group
    if found_words[0].lower in _POINTERS:
        return "pointer"
    return setting.named or "thing"


def _pairs(groups: Sequence[str]) -> list[str]:
    ordered = sorted(groups)
    return [f"cues={a}+{b}" for i, a in enumerate(ordered) for b in ordered[i + 1 :]]


def _shape(text: str, length: int, setting: Setting) -> list[str]:
    out = [f"length={'1-3' if length < 4 else '4-7' if length < 8 else '8-15' if length < 16 else '16+'}"]
    flags = {
        "ends=?": text.rstrip().endswith("?"),
        "begins=>": text.startswith(">"),
        "begins=-": text.startswith(("-", "–", "(")),
        "has=url": "://" in text,
        "has=code": "[" in text or "`" in text or " -" in text,
        f"named={setting.named}": bool(setting.named),
        "only": setting.count == 1,
        f"role={setting.role}": setting.role != "unknown",
        "chat": setting.chat,
    }
    return out + [name for name, present in flags.items() if present]
