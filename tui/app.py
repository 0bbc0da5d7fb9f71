"""The app: its theme, its screens, and the one way in."""

from __future__ import annotations

import os

os.environ.setdefault(
    "TEXTUAL_DISABLE_KITTY_KEY", "1"
)  # with kitty's flags some terminals drop what input methods commit

from collections.abc import Sequence
from pathlib import Path

from textual.app import App
from textual.screen import Screen

from tui.desk import Desk, opened
from tui.screens.workbench import Workbench


class Gouji(App[None], inherit_bindings=False):
    """One terminal, one or many reports."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-broad")]  # noqa: RUF012
    TITLE = "gouji"

    def __init__(self, paths: Sequence[str], theme: str = "full", first: Desk | None = None) -> None:
        super().__init__()
        self.paths = tuple(paths)
        self.theme = "ansi-dark" if theme == "ansi" else "textual-dark"
        self._first = first or opened(self.paths[0])

    def get_default_screen(self) -> Screen[None]:
        """The one report's workbench at once."""
        return Workbench(self._first)


def preferred_theme(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """`ansi` over SSH, under NO_COLOR and below 256 colours: fewer bytes, the terminal's own colours."""
    term = environ.get("TERM", "")
    rich = "256" in term or environ.get("COLORTERM") or term in ("xterm-kitty", "alacritty", "foot")
    return "ansi" if environ.get("SSH_CONNECTION") or environ.get("NO_COLOR") or not rich else "full"


def run(paths: Sequence[str], theme: str | None = None, mouse: bool | None = None) -> int:
    """Open the workbench on files or folders until the person leaves; the exit status."""
    app = Gouji(paths or [str(Path.cwd())], theme or preferred_theme())
    app.run(mouse=mouse is not False)
    return app.return_code or 0
