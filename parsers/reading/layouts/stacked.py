"""A cell a line, each closed by a bar, each row opened by a bar alone: `|`, `规章 |`, `0 |`, `|` for an empty cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.labels import APPLICATION_ROWS, CJK, Squashed
from parsers.reading.layouts.fields import trimmed
from parsers.text.expression import expression

FEWEST_ROWS = 8
MOST_BROKEN = 3
"""Lines over which the words of one cell may go."""
_LINE = expression(r"[^\n]+")
_CLOSED = expression(r"([^|]*)(\|)[| ]*")


def grids(folded: str, squashed: Squashed) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of all rows; none where few lines are bars alone, or a row lost its label, and maybe lines with it."""
    if folded.count("\n|\n") < FEWEST_ROWS or not _unbroken(squashed):
        return
    rows = [row for row in _rows(folded) if row]
    if sum(len(row) > 1 for row in rows) >= FEWEST_ROWS:
        cells = tuple(GridCell(n, column, span) for n, row in enumerate(rows) for column, span in enumerate(row))
        yield "stacked", [Grid(len(rows), max(map(len, rows)), cells)]


def _unbroken(squashed: Squashed) -> bool:
    """The rows of 表三 stand there from the first on, to the end or to where the text is cut."""
    labels, shape = squashed.rows
    return [APPLICATION_ROWS[label.row].row for label in labels] == shape.keys[: len(labels)]


def _rows(folded: str) -> Iterator[Sequence[Span]]:
    """The cells of each row; of bars alone before words the last opens the next row, all others are empty cells."""
    row: list[Span] | None = None
    bars: list[int] = []
    words: list[Span] = []
    for line in _LINE.finditer(folded):
        closed = _CLOSED.fullmatch(folded, *line.span())
        if closed is None:  # words that a later line closes, or prose between tables
            words = [*words[1 - MOST_BROKEN :], Span(*line.span())]
        elif not closed[1].strip() and not (words and bars):
            bars.append(closed.start(2))
            words = []
        else:
            if bars and (CJK.search(closed[1]) or words):
                yield _with(row, bars[:-1])
                row = []
            if row is not None:
                row += [] if not row else [Span(at, at) for at in bars]
                row.append(trimmed(folded, words[0].start if words else line.start(), closed.start(2)))
            bars, words = [], []
    yield _with(row, bars)


def _with(row: list[Span] | None, empty: Sequence[int]) -> list[Span]:
    return [*row, *(Span(at, at) for at in empty)] if row is not None else []
