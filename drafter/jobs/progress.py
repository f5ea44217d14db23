"""A line that says how far a batch is, how fast, and how long it will take."""


def progress_line(done: int, total: int, failed: int, elapsed_s: float, begun_with: int = 0) -> str:
    """Return "120 of 5,000 (3 failed), 4.1 a second, 19 min left"; `begun_with` were done before."""
    here = done - begun_with
    rate = here / elapsed_s if elapsed_s > 0 else 0.0
    parts = [f"{done:,} of {total:,}" + (f" ({failed:,} failed)" if failed else "")]
    if rate > 0:
        parts.append(f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute")
        parts.append(f"{_span((total - done) / rate)} left")
    return ", ".join(parts)


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h"
