"""A widget painted as rows of text, of which only those that say something else are drawn anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.workbench.painting.pieces import Piece
from tui.workbench.painting.wrap import harmless

_PLAIN = Style.null()
"""Not None: Textual's filter for NO_COLOR wants a style everywhere."""


class Canvas(Widget, inherit_bindings=False):
    """Rows of pieces; a subclass gives `rows()`, and calls `paint()` whenever what it shows has changed."""

    PREFIX = "canvas"
    """Component classes are `PREFIX--name`."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._painted: list[tuple[Piece, ...]] = []
        """The rows as last painted; none where their styles have changed since."""
        self._strips: list[Strip] = []
        """What they became."""
        self._styles_by_name: dict[str, Style] = {}

    def rows(self) -> Iterable[Sequence[Piece]]:
        """What each row of the widget shows, from the top."""
        return ()

    def paint(self) -> None:
        """Draw the rows anew that say something else; the screen sends the cells of them that differ."""
        if not self.is_mounted or not self.size.width:
            return
        width, height = self.size
        before, self._painted = self._painted, [tuple(row) for row in islice(self.rows(), height)]
        self._painted += [()] * (height - len(self._painted))
        if len(self._strips) != height:
            self._strips = [self._strip(row, width) for row in self._painted]
            self.refresh()
            return
        unlike = [y for y, row in enumerate(self._painted) if not before or before[y] != row]
        for y in unlike:
            self._strips[y] = self._strip(self._painted[y], width)
        if unlike:
            self.refresh(*(Region(0, y, width, 1) for y in unlike))

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of its rows as last painted."""
        return tuple(strip.text for strip in self._strips)

    def render_line(self, y: int) -> Strip:
        """The row as last painted."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, _PLAIN)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._painted, self._strips = [], []
        self.paint()

    def notify_style_update(self) -> None:
        """Forget the styles of the old theme."""
        super().notify_style_update()
        self._styles_by_name, self._painted = {}, []
        self.paint()

    def _strip(self, row: Sequence[Piece], width: int) -> Strip:
        segments = [Segment(harmless(text), self._style(name)) for text, name in row if text]
        return Strip(segments).adjust_cell_length(width, _PLAIN)

    def _style(self, name: str) -> Style:
        if not name:
            return _PLAIN
        if name not in self._styles_by_name:
            style = self.get_component_rich_style(f"{self.PREFIX}--{name}", partial=True)
            self._styles_by_name[name] = style.without_color if self.app.no_color else style
        return self._styles_by_name[name]
