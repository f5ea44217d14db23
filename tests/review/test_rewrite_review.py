"""The life of a rewritten report: who may do what to which text."""

from datetime import UTC, datetime

import pytest

from drafter.core.finding import Finding
from drafter.errors import Conflict, Refused
from drafter.review import rewrite_review as rules
from drafter.review import waivers
from drafter.review.hashes import sha256
from drafter.review.records import RewriteReview
from drafter.writing.audiences import audience

NOW = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)
TEXT = "You could not pay. We never fail. All is well."
READER = audience("postmortem")


def review(**more):
    given = {"batch_id": "bat_1", "n": 1, "text": TEXT, "authors": ("ada",)}
    return RewriteReview(**given | {"updated_by": "ada", "updated_at": NOW} | more)


def finding(words, rule="PRM001", severity="block", text=TEXT):
    start = text.index(words)
    return Finding(
        rule, "absolute-promise", severity, start, start + len(words), 1, start + 1, words, "Say less."
    )


def approve(one, findings=(), by="ada", source=""):
    return rules.approved(one, findings, READER, source=source, by=by, now=NOW)


def test_an_approval_is_bound_to_the_exact_text():
    signed = approve(review())

    assert (signed.state, signed.approved_by, signed.approved_at) == ("approved", "ada", NOW)
    assert signed.text_hash == sha256(TEXT)
    assert rules.is_approved(signed)
    assert not rules.is_approved(signed.model_copy(update={"text": TEXT + " Yes."}))


def test_an_edit_takes_the_approval_back_and_makes_an_author():
    after = rules.edited(approve(review()), "New.", by="ben", now=NOW)

    assert (after.state, after.version, after.authors) == ("draft", 2, ("ada", "ben"))
    assert (after.approved_by, after.approved_at, after.text_hash) == ("", None, "")


def test_a_blocking_finding_stands_until_it_is_let_stand_by_name():
    wrong = finding("never")
    with pytest.raises(Refused, match="PRM001"):
        approve(review(), [wrong])

    waived = rules.waived(review(), wrong, "It is a quotation.", by="ben", now=NOW)

    assert rules.standing(waived, [wrong]) == []
    assert (waived.waivers[0].by, waived.waivers[0].reason) == ("ben", "It is a quotation.")
    assert approve(waived, [wrong]).state == "approved"


def test_a_waiver_holds_while_its_sentence_stays_and_no_longer():
    waived = rules.waived(review(), finding("never"), "It is a quotation.", by="ben", now=NOW)
    elsewhere = TEXT.replace("All is well.", "Sorry.")
    here = TEXT.replace("We never fail", "We never ever fail")

    kept = rules.edited(waived, elsewhere, by="ada", now=NOW)
    gone = rules.edited(waived, here, by="ada", now=NOW)

    assert rules.standing(kept, [finding("never", text=elsewhere)]) == []
    assert rules.standing(gone, [finding("never", text=here)]) != []


@pytest.mark.parametrize("rule", ["LEK005", rules.OPEN_QUESTION])
def test_a_leak_or_an_open_question_is_never_let_stand(rule):
    wrong = finding("never", rule)

    assert not rules.is_waivable(wrong)
    with pytest.raises(Refused, match="cannot be waived"):
        rules.waived(review(), wrong, "It is a quotation.", by="ben", now=NOW)
    with pytest.raises(Refused, match="stands"):
        approve(review(), [wrong])


def test_a_waiver_needs_a_reason():
    with pytest.raises(Refused, match="not a reason"):
        rules.waived(review(), finding("never"), "ok", by="ben", now=NOW)


def test_a_warning_does_not_stop_an_approval():
    assert approve(review(), [finding("never", severity="warn")]).state == "approved"


def test_a_text_of_legal_weight_is_approved_by_somebody_who_is_no_author():
    weighty = review(text="Attackers used a vulnerability.", authors=("ada", "ben"))
    for author in weighty.authors:
        with pytest.raises(Refused, match="the text says"):
            approve(weighty, by=author)

    assert approve(weighty, by="cleo").approved_by == "cleo"


def test_an_audience_may_always_want_a_second_person():
    always = READER.model_copy(update={"second_approver": ("always",)})

    with pytest.raises(Refused, match="always needs one"):
        rules.approved(review(), (), always, source="", by="ada", now=NOW)


def test_a_rejected_text_has_to_be_edited_first():
    turned_down = rules.rejected(approve(review()), "The number is wrong.", by="ben", now=NOW)

    assert (turned_down.state, turned_down.reason, turned_down.approved_by) == (
        "rejected", "The number is wrong.", "",
    )  # fmt: skip
    for act in (lambda: approve(turned_down), lambda: rules.rejected(turned_down, "No.", by="x", now=NOW)):
        with pytest.raises(Conflict, match="rejected"):
            act()
    assert rules.edited(turned_down, "New.", by="ada", now=NOW).reason == ""


def test_nobody_approves_twice():
    with pytest.raises(Conflict, match="already, by ada"):
        approve(approve(review()), by="ben")


def test_the_key_of_a_waiver_is_that_of_a_draft():
    wrong = finding("never")

    given = rules.waived(review(), wrong, "It is a quotation.", by="ben", now=NOW).waivers[0]

    assert given.key == waivers.key(wrong, TEXT)


def test_how_an_attack_works_is_let_stand_by_somebody_who_did_not_write_the_text():
    told = finding("pay", rule=rules.ATTACK_DETAIL)
    assert rules.is_waivable(told)
    with pytest.raises(Refused, match="wrote this text"):
        rules.waived(review(), told, "The law asks for it.", by="ada", now=NOW)
    with pytest.raises(Refused, match="not a reason"):
        rules.waived(review(), told, "ok", by="ben", now=NOW)

    waived = rules.waived(review(), told, "The law asks for it.", by="ben", now=NOW)

    assert rules.standing(review(), [told]) == [told]
    assert rules.standing(waived, [told]) == []
    became_author = waived.model_copy(update={"authors": ("ada", "ben")})
    assert rules.standing(became_author, [told]) == [told]


def test_a_breach_that_only_the_report_tells_of_asks_for_a_second_person():
    source = "An attacker read two tables."
    with pytest.raises(Refused, match="the report speaks of 'attacker'"):
        approve(review(), source=source)
    assert approve(review(), by="ben", source=source).state == "approved"
    assert approve(review(), source="There was no breach.").state == "approved"
