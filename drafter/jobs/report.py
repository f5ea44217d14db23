"""The report of a batch: a row per document with before and after, and the sums; as JSON and as a page."""

import html
import json
from collections.abc import Iterable, Mapping
from statistics import mean, median
from typing import Any

from drafter.core.job import Job
from drafter.review.records import RewriteReview
from drafter.review.rewrite_review import is_approved
from drafter.rewriting.words import toml

Reviews = Mapping[int, RewriteReview]  # by number of the document
Texts = Mapping[int, str]  # the texts as they stand, where they may have been edited, by the same number

_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8885}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
th{position:sticky;top:0;background:Canvas}
dl{display:grid;grid-template-columns:max-content auto;gap:.2rem 1rem}
.failed{color:#b3261e}
@media(prefers-color-scheme:dark){.failed{color:#ffb4ab}}
"""
_COLUMNS = (
    ("grade_before", "Grade before"), ("grade_after", "after"),
    ("findings_before", "Findings per 100 words before"), ("findings_after", "after"),
    ("removals", "Cut or reworded"), ("figures_dropped", "Figures not kept"),
)  # fmt: skip


def result_name(name: str) -> str:
    """Return what the files of a document's result begin with: "a" for "a.md", "a.docx" for "a.docx"."""
    return name.rsplit(".", 1)[0] if name.lower().endswith((".md", ".markdown")) else name


def texts_of(reviews: Reviews | None) -> Texts:
    """Return the texts as they stand in reviews."""
    return {n: review.text for n, review in (reviews or {}).items()}


def questions(job: Job, text: str | None) -> list[str]:
    """Return what is still to be answered: of the questions in a text, those an edit has left there."""
    asked: list[str] = job.summary.get("questions", [])
    in_text = toml("frames.toml")["gaps"].values()
    return [one for one in asked if text is None or one not in in_text or one in text]


def sums(jobs: Iterable[Job], texts: Texts) -> dict[str, Any]:
    """Return the sums of a batch; questions are those still to be answered in `texts`."""
    all_jobs = list(jobs)
    done = [job for job in all_jobs if job.state == "done"]

    def middle(name: str) -> float | None:
        values = [job.summary[name] for job in done if job.summary.get(name) is not None]
        return round(median(values), 2) if values else None

    def average(name: str) -> float | None:
        values = [job.summary[name] for job in done if job.summary.get(name) is not None]
        return round(mean(values), 2) if values else None

    return {
        "documents": len(all_jobs),
        "done": len(done),
        "failed": sum(job.state == "failed" for job in all_jobs),
        "grade_median_before": middle("grade_before"),
        "grade_median_after": middle("grade_after"),
        "findings_before": average("findings_before"),
        "findings_after": average("findings_after"),
        "removals": sum(job.summary.get("removals", 0) for job in done),
        "questions": sum(len(questions(job, texts.get(job.n))) for job in done),
        "model_failures": sum("model_failures" in job.summary for job in done),
        "repeated": sum(max(0, job.attempts - 1) for job in all_jobs),
        "calls": sum(job.calls for job in all_jobs),
        "tokens_in": sum(job.tokens_in for job in all_jobs),
        "tokens_out": sum(job.tokens_out for job in all_jobs),
        "cost": round(sum(job.cost for job in all_jobs), 6),
    }


def approval(review: RewriteReview | None) -> dict[str, Any]:
    """Return whether a text is approved as it stands, by whom and when; untouched it is not."""
    if review is None or not is_approved(review):
        return {"approved": False, "approved_by": "", "approved_at": None}
    assert review.approved_at is not None
    return {
        "approved": True,
        "approved_by": review.approved_by,
        "approved_at": review.approved_at.isoformat(),
    }


def as_json(jobs: list[Job], texts: Texts, reviews: Reviews | None = None) -> str:
    """Return the report as JSON; with `reviews`, who approved each document."""
    rows = [
        {
            "name": job.name,
            "state": job.state,
            "error": job.error,
            "took_s": job.took_s,
            **job.summary,
            **({"questions": questions(job, texts.get(job.n))} if "questions" in job.summary else {}),
            **({} if reviews is None else approval(reviews.get(job.n))),
        }
        for job in jobs
    ]
    return json.dumps({"sums": sums(jobs, texts), "documents": rows}, ensure_ascii=False, indent=1)


def as_html(jobs: list[Job], title: str, texts: Texts, reviews: Reviews | None = None) -> str:
    """Return the report as a page that needs nothing else; with `reviews`, who approved each document."""
    facts = "".join(
        f"<dt>{html.escape(name.replace('_', ' '))}</dt><dd>{html.escape(_shown(value))}</dd>"
        for name, value in sums(jobs, texts).items()
    )
    heads = "".join(f'<th class="n" scope="col">{html.escape(head)}</th>' for _, head in _COLUMNS)
    who = '<th scope="col">Approved</th>' if reviews is not None else ""
    rows = "".join(
        _row(
            job,
            questions(job, texts.get(job.n)),
            _approved(reviews.get(job.n)) if reviews is not None else "",
        )
        for job in jobs
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>'
        f"<h1>{html.escape(title)}</h1><dl>{facts}</dl><table><thead><tr>"
        f'<th scope="col">Document</th>{heads}<th scope="col">To answer before it goes out</th>'
        f"{who}</tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _approved(review: RewriteReview | None) -> str:
    if review is None or review.approved_at is None or not is_approved(review):
        return "<td>not yet</td>"
    return f"<td>{html.escape(review.approved_by)}, {review.approved_at:%Y-%m-%d %H:%M} UTC</td>"


def _row(job: Job, asked_for: Iterable[str], approved: str) -> str:
    if job.state != "done":
        why, span = html.escape(job.error or job.state), len(_COLUMNS) + 1
        failed = f'<td class="failed" colspan="{span}">{why}</td>'
        return f"<tr><td>{html.escape(job.name)}</td>{failed}{approved}</tr>"
    cells = "".join(f'<td class="n">{_shown(job.summary.get(name))}</td>' for name, _ in _COLUMNS)
    asked = "<br>".join(html.escape(question) for question in asked_for)
    name = html.escape(job.name)
    link = f'<a href="{html.escape(result_name(job.name))}.md">{name}</a>'
    return f"<tr><td>{link}</td>{cells}<td>{asked}</td>{approved}</tr>"


def _shown(value: object) -> str:
    return "–" if value is None else f"{value:,}" if isinstance(value, int | float) else str(value)
