"""What is done with the report as a whole: exported, finished, looked over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Address
from tui.corrections.session import Setting
from tui.words.language import _

if TYPE_CHECKING:
    from tui.workbench.screens.workbench import Workbench


def export(bench: Workbench) -> None:
    """Write the workbook beside the report; asked a second time at once, over what is in the way."""
    from tui.workbench.screens.exporting import export_beside

    force = bench.overwrite

    def write() -> None:
        words, bench.overwrite = export_beside(bench.desk, force)
        bench.say(words)

    bench.soon(_("正在导出 {path}").format(path=bench.desk.target), write)


def done(bench: Workbench) -> None:
    """Mark the report as done, until it is changed again; everything is kept already."""
    if bench.session.done or bench.act(bench.session.mark_done):
        bench.say(_("已标为完成;改动都已保存"))


def repaint(bench: Workbench) -> None:
    """Draw the whole screen again."""
    bench.app.refresh(repaint=True, layout=True)
    bench.refresh(repaint=True, layout=True)


def fields(bench: Workbench) -> None:
    """Agency, year, title, edition and the shape of (六), on a screen of their own."""
    from tui.workbench.screens.fields import Fields

    def change(address: Address, value: Setting) -> str:
        return "" if bench.change({address: value}, "field") else bench.said

    bench.app.push_screen(Fields(bench.session.base, lambda: bench.report, change))


def history(bench: Workbench) -> None:
    """The list of what was done; choosing an act goes to the state right after it."""
    from tui.workbench.screens.chooser import Chooser
    from tui.workbench.screens.lists import history_items

    def jump(number: str | None) -> None:
        if number is not None and int(number) != bench.session.applied:
            bench.act(lambda: bench.session.jump(int(number)))

    items = history_items(bench.session)
    bench.app.push_screen(Chooser(_("修改记录"), items, start=str(bench.session.applied)), jump)


def show_help(bench: Workbench) -> None:
    """Every key and mark; choosing an action does it."""
    from tui.workbench.screens.chooser import Chooser
    from tui.workbench.screens.lists import help_items

    bench.app.push_screen(Chooser(_("帮助"), help_items(), closing=frozenset({"?", "f1"})), bench.perform)


def palette(bench: Workbench) -> None:
    """Every action by its Chinese or English name."""
    from tui.workbench.screens.chooser import Chooser
    from tui.workbench.screens.lists import palette_items

    bench.app.push_screen(Chooser(_("查找功能"), palette_items(), closing=frozenset({"ctrl+p"})), bench.perform)


def next_report(bench: Workbench) -> None:
    """The next report with work left."""
    bench.ask_for(1)


def previous_report(bench: Workbench) -> None:
    """The report before with work left."""
    bench.ask_for(-1)


def queue(bench: Workbench) -> None:
    """Back to the list of reports."""
    if not bench.many:
        bench.say(_("只打开了这一份报告"))
    else:
        bench.ask_for(0)


def leave(bench: Workbench) -> None:
    """Leave the program at once: everything is kept already."""
    bench.leave()
    bench.app.exit()
