"""STR014 too-long-for-channel: the text is over the limit of where it is sent."""

from collections.abc import Iterator

from drafter.checks.lint.rule import Context, Document, Example, Hit, Option, Rule

CHARACTERS = {
    "sms": 160,
    "push": 178,
    "x": 280,
    "social": 280,
    "twitter": 280,
    "mastodon": 500,
    "subject": 70,
}
WORDS = {"status_page": 120, "banner": 30, "email": 300, "chat": 120}


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield the part of the text behind the limit; links count as 23 characters, as the networks count
    them.
    """
    channel = context.channel or (
        context.audience if context.audience in ("sms", "social", "status_page") else ""
    )
    limits = context.option("STR014", "limits")
    characters = (
        limits.get(channel, CHARACTERS.get(channel, 0)) if channel in CHARACTERS or channel in limits else 0
    )
    if characters:
        text = document.text.strip()
        links = [word for word in text.split() if "://" in word]
        length = len(text) - sum(len(link) - 23 for link in links if channel != "sms")
        if length > characters:
            start = min(characters, len(document.text) - 1)
            yield Hit(
                start,
                len(document.text.rstrip()),
                f"{length} characters; {channel} takes {characters}. Keep the symptom, the place and "
                f"the next time.",
            )
        return
    most = WORDS.get(channel, 0)
    if most and document.words > most:
        start = document.tokens.starts[most]
        yield Hit(
            start,
            document.tokens.ends[-1],
            f"{document.words} words; a {channel.replace('_', ' ')} update should have at most "
            f"{most}. Cut what readers "
            "cannot use.",
        )


RULE = Rule(
    code="STR014",
    name="too-long-for-channel",
    severity="warn",
    audiences="CSX",
    kind="document",
    summary=(
        "text is over the limit set for its channel (SMS 160, social 280 characters, status page 120 words)"
    ),
    why="What is cut off is the end: the next update.",
    source=(
        "PagerDuty, customer liaison (limited characters); Twilio, how long a message can be; twitter-text"
    ),
    check=check,
    options=(
        Option("limits", {}, "characters allowed by channel name, where they differ from the defaults"),
    ),
    flags=(
        Example(
            "Calls to Spain and Portugal drop after about a minute, and have done so since 09:10 UTC "
            "today for nearly "
            "everyone on a business plan. We are replacing a cable. Next update at 10:00 UTC.",
            channel="sms",
        ),
        Example("Invoices cannot be opened. " * 12, channel="social"),
        Example("The page is slow in the office of this city. " * 14, channel="status_page"),
    ),
    passes=(
        Example(
            "Calls to Spain drop. Details: "
            "https://status.example.com/incidents/2026-05-04-calls-to-spain-drop-after-a-"
            "minute-and-what-you-can-do-until-they-work-again-with-a-list-of-all-numbers-and-an-address-that-goes-on-"
            "and-on-until-it-is-longer-than-any-network-would-take-if-it-counted-links-in-full-which-it-does-not",
            channel="social",
        ),
        Example("Calls to Spain drop. Next update 10:00 UTC.", channel="sms"),
        "Calls to Spain drop after a minute. We are replacing a cable. Next update at 10:00 UTC.",
    ),
)
