"""The model writer: all drafts of one update, each sentence a model's only where it holds."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from drafter.core.audience import Audience
from drafter.core.draft import Draft, PublishedUpdate
from drafter.core.fact import FactSheet
from drafter.core.noun import Noun
from drafter.core.system_map import SystemMap
from drafter.core.voice import HouseVoice
from drafter.engine.base import Engine
from drafter.engine.outcome import Exchange
from drafter.engine.usage import Usage
from drafter.intake.instructions import gives_orders
from drafter.intake.map_orders import without_orders
from drafter.writing.model.asking import Asking
from drafter.writing.model.group import Group
from drafter.writing.model.judging import Judge
from drafter.writing.model.result import CallOutcome, Checker, Hear, ModelResult, SentenceFate
from drafter.writing.model.view import group_view
from drafter.writing.model.walls import Wall


class ModelPolicy(Noun):
    """When a model may be asked at all.

    `security_incidents`: also for incidents marked security, or whose notes speak of one; off by default.
    `leave_out` are audiences that are always written by the template.
    """

    security_incidents: bool = False
    leave_out: tuple[str, ...] = ()

    def forbids(self, sheet: FactSheet, *, marked_security: bool) -> bool:
        """Say whether no call may be made for this incident."""
        return not self.security_incidents and (marked_security or bool(sheet.usable("security")))


def write_all(
    sheet: FactSheet,
    system_map: SystemMap,
    audiences: Sequence[Audience],
    *,
    engine: Engine,
    check: Checker,
    templates: Mapping[str, Draft],
    tag: str,
    fill: Callable[[Draft], Draft] = lambda draft: draft,
    previous: Mapping[str, PublishedUpdate] | None = None,
    voice: HouseVoice | None = None,
    policy: ModelPolicy | None = None,
    marked_security: bool = False,
    orders: Sequence[str] = (),
    deadline_s: float = 30.0,
    clock: Callable[[], float] = time.monotonic,
    hear: Hear | None = None,
) -> ModelResult:
    """Return one draft per audience within `deadline_s` seconds; raises nothing that a model can cause.

    `templates` holds the template writer's draft of every audience: the floor. `check` is every check the
    pipeline has; it is given drafts as `fill` leaves them, with the time of the next update filled in.
    `tag` is a random word that marks other people's text in the prompts. `orders` are texts that read like
    instructions and were kept from the model; the result lists them for the liaison to see. `hear` is told
    of sentences as they arrive and pass; the drafts returned at the end replace what it heard.
    """
    policy = policy or ModelPolicy()
    voice_orders = [text for text in (voice.tone, *voice.samples) if gives_orders(text)] if voice else []
    system_map, map_orders = without_orders(system_map)
    shown = tuple(dict.fromkeys((*orders, *map_orders, *(f"house voice: {text}" for text in voice_orders))))
    if policy.forbids(sheet, marked_security=marked_security):
        said = "No model is asked for incidents marked security. A setting (model policy) changes that."
        return ModelResult(
            drafts={one.id: fill(templates[one.id]) for one in audiences},
            usage=Usage(),
            outcomes=(CallOutcome("draft", "forbidden", said, Usage()),),
            orders=shown,
        )
    if voice and voice_orders:
        voice = voice.model_copy(update={"tone": "", "samples": ()})
    deadline = clock() + deadline_s
    groups = []
    for public in (True, False):
        members = [
            one for one in audiences if (one.view == "public") is public and one.id not in policy.leave_out
        ]
        if not members:
            continue
        floor = [sentence for one in members for sentence in templates[one.id].sentences]
        view = group_view(sheet, system_map, public=public, floor=floor)
        wall = Wall(view, orders=shown, tag=tag)
        asking = Asking(view, tag=tag, voice=voice, is_instruction=gives_orders, previous=previous or {})
        groups.append(
            Group(
                view,
                members,
                templates,
                engine=engine,
                asking=asking,
                judge=Judge(check, wall, fill, voice),
                deadline=deadline,
                clock=clock,
                hear=hear,
            )
        )
    written: dict[str, Draft] = {one.id: fill(templates[one.id]) for one in audiences}
    with ThreadPoolExecutor(max_workers=max(len(groups), 1)) as pool:
        for drafts in pool.map(Group.write, groups):
            written |= drafts
    usage = Usage()
    outcomes: list[CallOutcome] = []
    fates: list[SentenceFate] = []
    exchanges: list[Exchange] = []
    for group in groups:
        usage = usage + group.usage
        outcomes += group.outcomes
        fates += group.fates
        exchanges += group.exchanges
    return ModelResult(written, usage, tuple(outcomes), tuple(fates), tuple(exchanges), shown)
