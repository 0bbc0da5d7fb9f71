"""Columns set under each other: where the room between them runs through all rows, it parts exactly seven cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from parsers.grid import Grid
from parsers.model import Span
from parsers.reading.labels import CJK
from parsers.reading.layouts.fields import trimmed
from parsers.reading.layouts.stretches import CELLS, FEWEST_ROWS, Stretch, grid_of
from parsers.text.expression import expression
from parsers.text.figures import Token

Measure = Callable[[str], int]
Line = tuple[Stretch, int, int]
"""A row, and where its line starts and ends."""


def grids(
    plain: str, folded: str, rows: Sequence[Stretch], figures: Sequence[Token]
) -> Iterator[tuple[str, list[Grid]]]:
    """A grid for each measure of room (cells of a screen, characters) by which the columns of most rows are told.

    Rows whose group's label stands on their line may be set by themselves, as where a spanned cell was left out.
    """
    lines = [_line(plain, row) for row in rows]
    whole = any(len(plain[row.body : end].split()) == CELLS for row, _, end in lines)
    if not whole or any(char in folded[slice(*x[1:])] for x in lines for char in "|\t"):
        return
    if not _one_a_row(lines, figures):
        return
    for measure in (_cells, len):
        cut = _cut(plain, folded, lines, measure)
        if cut is None:
            classes = ([x for x in lines if _grouped(plain, x) == grouped] for grouped in (False, True))
            parts = [_cut(plain, folded, part, measure) for part in classes]
            cut = sorted(row for part in parts if part for row in part)
        if len(cut) >= FEWEST_ROWS:
            yield "aligned", [grid_of(cut)]


def _line(plain: str, row: Stretch) -> Line:
    end = plain.find("\n", row.body, row.end)
    return row, plain.rfind("\n", 0, row.label.start) + 1, row.end if end < 0 else end


def _one_a_row(lines: Sequence[Line], figures: Sequence[Token]) -> bool:
    """All figures of the rows but the last stand on the line on which their label ends, with room before them."""
    if not lines:
        return False
    last = lines[-1][0].label.start
    inside = [t for t in figures if lines[0][0].body <= t.start < last]
    bodies = [row.body for row, _, _ in lines]
    return bool(inside) and all((n := bisect_left(bodies, t.start)) and t.start < lines[n - 1][2] for t in inside)


def _grouped(plain: str, line: Line) -> bool:
    """Other words stand before the label on its line."""
    row, start, _ = line
    return CJK.search(plain, start, row.label.start) is not None


def _cut(plain: str, folded: str, lines: Sequence[Line], measure: Measure) -> list[tuple[Span, list[Span]]] | None:
    """The rows with their seven cells, if the room that runs through all lines parts seven columns of figures."""
    places = [_words(plain, line, measure) for line in lines]
    covered = {x for line in places for first, word in line for x in range(first, first + word.end - word.start)}
    columns = _runs(covered)
    if len(columns) != CELLS or not any(len(line) == CELLS for line in places):
        return None
    starts = [first for first, _ in columns]
    found = []
    for (row, _, end), line in zip(lines, places, strict=True):
        if not plain[end:].strip() and (not line or line[-1][0] < starts[-1]):
            continue  # the text ends here: its figures may be cut off
        cells = [Span(row.body, row.body)] * CELLS
        for x, word in line:
            column = bisect_right(starts, x) - 1
            if cells[column].end > cells[column].start:
                return None
            cells[column] = trimmed(folded, *word)
        found.append((row.label, cells))
    return found


def _words(plain: str, line: Line, measure: Measure) -> list[tuple[int, Span]]:
    """The words behind the label, each with its distance from the line's start; figures take a cell a character."""
    row, start, end = line
    x, past = measure(plain[start : row.body]), row.body
    found = []
    for match in _WORD.finditer(plain, row.body, end):
        x += measure(plain[past : match.start()])
        found.append((x, Span(*match.span())))
        x += measure(match.group())
        past = match.end()
    return found


def _runs(covered: set[int]) -> list[tuple[int, int]]:
    """Neighbouring places together, first and last of each run."""
    runs = []
    for _, run in groupby(enumerate(sorted(covered)), key=lambda pair: pair[1] - pair[0]):
        places = [x for _, x in run]
        runs.append((places[0], places[-1]))
    return runs


def _cells(text: str) -> int:
    """The cells of a screen that a text takes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


_WORD = expression(r"\S+")
_WIDE = expression(
    r"[\u1100-\u115f\u2010-\u203b\u2460-\u24ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
"""Characters of two cells, and those of which a Chinese screen makes two."""
