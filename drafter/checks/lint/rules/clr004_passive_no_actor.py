"""CLR004 passive-no-actor: a passive that hides who acts, where the reader wants to know it."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Option, Rule

DONE = (
    r"(?:implemented|investigated|fixed|deployed|applied|addressed|resolved|restarted|rebooted|"
    r"repaired|replaced|reviewed|monitored|worked on|looked into|looked at|rolled out|rolled back|"
    r"identified|analy[sz]ed|tested|prepared|developed|built|taken|"
    r"performed|carried out|undertaken|conducted|put in place|made|escalated|notified|informed|"
    r"engaged|updated|upgraded|mitigated|remediated|corrected|removed|added|introduced|released|"
    r"installed|verified|validated|decided|determined|concluded|"
    r"examined|evaluated|considered|planned|scheduled|contacted|alerted|rectified|reverted|switched|"
    r"moved|changed|configured|diagnosed|traced|pushed|rebuilt|reset|set up|brought back|communicated|"
    r"shared|provided|published|posted|dealt with|handled|deleted|erased|laid|cancelled|canceled|disabled|"
    r"enabled|"
    r"paused|suspended|increased|reduced|raised|lowered|extended|merged|copied|migrated|transferred|redirected|"
    r"rerouted|blocked|unblocked|refunded|reversed|withdrawn|ordered|hired|checked|inspected|measured|cleaned|"
    r"cleared|patched|tuned|optimi[sz]ed|reconfigured|re-enabled|switched off|turned off|shut down|called in|"
    r"brought in|approved|assigned|arranged|agreed|collected|compared|counted|assessed|restored|repaid|"
    r"credited|given back|added back|paid back)"
)
PASSIVE = Pattern(
    rf"\b(?:is|are|was|were|be|been|being|has been|have been|will be|is being|are being|was being|"
    rf"were being|had been) (?:now |also |currently |already |still |being |been |immediately |"
    rf"quickly |successfully |fully |actively )*{DONE}\b(?! by\b)",
)

PARTICIPLES = words(
    "added addressed alerted analysed analyzed applied brought built carried changed communicated "
    "concluded conducted configured considered contacted corrected dealt decided deployed determined "
    "developed diagnosed engaged escalated evaluated examined fixed handled identified implemented "
    "informed installed introduced investigated looked made mitigated monitored moved notified performed "
    "planned posted prepared provided published pushed put rebooted rebuilt rectified released remediated "
    "removed repaired replaced reset resolved restarted reverted reviewed rolled scheduled set shared "
    "switched taken tested traced undertaken updated upgraded validated verified worked deleted erased laid "
    "cancelled canceled disabled enabled paused suspended increased reduced raised lowered extended "
    "merged copied "
    "migrated transferred redirected rerouted blocked unblocked refunded reversed withdrawn ordered hired "
    "checked "
    "inspected measured cleaned cleared patched tuned optimised optimized reconfigured turned shut called "
    "approved "
    "assigned arranged agreed collected compared counted assessed restored repaid credited given paid"
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each passive of a verb of ours without "by"; passives of symptoms stay ("emails are delayed")."""
    if context.reader == "P" and not context.option("CLR004", "reviews"):
        return
    for match in PASSIVE.near(document, PARTICIPLES, before=50, after=24, beside=BE, back=5, ahead=0):
        sentence = document.sentence_at(match.start())
        if sentence is None:
            continue
        after = document.lower[match.end() : min(sentence.end, match.end() + 40)]
        if " by " in after[:24]:
            continue
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(), match.end(), f"{words!r} does not say who acts. Say it: 'We are installing a fix.'"
        )


RULE = Rule(
    code="CLR004",
    name="passive-no-actor",
    severity="info",
    audiences="CXP",
    kind="pattern",
    summary="passive verb with no 'by' that hides who acts",
    why="'A fix is being implemented' leaves open whether anybody works on it; symptoms may stay passive.",
    source="plainlanguage.gov, use active voice; Vale: Google, Microsoft, write-good Passive",
    check=check,
    options=(Option("reviews", False, "flag postmortems too; blame-free reviews often need the passive"),),
    flags=(
        "The cable was replaced.",
        "All options are being evaluated.",
        "A new driver will be installed tonight.",
    ),
    passes=(
        "Emails are delayed and bills are printed twice.",
        "The cable was replaced by our supplier.",
        "We replaced the cable.",
    ),
)
