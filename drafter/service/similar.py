"""What was said then: earlier incidents whose published texts share words with this one."""

from pydantic import AwareDatetime

from drafter.core.fact import Stage
from drafter.core.noun import Noun
from drafter.protocols import Transaction
from drafter.review.records import DraftHead, Incident, Publication, UpdateHead
from drafter.service.actors import Actor
from drafter.service.room import Room, incident_of

LOOKED_AT = 40  # texts read to fill the list; several belong to one incident


class SimilarIncident(Noun):
    """An earlier incident and what its readers were told, at the stage this one is in where there is such."""

    incident_id: str
    title: str
    at: AwareDatetime
    stage: Stage
    audience: str
    text: str


class SimilarIncidents(Noun):
    """Earlier incidents like this one, best first."""

    incident_id: str
    found: tuple[SimilarIncident, ...]


class Similar:
    """Use cases around finding earlier words."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def find(self, actor: Actor, incident_id: str, *, most: int = 3) -> SimilarIncidents:
        """Return earlier incidents like this one; empty when nothing like it was ever published."""
        actor.need("read")
        with self._room.store.reading() as tx:
            incident = incident_of(tx, incident_id)
            latest = tx.find(UpdateHead, incident_id=incident_id, order=("-number",), limit=1)
            words = self._words(tx, incident, latest[0] if latest else None)
            like = tx.publications_like(words, besides=incident_id, most=LOOKED_AT)
            stage = latest[0].stage if latest else None
            found = [
                _similar(other, best, stage, tx.find(Publication, incident_id=other.id, order=("at", "id")))
                for best in _first_of_each(like, most)
                if (other := tx.get(Incident, id=best.incident_id)) is not None
            ]
        return SimilarIncidents(incident_id=incident_id, found=tuple(found))

    def _words(self, tx: Transaction, incident: Incident, latest: UpdateHead | None) -> str:
        """Return the words to look for: the title, and what outside readers would be told now."""
        public = tuple(one.id for one in self._room.line.audiences() if one.view == "public")
        if latest is None:
            return incident.title
        drafts = tx.find(DraftHead, update_id=latest.id, audience=public, order=("audience",), limit=1)
        return " ".join([incident.title, *(draft.text for draft in drafts)])


def _first_of_each(like: list[Publication], most: int) -> list[Publication]:
    best: dict[str, Publication] = {}
    for one in like:
        best.setdefault(one.incident_id, one)
    return list(best.values())[:most]


def _similar(
    other: Incident, best: Publication, stage: Stage | None, sent: list[Publication]
) -> SimilarIncident:
    same_readers = [one for one in sent if one.audience == best.audience and one.withdrawn_at is None]
    shown = next((one for one in same_readers if one.stage == stage), best)
    return SimilarIncident(
        incident_id=other.id,
        title=other.title,
        at=shown.at,
        stage=shown.stage,
        audience=shown.audience,
        text=shown.text,
    )
