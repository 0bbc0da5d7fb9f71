"""What is done about findings: walked, repaired, decided, confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import Address
from tui.case.remaining import beside
from tui.words.language import _
from tui.workbench import editing
from tui.workbench.bench import Bench
from tui.workbench.deeds.cells import selected


def next_finding(bench: Bench) -> None:
    """Walk on."""
    _walk(bench, 1)


def previous_finding(bench: Bench) -> None:
    """Walk back."""
    _walk(bench, -1)


def _walk(bench: Bench, step: int) -> None:
    finding = beside(bench.facts.findings, bench.finding, step)
    if finding is None:
        bench.say(_("没有问题了;^E 导出,^S 标为完成"))
    else:
        bench.look_at(finding)


def accept(bench: Bench) -> None:
    """Carry out the repair that is offered for the finding."""
    repair = bench.view.repair
    if repair is None:
        bench.say(_("这里没有建议"))
        return
    if bench.change(dict(repair.changes), "repair"):
        bench.grid.go(repair.changes[0].address)


def accept_all(bench: Bench) -> None:
    """Carry out every repair that is certain, as one step."""
    certain = bench.advice.certain(bench.session) if bench.advice is not None else ()
    changes = {c.address: c.value for repair in certain for c in repair.changes}
    if not changes:
        bench.say(_("没有确定无疑的建议"))
    else:
        bench.change(changes, "repair")


def as_printed(bench: Bench) -> None:
    """The finding stands so in the report; on to the next."""
    finding = bench.view.finding
    if finding is None:
        bench.say(_("光标不在问题上,按 n 到下一问题"))
        return
    if bench.act(lambda: bench.session.decide([finding.key])):
        _walk(bench, 1)


def confirm(bench: Bench) -> None:
    """The flagged cells of the range are right as they stand."""
    _confirm(bench, editing.to_confirm(bench.report, selected(bench)))


def confirm_all(bench: Bench) -> None:
    """All flagged cells of the table are right as they stand."""
    _confirm(bench, editing.flagged(bench.report, bench.facts.form, bench.table))


def _confirm(bench: Bench, cells: Sequence[Address]) -> None:
    if not cells:
        bench.say(_("这里没有存疑的数字"))
    elif bench.act(lambda: bench.session.confirm(cells)):
        bench.say(_("已确认 {count} 格").format(count=len(cells)))
