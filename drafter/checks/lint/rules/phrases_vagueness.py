"""Vagueness and time words that need no more than a list: the rows are in data/en/phrases/."""

from drafter.checks.lint.rule import Rule, phrase_rule

RULES: tuple[Rule, ...] = (
    phrase_rule(
        code="TIM004",
        name="relative-time",
        severity="warn",
        audiences="CSXP",
        message=(
            "{words} changes its meaning as the text ages. Write the date and the clock time with its "
            "zone: "
            "'since 07:55 UTC on 4 May'."
        ),
        summary=(
            "this morning, yesterday, an hour ago, recently: moments that depend on when the text is read"
        ),
        why="A status page is read hours later and in other zones; 'this morning' is then wrong or unclear.",
        source="18F content guide, numbers and dates; a list of our own",
        flags=(
            "Late last night some invoices were sent twice.",
            "About an hour ago the booking page stopped loading.",
            "Twelve weeks ago the same page stopped loading.",
            "We recently moved the mail service to a new supplier.",
        ),
        passes=(
            "Most recently used files open as usual.",
            "Sign-in failed from 07:55 to 08:20 UTC on 4 May 2026.",
            "Recently added photos are missing from the album.",
        ),
    ),
    phrase_rule(
        code="VAG008",
        name="open-list",
        severity="info",
        audiences="CXP",
        message="{words} hides where the list ends. Name every item, or say 'nothing else is affected'.",
        summary="etc., and so on, among others: the reader cannot tell the limit",
        why="A reader whose feature is not named cannot tell whether 'etc.' means them.",
        source="plainlanguage.gov word list ('for example ... etc.')",
        flags=(
            "Bookings, refunds, vouchers and so on cannot be opened.",
            "The fault hit mail, chat, among others.",
            "Search, filters and the like return nothing.",
        ),
        passes=(
            "Payments took a minute and more than 300 people wrote to us.",
            "Bookings and refunds cannot be opened. Vouchers work.",
            "Chat and mail failed; nothing else did.",
        ),
    ),
    phrase_rule(
        code="PRM001",
        name="never-again",
        severity="block",
        audiences="CXP",
        message=(
            "{words} promises more than anyone can keep. Say what changed and what that makes "
            "impossible: "
            "'the same fault can no longer take down both sites at once'."
        ),
        summary="never happen again, permanently fixed, cannot recur, eliminate the risk",
        why="The next incident turns the sentence into a broken promise; a named measure stays true.",
        source="Customer Support Leaders, episode 276 (be careful about promising)",
        flags=(
            "We have taken steps so that this can never happen again.",
            "The fault is now permanently fixed.",
            "Our change eliminates any chance of another failure like this one.",
        ),
        passes=(
            "A second supplier now takes over within a minute when the first one fails.",
            "We have not seen this fault again since Tuesday.",
            "The same typing slip is now refused by the release tool.",
        ),
    ),
    phrase_rule(
        code="PRM005",
        name="liability-or-refund",
        severity="warn",
        audiences="CXP",
        message=(
            "{words} is a promise of money or an admission. Have it signed off, or say who will write "
            "to whom and when."
        ),
        summary="admission of liability or breach, or a refund or credit promised in an update",
        why="An update is read by lawyers as well; a refund nobody approved cannot be taken back.",
        source="Customer Support Leaders, episode 276 (commercial responsibilities)",
        flags=(
            "All affected shops will be reimbursed.",
            "We accept full responsibility for the breach of contract.",
            "Your account will be credited with a free month.",
        ),
        passes=(
            "Credit card payments fail for about half of all orders.",
            "The refund page does not open.",
            "Your account manager writes to you by 8 May 2026 about what your contract says.",
        ),
    ),
)
