"""Grids in other shapes than the form's, brought to it: rows numbered, a cell a row, two halves side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from parsers.grid import Grid, GridCell
from parsers.reading.labels import CJK
from parsers.text.expression import expression

FEWEST_NUMBERED, FEWEST_SECOND, FEWEST_CELLS, FEWEST_TWO = 6, 6, 60, 16
"""Rows that count up, rows with a second label, rows of a cell each, columns of two halves: fewer tell nothing."""
_ROW = itemgetter(0)
_HEADS = tuple(map(expression, ("自然人?$", "商业", "科研", "社会", "法律", "其[他它]$", "[总合]计$")))
_LABEL = expression(r"[\u3400-\u9fff].{2}")
_ROOM = expression(r"[\s\u200b]+")

Line = list[GridCell]


def reshaped(grid: Grid, folded: str) -> Grid:
    """The grid as the form has it: a row a label, without numbers that only count rows or columns."""
    if grid.rows < FEWEST_NUMBERED:
        return grid
    lines = [list(cells) for _, cells in groupby(sorted(grid.cells), key=_ROW)]
    told = _unnumbered(lines, folded)
    if len(told) >= FEWEST_CELLS:
        told = _widened(told, folded) or told
    if grid.columns >= FEWEST_TWO:
        told = _stacked(told, folded) or told
    return grid if told is lines else _grid(told)


def _words(cell: GridCell, folded: str) -> str:
    return _ROOM.sub("", folded[slice(*cell.span)])


def _grid(lines: Sequence[Line]) -> Grid:
    cells = tuple(cell._replace(row=n) for n, line in enumerate(lines) for cell in line)
    return Grid(len(lines), max((c.column + c.columns for c in cells), default=0), cells)


# -- numbers that count ------------------------------------------------------------------------------------


_NUMBER = expression(r"\d{1,4}")
"""Rows are not counted further."""


def _unnumbered(lines: list[Line], folded: str) -> list[Line]:
    """Without the first cells of the rows where they count them, nor a first row that counts the columns."""
    firsts = [word for line in lines if len(line) > 1 and (word := _words(line[0], folded))]
    numbers = [word for word in firsts if _NUMBER.fullmatch(word)]
    told = lines
    if len(numbers) * 5 >= len(firsts) * 4 and _counts(numbers) and _labelled(lines, folded):
        told = [line[1:] if len(line) > 1 and not CJK.search(_words(line[0], folded)) else line for line in lines]
    head = [word for cell in told[0] if (word := _words(cell, folded))]
    return told[1:] if all(map(_NUMBER.fullmatch, head)) and _counts(head) else told


def _labelled(lines: list[Line], folded: str) -> bool:
    return any(CJK.search(folded, *cell.span) for line in lines for cell in line)


def _counts(numbers: Sequence[str]) -> bool:
    """So many numbers from 0 or 1 on, each one more than the one before; they may begin anew."""
    begun = [int(numbers[0]), *(int(b) for a, b in pairwise(numbers) if int(b) != int(a) + 1)] if numbers else []
    return len(numbers) >= FEWEST_NUMBERED * len(begun) and len(set(begun)) == 1 and begun[0] < 2


# -- a cell a row ------------------------------------------------------------------------------------------


def _widened(lines: list[Line], folded: str) -> list[Line] | None:
    """One row a label out of rows that each hold a label, a head and one figure; None where they do not."""
    width = len(_HEADS)
    full = [line for line in lines if len(line) > 2]
    places = Counter(n for line in full for n, cell in enumerate(line) if _head(_words(cell, folded)) is not None)
    if not places or (most := places.most_common(1)[0])[1] < FEWEST_CELLS:
        return None
    at = most[0]
    wide: list[Line] = []
    for line in full:
        head = _head(_words(line[at], folded)) if len(line) > at + 1 else None
        if head is None:
            continue
        label, figure = [*line[:at], *line[at + 2 :]], line[at + 1]
        lead = [cell for cell in label if CJK.search(folded, *cell.span)]
        if head == 0 or not wide:
            wide.append([cell._replace(column=n, columns=1) for n, cell in enumerate(lead)])
        if len(wide[-1]) != len(lead) + head or not lead:
            return None
        wide[-1].append(figure._replace(column=len(lead) + head, columns=1))
    return wide if all(len(line) >= width + 1 for line in wide) else None


def _head(word: str) -> int | None:
    return next((n for n, head in enumerate(_HEADS) if len(word) < 12 and head.match(word)), None)


# -- two halves side by side -------------------------------------------------------------------------------


def _stacked(lines: list[Line], folded: str) -> list[Line] | None:
    """The right halves of the rows below the left ones, where most rows have a label in the same second place."""
    seconds = Counter(at for line in lines for at in _second(line, folded))
    if not seconds:
        return None
    at, times = seconds.most_common(1)[0]
    if times < FEWEST_SECOND or times * 3 < len(lines):
        return None
    left = [[cell for cell in line if cell.column < at] for line in lines]
    right = [[cell._replace(column=cell.column - at) for cell in line if cell.column >= at] for line in lines]
    return [line for line in (*left, *right) if line]


def _second(line: Line, folded: str) -> Iterator[int]:
    """Where in a row a label stands behind figures, with figures behind it."""
    words = [_words(cell, folded) for cell in line]
    kinds = ["f" if word.isdecimal() else "l" if _LABEL.search(word) else "." for word in words]
    for n in range(1, len(kinds) - 1):
        if kinds[n] == "l" and kinds[n - 1] == "f" and "f" in kinds[n + 1 :] and "l" in kinds[:n]:
            yield line[n].column
            return
