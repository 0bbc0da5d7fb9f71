"""A widget painted as rows of text that sends the terminal only what changed since it was last painted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.workbench.painting.pieces import Piece
from tui.workbench.painting.wrap import harmless

_GAP = 6
"""Unchanged cells that cost less to send again than to jump over."""


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
        """Draw the rows anew; only cells that differ go to the terminal."""
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
        if changed := [region for y in unlike for region in self._drawn(y, width)]:
            self.refresh(*changed)

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

    def _drawn(self, y: int, width: int) -> list[Region]:
        """Draw a row anew; where it differs from what it was."""
        old, new = self._strips[y], self._strip(self._painted[y], width)
        self._strips[y] = new
        return [Region(start, y, end - start, 1) for start, end in differing(old, new)]

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


def differing(old: Strip, new: Strip) -> Iterator[tuple[int, int]]:
    """The ranges of cells in which two strips of one width differ, near ones as one."""
    olds, news, shift = _unlike(list(old), list(new))
    start = end = -1
    for at, (a, b) in enumerate(zip(_cells(olds), _cells(news), strict=False), shift):
        if a == b:
            continue
        if start >= 0 and at - end > _GAP:
            yield start, end
            start = -1
        if start < 0:
            start = at
        end = at + 1
    if start >= 0:
        yield start, end


def _unlike(old: list[Segment], new: list[Segment]) -> tuple[list[Segment], list[Segment], int]:
    """Two rows without the segments that they begin and end with alike, and the cells that were left off in front."""
    most = min(len(old), len(new))
    front = next((n for n in range(most) if old[n] != new[n]), most)
    back = next((n for n in range(most - front) if old[-1 - n] != new[-1 - n]), most - front)
    shift = sum(cell_len(segment.text) for segment in new[:front])
    return old[front : len(old) - back], new[front : len(new) - back], shift


def _cells(segments: Iterable[Segment]) -> list[tuple[str, int, Style | None]]:
    """One entry a cell: the character, which of its cells, the style."""
    cells: list[tuple[str, int, Style | None]] = []
    for text, style, _control in segments:
        if text.isascii() and text.isprintable():
            cells += [(character, 0, style) for character in text]
            continue
        for character in text:
            width = cell_len(character)
            if width:
                cells += [(character, part, style) for part in range(width)]
            elif cells:
                cells[-1] = (cells[-1][0] + character, cells[-1][1], style)
    return cells
