"""What customers see: the map's sentence for the part and the class of trouble the facts speak of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.core.fact import Fact, FactKind, FactSheet
from drafter.core.system_map import Component, SymptomClass
from drafter.facts.language import of_group, restorations
from drafter.facts.symptoms import symptom_class
from drafter.writing.causes import everyone, says_fine
from drafter.writing.clause import Clause
from drafter.writing.grammar import symptom_clause
from drafter.writing.names import Names
from drafter.writing.nouns import is_activity, is_plural, with_article

# Worst first: what cannot be undone, then what stops people, then what slows them.
WORST_FIRST: tuple[SymptomClass, ...] = (
    "data_loss", "down", "access", "wrong_data", "missing", "errors", "delayed", "slow", "other",
)  # fmt: skip
# Where to look when the map has no sentence of a class: what a reader would feel nearest to it.
_CLOSE: dict[SymptomClass, tuple[SymptomClass, ...]] = {
    "errors": ("down", "access", "missing"),
    "down": ("access", "errors"),
    "access": ("down", "errors"),
    "missing": ("delayed", "errors"),
    "slow": ("delayed",),
    "delayed": ("slow", "missing"),
}
_GRAVE = ("data_loss", "access", "wrong_data")  # told even beside a sentence of the map for the same part
_SEEN: tuple[FactKind, ...] = ("observation", "detected", "start")
_HINT: tuple[FactKind, ...] = (
    "scope",
    "start",
    "detected",
    "observation",
    "cause",
    "side_effect",
    "third_party",
    "restored",
)

_AMISS: tuple[FactKind, ...] = (
    "symptom", "scope", "start", "detected", "cause", "hypothesis", "data_impact", "side_effect",
    "security", "unknown", "restored", "resolved",
)  # fmt: skip
_GOES_ON = re.compile(r"(?:and |but )?(?:which|that|this|it|they|these|those)\b", re.IGNORECASE)
_MESSAGE = re.compile(r"[\"'“‘]([A-Z][^\"“”\n]{5,60}?)[\"'”’](?!\w)")
_QUOTE = re.compile(r"[\"“][^\"“”\n]*[\"”]")
_ENOUGH, _QUOTED = 2, 9  # words that count in common; what a quoted message counts for
_CALM = ("change", "act_done", "comms", "verified", "unaffected", "as_expected")
_TOLD = ("confirmed", "reported", "attributed")


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing customers see.

    `clause` is the statement; `name` the part as it stands inside a sentence ("the website"); `sure` is
    False when only a report or an inference says so; `inferred` when no note says that customers feel it;
    `mapped` when the map has this sentence, not only the name of the part; `near` when the sentence is of
    another class of trouble than the notes', or of none: a guess by the name of the part.
    """

    clause: Clause
    name: str
    kind: SymptomClass
    fact_ids: tuple[str, ...]
    lines: tuple[int, ...]
    map_ids: tuple[str, ...]
    sure: bool = True
    inferred: bool = False
    mapped: bool = True
    near: bool = False


def find_symptoms(sheet: FactSheet, names: Names, *, most: int = 3) -> tuple[Symptom, ...]:
    """Return what customers see, worst first, at most `most`; empty when the map has no words for it."""
    told = [f for f in sheet.usable("symptom", "start", "scope") if f.certainty in _TOLD]
    told = [f for f in told if f.is_a("symptom") or (not f.components and _in_map_words(f, names))]
    told = [f for f in told if not says_fine(f.text)]  # "can place order" beside "then it is stuck"
    told += [f for f in sheet.usable(*_SEEN) if f not in told and _stops_people(f, names)]
    found = _by_part(told, names)
    if not found and not any(_is_trouble(fact) for fact in sheet.facts):
        return ()
    if not found:
        hints = [f for f in sheet.usable(*_HINT) if f.certainty in _TOLD]
        found = [_soft(names.map.by_id[s.map_ids[0]], names, s) for s in _by_part(hints, names)][:1]
    if not found and len(names.facing) == 1 and sheet.facts:
        found = [_soft(names.facing[0], names, None)]
    found.sort(key=lambda symptom: WORST_FIRST.index(symptom.kind))
    return tuple(_merge(found)[:most])


def _stops_people(fact: Fact, names: Names) -> bool:
    """Say whether we saw ourselves that a part customers use is down: they cannot but meet it."""
    direct = [names.map.by_id[c] for c in fact.components if c in names.map.by_id]
    down = fact.symptom_class == "down" and not fact.negated and fact.certainty == "confirmed"
    return down and any(names.faces_customers(part) for part in direct)


def _is_trouble(fact: Fact) -> bool:
    """Say whether a fact tells of something amiss; a release and a test that passed tell of none."""
    if fact.symptom_class is not None or fact.is_a(*_AMISS):
        return True
    return fact.kind == "observation" and not of_group(fact.text, *_CALM)


def _soft(part: Component, names: Names, hint: Symptom | None) -> Symptom:
    """Return a symptom nobody has reported yet: what the map says of the part, as something that may be."""
    texts = [*part.symptoms.values(), *part.plain_symptoms]
    clauses = [clause for text in texts if (clause := symptom_clause(text, part.customer_name))]
    told = [hint.clause] if hint and hint.clause in clauses else clauses[:1]
    clause = _as_may(told[0]) if told and not names.leaks(told[0].now()) else None
    return Symptom(
        clause=clause or _class_clause(part, "other"),
        name=with_article(part.customer_name),
        kind="other",
        fact_ids=hint.fact_ids if hint else (),
        lines=hint.lines if hint else (),
        map_ids=(part.id,),
        sure=False,
        inferred=True,
    )


def _as_may(clause: Clause) -> Clause | None:
    subject, mark, rest = clause.may().partition(" may ")
    odd = rest.startswith("not be able to be ")  # "cannot be reached" has no natural form with "may"
    return Clause(subject, "may", rest) if mark and not odd else None


def _by_part(facts: Sequence[Fact], names: Names) -> list[Symptom]:
    felt = [(fact, _felt(fact, names)) for fact in facts]
    hit = {part.id for fact, parts in felt for part in parts if part.id in fact.components}
    groups: dict[str, list[Fact]] = {}
    for fact, parts in felt:
        above = [p for p in parts if p.id in hit] if hit.isdisjoint(fact.components) else parts
        for part in above or parts:  # of all that rests on a part inside, what the notes name themselves
            groups.setdefault(part.id, []).append(fact)
    return [
        symptom
        for part_id, group in groups.items()
        for symptom in _of_part(names.map.by_id[part_id], group, names)
    ]


def _felt(fact: Fact, names: Names) -> tuple[Component, ...]:
    parts: dict[str, Component] = {}
    direct = [names.map.by_id[c] for c in fact.components if c in names.map.by_id]
    for part in direct:
        if names.faces_customers(part):
            parts[part.id] = part
    if not parts:
        for part in direct:
            parts.update((above.id, above) for above in names.felt_at(part.id))
    said = _in_map_words(fact, names) if not direct else None
    if said:
        parts[said[0].id] = said[0]
    elif not parts and not direct:
        if len(names.facing) == 1:
            parts[names.facing[0].id] = names.facing[0]
        elif everyone(fact.text):
            kind = _class_of(fact)
            parts.update((part.id, part) for part in names.facing if _has_class(part, kind))
    return tuple(parts.values())


def _in_map_words(fact: Fact, names: Names) -> tuple[Component, SymptomClass] | None:
    """Return the one part, and the class, whose sentence of the map the fact uses the words of.

    A message that people are shown, or two words that count, are enough; several such parts leave it open.
    """
    if restorations(fact.text) or says_fine(fact.text):
        return None
    shown = [message.lower() for message in _MESSAGE.findall(fact.text)]
    spoken = _content(_QUOTE.sub(" ", fact.text))
    found: dict[str, tuple[int, Component, SymptomClass]] = {}
    for part in names.facing:
        for kind, text in part.symptoms.items():
            quoted = any(message in text.lower() for message in shown)
            shared = len(_content(text) & spoken)
            if quoted or shared >= _ENOUGH:
                best = found.get(part.id)
                score = shared + (_QUOTED if quoted else 0)
                if best is None or score > best[0]:
                    found[part.id] = (score, part, kind)
    ranked = sorted(found.values(), key=lambda match: -match[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1], ranked[0][2]


def _has_class(part: Component, kind: SymptomClass) -> bool:
    return kind in part.symptoms or any(symptom_class(text) == kind for text in part.plain_symptoms)


def _of_part(part: Component, facts: Sequence[Fact], names: Names) -> list[Symptom]:
    """Return the sentences for one part: one for each class told, the latest telling of a class counts."""
    by_class: dict[SymptomClass, list[Fact]] = {}
    for fact in facts:
        said = _in_map_words(fact, names) if not fact.components else None
        by_class.setdefault(said[1] if said else _class_of(fact), []).append(fact)
    if len(by_class) > 1:
        by_class.pop("other", None)
    if "down" in by_class and "errors" in by_class:
        by_class["down"] = by_class.pop("errors") + by_class["down"]
    symptoms = []
    for kind, group in by_class.items():
        fitting = _words(part, kind, [f for f in group if _class_of(f) == kind] or group, names)
        clause = fitting or _near(part, kind, names)
        last = group[-1]
        symptoms.append(
            Symptom(
                clause=clause or _class_clause(part, kind),
                name=with_article(part.customer_name),
                kind=kind,
                fact_ids=tuple(dict.fromkeys(f.id for f in group)),
                lines=tuple(sorted({line for f in group for line in f.lines})),
                map_ids=(part.id,),
                mapped=clause is not None,
                near=fitting is None,
                sure=any(f.certainty == "confirmed" for f in group)
                or (last.certainty == "reported" and len(group) > 1),
            )
        )
    if any(symptom.mapped for symptom in symptoms):
        symptoms = [s for s in symptoms if s.mapped or s.kind in _GRAVE]
    return symptoms


def _class_of(fact: Fact) -> SymptomClass:
    return fact.symptom_class or symptom_class(fact.text) or "other"


def _words(part: Component, kind: SymptomClass, facts: Sequence[Fact], names: Names) -> Clause | None:
    """Return the map's sentence when it is of the class or shares the facts' words."""
    texts = [(part.symptoms[kind], 3)] if kind in part.symptoms else []
    texts += [(text, 2 if symptom_class(text) == kind else 0) for text in part.plain_symptoms]
    if kind != "other":
        texts += [(text, 0) for close, text in part.symptoms.items() if close != kind]
    else:
        texts += [(text, 1) for text in part.symptoms.values()]
        texts += [(text, 1) for text in part.plain_symptoms]
    spoken = {word for fact in facts for word in _content(fact.text)}
    best, best_score = None, 0.0
    for text, points in texts:
        clause = symptom_clause(text, part.customer_name)
        if clause is None or names.leaks(clause.now()):
            continue
        shared = len(_content(text) & spoken)
        score = points + min(shared, 3) * 0.75
        if score > best_score and (points or shared >= 2):
            best, best_score = clause, score
    return best


def _near(part: Component, kind: SymptomClass, names: Names) -> Clause | None:
    """Return the map's sentence for a class close to this one, as something that may be."""
    of_class = {found: text for text in part.plain_symptoms if (found := symptom_class(text))} | part.symptoms
    for close in _CLOSE.get(kind, ()):
        clause = symptom_clause(of_class[close], part.customer_name) if close in of_class else None
        if clause and not names.leaks(clause.now()):
            return _as_may(clause)
    if len(part.plain_symptoms) == 1 and not part.symptoms and symptom_class(part.plain_symptoms[0]) is None:
        clause = symptom_clause(part.plain_symptoms[0], part.customer_name)
        if clause and not names.leaks(clause.now()):
            return _as_may(clause)  # the only sentence the map has, of no class of its own
    return None


def _content(text: str) -> set[str]:
    return {word[:6] for word in text.lower().replace("'", " ").split() if len(word) > 3}


def _class_clause(part: Component, kind: SymptomClass) -> Clause:
    """Return what the class of trouble means for a part, in words every reader knows."""
    name = with_article(part.customer_name)
    are = "are" if is_plural(name) else "is"
    activity = is_activity(name)
    table: dict[SymptomClass, Clause] = {
        "down": Clause(name, "does" if not is_plural(name) else "do", "not work")
        if activity
        else Clause(name, are, _down(name)),
        "slow": Clause(name, are, "slow"),
        "errors": Clause("you", "may", f"see errors when {name}")
        if activity
        else Clause("you", "may", f"see errors with {name}"),
        "missing": Clause(name, "may", "be incomplete") if not activity else Clause(name, "may", "not work"),
        "delayed": Clause(name, are, "delayed"),
        "wrong_data": Clause(name, "may", "show wrong data")
        if not activity
        else Clause(name, "may", "not work"),
        "access": Clause("you", "may", f"not be able to reach {name}")
        if not activity
        else Clause(name, "may", "fail"),
        "data_loss": Clause("data", "may", f"be missing from {name}")
        if not activity
        else Clause(name, "may", "not work"),
        "other": Clause(name, "may", "not work as usual"),
    }
    return table.get(kind, table["other"])


def _down(name: str) -> str:
    words = set(name.lower().split())
    site = "." in name or words & {
        "site",
        "website",
        "api",
        "app",
        "hub",
        "platform",
        "dashboard",
        "service",
        "portal",
        "shop",
    }
    return "down" if site and not is_plural(name) else "not working"


def _merge(symptoms: Iterable[Symptom]) -> list[Symptom]:
    """Join parts with the same trouble: "The dashboard, the API and checkout are unavailable."""
    merged: list[Symptom] = []
    for symptom in symptoms:
        for index, other in enumerate(merged):
            same = (
                symptom.clause.rest == other.clause.rest
                and symptom.sure == other.sure
                and symptom.clause.subject == symptom.name
                and " and " not in symptom.name
                and not is_activity(symptom.name)
                and symptom.clause.verb in ("is", "are", "was", "were")
                and len(other.clause.subject.split()) < 14
            )
            if same and symptom.name == other.clause.subject:
                merged[index] = replace(
                    other,
                    fact_ids=_union(other.fact_ids, symptom.fact_ids),
                    lines=_sorted(other.lines + symptom.lines),
                )
                break
            if same and other.clause.subject == other.name:
                subject = f"{other.clause.subject.replace(' and ', ', ')} and {symptom.name}"
                merged[index] = replace(
                    other,
                    clause=other.clause.with_subject(subject),
                    name=subject,
                    fact_ids=_union(other.fact_ids, symptom.fact_ids),
                    lines=_sorted(other.lines + symptom.lines),
                    map_ids=_union(other.map_ids, symptom.map_ids),
                )
                break
        else:
            twice = [i for i, other in enumerate(merged) if symptom.clause.may() == other.clause.may()]
            if not twice:
                merged.append(symptom)
            elif merged[twice[0]].clause.verb == "may":
                merged[twice[0]] = symptom  # the same, and surer
    return merged


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one + other))


def _sorted(lines: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(set(lines)))


def worst_of(facts: Sequence[Fact]) -> Fact | None:
    """Return the fact to name the trouble by: the latest of the worst class, else the latest of all.

    What only goes on about something named before ("which is slow") is not about the product.
    """
    classed = [(WORST_FIRST.index(f.symptom_class), f) for f in facts if f.symptom_class]
    own = [(rank, f) for rank, f in classed if not f.negated and not _GOES_ON.match(f.text)] or classed
    worst = min((rank for rank, _ in own), default=0)
    ranked = [fact for rank, fact in own if rank == worst] or facts
    return ranked[-1] if ranked else None
