"""What still wants a person: the open findings of a report, in the order in which they are walked."""

from __future__ import annotations

from collections.abc import Callable

from parsers.codes import Says, says
from parsers.form.form import TABLES
from parsers.model import Address, Finding, Report, Severity


def remaining(report: Report, settled: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Findings that are no mere information, not decided, with cells that nobody has settled; lost figures first."""
    left = [f for f in report.findings if _open(report, f, settled)]
    return tuple(sorted(left, key=_place(report)))


def _open(report: Report, finding: Finding, settled: frozenset[str]) -> bool:
    if finding.severity is Severity.INFO or finding.key in settled:
        return False
    cells = [cell for a in finding.cells if (cell := report.cells.get(a)) is not None]
    if cells and says(finding.code, Says.LOOKED):
        return any(cell.flag is not None and not says(cell.flag, Says.LIVE) for cell in cells)
    return True


def _place(report: Report) -> Callable[[Finding], tuple[int, int, int]]:
    order = {a: i for i, a in enumerate(report.cells)}
    severity = list(Severity)

    def key(finding: Finding) -> tuple[int, int, int]:
        rank = -1 if says(finding.code, Says.FIRST) else severity.index(finding.severity)
        table = TABLES.index(finding.table) if finding.table in TABLES else len(TABLES)
        first = min((order.get(a, 0) for a in finding.cells[:1]), default=0)
        return rank, table, first

    return key


def beside(findings: tuple[Finding, ...], current: str | None, step: int) -> Finding | None:
    """The finding `step` after the one with a key, going round; the first or last where there is none with it."""
    if not findings:
        return None
    keys = [f.key for f in findings]
    if current in keys:
        return findings[(keys.index(current) + step) % len(findings)]
    return findings[0] if step > 0 else findings[-1]


def first_cell(report: Report, finding: Finding) -> Address | None:
    """The cell where looking at a finding begins: its first one that the report has."""
    return next((a for a in finding.cells if a in report.cells), None)
