import pytest
from sheets import PAY_DOWN, SHOP, at, audience, fact, moment, quantity, sheet

from drafter.writing.audiences import load_audiences
from drafter.writing.layout import fill_next_update
from drafter.writing.surfaces import compare_surfaces
from drafter.writing.template import write


def drafts(the_sheet, names=None):
    found = []
    for one in load_audiences().values():
        if names is None or one.id in names:
            draft = write(the_sheet, SHOP, one, next_update_at=at(60))
            found.append(
                draft.model_copy(update={"text": fill_next_update(draft.text, at(60), "UTC", written="UTC")})
            )
    return found


OPEN = sheet(
    PAY_DOWN,
    fact("2", "scope", "about 300 customers hit", quantities=(quantity(300, "", "customers", "about"),)),
    stage="fixing",
    started=moment(0, 1),
    unknown="cause",
)
BACK = sheet(
    PAY_DOWN,
    fact("6", "restored", "works again", minutes=25, role="end"),
    stage="monitoring",
    started=moment(0, 1),
    restored=moment(25, 6, "end"),
)


@pytest.mark.parametrize("the_sheet", [OPEN, BACK])
def test_drafts_of_one_sheet_agree(the_sheet):
    assert compare_surfaces(drafts(the_sheet)) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("14:00 UTC", "13:00 UTC", "SRF002"),
        ("300 customers", "3,000 customers", "SRF003"),
        ("15:00 UTC", "15:30 UTC", "SRF004"),
    ],
)
def test_an_edit_of_one_surface_shows_where_it_differs(old, new, rule):
    status, email = drafts(OPEN, {"status_page", "affected_customer_email"})
    assert old in email.text
    edited = email.model_copy(update={"text": email.text.replace(old, new)})

    ((name, finding),) = compare_surfaces([status, edited])

    assert name == "affected_customer_email"
    assert finding.rule == rule
    assert edited.text[finding.start : finding.end].lower() in new.lower() or new.split()[0] in finding.text


def test_a_surface_that_says_it_works_while_another_says_it_does_not_is_found():
    status, email = drafts(OPEN, {"status_page", "affected_customer_email"})
    wrong = email.model_copy(update={"text": "Card payments work again. " + email.text})

    found = compare_surfaces([status, wrong])

    assert [(name, finding.rule) for name, finding in found] == [("affected_customer_email", "SRF001")]


def test_silence_is_no_disagreement():
    status, email = drafts(OPEN, {"status_page", "affected_customer_email"})
    short = email.model_copy(update={"text": email.text.split("\n")[0].split(". ")[0] + "."})

    assert compare_surfaces([status, short]) == []


def test_the_part_that_says_what_not_to_say_makes_no_claim():
    brief = [draft for draft in drafts(OPEN) if draft.audience in ("status_page", "support_brief")]

    assert "Do not say" in brief[1].text
    assert compare_surfaces(brief) == []
    assert audience("support_brief").id == brief[1].audience


def test_what_a_sentence_of_ours_says_of_recovery_needs_no_listed_words():
    made = drafts(BACK, names={"status_page", "sms"})
    odd = made[1]
    back = next(s for s in odd.sentences if s.phrasing.startswith("back."))
    told = back.model_copy(update={"text": "New baskets fill once more."})
    sentences = tuple(told if s is back else s for s in odd.sentences)
    changed = odd.model_copy(update={"text": odd.text.replace(back.text, told.text), "sentences": sentences})

    assert compare_surfaces([made[0], changed]) == []
