"""Plain language: rules that are lists of phrases; the rows are in data/en/phrases/plain.tsv and
simple.tsv.
"""

from drafter.checks.lint.rule import Rule, phrase_rule

RULES: tuple[Rule, ...] = (
    phrase_rule(
        code="CLR006",
        name="complex-word",
        severity="info",
        audiences="CSXP",
        message="{words} has a simpler form. Try {better}.",
        summary="a word with a simpler everyday form",
        why="Short common words are read faster, above all under stress and in a second language.",
        source="plainlanguage.gov, simple words and phrases (CC0); 18F content guide (CC0)",
        fixable="unsafe",
        flags=(
            "We will utilize the spare site.",
            "Customers must terminate the session and commence a new one.",
            "The team endeavours to rectify the fault.",
        ),
        passes=(
            "No action is required.",
            "The maximum file size is 2 GB.",
            "We use the spare site until 18:00 UTC.",
        ),
    ),
    phrase_rule(
        code="CLR008",
        name="wordy-phrase",
        severity="info",
        audiences="CSXP",
        message="{words} takes more words than it needs. Shorter: {better}.",
        summary="due to the fact that, at this point in time, in the process of, a total of",
        why="Every empty word is time between the reader and the answer.",
        source="plainlanguage.gov word list; Microsoft style, wordiness; write-good",
        fixable="unsafe",
        flags=(
            "Due to the fact that a cable was cut, phones are silent.",
            "We are in the process of moving your files.",
            "In the event that the page stays blank, reload it.",
        ),
        passes=(
            "All of the above still works.",
            "A cable was cut, so phones are silent.",
            "If the page stays blank, reload it.",
        ),
    ),
    phrase_rule(
        code="CLR009",
        name="users-not-you",
        severity="info",
        audiences="C",
        message=(
            "{words} talks about the reader as a stranger. Say 'you can' or give the instruction: "
            "'Sign in again.'"
        ),
        summary="users, clients, the customer, where 'you' fits: only with can, should, must, need",
        why=(
            "An instruction lands when it is addressed; scope statements ('customers in the EU') stay "
            "as they are."
        ),
        source="plainlanguage.gov, address the user",
        flags=(
            "Customers should clear their browser cache.",
            "End users must reset the app.",
            "Affected users can download the file by hand.",
        ),
        passes=(
            "Customers in the EU may see old prices.",
            "Users cannot open shared folders.",
            "Clear your browser cache, then sign in.",
        ),
    ),
    phrase_rule(
        code="CLR012",
        name="latin",
        severity="info",
        audiences="CXP",
        message="{words} is Latin or clipped. Use English: {better}.",
        summary="e.g., i.e., via, per, viz., ad hoc",
        why="Many readers mix up e.g. and i.e.; screen readers spell them out.",
        source="Vale styles: Google Latin, Microsoft Foreign; plainlanguage.gov",
        flags=(
            "Some banks, i.e. those in Spain, refuse cards.",
            "Send your files via mail.",
            "We made an ad hoc repair.",
        ),
        passes=(
            "We can take 300 orders per minute.",
            "Some banks, for example in Spain, refuse cards.",
            "Send your files by mail.",
        ),
    ),
    phrase_rule(
        code="CLR016",
        name="intensifier",
        severity="info",
        audiences="CXP",
        message="{words} adds weight and no fact. Leave it out, or give the number behind it.",
        summary="very, extremely, really, deeply, truly",
        why="'Very slow' means something else to everyone; 'takes 40 seconds' does not.",
        source="proselint (very); write-good; Microsoft style, adverbs",
        flags=(
            "Pages are extremely slow.",
            "We are truly sorry about your lost photos.",
            "This has been a highly unusual day.",
        ),
        passes=(
            "Very large files (over 5 GB) cannot be uploaded.",
            "Payroll needs this today.",
            "A page takes 40 seconds to open.",
        ),
    ),
    phrase_rule(
        code="CLR018",
        name="impact-as-verb",
        severity="info",
        audiences="CXP",
        message="{words} hides the effect. Say what happens: 'stops', 'slows down', or at least 'affects'.",
        summary="impacted, impacting, impacted area",
        why="'Impacted' says that something happened and not what; the effect itself is shorter.",
        source="plainlanguage.gov word list (impacted); 18F word list",
        flags=(
            "The fault impacts our shops in Spain.",
            "All impacted calls were dropped.",
            "A cut cable is impacting phones.",
        ),
        passes=(
            "The impact: calls to Spain drop after a minute.",
            "If your call dropped, dial again.",
            "The cut cable stops all calls to Spain.",
        ),
    ),
    phrase_rule(
        code="CLR019",
        name="abstract-verb",
        severity="info",
        audiences="CSX",
        message=(
            "{words} stands where the symptom should. Say what people see: 'pages load slowly', 'calls drop'."
        ),
        summary="experience, see elevated, suffer from, be subject to, instead of the symptom",
        why="The verb that carries the harm is the one readers look for.",
        source="Customer Support Leaders, episode 276; retext-simplify",
        flags=(
            "Shops may experience problems at the till.",
            "The line suffers from interruptions.",
            "We are seeing elevated error rates.",
        ),
        passes=(
            "We test the user experience of the new till on Monday.",
            "An experienced engineer is on site.",
            "The till prints each receipt twice.",
        ),
    ),
)
