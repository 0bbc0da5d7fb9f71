"""A list with a cursor, as long as one likes: it draws only the lines in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.message import Message

from tui.workbench.painting.pieces import Piece, left
from tui.workbench.widgets.canvas import Canvas

Draw = Callable[[int, int], Sequence[Piece]]
"""What line `n` shows in so many cells."""


class Listing(Canvas):
    """Shows `count` lines that are drawn when they come into sight."""

    PREFIX = "listing"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"listing--{n}" for n in ("cursor", "heading", "alarm", "dim", "key")}

    class Chosen(Message):
        """The mouse chose a line."""

        def __init__(self, line: int, twice: bool) -> None:
            super().__init__()
            self.line = line
            self.twice = twice

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.count = 0
        self.cursor = 0
        self._draw: Draw = lambda line, width: ()
        self._top = 0

    def show(self, count: int, draw: Draw, cursor: int | None = None) -> None:
        """Other lines; the cursor stays where it is unless told otherwise."""
        self.count, self._draw = count, draw
        self.move_to(self.cursor if cursor is None else cursor)

    def move_to(self, line: int) -> None:
        """Put the cursor on a line, or on the nearest there is."""
        self.cursor = max(0, min(line, self.count - 1))
        self.paint()

    def press(self, key: str) -> bool:
        """Take a key that moves; False for any other."""
        page = max(1, self.size.height - 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "ctrl+home": -self.count, "home": -self.count}
        steps |= {"ctrl+end": self.count, "end": self.count}
        if key not in steps:
            return False
        self.move_to(self.cursor + steps[key])
        return True

    def rows(self) -> Iterable[Sequence[Piece]]:
        """The lines in sight, the cursor's marked by `>` too."""
        width, height = self.size
        if not self._top <= self.cursor < self._top + height:
            self._top = self.cursor - height // 2
        self._top = max(0, min(self._top, self.count - height))
        for line in range(self._top, min(self._top + height, self.count)):
            pieces = self._draw(line, width - 2)
            if line != self.cursor:
                yield [("  ", ""), *pieces]
            else:
                text = "".join(text for text, _ in pieces)
                yield [(left("> " + text, max(width, cell_len(text))), "cursor")]

    def paint(self) -> None:
        """Draw, and put the terminal's cursor on the line for screen readers."""
        super().paint()
        if self.is_mounted:
            self.app.cursor_position = self.region.offset + Offset(0, self.cursor - self._top)

    def on_click(self, event: events.Click) -> None:
        """Announce the line that was clicked."""
        if (line := event.y + self._top) < self.count:
            self.post_message(self.Chosen(line, event.chain > 1))

    def on_mouse_scroll_down(self) -> None:
        """Three lines down."""
        self.move_to(self.cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        """Three lines up."""
        self.move_to(self.cursor - 3)
