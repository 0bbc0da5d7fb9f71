"""The workbench: source and grid of one report, the lines around them, and every key that is pressed here."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Offset
from textual.message import Message

from parsers.form.form import APPLICATIONS, TABLES, Form, form_of
from parsers.model import Address, Finding, Repair, Report, Span
from tui.case.advice import Advice
from tui.case.desk import Desk
from tui.case.remaining import first_cell, remaining
from tui.corrections.session import Session
from tui.words.language import _, language
from tui.words.refused import refused
from tui.workbench import picking
from tui.workbench.deeds import DO, text
from tui.workbench.editing import Changes, Refusal
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.marks import looks
from tui.workbench.painting.sheet import sheet_of
from tui.workbench.screens import around, keyboard
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.grid import Grid
from tui.workbench.widgets.source import SourceView


class Workbench(ThriftyScreen[None]):
    """Holds what is no part of the report: which table is shown, which finding is looked at, what is being asked."""

    class Wanted(Message):
        """Another report is wanted: the next with work left (1), the one before (-1), or the list of all (0)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.table = APPLICATIONS
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
        self._soon: Callable[[], None] | None = None
        self.pick: Span | None = None
        """While figures are taken from the text: the one that comes next."""
        self.position = ""
        """Which report of how many, where there are several."""
        self.many = False
        """Whether there is a list of reports to go back to."""
        self.advice = Advice()
        self.title_bar, self.status, self.footer = Bar(id="title"), Bar(id="status"), Bar(id="footer")
        self.source: SourceView = SourceView(id="source")
        self.grid: Grid = Grid(sheet_of(self.form, self.table), language(), id="grid")

    def compose(self) -> ComposeResult:
        """Title, the two panes, status and footer."""
        yield self.title_bar
        with Container(id="panes"):
            yield self.source
            yield self.grid
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Begin at the first finding, or at the first cell."""
        self.begin()

    def on_unmount(self) -> None:
        """However the program ends, others may have the report then."""
        self.leave()

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
    def form(self) -> Form:
        """The form the report is on."""
        return form_of(self.report.edition, self.report.three_other)

    @property
    def pane(self) -> str:
        """`grid` or `source`: where keys go."""
        return "source" if self.focused is self.source else "grid"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What still wants a person."""
        return remaining(self.report, self.session.settled)

    @property
    def finding_here(self) -> Finding | None:
        """The finding that is being walked while the cursor stands on it, else one that begins at the cursor."""
        here = self.grid.address
        findings = self.findings
        walked = next((f for f in findings if f.key == self.finding), None)
        if walked is not None and here == self.walked_at:
            return walked
        return next((f for f in findings if first_cell(self.report, f) == here), None)

    @property
    def repair(self) -> Repair | None:
        """The likeliest repair of the finding under the cursor."""
        finding = self.finding_here
        return self.advice.repair(self.session, finding) if finding is not None else None

    # -- what is shown -----------------------------------------------------------------------------------

    def leave(self) -> None:
        """Let go of the report."""
        self.desk.leave_at(self.grid.address)
        self.desk.close()

    def take(self, desk: Desk, position: str = "") -> None:
        """Work on another report."""
        self.leave()
        self.desk, self.position = desk, position
        self.begin()

    def begin(self) -> None:
        """Show a report that was just opened: where it was left, else at its first finding, else its first cell."""
        self.finding, self.pick, self.question = None, None, None
        self.set_focus(None)
        self.table = APPLICATIONS if APPLICATIONS in self.report.found else self._first_table()
        self.source.show(self.report)
        left_at, findings = self.desk.cursor, self.findings
        self.said = around.greeting(self.desk.notice, len(findings))
        if left_at is not None and left_at in self.report.cells:
            self.go_to(left_at)
        elif findings:
            self.look_at(findings[0])
        else:
            self.show()

    def _first_table(self) -> str:
        return next((t for t in TABLES if t in self.report.found), APPLICATIONS)

    def show(self) -> None:
        """Push the report as it stands down to everything on the screen."""
        self.source.show(self.report)
        self.refresh_grid()
        self.follow()

    def refresh_grid(self) -> None:
        """The grid's figures, marks and marked cells."""
        form = self.form
        walked = next((f for f in self.findings if f.key == self.finding), None)
        marked = frozenset(walked.cells) if walked else frozenset()
        self.grid.show(sheet_of(form, self.table), looks(self.report, form, self.table, self.session.settled), marked)

    def follow(self) -> None:
        """The place in the text and the lines around, after the cursor moved."""
        self.desk.leave_at(self.grid.address)
        cell = self.report.cells.get(self.grid.address)
        here = self.finding_here
        if self.pane == "grid":
            spans = here.spans if here else ()
            first = spans[0] if spans and here is not None and not here.cells else None
            self.source.show_span(self.pick or first or (cell.span if cell else None), spans)
        self.title_bar.show(*around.title(self))
        status, footer = around.below(self, self.size.width)
        self.status.show(*status)
        self.footer.show(footer)
        if self.question is not None:
            self.app.cursor_position = self.status.region.offset + Offset(around.caret(self.question), 0)

    def look_at(self, finding: Finding) -> None:
        """Walk to a finding: its table, its first cell, its place in the text."""
        self.finding = finding.key
        cell = first_cell(self.report, finding)
        self.walked_at = cell or self.grid.address
        self.go_to(self.walked_at)

    def go_to(self, address: Address) -> None:
        """Put the cursor on a cell of whatever table."""
        self.table = address.table
        self.refresh_grid()
        self.grid.go(address)
        self.set_focus(None)
        self.show()

    def say(self, words: str) -> None:
        """A message in the status line, until the next key."""
        self.said = words
        self.follow()

    def soon(self, words: str, do: Callable[[], None]) -> None:
        """Do something that takes a while once the screen says so; the next key waits for it."""
        self._soon = do
        self.say(words)
        self.call_after_refresh(self._do_soon)

    def _do_soon(self) -> None:
        do, self._soon = self._soon, None
        if do is not None:
            do()

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
        self.show()
        return True

    def change(self, changes: Changes | Refusal, what: str) -> bool:
        """Put changes into the report as one step, or say why not."""
        if isinstance(changes, Refusal):
            self.say(changes.sentence)
            return False
        return bool(changes) and self.act(lambda: self.session.edit(changes, what))

    # -- keys --------------------------------------------------------------------------------------------

    def press(self, key: str, character: str) -> None:
        """Into what is being typed, or through the table of actions."""
        self._do_soon()
        self.said = ""
        keyboard.press(self, key, character)
        self.follow()

    def on_paste(self, event: events.Paste) -> None:
        """Text from outside, as one step."""
        event.stop()
        self.said = ""
        keyboard.paste(self, event.text)
        self.follow()

    def perform(self, action: str | None) -> None:
        """Do an action that was chosen by name."""
        if action is not None:
            self.said = ""
            DO[action](self)
            self.follow()

    # -- what panes announce -----------------------------------------------------------------------------

    @on(Grid.Pointed)
    def _pointed(self, event: Grid.Pointed) -> None:
        self.set_focus(None)
        self.grid.editor = None
        self.grid.go(event.address, event.extend)
        self.follow()

    @on(SourceView.Picked)
    def _picked(self, event: SourceView.Picked) -> None:
        text.from_text(self, (event.span,))

    @on(SourceView.CursorMoved)
    def _cursor_moved(self, event: SourceView.CursorMoved) -> None:
        """While picking, the figure under the cursor of the text is the one that comes next."""
        if self.pick is not None and self.pane == "source":
            self.pick = picking.at(self.session.base, event.offset) or self.pick
            self.follow()

    def ask_for(self, step: int) -> None:
        """Ask the app for another report."""
        self.post_message(self.Wanted(step))

    def cell_at(self, span: Span) -> Address | None:
        """The cell that was read from a place in the text."""
        return picking.cell_of(self.report, span)
