"""JAR005 metric-jargon: p99, QPS, error rate, saturation, CPU at 100 %: how we see it, not how readers do."""

from collections.abc import Iterator

from drafter.checks.lint.explained import known_terms
from drafter.checks.lint.pattern import Pattern
from drafter.checks.lint.rule import Context, Document, Hit, Rule

FIGURE = Pattern(
    r"\bp(?:50|75|90|95|99|999|99\.9)\b|\b(?:99|95|90|50)(?:\.9)?th percentile\b|\b\d[\d.,]{0,12}\s?(?:qps|"
    r"rps|tps|iops|req/s|requests/s|rpm|mbps|gbps|ms|milliseconds?|μs|µs)\b|"
    r"\b(?:cpu|memory|ram|disk|heap|swap|gpu)(?: (?:usage|use|load|utili[sz]ation|consumption|"
    r"pressure|saturation))? (?:\w+ ){0,3}\d{1,3}(?:\.\d+)?\s?%|\b\d{1,3}(?:\.\d+)?\s?% (?:cpu|memory|"
    r"ram|disk|heap)\b",
    any_of=(
        "p50",
        "p75",
        "p9",
        "percentile",
        "qps",
        "rps",
        "tps",
        "iops",
        "req/s",
        "requests/s",
        "rpm",
        "bps",
        "ms",
        "millisecond",
        "μs",
        "µs",
        "cpu",
        "memory",
        "ram",
        "disk",
        "heap",
        "swap",
        "gpu",
    ),
)


def check(document: Document, context: Context) -> Iterator[Hit]:
    """Yield each metric word and each figure in units of operators."""
    known = known_terms(context)
    for match in document.phrases("JAR005"):
        if match.words.lower() not in known:
            yield match.hit(
                "{words} is how we measure. Say it in readers' terms: 'one page in a hundred took "
                "longer than 4 seconds'."
            )
    for found in FIGURE.around_digits(document, document.lower, before=80, after=40):
        words = document.text[found.start() : found.end()]
        yield Hit(
            found.start(),
            found.end(),
            f"{words!r} is an operator's figure. Say what readers notice: 'pages took 4 seconds to open'.",
        )


RULE = Rule(
    code="JAR005",
    name="metric-jargon",
    severity="warn",
    audiences="CX",
    kind="pattern",
    summary="p99, ms latency, QPS, error rate, saturation, CPU at 100 %",
    why="Readers do not feel a percentile; they feel four seconds of waiting.",
    source="alert24.net (example about CPU on pods)",
    check=check,
    flags=(
        "CPU was at 98 % and p95 doubled.",
        "Our error rate rose to 4 %.",
        "Requests took 2300 ms.",
    ),
    passes=(
        "A phone with 12 GB is enough; 3 % of calls drop.",
        "One call in ten dropped.",
        "Pages took 4 seconds to open.",
    ),
)
