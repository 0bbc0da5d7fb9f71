"""The source on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Offset
from textual.message import Message

from parsers.model import Span
from tui.workbench.painting.sourcerows import SourceRows
from tui.workbench.widgets.canvas import Canvas

_WHEEL = 3
"""Rows that a notch of the wheel scrolls."""


class SourceView(SourceRows, Canvas, can_focus=True):
    """Shows any text of any size harmlessly: wraps only the rows in sight and sends only the cells that changed."""

    PREFIX = "source"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"source--{name}" for name in ("span", "other", "figure", "loose", "cursor", "gutter", "match", "control")
    }
    DEFAULT_CSS = """
    SourceView > .source--span { text-style: reverse; }
    SourceView > .source--other { text-style: bold underline; }
    SourceView > .source--loose { text-style: underline; }
    SourceView > .source--match { text-style: bold reverse; }
    SourceView > .source--control { text-style: dim; }
    SourceView > .source--gutter { text-style: dim; }
    SourceView > .source--cursor { text-style: bold reverse; }
    """
    """The marks that must show without any colour; colours are the application's."""

    class Picked(Message):
        """A double click on a figure."""

        def __init__(self, span: Span) -> None:
            super().__init__()
            self.span = span

    class CursorMoved(Message):
        """The text cursor stands at another offset."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        Canvas.__init__(self, id=id)
        SourceRows.__init__(self)

    def paint(self, follow: bool = True) -> None:
        """Lay out in the space there is, and draw."""
        self.space, self.active = self.size, self.has_focus
        if self.size.width:
            super().paint(follow)
            Canvas.paint(self)
            if self.active:
                self._place_terminal_cursor()

    def show_span(self, span: Span | None, more: Sequence[Span] = ()) -> None:
        """Mark a cell's figure and others beside it; scrolls only where that is out of sight and keys go elsewhere."""
        self.active = self.has_focus
        super().show_span(span, more)

    # -- what the person does -------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a double click picks."""
        spot = event.get_content_offset(self)
        if spot is not None and spot.y < len(self._visible):
            self._caret.anchor = None
            self._go(self._caret.put(self._caret.nearest(self._visible[spot.y], spot.x - self._gutter_cells)))
            if event.chain == 2 and (picked := self.pick()):
                self.post_message(self.Picked(picked[0]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll, the cursor staying where it is."""
        event.stop()
        self._scroll(self._visible[_WHEEL:])

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll, the cursor staying where it is."""
        event.stop()
        self._scroll(self._caret.wrap.rows_before(self._top, _WHEEL))

    def on_focus(self) -> None:
        """Show the cursor."""
        self.paint()

    def on_blur(self) -> None:
        """Hide the cursor, drop the selection."""
        self._caret.anchor = None
        self.paint()

    def _go(self, moved: bool) -> None:
        super()._go(moved)
        if moved:
            self.post_message(self.CursorMoved(self._caret.offset))

    def _place_terminal_cursor(self) -> None:
        """An input method opens its window there, and a screen reader finds it."""
        caret, region = self._caret, self.content_region
        for y, row in enumerate(self._visible):
            if row.start <= caret.offset < row.end:
                x = self._gutter_cells + caret.column(row, caret.offset)
                self.app.cursor_position = Offset(region.x + x, region.y + y)
