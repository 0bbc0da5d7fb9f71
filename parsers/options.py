"""The ways to satisfy every identity of a problem: figures changed one by one and whole rows mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from parsers.decode import Budget, Search, Solution
from parsers.equations import Problem
from parsers.faults import Fault, Figure, explain, pair_fault, row_readings

MOST = 9
"""Larger sets of changes are not looked for."""
ROWS_MENDED = 3
"""So many rows at most are mended as a whole."""
ACT_BITS = 7.5
"""What it costs to say where a fault is."""


@dataclass(frozen=True, slots=True)
class Act:
    """One fault undone: the cells it touches with their new figures, and what it costs to say so, in bits."""

    figures: tuple[tuple[int, Figure], ...]
    fault: Fault
    bits: float


@dataclass(frozen=True, slots=True)
class Option:
    """One way to satisfy every identity of a problem."""

    acts: tuple[Act, ...]

    @property
    def bits(self) -> float:
        """What it costs to describe; of two options the cheaper is the likelier."""
        return sum(act.bits for act in self.acts)

    @property
    def figures(self) -> frozenset[tuple[int, Figure]]:
        """The cells it changes, with their new figures."""
        return frozenset(figure for act in self.acts for figure in act.figures)


def ranked(options: list[Option]) -> list[Option]:
    """The cheapest first, equally cheap ones in printed order, each set of changes once."""
    best: dict[frozenset[tuple[int, Figure]], Option] = {}
    for option in sorted(options, key=lambda o: (o.bits, sorted(cell for act in o.acts for cell, _ in act.figures))):
        best.setdefault(option.figures, option)
    return list(best.values())


class Mend(NamedTuple):
    """A row read as it may have been before a fault."""

    act: Act
    deltas: Solution
    moves: tuple[tuple[int, int], ...]
    """What it adds to each sum."""


@dataclass(slots=True)
class Finder:
    """Finds the options of one problem."""

    problem: Problem
    doubt: Callable[[int, Figure], float]
    """What persons and prose say against a new figure of a cell, in bits; below zero where they speak for it."""
    budget: Budget
    mends: list[Mend] = field(default_factory=list)
    fewest: int = MOST
    """So many acts are enough, by what was found so far."""

    def options(self) -> list[Option]:
        """All smallest sets of cell changes, and whatever mends rows as a whole with no more acts."""
        values = self.problem.values
        off = self.problem.system.residuals(values)
        found = [self._option((), values, s) for s in self._smallest(values, off, MOST, frozenset())]
        self.fewest = min((len(option.acts) for option in found), default=MOST)
        if self.fewest > 1:
            self.mends = [mend for mend in self._readings() if _gain(off, mend.moves) >= 2]
            found += self._mended((), values, off)
        return ranked(found)

    def _mended(self, before: tuple[Mend, ...], values: list[int], off: list[int]) -> Iterator[Option]:
        """Options that mend one more row as a whole, with no more acts than the fewest so far."""
        taken = frozenset(cell for mend in before for cell, _ in mend.deltas)
        self.budget.steps -= len(self.mends) // 8
        gains = ((_gain(off, mend.moves), mend) for mend in self.mends)
        for _, mend in sorted((pair for pair in gains if pair[0] >= 2), key=lambda pair: -pair[0]):
            room = self.fewest - len(before) - 1
            if room < 0 or self.budget.spent or not taken.isdisjoint(c for c, _ in mend.act.figures):
                continue
            moved, left = self._moved(values, off, mend)
            mends = (*before, mend)
            sets = self._smallest(moved, left, room, taken | {c for c, _ in mend.deltas})
            for changes in sets:
                yield self._option(mends, moved, changes)
            if sets:
                self.fewest = min(self.fewest, len(mends) + len(sets[0]))
            if len(mends) < ROWS_MENDED and (not sets or len(sets[0]) > 1):
                yield from self._mended(mends, moved, left)

    def _smallest(self, values: list[int], off: list[int], most: int, fixed: frozenset[int]) -> list[Solution]:
        """All smallest sets of changes, of at most so many cells."""
        size = Search(self.problem.system, values, off, self.budget).bound()
        while size <= most and not self.budget.spent:
            found = Search(self.problem.system, values, list(off), self.budget, fixed).run(size)
            if found:
                return found
            size += 1
        return []

    def _moved(self, values: list[int], off: list[int], mend: Mend) -> tuple[list[int], list[int]]:
        """Figures and residuals after a row is mended."""
        values, off = list(values), list(off)
        for cell, delta in mend.deltas:
            values[cell] += delta
        for e, delta in mend.moves:
            off[e] += delta
        return values, off

    def _readings(self) -> Iterator[Mend]:
        """Every row as it may have been before a fault of a whole row."""
        printed = self.problem.printed
        for row in self.problem.rows:
            before = [printed[c] for c in row]
            for reading in row_readings(before) if any(before) else ():
                figures = tuple((c, f) for c, p, f in zip(row, before, reading.figures, strict=True) if p != f)
                deltas = tuple((c, (f or 0) - (printed[c] or 0)) for c, f in figures)
                moves: dict[int, int] = {}
                for cell, delta in deltas:
                    for e, sign in self.problem.system.of_cell[cell]:
                        moves[e] = moves.get(e, 0) + sign * delta
                yield Mend(self._act(figures, reading.fault), deltas, tuple(moves.items()))

    def _option(self, mends: tuple[Mend, ...], values: list[int], changes: Solution) -> Option:
        acts = self._acts({cell: values[cell] + delta for cell, delta in changes})
        return Option((*(mend.act for mend in mends), *acts))

    def _acts(self, figures: dict[int, int]) -> Iterator[Act]:
        """The faults that single changes amount to: two of them may be one."""
        printed, cells = self.problem.printed, self.problem.cells
        for a, b in combinations(sorted(figures), 2):
            if a in figures and b in figures and (cells[a].row == cells[b].row or cells[a].column == cells[b].column):
                tied = "total" in (cells[a].column, cells[b].column)
                fault = pair_fault((printed[a], printed[b]), (figures[a], figures[b]), tied)
                if fault:
                    yield self._act(((a, figures.pop(a)), (b, figures.pop(b))), fault)
        for cell, figure in sorted(figures.items()):
            yield self._act(((cell, figure),), explain(printed[cell], figure))

    def _act(self, figures: tuple[tuple[int, Figure], ...], fault: Fault) -> Act:
        return Act(figures, fault, ACT_BITS + fault.bits + sum(self.doubt(c, f) for c, f in figures))


def _gain(off: list[int], moves: tuple[tuple[int, int], ...]) -> int:
    """How many more sums hold after these moves."""
    gain = 0
    for e, delta in moves:
        if off[e]:
            gain += not off[e] + delta
        elif delta:
            gain -= 1
    return gain
