"""The cursor in a text: where each key leads, and the figures it picks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parsers.model import Span
from tui.workbench.painting.seek import Figures
from tui.workbench.painting.wrap import Row, Wrap, cell_width


@dataclass
class Caret:
    """A place in a wrapped text, and perhaps a selection that reaches to it."""

    wrap: Wrap
    figures: Figures
    offset: int = 0
    anchor: int | None = None
    """Where the selection began, or None without one."""
    picking: bool = False
    """It goes from figure to figure, never between."""
    page: int = 1
    """Rows of a page."""

    def move(self, key: str, extend: bool = False) -> bool:
        """Go where a key of `MOVES` leads, stretching the selection or dropping it; whether that is elsewhere."""
        self.anchor = (self.offset if self.anchor is None else self.anchor) if extend else None
        return self.put(MOVES[key](self))

    def put(self, offset: int) -> bool:
        """Stand at an offset; whether that is elsewhere."""
        before, self.offset = self.offset, max(0, min(offset, len(self.wrap.text)))
        return self.offset != before

    def picked(self) -> tuple[Span, ...]:
        """The figure under the cursor, or all that the selection touches."""
        here = self.figures.at(self.offset)
        if self.anchor is None:
            return (here,) if here else ()
        first, last = sorted((self.anchor, self.offset))
        begun = self.figures.at(first)
        return tuple(self.figures.between(begun.start if begun else first, last + 1))

    def shown(self) -> tuple[Span, ...]:
        """What is drawn as the cursor: the selected figures, the figure under it while picking, else one character."""
        if self.anchor is not None or self.picking:
            picked = self.picked()
            if picked:
                return picked
        return (Span(self.offset, self.offset + 1),)

    def column(self, row: Row, offset: int) -> int:
        """The column of an offset in its row, in cells."""
        column = 0
        for character in self.wrap.text[row.start : offset]:
            column += cell_width(character, column)
        return column

    def nearest(self, row: Row, column: int) -> int:
        """The offset in a row at a column of cells; while picking, the figure nearest to it."""
        offset, reached = row.start, 0
        for at in range(row.start, row.end):
            offset = at
            reached += cell_width(self.wrap.text[at], reached)
            if reached > column:
                break
        figures = self.figures.between(row.start, row.end) if self.picking else []
        return min(figures, key=lambda figure: abs(figure.start - offset)).start if figures else offset

    # -- where a key leads ------------------------------------------------------------------------------------

    def _left(self) -> int:
        row = self.wrap.row_at(self.offset)
        if row is None or self.offset > row.start:
            return self.offset - 1
        before = self.wrap.rows_before(row.start, 1)
        return before[0].end - 1 if before else self.offset

    def _right(self) -> int:
        following = self.wrap.rows(self.offset + 1, 1)
        return max(self.offset + 1, following[0].start) if following else self.offset

    def _figure(self, found: Span | None) -> int:
        return self.offset if found is None else found.start

    def _home(self) -> int:
        row = self.wrap.row_at(self.offset)
        return row.start if row else 0

    def _end(self) -> int:
        row = self.wrap.row_at(self.offset)
        return row.end - 1 if row else 0

    def _down(self, count: int) -> int:
        """So many rows down (up, where negative), in the same column."""
        row = self.wrap.row_at(self.offset)
        if row is None:
            return self.offset
        found = self.wrap.rows(row.end, count) if count > 0 else self.wrap.rows_before(row.start, -count)
        if not found:
            return self.offset
        return self.nearest(found[-1 if count > 0 else 0], self.column(row, self.offset))

    def _last(self) -> int:
        row = self.wrap.row_at(len(self.wrap.text))
        return row.end - 1 if row else 0


MOVES: Mapping[str, Callable[[Caret], int]] = {
    "left": lambda c: c._figure(c.figures.before(c.offset)) if c.picking else c._left(),
    "right": lambda c: c._figure(c.figures.after(c.offset)) if c.picking else c._right(),
    "up": lambda c: c._down(-1),
    "down": lambda c: c._down(1),
    "pageup": lambda c: c._down(-c.page),
    "pagedown": lambda c: c._down(c.page),
    "home": lambda c: c._home(),
    "end": lambda c: c._end(),
    "ctrl+home": lambda _: 0,
    "ctrl+end": lambda c: c._last(),
    "ctrl+left": lambda c: c._figure(c.figures.before(c.offset)),
    "ctrl+right": lambda c: c._figure(c.figures.after(c.offset)),
}
"""Keys and where they lead."""

SAME: Mapping[str, str] = {
    "h": "left",
    "j": "down",
    "k": "up",
    "l": "right",
    "b": "ctrl+left",
    "w": "ctrl+right",
    "g": "ctrl+home",
    "G": "ctrl+end",
    "ctrl+u": "pageup",
    "ctrl+d": "pagedown",
}
"""Letters for hands that stay on them."""

EXTENDING: Mapping[str, str] = {f"shift+{key}": key for key in ("left", "right", "up", "down", "home", "end")} | {
    "shift+pageup": "pageup",
    "shift+pagedown": "pagedown",
    "ctrl+shift+left": "ctrl+left",
    "ctrl+shift+right": "ctrl+right",
    "H": "left",
    "J": "down",
    "K": "up",
    "L": "right",
    "B": "ctrl+left",
    "W": "ctrl+right",
}
"""Keys that stretch the selection, and the move each makes."""
