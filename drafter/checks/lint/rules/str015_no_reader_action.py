"""STR015 no-reader-action: a security or data notice does not say what the reader should or need not do."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

DATA_HARM = Pattern(
    r"\b(?:unauthori[sz]ed|exposed|leaked|stolen|breach(?:ed)?|accessed by|read by|seen by|visible to|"
    r"(?:someone|somebody|person|people|party|attacker|intruder|"
    r"stranger|third party) (?:\w+ ){0,3}(?:read|saw|opened|viewed|copied|downloaded|accessed|took|"
    r"obtained)|(?:gained|had|got|obtained) access|compromised|phishing|personal (?:data|information|"
    r"details)|"
    r"data (?:was|were|has been|have been) (?:deleted|lost|sent|shown)|sent to the wrong|wrong "
    r"(?:recipient|customer|person)|(?:publicly|openly|freely) (?:reachable|accessible|available|readable|"
    r"visible|"
    r"searchable)|(?:attackers?|intruders?|hackers?|criminals?|thieves|fraudsters?|someone|outsiders?|"
    r"strangers?) "
    r"(?:\w+ ){0,2}(?:logged|signed|broke|got|gained|entered|used|guessed|stole|tricked|changed)|"
    r"(?:employees|staff|colleagues|contractors|others|outsiders) could (?:see|read|open|view|download)|"
    r"could (?:be )?(?:see|seen|read|open|opened|view|viewed|download|downloaded) "
    r"(?:\w+ ){0,4}?(?:by )?(?:other|another|anyone|everyone|people|strangers|the (?:data|names|files|"
    r"messages|records|invoices|details) of)|hacked|hijacked|"
    r"fraudulent|(?:names?|numbers?|addresses|data|details|records|files|contracts|passwords|cards?|"
    r"messages) (?:of|for|from) "
    r"(?:\w+ ){1,3}(?:were|was|became) (?:visible|public|readable|reachable|open|shown)|"
    r"ransomware|malware|addresses (?:\w+ ){0,2}in (?:plain sight|plain view|cc|the open)|lost (?:a |"
    r"an )?(?:laptop|disk|drive|backup|usb)|taken over)"
)
ADVICE = Pattern(
    r"\b(?:you (?:need|should|must|can|may|do not|don't|need not|will not)|please|change your|reset "
    r"your|check your|sign out|log out|watch (?:for|out)|turn on|"
    r"enable|review your|contact|call us|write to us|no action|nothing (?:you|for you)|ignore|delete "
    r"the|do not (?:open|click|reply)|cancel your|revoke|rotate your|"
    r"replace your|we (?:have|will) (?:already )?(?:reset|changed|written to|contacted|signed you|"
    r"told|inform|mail))"
)

HEADS = words(
    "unauthorised unauthorized exposed leaked stolen breach breached accessed read seen visible saw "
    "opened viewed copied downloaded took obtained "
    "gained access compromised phishing personal data wrong publicly openly freely attacker attackers "
    "intruder "
    "intruders hacker hackers criminal criminals thieves fraudster fraudsters someone outsider outsiders "
    "could hacked "
    "hijacked fraudulent public readable reachable shown sight view cc ransomware malware laptop over"
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the sentence that tells the exposure when no advice stands anywhere."""
    harm = next(iter(DATA_HARM.near(document, HEADS, before=60, after=80)), None)
    if harm is None or ADVICE.search(document.lower):
        return
    if "no sign" in document.lower or "not exposed" in document.lower:
        return
    sentence = document.sentence_at(harm.start())
    start, end = (sentence.start, sentence.end) if sentence else (harm.start(), harm.end())
    yield Hit(
        start,
        end,
        "Readers must learn what to do: 'Change your password now at the Account page', or 'You do "
        "not need to do anything'.",
    )


RULE = Rule(
    code="STR015",
    name="no-reader-action",
    severity="warn",
    audiences="C",
    kind="document",
    summary="security or data notice does not say what the reader should or need not do",
    why="Fear without a next step spreads; one clear step protects people.",
    source="ISO 24495-1, principle 4; incident.io article (security nuance)",
    check=check,
    flags=(
        "Invoices of 40 customers were visible to others on 3 May.",
        "A stranger downloaded part of our address list.",
        "An unauthorised party saw card numbers between 10:00 and 10:20 UTC.",
    ),
    passes=(
        "Calls to Spain drop after a minute.",
        "Invoices of 40 customers were visible to others on 3 May. You do not need to do anything.",
        "An unauthorised party saw card numbers. Please ask your bank for a new card.",
    ),
)
