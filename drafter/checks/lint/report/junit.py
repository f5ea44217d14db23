"""JUnit XML, for build servers that show test results: a file is a suite, a finding a failed case."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from drafter.checks.lint.report import Look
from drafter.checks.lint.session import FileResult
from drafter.core.patterns import lazy

_NOT_XML = lazy("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _suite(file: FileResult) -> tuple[str, int, int]:
    """Return the suite of one file, its cases and its failures."""
    name = _attribute(file.path)
    if file.result is None:
        error = _attribute(str(file.error))
        case = f"    <testcase name={name} classname={name}><error message={error}/></testcase>\n"
        return f'  <testsuite name={name} tests="1" failures="0" errors="1">\n{case}  </testsuite>\n', 1, 0
    cases: list[str] = []
    failures = 0
    for finding in file.result.findings:
        where = f"{finding.line}:{finding.column}"
        title = _attribute(f"{finding.rule} {finding.name} at {where}")
        message = _attribute(finding.message)
        body = escape(_NOT_XML.sub("\ufffd", f"{file.path}:{where}: {finding.text}"))
        failures += 1
        cases.append(
            f"    <testcase name={title} classname={name}>"
            f'<failure type="{finding.severity}" message={message}>{body}</failure></testcase>\n'
        )
    if not cases:
        cases.append(f"    <testcase name={name} classname={name}/>\n")
    head = f'  <testsuite name={name} tests="{len(cases)}" failures="{failures}" errors="0">\n'
    return head + "".join(cases) + "  </testsuite>\n", len(cases), failures


def render(files: Iterable[FileResult], look: Look) -> Iterator[str]:
    """Yield one document."""
    suites: list[str] = []
    tests = failures = errors = 0
    for file in files:
        suite, cases, failed = _suite(file)
        suites.append(suite)
        tests, failures, errors = tests + cases, failures + failed, errors + (file.result is None)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="drafter lint" tests="{tests}" failures="{failures}" errors="{errors}">\n'
    yield from suites
    yield "</testsuites>\n"
