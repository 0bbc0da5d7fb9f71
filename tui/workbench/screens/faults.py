"""One fault over the folder: its findings side by side, a report a row, each decided with one key."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import Worker, get_current_worker

from tui.many import batch
from tui.words.language import _
from tui.words.plain import visible
from tui.workbench import faults
from tui.workbench.faults import DECIDING, KINDS, Decided, Fault, kind_of
from tui.workbench.painting.pieces import Piece, left, pressable, tabs
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.listing import Listing

_FLUSH = 0.2
"""Seconds between two repaints while reports are read."""
MOST = 5000
"""So many rows of a kind are kept; whoever has decided these asks again."""
KEYS = (
    ("a", "采纳"),
    ("Space", "确认"),
    ("x", "原文如此"),
    ("u", "撤销"),
    ("Enter", "打开"),
    ("Tab", "换一类"),
    ("Esc", "返回"),
)
"""What the footer shows: keys and message ids."""
_WHOSE, _WHERE, _STANDS = 24, 26, 14
"""Cells of the columns."""

Row = tuple[str, int, str]
"""File, part and key of a finding."""


class Faults(ThriftyScreen[frozenset[str]]):
    """Reads the reports in the background; answers with the files in which something was decided.

    What was decided here stays in sight, dim.
    """

    class Open(Message):
        """The report of a row is wanted, at its finding."""

        def __init__(self, path: str, part: int, finding: str) -> None:
            super().__init__()
            self.path = path
            self.part = part
            self.finding = finding

    def __init__(self, paths: Sequence[str], code: str = "row_sum") -> None:
        """The reports to look through, and the code of a finding of the kind to begin with."""
        super().__init__()
        self._paths, self.kind = tuple(paths), kind_of(code)
        self._rows: list[list[Fault]] = [[] for _kind in KINDS]
        self.done: dict[Row, str] = {}
        """Rows that want nobody any more, by what became of them: a key of the workbench, or empty."""
        self._read = 0
        self._said = ""
        self._moved = False
        """Before that the cursor stays at the top while rows come in."""
        self._opened: Fault | None = None
        self._touched: set[str] = set()
        """Files in which something was decided."""
        self._worker: Worker[None] | None = None
        self.title_bar, self.listing = Bar(id="title"), Listing(id="list")
        self.detail, self.footer = Bar(id="status"), Bar(id="footer")

    def compose(self) -> ComposeResult:
        """Kinds, the rows, the finding in full, the keys."""
        yield self.title_bar
        yield self.listing
        yield self.detail
        yield self.footer

    def on_mount(self) -> None:
        """Begin to read."""
        self._show()
        self._worker = self.run_worker(self._reading, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Reading must not outlive the screen."""
        if self._worker is not None:
            self._worker.cancel()

    # -- reading, in a thread ------------------------------------------------------------------------------

    def _reading(self) -> None:
        worker, flushed, fresh = get_current_worker(), monotonic(), list[list[Fault]]()
        for read in batch.each(self._paths, faults.faults_of):
            fresh.append(read)
            if monotonic() - flushed > _FLUSH:
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._add, fresh)
                flushed, fresh = monotonic(), []
        self.app.call_from_thread(self._add, fresh)

    def _add(self, fresh: list[list[Fault]]) -> None:
        """More rows; once all are there, those that want the same stand together."""
        here = self.here if self._moved else None
        self._read += len(fresh)
        for fault in (fault for read in fresh for fault in read):
            if len(self._rows[fault.kind]) < MOST:
                self._rows[fault.kind].append(fault)
        if self.complete:
            for rows in self._rows:
                rows.sort(key=lambda fault: fault.order)
        if not self._rows[self.kind]:
            self.kind = next((n for n, rows in enumerate(self._rows) if rows), self.kind)
        self._show(here)

    # -- showing -------------------------------------------------------------------------------------------

    @property
    def complete(self) -> bool:
        """Whether every report was read."""
        return self._read == len(self._paths)

    @property
    def rows(self) -> list[Fault]:
        """The rows of the kind that is shown."""
        return self._rows[self.kind]

    @property
    def here(self) -> Fault | None:
        """The row under the cursor."""
        return self.rows[self.listing.cursor] if self.rows else None

    def _show(self, at: Fault | None = None) -> None:
        line = self.rows.index(at) if at is not None and at in self.rows else None
        self.listing.show(len(self.rows), self._draw, line)
        known = [n for n, rows in enumerate(self._rows) if rows]
        names = (f"{_(KINDS[n].value)} {len(self._rows[n])}" for n in known)
        kinds = tabs(names, known.index(self.kind) if self.kind in known else -1)
        read = "" if self.complete else _("正在读取 {count}/{total}")
        progress = read.format(count=self._read, total=len(self._paths))
        self.title_bar.show([(" " + _("同类问题"), "strong"), (" ", ""), *kinds], [(progress + " ", "key")])
        self._show_detail()
        self.footer.show(pressable(KEYS))

    def _show_detail(self) -> None:
        words = self.here.words if self.here is not None else _("没有问题")
        left_ = sum(fault.row not in self.done for fault in self.rows)
        left_words = _("还有 {left} 处").format(left=left_)
        left_words = self._file_of(self.here) + left_words
        self.detail.show([(" " + (self._said or visible(words)), "strong")], [(left_words + " ", "key")])

    def _file_of(self, fault: Fault | None) -> str:
        """Which file it is of, where that is not told by whose report it is."""
        if fault is None or all(other.file == fault.file for other in self.rows if other.whose == fault.whose):
            return ""
        file = Path(fault.file)
        return visible(f"{file.parent.name}/{file.name}") + " · "

    def _draw(self, line: int, width: int) -> Sequence[Piece]:
        fault = self.rows[line]
        done = self.done.get(fault.row)
        mark = ("! " if fault.fails else "? ") if done is None else f"{_MARKS.get(done, '✓')} "
        rest = max(0, width - 2 - _WHOSE - _WHERE - _STANDS)
        style = "dim" if done is not None else ""
        proposed = f"→ {fault.proposed}" if fault.proposed else ""
        return [
            (mark, style or ("alarm" if fault.fails else "")),
            (left(visible(fault.whose), _WHOSE - 1) + " ", style),
            (left(fault.where, _WHERE - 1) + " ", style),
            (left(fault.stands, _STANDS - 1) + " ", style),
            (left(proposed, rest), style or "key"),
        ]

    # -- keys ----------------------------------------------------------------------------------------------

    def press(self, key: str, character: str) -> None:
        """Decide the row, go on, open its report, or leave."""
        self._said, self._moved = "", True
        if key == "ctrl+q":
            self.app.exit()
        elif key in ("escape", "q", "ctrl+c"):
            self.answer(frozenset(self._touched))
        elif key in DECIDING and self.here is not None:
            self._decide(self.here, key)
        elif key in ("u", "ctrl+z") and self.here is not None:
            self._take_back(self.here)
        elif key == "enter" and self.here is not None:
            self._open(self.here)
        elif key in ("n", "N"):
            self._next(1 if key == "n" else -1)
        elif key in ("tab", "shift+tab"):
            self._turn(1 if key == "tab" else -1)
        else:
            self.listing.press({"j": "down", "k": "up"}.get(key, key))
        self._show_detail()

    def _decide(self, fault: Fault, key: str) -> None:
        """As in the workbench; what else the act settled in the same report is done with too."""
        decided = faults.decide(fault, key)
        if self._settle(fault, decided, key) and decided.kept:
            self._next(1)
        else:
            self._said = decided.said

    def _settle(self, fault: Fault, decided: Decided, key: str) -> bool:
        """Note which rows of a report are open, new ones too; whether this one no longer is."""
        self._touched.add(fault.file)
        open_now = {other.row for other in decided.open if other.report == fault.report}
        known = [other.row for rows in self._rows for other in rows if other.report == fault.report]
        for other in decided.open:
            if other.report == fault.report and other.row not in known:
                self._rows[other.kind].append(other)
        for row in known:
            if row in open_now:
                self.done.pop(row, None)
            else:
                self.done.setdefault(row, key if row == fault.row else "")
        self._show()
        return fault.row not in open_now

    def _take_back(self, fault: Fault) -> None:
        """The last act, in the report of the row; only where something was decided here."""
        if not any(row[:2] == fault.report for row in self.done):
            self._said = _("没有可以撤销的")
            return
        self._settle(fault, faults.take_back(fault), "")
        self._said = _("已撤销")

    def _next(self, step: int) -> None:
        """To the next row that nobody decided, going round."""
        count = len(self.rows)
        order = ((self.listing.cursor + step * n) % count for n in range(1, count + 1))
        following = next((line for line in order if self.rows[line].row not in self.done), None)
        if following is None:
            self._said = _("这一类都处理完了；Tab 换一类")
        else:
            self.listing.move_to(following)

    def _turn(self, step: int) -> None:
        """To the next kind that has rows."""
        order = [(self.kind + step * n) % len(KINDS) for n in range(1, len(KINDS) + 1)]
        self.kind = next((kind for kind in order if self._rows[kind]), self.kind)
        self.listing.cursor = 0
        self._show()

    def choose_tab(self, number: int) -> None:
        """Another kind, of those that have rows."""
        self.kind = [n for n, rows in enumerate(self._rows) if rows][number]
        self.listing.cursor = 0
        self._show()

    def _open(self, fault: Fault) -> None:
        self._opened = fault
        self.post_message(self.Open(fault.file, fault.part, fault.key))

    def on_screen_resume(self) -> None:
        """Back from a report: what was settled there is done with."""
        fault, self._opened = self._opened, None
        if fault is not None:
            self._settle(fault, Decided(False, "", tuple(faults.faults_of(fault.file))), "")

    @on(Listing.Chosen)
    def _pointed(self, event: Listing.Chosen) -> None:
        self.listing.move_to(event.line)
        self._show_detail()
        if event.twice and self.here is not None:
            self._open(self.here)


_MARKS = {"a": "*", "x": "x"}
"""What became of a row that a key decided; any other was confirmed."""
