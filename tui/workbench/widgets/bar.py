"""One line of the screen: title, status or footer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from tui.workbench.painting.pieces import TABS, Piece, bar_row, cells_of
from tui.workbench.widgets.canvas import Canvas


class Bar(Canvas):
    """Shows pieces from the left and, where there is room, pieces at the right edge."""

    PREFIX = "bar"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"bar--{n}" for n in ("strong", "key", "alarm", "tab", "kind", "caret", "head")
    }

    class Pressed(Message):
        """The mouse chose a key that stands here, by the name that is shown."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Turned(Message):
        """The mouse chose one of several things to look at, counted from 0."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

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

    def on_click(self, event: events.Click) -> None:
        """Announce the key, or its name behind it, or the tab."""
        pieces = [piece for row in self.rows() for piece in row]
        at = next((n for n in range(len(pieces)) if event.x < cells_of(pieces[: n + 1])), None)
        if at is None:
            return
        if pieces[at][1] in TABS:
            self.post_message(self.Turned(sum(style in TABS for _text, style in pieces[:at])))
        elif key := next((text for text, style in reversed(pieces[max(0, at - 1) : at + 1]) if style == "key"), None):
            self.post_message(self.Pressed(key.strip()))
