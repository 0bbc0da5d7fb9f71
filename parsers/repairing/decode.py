"""The smallest sets of cell changes that satisfy every sum: decoding of the form as an error-correcting code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Change = tuple[int, int]
"""A cell's number and what is added to its figure."""
Solution = tuple[Change, ...]


STEP = 30
FOUND = 300
"""What a step of the search and a set that it finds (it has to be ranked) cost, in looks at a cell."""


@dataclass(frozen=True, slots=True)
class System:
    """Sums over numbered cells; each sum, a list of signed cells, should come to zero."""

    sums: tuple[tuple[tuple[int, int], ...], ...]
    """For each sum its (cell, sign) pairs."""
    of_cell: tuple[tuple[tuple[int, int], ...], ...]
    """For each cell the (sum, sign) pairs it stands in."""
    rows: tuple[int, ...]
    """Sums that share no cell with one another."""
    columns: tuple[tuple[int, int], ...]
    """Pairs of sums, no cell in two pairs; a pair with one sum names it twice."""

    def residuals(self, values: Sequence[int]) -> list[int]:
        """What each sum comes to."""
        return [sum(sign * values[cell] for cell, sign in terms) for terms in self.sums]


@dataclass(slots=True)
class Budget:
    """How many looks at a cell a search may still take; work, not time: the answer is the same on every machine."""

    steps: int

    @property
    def spent(self) -> bool:
        """Whether the search was cut short."""
        return self.steps < 0


@dataclass(slots=True)
class Search:
    """Depth-first search over sums that are off: each is mended by exactly one cell, or known to need two.

    A smallest set of changes has a sum that only one of its cells touches, and the residual of that sum fixes the
    change; or its cells go round in a cycle, and could go on round it but that some figure has come down to 0.
    """

    system: System
    values: list[int]
    off: list[int]
    budget: Budget
    fixed: frozenset[int] = frozenset()
    """Cells that may not change."""
    asleep: list[int] = field(default_factory=list)
    """What sums are off by that count only once a change touches them; none where left empty."""
    found: dict[Solution, None] = field(default_factory=dict)
    closed: list[bool] = field(init=False)
    wanted: list[int] = field(init=False)
    """At least so many more changes must touch the sum."""
    made: list[Change] = field(init=False)
    spared: set[int] = field(default_factory=set)
    """Cells of which it was tried already that they become 0."""

    def __post_init__(self) -> None:
        self.closed = [False] * len(self.off)
        self.wanted = [0] * len(self.off)
        self.made = []

    def bound(self) -> int:
        """At least so many changes are needed."""
        off, wanted = self.off, self.wanted
        rows = columns = 0
        for e in self.system.rows:
            if off[e]:
                rows += wanted[e] or 1
            elif wanted[e]:
                rows += 2
        for a, b in self.system.columns:
            first, second = off[a], off[b]
            if first or second or wanted[a] or wanted[b]:
                need = 1 if first == second or not first or not second else 2
                columns += max(need, wanted[a], wanted[b])
        return max(rows, columns)

    def run(self, size: int) -> list[Solution]:
        """All sets of at most `size` changes; none of fewer exist where smaller sizes were tried before."""
        self._step(size)
        return list(self.found)

    def _step(self, left: int) -> None:
        self.budget.steps -= STEP
        if self.budget.steps < 0 or self.bound() > left:
            return
        target = self._target()
        if target is None:
            if any(self.off):
                self._emptied(left)
            elif not any(self.wanted):
                self.budget.steps -= FOUND
                self.found[tuple(sorted(self.made))] = None
            return
        chosen, moves = target
        self.closed[chosen] = True
        wish, self.wanted[chosen] = self.wanted[chosen], 0
        for cell, delta in moves:
            self._make(cell, delta, left)
        self.closed[chosen] = False
        self.wanted[chosen] = 2
        self._step(left)
        self.wanted[chosen] = wish

    def _emptied(self, left: int) -> None:
        """Where no open sum has a cell that mends it alone: one of their figures becomes 0."""
        tried = [cell for cell in self._figures() if cell not in self.spared]
        for cell in tried:
            self.spared.add(cell)
            self._make(cell, -self.values[cell], left)
        self.spared.difference_update(tried)

    def _figures(self) -> list[int]:
        """Figures of the sums that are off, as far as they may still change."""
        sums = [terms for terms, off in zip(self.system.sums, self.off, strict=True) if off]
        self.budget.steps -= sum(map(len, sums))
        return [cell for cell in dict.fromkeys(c for terms in sums for c, _ in terms) if self._free(cell)]

    def _make(self, cell: int, delta: int, left: int) -> None:
        """Change one cell, go on, and take it back."""
        off, wanted = self.off, self.wanted
        touched = self.system.of_cell[cell]
        lowered = [e for e, _ in touched if wanted[e]]
        woken = self._wake(touched)
        for e, sign in touched:
            off[e] += sign * delta
        for e in lowered:
            wanted[e] -= 1
        self.made.append((cell, delta))
        self._step(left - 1)
        self.made.pop()
        for e in lowered:
            wanted[e] += 1
        for e, sign in touched:
            off[e] -= sign * delta
        for e, residual in woken:
            off[e] -= residual
            self.asleep[e] = residual

    def _wake(self, touched: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Let sums that a change touches count; gives what they are off by."""
        woken = [(e, self.asleep[e]) for e, _ in touched if self.asleep[e]] if self.asleep else []
        for e, residual in woken:
            self.off[e] += residual
            self.asleep[e] = 0
        return woken

    def _free(self, cell: int) -> bool:
        """Whether a figure stands there that may still become another."""
        taken = cell in self.fixed or any(cell == made for made, _ in self.made)
        return self.values[cell] > 0 and not taken and not any(self.closed[e] for e, _ in self.system.of_cell[cell])

    def _target(self) -> tuple[int, list[Change]] | None:
        """The sum with the fewest single cells that could mend it."""
        best: tuple[int, list[Change]] | None = None
        for e, residual in enumerate(self.off):
            if residual and self.wanted[e] < 2:
                self.budget.steps -= len(self.system.sums[e])
                moves = list(self._moves(e, residual))
                if best is None or len(moves) < len(best[1]):
                    best = e, moves
                    if len(moves) < 2:
                        break
        return best

    def _moves(self, chosen: int, residual: int) -> Iterator[Change]:
        """The cells of a sum that could mend it alone, with what they would have to change by."""
        used = {cell for cell, _ in self.made}
        closed, of_cell, values = self.closed, self.system.of_cell, self.values
        for cell, sign in self.system.sums[chosen]:
            delta = -residual * sign
            if values[cell] + delta >= 0 and cell not in used and cell not in self.fixed:
                for e, _ in of_cell[cell]:
                    if closed[e]:
                        break
                else:
                    yield cell, delta
