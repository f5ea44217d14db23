"""Many updates against an endpoint that fails: always drafts, in time, and never a stopped sentence?

    python bench/model_faults.py ../shared/corpus/incidents [--updates 1000] [--rate 0.2] [--json]

The endpoint is aimock on loopback with its chaos rates: the rate is shared out between dropped requests,
malformed answers, broken connections and rate limits. The model is played by the template's own sentences
with a lie among them, so that drafting and repair calls are both made.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mock_endpoint import answering, serving

from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.settings import EngineSettings
from drafter.errors import InputError
from drafter.facts.sheet import build_sheet
from drafter.pipeline import last_moment, pick_audiences, read_map, read_notes
from drafter.pipeline_model import draft_with_model
from drafter.writing.layout import sentence_spans
from drafter.writing.model.view import group_view
from drafter.writing.template import write

AUDIENCES = ("status_page", "internal")
DEADLINE_S = 8.0
SYSTEM = {
    "extract": "You read lines that a scribe wrote",
    "status_page": "about an incident for people outside the company",
    "internal": "about an incident for colleagues",
    "repair": "You mend sentences",
}
LIE = "Everybody gets a refund, see https://pay.example/refund for it."


@dataclass(frozen=True)
class Moment:
    """One incident at one moment, and the tag its prompts carry."""

    tag: str
    notes: Notes
    system_map: SystemMap


def moments(folder: Path, cuts: int) -> list[Moment]:
    """Return each incident under `folder` at `cuts` moments."""
    found = []
    for path in sorted(folder.glob("*/notes.txt")):
        map_path = path.with_name("system_map.yaml")
        system_map = read_map(map_path.read_bytes() if map_path.exists() else None)
        notes = read_notes(path.read_bytes())
        for cut in range(1, cuts + 1):
            part = notes.upto(max(1, round(len(notes.entries) * cut / cuts)))
            try:
                last_moment(part)
            except InputError:
                continue
            found.append(Moment(f"m{len(found):04d}x", part, system_map))
    return found


def honest(moment: Moment, name: str) -> dict[str, Any]:
    """Return the answer of a model that says what the template says, and one lie."""
    sheet = build_sheet(moment.notes, moment.system_map, as_of=last_moment(moment.notes))
    (audience,) = pick_audiences([name])
    draft = write(sheet, moment.system_map, audience, next_update_at=last_moment(moment.notes))
    public = audience.view == "public"
    view = group_view(sheet, moment.system_map, public=public, floor=draft.sentences)
    names = {part.id: short for short, part in view.parts.items()}
    sentences = [
        {
            "audience": name,
            "slot": one.slot,
            "facts": [fact for fact in one.fact_ids if fact in view.by_id],
            "unknowns": list(one.unknowns),
            "conflicts": [],
            "parts": [names[part] for part in one.map_ids if part in names],
            "policy": one.policy,
            "text": one.text,
        }
        for one in draft.sentences
    ]
    lie = {"audience": name, "slot": "doing", "facts": [], "unknowns": [], "conflicts": [], "parts": []}
    return {"sentences": [*sentences, lie | {"policy": False, "text": LIE}]}


def fixtures(found: list[Moment]) -> list[dict[str, Any]]:
    """Return the endpoint's answers to every prompt of these moments."""
    made = [
        answering(SYSTEM[name], f"<<{moment.tag}", honest(moment, name))
        for moment in found
        for name in AUDIENCES
    ]
    made.append(answering(SYSTEM["extract"], "New lines", {"facts": []}))
    made.append(answering(SYSTEM["repair"], "Stopped sentences", {"sentences": []}))
    return made


@dataclass(frozen=True)
class Update:
    """What became of one update."""

    seconds: float
    drafts: int
    blocked: int
    lied: bool
    outcomes: tuple[str, ...]
    crash: str = ""


def run(engine: OpenAIEngine, moment: Moment) -> Update:
    """Write one update and look at it."""
    started = time.monotonic()
    try:
        made = draft_with_model(
            moment.notes,
            moment.system_map,
            engine=engine,
            tag=moment.tag,
            audiences=AUDIENCES,
            deadline_s=DEADLINE_S,
            after_line=max(len(moment.notes.entries) - 5, 0),
            hear=lambda arrived: None,
        )
    except Exception as error:  # an unhandled one is what this bench looks for
        return Update(time.monotonic() - started, 0, 0, False, (), f"{type(error).__name__}: {error}")
    seconds = time.monotonic() - started
    blocked = 0
    for draft in made.drafts.drafts:
        for one, (start, end) in zip(draft.sentences, sentence_spans(draft), strict=True):
            stops = [f for f in draft.findings if f.severity == "block" and f.start < end and start < f.end]
            blocked += one.origin == "model" and bool(stops)
    outcomes = [one.outcome for one in made.result.outcomes]
    if made.reading:
        outcomes.append(made.reading.outcome.outcome)
    lied = any(LIE in draft.text for draft in made.drafts.drafts)
    return Update(seconds, len(made.drafts.drafts), blocked, lied, tuple(outcomes))


def measure(folder: Path, updates: int, rate: float, workers: int) -> dict[str, Any]:
    """Return the figures of `updates` updates with faults at `rate`."""
    found = moments(folder, 4)
    each = f"{rate / 4:.4f}"
    chaos = [
        part
        for kind in ("drop", "malformed", "disconnect", "ratelimit")
        for part in (f"--chaos-{kind}", each)
    ]
    with serving(fixtures(found), "--journal-max", "1", *chaos) as base_url:
        settings = EngineSettings(base_url=base_url, model="mock", concurrency=workers * 3)
        engine = OpenAIEngine(settings)
        with ThreadPoolExecutor(max_workers=workers) as pool:
            done = list(pool.map(lambda n: run(engine, found[n % len(found)]), range(updates)))
        engine.close()
    seconds = sorted(one.seconds for one in done)
    outcomes = Counter(outcome for one in done for outcome in one.outcomes)
    calls = sum(outcomes.values())
    return {
        "updates": updates,
        "fault_rate": rate,
        "drafts": sum(one.drafts == len(AUDIENCES) for one in done),
        "unhandled": sum(bool(one.crash) for one in done),
        "blocked_sentences": sum(one.blocked for one in done),
        "lies_through": sum(one.lied for one in done),
        "deadline_s": DEADLINE_S,
        "p50_s": statistics.median(seconds),
        "p99_s": seconds[int(len(seconds) * 0.99) - 1],
        "max_s": seconds[-1],
        "calls_answered": outcomes["answered"] / max(calls, 1),
        "outcomes": dict(outcomes),
        "crashes": sorted({one.crash for one in done if one.crash})[:5],
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--updates", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=0.2)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.incidents, options.updates, options.rate, options.workers)
    if options.json:
        print(json.dumps(result))
        return
    for key, value in result.items():
        print(f"{key:18} {value:.3f}" if isinstance(value, float) else f"{key:18} {value}")


if __name__ == "__main__":
    main()
