"""A table as a grid that tiles: every cell has its place, its extent and its stretch of text, empty cells too."""

from __future__ import annotations

from typing import NamedTuple

from parsers.model import Span


class GridCell(NamedTuple):
    """One cell of a grid, where it starts; the places that it spans hold no other cell."""

    row: int
    column: int
    span: Span
    """What stands in it, without the room around it; empty where nothing does."""
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table of a text or a document, in one coordinate with the text; rows and columns count from 0."""

    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    """By row, then by column."""


def turned(grid: Grid) -> Grid:
    """The grid with rows for columns and columns for rows."""
    cells = (GridCell(c.column, c.row, c.span, c.columns, c.rows) for c in grid.cells)
    return Grid(grid.columns, grid.rows, tuple(sorted(cells)))
