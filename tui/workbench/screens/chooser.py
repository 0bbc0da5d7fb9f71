"""A list over the whole screen to choose from: typing filters it, Tab goes from kind to kind, Enter chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, zip_longest
from operator import itemgetter

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult

from tui.words.language import _
from tui.workbench.keys import folded
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.pieces import Piece, left, pressable, tabs
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.listing import Listing


@dataclass(frozen=True, slots=True)
class Item:
    """One line to choose."""

    id: str
    """What is answered; empty for a heading, which cannot be chosen."""
    cells: tuple[str, ...]
    """Its columns."""
    words: str = ""
    """More that a filter finds, e.g. the name in the other language."""
    kind: str = ""
    style: str = ""

    def matches(self, sought: str) -> bool:
        """Whether every word that is sought stands somewhere in the item."""
        if not sought:
            return True
        text = folded(" ".join((*self.cells, self.words))).casefold()
        return all(word in text for word in folded(sought).casefold().split())


class Chooser(ThriftyScreen[str | None]):
    """Answers with the id of the chosen item, or None."""

    def __init__(
        self,
        heading: str,
        items: Sequence[Item],
        kinds: Sequence[tuple[str, str]] = (),
        start: str = "",
        closing: frozenset[str] = frozenset(),
    ) -> None:
        """`kinds` are the keys and names to filter by; `start` is the item to begin on; `closing` keys close it too."""
        super().__init__()
        self._heading = heading
        self._items = tuple(items)
        self._kinds = (("", _("全部")), *kinds) if kinds else ()
        self._kind = 0
        self._start = start
        self._closed_by = closing
        self._sought = Editor(inside=True)
        self.shown: tuple[Item, ...] = ()
        """The items that pass the filter."""
        self.title_bar, self.listing = Bar(id="title"), Listing(id="list")
        self.detail, self.footer = Bar(id="status"), Bar(id="footer")

    def compose(self) -> ComposeResult:
        """Heading with the filter, the list, what a line too narrow for it cuts off, the keys."""
        yield self.title_bar
        yield self.listing
        yield self.detail
        yield self.footer

    def on_mount(self) -> None:
        """Begin on the item asked for."""
        self._filter()
        ids = [item.id for item in self.shown]
        if self._start and self._start in ids:
            self.listing.move_to(ids.index(self._start))
        self._show_detail()

    def _filter(self) -> None:
        kind = self._kinds[self._kind][0] if self._kinds else ""
        self.shown = tuple(i for i in self._items if i.kind.startswith(kind) and i.matches(self._sought.text))
        if self._sought.text:
            self.shown = tuple(i for i in self.shown if i.id)
        self.listing.show(len(self.shown), self._drawer(), self._next(0, 1))
        kinds = tabs((name for _key, name in self._kinds), self._kind)
        sought = _("输入文字筛选") if not self._sought.text else _("筛选：") + self._sought.text
        self.title_bar.show([(f" {self._heading}", "strong"), (" ", ""), *kinds], [(sought + " ", "key")])
        tab = [("Tab", "换一类")] if self._kinds else []
        self.footer.show(pressable([("Enter", "选定"), *tab, ("Esc", "返回")]))

    def _drawer(self) -> Callable[[int, int], Sequence[Piece]]:
        widths = list(_widths(self.shown))

        def draw(line: int, width: int) -> Sequence[Piece]:
            item = self.shown[line]
            if not item.id:
                return [(item.cells[0], "heading")]
            text = "  ".join(left(cell, room) for cell, room in zip(item.cells, widths[line], strict=False))
            return [(left(text, width), item.style)]

        return draw

    def _show_detail(self) -> None:
        """The last column of the line under the cursor in full, where the line cuts it off."""
        item = self.shown[self.listing.cursor] if self.shown else None
        cut = item is not None and cell_len("  ".join(item.cells)) > self.size.width - 4
        self.detail.show([(f" {item.cells[-1]}", "")] if item is not None and cut else [])

    def _next(self, line: int, step: int) -> int:
        """The nearest line from here on that can be chosen."""
        while 0 <= line < len(self.shown) and not self.shown[line].id:
            line += step
        return line

    def press(self, key: str, character: str) -> None:
        """Filter, move, choose or leave."""
        if key == "ctrl+q":
            self.app.exit()
        elif key in ("escape", "ctrl+c") or (key in self._closed_by and not self._sought.text):
            self.answer(None)
        elif key == "enter":
            self._choose()
        elif key in ("tab", "shift+tab") and self._kinds:
            self._kind = (self._kind + (1 if key == "tab" else -1)) % len(self._kinds)
            self._filter()
        elif self.listing.press(key):
            step = -1 if key in ("up", "pageup") else 1
            line = self._next(self.listing.cursor, step)
            self.listing.move_to(line if 0 <= line < len(self.shown) else self._next(self.listing.cursor, -step))
        elif self._sought.press(key):
            self._filter()
        elif character:
            self._sought.insert(character, fold=False)
            self._filter()
        self._show_detail()

    def choose_tab(self, number: int) -> None:
        """Another kind."""
        self._kind = number
        self._filter()
        self._show_detail()

    def on_paste(self, event: events.Paste) -> None:
        """Into the filter."""
        event.stop()
        self._sought.insert(event.text, fold=False)
        self._filter()

    @on(Listing.Chosen)
    def _pointed(self, event: Listing.Chosen) -> None:
        self.listing.move_to(event.line)
        if event.twice:
            self._choose()

    def _choose(self) -> None:
        if self.shown and self.shown[self.listing.cursor].id:
            self.answer(self.shown[self.listing.cursor].id)


def _widths(items: Sequence[Item]) -> Iterator[Sequence[int]]:
    """For every line, the widths of the columns under its heading."""
    headings = accumulate(not item.id for item in items)
    for _number, lines in groupby(zip(headings, items, strict=True), key=itemgetter(0)):
        group = [item for _heading, item in lines]
        columns = zip_longest(*(item.cells if item.id else () for item in group), fillvalue="")
        yield from [tuple(max(map(cell_len, column)) for column in columns)] * len(group)
