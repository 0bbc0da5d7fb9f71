"""The grid's rows: one table in its printed form, a cursor, a selection and the edit inside a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len

from parsers.form.printed import Words
from parsers.model import Address
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.inside import edited, turned
from tui.workbench.painting.marks import Look
from tui.workbench.painting.pieces import Piece, beginning, left, right
from tui.workbench.painting.sheet import GROUP_HEAD, Heads, Line, Sheet, has_group_head, short_head

_LABEL = 22
"""Cells that row labels need at least."""
_KEPT = 13
"""Cells of the labels that stay where the columns have to scroll sideways."""
_TALL = 22
"""Rows from which there is room for the header above the headers."""


class GridRows:
    """Knows where the cursor is and what every row shows; whoever draws it says how much space there is."""

    def __init__(self, sheet: Sheet, lang: str) -> None:
        self.sheet = sheet
        self.lang = lang
        self.looks: Mapping[Address, Look] = {}
        self.marked: frozenset[Address] = frozenset()
        """The cells of the finding that is being looked at."""
        self.offered: Mapping[Address, str] = {}
        """Cells that the repair on offer would change, with their new figures."""
        self.suspects: frozenset[Address] | None = None
        """Of the cells in failing sums those to look at first; None where all are."""
        self.verdict: Sequence[str] = ()
        self.editor: Editor | None = None
        self._line, self._column = sheet.row_near(0, 1) or 0, 0
        self._anchor: tuple[int, int] | None = None
        self._top, self._left, self._shown = 0, 0, slice(0, None)
        """The first line and column in sight; a column that has no room is not cut but left out."""
        self._widths: tuple[int, ...] = ()
        self._label = _LABEL
        self._tight = False
        self._printed = False
        self._measured: tuple[Mapping[Address, Look] | None, tuple[int, int]] = (None, (0, 0))
        """For which looks and which space the widths hold."""
        self.space: tuple[int, int] = (0, 0)
        """Cells across and down that there are to draw in."""

    # -- what it is told ---------------------------------------------------------------------------------

    def turn(self, sheet: Sheet) -> None:
        """Another table; the cursor keeps its place where there is one."""
        if sheet.table != self.sheet.table or sheet.lines != self.sheet.lines:
            kept = sheet.places.get(self.address)
            self._line, self._column = kept or (sheet.row_near(0, 1) or 0, 0)
            self._anchor = None
            self._top = 0
        self.sheet = sheet

    def show(
        self,
        looks: Mapping[Address, Look],
        marked: frozenset[Address] = frozenset(),
        offered: Mapping[Address, str] | None = None,
        suspects: frozenset[Address] | None = None,
        verdict: Sequence[str] = (),
    ) -> None:
        """How the cells of the table look now, what a repair would make of some, and the verdict over the labels."""
        self.looks, self.marked = looks, marked
        self.offered = offered or {}
        self.suspects, self.verdict = suspects, verdict
        self.paint()

    def paint(self) -> None:
        """Measure, and bring the cursor into view."""
        if self.space[0]:
            if self._measured[0] is not self.looks or self._measured[1] != self.space:
                self._measure()
                self._measured = self.looks, self.space
            self._scroll()

    # -- the cursor --------------------------------------------------------------------------------------

    @property
    def address(self) -> Address:
        """The cell under the cursor."""
        cells = self.sheet.lines[self._line].cells
        return cells[min(self._column, len(cells) - 1)]

    @property
    def selection(self) -> tuple[tuple[Address, ...], ...]:
        """The selected rectangle row by row; without one the cursor's cell."""
        here = (self._line, self._column)
        return self.sheet.block(self._anchor or here, here)

    @property
    def selecting(self) -> bool:
        """Whether more than the cursor's cell is selected."""
        return self._anchor is not None

    def go(self, address: Address, extend: bool = False) -> None:
        """Put the cursor on a cell of this table."""
        if address in self.sheet.places:
            self._to(self.sheet.places[address], extend)

    def move(self, lines: int, columns: int, extend: bool = False) -> None:
        """Move by rows that have cells, or by columns; stops at the edges."""
        line = self._line
        for _ in range(abs(lines)):
            step = 1 if lines > 0 else -1
            line = near if (near := self.sheet.row_near(line + step, step)) is not None else line
        last = len(self.sheet.lines[line].cells) - 1
        column = max(0, min(min(self._column, last) + columns, last)) if columns else self._column
        self._to((line, column), extend)

    def step(self, by: int) -> None:
        """To the next or previous cell in reading order, over the ends of rows."""
        order = list(self.sheet.places)
        at = max(0, min(order.index(self.address) + by, len(order) - 1))
        self._to(self.sheet.places[order[at]], False)

    @property
    def page(self) -> int:
        """Rows that a page has."""
        return max(1, self.space[1] - self._heads - 1)

    def travel(self, columns: int) -> None:
        """Move cursor and selection together."""
        last = self.sheet.columns - 1
        self._column = max(0, min(self._column + columns, last))
        if self._anchor is not None:
            self._anchor = self._anchor[0], max(0, min(self._anchor[1] + columns, last))

    def select(self, rows: bool, columns: bool) -> None:
        """Select whole rows, whole columns, or with both the whole table; a selection there is is widened."""
        line, column = self._anchor or (self._line, self._column)
        (top, bottom), (start, end) = sorted((line, self._line)), sorted((column, self._column))
        if rows:
            start, end = 0, self.sheet.columns - 1
        if columns:
            top, bottom = self.sheet.row_near(0, 1) or 0, self.sheet.row_near(len(self.sheet.lines) - 1, -1) or 0
        self._anchor, self._line, self._column = (top, start), bottom, end

    def release(self) -> bool:
        """Let the selection go; False where there was none."""
        was, self._anchor = self._anchor is not None, None
        return was

    def _to(self, place: tuple[int, int], extend: bool) -> None:
        if not extend:
            self._anchor = None
        elif self._anchor is None:
            self._anchor = (self._line, self._column)
        self._line, self._column = place

    # -- layout ------------------------------------------------------------------------------------------

    @property
    def needed(self) -> int:
        """Rows that the whole table takes."""
        return len(self.sheet.lines) + (2 if has_group_head(self.sheet.table) else 1 if self.sheet.head else 0)

    @property
    def _heads(self) -> int:
        if not self.sheet.head:
            return 0
        return 2 if has_group_head(self.sheet.table) and self.space[1] >= _TALL else 1

    def _measure(self) -> None:
        """Widths of the columns: their figures, and the printed headers where these leave room for labels."""
        longest = self._longest_label()  # which has a short form in Chinese alone
        for printed in (True, False):
            widths = tuple(self._width(x, printed) for x in range(self.sheet.columns))
            if sum(widths) + (longest if self.lang == "en" else _LABEL) <= self.space[0]:
                break
        self._printed, self._widths = printed, widths
        kept = min(_KEPT, self.space[0] // 3)
        self._label = max(kept, min(self.space[0] - sum(widths), longest))
        self._tight = self._label < longest

    def _width(self, x: int, printed: bool) -> int:
        figures = [cell_len(self._look(line.cells[x]).text) for line in self.sheet.lines if x < len(line.cells)]
        heads = [self.sheet.head, *(line.heads for line in self.sheet.lines)]
        words = [cell_len(self._head(h[x], printed)) for h in heads if x < len(h)]
        return max(5, *figures, *(w - 1 for w in words)) + 2

    def _longest_label(self) -> int:
        return max(cell_len(self._words(line.label)) + 2 * line.depth for line in self.sheet.lines) + 2

    def _words(self, words: Words) -> str:
        return words.en if self.lang == "en" else words.zh

    def _head(self, head: tuple[str, Words], printed: bool) -> str:
        return self._words(head[1]) if printed else short_head(*head, self.lang)

    def _look(self, address: Address) -> Look:
        return self.looks.get(address) or Look("", " ", "blank")

    def _scroll(self) -> None:
        """Keep the cursor's line in sight, with the heading above it; by half a page, for few bytes on slow lines."""
        room = self.space[1] - self._heads
        if not self._top <= self._line < self._top + room:
            self._top = self._line - (room // 3 if self._line < self._top else room // 2)
        first = self.sheet.row_near(0, 1) or 0
        if self._line <= first:
            self._top = 0
        self._top = max(0, min(self._top, len(self.sheet.lines) - room))
        self._scroll_sideways()

    def _scroll_sideways(self) -> None:
        """Keep the cursor's column in sight beside the labels."""
        room = self.space[0] - self._label
        self._left = min(self._left, self._column)
        while self._left < self._column and sum(self._widths[self._left : self._column + 1]) > room:
            self._left += 1
        while self._left and sum(self._widths[self._left - 1 :]) <= room:
            self._left -= 1
        fits = [n for n in range(self._left + 1, len(self._widths) + 1) if sum(self._widths[self._left : n]) <= room]
        self._shown = slice(self._left, max(fits, default=self._left + 1))

    # -- drawing -----------------------------------------------------------------------------------------

    def rows(self) -> Iterator[Sequence[Piece]]:
        """Headers, then the lines in view."""
        if self._heads > 1:
            yield [
                (beginning(self._verdict(0), self._label), ""),
                (left("", self._widths[0]) if not self._left else "", ""),
                (self._group_head() if self._shown == slice(0, len(self._widths)) else "", "head"),
            ]
        if self._heads:
            yield self._head_row(self._verdict(self._heads - 1), self.sheet.head)
        room = self.space[1] - self._heads
        chosen = frozenset(a for row in self.selection for a in row) if self.selecting else frozenset()
        for line in self.sheet.lines[self._top : self._top + room]:
            yield self._row(line, chosen)

    def _verdict(self, line: int) -> str:
        return self.verdict[line] if line < len(self.verdict) else ""

    def _group_head(self) -> str:
        width = sum(self._widths[1:6])
        words = self._words(GROUP_HEAD)
        dashes = max(0, width - cell_len(words) - 4)
        return left("  " + "-" * (dashes // 2) + f" {words} " + "-" * (dashes - dashes // 2), width)

    def _head_row(self, label: str, heads: Heads) -> list[Piece]:
        pieces: list[Piece] = [(beginning(label, self._label), "group")]
        for head, width in list(zip(heads, self._widths, strict=False))[self._shown]:
            words = self._head(head, self._printed)
            text = right(words, width - 1) + " " if cell_len(words) < width - 1 else right(words, width)
            pieces.append((text, "headhere" if head[0] == self.address.column else "head"))
        return pieces

    def _row(self, line: Line, chosen: frozenset[Address]) -> list[Piece]:
        label = self._label_text(line)
        if line.heads:
            return self._head_row(label, line.heads)
        if not line.cells:
            return [(label, "group")]
        here = self.address
        pieces: list[Piece] = [(beginning(label, self._label), "here" if here in line.cells else "label")]
        rule = "│" if cell_len("│") == 1 else "|"
        for address, width in list(zip(line.cells, self._widths, strict=False))[self._shown]:
            pieces.append((rule, "rule") if address.column == "total" else (" ", ""))
            if address == here and self.editor is not None:
                pieces += edited(self.editor, width - 1)
            else:
                pieces += self._cell(address, width - 1, here, chosen)
        return pieces

    def _cell(self, address: Address, width: int, here: Address, chosen: frozenset[Address]) -> Iterator[Piece]:
        look = self._look(address)
        text, style = right(look.text, width - 1), look.style
        if address in self.offered:
            text, style = turned(look.text, self.offered[address], width - 1), "offer"
        over = "cursor" if address == here else "selected" if address in chosen else ""
        over = over or ("marked" if address in self.marked and address not in self.offered else "")
        if style == "failing" and not over and self.suspects is not None and address not in self.suspects:
            yield text, "read"
            yield look.trouble, "member"
        else:
            yield text + look.trouble, over or style

    def _label_text(self, line: Line) -> str:
        indent = " " * (line.depth * (2 if self._label > _LABEL + 2 else 1))
        words = self._words(line.label)
        long = cell_len(indent + words) > self._label and line.cells
        if self.lang != "en" and (long or (self._tight and words[0] == "（")):  # all numerals in one kind of brackets
            words = line.label.short
        return indent + words
