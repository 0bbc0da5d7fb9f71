"""What still wants a person: the open findings of a report, in the order in which they are walked."""

from __future__ import annotations

from collections.abc import Callable

from parsers.codes import CODES, Says, says
from parsers.form.printed import TABLES
from parsers.model import Address, Cell, Finding, Report, Severity


def remaining(report: Report, settled: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Findings that are no mere information, not decided, with cells that nobody has settled; lost figures first."""
    left = [f for f in report.findings if _open(report, f, settled)]
    left += _unsaid(report)
    return tuple(sorted(left, key=_place(report)))


def _open(report: Report, finding: Finding, settled: frozenset[str]) -> bool:
    """No decision hides what the reader doubts: that is over once its cells are looked at."""
    if finding.severity is Severity.INFO:
        return False
    cells = [report.cells[a] for a in concerned(report, finding)] if says(finding.code, Says.LOOKED) else []
    if cells:
        return any(map(doubted, cells))
    return finding.key not in settled


def _unsaid(report: Report) -> list[Finding]:
    """A finding for each row whose cells carry the reader's doubt though no finding names them."""
    doubts = {a: cell for a, cell in report.cells.items() if doubted(cell) and says(cell.flag, Says.LOOKED)}
    if not doubts:
        return []
    named = {a for f in report.findings if says(f.code, Says.LOOKED) for a in concerned(report, f)}
    rows: dict[tuple[str, str, str], list[Address]] = {}
    for address, cell in doubts.items():
        if address not in named and cell.flag is not None:
            rows.setdefault((address.table, address.row, cell.flag), []).append(address)
    facts = (("raw", ""), ("numbers", ""))
    return [
        Finding(flag, Severity.WARNING, table, tuple(cells), facts=facts)
        for (table, _row, flag), cells in rows.items()
        if CODES[flag].zh
    ]


def doubted(cell: Cell) -> bool:
    """Whether the reader doubts the cell, and nobody has looked at it."""
    return cell.flag is not None and not says(cell.flag, Says.LIVE)


def concerned(report: Report, finding: Finding) -> tuple[Address, ...]:
    """The cells that a finding is about: its own, and those of their rows, or of its whole table, that it flagged."""
    own = [a for a in finding.cells if a in report.cells]
    if not says(finding.code, Says.FLAG) or finding.severity is Severity.ERROR:
        return tuple(own)
    rows = {(a.table, a.row) for a in own}
    flagged = (
        a
        for a, cell in report.cells.items()
        if finding.code in (cell.flag, cell.was.flag if cell.was else None)
        and ((a.table, a.row) in rows if own else a.table == finding.table)
    )
    return tuple(dict.fromkeys((*own, *flagged)))


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
