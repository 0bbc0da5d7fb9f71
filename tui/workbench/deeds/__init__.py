"""What each action of the table does to the workbench: `DO`, by the action's id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.workbench.deeds import cells, findings, moves, report, text

if TYPE_CHECKING:
    from tui.workbench.screens.workbench import Workbench

DO: Mapping[str, Callable[[Workbench], object]] = {
    **moves.DO,
    "edit": cells.edit,
    "blank": cells.blank,
    "undo": cells.undo,
    "redo": cells.redo,
    "shift_left": cells.shift_left,
    "shift_right": cells.shift_right,
    "fill_zero": cells.fill_zero,
    "follow": cells.follow,
    "copy": cells.copy,
    "history": report.history,
    "next_finding": findings.next_finding,
    "previous_finding": findings.previous_finding,
    "accept": findings.accept,
    "accept_all": findings.accept_all,
    "as_printed": findings.as_printed,
    "confirm": findings.confirm,
    "confirm_all": findings.confirm_all,
    "findings": findings.findings,
    "enter": text.enter,
    "cross": text.cross,
    "pick": text.pick,
    "fill_row": text.fill_row,
    "search": text.search,
    "search_again": text.search_again,
    "back": text.back,
    "export": report.export,
    "done": report.done,
    "fields": report.fields,
    "palette": report.palette,
    "help": report.show_help,
    "repaint": report.repaint,
    "next_report": report.next_report,
    "previous_report": report.previous_report,
    "queue": report.queue,
    "quit": report.leave,
}
