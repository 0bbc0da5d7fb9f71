"""How the screen is shared between the text and the grid: the same for the first screen and the workbench."""

from __future__ import annotations

BARS = 3
"""Title, status and footer."""
_NARROW, _BROAD = 82, 124
"""Columns of a grid beside the text: with short labels and heads, and with those that are printed."""
_TEXT = 48
"""Columns that the text beside the grid has at least, and that long labels leave to it."""
BESIDE = _NARROW + 1 + _TEXT
"""Columns from which the text stands beside the grid."""
_NOTES = 3
"""Rows below the grid from which they say what is known of the cell."""
_STRIP, _SHARE, _GROWN = 5, 0.35, 0.7
"""Rows of text above the grid, their share of a low screen, and their share while keys go to the text."""
_LEAST = 4
"""Rows of the grid that always show."""


def grid_columns(columns: int) -> int:
    """Columns of the grid where the text stands beside it; 0 where it stands above."""
    return min(columns - 1 - _TEXT, _BROAD) if columns >= BESIDE else 0


def notes_rows(columns: int, lines: int, needed: int) -> int:
    """Rows below a grid beside the text that the grid does not need; above it, the text has them."""
    room = lines - BARS - needed
    return room if grid_columns(columns) and room >= _NOTES else 0


def text_rows(lines: int, needed: int, in_text: bool = False) -> int:
    """Rows of the text above the grid: what the grid does not need, at least a few, more while keys go to the text."""
    room = max(0, lines - BARS)
    strip = max(min(_STRIP, int(room * _SHARE)), room - needed)
    return max(0, min(max(strip, int(room * _GROWN)) if in_text else strip, room - _LEAST)) if room > _LEAST else 0
