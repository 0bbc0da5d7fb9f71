"""More faults than can be searched through: failing sums that hang together are mended group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.repairing.decode import Budget, Search, Solution, System

LARGEST_GROUP = 4
"""So many changes at most mend a group."""
GROUP_STEPS = 3_000
"""Looks at a cell that the search around one failing sum may take."""


class Group(NamedTuple):
    """Failing sums that a few changes mend, all other sums left as they are, and every such set of changes."""

    sums: frozenset[int]
    ways: tuple[Solution, ...]

    @property
    def gain(self) -> int:
        """How many more sums are mended than figures changed: the more, the less it is chance."""
        return len(self.sums) - len(self.ways[0])


def groups(system: System, values: list[int], budget: Budget) -> list[Group]:
    """Groups that share neither a cell nor a failing sum, the smallest and most telling first."""
    off = system.residuals(values)
    taken: list[Group] = []
    doubtful: list[Group] = []
    for size in range(1, LARGEST_GROUP + 1):
        for group in sorted(_around(system, values, off, size, budget), key=lambda group: -group.gain):
            if group.gain > 0:
                _take(group, off, taken)
            else:
                doubtful.append(group)
    for group in doubtful:
        _take(group, off, taken)
    return taken


def _take(group: Group, off: list[int], taken: list[Group]) -> None:
    """Put the group to those taken, if its sums still fail and it need not change a cell that another one changes."""
    used = {cell for other in taken for way in other.ways for cell, _ in way}
    ways = tuple(way for way in group.ways if used.isdisjoint(cell for cell, _ in way))
    if ways and all(off[e] for e in group.sums):
        taken.append(group._replace(ways=ways))
        for e in group.sums:
            off[e] = 0


def _around(system: System, values: list[int], off: list[int], size: int, budget: Budget) -> Iterator[Group]:
    """What exactly so many changes can mend around each failing sum."""
    ways: dict[frozenset[int], dict[Solution, None]] = {}
    for e, residual in enumerate(off):
        if residual and not budget.spent:
            awake = [residual if n == e else 0 for n in range(len(off))]
            asleep = [0 if n == e else other for n, other in enumerate(off)]
            own = Budget(min(GROUP_STEPS, budget.steps))
            budget.steps -= own.steps
            for way in Search(system, values, awake, own, asleep=asleep).run(size):
                if len(way) == size:
                    touched = {n for cell, _ in way for n, _ in system.of_cell[cell]}
                    ways.setdefault(frozenset(n for n in touched if off[n]), {})[way] = None
            budget.steps += max(own.steps, -1)
    yield from (Group(sums, tuple(own)) for sums, own in ways.items())


def by_totals(system: System, values: list[int], printed: Sequence[int | None]) -> list[int]:
    """The figures with printed totals that follow their parts; some sum may still fail where others are blank."""
    figures = list(values)
    for e in sorted(range(len(system.sums)), key=lambda e: e in system.rows):
        terms = system.sums[e]
        residual = sum(sign * figures[cell] for cell, sign in terms)
        for cell, sign in (terms[-1], terms[0]) if residual else ():
            if figures[cell] - sign * residual >= 0 and printed[cell] is not None:
                figures[cell] -= sign * residual
                break
    return figures
