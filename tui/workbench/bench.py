"""The workbench without a screen: the report on the desk, where the person is, and what an act does to both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from parsers.model import Address, Finding, Repair, Report, Span
from tui.case.advice import Advice
from tui.case.desk import Desk
from tui.case.remaining import first_cell
from tui.corrections.session import Session
from tui.words.language import _, language
from tui.words.refused import refused
from tui.workbench import picking
from tui.workbench.editing import Changes, Refusal
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.gridrows import GridRows
from tui.workbench.painting.sourcerows import SourceRows
from tui.workbench.view import Facts, Page, View, facts_of, page_of


def greeting(findings: int) -> str:
    """What is said of a report just opened: its first finding speaks for itself, else what to do first."""
    return "" if findings else _("方向键移动,直接输入改数,n 看问题,^E 导出,? 帮助;改动随时自动保存")


class Bench:
    """Deeds change it, `settle` shows it; what only a screen can do is left to the screen that this becomes."""

    def __init__(self, desk: Desk, advice: Advice | None = None) -> None:
        """`advice` looks for repairs; without it none are offered."""
        self.desk = desk
        self.advice = advice
        self._facts = facts_of(desk)
        self._page = page_of(self._facts, self._facts.table)
        self.table = self._facts.table
        self.finding: str | None = None
        """Key of the finding that is being walked."""
        self.walked_at: Address | None = None
        """Where the cursor stood when it was walked to."""
        self.said = ""
        """A message; the next key takes it away."""
        self.question: Editor | None = None
        """The words of a search while they are typed."""
        self.sought = ""
        self.overwrite = False
        """The last key was Ctrl+E, and something stood in the way."""
        self.pick: Span | None = None
        """While figures are taken from the text: the one that comes next."""
        self.position = ""
        """Which report of how many, where there are several."""
        self.many = False
        """Whether there is a list of reports to go back to."""
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
        finding = walked if walked is not None and here == self.walked_at else facts.first.get(here)
        return View(
            self.page,
            here,
            self.pane,
            walked,
            finding,
            self._repair(finding),
            self.grid.editor is not None,
            replace(self.question) if self.question is not None else None,
            self.pick,
            self.said,
            self.many,
            self.position,
        )

    def _repair(self, finding: Finding | None) -> Repair | None:
        """The likeliest repair of a finding."""
        return self.advice.repair(self.session, finding) if self.advice is not None and finding is not None else None

    # -- what is shown -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """After a key or an act: look over everything once, and show it."""
        self.grid.turn(self.page.sheet)
        self.view = self._seen()
        self.desk.leave_at(self.view.here)
        self.show(self.view)

    def show(self, view: View) -> None:
        """Push what there is to see down to the panes."""
        self.source.show(view.report)
        self.grid.show(view.page.looks, view.marked)
        if view.pane == "grid":
            self.source.show_span(view.span, view.spans)

    def begin(self) -> None:
        """Show a report that was just opened: where it was left, else at its first finding, else its first cell."""
        self.finding, self.pick, self.question = None, None, None
        self.turn_to("grid")
        facts, left_at = self.facts, self.desk.cursor
        self.table = facts.table
        self.said = self.desk.notice or greeting(len(facts.findings))
        if left_at is not None and left_at in facts.report.cells:
            self.go_to(left_at)
        elif facts.findings:
            self.look_at(facts.findings[0])
        self.settle()

    def take(self, desk: Desk, position: str = "") -> None:
        """Work on another report."""
        self.leave()
        self.desk, self.position = desk, position
        self.begin()

    def leave(self) -> None:
        """Let go of the report."""
        self.desk.leave_at(self.grid.address)
        self.desk.close()

    def look_at(self, finding: Finding) -> None:
        """Walk to a finding: its table, its first cell, its place in the text."""
        self.finding = finding.key
        self.walked_at = first_cell(self.report, finding) or self.grid.address
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
        if not self.desk.writable:
            self.say(self.desk.notice or _("这份报告不能修改"))
            return False
        try:
            do()
        except OSError as error:
            self.say(_("没有改动:修改记录写不进去({why})").format(why=refused(error)))
            return False
        return True

    def change(self, changes: Changes | Refusal, what: str) -> bool:
        """Put changes into the report as one step, or say why not."""
        if isinstance(changes, Refusal):
            self.say(changes.sentence)
            return False
        return bool(changes) and self.act(lambda: self.session.edit(changes, what))

    def cell_at(self, span: Span) -> Address | None:
        """The cell that was read from a place in the text."""
        return picking.cell_of(self.report, span)

    # -- what only a screen can do -------------------------------------------------------------------------

    def turn_to(self, pane: str) -> None:
        """Let keys go to a pane."""

    def open(self, dialog: str) -> None:
        """Show a screen over this one, by the name of the action that asks for it."""

    def ask_for(self, step: int) -> None:
        """Ask for another report: the next with work left (1), the one before (-1), or the list of all (0)."""

    def to_clipboard(self, text: str) -> None:
        """Give text to the clipboard of the person's own machine."""

    def soon(self, words: str, do: Callable[[], None]) -> None:
        """Do something that takes a while once the screen says so; the next key waits for it."""

    def repaint(self) -> None:
        """Draw the whole screen again."""

    def quit(self) -> None:
        """Leave the program."""
