"""The tables of a report out of grids: a document's own, or those that the lines of a text make."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.reading.grid import Grid
from parsers.reading.layouts import fields
from parsers.reading.proof import Proven, blanks_kept, proven
from parsers.reading.seats import Table, tables_of
from parsers.reading.sheet import Sheet, sheet_of
from parsers.reading.table import Text


def proven_tables(text: Text, own: Sequence[Grid] = (), name: str = "") -> dict[str, Proven]:
    """What grids prove of each table, by its key; a table on which two layouts say much is the one that says more.

    `own` are the grids of a document, whose format is `name`: nothing of them was dropped.
    """
    best: dict[str, Proven] = {}
    for sheet in _sheets(text, own, name):
        tables = list(tables_of(sheet))
        kept = sheet.tiles or blanks_kept(seat for table in tables for seat in table.seats)
        for table in tables:
            made = proven(text, table, sheet.tiles, kept)
            if made is not None and _rank(made) > _rank(best.get(table.table)):
                best[table.table] = made
    return best


def _rank(made: Proven | None) -> tuple[bool, int]:
    return (False, 0) if made is None else (made.whole, len(made.settled))


def _sheets(text: Text, own: Sequence[Grid], name: str) -> list[Sheet]:
    if own:
        return [sheet_of(name, own, text.folded, tiles=True)]
    return [sheet_of(kind, grids, text.folded, tiles=False) for kind, grids in fields.grids(text.folded)]


__all__ = ["Table", "proven_tables"]
