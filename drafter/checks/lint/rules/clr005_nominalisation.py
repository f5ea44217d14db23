"""CLR005 nominalisation: a verb hidden in a noun."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

NOUN = (
    r"(?:investigation|analysis|analyses|restoration|implementation|verification|validation|"
    r"evaluation|assessment|examination|review|modification|adjustment|correction|removal|replacement|"
    r"installation|deployment|recovery|resolution|"
    r"determination|identification|confirmation|notification|communication|improvement|mitigation|"
    r"remediation|optimi[sz]ation|coordination|inspection|reduction|migration|completion|"
    r"consideration|decision|upgrade|restart|rollback|change|changes|"
    r"reboot|test|tests|reset|check|checks|comparison|calculation|measurement|repair|repairs|update|"
    r"switch|move|test|reconfiguration|attempt|contact|reference|use|progress|effort|efforts|explanation|description|"
    r"summary|estimate|apology|promise|answer)"
)
VERB = Pattern(
    rf"\b(?:perform|performs|performed|performing|conduct|conducts|conducted|conducting|carry out|"
    rf"carries out|carried out|carrying out|undertake|undertakes|undertook|undertaken|undertaking|"
    rf"execute|executed|executing|do|did|doing|make|makes|made|making|effect|effected|complete|"
    rf"completed|completing|"
    rf"initiate|initiated|initiating|commence|commenced|achieve|achieved|accomplish|give|gave|giving|"
    rf"provide|provides|provided|providing|have|had|reach|reached|take|took) (?:a |an |the |our |some "
    rf"|further |additional |several |full |thorough |detailed |final |careful |complete |initial |"
    rf"necessary |regular ){{0,3}}(?:\w+ )?{NOUN} (?:of|to|into|on|for|with|in)\b|"
    rf"\b(?:the )?(?:restoration|implementation|investigation|verification|validation|evaluation|"
    rf"identification|removal|replacement|resolution|mitigation|remediation|optimi[sz]ation|"
    rf"determination|completion|modification|installation|examination|deployment|migration|recovery|"
    rf"repair|analysis|provision|utili[sz]ation|"
    r"rectification|confirmation|notification) of (?:the |our |this |all |these |any |your |its |\w+ "
    r"){0,3}(?:\w+ )?(?:is|are|was|were|has|have|will|continues?|remains?|began|started|took|takes|"
    r"may|can|should|requires?)\b|"
    r"\b(?:is|are|was|were) (?:in need of|under (?:investigation|review|repair|consideration|"
    r"examination|evaluation)|subject to (?:review|verification|change|investigation))\b|"
    r"\bperform(?:s|ed|ing)? (?:an? |the )?(?:\w+ )?(?:investigation|analysis|restart|review|"
    r"verification|assessment|restoration|evaluation|examination|inspection|reboot|rollback)\b|"
    r"\bconduct(?:s|ed|ing)? (?:an? |the )?(?:\w+ )?(?:investigation|analysis|review|assessment|"
    r"evaluation|examination|inspection|test|tests)\b|\bmake (?:an? |the )?(?:\w+ )?(?:determination|"
    r"decision|assessment|adjustment|modification|correction|improvement)s?\b",
)
FIXED = (
    "make a payment",
    "make payments",
    "make a call",
    "make calls",
    "take note",
    "make use",
    "make changes to your",
    "make a change to your",
    "have access",
    "take care",
    "give notice",
    "data migration",
    "have a look",
)

NOUNS = words(
    "adjustment analyses analysis assessment attempt calculation change changes check checks "
    "communication comparison completion confirmation consideration contact coordination correction "
    "decision deployment determination effort efforts evaluation examination identification "
    "implementation improvement inspection installation investigation measurement migration mitigation "
    "modification move need notification optimisation optimization progress provision reboot "
    "reconfiguration recovery rectification reduction reference remediation removal repair repairs "
    "replacement reset resolution restart restoration review rollback subject switch test tests under "
    "update upgrade use utilisation utilization validation verification"
)
VERBS = words(
    "perform performs performed performing conduct conducts conducted conducting carry carries carried "
    "carrying undertake undertakes undertook undertaken undertaking execute executed executing do did "
    "doing make makes made making effect effected complete completed completing initiate initiated "
    "initiating commence commenced achieve achieved accomplish give gave giving provide provides provided "
    "providing have had reach reached take took is are was were has will continues continue remains began "
    "started takes may can should requires require"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each hidden verb, fixed terms aside."""
    for match in VERB.near(document, NOUNS, before=60, after=70, beside=VERBS, back=6, ahead=8):
        words = document.text[match.start() : match.end()]
        if words.lower().startswith(FIXED):
            continue
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} hides the verb in a noun. Use the verb: 'We are finding out why', 'We "
            f"restored the service'.",
        )


RULE = Rule(
    code="CLR005",
    name="nominalisation",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="verb hidden in a noun: perform an investigation, make a change to, restoration of service",
    why="The noun needs a second verb and loses who acts.",
    source="plainlanguage.gov, avoid hidden verbs",
    check=check,
    flags=(
        "Our supplier is conducting an inspection of the cable.",
        "Replacement of the cable has begun.",
        "We made an adjustment to the driver.",
    ),
    passes=(
        "You can make a payment by card; the data migration ends on Friday.",
        "Our supplier is inspecting the cable.",
        "We adjusted the driver.",
    ),
)
