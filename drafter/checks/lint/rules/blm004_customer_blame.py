"""BLM004 customer-blame: load, misuse or settings of customers named as the fault."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

THEM = (
    r"(?:(?:a|an|one|the|our|some|several|certain|few|many|individual|single|of our|large|big|heavy|"
    r"abusive|misbehaving|other|specific|particular|these|those|their) ){0,3}(?:customers?|users?|"
    r"clients?|tenants?|visitors?|subscribers?|merchants?|account(?:s| holders?)?|callers?|readers?|"
    r"shoppers?|members?|integrators?|crawlers?|bots?|developers?|shops?|stores?|sellers?|retailers?|players?|"
    r"gamers?|patients?|guests?|students?|fans?|parents?|pupils?|farmers?|teachers?|nurses?|applicants?|citizens?|taxpayers?|residents?|drivers?|commuters?|"
    r"passengers?|listeners?|viewers?|riders?|travellers?|clinics?|schools?|publishers?|partners?)"
)
WRONG = (
    r"(?:used too (?:much|many)|(?:gave|told|sent) us (?:the )?(?:wrong|bad|false)|misconfigured|misused|"
    r"abused|abusing|overloaded|overloading|overwhelmed|exceeded|ignored|"
    r"forgot|failed to (?:update|configure|read|follow|set|upgrade|renew|comply)|did not (?:update|"
    r"configure|read|follow|set|upgrade|renew|use|comply)|didn't (?:update|configure|read|follow|set|"
    r"upgrade|renew|use)|used (?:the |an? |our )?"
    r"(?:wrong|old|outdated|incorrect|\w+ incorrectly|\w+ wrongly)|sent (?:too many|an excessive|an "
    r"unusual|bad|malformed|invalid|excessive|huge)|sending (?:too many|an excessive|bad|malformed|"
    r"invalid)|hammer(?:ed|ing)|flood(?:ed|ing)|spamm(?:ed|ing)|made (?:a|an|too many) \w*|caused|"
    r"broke|(?:typed|gave|chose|picked|selected|clicked) (?:in )?(?:the |an? )?(?:wrong|incorrect|"
    r"invalid)|(?:incorrectly|wrongly|improperly|mistakenly) \w+|"
    r"(?:had|have|with) (?:incorrect|wrong|bad|invalid|misconfigured|outdated|old)|entered (?:the "
    r")?wrong|are (?:to blame|at fault|responsible)|is (?:to blame|at fault|responsible)|was (?:to "
    r"blame|at fault|responsible)|should have|must have (?:entered|used|typed|clicked)|ran (?:too "
    r"many|an expensive|expensive|heavy)|(?:set up|set|configured|installed|connected|used|entered|filled "
    r"in) "
    r"(?:[\w-]+ ){1,4}?(?:incorrectly|wrongly|improperly|badly|the wrong way))"
)
BLAME = Pattern(
    rf"\b{THEM} (?:who|that) (?:\w+ ){{1,6}}?(?:caused|broke|overloaded|led to)\b|"
    rf"\b{THEM}(?: who| that| which| have| has| had| themselves| themself){{0,3}} {WRONG}|\b(?:due to|"
    rf"caused by|because of|result of|blame(?:d)? on|triggered by|owing to|down to) (?:the |an? |some "
    rf"|excessive |heavy |unusual |abnormal |unexpected |high |extreme |abusive |increased |bad |"
    rf"incorrect |unusually |wrong |improper |\w+ly ){{0,3}}"
    rf"(?:customer|user|client|tenant|visitor|caller|merchant|subscriber)s?['’]?s? (?:\w+ )?(?:error|"
    rf"errors|mistake|mistakes|misuse|misconfiguration|misconfigurations|behaviou?r|usage|use|load|"
    rf"traffic|activity|demand|settings?|configuration|configurations|scripts?|queries|requests?|"
    rf"abuse|negligence|fault|input|actions?|code|integrations?|side)\b|"
    rf"\b(?:misuse|abuse|overuse|excessive use|heavy use|unusual use|incorrect use|misconfiguration|"
    rf"wrong settings|incorrect settings) (?:of \w+ (?:\w+ )?)?(?:by|on the part of|from|at|of) "
    rf"{THEM}|\b(?:due to|because of|caused by) {THEM} \w+ing (?:\w+ )?(?:wrong|incorrect|invalid|too|bad|"
    rf"outdated)\b|"
    rf"\b{THEM}['’]s? (?:\w+ ){{0,2}}\w+s? (?:caused|broke|overloaded|led to|are to blame|were to blame)\b|"
    rf"\b(?:excessive|unusual|abnormal|abusive|too many|huge|extreme|unexpected)"
    rf"(?: (?:number|amount|volume|rate)s? of)? (?:\w+ ){{0,2}}(?:from|by) {THEM}\b|\b(?:caused|triggered|"
    rf"created|produced|overloaded) by {THEM}\b|\b(?:too|so) many (?:of you|people|"
    rf"customers|users|visitors|guests|players|shoppers)\b|\bon the (?:customer|"
    rf"user|client)(?:'s|s'?)? (?:side|end)\b|\byou (?:must have|misconfigured|entered the wrong|"
    r"used the wrong|should have|failed to|did not update|forgot)\b|\b(?:noisy|greedy) (?:neighbou?r|"
    r"tenant|customer)\b"
)

WRONGS = words(
    "misconfigured misused abused abusing overloaded overloading overwhelmed exceeded ignored forgot "
    "failed update configure didn't used sent sending hammered hammering flooded flooding spammed "
    "spamming made caused broke incorrectly wrongly improperly mistakenly incorrect wrong bad invalid "
    "outdated entered blame fault responsible should must ran due because result triggered owing down "
    "misuse abuse overuse misconfiguration created produced side end noisy greedy settings improperly "
    "badly excessive "
    "unusual abnormal abusive many huge extreme unexpected"
)
CUSTOMERS = words(
    "customer customers customer's customers' user users user's client clients tenant tenants visitor "
    "visitors subscriber subscribers merchant merchants holders caller callers shopper shoppers member "
    "members integrator integrators crawler crawlers bot bots developer developers you neighbor neighbour "
    "accounts shop shops store stores seller sellers retailer retailers player players gamer gamers "
    "patient patients "
    "listener listeners viewer viewers rider riders traveller travellers "
    "guest guests student students passenger passengers clinic clinics school schools publisher "
    "publishers partner partners fan fans parent parents pupil pupils resident residents driver drivers "
    "commuter commuters farmer farmers teacher teachers nurse nurses applicant applicants citizen "
    "citizens taxpayer taxpayers parents' pupils' fans' members' clients' visitors' guests' students' "
    "patients'"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each clause that makes customers the cause."""
    for match in BLAME.near(document, WRONGS, before=110, after=90, beside=CUSTOMERS):
        words = document.text[match.start() : match.end()]
        yield Hit(
            match.start(),
            match.end(),
            f"{words!r} blames customers. Say what we could not take: 'We had room for 2,000 requests "
            f"a second and got 5,000.'",
        )


RULE = Rule(
    code="BLM004",
    name="customer-blame",
    severity="block",
    audiences="CXP",
    kind="pattern",
    summary="load, misuse or settings of customers named as the fault",
    why="Customers did what the product let them do; the limit that was missing is ours.",
    source="Incident response from the eyes of the customer; a rule of our own",
    check=check,
    flags=(
        "Farmers entered the wrong numbers.",
        "Parents' outdated phones caused the failures.",
        "Heavy traffic was caused by a few abusive users.",
        "The outage was due to customer misuse of the search.",
        "A client sent too many requests and broke the page.",
    ),
    passes=(
        "Customers who sent a form since noon must send it again.",
        "We can take 300 orders a minute and got 900.",
        "You may have used the old page; it still works.",
    ),
)
