"""What readers were told, for feeds."""

from datetime import UTC

from drafter.publish.feeds import FeedIncident, FeedUpdate
from drafter.review.records import Incident, Publication
from drafter.service.actors import Actor
from drafter.service.room import Room

NEWEST = 500  # publications looked at; a feed shows what happened lately


class Feed:
    """Use cases around the feed of published updates."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def newest(self, actor: Actor | None, audience: str) -> list[FeedIncident]:
        """Return incidents with their published texts for an audience, newest first.

        Without an actor only texts for public readers are given. Raises NotFound for an unknown audience.
        """
        (reader,) = self._room.line.audiences([audience])
        if actor is not None:
            actor.need("read")
        elif reader.view != "public":
            return []
        found: dict[str, list[FeedUpdate]] = {}
        with self._room.store.reading() as tx:
            for sent in tx.find(Publication, audience=audience, order=("-at", "id"), limit=NEWEST):
                update = FeedUpdate(
                    at=sent.at.astimezone(UTC),
                    stage=sent.stage,
                    text=sent.text,
                    withdrawn=sent.withdrawn_at is not None,
                )
                told = found.setdefault(sent.incident_id, [])
                if update not in told:  # the same text on another channel is the same update
                    told.append(update)
            titles = {one.id: one.title for one in tx.find(Incident, id=tuple(found))} if found else {}
        return [FeedIncident(id=key, title=titles[key], updates=tuple(told)) for key, told in found.items()]
