"""One line of the screen: title, status or footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from tui.workbench.painting.pieces import Piece, bar_row
from tui.workbench.widgets.canvas import Canvas


class Bar(Canvas):
    """Shows pieces from the left and, where there is room, pieces at the right edge."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bar--{n}" for n in ("strong", "key", "alarm", "tab", "caret", "head")}

    def __init__(self, *, id: str | None = None, keep: bool = False) -> None:
        """With `keep` the right side stays where it gets narrow."""
        super().__init__(id=id)
        self._keep = keep
        self._left: Sequence[Piece] = ()
        self._right: Sequence[Piece] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """New contents."""
        self._left, self._right = left, right
        self.paint()

    def rows(self) -> Iterable[Sequence[Piece]]:
        """The one row."""
        return [bar_row(self._left, self._right, self.size.width, self._keep)]
