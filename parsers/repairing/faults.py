"""Known scraping faults as data: how what is printed can differ from what was meant, and how often it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Figure = int | None
"""A figure of a row; None where the cell is blank."""


class Fault(NamedTuple):
    """A reason of `sentences.REASONS`, and its cost in bits: the rarer, the dearer."""

    reason: str
    bits: float
    tells: int = 0
    """0: it may be chance; 1: it is telling where nothing else is wrong; 2: beside other faults too."""


ALIKE = frozenset(map(frozenset, ("08", "17", "38", "06", "56", "68")))
"""Pairs of digits that are taken for one another most often."""
SIMILAR = frozenset(map(frozenset, ("09", "89", "35", "58", "49", "27", "39", "69")))
"""Pairs that are taken for one another now and then."""


def _tells(printed: str) -> int:
    """Many single digits turn into one another by chance; of longer figures few do."""
    return 2 if len(printed) > 1 else 1


def _misread(printed: str, meant: str) -> Fault | None:
    """One digit stands for another."""
    if len(printed) != len(meant):
        return None
    pairs = [frozenset((p, m)) for p, m in zip(printed, meant, strict=True) if p != m]
    if len(pairs) != 1:
        return None
    if pairs[0] in ALIKE:  # off by one may as well be somebody's sum
        return Fault("digit_misread", 4, _tells(printed) if abs(int(printed) - int(meant)) > 1 else 0)
    return Fault("digit_misread", 5 if pairs[0] in SIMILAR else 7)


def _lost(printed: str, meant: str) -> Fault | None:
    """A digit of a longer figure is gone."""
    if len(meant) != len(printed) + 1:
        return None
    gone = any(meant[:i] + meant[i + 1 :] == printed for i in range(len(meant)))
    return Fault("digit_lost", 5, _tells(printed)) if gone else None


def _doubled(printed: str, meant: str) -> Fault | None:
    """A digit stands twice, or one too many stands there."""
    if len(printed) != len(meant) + 1:
        return None
    for i in range(len(printed)):
        if printed[:i] + printed[i + 1 :] == meant:
            twice = printed[i] in printed[max(0, i - 1) : i] + printed[i + 1 : i + 2]
            return Fault("digit_doubled", 4, _tells(printed)) if twice else Fault("digit_doubled", 8)
    return None


def _turned(printed: str, meant: str) -> Fault | None:
    """Two neighbouring digits changed places."""
    for i in range(len(printed) - 1):
        if printed[:i] + printed[i + 1] + printed[i] + printed[i + 2 :] == meant != printed:
            return Fault("digits_turned", 6)
    return None


FIGURE_FAULTS: tuple[Callable[[str, str], Fault | None], ...] = (_misread, _doubled, _lost, _turned)
"""Printed and meant digits of one cell -> the fault that explains the difference, likeliest first."""

ZERO_BITS = 4.0
"""What it costs more that a printed 0 hides a figure: zeros are seldom wrong."""


def explain(printed: Figure, meant: int) -> Fault:
    """The likeliest fault that prints one figure for another."""
    if printed is None:
        return Fault("figure_lost", 7)
    before, after = str(printed), str(meant)
    faults = [fault for test in FIGURE_FAULTS if (fault := test(before, after))]
    best = min(faults, key=lambda f: f.bits, default=Fault("arithmetic", 10 + abs(printed - meant).bit_length() / 2))
    return best._replace(bits=best.bits + ZERO_BITS * (not printed), tells=best.tells if printed and meant else 0)


def pair_fault(printed: tuple[Figure, Figure], meant: tuple[int, int], total: bool) -> Fault | None:
    """The one fault behind two changes in a row or column: swapped, or (one being a total) misread the same way."""
    if (printed[0] or 0, printed[1] or 0) == meant[::-1]:
        return Fault("swapped", 9)
    if total and printed[0] and printed[0] == printed[1] and meant[0] == meant[1]:
        return Fault("same_misreading", explain(printed[0], meant[0]).bits + 4)
    return None


TOTAL_ZERO = Fault("total_zero", 2)
"""A total was left at the 0 that a form is handed out with, over parts that were filled in."""


class Reading(NamedTuple):
    """What a row of figures may have been before a fault."""

    figures: tuple[Figure, ...]
    fault: Fault


def _sum(figures: Sequence[Figure]) -> int:
    return sum(f for f in figures if f is not None)


def _strange(figure: Figure, familiar: tuple[Figure, Figure]) -> tuple[float, int]:
    """What the figure in the cell that a shift left free costs, and whether the shift is telling."""
    if not figure:
        return 6, 2
    return (8, 2) if figure in familiar else (14, 0)


def _moved_left(row: Sequence[Figure]) -> Iterator[Reading]:
    """A cell dropped out and the cells after it moved left; the row's sum says what it held."""
    for width in (len(row), len(row) - 1):
        kept, rest = row[: width - 1], row[width:]
        lost = 2 * ((*kept, *rest)[-1] or 0) - _sum(kept) - _sum(rest)
        bits, tells = _strange(row[width - 1], (lost, kept[-1]))
        for at in range(width - 1 if tells else 1):
            if lost >= 0 and (not at or kept[at - 1] != lost):
                fault = Fault("blank_dropped" if at else "row_shifted", bits + 2 * (at > 0), tells)
                yield Reading((*kept[:at], lost, *kept[at:], *rest), fault)


def _moved_right(row: Sequence[Figure]) -> Iterator[Reading]:
    """A cell too many pushed the cells after it to the right, the last one out; the row's sum says what that held."""
    for width in (len(row), len(row) - 1):
        total, printed = row[-1] or 0, _sum(row[:width])
        for at in range(width - 1):
            kept = printed - (row[at] or 0)
            lost = kept if width == len(row) else total - kept
            bits, tells = _strange(row[at], (lost, row[at + 1]))
            if lost >= 0 and (not at or (tells and row[at - 1] != row[at])):
                fault = Fault("row_shifted", bits + 2 * (at > 0), tells)
                yield Reading((*row[:at], *row[at + 1 : width], lost, *row[width:]), fault)


def _glued(row: Sequence[Figure]) -> Iterator[Reading]:
    """Two figures run together; the cells after them moved left, or the second one's cell is blank."""
    for at, figure in enumerate(row[:-1]):
        digits = str(max(figure or 0, 0))
        for cut in range(1, len(digits)):
            if digits[cut] != "0" or cut + 1 == len(digits):
                pair = (int(digits[:cut]), int(digits[cut:]))
                for end in (at + 2, len(row) - 1, len(row)):
                    figures = (*row[:at], *pair, *row[at + 1 : end - 1], *row[end:])
                    if end > at + 1 and not row[end - 1] and _sum(figures[:-1]) == (figures[-1] or 0):
                        yield Reading(figures, Fault("glued", 6, 2))


def _split(row: Sequence[Figure]) -> Iterator[Reading]:
    """One figure broke in two; the cells after it moved right, the last one out."""
    for at, (first, second) in enumerate(pairwise(row[:-1])):
        if first and second is not None and min(first, second) >= 0:
            figures = [*row[:at], int(f"{first}{second}"), *row[at + 2 : -1], 0, row[-1]]
            figures[-2] = lost = (row[-1] or 0) - _sum(figures[:-1])
            if lost >= 0:
                yield Reading(tuple(figures), Fault("split", 6 + 2 * bool(lost), 2))


ROW_FAULTS: tuple[Callable[[Sequence[Figure]], Iterator[Reading]], ...] = (_moved_left, _moved_right, _glued, _split)
"""The figures of a row, its total last -> what it may have been, with its sum satisfied."""


TELLING = 3
"""So many figures must have changed before a fault of a whole row is telling."""


def row_readings(row: Sequence[Figure]) -> Iterator[Reading]:
    """Everything that a known fault could have made this row out of."""
    if any(row):
        for test in ROW_FAULTS:
            yield from test(row)
