"""The tables of a report out of grids: a document's own, or those that the lines of a text make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.form.printed import APPLICATIONS
from parsers.grid import Grid, turned
from parsers.reading.gridded.applications import applications_of
from parsers.reading.gridded.disclosure import disclosure_of
from parsers.reading.gridded.proof import Proven, blanks_kept, proven
from parsers.reading.gridded.reshaped import reshaped
from parsers.reading.gridded.review import review_of
from parsers.reading.gridded.seats import Table
from parsers.reading.gridded.sheet import Matrix, Sheet, sheet_of
from parsers.reading.layouts import aligned, centred, dashes, fields, halves, joined, named, records, signs, stacked
from parsers.reading.layouts.stretches import stretches
from parsers.reading.table import Text


def proven_tables(text: Text, own: Sequence[Grid] = (), name: str = "") -> dict[str, Proven]:
    """What grids prove of each table, by its key; a table on which two layouts say much is the one that says more.

    `own` are the grids of a document, whose format is `name`: nothing of them was dropped.
    """
    text = text._replace(torn=False)
    best: dict[str, Proven] = {}
    for sheet in _sheets(text, own, name):
        tables = list(_tables_of(sheet))
        kept = sheet.tiles or blanks_kept(seat for table in tables for seat in table.seats)
        for table in tables:
            made = proven(text, table, sheet.name, sheet.tiles, kept)
            if made is not None and _rank(made) > _rank(best.get(table.table)):
                best[table.table] = made
        if APPLICATIONS in best and best[APPLICATIONS].whole:
            break
    return best


def _rank(made: Proven | None) -> tuple[bool, int]:
    return (False, 0) if made is None else (made.whole, len(made.settled))


def _sheets(text: Text, own: Sequence[Grid], name: str) -> Iterator[Sheet]:
    """The sheet of each layout, the plainest first; where most labels stand in one row of it, turned over too."""
    for kind, found, tiles in [(name, own, True)] if own else _grids(text):
        grids = [reshaped(grid, text.folded) for grid in found]
        sheet = sheet_of("document" if own else kind, grids, text.folded, tiles)
        matrix = sheet.matrix
        yield sheet
        if matrix is not None and _across(matrix):
            yield sheet_of(sheet.name, [turned(grid) for grid in grids], text.folded, tiles)


def _across(matrix: Matrix) -> bool:
    """The labels stand beside each other, in the order of the form; a line of them that was broken is no such row."""
    rows = matrix.rows
    if any(row.first != row.last for row in rows):
        return False
    return len({row.first for row in rows}) * 3 <= len(rows) and all(a.column < b.column for a, b in pairwise(rows))


def _grids(text: Text) -> Iterator[tuple[str, list[Grid], bool]]:
    """Each layout's grids, and whether they keep blanks as a document does: what cuts lines may have lost them."""
    plain, folded = text.plain, text.folded
    for kind, grids in records.grids(plain):
        yield kind, grids, True
    for kind, grids in stacked.grids(folded, text.squashed):
        yield kind, grids, True
    for kind, grids in fields.grids(plain, folded):
        if any(grid.columns > 1 for grid in grids):  # one cell a line is no row of cells
            yield kind, grids, False
    for kind, grids in dashes.grids(plain, folded):
        yield kind, grids, False
    for kind, grids in named.grids(folded, text.squashed):
        yield kind, grids, True
    for kind, grids in signs.grids(folded, text.tokens):
        yield kind, grids, False
    for kind, grids in halves.grids(folded, text.squashed):
        yield kind, grids, False
    rows = stretches(plain, text.squashed)
    for layout in (joined, aligned, centred):
        for kind, grids in layout.grids(plain, folded, rows, text.tokens):
            yield kind, grids, False


def _tables_of(sheet: Sheet) -> Iterator[Table]:
    """表二, 表三 and 表四 as far as the sheet has them."""
    matrix = sheet.matrix
    second = disclosure_of(sheet, matrix.rows[0].first if matrix else len(sheet.rows))
    if second is not None:
        yield second
    if matrix is not None:
        yield applications_of(sheet, matrix)
    fourth = review_of(sheet, matrix.rows[-1].last + 1 if matrix else 0)
    if fourth is not None:
        yield fourth
