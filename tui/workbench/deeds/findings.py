"""What is done about findings: walked, repaired, decided, confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.codes import Says, says
from parsers.model import Address, Severity
from tui.case.remaining import beside
from tui.words.language import _
from tui.workbench import editing, sure
from tui.workbench.bench import Bench
from tui.workbench.deeds.cells import selected
from tui.workbench.explain import place, written
from tui.workbench.view import SHOWN, asked


def next_finding(bench: Bench) -> None:
    """Walk on."""
    _walk(bench, 1)


def previous_finding(bench: Bench) -> None:
    """Walk back."""
    _walk(bench, -1)


def _walk(bench: Bench, step: int) -> None:
    finding = beside(bench.facts.findings, bench.finding, step)
    if finding is None:
        bench.say(_("没有问题了；^E 导出，^S 标为完成"))
    else:
        bench.look_at(finding)


def accept(bench: Bench) -> None:
    """Carry out the repair that is offered for the finding, and stay where its first figure stands."""
    repair = bench.view.repair
    if repair is None:
        _fill(bench)
        return
    before = [(c.address, bench.report.value(c.address), c.value) for c in repair.changes]
    if bench.change(dict(repair.changes), "repair"):
        bench.go_to(repair.changes[0].address)
        shown = ";".join(f"{place(a)} {written(old)}→{written(new)}" for a, old, new in before[:3])
        more = _(" 等 {count} 格").format(count=len(before)) if len(before) > 3 else ""
        bench.say(_("已改 {cells}；u 撤销").format(cells=shown + more))


def _fill(bench: Bench) -> None:
    """Fill the empty rows from here on with the figures that the text has left, as the grid shows them."""
    run = bench.view.run
    if not run:
        bench.say(_("这里没有建议"))
    elif bench.change(run, "pick"):
        bench.say(_("已按原文次序填 {rows} 行；u 撤销").format(rows=len({a.row for a in run})))


def turn(bench: Bench, step: int) -> bool:
    """Offer another repair of the finding, or other placements; False where there are none."""
    view = bench.view
    pages = len(view.repairs) or -(-len(view.ways) // SHOWN)
    if pages < 2 or bench.walked_at != bench.grid.address:
        return False
    bench.turned = (view.turned + step) % pages
    return True


def next_cell(bench: Bench) -> None:
    """The next repair where several are offered, else the next cell."""
    if not turn(bench, 1):
        bench.grid.step(1)


def previous_cell(bench: Bench) -> None:
    """The repair before where several are offered, else the cell before."""
    if not turn(bench, -1):
        bench.grid.step(-1)


def accept_all(bench: Bench) -> None:
    """Carry out every repair that is certain and shows in more than one figure, as one step.

    A lone figure against its sums may be printed so: whoever takes that repair has to see it.
    """
    known = bench.advice.certain(bench.session) if bench.advice is not None else ()
    certain = [repair for repair in known if len(repair.changes) > 1]
    changes = {c.address: c.value for repair in certain for c in repair.changes}
    if not changes:
        bench.say(_("没有确定无疑的建议"))
    elif bench.change(changes, "repair"):
        bench.say(_("已采纳 {count} 处确定的建议；u 撤销").format(count=len(certain)))
        bench.go_on((), "")


def as_printed(bench: Bench) -> None:
    """The figures stand so in the report, and with them every sum that the same fault makes fail; on to the next.

    Where the reader doubts the cells this is a look at them, as `confirm`: no decision hides a doubt.
    """
    finding, before = bench.view.finding, bench.facts.findings
    if finding is None:
        bench.say(_("光标不在问题上，按 n 到下一问题"))
        return
    if says(finding.code, Says.LOOKED):
        confirm(bench)
        return
    fails = finding.severity is Severity.ERROR and bench.advice is not None
    keys = bench.advice.fault(bench.session, finding) if fails and bench.advice is not None else (finding.key,)
    if bench.act(lambda: bench.session.decide(keys)):
        bench.go_on(before, finding.key)


def confirm(bench: Bench) -> None:
    """The row or figure under review is right as it stands, or all of a selection; on to the next."""
    view, before = bench.view, bench.facts.findings
    if bench.grid.selecting:
        _confirm(bench, editing.to_confirm(bench.report, selected(bench)))
        return
    finding = view.finding or bench.facts.about(view.here)
    if finding is None:
        _confirm(bench, editing.to_confirm(bench.report, [view.here]))
    elif finding.severity is Severity.ERROR:
        bench.say(_("勾稽不符，不能只确认：a 采纳建议，x 原文如此，或直接改数"))
    else:
        cells = editing.to_confirm(bench.report, asked(bench.report, finding, view.here))
        kept = bench.act(lambda: bench.session.confirm(cells) if cells else bench.session.decide([finding.key]))
        if kept:
            bench.go_on(before, finding.key)


def take_way(bench: Bench, number: int) -> bool:
    """Seat the figures of the row as the placement with a number has them; False where there is none with it."""
    finding, ways, before = bench.view.finding, bench.view.ways, bench.facts.findings
    offered = ways[bench.view.turned * SHOWN :][:SHOWN]
    if finding is None or bench.walked_at != bench.grid.address or not 1 <= number <= len(offered):
        return False
    if bench.change(editing.seated(offered[number - 1]), "place"):
        bench.go_on(before, finding.key)
    return True


def confirm_all(bench: Bench) -> None:
    """Confirm what arithmetic left one way for; what is guessed, lost, unreadable or in a failing sum is walked."""
    before = bench.facts.findings
    rows = sure.rows(bench.facts, bench.ways)
    cells = tuple(dict.fromkeys(a for row in rows for a in row))
    if not cells:
        bench.say(_("没有可以一并确认的：每一处都要人看"))
    elif bench.act(lambda: bench.session.confirm(cells, "confirm_all")):
        guessed = sum(says(f.code, Says.PLACED) for f in bench.facts.findings)
        words = _("已确认 {count} 处；u 撤销").format(count=len(rows))
        bench.say(words + (_("；{guessed} 行是猜的，逐行看").format(guessed=guessed) if guessed else ""))
        bench.go_on(before, "")


def _confirm(bench: Bench, cells: Sequence[Address]) -> None:
    if not cells:
        bench.say(_("这里没有存疑的数字"))
    elif bench.act(lambda: bench.session.confirm(cells)):
        bench.say(_("已确认 {count} 格").format(count=len(cells)))
