"""How the screen is shared between the text and the grid: the same for the first screen and the workbench."""

from __future__ import annotations

BARS = 3
"""Title, status and footer."""
_BESIDE = ((160, 124), (120, 82))
"""From so many columns the text stands beside a grid of so many."""
_STRIP, _SHARE, _GROWN = 5, 0.35, 0.7
"""Rows of text above the grid, their share of a low screen, and their share while keys go to the text."""
_LEAST = 4
"""Rows of the grid that always show."""


def grid_columns(columns: int) -> int:
    """Columns of the grid where the text stands beside it; 0 where it stands above."""
    return next((width for least, width in _BESIDE if columns >= least), 0)


def text_rows(lines: int, needed: int, in_text: bool = False) -> int:
    """Rows of the text above the grid: what the grid does not need, at least a few, more while keys go to the text."""
    room = max(0, lines - BARS)
    strip = max(min(_STRIP, int(room * _SHARE)), room - needed)
    return max(0, min(max(strip, int(room * _GROWN)) if in_text else strip, room - _LEAST)) if room > _LEAST else 0
