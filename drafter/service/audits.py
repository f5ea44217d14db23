"""The audit log: who did what, and proof that nobody changed it since."""

from typing import Any

from drafter.review.chain import ChainReport, verify_chain
from drafter.review.records import AuditEntry
from drafter.service.actors import Actor
from drafter.service.pages import MAX_PAGE, Page, page, read_cursor
from drafter.service.room import Room

ORDER = ("-seq",)
AT_ONCE = 5_000  # entries read at a time when the whole chain is verified


class Audits:
    """Use cases around the audit log."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def find(
        self,
        actor: Actor,
        *,
        incident_id: str | None = None,
        who: str | None = None,
        action: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[AuditEntry]:
        """Return entries, newest first."""
        actor.need("read")
        limit = min(limit, MAX_PAGE)
        asked = {"incident_id": incident_id, "who": who, "action": action}
        equals: dict[str, Any] = {name: value for name, value in asked.items() if value}
        with self._room.store.reading() as tx:
            found = tx.find(
                AuditEntry, order=ORDER, limit=limit + 1, after=read_cursor(cursor, ORDER), **equals
            )
        return page(found, limit, ORDER)

    def since(
        self, actor: Actor, seq: int, *, incident_id: str | None = None, limit: int = 100
    ) -> list[AuditEntry]:
        """Return the entries after number `seq`, oldest first."""
        actor.need("read")
        equals: dict[str, Any] = {"incident_id": incident_id} if incident_id else {}
        with self._room.store.reading() as tx:
            return tx.find(AuditEntry, order=("seq",), limit=limit, after={"seq": seq}, **equals)

    def last_seq(self) -> int:
        """Return the number of the newest entry, 0 when there is none."""
        with self._room.store.reading() as tx:
            last = tx.find(AuditEntry, order=("-seq",), limit=1)
        return last[0].seq if last else 0

    def verify(self, actor: Actor) -> ChainReport:
        """Recompute the whole chain."""
        actor.need("read")
        with self._room.store.reading() as tx:

            def entries() -> Any:
                seen = 0
                while True:
                    some = tx.find(AuditEntry, order=("seq",), limit=AT_ONCE, after={"seq": seen})
                    yield from some
                    if len(some) < AT_ONCE:
                        return
                    seen = some[-1].seq

            return verify_chain(entries())
