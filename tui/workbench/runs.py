"""A torn table whose figures the text still has in order: the rows they make, where each adds up to its total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from parsers.form.form import TABLES, Form, Identity, form_of
from parsers.model import Address, Report, Value
from tui.workbench.editing import typed

TOGETHER = 4
"""So many rows at most have their figures column by column: what a page prints beside one merged label."""

Row = tuple[Address, ...]


def run(report: Report, here: Address) -> Mapping[Address, Value]:
    """What the figures that no cell uses make of the empty rows of a table from the one here on, if it is one thing.

    Each row must add up to its total, and the sums of the columns must tell one beginning from all others.
    """
    if here.table not in TABLES:
        return {}
    form = form_of(report.edition, report.three_other)
    rows = _empty(report, form, here)
    figures = [value for s in report.loose if isinstance(value := typed(report.text[s.start : s.end], "total"), int)]
    if len(rows) < 2 or len(figures) < sum(map(len, rows)):
        return {}
    sums = [i for i in form.identities if i.table == here.table and i.code != "row_sum"]
    by_failing: dict[int, list[dict[Address, Value]]] = {}
    for start in range(len(figures)):
        filled = dict(_filled(figures, start, rows))
        if len(filled) == sum(map(len, rows)) and any(filled.values()):
            same = by_failing.setdefault(_failing(report, filled, sums), [])
            same += [filled] if filled not in same else []
    best = by_failing[min(by_failing)] if by_failing else []
    return best[0] if len(best) == 1 else {}


def _empty(report: Report, form: Form, here: Address) -> list[Row]:
    """The rows of a form's table from here on that have no figure, up to one that has; each with its total last."""
    blocks = form.blocks[here.table]
    rows = [tuple(Address(here.table, row.key, c) for c in row.columns) for block in blocks for row in block.rows]
    if any(row[-1].column != "total" for row in rows):
        return []
    from_here = rows[next((n for n, row in enumerate(rows) if row[0].row == here.row), 0) :]
    return list(takewhile(lambda row: all(report.value(a) is None for a in row), from_here))


def _filled(figures: Sequence[int], start: int, rows: Sequence[Row]) -> Iterator[tuple[Address, Value]]:
    """Row after row as far as each adds up; where one does not by itself, several whose columns stand together."""
    at = 0
    while at < len(rows):
        wide = len(rows[at])
        for together in range(1, min(TOGETHER, len(rows) - at) + 1):
            block = figures[start : start + wide * together]
            made = [block[n::together] for n in range(together)]
            if len(block) == wide * together and all(sum(row[:-1]) == row[-1] for row in made):
                break
        else:
            return
        for cells, values in zip(rows[at : at + together], made, strict=True):
            yield from zip(cells, values, strict=True)
        at, start = at + together, start + wide * together


def _failing(report: Report, filled: Mapping[Address, Value], sums: Sequence[Identity]) -> int:
    """How many sums of columns would not hold."""

    def total(cells: Sequence[Address]) -> Value:
        return sum((filled[a] if a in filled else report.value(a) or 0) for a in cells)

    return sum(total(i.parts) != total(i.totals) for i in sums)
