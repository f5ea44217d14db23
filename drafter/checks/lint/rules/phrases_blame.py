"""Blame and attack detail: rules that are lists of phrases; the rows are in data/en/phrases/blame.tsv."""

from drafter.checks.lint.rule import Rule, phrase_rule

RULES: tuple[Rule, ...] = (
    phrase_rule(
        code="BLM003",
        name="human-error",
        severity="block",
        audiences="CXP",
        message="{words} ends the search for a cause at a person. Say what let one action do so much harm.",
        summary="human error, operator error, somebody's mistake as the cause",
        why="People will slip again; what can change is the tool that let one slip reach every customer.",
        source="PagerDuty, effective post-mortems (avoid human error)",
        flags=(
            "Operator error took the mail service down.",
            "An engineer accidentally deleted the table.",
            "The outage came down to a mistake by a contractor.",
        ),
        passes=(
            "We do not accept human error as a cause.",
            "One command could delete all copies, and nothing asked for a second person.",
            "The user error page shows the wrong phone number.",
        ),
    ),
    phrase_rule(
        code="BLM006",
        name="judging-word",
        severity="warn",
        audiences="CXP",
        message="{words} judges people. Describe what the check, tool or plan did not cover.",
        summary="careless, negligent, sloppy, obvious mistake, poor judgement",
        why="A judged colleague tells less next time, and the reader learns nothing about the fault.",
        source="blameless review guides (coderslingo.com, papingu.com)",
        flags=(
            "A careless change removed the shop.",
            "This was poor planning by the network group.",
            "It was a stupid mistake in the script.",
        ),
        passes=(
            "Nobody is to blame: the check did not cover this page.",
            "The release check does not open the payment page.",
            "The plan had no step for going back.",
        ),
    ),
    phrase_rule(
        code="LEK009",
        name="security-detail",
        severity="block",
        audiences="CP",
        message=(
            "{words} may help the next attacker. Say what was exposed and what readers must do; keep "
            "how it was done "
            "for an advisory after the hole is closed."
        ),
        summary="attack path, unpatched hole, firewall rule, exploited weakness, before it is closed",
        why="A detail published before the repair is an instruction; afterwards it belongs in an advisory.",
        source="Customer-focused incident response, incident.io (sensitive incidents)",
        flags=(
            "They came in through SQL injection on the search form.",
            "Port 3389 was open to the internet on an outdated server.",
            "The intruder bypassed our two-factor check with a stolen session token.",
        ),
        passes=(
            "We closed a hole in how we check who may see an invoice.",
            "Somebody else read 40 support messages on 3 May. Those 40 customers have a mail from us.",
            "Passenger ports and ferries are open.",
        ),
    ),
)
