"""The app: its theme, its screens, and the one way in."""

from __future__ import annotations

import os

# With kitty's keyboard flags some terminals drop what an input method commits; Textual looks when it is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES

from tui.case.case import Case
from tui.case.opening import begun, is_large, is_one, large
from tui.corrections.lock import release_all
from tui.terminal import terminal
from tui.terminal.facts import TerminalFacts
from tui.words.language import _
from tui.workbench.guide import Guide
from tui.workbench.painting.palette import PALETTES
from tui.workbench.screens.standing import Standing
from tui.workbench.screens.workbench import Workbench

if TYPE_CHECKING:
    from tui.workbench.screens.faults import Faults
    from tui.workbench.screens.queue import Queue

_LIKE = ("textual-dark", "textual-light", "ansi-dark", "ansi-light")
"""Textual's own themes, that ours differ from in their colours."""
_THEMES = {("ansi", True): "gouji-ansi-dark", ("ansi", False): "gouji-ansi-light"}
_THEMES |= {("full", True): "gouji-dark", ("full", False): "gouji-light"}


class Gouji(App[None], inherit_bindings=False):
    """One terminal, one or many reports."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # the terminal's own selection (with Shift) copies what is seen
    TITLE = "gouji"

    def __init__(
        self,
        paths: Sequence[str],
        theme: str = "full",
        dark: bool = True,
        first: Case | None = None,
        guide: Guide | None = None,
    ) -> None:
        """`first` is a report that is open already, `guide` walks through it."""
        super().__init__()
        self.paths = tuple(paths)
        self.standing = Standing()
        for like, name in zip(_LIKE, PALETTES, strict=True):
            colours: dict[str, Any] = dict(PALETTES[name])
            self.register_theme(replace(BUILTIN_THEMES[like], name=name, **colours))
        self.theme = _THEMES["ansi" if theme == "mono" else theme, dark]
        self.no_color = self.no_color or theme == "mono"
        self._first = first
        self._guide = guide
        self._queue: Queue | None = None

    def get_default_screen(self) -> Screen[None]:
        """The workbench at once where there is one report, else the list."""
        if self._first is not None or is_one(self.paths):
            return Workbench(self._first or begun(self.paths[0]), self._guide)
        from tui.workbench.screens.queue import Queue  # one report needs no list of them

        self._queue = Queue(self.paths)
        return self._queue

    def _fatal_error(self) -> None:
        """Textual would print the values of all variables; the command line tells what happened in a sentence."""
        self._close_messages_no_wait()

    def on_mount(self) -> None:
        """A large report is read now that its screen stands; and after a stop the terminal may show anything."""
        self.app_resume_signal.subscribe(self, lambda _app: self.standing.forget())
        if isinstance(self.screen, Workbench) and is_one(self.paths) and is_large(self.paths[0]):
            self._read_into(self.screen, self.paths[0])

    def on_resize(self) -> None:
        """A terminal of another size shows anything."""
        self.standing.forget()

    def on_queue_open(self, event: Queue.Open) -> None:
        """A report of the list."""
        self._open(event.path, event.position)

    def on_faults_open(self, event: Faults.Open) -> None:
        """A report of the list, at one of its findings."""
        position = self._queue.position(event.path) if self._queue is not None else ""
        self._open(event.path, position, event.part, event.finding)

    def _open(self, path: str, position: str, part: int = 1, at: str | None = None) -> None:
        bench = Workbench(self._compared(begun(path, part)), at=at)
        bench.many, bench.position, bench.opened_on = True, position, self.paths
        self.push_screen(bench)
        if is_large(path):
            self._read_into(bench, path, part)

    @on(Workbench.Alike)
    def _alike(self, event: Workbench.Alike) -> None:
        """The report is left, for its row may be decided there; the list stands below."""
        bench, queue = self.screen, self._queue
        if isinstance(bench, Workbench) and queue is not None:
            queue.worked_on(bench.desk)
            bench.leave()
            self.pop_screen()
            if self.screen is queue:
                queue.show_faults(event.code)

    @on(Workbench.Wanted)
    def _wanted(self, event: Workbench.Wanted) -> None:
        bench = self.screen
        if not isinstance(bench, Workbench):
            return
        report = bench.session.base
        if event.step and 1 <= report.part + event.step <= report.parts:
            self._turn_to(bench, bench.desk.path, report.part + event.step)
        elif self._queue is None and report.parts > 1:
            bench.say(_("这个文件里没有别的报告了"))
        elif self._queue is None:
            bench.say(_("只打开了这一份报告"))
        else:
            self._leave(bench, self._queue, event.step)
        if bench.is_current:
            bench.settle()

    def _leave(self, bench: Workbench, queue: Queue, step: int) -> None:
        """Back to the list (0), or on to another of its reports."""
        queue.worked_on(bench.desk)
        if step == 0:
            bench.leave()
            self.pop_screen()
        elif (path := queue.beside(bench.desk.path, step)) is None:
            bench.say(_("别的报告都没有待办了"))
        else:
            self._turn_to(bench, path)

    def _turn_to(self, bench: Workbench, path: str, part: int = 1) -> None:
        """Another report on the same desk."""
        position = self._queue.position(path) if self._queue is not None else ""
        bench.take(self._compared(begun(path, part)), position)
        if is_large(path):
            self._read_into(bench, path, part)

    @on(Workbench.Changed)
    def _changed(self, event: Workbench.Changed) -> None:
        for desk in event.desks:
            if self._queue is not None:
                self._queue.worked_on(desk)

    @on(Workbench.TableWanted)
    def _table_wanted(self) -> None:
        from tui.workbench.screens.over import other_tables

        if isinstance(self.screen, Workbench) and self._queue is not None:
            self.push_screen(*other_tables(self.screen, self._queue.rows.values()))

    def _compared(self, desk: Case) -> Case:
        """The desk with the report of the year before beside it, where the list has it."""
        if self._queue is not None:
            desk.before = self._queue.year_before(desk)
        return desk

    def _read_into(self, bench: Workbench, path: str, part: int = 1) -> None:
        def show(desk: Case) -> None:
            if bench.desk.path == path:
                bench.take(self._compared(desk), bench.position)
            else:
                desk.close()

        def read() -> None:
            desk = large(path, part)
            with suppress(RuntimeError):  # the person has left meanwhile
                self.call_from_thread(show, desk)

        # No worker of Textual's: leaving would wait for it.
        Thread(target=read, daemon=True).start()


def run(
    paths: Sequence[str],
    facts: TerminalFacts | None = None,
    mouse: bool | None = None,
    first: Case | None = None,
    guide: Guide | None = None,
) -> int:
    """Open the workbench on files or folders until the person leaves (`first` is on the desk); the exit status.

    `guide` walks through the first report.
    """
    facts = facts or TerminalFacts()
    if first is None and is_one(paths):
        first = begun(paths[0])
    app = Gouji(paths, facts.theme, facts.dark, first, guide)
    with terminal.guard(app, facts, release_all):
        app.run(mouse=mouse is not False)
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
