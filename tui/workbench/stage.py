"""What only a screen can do for the bench; without one nothing happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.case.case import Case


class Stage:
    """Each of these is asked for by a deed, and done by the screen that the bench becomes."""

    def turn_to(self, pane: str) -> None:
        """Let keys go to a pane."""

    def open(self, dialog: str) -> None:
        """Show a screen over this one, by the name of the action that asks for it."""

    def ask_for(self, step: int) -> None:
        """Ask for another report: the next with work left (1), the one before (-1), or the list of all (0)."""

    def ask_alike(self, code: str) -> None:
        """Ask for the findings of the same kind in all reports of the list."""

    def tell_of(self, desks: Sequence[Case]) -> None:
        """Tell the list of other reports that were changed."""

    def ask_table(self) -> None:
        """Ask for the table in sight out of another report of the list."""

    def to_clipboard(self, text: str) -> None:
        """Give text to the clipboard of the person's own machine."""

    def soon(self, words: str, do: Callable[[], None]) -> None:
        """Do something that takes a while once the screen says so; the next key waits for it."""

    def repaint(self) -> None:
        """Draw the whole screen again."""

    def quit(self) -> None:
        """Leave the program."""
