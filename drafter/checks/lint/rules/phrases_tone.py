"""Tone: rules that are lists of phrases; the rows are in data/en/phrases/tone.tsv and stock.tsv."""

from drafter.checks.lint.rule import Rule, phrase_rule

RULES: tuple[Rule, ...] = (
    phrase_rule(
        code="TON003",
        name="canned-apology",
        severity="block",
        audiences="CXP",
        message=(
            "{words} would fit any mail. Apologise once, for the harm itself: 'Sorry: your reports "
            "were three hours late.'"
        ),
        summary="apologies for 'any inconvenience': wording that names no harm",
        why="Readers skip it, and it shows that nobody looked at what happened to them.",
        source="Signal v. Noise on apologies; happyhumans.com; coderslingo.com",
        flags=(
            "We sincerely apologize for the disruption to your day.",
            "Sorry for the trouble this has caused.",
            "Please accept our apologies for any difficulties experienced.",
        ),
        passes=(
            "We are sorry that your salaries arrived a day late.",
            "You were charged twice on 3 May. That should not have happened to you, and we are sorry.",
            "Sorry: the exports you ordered on Monday were never sent.",
        ),
    ),
    phrase_rule(
        code="TON004",
        name="non-apology",
        severity="block",
        audiences="CXP",
        message=(
            "{words} apologises without owning anything. Say who did what: 'We got this wrong, and we "
            "are sorry.'"
        ),
        summary="sorry if, sorry you feel, mistakes were made, any concern caused",
        why="It moves the fault to the reader's feelings or to nobody; people notice.",
        source="Signal v. Noise on apologies; 'Incident response from the eyes of the customer'",
        flags=(
            "We are sorry if this affected you.",
            "Errors were made during the move.",
            "We regret any worry this may have caused.",
        ),
        passes=(
            "If you were affected, request a new export from the Reports page.",
            "We sent the wrong file to 12 customers, and we are sorry.",
            "We should have told you at 09:00 UTC and did not.",
        ),
    ),
    phrase_rule(
        code="TON005",
        name="patience-request",
        severity="info",
        audiences="CS",
        message=(
            "{words} asks the reader for something. Leave it out, or tell them what they can do meanwhile."
        ),
        summary="thanks for your patience, please bear with us, we appreciate your understanding",
        why="Patience is the reader's to give; a way round the fault helps more.",
        source="Customer Support Leaders, episode 276 (no need to say please be patient)",
        flags=(
            "Thanks so much for your understanding.",
            "We appreciate your continued patience.",
            "Kindly bear with us until the repair is done.",
        ),
        passes=(
            "Please understand that a restart signs you out.",
            "Until then, you can pay by bank transfer.",
            "Patients can book by phone.",
        ),
    ),
    phrase_rule(
        code="TON009",
        name="alarm",
        severity="warn",
        audiences="CX",
        message="{words} frightens and tells nothing. Say what does not work, and for whom.",
        summary="catastrophic, disaster, meltdown, crisis, total collapse",
        why="Strong words stand where facts are missing, and they are quoted for years.",
        source="PagerDuty, effective post-mortems (do not call it an outage unless it was one)",
        flags=(
            "This was a disaster for our mail service.",
            "A massive outage hit all shops.",
            "The whole system collapsed at 10:00 UTC.",
        ),
        passes=(
            "Our disaster recovery site took over at 10:04 UTC.",
            "Emergency calls still go through.",
            "No mail is being delivered to anyone.",
        ),
    ),
    phrase_rule(
        code="TON010",
        name="idiom",
        severity="warn",
        audiences="CXP",
        message=(
            "{words} is a figure of speech; readers in a second language take it literally. Say "
            "plainly what happened."
        ),
        summary="on fire, went sideways, under the hood, out of the woods, back to the drawing board",
        why="Many readers translate word by word, and some idioms sound like a joke about their trouble.",
        source="18F content guide, plain language (figurative language); write-good's list of cliches",
        flags=(
            "The new release went pear-shaped at noon.",
            "We are not out of the woods yet.",
            "Traffic brought the site to its knees.",
        ),
        passes=(
            "The fire brigade is still putting it out; the building is closed.",
            "The repair holds. We watch it until 16:00 UTC.",
            "Half of our servers stopped at noon.",
        ),
    ),
    phrase_rule(
        code="TON011",
        name="joke-or-sarcasm",
        severity="info",
        audiences="CXP",
        message="{words} jokes about the reader's trouble. Leave it out.",
        summary="oops, gremlins, hamsters, it is always DNS, Murphy",
        why="A joke that works among colleagues reads as scorn to somebody who lost a day's work.",
        source="a list of our own",
        flags=(
            "Whoops, the mail server fell asleep.",
            "The hamsters are back in their wheel.",
            "Murphy struck again during the upgrade.",
        ),
        passes=(
            "A mouse click on 'Save' does nothing.",
            "The name of one server was typed wrongly, so sign-in stopped.",
            "Two mail servers stopped at once.",
        ),
    ),
    phrase_rule(
        code="TON013",
        name="self-praise",
        severity="warn",
        audiences="CXP",
        message="{words} praises us. Leave it out, or show it: say what was done and by when.",
        summary=(
            "we take X very seriously, industry-leading, world-class, proud, our commitment to excellence"
        ),
        why="In an incident the reader judges by what happened; praise beside a failure reads as denial.",
        source="Signal v. Noise on apologies; Vale's Joblint word list",
        flags=(
            "We take the security of your data very seriously.",
            "Our talented team fixed the fault in record time.",
            "We pride ourselves on excellent service.",
        ),
        passes=(
            "First class mail is not affected.",
            "Every release now runs a sign-in check first.",
            "Four people checked all 312 accounts by hand.",
        ),
    ),
    phrase_rule(
        code="TON014",
        name="team-hardship",
        severity="info",
        audiences="CXP",
        message="{words} is about us, not about the reader. Say what is being done instead.",
        summary="long night, exhausted, our team is doing its best, tough day for us",
        why="The reader has had a hard day too, and did not cause it.",
        source="Customer Support Leaders, episode 276 (no need to say we are human beings)",
        flags=(
            "It has been a long night for everyone here.",
            "Our exhausted engineers keep trying.",
            "We are only human and doing our best.",
        ),
        passes=(
            "A second shift took over at 06:00 UTC.",
            "Night trains are not affected.",
            "Three engineers are moving your files to the spare site.",
        ),
    ),
)
