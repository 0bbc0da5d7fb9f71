"""The workbench on the screen: source and grid of one report, the lines around them, and every key pressed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Offset
from textual.message import Message

from parsers.form.printed import TABLES
from tui.case.advice import Advice
from tui.case.case import Case
from tui.words.language import language
from tui.workbench import actions, keyboard, picking
from tui.workbench.bench import Bench
from tui.workbench.deeds import cells, text
from tui.workbench.guide import Guide
from tui.workbench.painting import around, notes, room
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.view import View
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.grid import Grid
from tui.workbench.widgets.notes import Notes
from tui.workbench.widgets.source import SourceView


class Workbench(Bench, ThriftyScreen[None]):
    """Hands keys to the bench, and paints what that has to show."""

    class Wanted(Message):
        """Another report is wanted: the next with work left (1), the one before (-1), or the list of all (0)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Alike(Message):
        """The findings of the kind of this code are wanted, of all reports of the list."""

        def __init__(self, code: str) -> None:
            super().__init__()
            self.code = code

    class Changed(Message):
        """Reports of the list were changed from here."""

        def __init__(self, desks: Sequence[Case]) -> None:
            super().__init__()
            self.desks = desks

    class TableWanted(Message):
        """The table in sight is wanted out of another report of the list."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (room.BESIDE, "-wide")]  # noqa: RUF012
    source: SourceView
    grid: Grid

    def __init__(self, desk: Case, guide: Guide | None = None, at: str | None = None) -> None:
        """`guide` walks through the report; `at` is the key of the finding to begin at."""
        ThriftyScreen.__init__(self)
        self._at = at
        Bench.__init__(self, desk, Advice(), guide)
        self._shared = (0, 0, 0)
        """Columns of the grid beside the text, rows of the text above it, rows of the notes below."""
        self._soon: Callable[[], None] | None = None
        self.notes = Notes(id="notes")
        self.title_bar, self.status, self.footer = Bar(id="title", keep=True), Bar(id="status"), Bar(id="footer")

    def made_grid(self) -> Grid:
        """The grid as a widget."""
        return Grid(self.page.sheet, language(), id="grid")

    def made_source(self) -> SourceView:
        """The source as a widget."""
        return SourceView(id="source")

    def compose(self) -> ComposeResult:
        """Title, the two panes, status and footer."""
        yield self.title_bar
        with Container(id="panes"):
            yield self.source
            with Container(id="table"):
                yield self.grid
                yield self.notes
        yield self.status
        yield self.footer

    def on_mount(self) -> None:
        """Begin at the finding asked for, else at the first one, or at the first cell."""
        self.begin()
        if (finding := self.facts.named(self._at)) is not None:
            self.look_at(finding)
            self.settle()

    def on_unmount(self) -> None:
        """However the program ends, others may have the report then."""
        self.leave()

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def pane(self) -> str:
        """Where the focus is."""
        return "source" if self.focused is self.source else "grid"

    def show(self, view: View) -> None:
        """The panes, and the lines around them."""
        self._share()
        super().show(view)
        self.desk.leave_at(view.here)
        self.title_bar.show(*around.title(view))
        status, footer = around.below(view, self.size.width)
        self.notes.show(notes.rows(view) if self._shared[2] else ())
        self.status.show(*status)
        self.footer.show(footer)
        if view.question is not None:
            self.app.cursor_position = self.status.region.offset + Offset(around.caret(view.question), 0)

        if view.facts.failing and self.advised is None:
            self.call_after_refresh(self._advise)

    @property
    def advised(self) -> Advice | None:
        """Repairs are not looked for before the figures are in sight."""
        advice = super().advised
        return advice if advice is not None and advice.knows(self.session) else None

    def _advise(self) -> None:
        """Look for repairs once the screen shows what was typed; the next key waits for it."""
        advice = super().advised
        if advice is not None and not advice.knows(self.session):
            advice.look(self.session)
            self.said = advice.failed or self.said
            self.settle()

    def _share(self) -> None:
        """The text above the grid, or the notes below it, take every row that the grid does not need."""
        columns, lines = self.size
        beside = room.grid_columns(columns)
        above = 0 if beside else room.text_rows(lines, self.grid.needed, self.pane == "source")
        shared = beside, above, room.notes_rows(columns, lines, self.grid.needed)
        if shared == self._shared:
            return
        self._shared = shared
        self.query_one("#table").styles.width = beside or "100%"
        self.notes.styles.height = shared[2]
        if above:
            self.source.styles.height = above
        else:
            self.source.styles.clear_rule("height")

    def on_resize(self) -> None:
        """Share the new space."""
        self._share()

    # -- keys --------------------------------------------------------------------------------------------

    def press(self, key: str, character: str) -> None:
        """Into what is being typed, or through the table of actions."""
        self._do_soon()
        self._advise()
        self.said = ""
        keyboard.press(self, key, character)
        self.settle()

    def on_paste(self, event: events.Paste) -> None:
        """Text from outside, as one step."""
        event.stop()
        self.said = ""
        keyboard.paste(self, event.text)
        self.settle()

    def perform(self, action: str | None) -> None:
        """Do an action that was chosen by name."""
        if action is not None:
            self.said = ""
            actions.BY_ID[action].do(self)
            self.settle()

    # -- what panes announce -----------------------------------------------------------------------------

    @on(Grid.Pointed)
    def _pointed(self, event: Grid.Pointed) -> None:
        self.turn_to("grid")
        self.grid.editor = None
        self.grid.go(event.address, event.extend)
        if event.twice:
            cells.edit(self)
        self.settle()

    def choose_tab(self, number: int) -> None:
        """The tables, and behind them the number of findings."""
        if number < len(TABLES):
            self.table = TABLES[number]
            self.settle()
        else:
            self.perform("findings")

    @on(SourceView.Picked)
    def _picked(self, event: SourceView.Picked) -> None:
        text.from_text(self, (event.span,))
        self.settle()

    @on(SourceView.CursorMoved)
    def _cursor_moved(self, event: SourceView.CursorMoved) -> None:
        """While picking, the figure under the cursor of the text is the one that comes next."""
        if self.pick is not None and self.pane == "source":
            self.pick = picking.at(self.session.base, event.offset) or self.pick
            self.settle()

    # -- what the bench leaves to the screen ---------------------------------------------------------------

    def turn_to(self, pane: str) -> None:
        """Move the focus."""
        self.set_focus(self.source if pane == "source" else None)

    def open(self, name: str) -> None:
        """Show a screen over this one."""
        from tui.workbench.screens.over import dialog

        self.app.push_screen(*dialog(name, self, self.perform))

    def ask_for(self, step: int) -> None:
        """Ask the app for another report."""
        self.post_message(self.Wanted(step))

    def ask_alike(self, code: str) -> None:
        """Ask the app for them."""
        self.post_message(self.Alike(code))

    def tell_of(self, desks: Sequence[Case]) -> None:
        """Through the app, which has the list."""
        self.post_message(self.Changed(desks))

    def ask_table(self) -> None:
        """Ask the app."""
        self.post_message(self.TableWanted())

    def to_clipboard(self, text: str) -> None:
        """Through the terminal (OSC 52)."""
        self.app.copy_to_clipboard(text)

    def soon(self, words: str, do: Callable[[], None]) -> None:
        """Do something once the screen says so."""
        self._soon = do
        self.say(words)
        self.call_after_refresh(self._do_soon)

    def _do_soon(self) -> None:
        do, self._soon = self._soon, None
        if do is not None:
            do()
            self.settle()

    def repaint(self) -> None:
        """Everything."""
        ThriftyScreen.repaint(self)

    def quit(self) -> None:
        """The whole app."""
        self.app.exit()
