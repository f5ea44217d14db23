"""Published updates as Atom (RFC 4287) and RSS 2.0: an entry per incident, its updates newest first."""

from collections.abc import Sequence
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree

from pydantic import AwareDatetime

from drafter.core.noun import Noun

ATOM = "http://www.w3.org/2005/Atom"
TITLE = "Incident updates"


class FeedUpdate(Noun):
    """One published text; `withdrawn` ones are named, their words are not repeated."""

    at: AwareDatetime
    stage: str
    text: str
    withdrawn: bool = False


class FeedIncident(Noun):
    """An incident and what readers were told, newest first; never empty."""

    id: str
    title: str
    updates: tuple[FeedUpdate, ...]


def atom(incidents: Sequence[FeedIncident], address: str) -> bytes:
    """Return the Atom feed. `address` is where it is read from."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, f"{{{ATOM}}}title", TITLE)
    _add(feed, f"{{{ATOM}}}id", address)
    feed.append(ElementTree.Element(f"{{{ATOM}}}link", rel="self", href=address))
    newest = max((one.updates[0].at for one in incidents), default=None)
    _add(feed, f"{{{ATOM}}}updated", newest.isoformat() if newest else "1970-01-01T00:00:00+00:00")
    author = ElementTree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, f"{{{ATOM}}}name", "Drafter")
    for one in incidents:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, f"{{{ATOM}}}title", one.title)
        _add(entry, f"{{{ATOM}}}id", f"urn:drafter:{one.id}")
        _add(entry, f"{{{ATOM}}}updated", one.updates[0].at.isoformat())
        _add(entry, f"{{{ATOM}}}published", one.updates[-1].at.isoformat())
        _add(entry, f"{{{ATOM}}}content", _body(one), type="html")
    return _bytes(feed)


def rss(incidents: Sequence[FeedIncident], address: str) -> bytes:
    """Return the RSS feed. `address` is where it is read from."""
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _add(channel, "title", TITLE)
    _add(channel, "link", address)
    _add(channel, "description", "What was published about incidents, newest first.")
    for one in incidents:
        item = ElementTree.SubElement(channel, "item")
        _add(item, "title", one.title)
        _add(item, "guid", f"urn:drafter:{one.id}", isPermaLink="false")
        _add(item, "pubDate", format_datetime(one.updates[0].at))
        _add(item, "description", _body(one))
    return _bytes(root)


def _body(incident: FeedIncident) -> str:
    parts: list[str] = []
    for update in incident.updates:
        when = f"<strong>{update.at:%d %B %Y, %H:%M} UTC, {escape(update.stage)}</strong>"
        words = "This update was withdrawn." if update.withdrawn else escape(update.text, quote=False)
        parts.append(f"<p>{when}<br>{words.replace(chr(10), '<br>')}</p>")
    return "".join(parts)


def _add(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = "".join(char for char in text if char >= " " or char in "\n\t")


def _bytes(root: ElementTree.Element) -> bytes:
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
