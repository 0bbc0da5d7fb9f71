"""The tables of a report out of grids: a document's own, or those that the lines of a text make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from parsers.form.form import APPLICATIONS
from parsers.reading.grid import Grid, turned
from parsers.reading.gridded.applications import applications_of
from parsers.reading.gridded.disclosure import disclosure_of
from parsers.reading.gridded.proof import Proven, blanks_kept, proven
from parsers.reading.gridded.review import review_of
from parsers.reading.gridded.seats import Table
from parsers.reading.gridded.sheet import Sheet, matrix_of, sheet_of
from parsers.reading.layouts import aligned, fields, joined, named, records
from parsers.reading.layouts.stretches import stretches
from parsers.reading.table import Text


def proven_tables(text: Text, own: Sequence[Grid] = (), name: str = "") -> dict[str, Proven]:
    """What grids prove of each table, by its key; a table on which two layouts say much is the one that says more.

    `own` are the grids of a document, whose format is `name`: nothing of them was dropped.
    """
    text = text._replace(torn=False)
    best: dict[str, Proven] = {}
    for sheet in _sheets(text, own, name):
        _better(text, sheet, best)
    if not own and not (APPLICATIONS in best and best[APPLICATIONS].whole):
        rows = stretches(text.plain, text.squashed)
        cuts = (layout.grids(text.plain, text.folded, rows, text.tokens) for layout in (joined, aligned))
        for kind, grids in chain.from_iterable(cuts):
            _better(text, sheet_of(kind, grids, text.folded, tiles=False), best)
    return best


def _better(text: Text, sheet: Sheet, best: dict[str, Proven]) -> None:
    """Keep of each table what the sheet proves, where that is more than is known."""
    tables = list(_tables_of(sheet))
    kept = sheet.tiles or blanks_kept(seat for table in tables for seat in table.seats)
    for table in tables:
        made = proven(text, table, sheet.name, sheet.tiles, kept)
        if made is not None and _rank(made) > _rank(best.get(table.table)):
            best[table.table] = made


def _rank(made: Proven | None) -> tuple[bool, int]:
    return (False, 0) if made is None else (made.whole, len(made.settled))


def _sheets(text: Text, own: Sequence[Grid], name: str) -> Iterator[Sheet]:
    """Named figures and printed data keep their blanks as a document does; what cuts lines may have lost them."""
    if own:
        yield from _both_ways(text, "document", own, tiles=True)
        return
    for kind, grids in fields.grids(text.plain, text.folded):
        yield from _both_ways(text, kind, grids, tiles=False)
    for kind, grids in (*records.grids(text.plain), *named.grids(text.folded, text.squashed)):
        yield from _both_ways(text, kind, grids, tiles=True)


def _both_ways(text: Text, name: str, grids: Sequence[Grid], tiles: bool) -> list[Sheet]:
    """The sheet of the grids; where most labels of 表三 stand in one row of it, the grids turned over."""
    sheet = sheet_of(name, grids, text.folded, tiles)
    matrix = matrix_of(sheet)
    if matrix is None or len({row.first for row in matrix.rows}) * 3 > len(matrix.rows):
        return [sheet]
    return [sheet, sheet_of(name, [turned(grid) for grid in grids], text.folded, tiles)]


def _tables_of(sheet: Sheet) -> Iterator[Table]:
    """表二, 表三 and 表四 as far as the sheet has them."""
    matrix = matrix_of(sheet)
    first = matrix.rows[0].first if matrix else len(sheet.rows)
    second = disclosure_of(sheet, first)
    if second is not None:
        yield second
    if matrix is not None:
        yield applications_of(sheet, matrix)
    fourth = review_of(sheet, matrix.rows[-1].last + 1 if matrix else 0)
    if fourth is not None:
        yield fourth
