"""A screen that sends only the cells that changed; Textual itself sends each changed line from the widget's edge on."""

from __future__ import annotations

from typing import TypeVar

from rich.console import Console
from rich.control import Control
from textual import events, on
from textual._compositor import ChopsUpdate, Compositor
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from tui.workbench.keys import named, presses
from tui.workbench.widgets.bar import Bar

Answer = TypeVar("Answer")


class ThriftyUpdate(ChopsUpdate):
    """Cuts the strips of a line on both sides; Textual 8.2 leaves the left one for later (`TODO: crop`)."""

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        sequences: list[str] = []
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, x1), min(end, x2)
                if strip is None or start >= stop:
                    continue
                sequences.append(Control.move_to(start, y).segment.text)
                sequences.append(strip.crop(start - x, stop - x).render(console))
        return "".join(sequences)


class ThriftyCompositor(Compositor):
    """Gives updates of that kind."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """The dirty regions, if there are any."""
        update = super().render_partial_update()
        return update and ThriftyUpdate(update.chops, update.spans, update.chop_ends)


class ThriftyScreen(Screen[Answer], inherit_bindings=False):
    """What every screen of the program is."""

    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would paint the whole screen anew for every change of focus; panes draw what that changes."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ThriftyCompositor()

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
