"""Answers that come as server-sent events while a use case is still at work."""

from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from threading import Thread

from fastapi.sse import ServerSentEvent

from drafter.errors import DrafterError
from drafter.writing.model.result import Arrived, Hear


def heard(act: Callable[[Hear], Iterable[ServerSentEvent]]) -> Iterator[ServerSentEvent]:
    """Run `act` in a thread and give out what it hears as it hears it, then the events it returns.

    Event `sentence` for each that passed every check, `restart` when an answer is given anew, `problem`
    when the act cannot go on. The act runs to its end even when nobody listens any more.
    """
    events: SimpleQueue[ServerSentEvent | None] = SimpleQueue()

    def run() -> None:
        try:
            for event in act(lambda arrived: events.put(_arrived(arrived))):
                events.put(event)
        except DrafterError as error:
            events.put(problem_event(error))
        finally:
            events.put(None)

    Thread(target=run, daemon=True).start()
    while (event := events.get()) is not None:
        yield event


def problem_event(error: DrafterError) -> ServerSentEvent:
    """Return the event that ends a stream which cannot go on."""
    said = {"kind": error.kind, "message": error.message, "remedy": error.remedy, "where": error.where}
    return ServerSentEvent(data=said, event="problem")


def _arrived(arrived: Arrived) -> ServerSentEvent:
    if arrived.sentence is None:
        return ServerSentEvent(data={"audience": arrived.audience}, event="restart")
    told = arrived.sentence.model_dump(mode="json", include={"text", "slot", "origin", "lines", "fact_ids"})
    return ServerSentEvent(
        data=told | {"audience": arrived.audience, "number": arrived.number}, event="sentence"
    )
