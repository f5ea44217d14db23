import pytest

from drafter.writing.grammar import expand, symptom_clause


@pytest.mark.parametrize(
    ("text", "name", "now", "past"),
    [
        (
            "not responding",
            "jupyter.example.ca",
            "jupyter.example.ca is not responding",
            "jupyter.example.ca was not responding",
        ),
        ("the site does not load", "", "the site does not load", "the site did not load"),
        (
            "builds stop because crates cannot be downloaded",
            "",
            "builds stop because crates cannot be downloaded",
            "builds stopped because crates could not be downloaded",
        ),
        (
            "hub entirely inaccessible",
            "the LEAP hub",
            "the LEAP hub is entirely inaccessible",
            "the LEAP hub was entirely inaccessible",
        ),
        ("unable to sign in", "sign-in", "you cannot sign in", "you could not sign in"),
        ("users can't log in", "accounts", "you cannot log in", "you could not log in"),
        ("returns no results", "search", "search returns no results", "search returned no results"),
        ("kernels keep dying", "notebooks", "kernels keep dying", "kernels kept dying"),
        (
            "'took too long' error",
            "launches",
            "you may see a 'took too long' error",
            "some of you saw a 'took too long' error",
        ),
        ("delayed", "webhooks", "webhooks are delayed", "webhooks were delayed"),
        (
            "Logs has not been receiving data since 13:45",
            "logs",
            "logs have not been receiving data",
            "logs were not receiving data",
        ),
        (
            "user's servers taking >15min to start",
            "servers",
            "your servers are taking more than 15 minutes to start",
            "your servers were taking more than 15 minutes to start",
        ),
        (
            "stopped sending out email notifications",
            "email notifications",
            "we are not sending out email notifications",
            "we were not sending out email notifications",
        ),
    ],
)
def test_a_map_symptom_becomes_a_clause_now_and_in_the_past(text, name, now, past):
    clause = symptom_clause(text, name)

    assert clause is not None
    assert clause.now() == now
    assert clause.past() == past


@pytest.mark.parametrize(
    ("text", "still", "again", "may"),
    [
        ("search is slow", "search is still slow", "search is slow again", "search may be slow"),
        ("pages do not load", "pages still do not load", "pages do not load again", "pages may not load"),
        ("launches fail", "launches still fail", "launches fail again", "launches may fail"),
        ("you cannot pay", "you still cannot pay", "you again cannot pay", "you may not be able to pay"),
        (
            "orders are not being confirmed",
            "orders are still not being confirmed",
            "orders are not being confirmed again",
            "orders may not be confirmed",
        ),
        (
            "you may not be able to reach the hub",
            "you may still not be able to reach the hub",
            "you may again be unable to reach the hub",
            "you may not be able to reach the hub",
        ),
    ],
)
def test_a_clause_can_say_still_again_and_may(text, still, again, may):
    clause = symptom_clause(text)

    assert clause is not None
    assert (clause.now("still"), clause.again(), clause.may()) == (still, again, may)


def test_what_customers_call_theirs_is_the_readers_own():
    clause = symptom_clause("their projects are missing", "the editor")

    assert clause is not None
    assert clause.now() == "your projects are missing"


@pytest.mark.parametrize("text", ["", "CPU utilization at 100%", "   "])
def test_what_is_no_symptom_sentence_is_not_read(text):
    assert symptom_clause(text, "the site") is None


def test_a_symptom_that_would_echo_its_subject_is_not_read():
    assert symptom_clause("unresponsive to events", "responses to events") is None


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("the hub is entirely inaccessible", "the hub is accessible again"),
        ("builds are not being scheduled", "builds are being scheduled again"),
        ("Kibana has not been receiving logs", "Kibana is receiving logs again"),
        ("search does not return any results", "search returns results again"),
        ("emails have stopped arriving", "emails are arriving again"),
        ("the app keeps crashing", "the app is no longer crashing"),
        ("users cannot log in", "you can log in again"),
        ("there are no builds at all", "there are builds again"),
    ],
)
def test_a_trouble_that_is_over_is_told_the_other_way_round(text, ended):
    clause = symptom_clause(text)

    assert clause is not None
    assert f"{clause.subject} {clause.ended()}" == ended


@pytest.mark.parametrize(
    "text",
    [
        "you can log in but all notebooks are gone", "uploads hang", "login fails", "you cannot keep up yet",
        "the lag is climbing again",
    ],
)  # fmt: skip
def test_a_trouble_without_one_opposite_has_none(text):
    clause = symptom_clause(text)

    assert clause is not None
    assert clause.ended() == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("some visitors cannot reach your site", "some visitors cannot reach your site"),
        ("some users cannot see your invoices", "some of you cannot see your invoices"),
        ("guests never get their door code", "guests do not get their door code"),
        ("the albums look empty", "the albums look empty"),
        ('the card reader shows "Try later"', 'the card reader shows "Try later"'),
        ("scheduled campaigns didn't go", "scheduled campaigns are not sent"),
        ("many customers do not get the mail", "many of you do not get the mail"),
    ],
)
def test_people_of_the_readers_own_stay_theirs_and_every_subject_agrees(text, said):
    assert symptom_clause(text).now() == said


def test_what_a_screen_says_keeps_its_words_and_whose_doing_it_is_stays():
    clause = symptom_clause('students see "Your answer could not be saved" while they write an exam')

    assert clause.now() == 'students see "Your answer could not be saved" while they write an exam'
    assert clause.past().startswith('students saw "Your answer could not be saved"')


def test_that_some_work_again_would_not_say_that_all_do():
    assert symptom_clause("you cannot start a charge at some stations").ended() == ""
    assert symptom_clause("you cannot start a charge").ended() == "can start a charge again"


def test_a_name_stands_for_its_own_noun_not_for_one_behind_a_preposition():
    clause = symptom_clause("wardens cannot see your session", "the check of your session by wardens")
    assert clause.now() == "wardens cannot see your session"


def test_what_scribes_shorten_is_written_out():
    assert expand("Roughly 40 ppl w/ old tix can't board") == "About 40 people with old tickets cannot board"


def test_a_later_clause_goes_into_the_past_as_well():
    clause = symptom_clause("students see an error while they write an exam", "exams")
    assert clause.past() == "students saw an error while they wrote an exam"


def test_what_a_screen_says_is_not_conjugated():
    said = symptom_clause('error "We could not open your file"')
    assert said is None or "could is" not in said.now()


def test_a_sentence_of_the_map_loses_its_capital_inside_ours():
    assert symptom_clause("Old episodes do not play", "shows").now().startswith("old episodes")
    assert symptom_clause("Signal is lost", "Signal").now().startswith("Signal")


@pytest.mark.parametrize(
    "text", ["digital issues reached everyone", "online says sold out all august", "the page shows sold out"]
)
def test_a_verb_that_is_not_listed_is_not_read_as_a_state(text):
    assert symptom_clause(text) is None
