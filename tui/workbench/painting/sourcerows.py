"""The rows of the source: a report's text with a cell's figure marked in it, and a cursor that picks figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from parsers.model import Report, Span
from tui.workbench.painting.caret import EXTENDING, MOVES, SAME, Caret
from tui.workbench.painting.pieces import Piece
from tui.workbench.painting.seek import Figures, every, find
from tui.workbench.painting.shading import Layer, shaded
from tui.workbench.painting.wrap import Row, Wrap


class SourceRows:
    """Knows what every row in sight shows, and wraps no other; whoever draws it says how much space there is."""

    def __init__(self) -> None:
        self._caret = Caret(Wrap("", 80), Figures("", ()))
        self._used: Sequence[Span] = ()
        self._loose: Sequence[Span] = ()
        self._span: Span | None = None
        self._more: Sequence[Span] = ()
        self._match: Span | None = None
        self._top = 0
        """An offset in the first row in sight."""
        self._visible: list[Row] = []
        self._number_cells = 1
        self.active = False
        """Whether keys go here: the cursor shows, and the text stays where that is."""
        self.space: tuple[int, int] = (0, 0)
        """Cells across and down that there are to draw in."""
        self._fitted = (0, 0)

    # -- what the screen tells the view ---------------------------------------------------------------------

    def show(self, report: Report) -> None:
        """Show a report's text, the figures that its cells use and the loose ones; the same text stays where it is."""
        self._used = sorted({cell.span for cell in report.cells.values() if cell.span})
        self._loose = sorted(report.loose)
        caret = self._caret
        if report.text is not caret.wrap.text and report.text != caret.wrap.text:
            self._number_cells = len(str(report.text.count("\n") + 1))
            self._top = caret.offset = 0
            self._span, self._more, self._match, caret.anchor = None, (), None, None
            caret.wrap = Wrap(report.text, caret.wrap.width)
        caret.figures = Figures(report.text, [*self._used, *self._loose])
        self.paint()

    def show_span(self, span: Span | None, more: Sequence[Span] = ()) -> None:
        """Mark a cell's figure and others beside it; the text scrolls only when that figure is out of sight.

        While the text has the focus it stays where its cursor is.
        """
        self._span, self._more = span, sorted(more)
        if span is not None and not self.active:
            self._caret.anchor = None
            self._caret.put(span.start)
        self.paint()

    def set_picking(self, on: bool) -> None:
        """While picking, the cursor takes whole figures and goes left and right from figure to figure."""
        self._caret.picking, self._caret.anchor = on, None
        self.paint()

    def search(self, words: str, backwards: bool = False) -> bool:
        """Go to the next place that has the words, around the end of the text; False where there is none."""
        self._match = find(self._caret.wrap.text, words, self._caret.offset, backwards)
        if self._match is not None:
            self._caret.anchor = None
            self._go(self._caret.put(self._match.start))
        self.paint()
        return self._match is not None

    def rewind(self) -> None:
        """Let the next search begin at the top."""
        self._caret.put(0)
        self._match = None

    def hits(self, words: str) -> tuple[int, int]:
        """Which of how many places of the words the last search went to."""
        starts = [span.start for span in every(self._caret.wrap.text, words)]
        here = self._match.start if self._match is not None else -1
        return bisect_left(starts, here) + 1, len(starts)

    def next_figure(self) -> Span | None:
        """Move the cursor to the next figure; None, and no move, where there is none."""
        figure = self._caret.figures.after(self._caret.offset)
        if figure is not None:
            self._caret.anchor = None
            self._go(self._caret.put(figure.start))
        return figure

    @property
    def cursor(self) -> int:
        """The offset of the text cursor."""
        return self._caret.offset

    def press(self, key: str) -> bool:
        """Move or stretch the selection as a key says; False for every other key.

        Keys reach the text through the screen, as they reach the grid: those typed faster than the focus changes too.
        """
        move, extending = SAME.get(key, key), EXTENDING.get(key)
        if not extending and move not in MOVES:
            return False
        self._go(self._caret.move(extending or move, extend=bool(extending)))
        return True

    def pick(self) -> tuple[Span, ...]:
        """The figure under the cursor, or all that are selected; the selection is over then."""
        picked = self._caret.picked()
        self._caret.anchor = None
        self.paint()
        return picked

    def _go(self, moved: bool) -> None:
        """The cursor was put somewhere; whether that is elsewhere."""
        self.paint()

    def _scroll(self, rows: Sequence[Row]) -> None:
        if rows:
            self._look_from(rows[0])
            self.paint(follow=False)

    # -- drawing --------------------------------------------------------------------------------------------

    def paint(self, follow: bool = True) -> None:
        """Settle which rows are in sight; where they should follow the cursor, bring that into sight."""
        resized = self._fit()
        if not (self.space[0] and self.space[1]):
            self._visible = []
        elif follow or resized:
            self._bring(self._caret.offset, anew=resized)

    def rows(self) -> Iterable[Sequence[Piece]]:
        """The rows in sight, each after the number of its line."""
        caret = self._caret
        bar = "│ " if cell_len("│") == 1 else "| "
        layers = self._layers()
        for row in self._visible:
            number = str(caret.wrap.number(row.start)) if row.first else ""
            yield [(number.rjust(self._number_cells) + bar, "gutter"), *shaded(caret.wrap.text, row, layers)]

    def _layers(self) -> list[Layer]:
        layers = [
            Layer("figure", self._used),
            Layer("loose", self._loose),
            Layer("other", self._more),
            Layer("match", [self._match] if self._match else []),
            Layer("span", [self._span] if self._span else []),
        ]
        return [*layers, self._cursor_layer()] if self.active else layers

    def _cursor_layer(self) -> Layer:
        """The cursor; one character inside a marked figure is a hole in the mark."""
        shown, marked = self._caret.shown(), self._span or Span(0, 0)
        hole = marked.start <= shown[0].start < shown[0].end <= marked.end and shown[0] != marked
        return Layer("other" if hole else "cursor", shown)

    @property
    def _gutter_cells(self) -> int:
        return self._number_cells + 2

    def _fit(self) -> bool:
        """Wrap for the space that there is; whether it is another than before."""
        width, height = self.space
        wrap = self._caret.wrap
        self._caret.page = max(1, height - 1)
        if wrap.width != max(2, width - self._gutter_cells):
            self._caret.wrap = Wrap(wrap.text, width - self._gutter_cells)
        before, self._fitted = self._fitted, self.space
        return before != self.space

    def _bring(self, offset: int, anew: bool) -> None:
        """Settle the rows in sight: as they were where they show the offset, else around it, a third of them above."""
        wrap, height = self._caret.wrap, self.space[1]
        self._visible = wrap.rows(self._top, height)
        row = wrap.row_at(offset)
        if row is None or (row in self._visible and len(self._visible) == height and not anew):
            return
        above = wrap.rows_before(row.start, height // 3)
        keep = row in self._visible and not anew
        self._look_from(self._visible[0] if keep else above[0] if above else row)

    def _look_from(self, first: Row) -> None:
        """Let a row be the first in sight, or one above it where the text would end before the view does."""
        wrap, height = self._caret.wrap, self.space[1]
        self._visible = wrap.rows(first.start, height)
        if len(self._visible) < height:
            self._visible = wrap.rows_before(first.start, height - len(self._visible)) + self._visible
        self._top = self._visible[0].start
