"""Draft every incident with a model, and compare with the template's drafts.

    python bench/model_eval.py ../shared/corpus/incidents --base-url URL --model NAME --dry-run
    python bench/model_eval.py ../shared/corpus/incidents --base-url URL --model NAME --out eval/

Every incident is drafted at three moments (a third, two thirds and all of its notes), for all audiences,
and scored exactly as the template's drafts are. Results are appended to OUT/results.jsonl, one line a
moment: run it again after an interruption and it goes on where it stopped. OUT/review.md holds the
sentences that were stopped, repaired or replaced, for a person to read. The key comes from
DRAFTER_MODEL_API_KEY.
"""

import argparse
import json
import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pydantic import SecretStr

from drafter.core.draft import Draft
from drafter.core.note import Notes
from drafter.core.system_map import SystemMap
from drafter.engine.base import Engine
from drafter.engine.openai_engine import OpenAIEngine
from drafter.engine.settings import EngineSettings, ModelPrice
from drafter.errors import InputError
from drafter.pipeline import draft, last_moment, read_map, read_notes
from drafter.pipeline_model import draft_with_model

CUTS = 3
MEASURES = ("completeness", "grounding", "clarity", "cold_reader")
ANSWER_TOKENS = {"extract": 600, "draft-public": 2200, "draft-internal": 900}  # for the estimate only
REPAIRS = 0.5  # repair calls per drafting call, for the estimate only


def moments(folder: Path) -> Iterable[tuple[str, Notes, SystemMap]]:
    """Yield a name, the notes so far and the map of each moment of each incident."""
    for path in sorted(folder.glob("*/notes.txt")):
        map_path = path.with_name("system_map.yaml")
        system_map = read_map(map_path.read_bytes() if map_path.exists() else None)
        notes = read_notes(path.read_bytes())
        for cut in range(1, CUTS + 1):
            part = notes.upto(max(1, round(len(notes.entries) * cut / CUTS)))
            try:
                last_moment(part)
            except InputError:
                continue
            yield f"{path.parent.name}@{cut}", part, system_map


def estimate(folder: Path, price: ModelPrice | None) -> dict[str, Any]:
    """Return calls, tokens and cost of a whole run, before anything is sent."""
    from prompt_tokens import prompts_of, text_of
    from tokenizer import o200k

    encoding = o200k()
    calls = sent = received = 0.0
    count = 0
    for _, notes, system_map in moments(folder):
        count += 1
        for prompt in prompts_of(notes, system_map, after_line=0):
            tokens = len(encoding.encode(text_of(prompt), disallowed_special=()))
            extra = REPAIRS if prompt.name.startswith("draft") else 0
            calls += 1 + extra
            sent += tokens * (1 + extra)
            received += ANSWER_TOKENS[prompt.name] * (1 + extra / 4)
    cost = (sent * price.input + received * price.output) / 1e6 if price else None
    return {
        "moments": count,
        "calls": round(calls),
        "input_tokens": round(sent),
        "output_tokens": round(received),
        "cost": cost,
    }


def row(name: str, notes: Notes, system_map: SystemMap, engine: Engine, deadline_s: float) -> dict[str, Any]:
    """Return what the model made of one moment beside what the template made of it."""
    plain = draft(notes, system_map)
    made = draft_with_model(notes, system_map, engine=engine, tag=tag_of(name), deadline_s=deadline_s)
    before = {one.audience: judged(one) for one in plain.drafts}
    drafts = [
        {"audience": one.audience, "method": one.method, "text": one.text, "model": judged(one)}
        | {"template": before[one.audience]}
        for one in made.drafts.drafts
    ]
    fates = [
        {"audience": one.audience, "slot": one.slot, "fate": one.fate, "first": one.first, "final": one.final}
        | {"findings": [f"{f.rule}: {f.message}" for f in one.findings]}
        for one in made.result.sentences
    ]
    return {
        "moment": name,
        "drafts": drafts,
        "fates": fates,
        "outcomes": [one.outcome for one in made.result.outcomes],
        "facts_added": len(made.reading.delta.added) if made.reading else 0,
        "usage": made.usage.as_dict(),
    }


def tag_of(name: str) -> str:
    """Return a tag for the fence that is the same when a run is resumed."""
    from zlib import crc32

    return f"k{crc32(name.encode()):08x}"


def judged(one: Draft) -> dict[str, Any]:
    """Return the scores and findings of a draft."""
    counts = Counter(finding.severity for finding in one.findings)
    scores = {name: getattr(one.scores, name) for name in MEASURES} if one.scores else {}
    return scores | {
        "block": counts["block"],
        "warn": counts["warn"],
        "words": one.scores.words if one.scores else 0,
    }


def run(folder: Path, out: Path, engine: Engine, deadline_s: float, limit: int) -> list[dict[str, Any]]:
    """Draft what is not drafted yet, at most `limit` moments, and return all rows."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "results.jsonl"
    rows = (
        [json.loads(line) for line in path.read_text().splitlines() if line.strip()] if path.exists() else []
    )
    done = {one["moment"] for one in rows}
    with path.open("a", encoding="utf-8") as file:
        for name, notes, system_map in moments(folder):
            if name in done:
                continue
            if limit <= 0:
                break
            limit -= 1
            made = row(name, notes, system_map, engine, deadline_s)
            file.write(json.dumps(made) + "\n")
            file.flush()
            rows.append(made)
            print(f"{name}: {', '.join(made['outcomes'])}", file=sys.stderr)
    (out / "review.md").write_text(review(rows), encoding="utf-8")
    return rows


def review(rows: list[dict[str, Any]]) -> str:
    """Return the page a person reads: every sentence that was not taken as it first came."""
    lines = ["# Sentences that were stopped, repaired or replaced", ""]
    for one in rows:
        changed = [fate for fate in one["fates"] if fate["fate"] in ("repaired", "replaced", "dropped")]
        if changed:
            lines += [f"## {one['moment']}", ""]
        for fate in changed:
            lines += [
                f"- **{fate['fate']}** ({fate['audience']}, {fate['slot']})",
                f"  - first: {fate['first']}",
            ]
            lines += [
                f"  - now: {fate['final'] or '(nothing)'}",
                *(f"  - {said}" for said in fate["findings"]),
                "",
            ]
    return "\n".join(lines) + "\n"


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the comparison over all rows."""
    pairs = [one for made in rows for one in made["drafts"]]
    fates = Counter(fate["fate"] for made in rows for fate in made["fates"])
    usage = [made["usage"] for made in rows]
    costs = [one["cost"] for one in usage if one["cost"] is not None]

    def mean(side: str, name: str) -> float:
        return statistics.mean([one[side][name] for one in pairs]) if pairs else 0.0

    return {
        "moments": len(rows),
        "drafts": len(pairs),
        "by_template_alone": sum(one["method"] == "template" for one in pairs) / max(len(pairs), 1),
        "blocked_drafts": sum(one["model"]["block"] > 0 for one in pairs) / max(len(pairs), 1),
        "model": {name: mean("model", name) for name in (*MEASURES, "block", "warn", "words")},
        "template": {name: mean("template", name) for name in (*MEASURES, "block", "warn", "words")},
        "sentences": dict(fates),
        "outcomes": dict(Counter(outcome for made in rows for outcome in made["outcomes"])),
        "calls": sum(one["calls"] for one in usage),
        "input_tokens": sum(one["input_tokens"] for one in usage),
        "cached_tokens": sum(one["cached_tokens"] for one in usage),
        "output_tokens": sum(one["output_tokens"] for one in usage),
        "cost": sum(costs) if costs else None,
        "facts_added": sum(made["facts_added"] for made in rows),
    }


def main() -> None:
    """Estimate, or draft and compare."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("incidents", type=Path)
    parser.add_argument("--base-url", default=os.environ.get("DRAFTER_MODEL_BASE_URL", ""))
    parser.add_argument("--model", default=os.environ.get("DRAFTER_MODEL_NAME", ""))
    parser.add_argument("--price", metavar="IN/OUT", help="per million tokens, for example 2.5/10")
    parser.add_argument("--out", type=Path, default=Path("model-eval"))
    parser.add_argument("--deadline", type=float, default=60.0, help="seconds per update")
    parser.add_argument("--limit", type=int, default=10**6, help="at most so many moments in this run")
    parser.add_argument("--dry-run", action="store_true", help="say calls, tokens and cost; send nothing")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    price = None
    if options.price:
        incoming, outgoing = map(float, options.price.split("/"))
        price = ModelPrice(input=incoming, output=outgoing)
    if options.dry_run:
        result = estimate(options.incidents, price)
    else:
        if not options.base_url or not options.model:
            parser.error("--base-url and --model are needed (or --dry-run)")
        settings = EngineSettings(
            base_url=options.base_url,
            model=options.model,
            api_key=SecretStr(os.environ.get("DRAFTER_MODEL_API_KEY", "none")),
            prices={options.model: price} if price else {},
        )
        engine = OpenAIEngine(settings)
        result = summary(run(options.incidents, options.out, engine, options.deadline, options.limit))
        engine.close()
    if options.json:
        print(json.dumps(result))
        return
    for key, value in result.items():
        print(f"{key:18} {value:.3f}" if isinstance(value, float) else f"{key:18} {value}")


if __name__ == "__main__":
    main()
