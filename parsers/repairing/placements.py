"""Rows that lost their blanks: every placement of their figures that the sums allow, beside the one that was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from parsers.codes import Says, says
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, REVIEW
from parsers.model import Address, Cell, Change, Finding, Report, Value
from parsers.reading.align import Lost, Seated, seats
from parsers.reading.sums import Vector
from parsers.text.figures import MOST_DIGITS

MOST = 35
"""As many as there are ways to seat three figures in seven columns."""
_IN = ("new_received", "carried_over")
_OUT = ("processed_total", "carried_forward")
_THREE = (range(5), range(5, 10), range(10, 15))


class Figure(NamedTuple):
    """A figure of a row as it is printed."""

    word: str
    value: Value | None


Way = tuple[Change, ...]
"""A placement of a row's figures: each of its cells with its value."""


def placements(report: Report) -> Mapping[str, tuple[Way, ...]]:
    """By the key of its finding, the ways to seat the figures of each placed row that the sums allow, likeliest first.

    Rows that a person touched stand as they are, so that each decision leaves fewer ways for the others.
    """
    placed = [f for f in report.reading if says(f.code, Says.PLACED) and f.cells and _open(report, f)]
    ways = _in_matrix(report, [f for f in placed if f.table == APPLICATIONS])
    return ways | {f.key: tuple(_in_review(report, f.cells)) for f in placed if f.table == REVIEW}


def _open(report: Report, finding: Finding) -> bool:
    return any(a in report.cells and says(report.cells[a].flag, Says.PLACED) for a in finding.cells)


def _in_matrix(report: Report, placed: Sequence[Finding]) -> dict[str, tuple[Way, ...]]:
    if not placed:
        return {}
    printed = {f.cells[0].row: _figures([report.cells[a] for a in f.cells]) for f in placed}
    rows: dict[str, Lost | Vector] = {}
    for row in form_of(report.edition, report.three_other).rows(APPLICATIONS):
        words = tuple(figure.word for figure in printed.get(row.key, ()))
        values = [report.value(Address(APPLICATIONS, row.key, column)) for column in row.columns]
        if words and all(word.isdecimal() and len(word) <= MOST_DIGITS for word in words):
            rows[row.key] = Lost(words)
        elif all(value is None or value >= 0 for value in values):
            rows[row.key] = tuple(int(value or 0) for value in values)
    seated = seats(rows, [row for row in rows if row not in (*_IN, *_OUT)])
    used = _usual(report, printed.keys())
    return {f.key: _ways(f.cells, seated.get(f.cells[0].row, ()), printed[f.cells[0].row], used) for f in placed}


def _usual(report: Report, open_rows: Set[str]) -> Counter[str]:
    """How many of the rows that are settled have a figure in each column."""
    settled = (
        a for a, cell in report.cells.items() if cell.value and a.table == APPLICATIONS and a.row not in open_rows
    )
    return Counter(a.column for a in settled)


def _ways(
    cells: Sequence[Address], seated: Sequence[Seated], figures: Sequence[Figure], used: Counter[str]
) -> tuple[Way, ...]:
    """One for each placement; those come first whose columns other rows use too."""
    ways = tuple(dict.fromkeys(_changes(cells, seat, figures) for seat in seated))
    return tuple(sorted(ways, key=lambda way: -sum(used[c.address.column] for c in way if c.value)))[:MOST]


def _figures(cells: Sequence[Cell]) -> list[Figure]:
    """The figures of a row in the order of the text; those that ran together are one again."""
    held = sorted((cell.span, cell) for cell in cells if cell.span is not None)
    figures: list[Figure] = []
    end = -1
    for span, cell in held:
        word = str(cell.value or 0)
        if span.start == end and figures:
            figures[-1] = Figure(figures[-1].word + word, None)
        else:
            figures.append(Figure(word, cell.value))
        end = span.end
    return figures


def _changes(cells: Sequence[Address], seated: Seated, figures: Sequence[Figure]) -> Way:
    """The whole row as a placement has it: a printed blank stays blank, a zero that may stand there is one."""
    values: dict[int, Value | None] = dict.fromkeys(seated.zeros, 0)
    for column, piece in zip(seated.placement.columns, seated.placement.pieces, strict=True):
        figure = figures[piece.token]
        blank = figure.value is None and figure.word == "0"
        values[column] = None if blank else piece.value
    return tuple(Change(address, values.get(n)) for n, address in enumerate(cells))


def _in_review(report: Report, cells: Sequence[Address]) -> Iterator[Way]:
    """The figures of 表四 seated so that its three sums hold."""
    figures = _figures([report.cells[a] for a in cells])
    if len(cells) != len(_THREE) * 5 or len(figures) > len(cells):
        return
    count = 0
    for columns in combinations(range(len(cells)), len(figures)):
        values: dict[int, Value | None] = {c: f.value for c, f in zip(columns, figures, strict=True)}
        if all(_holds(values, group) for group in _THREE):
            yield tuple(Change(address, values.get(n)) for n, address in enumerate(cells))
            count += 1
            if count == MOST:
                return


def _holds(values: Mapping[int, Value | None], group: range) -> bool:
    return sum(values.get(n) or 0 for n in group[:-1]) == (values.get(group[-1]) or 0)
