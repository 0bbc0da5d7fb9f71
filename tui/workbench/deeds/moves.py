"""Moving the cursor of the grid, by data: lines and columns to go, and whether the selection stretches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from parsers.form.form import TABLES

if TYPE_CHECKING:
    from tui.workbench.screens.workbench import Workbench

Deed = Callable[["Workbench"], object]
_FAR = 999


def _move(lines: int, columns: int, extend: bool = False) -> Deed:
    return lambda bench: bench.grid.move(lines, columns, extend)


def _page(by: int) -> Deed:
    return lambda bench: bench.grid.move(by * bench.grid.page, 0)


def _turn(by: int) -> Deed:
    def turn(bench: Workbench) -> None:
        bench.table = TABLES[(TABLES.index(bench.table) + by) % len(TABLES)]
        bench.refresh_grid()

    return turn


DO: Mapping[str, Deed] = {
    "up": _move(-1, 0),
    "down": _move(1, 0),
    "left": _move(0, -1),
    "right": _move(0, 1),
    "next_cell": lambda bench: bench.grid.step(1),
    "previous_cell": lambda bench: bench.grid.step(-1),
    "row_start": _move(0, -_FAR),
    "row_end": _move(0, _FAR),
    "page_up": _page(-1),
    "page_down": _page(1),
    "first": _move(-_FAR, -_FAR),
    "last": _move(_FAR, _FAR),
    "extend_up": _move(-1, 0, True),
    "extend_down": _move(1, 0, True),
    "extend_left": _move(0, -1, True),
    "extend_right": _move(0, 1, True),
    "next_table": _turn(1),
    "previous_table": _turn(-1),
}
