"""What is done about findings: walked, repaired, decided, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parsers.model import Address
from tui.case.remaining import beside
from tui.words.language import _
from tui.workbench import editing
from tui.workbench.deeds.cells import selected

if TYPE_CHECKING:
    from tui.workbench.screens.workbench import Workbench


def next_finding(bench: Workbench) -> None:
    """Walk on."""
    _walk(bench, 1)


def previous_finding(bench: Workbench) -> None:
    """Walk back."""
    _walk(bench, -1)


def _walk(bench: Workbench, step: int) -> None:
    finding = beside(bench.findings, bench.finding, step)
    if finding is None:
        bench.say(_("没有问题了;^E 导出,^S 标为完成"))
    else:
        bench.look_at(finding)


def accept(bench: Workbench) -> None:
    """Carry out the repair that is offered for the finding."""
    repair = bench.repair
    if repair is None:
        bench.say(_("这里没有建议"))
        return
    if bench.change(dict(repair.changes), "repair"):
        bench.grid.go(repair.changes[0].address)


def accept_all(bench: Workbench) -> None:
    """Carry out every repair that is certain, as one step."""
    changes = {c.address: c.value for repair in bench.advice.certain(bench.session) for c in repair.changes}
    if not changes:
        bench.say(_("没有确定无疑的建议"))
    else:
        bench.change(changes, "repair")


def as_printed(bench: Workbench) -> None:
    """The finding stands so in the report; on to the next."""
    finding = bench.finding_here
    if finding is None:
        bench.say(_("光标不在问题上,按 n 到下一问题"))
        return
    if bench.act(lambda: bench.session.decide([finding.key])):
        _walk(bench, 1)


def confirm(bench: Workbench) -> None:
    """The flagged cells of the range are right as they stand."""
    _confirm(bench, editing.to_confirm(bench.report, selected(bench)))


def confirm_all(bench: Workbench) -> None:
    """All flagged cells of the table are right as they stand."""
    _confirm(bench, editing.flagged(bench.report, bench.form, bench.table))


def _confirm(bench: Workbench, cells: Sequence[Address]) -> None:
    if not cells:
        bench.say(_("这里没有存疑的数字"))
    elif bench.act(lambda: bench.session.confirm(cells)):
        bench.say(_("已确认 {count} 格").format(count=len(cells)))


def findings(bench: Workbench) -> None:
    """The list of all findings; choosing one goes there."""
    from tui.workbench.screens.chooser import Chooser
    from tui.workbench.screens.lists import KINDS, finding_items

    items = finding_items(bench.report, bench.session.settled)
    kinds = [(kind, _(name)) for kind, name in KINDS]
    bench.app.push_screen(
        Chooser(_("问题清单"), items, kinds, bench.finding or "", frozenset({"f5"})), lambda key: _go_to(bench, key)
    )


def _go_to(bench: Workbench, key: str | None) -> None:
    finding = next((f for f in bench.report.findings if f.key == key), None)
    if finding is not None:
        bench.look_at(finding)
