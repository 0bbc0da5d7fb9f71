"""A person who types into the real workbench until it is killed or cut off, and what must be there afterwards."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from conftest import ROOT
from pty_program import Program

import parsers
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS
from parsers.model import Address
from tui.corrections.acts import Entry, live
from tui.corrections.journal import Journal
from tui.corrections.session import Session

SAMPLE = ROOT / "sample_reports" / "lines_three_row_other.txt"
COMMAND = [sys.executable, "-m", "tui", "--lang", "zh", "--theme", "ansi"]
DEAF = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh"]

Ending = Callable[[Program], None]


def kill(program: Program) -> None:
    """kill -9; what had been written to the terminal by then can still be read."""
    os.kill(program.pid, signal.SIGKILL)
    assert program.ended() == -signal.SIGKILL
    while program.read(0):
        pass


def hang_up(program: Program) -> None:
    """The line drops: the terminal is gone, and the program must notice and end by itself."""
    program.hang_up()
    assert program.ended(20) is not None, "it still runs without a terminal"


def lose_terminal(program: Program) -> None:
    """As `hang_up`, but nothing says so: the program was started where the signal is ignored."""
    hang_up(program)


def terminate(program: Program) -> None:
    """SIGTERM, as at a shutdown."""
    os.kill(program.pid, signal.SIGTERM)
    assert program.ended(20) is not None, "it does not end on SIGTERM"


class Person:
    """One report, many sittings; every figure typed is used once, so that it tells which act it belongs to."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.report = folder / "报告.txt"
        shutil.copy(SAMPLE, self.report)
        self.data = self.report.read_bytes()
        self.base = parsers.read(self.data)
        self.form = form_of(self.base.edition, self.base.three_other)
        self.rows = [row.key for row in self.form.rows(APPLICATIONS)]
        self.columns = list(self.form.blocks[APPLICATIONS][0].columns)
        self.environment = {"XDG_STATE_HOME": str(folder / "state")}
        self.random = random.Random(seed)
        self.figure = 1000
        self.proven = 0
        """Acts that the screen had shown when the program ended."""

    def sitting(self, ending: Ending) -> None:
        """Reopen the report, look, type, be cut off at some moment; then see what is on the disk."""
        before = self.kept()
        self.plan = Session(self.base, self._expect)
        self.plan.replay(before)
        self.expected: list[Entry] = []
        self.at = self.cursor()
        command = [*(DEAF if ending is lose_terminal else ()), *COMMAND, str(self.report)]
        with Program(command, (100, 50), self.environment) as program:
            program.wait_for(lambda: self._shows(program))
            program.send(self._edit())
            program.wait_for(lambda: self._shows(program))
            for _ in range(self.random.randint(1, 25)):
                program.send(self._keys())
                program.read(self.random.choice((0, 0.005, 0.02, 0.05)))
            program.read(self.random.random() * 0.03)
            ending(program)
            written = program.written.decode("utf-8", "replace")
        self._see(before, written)

    def kept(self) -> tuple[Entry, ...]:
        """What is on the disk."""
        return Journal.look(self.report, self.data).entries

    def cursor(self) -> tuple[int, int]:
        """Row and column where the person was."""
        here = Journal.look(self.report, self.data).cursor
        return (self.rows.index(here.row), self.columns.index(here.column)) if here else (0, 0)

    def _expect(self, entry: Entry) -> Entry:
        self.expected.append(entry)
        return entry

    def _shows(self, program: Program) -> bool:
        """Whether the reopened workbench shows every figure that was typed and still applies."""
        written = program.written.decode("utf-8", "replace")
        figures = {address: value for act in self.plan.live for address, value in act.cells}
        return "自然人" in written and all(f"*{value}" in written for value in figures.values())

    def _keys(self) -> str:
        """One act or move, as keys; the plan notes what it must come to."""
        row, column = self.at
        chance = self.random.random()
        if chance < 0.1:
            self._go_to(self.plan.live[-1:])
            self.plan.undo()
            return "u"
        if chance < 0.15:
            self._go_to(self.plan.acts[self.plan.applied :][:1])
            self.plan.redo()
            return "\x19"
        if chance < 0.3:
            self.at = row, max(0, min(len(self.columns) - 1, column + (step := self.random.choice((-1, 1)))))
            return "\x1b[C" if step > 0 else "\x1b[D"
        return self._edit()

    def _go_to(self, acts: tuple[Entry, ...]) -> None:
        """The cursor goes where an act was taken back or done again."""
        for act in acts:
            (address, _), *_ = act.cells
            self.at = self.rows.index(address.row), self.columns.index(address.column)

    def _edit(self) -> str:
        """A figure that was never typed before; at the last row the first one comes next."""
        row, column = self.at
        up = ""
        if row == len(self.rows) - 1:
            up, row = "\x1b[A" * row, 0
        self.figure += 1
        self.plan.edit({Address(APPLICATIONS, self.rows[row], self.columns[column]): self.figure})
        self.at = row + 1, column
        return f"{up}{self.figure}\r"

    def _see(self, before: tuple[Entry, ...], written: str) -> None:
        after = self.kept()
        assert after[: len(before)] == before, "what was kept earlier has changed"
        new = [what(entry) for entry in after[len(before) :]]
        assert new == [what(entry) for entry in self.expected[: len(new)]], "an act that nobody did, or in another cell"
        edits = [(number, e.cells[0][1]) for number, e in enumerate(self.expected, start=1) if e.kind == "edit"]
        shown = max((number for number, figure in edits if f"*{figure}" in written), default=0)
        assert shown <= len(new), f"the screen had shown {shown} acts, and {len(new)} are kept"
        self.proven += shown
        assert [act.kind for act in live(after)] == ["edit"] * len(live(after))


def what(entry: Entry) -> tuple[object, ...]:
    """An act without its time and name."""
    return entry.kind, entry.cells, entry.printed, entry.to
