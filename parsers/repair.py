"""From findings to repairs: the smallest sets of changes that satisfy every identity, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice

from parsers.decode import Budget, Search, Solution
from parsers.equations import Problem, problems
from parsers.faults import Fault, Figure, explain, row_readings
from parsers.model import Address, Change, Origin, Repair, Report, Value

LISTED = 10
"""So many repairs are listed; the rest is counted."""
MOST = 9
"""Larger sets of changes are not looked for."""
STEPS = 12_000
"""Steps of search a report may take."""
ACT_BITS = 7.5
"""What it costs to say where a fault is."""
DOUBT_BITS = 8.0
"""What it costs to doubt a figure that a person typed or confirmed, or that the prose repeats."""
MARGIN_BITS = 8.0
"""A certain repair is cheaper than the next one by so much."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Findings that one and the same fault may explain, apart from all others."""

    findings: tuple[str, ...]
    """Keys of the findings."""
    repairs: tuple[Repair, ...]
    """What would satisfy these identities, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Repairs of the whole report, and of each cluster of its findings."""

    repairs: tuple[Repair, ...] = ()
    more: int = 0
    """Equally small repairs that were left off."""
    clusters: tuple[Cluster, ...] = ()


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
    bits: float


@dataclass(slots=True)
class Repairer:
    """Finds and ranks the options of one problem."""

    problem: Problem
    report: Report
    evidence: Mapping[Address, Value]
    budget: Budget

    def options(self) -> list[Option]:
        """Sets of cell changes, and sets with whole rows mended, that are no larger; the likeliest first."""
        values = self.problem.values
        off = self.problem.system.residuals(values)
        sets = smallest(self.problem, values, off, MOST, self.budget)
        limit = len(sets[0]) if sets else MOST
        found = [self._option(s, values) for s in sets]
        for act, deltas in self._row_acts(off) if limit > 1 else ():
            moved, left = _moved(self.problem, values, off, deltas)
            rest = smallest(self.problem, moved, left, limit - 1, self.budget, frozenset(c for c, _ in deltas))
            found += (self._option(s, values, (act,)) for s in rest)
        best: dict[frozenset[tuple[int, Figure]], Option] = {}
        for option in sorted(found, key=_rank):
            best.setdefault(frozenset(figure for act in option.acts for figure in act.figures), option)
        return list(best.values())

    def _option(self, solution: Solution, values: list[int], before: tuple[Act, ...] = ()) -> Option:
        acts = (*before, *self._acts({cell: values[cell] + delta for cell, delta in solution}))
        return Option(acts, sum(a.bits for a in acts))

    def _acts(self, figures: dict[int, int]) -> Iterator[Act]:
        """The faults that single changes amount to: two of them may be one act."""
        printed = self.problem.printed
        for a, b in combinations(sorted(figures), 2):
            if a in figures and b in figures:
                fault = self._pair(a, b, figures)
                if fault:
                    pair = ((a, figures.pop(a)), (b, figures.pop(b)))
                    yield self._act(pair, fault)
        for cell, figure in sorted(figures.items()):
            yield self._act(((cell, figure),), explain(printed[cell], figure))

    def _pair(self, a: int, b: int, figures: Mapping[int, int]) -> Fault | None:
        """The fault that explains two changes at once."""
        printed, cells = self.problem.printed, self.problem.cells
        one, other = cells[a], cells[b]
        if one.row != other.row and one.column != other.column:
            return None
        if (printed[a] or 0, printed[b] or 0) == (figures[b], figures[a]):
            return Fault("swapped", 9)
        if printed[a] == printed[b] and figures[a] == figures[b] and (one.column == "total" or other.column == "total"):
            fault = explain(printed[a], figures[a])
            return Fault("same_misreading", fault.bits + 4)
        return None

    def _act(self, figures: tuple[tuple[int, Figure], ...], fault: Fault) -> Act:
        return Act(figures, fault, ACT_BITS + fault.bits + sum(self._doubt(c, f) for c, f in figures))

    def _doubt(self, cell: int, figure: Figure) -> float:
        """What persons and prose say against a change, or for it."""
        address = self.problem.cells[cell]
        touched = self.report.cells[address].origin in (Origin.EDITED, Origin.CONFIRMED)
        bits = DOUBT_BITS if touched else 0.0
        if address in self.evidence:
            bits += -DOUBT_BITS if self.evidence[address] == figure else DOUBT_BITS
        return bits

    def _row_acts(self, off: list[int]) -> Iterator[tuple[Act, Solution]]:
        """Rows mended as a whole that would satisfy more sums than they upset."""
        problem = self.problem
        for row in problem.rows:
            printed = [problem.printed[c] for c in row]
            if not any(printed):
                continue
            for reading in row_readings(printed):
                figures = tuple((c, f) for c, p, f in zip(row, printed, reading.figures, strict=True) if p != f)
                deltas = tuple((c, (f or 0) - (problem.printed[c] or 0)) for c, f in figures)
                if gain(problem, off, deltas) >= 2:
                    yield self._act(figures, reading.fault), deltas


def _rank(option: Option) -> tuple[float, list[int]]:
    """The cheapest first, equally cheap ones in printed order."""
    return option.bits, sorted(cell for act in option.acts for cell, _ in act.figures)


def gain(problem: Problem, off: list[int], deltas: Solution) -> int:
    """How many more sums hold after the changes."""
    moved: dict[int, int] = {}
    for cell, delta in deltas:
        for e, sign in problem.system.of_cell[cell]:
            moved[e] = moved.get(e, off[e]) + sign * delta
    return sum(bool(off[e]) - bool(now) for e, now in moved.items())


def _moved(problem: Problem, values: list[int], off: list[int], deltas: Solution) -> tuple[list[int], list[int]]:
    values, off = list(values), list(off)
    for cell, delta in deltas:
        values[cell] += delta
        for e, sign in problem.system.of_cell[cell]:
            off[e] += sign * delta
    return values, off


def smallest(
    problem: Problem,
    values: list[int],
    off: list[int],
    most: int,
    budget: Budget,
    fixed: frozenset[int] = frozenset(),
) -> list[Solution]:
    """All smallest sets of changes, of at most so many cells."""
    size = Search(problem.system, values, off, budget, fixed).bound()
    while size <= most and not budget.spent:
        found = Search(problem.system, values, list(off), budget, fixed).run(size)
        if found:
            return found
        size += 1
    return []


def suggest(
    report: Report, settled: frozenset[str] = frozenset(), evidence: Mapping[Address, Value] | None = None
) -> Suggestions:
    """The repairs of a checked report; `settled` names findings to leave alone, `evidence` figures the prose gives."""
    clusters: list[Cluster] = []
    repairs: list[list[tuple[float, Repair]]] = []
    more = 1
    for problem in problems(report, settled):
        budget = Budget(STEPS)
        options = Repairer(problem, report, evidence or {}, budget).options()
        if not options:
            continue
        ranked = [(o.bits, _repair(report, problem, o, len(options) == 1 and not budget.spent)) for o in options]
        repairs.append(ranked)
        more *= len(ranked)
        clusters.append(Cluster(tuple(k for k in problem.keys if k), tuple(r for _, r in ranked[:LISTED])))
    joined = _joined(repairs)
    return Suggestions(joined, (more if repairs else 0) - len(joined), tuple(clusters))


def _joined(parts: list[list[tuple[float, Repair]]]) -> tuple[Repair, ...]:
    """Repairs of the whole report out of those of its parts."""
    whole: list[tuple[float, Repair]] = []
    for part in parts:
        pairs = ((bits + b, _both(r, p)) for bits, r in whole for b, p in part) if whole else iter(part)
        whole = sorted(islice(pairs, 10_000), key=lambda pair: pair[0])[:LISTED]
    return tuple(r for _, r in whole)


def _both(one: Repair, other: Repair) -> Repair:
    why = one.why if one.why == other.why else "several" if "arithmetic" not in (one.why, other.why) else "arithmetic"
    return Repair(one.changes + other.changes, why, one.certain and other.certain)


def _repair(report: Report, problem: Problem, option: Option, lone: bool) -> Repair:
    figures = {cell: figure for act in option.acts for cell, figure in act.figures}
    values = problem.values
    for cell, figure in figures.items():
        values[cell] = figure or 0
    fills = {n: v for n, terms in problem.follow.items() if (v := sum(values[c] * s for c, s in terms.items()))}
    merged = fills | figures
    changes = tuple(Change(problem.cells[c], merged[c]) for c in sorted(merged))
    changes = tuple(c for c in changes if report.value(c.address) != c.value)
    reasons = {act.fault.reason for act in option.acts} | ({"totals_blank"} if fills and not option.acts else set())
    why = reasons.pop() if len(reasons) == 1 else "arithmetic" if "arithmetic" in reasons else "several"
    certain = lone and not fills and all(a.fault.strong for a in option.acts)
    return Repair(changes, why, certain)
