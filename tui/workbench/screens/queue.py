"""The list of reports: read in the background, filtered by typing, sorted; Enter opens one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from random import choice

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import Worker, get_current_worker

from parsers.model import Report
from tui.case import files
from tui.case.case import DONE, DOUBTFUL, Case
from tui.case.orphans import all_orphaned, home_of, orphans
from tui.many import batch, rows
from tui.many.records import Files, Record, records_of, records_of_case
from tui.many.roll import Roll
from tui.many.rows import KINDS, ORDERS
from tui.many.summary import Summary
from tui.words.language import _
from tui.workbench.keys import shown
from tui.workbench.painting import listed
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.pieces import Piece
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.listing import Listing

_FLUSH = 0.2
"""Seconds between two repaints while reports are read."""
_PACKET = 200
"""Rows put between two repaints once all are read."""


class Queue(ThriftyScreen[None]):
    """Knows what was read of each report; the app opens them."""

    class Open(Message):
        """A report was chosen."""

        def __init__(self, path: str, position: str) -> None:
            super().__init__()
            self.path = path
            self.position = position

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.paths = tuple(paths)
        self.rows = Roll()
        self._reports = Files()
        self.total = 0
        """How many reports there are; 0 while they are being looked for."""
        self.shown = self.rows.shown("", 0, 0)
        self._sought, self._kind, self._order = Editor(inside=True), 0, 0
        self._said = ""
        self._moved = False
        """Before that the cursor stays at the top while rows come in."""
        self._worker: Worker[None] | None = None
        self.title_bar, self.listing = Bar(id="title"), Listing(id="list")
        self.heads, self.status, self.footer = Bar(id="heads"), Bar(id="status"), Bar(id="footer")
        self._names: Counter[str] = Counter()
        """How many reports have a file of each name."""
        self._checked: set[str] = set()
        """Done reports that were opened to check them."""
        self._last: str | None = None
        """The report that was worked on last."""

    def compose(self) -> ComposeResult:
        """What is listed, the list, how far reading is, the keys."""
        yield self.title_bar
        yield self.heads
        yield self.listing
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Show what there is, and begin to read."""
        self.show()
        self._worker = self.run_worker(self._read, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Reading must not outlive the screen."""
        if self._worker is not None:
            self._worker.cancel()

    # -- reading, in a thread ----------------------------------------------------------------------------

    def _read(self) -> None:
        worker = get_current_worker()
        found = list(files.reports(self.paths))
        self.app.call_from_thread(self._found, len(found))
        try:
            for fresh in batch.packets(batch.each(found, records_of), _FLUSH):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._add, fresh)
            held = self._reports.held()
            while pairs := list(islice(held, _PACKET)):
                self.app.call_from_thread(self._held, pairs)
            lost = [path for home in dict.fromkeys(map(home_of, (*self.paths, *found))) for path in orphans(home)]
            if lost:
                self.app.call_from_thread(self._say, all_orphaned(lost))
        except OSError as error:  # a worker process was killed, or none could be started
            self.app.call_from_thread(self._say, str(error))

    def _found(self, total: int) -> None:
        self.total = total
        self.show()

    def _add(self, fresh: list[list[Record]]) -> None:
        for records in fresh:
            row = self._reports.add(records)
            self._names[Path(row.file).name] += 1
            self.rows.put(row)
        self.show()

    def _held(self, pairs: list[tuple[Summary, Summary]]) -> None:
        """Rows that say more, held against the years before; what was worked on meanwhile is newer."""
        for alone, row in pairs:
            if self.rows[row.file] == alone:
                self.rows.put(row)
        self.show()

    def _again(self, fresh: list[Record]) -> None:
        for row in self._reports.again(fresh):
            self.rows.put(row)

    # -- showing -----------------------------------------------------------------------------------------

    def worked_on(self, desk: Case) -> None:
        """What is known of a report that was worked on; the cursor comes back to it."""
        self._last = desk.path
        self._again(records_of_case(desk))

    def on_screen_resume(self) -> None:
        """Back from a report: show what became of it, and stand on it."""
        self.show()
        at = self.shown.line(self._last) if self._last is not None else None
        self._last = None
        if at is not None:
            self.listing.move_to(at)

    def year_before(self, desk: Case) -> Report | None:
        """What is known of the report of the same agency for the year before, if it is listed."""
        return self._reports.before(desk.session.report)

    def position(self, path: str) -> str:
        """Which report of the list it is, as the title of the workbench says it."""
        at = self.shown.line(path)
        return "" if at is None else f"  {at + 1}/{len(self.shown)}"

    def beside(self, path: str, step: int) -> str | None:
        """The next or previous report of the list with work left."""
        at = self.shown.line(path)
        return rows.beside(self.shown, -1 if at is None else at, step)

    @property
    def _asked(self) -> tuple[str, int, int]:
        """By which words, of which kind and in which order rows are shown."""
        return self._sought.text, self._kind, self._order

    def show(self) -> None:
        """The rows that pass the filter; the cursor stays on its report."""
        here = self.shown[self.listing.cursor].file if self.shown and self._moved else ""
        self.shown = self.rows.shown(*self._asked)
        at = self.shown.line(here) if here else 0
        self.listing.show(len(self.shown), self._draw, at)
        self._show_lines()

    def _show_lines(self) -> None:
        count = listed.Count(self.total, len(self.rows), self.rows.left)
        self.title_bar.show(*listed.title(self._kind, self._sought.text, len(self.shown)))
        self.heads.show(listed.heads(max(0, self.size.width - 2)))
        self.status.show(*listed.status(self._order, count, self._said))
        self.footer.show(listed.footer())

    def _file(self, path: str) -> str:
        """The file's name, behind its folder's where others are called the same."""
        file = Path(path)
        return f"{file.parent.name}/{file.name}" if self._names[file.name] > 1 else file.name

    def _draw(self, line: int, width: int) -> Sequence[Piece]:
        row = self.shown[line]
        return listed.line(row, self._file(row.file), width)

    # -- keys --------------------------------------------------------------------------------------------

    def press(self, key: str, character: str) -> None:
        """Filter, sort, open, leave."""
        self._said, self._moved = "", True
        asked = self._asked
        if key == "ctrl+q":
            self.app.exit()
        elif key == "enter":
            self._open()
        elif key in ("f1", "ctrl+p") or (key == "?" and not self._sought.text):
            self._help()
        elif key == "ctrl+r":
            self._check_one()
        elif key in ("tab", "shift+tab"):
            self._kind = (self._kind + (1 if key == "tab" else -1)) % len(KINDS)
        elif key in ("left", "right"):
            self._order = (self._order + (1 if key == "right" else -1)) % len(ORDERS)
        elif key == "escape":
            self._sought = Editor(inside=True)
        elif key == "f5" or (key == "F" and not self._sought.text):
            self.show_faults()
        elif key == "ctrl+e":
            self._export()
        elif key == "ctrl+l":
            self.repaint()
        elif not self.listing.press(key):
            self._type(key, character)
        if self._asked != asked:
            self.show()
        else:
            self._show_lines()

    def choose_tab(self, number: int) -> None:
        """Another kind."""
        self._kind, self._moved = number, True
        self.show()

    def _type(self, key: str, character: str) -> None:
        if not self._sought.press(key) and character:
            self._sought.insert(character, fold=False)
            self.listing.cursor = 0

    def _help(self) -> None:
        from tui.workbench.screens.chooser import Chooser, Item

        keys = (*listed.KEYS, *listed.MORE)
        items = [Item(key, (shown(key), _(name))) for key, name in keys if key not in ("?", "ctrl+p")]
        self.app.push_screen(Chooser(_("帮助"), items, closing=frozenset({"?", "f1", "ctrl+p"})), self._perform)

    def _perform(self, key: str | None) -> None:
        """Do what was chosen in the help."""
        if key is not None:
            self.press(key, "")

    def _check_one(self) -> None:
        """Open a report that is done, any one, each once before any comes again."""
        done = [row.file for row in self.rows.values() if row.state in (DONE, DOUBTFUL)]
        if not done:
            self._said = _("还没有已完成的报告")
            return
        self._checked = self._checked if set(done) - self._checked else set()
        path = choice(sorted(set(done) - self._checked))
        self._checked.add(path)
        self.post_message(self.Open(path, self.position(path)))

    def show_faults(self, code: str = "row_sum") -> None:
        """The findings of one kind side by side, of all reports that are shown and want somebody."""
        from tui.workbench.screens.faults import Faults

        files = dict.fromkeys(row.file for row in self.shown if rows.work_left(row))
        if not files:
            self._say(_("没有问题") if len(self.rows) == self.total else _("还没有读到有问题的报告，稍后再试"))
            return
        self.app.push_screen(Faults(tuple(files), code), self._decided)

    def _decided(self, touched: frozenset[str] | None) -> None:
        """What became of the reports in which something was decided."""
        for path in touched or ():
            self._again(records_of(path))
        self.show()

    def _open(self) -> None:
        if self.shown:
            path = self.shown[self.listing.cursor].file
            self.post_message(self.Open(path, self.position(path)))

    def _export(self) -> None:
        from tui.workbench.exporting import export_many

        chosen = [row.file for row in self.shown if not row.error]
        self._said = _("正在导出 {count} 份").format(count=len(chosen))
        self.run_worker(lambda: self.app.call_from_thread(self._say, export_many(chosen, self.paths)), thread=True)

    def _say(self, words: str) -> None:
        self._said = words
        self._show_lines()

    @on(Listing.Chosen)
    def _pointed(self, event: Listing.Chosen) -> None:
        self.listing.move_to(event.line)
        if event.twice:
            self._open()
