"""The stretch of text behind each label of 表三, for layouts that cut it into cells."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.labels import Squashed
from parsers.text.expression import expression

CELLS = 7
FEWEST_ROWS = 12
MOST_LEAD = 120
"""Characters of seven figures, with what parts them."""
MOST_AGAIN = 3
"""Labels beside the chain: more of them are a second copy, which is not cut."""
TAIL = expression(r"(?:[^\S\n]?[\u3400-\u9fff“”\"、,，()（）])*")
"""The rest of a label; a single space may stand inside of it."""


_LEAD = expression(rf"(?:(?<!\d)\d+[^\d\u3400-\u9fff\n]+){{{CELLS}}}$")
"""The figures of a row in front of its label, on the same line: the text goes from figures to labels."""


class Stretch(NamedTuple):
    """A row's label with all of its words, and the text behind it."""

    label: Span
    body: int
    """Where the label ends."""
    end: int
    """Where the next label starts."""


def stretches(plain: str, squashed: Squashed) -> list[Stretch]:
    """The rows of the heaviest chain of labels; none where they are few, many stand again, or behind their figures."""
    found = squashed.labels
    labels = squashed.rows.labels
    again = sum(label.numbered for label in found) - sum(label.numbered for label in labels)
    if len(labels) < FEWEST_ROWS or again >= MOST_AGAIN:
        return []
    first = squashed.offset(labels[0].start)
    if _LEAD.search(plain[max(0, first - MOST_LEAD) : first]):
        return []
    starts = [*(squashed.offset(label.start) for label in labels), len(plain)]
    rows = []
    for label, (start, end) in zip(labels, pairwise(starts), strict=True):
        body = squashed.offset(label.end - 1) + 1
        tail = TAIL.match(plain, body, end)
        body = tail.end() if tail else body
        rows.append(Stretch(Span(start, body), body, end))
    return rows


def grid_of(rows: list[tuple[Span, list[Span]]]) -> Grid:
    """A row of each label and its seven cells."""
    lines = enumerate([label, *cells] for label, cells in rows)
    cells = tuple(GridCell(n, column, span) for n, line in lines for column, span in enumerate(line))
    return Grid(len(rows), 1 + CELLS, cells)
