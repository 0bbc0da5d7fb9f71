"""The ways to satisfy every identity of a problem: figures changed one by one and whole rows mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from parsers.form.printed import PARTS
from parsers.repairing.decode import Budget, Search, Solution
from parsers.repairing.equations import Problem
from parsers.repairing.faults import TELLING, TOTAL_ZERO, Fault, Figure, Reading, explain, pair_fault, row_readings
from parsers.repairing.groups import by_totals, groups

MOST = 14
"""Larger sets of changes are not looked for."""
ROWS_MENDED = 3
"""So many rows at most are mended as a whole."""
GAIN = 2
"""A row is mended as a whole only where so many more sums then hold."""
STEPS_LEFT = 10_000
"""Looks at a cell that are kept for what no group mends."""
UNUSUAL_BITS = 1.5
"""What it costs that one of the five smaller columns should hold a figure where none is printed."""
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
        return _bits(self.acts)

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
    cells: Budget
    """What the search for changes of single cells may cost."""
    rows: Budget
    """What the search for rows to mend may cost."""
    groups: Budget
    """What the search for groups of failing sums may cost."""
    searched: int = 0
    """Sets of so many changes of single cells were all met."""
    mends: list[Mend] = field(default_factory=list)
    enough: int = MOST
    """Options with more acts than this are not wanted any more."""
    too_many: bool = False
    """More faults than could be searched through: the options are not the smallest."""

    def options(self) -> list[Option]:
        """All smallest sets of cell changes, and whatever mends rows as a whole with no more acts.

        Where that is beyond the budget, failing sums are mended group by group, and what is left by its totals.
        """
        values = self.problem.values
        off = self.problem.system.residuals(values)
        sets, self.searched = self._smallest(values, off, MOST, self.cells)
        found = [self.option(changes) for changes in sets]
        self.enough = len(sets[0]) if sets else MOST
        if self.enough > 1:
            self.mends = list(self._readings(off))
            found += self._mended((), values, off)
        self.too_many = not found and any(off)
        return ranked(found or list(self._by_groups(values)))

    def complete(self, option: Option) -> bool:
        """Whether every option of no more acts than this one was met."""
        return not self.rows.spent and len(option.acts) <= self.searched

    def _by_groups(self, values: list[int]) -> Iterator[Option]:
        """The likeliest way of every group of failing sums, and then each other way of one of them."""
        found = groups(self.problem.system, values, self.groups)
        ways = [sorted((self._acts_of(values, way) for way in group.ways), key=_bits) for group in found]
        mended = list(values)
        for cell, figure in (pair for own in ways for act in own[0] for pair in act.figures):
            mended[cell] = figure or 0
        fixed = frozenset(cell for group in found for way in group.ways for cell, _ in way)
        rest = self._rest(mended, fixed)
        if any(mended[cell] != rest[cell] for cell in fixed):  # a total that a group had changed too
            yield Option(self._acts_of(values, _changes(values, rest)))
            return
        last = self._acts_of(mended, _changes(mended, rest))
        others = [(n, acts) for n, own in enumerate(ways) for acts in own[1:]]
        for n, acts in [(-1, ()), *sorted(others, key=lambda pair: _bits(pair[1]) - _bits(ways[pair[0]][0]))]:
            yield Option((*(act for m, own in enumerate(ways) for act in (acts if m == n else own[0])), *last))

    def _rest(self, values: list[int], fixed: frozenset[int]) -> list[int]:
        """Figures that satisfy the sums that no group does: few others if there are such, or totals that follow."""
        system, steps = self.problem.system, self.groups.steps
        totals = by_totals(system, values, self.problem.printed)
        for figures, kept in ((values, fixed), (totals, frozenset[int]())):
            sets, _ = self._smallest(figures, system.residuals(figures), MOST, Budget(max(steps, STEPS_LEFT)), kept)
            if sets:
                return [figure + dict(sets[0]).get(cell, 0) for cell, figure in enumerate(figures)]
        return values

    def _mended(self, before: tuple[Mend, ...], values: list[int], off: list[int]) -> Iterator[Option]:
        """Options that mend one more row as a whole, with no more acts than are enough."""
        taken = frozenset(cell for mend in before for cell, _ in mend.deltas)
        self.rows.steps -= 2 * len(self.mends)
        gains = ((_gain(off, mend.moves), mend) for mend in self.mends)
        for _, mend in sorted((pair for pair in gains if pair[0] >= GAIN), key=lambda pair: -pair[0]):
            room = self.enough - len(before) - 1
            if room < 0 or self.rows.spent or not taken.isdisjoint(c for c, _ in mend.act.figures):
                continue
            moved, left = self._moved(values, off, mend)
            mends = (*before, mend)
            sets, _ = self._smallest(moved, left, room, self.rows, taken | {c for c, _ in mend.deltas})
            for changes in sets:
                yield self._option(mends, moved, changes)
            if sets:
                self.enough = min(self.enough, len(mends) + len(sets[0]))
            if len(mends) < ROWS_MENDED and (not sets or len(sets[0]) > 1):
                yield from self._mended(mends, moved, left)

    def _smallest(
        self, values: list[int], off: list[int], most: int, budget: Budget, fixed: frozenset[int] = frozenset()
    ) -> tuple[list[Solution], int]:
        """All smallest sets of changes, of at most so many cells, and up to which size nothing was passed over."""
        size = Search(self.problem.system, values, off, budget).bound()
        while size <= most and not budget.spent:
            found = Search(self.problem.system, values, list(off), budget, fixed).run(size)
            if found or budget.spent:
                return found, size - budget.spent
            size += 1
        return [], size - 1

    def _moved(self, values: list[int], off: list[int], mend: Mend) -> tuple[list[int], list[int]]:
        """Figures and residuals after a row is mended."""
        values, off = list(values), list(off)
        for cell, delta in mend.deltas:
            values[cell] += delta
        for e, delta in mend.moves:
            off[e] += delta
        return values, off

    def _readings(self, off: list[int]) -> Iterator[Mend]:
        """Rows as they may have been before a fault of two figures or more, where more sums come to hold."""
        of_cell = self.problem.system.of_cell
        for row in self.problem.rows:
            before = [self.problem.printed[c] for c in row]
            readings = row_readings(before) if any(v is not None for v in before) else self._lost_row(row, off)
            for figures, fault in readings:
                deltas = [(c, (f or 0) - (p or 0)) for c, p, f in zip(row, before, figures, strict=True) if p != f]
                changed = sum(1 for _, delta in deltas if delta)
                moves: dict[int, int] = {}
                for cell, delta in deltas if changed > 1 else ():
                    for e, sign in of_cell[cell]:
                        moves[e] = moves.get(e, 0) + sign * delta
                if _gain(off, moves.items()) >= GAIN:
                    act = self._act(
                        tuple((c, f) for c, p, f in zip(row, before, figures, strict=True) if p != f),
                        fault._replace(tells=fault.tells if changed >= TELLING else 0),
                    )
                    yield Mend(act, tuple(deltas), tuple(moves.items()))

    def _lost_row(self, row: tuple[int, ...], off: list[int]) -> Iterator[Reading]:
        """A row without a figure as one that was not read: it holds what its columns lack."""
        of_cell = self.problem.system.of_cell
        shared = Counter(e for cell in row for e, _ in of_cell[cell])
        lacks = [{-off[e] * sign for e, sign in of_cell[cell] if shared[e] == 1} for cell in row]
        parts = [lack.pop() for lack in lacks[:-1] if len(lack) == 1]
        if len(parts) == len(row) - 1 and min(parts) >= 0 and lacks[-1] <= {sum(parts)}:
            figures = (*parts, sum(parts))
            yield Reading(tuple(figure or self.problem.nothing for figure in figures), Fault("row_lost", 6))

    def option(self, changes: Solution) -> Option:
        """A set of changes of single cells as an option."""
        return self._option((), self.problem.values, changes)

    def _option(self, mends: tuple[Mend, ...], values: list[int], changes: Solution) -> Option:
        return Option((*(mend.act for mend in mends), *self._acts_of(values, changes)))

    def _acts_of(self, values: list[int], changes: Solution) -> tuple[Act, ...]:
        return tuple(self._acts({cell: values[cell] + delta for cell, delta in changes}))

    def _acts(self, figures: dict[int, int]) -> Iterator[Act]:
        """The faults that single changes amount to: two of them may be one."""
        printed, cells, nothing = self.problem.printed, self.problem.cells, self.problem.nothing
        for a, b in combinations(sorted(figures), 2):
            if a in figures and b in figures and (cells[a].row == cells[b].row or cells[a].column == cells[b].column):
                tied = "total" in (cells[a].column, cells[b].column)
                fault = pair_fault((printed[a], printed[b]), (figures[a], figures[b]), tied)
                if fault:
                    yield self._act(((a, figures.pop(a) or nothing), (b, figures.pop(b) or nothing)), fault)
        for cell, figure in sorted(figures.items()):
            left = printed[cell] == 0 and figure and cells[cell].column == "total"
            yield self._act(((cell, figure or nothing),), TOTAL_ZERO if left else explain(printed[cell], figure))

    def _act(self, figures: tuple[tuple[int, Figure], ...], fault: Fault) -> Act:
        doubt = sum(self.doubt(c, f) + self._unusual(c, f) for c, f in figures)
        return Act(figures, fault, ACT_BITS + fault.bits + doubt)

    def _unusual(self, cell: int, figure: Figure) -> float:
        """Natural persons file most applications: a figure for others where none is printed is the rarer."""
        column = self.problem.cells[cell].column
        return UNUSUAL_BITS if figure and not self.problem.printed[cell] and column in PARTS[1:] else 0.0


def _changes(before: list[int], after: list[int]) -> Solution:
    return tuple((c, new - old) for c, (old, new) in enumerate(zip(before, after, strict=True)) if new != old)


def _bits(acts: tuple[Act, ...]) -> float:
    return sum(act.bits for act in acts)


def _gain(off: list[int], moves: Iterable[tuple[int, int]]) -> int:
    """How many more sums hold after these moves."""
    gain = 0
    for e, delta in moves:
        if off[e]:
            gain += not off[e] + delta
        elif delta:
            gain -= 1
    return gain
