"""A screen that sends only the cells that changed; Textual itself sends each changed line from the widget's edge on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar, cast

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult
from textual import events, on
from textual._compositor import Compositor, CompositorUpdate
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.workbench.keys import named, presses
from tui.workbench.screens.standing import Row, Standing
from tui.workbench.widgets.bar import Bar

Answer = TypeVar("Answer")


class Thrifty(Protocol):
    """The app of such screens: it has one terminal, whatever screen is in sight."""

    standing: Standing


class ThriftyUpdate(CompositorUpdate):
    """Some rows of the screen, each as wide as that; all of them where nothing is known of the terminal."""

    def __init__(self, compositor: ThriftyCompositor, rows: Mapping[int, Row]) -> None:
        self._compositor = compositor
        self._rows = rows

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal; nothing while there are only blanks to put on it."""
        standing = self._compositor.standing()
        if standing.known:
            return standing.sent(self._rows, console)
        rows = self._compositor.all_rows()
        ink = any(strip.text.strip() for row in rows.values() for strip in row)
        return standing.sent(rows, console) if ink else ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The whole screen, as it is drawn for a picture of it."""
        yield cast("ConsoleRenderable", self._compositor.render_full_update(simplify=True))


class ThriftyCompositor(Compositor):
    """Gives updates of that kind."""

    def __init__(self, standing: Callable[[], Standing]) -> None:
        """`standing` tells what is known of the terminal when that is written to."""
        super().__init__()
        self.standing = standing

    def all_rows(self) -> Mapping[int, Row]:
        """The whole screen."""
        self._dirty_regions.clear()
        return self._lines(range(self.size.height))

    def render_full_update(self, simplify: bool = False) -> CompositorUpdate:  # type: ignore[override]
        """The whole screen; what Textual makes of it for pictures."""
        return super().render_full_update(simplify) if simplify else ThriftyUpdate(self, self.all_rows())

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        """The dirty lines, if there are any."""
        spans = self._regions_to_spans(self._dirty_regions)
        lines = sorted({y for y, _start, _end in spans if y < self.size.height})
        self._dirty_regions.clear()
        return ThriftyUpdate(self, self._lines(lines)) if lines else None

    def _lines(self, lines: Sequence[int]) -> Mapping[int, Row]:
        chops = self._render_chops(self.size.region, frozenset(lines).__contains__)
        return {y: tuple(chops[y].values()) for y in lines}


class ThriftyScreen(Screen[Answer], inherit_bindings=False):
    """What every screen of the program is."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = []  # noqa: RUF012 - each costs a pass over all styles; the workbench alone has some
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would paint the whole screen anew for every change of focus; panes draw what that changes."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ThriftyCompositor(lambda: self.standing)

    @property
    def standing(self) -> Standing:
        """What the app's terminal shows."""
        return cast(Thrifty, self.app).standing

    def repaint(self) -> None:
        """Everything, whatever the terminal shows."""
        self.standing.forget()
        self.refresh(repaint=True, layout=True)

    def on_key(self, event: events.Key) -> None:
        """Every key, in the order pressed."""
        event.stop()
        event.prevent_default()
        if not self.is_current:
            self._pass_on(event)
            return
        for key, character in presses(event.key, event.character):
            self.press(key, character)

    def _pass_on(self, event: events.Key) -> None:
        """A key that came in one packet with the one that opened or closed a screen is for the screen in sight."""
        if self.app.screen_stack:
            self.app.screen.post_message(events.Key(event.key, event.character))

    def answer(self, result: Answer | None = None) -> None:
        """Leave this screen with an answer, once."""
        if self.is_current:
            self.dismiss(result)

    @on(Bar.Pressed)
    def _pressed(self, event: Bar.Pressed) -> None:
        """A key of the footer, as if it had been pressed."""
        event.stop()
        key = named(event.key)
        self.press(key, key if len(key) == 1 else "")

    @on(Bar.Turned)
    def _turned(self, event: Bar.Turned) -> None:
        event.stop()
        self.choose_tab(event.number)

    def choose_tab(self, number: int) -> None:
        """The mouse chose something in the title, counted from 0."""

    def press(self, key: str, character: str) -> None:
        """Take a key, named as in the table of actions, and what it prints, if anything."""
