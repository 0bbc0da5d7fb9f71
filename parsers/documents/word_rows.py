"""Rows of a table in an older Word document: where their cells begin and end, and which are merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from struct import unpack_from
from typing import NamedTuple

from parsers.documents.blocks import MOST_COLUMNS, Flow
from parsers.documents.lattice import clustered, nearest

_NEAR = 15
"""Twentieths of a point by which the sides of cells may differ from row to row."""


class Row(NamedTuple):
    """A row as it is stored: what defines its cells, and the stretches of text in each."""

    defined: bytes
    cells: Sequence[Sequence[tuple[int, int]]]


class _Cell(NamedTuple):
    left: int
    right: int
    goes_on: bool
    """It belongs to the cell above."""
    text: Sequence[tuple[int, int]]


def write_table(flow: Flow, rows: Sequence[Row], write: Callable[[int, int], None]) -> None:
    """Write a table; `write` writes a stretch of the text."""
    read = [_cells(row) for row in rows]
    lines = clustered((side for row in read for cell in row for side in (cell.left, cell.right)), _NEAR)
    flow.begin_table()
    for row in read:
        flow.begin_row()
        reached = 0
        for cell in row:
            left, right = nearest(lines, cell.left), nearest(lines, cell.right)
            flow.skip(max(0, left - reached))
            columns = max(1, right - max(left, reached))
            if cell.goes_on:
                flow.continue_cell(columns)
            else:
                flow.begin_cell(1, columns)
            for first, last in cell.text:
                write(first, last)
                flow.end_paragraph()
            flow.end_cell()
            reached = max(left, reached) + columns
    flow.end_table()


def _cells(row: Row) -> list[_Cell]:
    """The cells of a row, one that is merged with those behind it once: these have the other of two marks."""
    count = row.defined[0] if row.defined else 0
    if not count or count > MOST_COLUMNS or len(row.defined) < 1 + 2 * (count + 1):
        return [_Cell(at * 1000, at * 1000 + 1000, False, text) for at, text in enumerate(row.cells)]
    sides = unpack_from(f"<{count + 1}h", row.defined, 1)
    made: list[_Cell] = []
    leader = 0
    for at in range(count):
        where = 1 + 2 * (count + 1) + 20 * at
        flags = unpack_from("<H", row.defined, where)[0] if where + 2 <= len(row.defined) else 0
        text = row.cells[at] if at < len(row.cells) else ()
        merged, down = flags & 0x3, flags >> 5 & 0x3
        if merged and leader and merged != leader:
            made[-1] = made[-1]._replace(right=sides[at + 1], text=[*made[-1].text, *text])
        else:
            leader = merged
            made.append(_Cell(sides[at], sides[at + 1], down == 1, text))
    return made
