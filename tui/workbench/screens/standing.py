"""What stands on the terminal, cell for cell, so that only what differs from it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_GAP = 6
"""Unchanged cells that cost less to send again than to jump over."""

Row = Sequence[Strip]
"""A line of the screen in pieces, as widgets drew them; a piece that is drawn no more is the same object."""


class Standing:
    """The rows of one terminal as last sent; nothing is known of them at first."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}

    @property
    def known(self) -> bool:
        """Whether anything stands that was sent from here."""
        return bool(self._rows)

    def forget(self) -> None:
        """The terminal may show anything now."""
        self._rows = {}

    def sent(self, rows: Mapping[int, Row], console: Console) -> str:
        """What makes the terminal show these rows; they stand then."""
        written = "".join(_written(y, self._rows.get(y), row, console) for y, row in rows.items())
        self._rows.update(rows)
        return written


def _written(y: int, old: Row | None, new: Row, console: Console) -> str:
    if old is not None and len(old) == len(new) and all(map(_is, old, new)):
        return ""
    strip = Strip.join(new)
    before = Strip.join(old) if old is not None else None
    if before is None or before.cell_length != strip.cell_length:
        return Control.move_to(0, y).segment.text + strip.render(console)
    return "".join(
        Control.move_to(start, y).segment.text + strip.crop(start, end).render(console)
        for start, end in differing(before, strip)
    )


def _is(one: Strip, other: Strip) -> bool:
    return one is other


def differing(old: Strip, new: Strip) -> Iterator[tuple[int, int]]:
    """The ranges of cells in which two strips of one width differ, near ones as one."""
    olds, news, shift = _unlike(list(old), list(new))
    start = end = -1
    for at, (was, style_was, now, style) in enumerate(zip(*_cells(olds), *_cells(news), strict=False), shift):
        if was == now and (style_was is style or style_was == style):
            continue
        if start >= 0 and at - end > _GAP:
            yield start, end
            start = -1
        if start < 0:
            start = at
        end = at + 1
    if start >= 0:
        yield start, end


def _unlike(old: list[Segment], new: list[Segment]) -> tuple[list[Segment], list[Segment], int]:
    """Two rows without the segments that they begin and end with alike, and the cells that were left off in front."""
    most = min(len(old), len(new))
    front = next((n for n in range(most) if old[n] != new[n]), most)
    back = next((n for n in range(most - front) if old[-1 - n] != new[-1 - n]), most - front)
    shift = sum(cell_len(segment.text) for segment in new[:front])
    return old[front : len(old) - back], new[front : len(new) - back], shift


def _cells(segments: Iterable[Segment]) -> tuple[list[str], list[Style | None]]:
    """What stands in each cell, and its style; the second cell of a wide character says which character."""
    cells: list[str] = []
    styles: list[Style | None] = []
    for text, style, _control in segments:
        if text.isascii() and text.isprintable():
            cells += text
        else:
            for character in text:
                _put(cells, character)
        styles += [style] * (len(cells) - len(styles))
    return cells, styles


def _put(cells: list[str], character: str) -> None:
    width = cell_len(character)
    if width == 2:
        cells += (character, "right half of " + character)
    elif width:
        cells.append(character)
    elif cells:
        cells[-1] += character
