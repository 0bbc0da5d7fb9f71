"""A report in one line: who, which year, how far it is and what in it still wants a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from parsers.form.printed import TABLES, TITLES
from parsers.model import Finding, Report, Severity
from tui.case.case import UNTOUCHED, Case

_MOST = 1023
"""Ranks count no further; a report with a thousand findings is at the top anyway."""


class Summary(NamedTuple):
    """What a list of reports shows of each."""

    file: str
    title: str | None
    agency: str | None
    year: int | None
    edition: str | None
    tables: str
    """Which of the three tables the text has, as `tables` writes it."""
    state: str = UNTOUCHED
    """`untouched`, `in_work`, `done` or `doubtful`."""
    errors: int = 0
    warnings: int = 0
    flagged: int = 0
    """Cells that a person should look at."""
    error: str | None = None
    """Why the file could not be read."""
    part: int = 1
    parts: int = 1
    """Which report of the file it is, and of how many."""

    @property
    def clean(self) -> bool:
        """Whether nothing in it wants a person."""
        return not (self.error or self.errors or self.warnings or self.flagged)

    @property
    def rank(self) -> int:
        """Sorts what cannot be read first, then by errors, warnings and flagged cells, the most first."""
        parts = (1 if self.error else 0, self.errors, self.warnings, self.flagged)
        rank = 0
        for part in parts:
            rank = rank << 10 | (_MOST - min(part, _MOST))
        return rank

    def with_findings(self, findings: tuple[Finding, ...]) -> Summary:
        """The summary with more findings counted in."""
        errors, warnings = _counts(findings)
        return self._replace(errors=self.errors + errors, warnings=self.warnings + warnings)


def summary(case: Case) -> Summary:
    """The summary of a report as it stands."""
    report = case.report
    head = (case.path, report.title, report.agency, report.year, report.edition, tables(report), case.state)
    return Summary(*head, *_counts(case.remaining), case.flagged, report.error, report.part, report.parts)


def tables(report: Report) -> str:
    """Which tables the text has: 二三四, 二—四."""
    return "".join(_NUMERALS[table] if table in report.found else "—" for table in TABLES)


_NUMERALS = {table: TITLES[table].short.removeprefix("表") for table in TABLES}


def _counts(findings: tuple[Finding, ...]) -> tuple[int, int]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return errors, sum(finding.severity is Severity.WARNING for finding in findings)


@dataclass(slots=True)
class Tally:
    """How many reports are of each kind."""

    clean: int = 0
    wanting: int = 0
    unreadable: int = 0

    def add(self, summary: Summary) -> None:
        """Count one."""
        self.unreadable += bool(summary.error)
        self.clean += summary.clean
        self.wanting += not (summary.error or summary.clean)

    @property
    def all(self) -> int:
        """How many there are."""
        return self.clean + self.wanting + self.unreadable
