"""Prompt tokens per update, how much of them a provider can cache, and how they grow with the notes.

    python bench/prompt_tokens.py ../shared/corpus/incidents [--json]

Each incident is replayed: an update after every note line from the third on, with all audiences, the
extraction call reading only the lines since the update before. Counted with o200k_base, the tokenizer of
current hosted models. Cacheable is what a prompt shares, from its first token on, with the prompt of the
same call in the update before: providers cache equal beginnings.
"""

import argparse
import json
import statistics
import sys
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tokenizer import o200k

from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.engine.prompt import Prompt
from drafter.engine.scripted import ScriptedEngine
from drafter.errors import InputError
from drafter.facts.sheet import build_sheet
from drafter.intake.instructions import gives_orders
from drafter.pipeline import last_moment, pick_audiences, read_map, read_notes
from drafter.writing.model.asking import Asking
from drafter.writing.model.extraction import extract
from drafter.writing.model.view import group_view
from drafter.writing.template import write

TAG = "k3v9q"
DAY = date(2026, 5, 4)
GRANULE = 128  # hosted providers cache equal beginnings in steps of this many tokens, from 1,024 on
CACHE_FROM = 1024


def prompts_of(notes: Notes, system_map: SystemMap, after_line: int) -> list[Prompt]:
    """Return the prompts of one update: extraction, public group, internal group."""
    sheet = build_sheet(notes, system_map, as_of=last_moment(notes))
    engine = ScriptedEngine(lambda prompt: {"facts": []})
    extract(notes, sheet, system_map, engine=engine, tag=TAG, after_line=after_line)
    made = list(engine.prompts)
    for public in (True, False):
        readers = [one for one in pick_audiences() if (one.view == "public") is public]
        floor = [said for one in readers for said in write(sheet, system_map, one).sentences]
        view = group_view(sheet, system_map, public=public, floor=floor)
        asking = Asking(view, tag=TAG, voice=None, is_instruction=gives_orders, previous={})
        made.append(asking.draft(readers, news_due=True))
    return made


def text_of(prompt: Prompt) -> str:
    """Return the prompt as one text, the schema in front as providers place it."""
    return json.dumps(prompt.schema) + "\n" + "\n".join(message.text for message in prompt.messages)


def shared(one: list[int], other: list[int]) -> int:
    """Return how many tokens both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def measure(folder: Path) -> dict[str, Any]:
    """Return the figures over all incidents under `folder`."""
    encoding = o200k()
    totals: list[int] = []
    cacheable: list[float] = []
    cached: list[float] = []
    by_call: dict[str, list[int]] = {}
    growth: list[float] = []
    longest = 0
    for path in sorted(folder.glob("*/notes.txt")):
        map_path = path.with_name("system_map.yaml")
        system_map = read_map(map_path.read_bytes() if map_path.exists() else None)
        notes = read_notes(path.read_bytes())
        before: dict[str, list[int]] = {}
        course: list[int] = []
        for count in range(3, len(notes.entries) + 1):
            part = notes.upto(count)
            try:
                made = prompts_of(part, system_map, after_line=part.entries[-2].line)
            except InputError:  # no note has a time yet
                continue
            tokens = {prompt.name: encoding.encode(text_of(prompt), disallowed_special=()) for prompt in made}
            total = sum(map(len, tokens.values()))
            course.append(total)
            totals.append(total)
            for name, own in tokens.items():
                by_call.setdefault(name, []).append(len(own))
            if before:
                equal = {name: shared(own, before.get(name, [])) for name, own in tokens.items()}
                cacheable.append(sum(equal.values()) / total)
                steps = (n // GRANULE * GRANULE if n >= CACHE_FROM else 0 for n in equal.values())
                cached.append(sum(steps) / total)
            before = tokens
        longest = max(longest, len(notes.entries))
        if len(course) >= 10:
            half = len(course) // 2
            growth.append(statistics.mean(course[half:]) / statistics.mean(course[:half]))
    return {
        "updates": len(totals),
        "tokens_median": statistics.median(totals),
        "tokens_max": max(totals),
        "by_call_median": {name: statistics.median(values) for name, values in by_call.items()},
        "cacheable_share": statistics.mean(cacheable),
        "cached_share_in_steps": statistics.mean(cached),
        "growth_second_half": statistics.mean(growth),
        "longest_history_lines": longest,
        "long_history": long_history(encoding),
    }


def long_history(encoding: Any) -> dict[int, int]:
    """Return the tokens of one update after so many lines of one made-up, endless incident."""
    lines = []
    for number in range(400):
        minute = number * 3
        clock = f"{8 + minute // 60 % 16:02d}:{minute % 60:02d}"
        lines.append(f"{clock} {STORY[number % len(STORY)].format(n=number)}")
    system_map = read_map(
        {"product": "Shop", "components": [{"id": "pay", "customer_name": "paying by card"}]}
    )
    sizes = {}
    for count in (25, 50, 100, 200, 400):
        notes = read_notes(lines[:count], zone="UTC", day=DAY)
        made = prompts_of(notes, system_map, after_line=notes.entries[-2].line)
        sizes[count] = sum(len(encoding.encode(text_of(prompt), disallowed_special=())) for prompt in made)
    return sizes


STORY = (
    "{n} tickets, customers cannot use pay",
    "maybe release {n} is the cause?",
    "restarted worker {n} of pay, no change",
    "queue of pay is at {n} messages",
    "IC asks team {n} to look at the database",
    "about {n} % of payments fail",
    "rolled back release {n}",
    "search is not affected, checked {n} times",
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = measure(options.incidents)
    if options.json:
        print(json.dumps(result))
        return
    for key, value in result.items():
        print(f"{key:24} {value:.3f}" if isinstance(value, float) else f"{key:24} {value}")


if __name__ == "__main__":
    main()
