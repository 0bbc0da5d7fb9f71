"""Rows short of cells: the placements of their figures that the identities of 表三 allow, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import comb
from typing import NamedTuple

from parsers.reading.sums import Vector, packed_row, sums_to

MOST_SPLITS = 12_500
"""Ways to cut a row's digits: more are not looked through."""


class Piece(NamedTuple):
    """A figure and where it stands inside its token; a token that lost its separators has several."""

    token: int
    start: int
    end: int
    value: int


class Placement(NamedTuple):
    """One way to seat a row's figures."""

    vector: Vector
    columns: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """The placement chosen for a row, and how sure each cell of it is."""

    placement: Placement
    alone: tuple[bool, ...]
    """By column: every placement that the identities allow has this value there."""
    zeros: frozenset[int]
    """Columns that may hold one of the row's zeros without changing any sum."""


class Lost(NamedTuple):
    """A row whose figures are known in order, but not in place."""

    words: tuple[str, ...]
    """Its figures, in digits; one may be several that ran together."""


def seat(rows: Mapping[str, Lost | Vector], results: Sequence[str]) -> dict[str, Seated]:
    """Seat the lost rows by all identities together, else by the balance, else each by its own sum.

    `rows` gives the known vectors and the lost rows by row key; `results` are the keys that (七)总计 sums. Rows that no
    placement satisfies are left out of the answer.
    """
    return {row: _seated(by, left) for row, (by, left) in _left(rows, results).items() if left}


def seats(rows: Mapping[str, Lost | Vector], results: Sequence[str]) -> dict[str, tuple[Seated, ...]]:
    """Every placement that `seat` chooses among, the likeliest first; one for each vector."""
    return {
        row: tuple(_seated(by, [vector, *(v for v in left if v != vector)]) for vector in left)
        for row, (by, left) in _left(rows, results).items()
    }


def _left(
    rows: Mapping[str, Lost | Vector], results: Sequence[str]
) -> dict[str, tuple[Mapping[Vector, list[Placement]], Sequence[Vector]]]:
    """For each lost row its placements by their vector, and the vectors that the identities leave, likeliest first."""
    options = {row: _options(lost.words) for row, lost in rows.items() if isinstance(lost, Lost)}
    known = {row: vector for row, vector in rows.items() if not isinstance(vector, Lost)}
    vectors = {row: _by_vector(found) for row, found in options.items()}
    choices: dict[str, list[Vector]] = {row: list(by) for row, by in vectors.items()}
    choices |= {row: [vector] for row, vector in known.items()}
    allowed = _joint(choices, results) or _balanced(choices) | {r: c for r, c in choices.items() if r in results}
    return {row: (by, allowed.get(row) or choices[row]) for row, by in vectors.items()}


def _seated(by: Mapping[Vector, list[Placement]], left: Sequence[Vector]) -> Seated:
    """`left` has the likeliest first."""
    chosen = left[0]
    alone = tuple(all(v[c] == chosen[c] for v in left) for c in range(len(chosen)))
    reachable = {
        c for v in left for p in by[v] for c, piece in zip(p.columns, p.pieces, strict=True) if piece.value == 0
    }
    best = by[chosen][0]
    zeros = {c for c in reachable if chosen[c] == 0} - set(best.columns)
    return Seated(best, alone, frozenset(zeros if len(best.columns) > 2 else ()))


# -- the placements of one row ----------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _options(words: tuple[str, ...], width: int = 7) -> tuple[Placement, ...]:
    """The placements of a row's figures in their order, the usual ones first: as far left as they go.

    Best is a row whose last figure is the sum of the others; then one whose figures ran together and have to be split
    to fill the row with such a sum; then one without a total. A leading zero tells figures that ran together.
    """
    glued = any(len(word) > 1 and word[0] == "0" for word in words)
    placed = [] if glued else list(_placements(_pieces(words), width))
    summed = [p for p in placed if p.columns[-1] == width - 1 and p.vector[-1] == sum(p.vector[:-1])]
    if not summed:
        summed = [p for pieces in _splits(words, width) for p in _placements(pieces, width)]
    usual = summed or [p for p in placed if p.columns[-1] != width - 1]
    return tuple(sorted(usual, key=lambda p: (p.columns[:-1], p.columns[-1])))


def splits_to_sum(words: tuple[str, ...], width: int = 7) -> bool:
    """Whether the figures can be split to fill the row so that the last is the sum of the others."""
    return any(True for _ in _splits(words, width))


def _placements(pieces: tuple[Piece, ...], width: int) -> Iterator[Placement]:
    for columns in combinations(range(width), len(pieces)):
        vector = [0] * width
        for column, piece in zip(columns, pieces, strict=True):
            vector[column] = piece.value
        yield Placement(tuple(vector), columns, pieces)


def _pieces(words: Sequence[str]) -> tuple[Piece, ...]:
    return tuple(Piece(i, 0, len(word), int(word)) for i, word in enumerate(words))


def _splits(words: Sequence[str], width: int) -> Iterator[tuple[Piece, ...]]:
    """Every way to cut the words into `width` figures, none with a leading zero, the last the sum of the others."""
    *before, last = words
    extra, places = width - len(words), sum(len(word) - 1 for word in words)
    if not 0 < extra <= places or comb(places, extra) > MOST_SPLITS:
        return
    for at in range(len(last)):
        if last[at] != "0" or at == len(last) - 1:
            total = Piece(len(before), at, len(last), int(last[at:]))
            rest = [*before, last[:at]] if at else before
            yield from ((*pieces, total) for pieces in _cut(rest, 0, 0, width - 1, total.value))


def _cut(words: Sequence[str], token: int, start: int, pieces: int, left: int) -> Iterator[tuple[Piece, ...]]:
    """The ways to cut the words, from a place in one of them on, into so many pieces that add up to what is left."""
    if token == len(words):
        yield from [()] if pieces == left == 0 else []
        return
    word = words[token]
    size = sum(map(len, words[token:])) - start
    if not pieces <= size <= pieces * len(str(left)):
        return
    first = len(word) if pieces == 1 else start + 1
    most = start + 1 if word[start] == "0" else len(word)
    for end in range(first, most + 1):
        piece = Piece(token, start, end, int(word[start:end]))
        if piece.value > left:
            return
        after = (token + 1, 0) if end == len(word) else (token, end)
        yield from ((piece, *rest) for rest in _cut(words, *after, pieces - 1, left - piece.value))


def _by_vector(found: Iterable[Placement]) -> dict[Vector, list[Placement]]:
    by: dict[Vector, list[Placement]] = {}
    for placement in found:
        by.setdefault(placement.vector, []).append(placement)
    return by


# -- the rows together ------------------------------------------------------------------------------------


def _add(a: Vector, b: Vector) -> Vector:
    return tuple(map(int.__add__, a, b))


def _balanced(choices: Mapping[str, list[Vector]]) -> dict[str, list[Vector]]:
    """The vectors of 一, 二, (七) and 四 that some balance allows; all of them where there is none."""
    four = ("new_received", "carried_over", "processed_total", "carried_forward")
    if any(row not in choices for row in four):
        return {row: choices[row] for row in four if row in choices}
    new, over, done, forward = (choices[row] for row in four)
    income: dict[Vector, list[tuple[Vector, Vector]]] = {}
    for a, b in product(new[:60], over[:60]):
        income.setdefault(_add(a, b), []).append((a, b))
    kept: dict[str, dict[Vector, None]] = {row: {} for row in four}
    for c, d in product(done[:60], forward[:60]):
        for a, b in income.get(_add(c, d), ()):
            for row, vector in zip(four, (a, b, c, d), strict=True):
                kept[row][vector] = None
    if not kept["new_received"]:
        return {row: choices[row] for row in four}
    return {row: [v for v in choices[row] if v in kept[row]] for row in four}


def _joint(choices: Mapping[str, list[Vector]], results: Sequence[str]) -> dict[str, list[Vector]]:
    """The vectors of every row that stand in some solution of all identities, likeliest first; empty if none is."""
    rows = [row for row in results if row in choices]
    if "processed_total" not in choices or not rows or not all(choices.values()):
        return {}
    allowed = _balanced(choices)
    several = [row for row in rows if len(choices[row]) > 1]
    packed = [packed_row(choices[row]) for row in several]
    fixed = [choices[row][0] for row in rows if len(choices[row]) == 1]
    kept: dict[str, dict[Vector, int]] = {row: {} for row in rows}
    totals: list[Vector] = []
    for total in allowed["processed_total"]:
        rest = tuple(map(int.__sub__, total, map(sum, zip(*fixed, strict=True)))) if fixed else total
        solved = sums_to(rest, packed)
        if solved is None:
            return {}
        if solved:
            totals.append(total)
            ranks = dict(zip(several, solved[0], strict=True))
            for row in rows:
                for rank, n in enumerate(ranks.get(row, (0,))):
                    kept[row].setdefault(choices[row][n], rank)
    if not totals:
        return {}
    joint = _balanced({**allowed, "processed_total": totals})
    return joint | {row: sorted(kept[row], key=kept[row].__getitem__) for row in rows}
