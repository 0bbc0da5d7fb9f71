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
        """The mouse chose a cell; `twice` opens it."""

        def __init__(self, address: Address, extend: bool, twice: bool = False) -> None:
            super().__init__()
            self.address = address
            self.extend = extend
            self.twice = twice

    def __init__(self, sheet: Sheet, lang: str, *, id: str | None = None) -> None:
        Canvas.__init__(self, id=id)
        GridRows.__init__(self, sheet, lang)
        self._dragged: Address | None = None
        """The cell that the mouse was dragged to, while its button is down."""

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
        """Announce the cell that was pointed at; what is dragged over from there is selected."""
        if (address := self._at(event.x, event.y)) is not None:
            self._dragged = address
            self.capture_mouse()
            self.post_message(self.Pointed(address, event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Stretch the selection to the cell that is dragged to."""
        address = self._at(event.x, event.y) if self._dragged is not None else None
        if address is not None and address != self._dragged:
            self._dragged = address
            self.post_message(self.Pointed(address, extend=True))

    def on_mouse_up(self) -> None:
        """The selection stands."""
        self._dragged = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click edits the cell."""
        address = self._at(event.x, event.y)
        if address is not None and event.chain == 2:
            self.post_message(self.Pointed(address, extend=False, twice=True))

    def _at(self, x: int, y: int) -> Address | None:
        """The cell at a place of the widget."""
        line = y - self._heads + self._top
        if y < self._heads or not 0 <= line < len(self.sheet.lines):
            return None
        for column, address in enumerate(self.sheet.lines[line].cells):
            if column >= self._left and 0 <= x - self._label < sum(self._widths[self._left : column + 1]):
                return address
        return None

    def on_mouse_scroll_down(self) -> None:
        """Three rows down."""
        self.move(3, 0)
        self.paint()

    def on_mouse_scroll_up(self) -> None:
        """Three rows up."""
        self.move(-3, 0)
        self.paint()
