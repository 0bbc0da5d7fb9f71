"""What is known of the cell, below the grid on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from tui.workbench.painting.pieces import Piece
from tui.workbench.widgets.canvas import Canvas


class Notes(Canvas):
    """Shows the rows that it was given."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bar--{n}" for n in ("strong", "alarm", "head")}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Sequence[Piece]] = ()

    def show(self, rows: Iterable[Sequence[Piece]]) -> None:
        """New contents."""
        self._rows = tuple(rows)
        self.paint()

    def rows(self) -> Iterable[Sequence[Piece]]:
        """The rows."""
        return self._rows
