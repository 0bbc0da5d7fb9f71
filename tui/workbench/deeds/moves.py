"""Moving the cursor of the grid: lines and columns to go, and whether the selection stretches."""

from __future__ import annotations

from collections.abc import Callable

from parsers.form.printed import TABLES
from tui.workbench.bench import Bench

Deed = Callable[[Bench], object]
FAR = 999
"""Further than any table goes."""


def move(lines: int, columns: int, extend: bool = False) -> Deed:
    """By so many lines and columns."""
    return lambda bench: bench.grid.move(lines, columns, extend)


def page(by: int) -> Deed:
    """By so many pages."""
    return lambda bench: bench.grid.move(by * bench.grid.page, 0)


def step(by: int) -> Deed:
    """To the next or previous cell, over the ends of rows."""
    return lambda bench: bench.grid.step(by)


def turn(by: int) -> Deed:
    """To the next or previous table."""

    def to_another(bench: Bench) -> None:
        bench.table = TABLES[(TABLES.index(bench.table) + by) % len(TABLES)]

    return to_another
