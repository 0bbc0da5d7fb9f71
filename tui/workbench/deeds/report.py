"""What is done with the report as a whole: exported, finished, looked over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.words.language import _
from tui.workbench.bench import Bench
from tui.workbench.explain import verdict

if TYPE_CHECKING:
    from tui.workbench.returning import Taken  # workbooks are for those who export


def export(bench: Bench) -> None:
    """Write the workbook beside the report; asked a second time at once, over what is in the way."""
    from tui.workbench.exporting import export_beside

    force = bench.overwrite

    def write() -> None:
        words, bench.overwrite = export_beside(bench.desk, force)
        bench.say(words)

    bench.soon(_("正在导出 {path}").format(path=bench.desk.target), write)


def done(bench: Bench) -> None:
    """Mark the report as done, until it is changed again; asked once where errors or doubts are left."""
    if bench.session.done or bench.desk.clean:
        sure(bench, True)
    elif bench.may_change():
        bench.unsure = True
        left = next(iter(verdict(bench.facts)), "") or _("{n} 处存疑").format(n=len(bench.facts.findings))
        bench.say(_("还有 {left}：Enter 或 ^S 仍标为完成，Esc 不标").format(left=left))


def sure(bench: Bench, yes: bool) -> None:
    """The answer: done, though in doubt where anything is left, or not."""
    if not yes:
        bench.say(_("未标为完成"))
    elif bench.session.done or bench.act(bench.session.mark_done):
        bench.say(_("已标为完成；改动都已保存") if bench.desk.clean else _("已标为完成·有疑；改动都已保存"))


def opener(dialog: str) -> Callable[[Bench], None]:
    """Shows a screen over the workbench."""
    return lambda bench: bench.open(dialog)


def take_back(bench: Bench) -> None:
    """Shows which corrections a workbook brings, and takes them."""
    if bench.may_change():
        bench.open("take_back")


def taken_back(bench: Bench, taken: Taken) -> None:
    """Say what came back from a workbook, and show the first cell of this report that did."""
    bench.say(taken.words)
    here = [change.address for report in taken.reports if report.borrowed for change in report.taken.changes]
    if here:
        bench.go_to(here[0])
    bench.tell_of([report.desk for report in taken.reports if report.desk is not None and not report.borrowed])


def repaint(bench: Bench) -> None:
    """Draw the whole screen again."""
    bench.repaint()


def next_report(bench: Bench) -> None:
    """The next report with work left."""
    bench.ask_for(1)


def previous_report(bench: Bench) -> None:
    """The report before with work left."""
    bench.ask_for(-1)


def queue(bench: Bench) -> None:
    """Back to the list of reports."""
    if not bench.many:
        bench.say(_("只打开了这一份报告"))
    else:
        bench.ask_for(0)


def alike(bench: Bench) -> None:
    """All findings of the kind under the cursor, over the reports of the list."""
    finding = bench.view.finding or bench.view.walked
    if not bench.many:
        bench.say(_("只打开了这一份报告"))
    else:
        bench.ask_alike(finding.code if finding is not None else "")


def take_table(bench: Bench) -> None:
    """The table in sight out of another report of the list: a report may stand in several files."""
    if not bench.many:
        bench.say(_("只打开了这一份报告"))
    elif bench.may_change():
        bench.ask_table()


def leave(bench: Bench) -> None:
    """Leave the program at once: everything is kept already."""
    bench.leave()
    bench.quit()
