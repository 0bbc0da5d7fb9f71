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


def within(grid: Grid, stretch: Span) -> Grid | None:
    """The grid with the spans of its cells counted from the start of a stretch of the text; None outside of it."""
    start, end = stretch
    if not all(start <= cell.span.start and cell.span.end <= end for cell in grid.cells):
        return None
    cells = (c._replace(span=Span(c.span.start - start, c.span.end - start)) for c in grid.cells)
    return grid._replace(cells=tuple(cells))
