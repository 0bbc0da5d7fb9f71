"""One line of the screen: title, status or footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len

from tui.i18n import _
from tui.widgets.canvas import Canvas, Piece, left


class Bar(Canvas):
    """Shows pieces from the left and, where there is room, pieces at the right edge."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bar--{n}" for n in ("strong", "key", "alarm", "tab", "caret")}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: Sequence[Piece] = ()
        self._right: Sequence[Piece] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """New contents."""
        self._left, self._right = left, right
        self.paint()

    def rows(self) -> Iterable[Sequence[Piece]]:
        """The one row; what stands on the right goes first where it gets narrow."""
        used = _cells(self._right)
        room = self.size.width - used
        if room < min(_cells(self._left), self.size.width // 2):
            return [[*_cut(self._left, self.size.width)]]
        return [[*_cut(self._left, room - 1), (" ", ""), *self._right] if used else [*_cut(self._left, room)]]


def pressable(keys: Iterable[tuple[str, str]]) -> list[Piece]:
    """Keys and what they do (message ids), as a footer shows them."""
    return [piece for key, name in keys for piece in ((f" {key}", "key"), (f" {_(name)} ", ""))]


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _cut(pieces: Iterable[Piece], width: int) -> Iterable[Piece]:
    """The pieces in exactly so many cells."""
    for text, style in pieces:
        fits = left(text, min(width, cell_len(text)))
        width -= cell_len(fits)
        yield fits, style
    yield " " * max(width, 0), ""
