"""What is done to cells: typing, blanking, shifting, copying, and taking all of it back."""

from __future__ import annotations

from parsers.model import Address
from tui.corrections.session import Entry, Setting
from tui.words.language import _
from tui.workbench import editing, pasting
from tui.workbench.bench import Bench
from tui.workbench.deeds.text import rows_named
from tui.workbench.painting.editor import Editor, Question
from tui.workbench.painting.marks import figure_text


def edit(bench: Bench) -> None:
    """Open the cell with its figure, the caret inside."""
    if not bench.may_change():
        return
    bench.grid.editor = Editor.at_end(figure_text(bench.report.value(bench.grid.address)), inside=True)


def selected(bench: Bench) -> list[Address]:
    """The cells of the selection, or the one under the cursor."""
    return [a for row in bench.grid.selection for a in row]


def blank(bench: Bench) -> None:
    """Empty the cell or the range."""
    bench.change(editing.blanked(bench.report, selected(bench)), "blank")


def fill_zero(bench: Bench) -> None:
    """0 into the blanks of the range, or of the row under review."""
    view, before = bench.view, bench.facts.findings
    row = view.asked if view.here == bench.walked_at and not bench.grid.selecting else ()
    if bench.change(editing.zeroed(bench.report, row or selected(bench)), "zero") and row and view.finding is not None:
        bench.go_on(before, view.finding.key)


def follow(bench: Bench) -> None:
    """Let the total follow its parts."""
    bench.change(editing.follow(bench.grid.address), "follow")


def shift_left(bench: Bench) -> None:
    """Move the parts of the rows left, onto the blank here or before."""
    _shift(bench, -1)


def shift_right(bench: Bench) -> None:
    """Move the parts of the rows right from here on."""
    _shift(bench, 1)


def _shift(bench: Bench, step: int) -> None:
    """All rows of the selection move; the cursor goes with the figures."""
    starts = [row[0] for row in bench.grid.selection]
    if bench.change(editing.shifted(bench.report, bench.page.sheet, starts, step), "shift"):
        bench.grid.travel(step)


def select_row(bench: Bench) -> None:
    """Select whole rows."""
    bench.grid.select(rows=True, columns=False)


def select_column(bench: Bench) -> None:
    """Select whole columns."""
    bench.grid.select(rows=False, columns=True)


def select_all(bench: Bench) -> None:
    """Select the whole table."""
    bench.grid.select(rows=True, columns=True)


def fill_down(bench: Bench) -> None:
    """The figures of the first row of the selection into all its rows."""
    first, *rows = bench.grid.selection
    if not rows:
        bench.say(_("先选中几行（Shift+↓）"))
        return
    values = [bench.report.value(a) for a in first]
    bench.change({a: v for row in rows for a, v in zip(row, values, strict=False)}, "fill")


def ask_fill(bench: Bench) -> None:
    """Ask for one figure for the whole selection."""
    bench.question = Question(FILL, Editor(inside=True), "fill")


def fill(bench: Bench, answer: str) -> None:
    """One figure into the whole selection."""
    changes: dict[Address, Setting] = {}
    for address in selected(bench):
        value = editing.typed(answer, address.column)
        if isinstance(value, editing.Refusal):
            bench.say(value.sentence)
            return
        changes[address] = value
    bench.change(changes, "fill")


def ask_row(bench: Bench) -> None:
    """Ask for the row to go to, by its number or a word of its name."""
    bench.question = Question(ROW, Editor(inside=True), "row")


def go_to_row(bench: Bench, answer: str) -> None:
    """To a row by its number in the table, from 1, or by a word of its label; the column stays."""
    rows = [line.cells for line in bench.page.sheet.lines if line.cells]
    if answer.isdecimal() and 1 <= int(answer) <= len(rows):
        cells = rows[int(answer) - 1]
    elif named := rows_named(bench, answer):
        cells = next(row for row in rows if row[0] == named[0])
    else:
        bench.say(_("没有“{words}”这一行").format(words=answer))
        return
    column = bench.grid.address.column
    bench.grid.go(next((a for a in cells if a.column == column), cells[0]))


FILL, ROW = "选区填入：", "到哪一行（行号或名称）："
"""What is asked in the status line (message ids)."""


def undo(bench: Bench) -> None:
    """Take the last act back."""
    if not bench.session.applied:
        bench.say(_("没有可以撤销的"))
        return
    act = bench.session.live[-1]
    if bench.act(bench.session.undo):
        _show(bench, act)


def redo(bench: Bench) -> None:
    """Do the last act taken back again."""
    if bench.session.applied == len(bench.session.acts):
        bench.say(_("没有可以重做的"))
        return
    act = bench.session.acts[bench.session.applied]
    if bench.act(bench.session.redo):
        _show(bench, act)


def _show(bench: Bench, act: Entry) -> None:
    """Go where an act was, so that what it did is seen."""
    touched = [address for address, _value in act.cells if address in bench.report.cells]
    if touched:
        bench.go_to(touched[0])


def copy(bench: Bench) -> None:
    """The range to the clipboard of the person's own machine (OSC 52), as Excel pastes it."""
    block = bench.grid.selection
    bench.to_clipboard(editing.copied(bench.report, block))
    bench.say(_("已复制 {count} 格").format(count=sum(map(len, block))))


def paste(bench: Bench, text: str) -> None:
    """Whatever was copied, placed by its labels or from the cursor on, as one step."""
    facts, grid = bench.facts, bench.grid
    if bench.change(pasting.pasted(facts.report, facts.form, grid.sheet, grid.address, text), "paste"):
        bench.say(_("已粘贴 {count} 格；u 撤销").format(count=len(bench.session.live[-1].cells)))
