"""Hurried notes of fields the classifier saw little of: payments, a hospital, name servers."""

from drafter.core.system_map import SystemMap
from drafter.facts.sheet import build_sheet
from drafter.intake.maps import load_map
from drafter.intake.notes import parse_notes

PAYMENTS = """# All times in UTC
2026-03-02 09:12 - alert: card authorisation success rate 71 % (normal 97 %)
09:16 - support: 40 tickets, merchants say card payments are declined for no reason
09:18 - IC: Jonas. SEV1 declared
09:25 - maybe the certificate we rotated at 08:55 on pay-edge-03?
09:29 - confirmed: NordPay rejects our new client certificate, TLS handshake fails
09:31 - plan: put the old certificate back on all pay-edge hosts
09:38 - old cert back on pay-edge-01, success rate climbing there
09:44 - all 6 pay-edge hosts done, success rate 95 %
10:15 - resolved. We will keep the old certificate until NordPay has loaded the new one
"""
HOSPITAL = """# times Europe/Madrid
2026-01-14 07:40 nurses at two wards report the medication list stays empty
07:52 we think last night's migration locked the table
08:05 switched reads to the primary
08:09 ward 3 confirms the list is there again
08:10 some records entered between 23:10 and 07:40 show twice - checking whether doses were affected
08:50 duplicates removed, closing
"""
NAME_SERVERS = """2026-02-01 03:02 UTC monitoring: resolvers in fra and ams time out for ~30% of queries
03:05 ticket from customer Hexaloop: "our zone does not resolve"
03:11 Karim: looks like a DDoS on ns2, 14 Mpps
03:27 turned on scrubbing with upstream provider
03:35 side effect: scrubbing drops legit queries over TCP from some ISPs
03:48 scrubbing rule fixed, TCP ok again
04:10 all green for 20 min, keep scrubbing on overnight
"""


def sheet_of(text, system_map=None):
    notes = parse_notes(text)
    return build_sheet(notes, system_map or SystemMap(), as_of=notes.entries[-1].at)


def told(sheet, line):
    """Return kind and certainty of the facts of a line, in order."""
    return [(fact.kind, fact.certainty) for fact in sheet.facts if line in fact.lines]


def stage_after(sheet, line):
    return [change.stage for change in sheet.stages if change.line <= line][-1]


def test_a_confirmed_cause_moves_the_stage_and_a_guess_does_not():
    sheet = sheet_of(PAYMENTS, load_map("components:\n- {id: pay-edge, customer_name: card payments}\n"))

    assert told(sheet, 4) == [("hypothesis", "suspected")]
    assert stage_after(sheet, 4) == "investigating"
    assert ("cause", "confirmed") in told(sheet, 5)
    assert stage_after(sheet, 5) == "identified"


def test_a_plan_is_no_act_and_a_terse_act_is_one():
    sheet = sheet_of(PAYMENTS)

    assert told(sheet, 6) == [("decision", "planned")]
    assert told(sheet, 7)[0] == ("action", "confirmed")
    assert stage_after(sheet, 7) == "fixing"
    assert stage_after(sheet, 8) == "fixing"  # a rate that climbs is not yet "works again"
    assert ("decision", "planned") in told(sheet, 9)


def test_users_words_recovery_and_harm_to_records_are_told_apart():
    sheet = sheet_of(HOSPITAL)

    assert sheet.zone == "Europe/Madrid"
    assert told(sheet, 1)[0][0] == "symptom"
    assert told(sheet, 2) == [("hypothesis", "suspected")]
    assert told(sheet, 4)[0][0] in ("restored", "verified")
    assert told(sheet, 5)[0][0] == "data_impact"
    assert stage_after(sheet, 6) == "resolved"


def test_our_own_harm_and_its_end_are_seen():
    sheet = sheet_of(NAME_SERVERS)

    assert told(sheet, 2)[0] == ("symptom", "reported")
    assert told(sheet, 3) == [("hypothesis", "suspected")]
    assert told(sheet, 5)[0][0] == "side_effect"
    assert told(sheet, 7)[0][0] in ("restored", "verified")
    assert stage_after(sheet, 7) == "monitoring"


def test_figures_that_only_rise_are_news_and_no_conflict():
    lines = [f"2026-05-04 10:{n:02} UTC - {n * 10} tickets, customers cannot pay" for n in range(1, 40)]

    assert sheet_of("\n".join(lines)).conflicts == ()


def test_one_figure_told_two_ways_is_one_conflict_however_many_notes_there_are():
    lines = [
        f"2026-05-04 10:{n:02} UTC - customers cannot pay, {40 if n % 2 else 75} % of payments fail"
        for n in range(1, 40)
    ]

    assert len(sheet_of("\n".join(lines)).conflicts) <= 1


def test_a_check_of_what_was_never_hit_is_no_recovery():
    sheet = sheet_of(
        "2026-05-04 10:00 UTC - customers cannot pay\n10:05 - search is not affected, checked twice\n"
    )

    assert {kind for kind, _ in told(sheet, 2)} == {"unaffected"}
    assert sheet.stage == "investigating"


def test_people_who_cannot_do_something_are_a_symptom_whoever_they_are():
    for said in ("staff cannot send mail", "riders can't unlock a bike", "parents cannot see the timetable"):
        sheet = sheet_of(f"# All times in UTC\n2026-02-01 09:03 - helpdesk: {said}\n")

        (fact,) = [f for f in sheet.facts if said in f.text]
        assert fact.kind == "symptom", said
        assert fact.visibility == "public", said
