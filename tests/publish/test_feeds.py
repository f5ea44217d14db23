"""Feeds hold what was published and nothing that could run in a reader."""

from datetime import UTC, datetime
from xml.etree import ElementTree

from drafter.publish.feeds import ATOM, FeedIncident, FeedUpdate, atom, rss

UPDATES = (
    FeedUpdate(
        at=datetime(2026, 5, 4, 15, 0, tzinfo=UTC), stage="resolved", text="It works <b>again</b>.\x00"
    ),
    FeedUpdate(
        at=datetime(2026, 5, 4, 14, 0, tzinfo=UTC), stage="fixing", text="wrong words", withdrawn=True
    ),
)
INCIDENT = FeedIncident(id="inc_1", title="Checkout & more", updates=UPDATES)
ADDRESS = "https://desk.example/v1/feed.atom?audience=status_page"


def test_an_atom_entry_is_an_incident_with_its_updates_newest_first():
    feed = ElementTree.fromstring(atom([INCIDENT], ADDRESS))
    entry = feed.find(f"{{{ATOM}}}entry")
    content = entry.find(f"{{{ATOM}}}content")

    assert feed.find(f"{{{ATOM}}}id").text == ADDRESS
    assert entry.find(f"{{{ATOM}}}title").text == "Checkout & more"
    assert entry.find(f"{{{ATOM}}}updated").text == "2026-05-04T15:00:00+00:00"
    assert content.text.index("resolved") < content.text.index("fixing")
    assert "It works &lt;b&gt;again&lt;/b&gt;." in content.text


def test_withdrawn_words_are_not_repeated():
    for made in (atom([INCIDENT], ADDRESS), rss([INCIDENT], ADDRESS)):
        assert b"wrong words" not in made
        assert b"This update was withdrawn." in made


def test_an_rss_item_has_the_same():
    item = ElementTree.fromstring(rss([INCIDENT], ADDRESS)).find("channel/item")

    assert item.find("pubDate").text == "Mon, 04 May 2026 15:00:00 +0000"
    assert item.find("guid").get("isPermaLink") == "false"


def test_a_feed_of_nothing_is_still_a_feed():
    assert ElementTree.fromstring(atom([], ADDRESS)).find(f"{{{ATOM}}}updated") is not None
    assert ElementTree.fromstring(rss([], ADDRESS)).find("channel/title") is not None
