"""How a cell looks: its figure, the marks beside it and the name of its style; each state shows without colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.codes import Says, says
from parsers.form.form import Form
from parsers.model import Address, Cell, Finding, Origin, Report, Value


class Look(NamedTuple):
    """What stands in a cell of the grid."""

    text: str
    """The figure, a mark of its origin before it."""
    trouble: str
    """One character after it, or a blank."""
    style: str
    """The name of a style: a key of `STYLES`."""


ORIGINS = {Origin.EDITED: "*", Origin.CONFIRMED: "✓", Origin.COMPUTED: "=", Origin.INFERRED: "?"}
"""Marks before the figure."""

LEGEND: tuple[tuple[str, str], ...] = (
    ("*", "改过"),
    ("✓", "确认过"),
    ("=", "按合计计算"),
    ("?", "推定，待核对"),
    ("!", "勾稽不符"),
    ("1≠2", "原文为 1，各项合计 2"),
    ("#", "未读出或原文缺"),
    ("x", "原文如此"),
    ("·", "空"),
)
"""Marks and what they say (message ids), for the help."""

STYLES = ("read", "edited", "confirmed", "computed", "inferred", "failing", "missing", "printed", "blank")


def look(cell: Cell, sum_of_parts: Value | None = None, decided: bool = False) -> Look:
    """The look of a cell; `sum_of_parts` where a printed total stands against it, `decided` where as printed."""
    before = ORIGINS.get(cell.origin, "")
    if not before and _doubted(cell):
        before = "?"
    figure = figure_text(cell.value)
    if sum_of_parts is not None:
        figure = f"{figure}≠{sum_of_parts}"
    if cell.value is None and not before:
        figure = "·" if cell.flag is None else ""
    trouble = _trouble(cell, decided)
    if sum_of_parts is not None and not decided:
        trouble = "!"
    return Look(before + figure, trouble, _style(cell, trouble))


def lost(cell: Cell) -> bool:
    """Whether a figure may be printed there that was not read."""
    return cell.value is None and says(cell.flag, Says.LACKS)


def figure_text(value: Value | None) -> str:
    """A figure as the grid shows it; nothing for a blank."""
    return "" if value is None else str(value)


def _trouble(cell: Cell, decided: bool) -> str:
    if says(cell.flag, Says.FAILS):
        return "!"
    if lost(cell):
        return "#"
    return "x" if decided else " "


def _doubted(cell: Cell) -> bool:
    return cell.flag is not None and not (lost(cell) or says(cell.flag, Says.FAILS))


def _style(cell: Cell, trouble: str) -> str:
    if trouble == "!":
        return "failing"
    if trouble == "#":
        return "missing"
    by_origin = {Origin.EDITED: "edited", Origin.CONFIRMED: "confirmed", Origin.COMPUTED: "computed"}
    if cell.origin in by_origin:
        return by_origin[cell.origin]
    if _doubted(cell) or cell.origin is Origin.INFERRED:
        return "inferred"
    if trouble == "x":
        return "printed"
    return "blank" if cell.value is None else "read"


def looks(report: Report, form: Form, table: str, settled: Iterable[str] = ()) -> dict[Address, Look]:
    """The look of every cell of a table as the report stands; nothing in the cells that the text has no table for."""
    decided = frozenset(settled)
    sums = against(report, table)
    printed = meant([f for f in report.findings if f.key in decided])
    cells, absent = report.cells, Look("", " ", "blank")
    return {a: look(cells[a], sums.get(a), a in printed) if a in cells else absent for a in form.addresses[table]}


def meant(decided: Sequence[Finding]) -> frozenset[Address]:
    """The one figure that each decided finding is about: that in most of them, else the total it begins with."""
    often = Counter(a for f in decided for a in f.cells)
    return frozenset(max(f.cells, key=lambda a: often[a]) for f in decided if f.cells)


def against(report: Report, table: str) -> Mapping[Address, Value]:
    """The computed sum beside every printed total that differs from it; a row's sum before a column's."""
    sums: dict[Address, Value] = {}
    for finding in report.findings:
        if finding.table == table and finding.code in ("column_sum", "row_sum") and finding.expected is not None:
            if finding.code == "row_sum":
                sums[finding.cells[0]] = finding.expected
            else:
                sums.setdefault(finding.cells[0], finding.expected)
    return sums
