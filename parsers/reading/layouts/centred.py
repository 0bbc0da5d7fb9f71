"""A centred cell a line, as lynx prints a page: blank cells show in that what follows them stands off the middle.

What follows its neighbour at once stands in the middle; widths are those of UTF-8. Where one thing of a row stands off,
all blanks of the row are before it; how far it does tells then how many stand before others that stand as far off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.grid import Grid
from parsers.model import Span
from parsers.reading.layouts.stretches import CELLS, FEWEST_ROWS, Stretch, grid_of
from parsers.text.expression import expression
from parsers.text.figures import Token

LEAST_ROOM = 10
"""Less before the figures of most lines is a margin."""
SPARE = 2
"""So far from the middle it may still be."""
_LINE = expression(r"[^\n]*\S[^\n]*")


class _Row(NamedTuple):
    """A row's label, its figures, and where these and the line behind them have their middle."""

    label: Span
    figures: list[Span]
    middles: list[int | None]
    """None for a line that fills the page."""


def grids(
    plain: str, folded: str, rows: Sequence[Stretch], figures: Sequence[Token]
) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of the rows whose blanks are told by what stands off the middle."""
    starts = {token.start for token in figures}
    found = [made for row in rows if (made := _row(plain, row, starts)) is not None]
    middles = Counter(middle for row in found for middle in row.middles[:-1] if middle is not None)
    if len(found) < FEWEST_ROWS or not middles:
        return
    middle, times = middles.most_common(1)[0]
    if middle < LEAST_ROOM or times * 3 < len(found):
        return
    offs = [[m - middle if m is not None and abs(m - middle) > SPARE else 0 for m in row.middles] for row in found]
    known: dict[int, int] = {}
    for _ in range(2):  # once by the rows with one thing off the middle, once with what these have told
        known = _known([_before(row, off, known) for row, off in zip(found, offs, strict=True)], offs)
    told = [_before(row, off, known) for row, off in zip(found, offs, strict=True)]
    cells = [(row.label, _cells(row, blanks)) for row, blanks in zip(found, told, strict=True) if blanks]
    if known and len(cells) >= FEWEST_ROWS:
        yield "centred", [grid_of(cells)]


def _row(plain: str, row: Stretch, starts: set[int]) -> _Row | None:
    """The figures that stand alone on the lines behind a label; None where there is more on one of them."""
    figures: list[Span] = []
    middles: list[int | None] = []
    end = plain.find("\n", row.body)
    if end < 0 or plain[row.body : end].strip():
        return None
    for match in _LINE.finditer(plain, end):
        words = match.group().strip()
        at = plain.index(words, match.start())
        room = at - match.start()
        middles.append(room + len(words.encode()) // 2 if room else None)
        if at not in starts or not words.isdigit():
            break
        figures.append(Span(at, at + len(words)))
    return _Row(row.label, figures, middles) if len(figures) < len(middles) and len(figures) <= CELLS else None


def _before(row: _Row, off: Sequence[int], known: dict[int, int]) -> list[int] | None:
    """How many blanks stand before each figure of a row and before what follows it, if that is told."""
    blanks = [known.get(o) if o else 0 for o in off]
    rest = CELLS - len(row.figures) - sum(n or 0 for n in blanks)
    unknown = blanks.count(None)
    if unknown > 1 or rest < unknown or (rest > 0) != (unknown == 1):
        return None
    return [rest if n is None else n for n in blanks]


def _known(told: Sequence[list[int] | None], offs: Sequence[Sequence[int]]) -> dict[int, int]:
    """The blanks that a distance from the middle stands for, where two rows or more agree and none does not."""
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for blanks, off in zip(told, offs, strict=True):
        for n, o in zip(blanks or (), off if blanks else (), strict=True):
            seen[o][n] += 1
    return {o: n for o, counted in seen.items() if o and len(counted) == 1 for n, times in counted.items() if times > 1}


def _cells(row: _Row, blanks: Sequence[int]) -> list[Span]:
    empty = Span(row.label.end, row.label.end)
    cells = [cell for figure, n in zip(row.figures, blanks, strict=False) for cell in (*[empty] * n, figure)]
    return cells + [empty] * blanks[-1]
