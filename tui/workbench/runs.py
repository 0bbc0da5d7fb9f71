"""A torn table whose figures the text still has in order: the rows they make, where each adds up to its total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile

from parsers.form.form import Form, Identity, form_of
from parsers.form.printed import TABLES
from parsers.model import Address, Change, Report, Value
from parsers.repairing.placements import MOST, Way
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
    rows = _rows(form, here.table)
    from_here = rows[next((n for n, row in enumerate(rows) if row[0].row == here.row), 0) :]
    return list(takewhile(lambda row: all(report.value(a) is None for a in row), from_here))


def _rows(form: Form, table: str) -> list[Row]:
    """The rows of a table, each with its total last; none of a table that has no totals."""
    rows = [tuple(Address(table, row.key, c) for c in row.columns) for b in form.blocks[table] for row in b.rows]
    return rows if all(row[-1].column == "total" for row in rows) else []


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


def splits(report: Report) -> Mapping[str, tuple[Way, ...]]:
    """By the key of its finding, the ways to part a row whose figures ran together so that they add up to the total."""
    found: dict[str, tuple[Way, ...]] = {}
    for finding in report.reading:
        digits = "".join(c for c in dict(finding.facts).get("raw", "") if c.isdigit())
        if finding.code == "unreadable" and finding.cells and len(digits) <= LONGEST:
            form = form_of(report.edition, report.three_other)
            row = next((row for row in _rows(form, finding.cells[0].table) if row[0] == finding.cells[0]), ())
            if row and len(digits) >= len(row) and all(report.value(a) is None for a in row):
                parted = _parted(digits, len(row))
                ways = (tuple(map(Change, row, values)) for values in parted if sum(values[:-1]) == values[-1])
                found[finding.key] = tuple(islice(ways, MOST))
    return found


LONGEST = 16
"""Digits of a row at most: more would make too many ways to part them."""


def _parted(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to part digits into so many figures, none of which begins with a 0 but 0 itself."""
    if count == 1:
        if digits == "0" or digits[0] != "0":
            yield (int(digits),)
        return
    for end in range(1, 2 if digits[0] == "0" else len(digits) - count + 2):
        for rest in _parted(digits[end:], count - 1):
            yield int(digits[:end]), *rest
