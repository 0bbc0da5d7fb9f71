"""Which vectors of many rows add up to a total: the search behind `align`, exact within its bound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Vector = tuple[int, ...]
"""One number a column, the last the total; blank counts as 0 (contract, section 2)."""

MOST_STATES = 6000
"""Sums of columns held at once; more is a refusal."""
_LANE = 32
_MOST = 1 << _LANE - 2
"""No figure of a lane is as large: two of them add up without a carry into the guard above."""

Packed = list[tuple[int, int]]
"""Vectors of a row, each by its rank and as one integer, a lane a column."""


def _packed(vector: Iterable[int]) -> int:
    return sum([value << _LANE * i for i, value in enumerate(vector)])


def packed_row(vectors: Sequence[Vector]) -> tuple[Packed, Vector]:
    """The vectors whose figures fit in a lane, and the largest figure of each column."""
    fitting = [(rank, vector) for rank, vector in enumerate(vectors) if max(vector) < _MOST]
    most = tuple(max(column) for column in zip(*(vector for _, vector in fitting), strict=True))
    return [(rank, _packed(vector)) for rank, vector in fitting], most


def sums_to(rest: Vector, rows: Sequence[tuple[Packed, Vector]]) -> list[list[list[int]]] | None:
    """The ranks of each row's vectors that take part in a sum to `rest`, the cheapest sum's first, in a list alone.

    An empty list where nothing sums to it, None past the bound. Forward over the rows, the sums that neither pass the
    rest nor can no longer reach it, with their least cost; then back from the rest. A sum is one addition, a comparison
    of all columns one subtraction.
    """
    if min(rest) < 0:
        return []
    if max(rest) >= _MOST:
        return None
    goal = _packed(rest)
    guard = _packed((1 << _LANE - 1,) * len(rest))
    ceiling = goal | guard
    layers: list[dict[int, int]] = [{0: 0}]
    for (vectors, _), reach in zip(rows, _reaches(rest, [most for _, most in rows]), strict=True):
        floor = (_packed(reach) | guard) - goal
        layer: dict[int, int] = {}
        for state, cost in layers[-1].items():
            for rank, vector in vectors:
                after = state + vector
                fits = (ceiling - after) & guard == guard == (after + floor) & guard
                if fits and cost + rank < layer.get(after, _MOST):
                    layer[after] = cost + rank
        if len(layer) > MOST_STATES:
            return None
        layers.append(layer)
    return [_traced([vectors for vectors, _ in rows], layers, goal)] if goal in layers[-1] else []


def _reaches(rest: Vector, most: Sequence[Vector]) -> list[Vector]:
    """By row: what all rows behind it can add at most, column by column, and no more than the rest."""
    reaches = [(0,) * len(rest)]
    for vector in reversed(most[1:]):
        reaches.append(tuple(map(min, rest, map(int.__add__, reaches[-1], vector))))
    return reaches[::-1] if most else []


def _traced(packed: Sequence[Packed], layers: Sequence[dict[int, int]], end: int) -> list[list[int]]:
    """Walk the layers back: which vectors of each row are on any path to the end, that of the cheapest path first."""
    found: list[list[int]] = []
    alive, best = {end}, end
    for vectors, before in zip(reversed(packed), reversed(layers[:-1]), strict=True):
        used: dict[int, None] = {}
        reached: set[int] = set()
        steps: list[tuple[int, int, int]] = []
        for rank, vector in vectors:
            origins = [state - vector for state in alive if state - vector in before]
            if origins:
                used[rank] = None
                reached.update(origins)
            if best - vector in before:
                steps.append((before[best - vector] + rank, rank, best - vector))
        _, first, best = min(steps)
        found.append([first, *(rank for rank in used if rank != first)])
        alive = reached
    return found[::-1]
