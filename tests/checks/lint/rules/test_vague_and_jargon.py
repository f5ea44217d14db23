"""What makes words vague or terms of the trade: what the text settles, who reads it, how names are built."""

import pytest

from drafter.checks.lint.context import Context
from drafter.checks.lint.document import Document
from drafter.checks.lint.registry import ALL_RULES

RULES = {rule.code: rule for rule in ALL_RULES}
SETTINGS = {rule.code: {option.name: option.default for option in rule.options} for rule in ALL_RULES}


def found(code: str, text: str) -> list[str]:
    document = Document(text)
    return [text[hit.start : hit.end] for hit in RULES[code].check(document, Context(settings=SETTINGS))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("There might be a short outage of the wiki tonight.", ["a short outage"]),
        ("There might be a short outage of the wiki tonight, 5 minutes at most.", []),
        ("The only thing you should notice is a brief outage of the wiki.", ["a brief outage"]),
        ("Should you see problems, call us.", []),
        ("The wiki works again. The issue has been resolved.", ["The issue"]),
        ("The wiki did not load. The issue has been resolved.", []),
        ("The wiki had degraded performance. Pages took a minute to load.", []),
        ("The wiki had degraded performance. Our team met at noon.", ["degraded performance"]),
        ("The earlier issue is back.", ["The earlier issue"]),
        ("This began after we closed an earlier incident.", []),
        ("We see elevated export errors.", ["elevated export errors"]),
        ("We keep two copies to reduce the impact on members.", []),
        ("The wiki seems to work again.", ["seems to work again"]),
        ("There will be an outage from 10:00 to 12:00 UTC.", []),
        ("The my-site-issues program is done.", []),
        ("Mail might be flaky.", ["flaky"]),
    ],
)
def test_a_problem_is_vague_until_the_text_tells_what_is_bad_about_it(text, words):
    assert found("VAG001", text) == words


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("VAG001", "Exports are mostly working again.", ["mostly working"]),
        ("VAG003", "Nearly all exports have arrived.", ["Nearly all exports"]),
        ("VAG003", "Some exports to the archive from the Lisbon office are empty.", []),
        ("VAG004", "Export problems are being worked on.", ["problems are being worked on"]),
        ("VAG004", "Water cooling is being worked on.", []),
        ("VAG004", "Running the job twice could work around the issue.", []),
        ("VAG004", "We see first signs of recovery.", ["first signs of recovery"]),
        ("VAG006", "The export failed several times.", ["several times"]),
        ("VAG006", "The export is several times faster.", []),
        ("PRM010", "The wiki was closed for a brief period.", ["for a brief period"]),
        ("PRM010", "Exports arrive in a matter of hours.", ["in a matter of hours"]),
        ("PRM010", "Exports were off for an extended period.", ["for an extended period"]),
        ("PRM010", "This will be fixed quickly.", ["fixed quickly"]),
        ("VAG001", "There are still some restrictions.", ["There are still some restrictions"]),
        ("VAG001", "There was a short pause of 5 minutes.", []),
        ("VAG003", "The till works to some extent.", ["to some extent"]),
        ("VAG007", "The till was off due to a failed update.", ["a failed update"]),
        ("VAG002", "Our system cannot send invoices.", []),
        ("VAG002", "We lost an entry of our architecture database.", []),
        ("VAG002", "All systems were down for 3 hours.", []),
        ("VAG002", "Work on these jobs goes on.", ["these jobs"]),
        ("VAG002", "The export stopped. These jobs start again at noon.", []),
        ("VAG002", "The repair goes on, and the repair is long.", ["The repair"]),
        ("VAG002", "The outage planned for 4 May is cancelled.", []),
        ("VAG002", "The repair of the Lisbon mast goes on.", []),
        ("VAG003", "Some members in Lisbon wait.", []),
        ("VAG003", "Most services in Lisbon wait.", ["Most services"]),
        ("VAG004", "We had a closer look.", ["had a closer look"]),
        (
            "VAG004",
            "We are applying additional mitigations and test them.",
            ["applying additional mitigations"],
        ),
        ("VAG004", "We are applying additional mitigations to keep orders apart and test them.", []),
        ("VAG007", "A third-party provider is having a bad day.", ["A third-party provider"]),
        ("VAG001", "There is more traffic than usual.", ["more traffic than usual"]),
        ("VAG007", "Mail was late due to an oversight.", ["an oversight"]),
        ("VAG007", "A bill was sent by mistake.", []),
        ("VAG007", "The cause was a mistake in the software.", []),
        ("VAG001", "The wiki worked for a while, and the problem has come back.", []),
    ],
)
def test_amounts_times_and_acts_are_vague_without_a_figure_or_a_name(code, text, words):
    assert found(code, text) == words


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("JAR001", "Transcoding workers crash-looped.", ["Transcoding workers"]),
        ("JAR001", "The fault was at our card processor.", ["card processor"]),
        ("JAR001", "Faults at our card processor are the cause.", ["card processor"]),
        ("JAR001", "A card processor is a company that books payments.", []),
        ("JAR001", "Storage servers in a management rack are off.", ["Storage servers", "management rack"]),
        ("JAR001", "The character database was held back.", ["character database"]),
        ("JAR002", "The LRS 2024 is back and KSP builds wait.", []),
        ("JAR002", "NOTICE: the shop is closed.", []),
        ("JAR002", "The KSP records are wrong.", ["KSP"]),
        ("JAR006", "The queue was purged.", ["queue was purged"]),
        ("JAR006", "A key was rotated.", ["key was rotated"]),
        ("JAR006", "The reindex goes on.", ["reindex"]),
        ("JAR006", "The rollout of the new GitHub page goes on.", []),
        ("LEK012", "Azure is down. We wait for Azure.", ["Azure"]),
        ("LEK012", "There is no answer; aws is off.", ["aws"]),
        ("LEK012", "We render your pages again.", []),
        ("LEK012", "Use mirror.azure.example.org instead.", []),
        ("LEK001", "The cluster shopk8s is off since Feb-01-2026.", ["shopk8s"]),
        ("JAR001", "Jobs were stuck.", []),
        ("JAR001", "A PoP in Rome is off; a pop song plays.", ["PoP"]),
        ("JAR001", "Your builds wait: the build queue is long, and the API answers.", []),
        ("JAR001", "Our jobs and a server need a new cluster.", ["cluster"]),
        ("JAR001", "Clear your browser cache.", []),
        ("JAR001", "The geocoding service filled its prompt cache.", ["geocoding service", "prompt cache"]),
        ("JAR001", "Disk usage on a metadata server was high.", ["Disk usage", "metadata server"]),
    ],
)
def test_a_term_is_jargon_by_how_it_is_built_and_who_reads_it(code, text, words):
    assert found(code, text) == words
