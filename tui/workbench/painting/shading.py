"""What a row of the source draws and as what: text with its stand-ins, marked spans, the line number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from parsers.model import Span
from tui.workbench.painting.wrap import Row, cell_width, is_control, stand_in


class Layer(NamedTuple):
    """Spans that are drawn alike."""

    name: str
    """The style, as the view names it."""
    spans: Sequence[Span]
    """Sorted, and none overlaps another."""


def shaded(text: str, row: Row, layers: Iterable[Layer]) -> Iterator[tuple[str, str]]:
    """Stretches of a row and the names of their styles; later layers lie above earlier ones."""
    names = ["control" if is_control(character) else "" for character in text[row.start : row.end]]
    for name, spans in layers:
        for start, end in _inside(spans, row):
            names[start - row.start : end - row.start] = [name] * (end - start)
    drawn = zip(_drawn(text[row.start : row.end]), names, strict=True)
    for name, stretch in groupby(drawn, key=lambda pair: pair[1]):
        yield "".join(characters for characters, _ in stretch), name


def _drawn(line: str) -> Iterator[str]:
    """What each character draws; a tab draws the blanks to its stop."""
    column = 0
    for character in line:
        cells = cell_width(character, column)
        yield " " * cells if character == "\t" else stand_in(character)
        column += cells


def _inside(spans: Sequence[Span], row: Row) -> Iterator[Span]:
    """The parts of spans that lie in a row."""
    first, beyond = bisect_left(spans, (row.start,)), bisect_left(spans, (row.end,))
    for at in range(max(0, first - 1), beyond):
        start, end = spans[at]
        if end > row.start:
            yield Span(max(start, row.start), min(end, row.end))
