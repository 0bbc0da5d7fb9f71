"""From findings to repairs: the smallest sets of changes that satisfy every identity, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import product

from parsers.checking.checks import identities, sums
from parsers.checking.totals import followed, unprinted
from parsers.codes import CODES
from parsers.form.form import form_of
from parsers.model import Address, Change, Origin, Repair, Report, Severity, Value
from parsers.prose import against
from parsers.repairing.decode import Budget
from parsers.repairing.equations import Problem, problems
from parsers.repairing.faults import Figure
from parsers.repairing.options import Act, Finder, Option, ranked
from parsers.repairing.rivals import rivals

LISTED = 10
"""So many repairs are listed; the rest is counted."""
STEPS = 300_000
"""Looks at a cell that the search for changes of single cells may take in one table: enough for eight faults."""
STEPS_MORE = 100_000
"""Looks that the search for rows to mend, and for groups of sums, may take each."""
FEW = 3
"""Where more faults than this are at work nothing is certain: some of them may well look like others."""
DOUBT_BITS = 8.0
"""What it costs to doubt a figure that a person typed or confirmed."""
PROSE_BITS = 20.0
"""What the prose is worth where it gives a cell's figure, for a repair or against it."""
A_PERSONS = frozenset({Origin.EDITED, Origin.CONFIRMED})
"""Where a figure came from a person; no repair that overrules one is certain."""
GUESS_BITS = 3.0
"""What it saves to doubt a figure whose value or place the reader inferred."""
MARGIN_BITS = 8.0
"""A certain repair is cheaper than the next by so much."""


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


def suggest(
    report: Report, settled: frozenset[str] = frozenset(), evidence: Mapping[Address, Value] | None = None
) -> Suggestions:
    """The repairs of a checked report; `settled` names findings to leave alone.

    `evidence` holds figures that the prose gives for single cells; left out, it is read from the report's text.
    """
    clusters: list[Cluster] = []
    whole: list[tuple[float, Repair]] = [(0.0, Repair((), ""))]
    count = 1
    for problem in problems(report, settled):
        if evidence is None:
            evidence = {address: value for address, (value, _) in against.evidence(report).items()}
        finder = Finder(
            problem, _doubt(report, problem, evidence), Budget(STEPS), Budget(STEPS_MORE), Budget(STEPS_MORE)
        )
        options = finder.options()
        faults = len(options[0].acts) if options and finder.complete(options[0]) else FEW + 1
        own = [_cluster(report, finder, part, faults) for part in clustered(problem, options)]
        certain = all(cluster.repairs[0].certain for cluster in own)
        best = [(o.bits, _repair(report, problem, o, certain and not n, True)) for n, o in enumerate(options[:LISTED])]
        if finder.too_many:
            best = [(bits, replace(repair, why="too_many")) for bits, repair in best]
        whole = nsmallest(LISTED, _pairs(whole, best), key=lambda pair: pair[0])
        clusters += own
        count *= len(options)
    offered = [repair for _, repair in whole if clusters]
    mends = _Mending(report)
    repairs = tuple(filter(mends, offered))
    mending = (replace(cluster, repairs=tuple(filter(mends, cluster.repairs))) for cluster in clusters)
    more = count - len(offered) if repairs else 0
    return Suggestions(repairs, more, tuple(cluster for cluster in mending if cluster.repairs))


class _Mending:
    """Whether fewer sums fail after a repair, and none that holds now: lost rows leave some out of the equations."""

    def __init__(self, report: Report) -> None:
        self._form = form_of(report.edition, report.three_other)
        self._report = report
        self._failing = {(f.code, f.cells) for f in report.findings if f.severity is Severity.ERROR}
        follows = {a: cell for a, cell in report.cells.items() if cell.origin is Origin.COMPUTED}
        self._asked = [a for a, cell in follows.items() if not unprinted(cell)]
        self._cells = {**report.cells, **{a: c._replace(value=None, origin=Origin.BLANK) for a, c in follows.items()}}
        self._known: dict[tuple[Change, ...], bool] = {}

    def __call__(self, repair: Repair) -> bool:
        """True for a repair to offer."""
        if repair.changes not in self._known:
            self._known[repair.changes] = self._left(repair.changes) < self._failing
        return self._known[repair.changes]

    def _left(self, changes: tuple[Change, ...]) -> set[tuple[str, tuple[Address, ...]]]:
        cells = dict(self._cells)
        for address, value in changes:
            cells[address] = cells[address]._replace(value=value, origin=Origin.EDITED, flag=None)
        asked = [a for a in self._asked if cells[a] is self._cells[a]]
        standing = self._report.with_cells(followed(self._form, cells, asked), ())
        return {
            (f.code, f.cells) for f in identities(standing, sums(standing, self._form)) if f.severity is Severity.ERROR
        }


def _doubt(report: Report, problem: Problem, evidence: Mapping[Address, Value]) -> Callable[[int, Figure], float]:
    """What persons and prose say against a change, or for it."""

    def bits(cell: int, figure: Figure) -> float:
        address = problem.cells[cell]
        origin = report.cells[address].origin
        doubt = DOUBT_BITS * (origin in A_PERSONS) - GUESS_BITS * (origin is Origin.INFERRED)
        if address in evidence:
            doubt += -PROSE_BITS if evidence[address] == figure else PROSE_BITS
        return doubt

    return bits


def clustered(problem: Problem, options: list[Option]) -> list[tuple[list[int], list[Option]]]:
    """Sums that fail together, and the parts of the options that mend them, the likeliest first."""
    if not options:
        return []
    off = [e for e, residual in enumerate(problem.system.residuals(problem.values)) if residual]
    group = {e: e for e in off}
    split = [_components(problem, option) for option in options]
    for touched, _ in (part for parts in split for part in parts):
        failing = [e for e in off if e in touched]
        heads = {group[e] for e in failing}
        group |= {e: min(heads) for e in off if group[e] in heads}
    clusters = []
    for head in dict.fromkeys(group.values()):
        own = frozenset(e for e in off if group[e] == head)
        parts = [Option(tuple(a for t, acts in parts if t & own for a in acts)) for parts in split]
        clusters.append((sorted(own), ranked(parts)))
    blank = [e for e in problem.needy if problem.keys[e] and e not in off]
    return [*clusters, (blank, [Option(())])] if blank else clusters


def _components(problem: Problem, option: Option) -> list[tuple[frozenset[int], tuple[Act, ...]]]:
    """Acts that share sums, with the sums they move."""
    parts: list[tuple[frozenset[int], tuple[Act, ...]]] = []
    for act in option.acts:
        touched = frozenset(e for c, _ in act.figures for e, _ in problem.system.of_cell[c])
        joined = [p for p in parts if p[0] & touched]
        parts = [p for p in parts if not p[0] & touched]
        sums, acts = touched.union(*(t for t, _ in joined)), (act, *(a for _, own in joined for a in own))
        parts.append((sums, acts))
    return parts


def _cluster(report: Report, finder: Finder, part: tuple[list[int], list[Option]], faults: int) -> Cluster:
    """The repairs of a cluster; the first is certain where one fault explains it and nothing else comes near."""
    problem, (sums, options) = finder.problem, part
    first, *others = options
    smallest = all(len(o.acts) > len(first.acts) and o.bits > first.bits + MARGIN_BITS for o in others)
    overruled = any(report.cells[problem.cells[c]].origin in A_PERSONS for c, _ in first.figures)
    certain = faults <= FEW and smallest and not overruled and _alone(finder, first, faults)
    fill = not problem.needy.isdisjoint(sums)
    repairs = [_repair(report, problem, o, certain and o is first, fill) for o in options[:LISTED]]
    changed = {change.address for change in repairs[0].changes}
    doubts = (f.key for f in report.findings if CODES[f.code].mark == "doubtful" and f.cells[0] in changed)
    return Cluster((*(problem.keys[e] for e in sums if problem.keys[e]), *doubts), tuple(repairs))


def _alone(finder: Finder, option: Option, faults: int) -> bool:
    """Whether one fault explains the option, telling beside all others in the report, and nothing else comes near."""
    if len(option.acts) != 1:
        return False
    (act,) = option.acts
    printed = finder.problem.printed
    changes = [(c, (f or 0) - (printed[c] or 0)) for c, f in act.figures if (f or 0) != (printed[c] or 0)]
    if len(changes) != 1:
        return act.fault.tells >= min(faults, 2)
    near = (finder.option(way).bits <= option.bits + MARGIN_BITS for way in rivals(finder.problem, *changes[0]))
    return (faults == 1 or act.fault.tells > 1) and not any(near)


def _repair(report: Report, problem: Problem, option: Option, certain: bool, fill: bool) -> Repair:
    """An option as changes of cells, with the blank totals that other sums need filled in where that is asked."""
    figures = dict(option.figures)
    values = [figures.get(cell, value) or 0 for cell, value in enumerate(problem.printed)]
    sums = {n: sum(values[c] * sign for c, sign in terms.items()) for n, terms in problem.follow.items() if fill}
    fills = {n: value for n, value in sums.items() if value and n not in figures}
    changes = [Change(problem.cells[c], f) for c, f in sorted((figures | fills).items())]
    changed = tuple(change for change in changes if report.value(change.address) != change.value)
    reasons = {act.fault.reason for act in option.acts} or {"totals_blank"}
    return Repair(changed, _why(reasons), certain and not fills)


def _why(reasons: set[str]) -> str:
    """One reason for several."""
    if "too_many" in reasons:
        return "too_many"
    return next(iter(reasons)) if len(reasons) == 1 else "arithmetic" if "arithmetic" in reasons else "several"


def _pairs(whole: list[tuple[float, Repair]], part: list[tuple[float, Repair]]) -> Iterator[tuple[float, Repair]]:
    """Every repair of one part of the report with every repair of another."""
    for (one, first), (other, second) in product(whole, part):
        why = _why({first.why, second.why} - {""})
        certain = second.certain and (first.certain or not first.changes)
        yield one + other, Repair(first.changes + second.changes, why, certain)
