"""What else could have happened where one changed figure satisfies every sum: ways that leave that figure alone."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.repairing.decode import Budget, Search, Solution
from parsers.repairing.equations import Problem

RIVAL_STEPS = 20_000
"""Looks at a cell that the search for two changes instead of one may take."""


def rivals(problem: Problem, cell: int, delta: int) -> Iterator[Solution]:
    """Sets of two and three changes that do to every sum what adding `delta` to one cell does."""
    off = [0] * len(problem.system.sums)
    for e, sign in problem.system.of_cell[cell]:
        off[e] = -sign * delta
    yield from Search(problem.system, problem.values, off, Budget(RIVAL_STEPS), frozenset({cell})).run(2)
    yield from _rectangles(problem, cell, delta)


def _rectangles(problem: Problem, corner: int, delta: int) -> Iterator[Solution]:
    """The other three corners, where a part and its total, and a figure of another row, are off by as much."""
    values = problem.values
    own = next((row for row in problem.rows if corner in row), ())
    column = own.index(corner) if own else 0
    others = [row for row in problem.rows if row is not own and problem.alike(row, own)] if own else []
    for at, beside in enumerate(own):
        turn = delta if own[-1] not in (corner, beside) else -delta
        for other in others if beside != corner and values[beside] + turn >= 0 else ():
            changes = ((beside, turn), (other[column], delta), (other[at], -turn))
            if all(values[cell] + change >= 0 for cell, change in changes):
                yield changes
