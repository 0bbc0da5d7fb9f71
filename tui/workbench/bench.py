"""The workbench without a screen: the report on the desk, where the person is, and what an act does to both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parsers.codes import EMPTY_ROW, says
from parsers.model import Address, Finding, Repair, Report, Span, Value
from parsers.repairing.placements import Way, placements
from tui.case.advice import Advice
from tui.case.case import Case
from tui.corrections.session import Session
from tui.words.language import _, language
from tui.words.refused import refused
from tui.workbench import picking
from tui.workbench.editing import Changes, Refusal
from tui.workbench.explain import verdict
from tui.workbench.guide import Guide
from tui.workbench.painting.editor import Question
from tui.workbench.painting.gridrows import GridRows
from tui.workbench.painting.sourcerows import SourceRows
from tui.workbench.picking import gap
from tui.workbench.runs import run, splits
from tui.workbench.stage import Stage
from tui.workbench.view import Facts, Page, View, beginning, facts_of, page_of


def _may_be_filled(finding: Finding) -> bool:
    """Whether it is of rows that may be filled from what is left over in the text."""
    return says(finding.code, EMPTY_ROW) or finding.code == "table_torn"


def greeting(findings: int) -> str:
    """What is said of a report just opened: its first finding speaks for itself, else what to do first."""
    return "" if findings else _("方向键移动，直接输入改数，n 看问题，^E 导出，? 帮助；改动随时自动保存")


class Bench(Stage):
    """Deeds change it, `settle` shows it; what only a screen can do is left to the screen that this becomes."""

    def __init__(self, desk: Case, advice: Advice | None = None, guide: Guide | None = None) -> None:
        """`advice` looks for repairs, without it none are offered; `guide` says which key to press."""
        self.desk = desk
        self.advice = advice
        self.guide = guide
        self._facts = facts_of(desk)
        self._page = page_of(self._facts, self._facts.table)
        self.table = self._facts.table
        self.finding: str | None = None
        """Key of the finding that is being walked."""
        self._told: tuple[Facts, tuple[str, ...]] | None = None
        """Of which report the panes were told, and the verdict on it."""
        self.turned = 0
        """Which of the repairs of the finding is offered."""
        self._suspects: frozenset[Address] | None = None
        self._ways: tuple[Report, Mapping[str, tuple[Way, ...]]] | None = None
        self._run: tuple[Report, Address, Mapping[Address, Value]] | None = None
        self.walked_at: Address | None = None
        """Where the cursor stood when it was walked to."""
        self.said = ""
        """A message; the next key takes it away."""
        self.question: Question | None = None
        """What is asked in the status line while the answer is typed."""
        self.sought = ""
        self.overwrite = False
        """The last key was Ctrl+E, and something stood in the way."""
        self.unsure = False
        """The last key was Ctrl+S, and errors or doubts are left."""
        self.pick: Span | None = None
        """While figures are taken from the text: the one that comes next."""
        self._taken: dict[int, tuple[Span, ...]] = {}
        """The figures of the text that acts put into cells, by how many acts applied then."""
        self.position = ""
        """Which report of how many, where there are several."""
        self.many = False
        """Whether there is a list of reports to go back to."""
        self.opened_on: Sequence[str] = ()
        """The paths that the list was made of."""
        self.source: SourceRows = self.made_source()
        self.grid: GridRows = self.made_grid()
        self.view = self._seen()
        """What was shown last."""

    def made_grid(self) -> GridRows:
        """The pane of figures."""
        return GridRows(self._page.sheet, language())

    def made_source(self) -> SourceRows:
        """The pane of the text."""
        return SourceRows()

    # -- what is known -----------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The truth about the report."""
        return self.desk.session

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self.desk.report

    @property
    def facts(self) -> Facts:
        """The report as it stands, looked over once an act."""
        if self._facts.report is not self.desk.report:
            self._facts = facts_of(self.desk)
        return self._facts

    @property
    def page(self) -> Page:
        """The table that is shown, laid out once an act."""
        if self._page.facts is not self.facts or self._page.table != self.table:
            self._page = page_of(self.facts, self.table)
        return self._page

    @property
    def pane(self) -> str:
        """`grid` or `source`: where keys go."""
        return "grid"

    def _seen(self) -> View:
        facts, here = self.facts, self.grid.address
        walked = facts.named(self.finding)
        led = walked is not None and here == self.walked_at and self.grid.editor is None
        finding = walked if led else facts.first.get(here)
        return View(
            self.page,
            here,
            self.pane,
            walked,
            finding,
            self.repairs(finding),
            self.turned,
            self.ways.get(walked.key, ()) if walked is not None and led else (),
            gap(self.session.base, here, self.used) if finding is not None and says(finding.code, EMPTY_ROW) else None,
            self._run_from(here) if finding is not None and _may_be_filled(finding) else {},
            self._suspected(),
            self.grid.editor is not None,
            self.question.frozen() if self.question is not None else None,
            self.pick,
            self.said,
            self.many,
            self.position,
            self.guide.words if self.guide is not None else "",
        )

    def repairs(self, finding: Finding | None) -> tuple[Repair, ...]:
        """The repairs of a finding, the likeliest first."""
        advice = self.advised
        return advice.repairs(self.session, finding) if advice is not None and finding is not None else ()

    @property
    def advised(self) -> Advice | None:
        """Who says what would mend the report as it stands; None where nothing fails, or nobody does."""
        return self.advice if self.facts.failing else None

    def _suspected(self) -> frozenset[Address] | None:
        """The cells to look at first; until that is known of the report as it stands, those of before."""
        if (advice := self.advised) is not None:
            self._suspects = advice.suspects(self.session)
        elif not self.facts.failing:
            self._suspects = None
        return self._suspects

    def _run_from(self, here: Address) -> Mapping[Address, Value]:
        """What the figures left over make of the empty rows from here on, worked out once an act and place."""
        if self._run is None or self._run[0] is not self.report or self._run[1] != here:
            self._run = self.report, here, run(self.report, here)
        return self._run[2]

    @property
    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """By finding, the ways to seat the figures of a row that the sums allow, worked out once an act."""
        if self._ways is None or self._ways[0] is not self.report:
            self._ways = (self.report, {**placements(self.report), **splits(self.report)})
        return self._ways[1]

    # -- what is shown -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """After a key or an act: look over everything once, and show it."""
        self.grid.turn(self.page.sheet)
        self.view = self._seen()
        self.show(self.view)

    def show(self, view: View) -> None:
        """Push what there is to see down to the panes."""
        if self._told is None or self._told[0] is not view.facts:
            self._told = view.facts, verdict(view.facts)
            self.source.show(view.report)
        self.grid.show(view.page.looks, view.marked, view.changes, view.suspects, self._told[1])
        if view.pane == "grid":
            self.source.show_span(view.span, view.spans)

    def begin(self) -> None:
        """Show a report that was just opened: where it was left, else at its first finding, else its first cell."""
        self.finding, self.pick, self.question, self._suspects = None, None, None, None
        self._taken = {}
        self.turn_to("grid")
        facts, left_at = self.facts, self.desk.cursor
        self.table = facts.table
        self.said = self.desk.notice or greeting(len(facts.findings))
        if left_at is not None and left_at in facts.report.cells:
            self.go_to(left_at)
        elif first := next((f for f in facts.findings if f.table is None or f.table in facts.report.found), None):
            self.look_at(first)
        self.settle()

    def take(self, desk: Case, position: str = "") -> None:
        """Work on another report."""
        self.leave()
        self.desk, self.position = desk, position
        self.begin()

    def leave(self) -> None:
        """Let go of the report."""
        self.desk.leave_at(self.grid.address)
        self.desk.close()

    def go_on(self, before: tuple[Finding, ...], key: str) -> None:
        """To what still wants a person after a finding of those that were open before; to it again if it still does."""
        keys = [f.key for f in before]
        at = keys.index(key) if key in keys else 0
        still = {f.key: f for f in self.facts.findings}
        following = next((still[k] for k in (*keys[at:], *keys[:at]) if k in still), None)
        if following is None and still:
            following = self.facts.findings[0]
        if following is not None:
            self.look_at(following)
        elif not self.said:
            self.say(_("没有问题了；^E 导出，^S 标为完成"))

    def look_at(self, finding: Finding) -> None:
        """Walk to a finding: its table, its first cell, its place in the text."""
        self.finding, self.turned = finding.key, 0
        self.walked_at = beginning(self.report, finding) or self.grid.address
        self.go_to(self.walked_at)

    def go_to(self, address: Address) -> None:
        """Put the cursor on a cell of whatever table."""
        self.table = address.table
        self.grid.turn(self.page.sheet)
        self.grid.go(address)
        self.turn_to("grid")

    def say(self, words: str) -> None:
        """A message in the status line, until the next key."""
        self.said = words

    # -- acts --------------------------------------------------------------------------------------------

    def act(self, do: Callable[[], object]) -> bool:
        """Do something that is kept; False, and said why, where it cannot be kept."""
        if not self.may_change():
            return False
        try:
            do()
        except OSError as error:
            self.say(_("没有改动：修改记录写不进去（{why}）").format(why=refused(error)))
            return False
        if self.desk.overtaken():
            self.say(_("原文件刚被改写：改动已记下，重新打开后按新的原文核对"))
        return True

    def may_change(self) -> bool:
        """Whether acts are kept; says why not."""
        if not self.desk.writable:
            self.say(self.desk.notice or _("这份报告不能修改"))
        return self.desk.writable

    def change(self, changes: Changes | Refusal, what: str) -> bool:
        """Put changes into the report as one step, or say why not."""
        if isinstance(changes, Refusal):
            self.say(changes.sentence)
            return False
        return bool(changes) and self.act(lambda: self.session.edit(changes, what))

    def take_from_text(self, changes: Changes | Refusal, spans: Sequence[Span]) -> bool:
        """Put figures of the text into cells; they are left over no more while that act applies."""
        if not self.change(changes, "pick"):
            return False
        at = self.session.applied
        self._taken = {n: taken for n, taken in self._taken.items() if n < at} | {at: tuple(spans)}
        return True

    @property
    def used(self) -> frozenset[Span]:
        """The figures of the text that were put into cells here."""
        return frozenset(s for n, spans in self._taken.items() if n <= self.session.applied for s in spans)

    def cell_at(self, span: Span) -> Address | None:
        """The cell that was read from a place in the text."""
        return picking.cell_of(self.report, span)
