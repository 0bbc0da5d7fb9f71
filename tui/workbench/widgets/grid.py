"""The grid on the screen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message

from parsers.model import Address
from tui.workbench.painting.gridrows import GridRows
from tui.workbench.painting.marks import STYLES
from tui.workbench.painting.sheet import Sheet
from tui.workbench.widgets.canvas import Canvas


class Grid(GridRows, Canvas):
    """Shows what it is given; keys reach it through the screen, so that one place sees them in their order."""

    PREFIX = "grid"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"grid--{n}"
        for n in (
            *STYLES,
            "label",
            "group",
            "head",
            "cursor",
            "selected",
            "marked",
            "edit",
            "caret",
            "offer",
            "member",
            "here",
            "headhere",
            "rule",
        )
    }

    class Pointed(Message):
        """The mouse chose a cell."""

        def __init__(self, address: Address, extend: bool) -> None:
            super().__init__()
            self.address = address
            self.extend = extend

    def __init__(self, sheet: Sheet, lang: str, *, id: str | None = None) -> None:
        Canvas.__init__(self, id=id)
        GridRows.__init__(self, sheet, lang)

    def paint(self) -> None:
        """Lay out in the space there is, and draw."""
        self.space = self.size
        if self.size.width:
            super().paint()
            Canvas.paint(self)
            self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """Where input methods open their window and screen readers read."""
        column = min(self._column, len(self.sheet.lines[self._line].cells) - 1)
        x = self._label + sum(self._widths[self._left : column + 1]) - 1
        y = self._line - self._top + self._heads
        self.app.cursor_position = self.region.offset + Offset(x, y)

    # -- the mouse ---------------------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Announce the cell that was pointed at."""
        line = event.y - self._heads + self._top
        if event.y < self._heads or line >= len(self.sheet.lines):
            return
        x = event.x - self._label
        for column, address in enumerate(self.sheet.lines[line].cells):
            if column >= self._left and 0 <= x < sum(self._widths[self._left : column + 1]):
                self.post_message(self.Pointed(address, event.shift))
                return

    def on_mouse_scroll_down(self) -> None:
        """Three rows down."""
        self.move(3, 0)
        self.paint()

    def on_mouse_scroll_up(self) -> None:
        """Three rows up."""
        self.move(-3, 0)
        self.paint()
