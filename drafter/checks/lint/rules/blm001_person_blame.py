"""BLM001 person-blame: a person or team is the agent of the fault."""

from collections.abc import Iterator

from drafter.checks.lint.pattern import MONTHS, Pattern, words
from drafter.checks.lint.rule import Context, Document, Hit, Rule

WHO = (
    r"(?:(?:an?|the|our|one of (?:our|the)|some of our|two of our|another|this|that|a junior|a new|a "
    r"senior|a former|an external) (?:\w+[ -]){0,3}?)?(?:engineers?|developers?|operators?|admins?|"
    r"administrators?|sysadmins?|employees?|colleagues?|technicians?|"
    r"contractors?|consultants?|interns?|trainees?|team|teams|group|staff|person|people|programmers?|"
    r"managers?|author|authors|reviewers?|dba|dbas|responders?|on-call|department|crew|shift|someone|"
    r"somebody|individual|individuals|"
    r"member of (?:the |our )?\w+|members of (?:the |our )?\w+|release manager|coders?|clerks?|agents?|"
    r"nurses?|drivers?|porters?|receptionists?|guards?|teachers?|planners?|mechanics?|plumbers?|installers?|"
    r"couriers?|pilots?|editors?|designers?|accountants?|caretakers?|cooks?|cashiers?|supervisors?|"
    r"apprentices?|"
    r"specialists?|analysts?|electricians?|cleaners?|dispatchers?|teller)"
)
FAULT = (
    r"(?:forgot|forgets|neglected|failed to|did not (?:check|test|renew|notice|follow|read|tell|"
    r"review|update|run|verify|see|think|realise|realize|communicate|escalate|document|understand|"
    r"consider|validate|bother|respond|react|catch|ask|announce|inform)|"
    r"didn't (?:check|test|renew|notice|follow|read|tell|review|update|run|verify|see|think|realise|"
    r"realize|communicate|escalate|document|understand|consider|validate|bother|respond|react|catch|"
    r"ask)|missed|overlooked|ignored|misconfigured|"
    r"mistyped|misread|misunderstood|misjudged|broke|caused|brought down|took down|knocked|messed up|"
    r"screwed up|made (?:a|an|the|several|some) (?:\w+ )?(?:mistake|error|typo|slip|blunder|change "
    r"that broke)|"
    r"introduced (?:a|an|the|this) (?:\w+ )?(?:bug|fault|error|problem|issue|regression|defect|"
    r"mistake)|deployed (?:a|an) (?:bad|broken|faulty|untested|buggy|wrong|incorrect)|pushed (?:a|an) "
    r"(?:bad|broken|faulty|untested|buggy|wrong|incorrect)|"
    r"(?:mistakenly|accidentally|wrongly|incorrectly|carelessly|inadvertently|erroneously|negligently|"
    r"prematurely|hastily) \w+|(?:deleted|removed|closed|stopped|unplugged|overwrote|published|"
    r"changed|sent|cut|moved|disabled|pulled|pressed|opened|erased|copied|swapped|locked) (?:[\w-]+ "
    r"){1,4}?(?:by (?:accident|mistake)|in error|accidentally|"
    r"mistakenly)|(?!(?:noticed|reported|spotted|fixed|corrected|removed|replaced|identified|received|"
    r"showed) )(?:\w{2,12}ed|ran|chose|sent|took|put) (?:(?:the|a)|(?:[\w-]+ ){1,5}?(?:into|in|to|on|from|"
    r"with|at) the) wrong|skipped|bypassed|disobeyed|violated|"
    r"should have|ought to have|was (?:careless|negligent|unaware|"
    r"too slow|slow to|at fault|to blame|responsible for (?:the|this|that) (?:outage|incident|fault|"
    r"failure|error|problem))|were (?:careless|negligent|unaware|too slow|at fault|to blame|"
    r"responsible for (?:the|this|that) (?:outage|incident|fault|failure|error|problem))|"
    r"left (?:the|a|an) \w+ (?:open|running|unlocked|off|on|in)|unplugged|pulled the wrong|cut the|"
    r"set the wrong|used the wrong|entered the wrong|typed|chose the wrong|approved (?:a|an|the) "
    r"(?:bad|broken|faulty|wrong|untested))"
)
BLAME = Pattern(
    rf"\b{WHO} (?:(?:who|that|on duty|on call|in charge|responsible|simply|had|has|have|also|again|"
    rf"never|then|apparently|clearly|"
    rf"(?:at|in|on|from|of) (?:the |our |a )?\w+(?: \w+)?) ){{0,3}}?{FAULT}\b",
)
BY = Pattern(
    rf"\b(?:caused|broken|deleted|introduced|triggered|misconfigured|taken down|brought down|made|"
    rf"missed|overlooked|forgotten|skipped) (?:\w+ )?by {WHO}\b(?! ?(?:found|fixed|checked))|"
    rf"\b(?:mistake|error|fault|negligence|failure|blame|oversight|slip) (?:of|by|on|with|lies with|"
    rf"on the part of) "
    rf"(?:\w+ )?{WHO}\b|\bblame (?:for this |lies with |falls on |goes to )?{WHO}\b",
)
NAMED = Pattern(
    r"(?<![.!?] )(?<!^)\b[A-Z][a-z]{2,12} (?:forgot|failed to|broke|misconfigured|made a mistake|"
    r"accidentally \w+|mistakenly \w+|pushed a bad|deleted the)\b|^[A-Z][a-z]{2,12} (?:forgot to|"
    r"broke|misconfigured|made a mistake|accidentally \w+|mistakenly \w+)\b"
)
FAULTS = words(
    "forgot forgets neglected failed not didn't missed overlooked ignored misconfigured mistyped misread "
    "misunderstood misjudged broke caused brought took knocked messed screwed made introduced deployed "
    "pushed mistakenly accidentally wrongly incorrectly carelessly inadvertently erroneously negligently "
    "prematurely hastily deleted ran skipped bypassed disobeyed violated should ought careless negligent "
    "unaware slow fault blame responsible left unplugged pulled cut set used entered typed chose "
    "approved removed closed stopped overwrote published changed sent moved disabled"
)
WRONG = frozenset({"wrong"})
BY_WORDS = frozenset(
    {"by", "mistake", "error", "fault", "negligence", "failure", "blame", "oversight", "slip"}
)
PEOPLE = words(
    "engineer engineers developer developers operator operators admin admins administrator administrators "
    "sysadmin sysadmins employee employees colleague colleagues technician technicians contractor "
    "contractors consultant consultants intern interns trainee trainees team teams group staff person "
    "people programmer programmers manager managers author authors reviewer reviewers dba dbas responder "
    "responders call department crew shift someone somebody individual individuals member members coder "
    "coders clerk clerks agent agents nurse nurses driver drivers porter porters receptionist "
    "receptionists guard guards teacher teachers planner "
    "planners mechanic mechanics plumber plumbers installer installers courier couriers pilot pilots "
    "editor editors "
    "designer designers accountant accountants caretaker caretakers cook cooks cashier cashiers "
    "supervisor supervisors "
    "apprentice apprentices specialist specialists analyst analysts electrician electricians cleaner "
    "cleaners dispatcher dispatchers teller"
)
NAMED_WORDS = frozenset(
    {
        "forgot",
        "failed",
        "broke",
        "misconfigured",
        "mistake",
        "accidentally",
        "mistakenly",
        "pushed",
        "deleted",
        "made",
    }
)
NOT_PEOPLE = (
    frozenset(
        {
            "we",
            "it",
            "this",
            "that",
            "nobody",
            "nothing",
            "upgrade",
            "update",
            "release",
            "server",
            "script",
            "check",
            "database",
            "they",
            "uploads",
            "calls",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        }
    )
    | MONTHS
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each clause in which a person or team does the harm; finding and repairing are fine."""
    lower = document.lower
    seen: set[int] = set()
    for pattern, gate, back, ahead in ((BLAME, FAULTS, 5, 0), (BLAME, WRONG, 9, 0), (BY, BY_WORDS, 0, 7)):
        for match in pattern.near(document, gate, before=90, after=70, beside=PEOPLE, back=back, ahead=ahead):
            if match.start() in seen:
                continue
            seen.add(match.start())
            said = document.text[match.start() : match.end()]
            yield Hit(
                match.start(),
                match.end(),
                f"{said!r} puts the fault on people. Say what the system allowed or lacked: 'No "
                f"reminder was set, so the "
                "certificate ran out.'",
            )
    if (
        "forgot" in lower
        or "broke" in lower
        or "mistake" in lower
        or "failed to" in lower
        or "misconfig" in lower
        or "accidentally" in lower
    ):
        for match in NAMED.near(document, NAMED_WORDS, document.prose, before=24, after=30):
            if match[0].split()[0].lower() not in NOT_PEOPLE and not match[0].split()[0].lower().endswith(
                "s"
            ):
                yield Hit(
                    match.start(),
                    match.end(),
                    f"{match[0]!r} puts the fault on a person. Say what the system allowed or lacked.",
                )


RULE = Rule(
    code="BLM001",
    name="person-blame",
    severity="block",
    audiences="CXP",
    kind="pattern",
    summary="a person or team is the agent of the fault",
    why="It teaches people to hide what they know, and the same trap stays open for the next one.",
    source="PagerDuty, effective post-mortems; dev.to, how to write a post mortem without blame",
    check=check,
    flags=(
        "An engineer on duty ignored the alarm.",
        "The print group did not test the new driver.",
        "The cable was cut; the outage was caused by a contractor.",
    ),
    passes=(
        "An engineer found the cut cable and replaced it.",
        "Phones failed to ring because no test calls them.",
        "The alarm went to a list nobody reads at night.",
    ),
)
