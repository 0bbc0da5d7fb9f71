"""What is done to cells: typing, blanking, shifting, copying, and taking all of it back."""

from __future__ import annotations

from parsers.model import Address
from tui.corrections.session import Entry
from tui.words.language import _
from tui.workbench import editing
from tui.workbench.bench import Bench
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.marks import figure_text


def edit(bench: Bench) -> None:
    """Open the cell with its figure, the caret inside."""
    bench.grid.editor = Editor.at_end(figure_text(bench.report.value(bench.grid.address)), inside=True)


def selected(bench: Bench) -> list[Address]:
    """The cells of the selection, or the one under the cursor."""
    return [a for row in bench.grid.selection for a in row]


def blank(bench: Bench) -> None:
    """Empty the cell or the range."""
    bench.change(editing.blanked(bench.report, selected(bench)), "blank")


def fill_zero(bench: Bench) -> None:
    """0 into the blanks of the range."""
    bench.change(editing.zeroed(bench.report, selected(bench)), "zero")


def follow(bench: Bench) -> None:
    """Let the total follow its parts."""
    bench.change(editing.follow(bench.grid.address), "follow")


def shift_left(bench: Bench) -> None:
    """Move the parts of the row left, onto the blank here or before."""
    bench.change(editing.shifted(bench.report, bench.grid.address, -1), "shift")


def shift_right(bench: Bench) -> None:
    """Move the parts of the row right from here on."""
    bench.change(editing.shifted(bench.report, bench.grid.address, 1), "shift")


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
    """Tab-separated lines laid over the grid from the cursor on, as one step."""
    bench.change(editing.pasted(bench.grid.sheet, bench.grid.address, text), "paste")
