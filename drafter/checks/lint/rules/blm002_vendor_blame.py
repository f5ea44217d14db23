"""BLM002 vendor-blame: the fault is a supplier's, and nothing says what we do."""

import re
from collections.abc import Iterator

from drafter.checks.lint.detect import find_actions
from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

SUPPLIER = (
    r"(?:(?!(?:the|a|an|our|their|that|by|of|to|in|with|for|and|or|we|from|at|on)\b)[\w-]+ ){0,3}"
    r"(?:provider|providers|supplier|suppliers|vendor|vendors|partner|partners|third part(?:y|ies)|"
    r"carrier|carriers|isp|host|contractor|utility|upstream|data ?cent(?:er|re)|manufacturer|"
    r"registrar|makers?|installers?|bank(?! holiday| account| card| transfer)|"
    r"(?:hosting|cloud|network|payment|phone|telecoms?|energy|power|software|delivery|logistics|security|"
    r"storage|mail|external|outside|broadband|water|electricity|cable|text|ticketing|cleaning) "
    r"(?:company|companies|firm|operator|processor|gateway|bank|courier)|"
    r"processor|subcontractor)"
)
BLAME = Pattern(
    rf"\b(?:due to|caused by|because of|fault (?:is |was |lies )?"
    rf"(?:\w+ly )?(?:of|with|at)|result of|blame(?:d)? (?:on|"
    rf"for)|blame (?:lies|rests|falls|is|belongs) (?:\w+ly )?(?:with|on|at)|down to|thanks to|owing to|"
    rf"stem(?:s|med)? from|responsib\w+ (?:of|lies with)|error (?:of|"
    rf"by)|failure (?:of|at|by)|mistake (?:of|by)|on the side of|on the part of|issue (?:with|at|on)|"
    rf"problem (?:with|at|on)|outage (?:at|of|with|on)|let down by) (?:a |an |the |our |one of our |"
    rf"some |their |its |another |issues? (?:with|at|on) (?:our |the |a )?|problems? (?:with|at|on) "
    rf"(?:our |the |a )?|an outage (?:at|of) (?:our |the |a )?|a (?:failure|fault|problem) (?:at|with|"
    rf"of) (?:our |the |a )?)?{SUPPLIER}\b|"
    rf"\b{SUPPLIER}(?:'s)? (?:is|was|has|had|have|are|were) (?:\w+ )?(?:to blame|at fault|responsible|"
    rf"failed|broke|let us down|misconfigured|caused|the cause|made a mistake|down and there)|"
    rf"\b(?:our|the|a) {SUPPLIER} (?:failed|broke|let us down|misconfigured|caused|made a mistake|"
    rf"dropped|is failing|messed)|"
    rf"\b(?:is|was) (?:an? |the |clearly )?{SUPPLIER}(?:'s)? (?:problem|issue|fault|outage|failure|error)\b|"
    r"\b(?:out of|outside|beyond|not (?:with)?in|not under) (?:of )?our (?:control|hands|"
    r"responsibility|sphere)|\bnot our (?:fault|doing|responsibility|problem)\b|\bnothing (?:that "
    r")?we can do\b|\bno fault of ours\b|\bthrough no fault\b|\bour hands are tied\b|\bwe (?:can only|"
    r"have to|must) wait\b|"
    r"\b(?:waiting|wait) (?:for|on) (?:our |the |a |their )?(?:\w+ )?(?:provider|supplier|vendor|"
    r"partner|carrier)s? to\b|\b[A-Z][\w.]+(?:'s)? (?:is|was) to blame\b"
)

HEADS = words(
    "provider providers supplier suppliers vendor vendors partner partners party parties carrier carriers "
    "isp host maker makers installer installers contractor utility upstream center centre manufacturer "
    "registrar company companies firm "
    "operator "
    "processor gateway bank courier subcontractor control hands "
    "responsibility sphere fault doing problem nothing wait waiting blame"
)
TURNS = words(
    "due caused because fault result blame blamed down thanks owing stem stems stemmed responsible "
    "responsibility error failure mistake side part outage failed broke misconfigured made messed our out "
    "outside beyond nothing no through tied wait waiting problem issue"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each clause that puts the fault on a supplier in a text that names no act of ours."""
    hits = list(BLAME.near(document, HEADS, before=110, after=90, beside=TURNS))
    if not hits:
        return
    blamed = [document.sentence_number(hit.start()) for hit in hits]
    acts = [
        act
        for act in find_actions(document)
        if (number := document.sentence_number(act.start)) not in blamed
        or (number is not None and re.search(r"\bwe(?:'ve|'re)?\b(?! can)", document.sentences[number].lower))
    ]
    acts = [act for act in acts if not any(hit.start() <= act.start < hit.end() for hit in hits)]
    strong = [
        h
        for h in hits
        if "our control" in h[0]
        or "not our" in h[0]
        or "nothing" in h[0]
        or "no fault" in h[0]
        or "to blame" in h[0]
        or "hands" in h[0]
    ]
    for match in hits if not acts else strong if not context.option("BLM002", "action_excuses") else []:
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} leaves it to others. Say what we do about it: 'We are adding a second supplier.'",
        )


RULE = Rule(
    code="BLM002",
    name="vendor-blame",
    severity="warn",
    audiences="CXP",
    kind="pattern",
    summary="fault placed on a supplier with no action of our own",
    why="Readers pay us, not our supplier; what they want to know is what we do now.",
    source="todo.poliweb.su, golden rule 4; discussions of hosting blame",
    check=check,
    options=(Option("action_excuses", True, "let a plain attribution pass when the text says what we do"),),
    flags=(
        "This is entirely down to our ticketing partner.",
        "Blame lies with our card processor.",
        "Our payment provider is to blame for the failed orders.",
        "This was caused by our network supplier.",
        "There is nothing we can do until the carrier repairs the cable.",
    ),
    passes=(
        "Our network supplier cut a cable. We moved all calls to a second line.",
        "A fault at our payment provider stops cards; we are switching to another one.",
        "Cards from one bank are refused.",
    ),
)
