"""The line of a report in a list, for other programs: NDJSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.model import Finding
from tui.export import answer
from tui.many.summary import Summary
from tui.words.celltext import live
from tui.words.plain import visible


def as_json(summary: Summary, findings: Iterable[Finding], lang: str = "zh") -> bytes:
    """The summary and its findings as one line of NDJSON."""
    issues = [answer.issue(finding, lang) for finding in findings]
    return answer.line({"schema": answer.SCHEMA, **summary._asdict(), "issues": issues})


def csv_header() -> bytes:
    """The first line of a CSV; the mark before it tells Excel that this is UTF-8."""
    return "\ufeff".encode() + _csv(Summary._fields)


def as_csv(summary: Summary) -> bytes:
    """The summary as one line of CSV."""
    return _csv("" if value is None else value for value in summary)


def _csv(values: Iterable[object]) -> bytes:
    import csv
    from io import StringIO

    line = StringIO()
    csv.writer(line).writerow(_harmless(value) if isinstance(value, str) else value for value in values)
    return line.getvalue().encode(errors="backslashreplace")


def _harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula, made text."""
    return "'" + visible(text) if live(text) else visible(text)
