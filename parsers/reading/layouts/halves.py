"""Pages in two columns, as text: two rows of 表三 on a line, each with its seven figures behind its label."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from parsers.grid import Grid
from parsers.model import Span
from parsers.reading.labels import CJK, Squashed
from parsers.reading.layouts.stretches import CELLS, FEWEST_ROWS, TAIL, grid_of
from parsers.reading.words import of_form
from parsers.text.expression import expression

FEWEST_PAIRS = 8
"""Lines that hold two rows; fewer tell nothing."""
_WORD = expression(r"[^\s\u200b]+")


def _of_label(word: str) -> bool:
    """Where the label of the right column begins, or the heading over it."""
    return CJK.search(word) is not None and of_form(word)


Cut = tuple[Span, list[Span]]


def grids(folded: str, squashed: Squashed) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of the rows on the left and then those on the right, as far as they are whole."""
    lines: dict[int, list[Cut]] = {}
    labels = [label for label in squashed.labels if label.numbered]
    if len(labels) < FEWEST_ROWS:
        return
    starts = [squashed.offset(label.start) for label in labels]
    for label, start, after in zip(labels, starts, [*starts[1:], len(folded)], strict=True):
        body = squashed.offset(label.end - 1) + 1
        tail = TAIL.match(folded, body, after)
        body = tail.end() if tail else body
        line = folded.find("\n", body, after)
        found = _WORD.finditer(folded, body, after if line < 0 else line)
        words = [Span(*word.span()) for word in takewhile(lambda word: not _of_label(word.group()), found)]
        if len(words) >= CELLS:
            lines.setdefault(folded.rfind("\n", 0, start), []).append((Span(start, body), words[:CELLS]))
    pairs = [cut for cut in lines.values() if len(cut) == 2]
    if len(pairs) >= FEWEST_PAIRS and all(len(cut) < 3 for cut in lines.values()):
        rows = [cut[0] for cut in lines.values()] + [right for _, right in pairs]
        if len(rows) >= FEWEST_ROWS:
            yield "halves", [grid_of(rows)]
