import pytest
from sheets import SHOP, fact

from drafter import draft
from drafter.core.system_map import Component, SystemMap, Vendor
from drafter.writing.actions import done_earlier, failed, read_action
from drafter.writing.names import Names

NONE = Names(SystemMap())
SHOP_NAMES = Names(SHOP)


@pytest.mark.parametrize(
    ("note", "past"),
    [
        ("Rollback performed", "went back to the earlier version"),
        ("Reverted the PR that triggered the alerts", "undid a change we had made"),
        ("Database restoration from snapshot started", "restored the data from a backup"),
        ("Restarted the kafka-exporter pod", "restarted part of the service"),
        ("rebooted the server", "restarted a server"),
        ("Deleted two pods so that they come back", "restarted part of the service"),
        ("disk space increased from 8000 to 12000", "added storage space"),
        ("Scaled capacity by starting 10 additional workers", "added capacity"),
        ("failed over to the standby", "switched to our standby system"),
        ("re-ran the pipeline to rebuild the route tables", "rebuilt part of the service"),
        ("a hotfix release was prepared", "prepared a fix"),
        ("a hotfix was prepared and deployed", "put a fix in place"),
        ("deleted some stuck nodes", "took a faulty server out of use"),
        ("renewed the TLS certificate", "renewed a digital certificate"),
        ("begin throttling connections", "limited the load on the service"),
        ("hotfix deployed to production", "put a fix in place"),
        ("opened a support ticket with the cloud provider", "asked a supplier for help"),
        ("all production services are restarted with the new database host", "restarted our services"),
        ("cordoned and drained the node", "took a faulty server out of use"),
        ("changed the instance size to r6i.4xlarge", "moved to a larger server"),
        ("New node is added", "brought up a new server"),
        ("Re-created the architecture in the database", "rebuilt part of the service"),
        ("re-deployed prod with updated NFS server address", "rebuilt part of the service"),
        ("apply an exclusion to exclude rules which are blocking traffic",
         "made an exception for the requests that were refused"),
    ],
)  # fmt: skip
def test_a_technical_step_is_told_in_words_a_reader_can_picture(note, past):
    action = read_action(fact("1", "action", note), NONE)

    assert action is not None
    assert action.past == past


@pytest.mark.parametrize(
    "note",
    ["joined the call", "thanks everybody", "posted in the channel", "we got blocked by their firewall"],
)
def test_what_is_no_step_is_not_told(note):
    assert read_action(fact("1", "action", note), NONE) is None


def test_where_a_copy_is_from_does_not_put_the_step_on_an_earlier_day():
    assert not done_earlier("prod is reverted to a known good state from a few days ago")
    assert done_earlier("we moved it to new servers a few days ago")


def test_what_was_not_done_is_no_step():
    assert (
        read_action(fact("1", "action", "cleaner turned down without reverting other changes"), NONE) is None
    )


def test_a_step_nobody_is_sure_of_was_only_tried():
    notes = (
        "2026-03-04 09:10Z - the website is down for customers\n"
        "2026-03-04 09:15Z - rolled back the release\n"
        "2026-03-04 09:20Z - changed a DNS record. Unclear if this had any effect\n"
        "2026-03-04 09:25Z - the website works again\n"
    )
    text = draft(notes, audiences=["status_page"]).drafts[0].text

    assert "earlier version at 09:15" in text
    assert "address records" not in text


def test_a_weighty_step_is_told_whoever_its_note_is_for_and_one_on_a_test_system_is_not():
    start = "2026-03-04 09:10Z - the website is down for customers\n"
    weighty = "2026-03-04 09:20Z - state of the infra reverted to a known good state from last week\n"
    staged = "2026-03-04 09:20Z - deployment to staging is reverted\n"

    assert "earlier version" in draft(start + weighty, audiences=["status_page"]).drafts[0].text
    assert "undid" not in draft(start + staged, audiences=["status_page"]).drafts[0].text


def test_starting_more_of_something_is_done_and_starting_to_do_it_is_not():
    by = read_action(fact("1", "action", "Scaled capacity by starting 10 additional workers"), NONE)
    begun = read_action(fact("1", "action", "starting to add 10 additional workers"), NONE)

    assert by is not None
    assert begun is not None
    assert (by.state, begun.state) == ("done", "doing")


def test_the_part_is_named_by_its_customer_name():
    action = read_action(fact("1", "action", "restarted the frontend", components=("site",)), SHOP_NAMES)

    assert action is not None
    assert action.past == "restarted the shop"


def test_an_inside_name_is_never_the_object():
    the_map = SystemMap(components=(Component(id="db", name="database", aliases=("server",)),))

    action = read_action(fact("1", "action", "restarted the database server"), Names(the_map))

    assert action is not None
    assert action.past == "restarted part of the service"


def test_what_is_removed_is_told_only_when_it_can_be_removed_without_alarm():
    removed = read_action(fact("1", "action", "deletes the affected versions from the database"), NONE)

    assert removed is not None
    assert removed.past == "took out the affected versions"
    assert read_action(fact("1", "action", "removed the affected database"), NONE) is None


@pytest.mark.parametrize(
    ("note", "certainty", "state"),
    [
        ("rollback completed", "confirmed", "done"),
        ("beginning the rollback", "confirmed", "doing"),
        ("we will roll back", "planned", "planned"),
    ],
)
def test_done_begun_and_planned_are_told_apart(note, certainty, state):
    action = read_action(fact("1", "action", note, certainty=certainty), NONE)

    assert action is not None
    assert action.state == state


def test_an_attempt_is_told_as_one():
    action = read_action(fact("1", "action", "attempted to restart the pod"), NONE)

    assert action is not None
    assert action.tried
    assert action.past == "tried to restart part of the service"


def test_a_supplier_is_told_by_kind_unless_the_map_lets_the_name_out():
    closed = Names(SystemMap(vendors=(Vendor(name="Acmecloud", kind="our hosting company"),)))
    opened = Names(SystemMap(vendors=(Vendor(name="Acmecloud", kind="our hosting company", publish=True),)))
    note = fact("1", "action", "raised a support ticket with Acmecloud")

    assert read_action(note, closed).past == "asked our hosting company for help"
    assert read_action(note, opened).past == "asked Acmecloud for help"


def test_a_step_had_no_effect_when_the_next_words_say_so():
    step = fact("4", "action", "restarted the proxy")
    said = fact("4.2", "observation", "error persists")
    later = fact("9", "observation", "error persists")

    assert failed(step, [said]) == said
    assert failed(step, [later]) is None
    assert failed(step, [fact("5", "observation", "users log in")]) is None


def written(note: str) -> str:
    notes = f"2026-03-04 10:05Z - customers cannot pay in the shop\n2026-03-04 10:12Z - {note}\n"
    return draft(notes, audiences=["status_page"]).drafts[0].text


@pytest.mark.parametrize(
    "note",
    [
        "the release was rolled back for its updates at 09:20",
        "the release was rolled back yesterday",
        "the release was rolled back on Monday, all went well",
        "the release was rolled back the day before",
    ],
)
def test_what_was_done_before_any_of_it_is_no_step(note):
    assert "earlier version" not in written(note)
    assert "repair" not in written(note)


@pytest.mark.parametrize(
    "note", ["rolled back the release at 10:08", "rolled back to the release of last week"]
)
def test_what_was_done_since_is_one(note):
    assert "earlier version" in written(note)
