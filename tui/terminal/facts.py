"""What the workbench needs to know of its terminal, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class TerminalFacts:
    """What the workbench needs to know of its terminal."""

    ambiguous: int = 1
    """Cells that characters of ambiguous width take."""
    theme: str = "full"
    """`ansi`: only the terminal's own 16 colours; `mono`: none; `full`: any."""
    dark: bool = True
    """Whether its background is dark."""
    encoding: str = "utf-8"
    typed: bytes = b""
    """What was typed while the program started."""
    modes: list[Any] | None = field(default=None, compare=False)
    """The terminal's attributes as they were found (termios), or None where there are none."""
    drawn: bool = False
    """The first screen stands already."""
