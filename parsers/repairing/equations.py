"""A report's identities as sums over numbered cells, one problem for each part of it that hangs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parsers.codes import Says, says
from parsers.form.form import Identity, form_of
from parsers.form.printed import APPLICATIONS, PARTS
from parsers.model import Address, Origin, Report, Value
from parsers.repairing.decode import System

LARGEST = 10**15
"""No report counts as many of anything."""

Terms = dict[int, int]
"""Cells of a sum by number, each with its sign."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Identities that share cells; cells and sums are known by their numbers."""

    cells: tuple[Address, ...]
    printed: tuple[int | None, ...]
    """What stands in each cell; None where nothing does or where a total only follows its parts."""
    system: System
    keys: tuple[str, ...]
    """For each sum the key of its finding, or an empty string where it holds."""
    rows: tuple[tuple[int, ...], ...]
    """The cells of each row that has a sum, the total last."""
    follow: Mapping[int, Terms]
    """Blank totals that other identities need, and what they add up."""
    needy: frozenset[int]
    """The sums that fail as long as those stay blank."""

    @property
    def nothing(self) -> int | None:
        """How this table prints that there is nothing: 0, or a blank where it has blanks and no 0."""
        return None if None in self.printed and 0 not in self.printed else 0

    @property
    def values(self) -> list[int]:
        """The figures, blank ones as 0."""
        return [v or 0 for v in self.printed]

    def alike(self, row: tuple[int, ...], other: tuple[int, ...]) -> bool:
        """Whether two rows stand in the same column sums, so that a figure may move between them."""
        one, two = ({e for e, _ in self.system.of_cell[r[-1]] if e not in self.system.rows} for r in (row, other))
        return one == two


def problems(report: Report, settled: frozenset[str]) -> Iterator[Problem]:
    """The parts of the report with an identity that fails and that no person settled."""
    keys = {(f.code, f.cells): f.key for f in report.findings}
    form = form_of(report.edition, report.three_other)
    tied = [i for i in form.identities if i.table in report.found]
    for group in ([i for i in tied if i.table == APPLICATIONS], *([i] for i in tied if i.table != APPLICATIONS)):
        failing = [(i, keys.get((i.code, i.totals + i.parts), "")) for i in group]
        whole = all(_is_count(report.value(a) or 0) for i, key in failing if key for a in i.cells)
        if whole and any(key and key not in settled for _, key in failing):
            yield _problem(report, [(i, key) for i, key in failing if key not in settled or not key])


def _is_count(value: Value) -> bool:
    """A whole number that a form may hold; decimals of hundreds of digits cannot even be divided."""
    return -LARGEST < value < LARGEST and value % 1 == 0


def _problem(report: Report, tied: list[tuple[Identity, str]]) -> Problem:
    """Number the cells, put parts in the place of blank totals over figures, and drop what is not checked."""
    cells = tuple(dict.fromkeys(a for i, _ in tied for a in i.cells))
    number = {address: n for n, address in enumerate(cells)}
    blank = {a for a in cells if report.value(a) is None or report.cells[a].origin is Origin.COMPUTED}
    defined: dict[int, Terms] = {}
    for identity, _ in sorted(tied, key=_defining_order):
        total = number[identity.totals[0]]
        figures = any(report.value(a) is not None or number[a] in defined for a in identity.parts)
        if identity.code != "balance" and cells[total] in blank and figures:
            defined.setdefault(total, _terms(identity.parts, (), number, defined))
    lost = {number[a] for a in cells if _lost(report, a)}
    told = [(i, key, _terms(i.parts, i.totals, number, defined)) for i, key in tied]
    told = [one for one in told if not _loose(one[0], number, blank, defined) and lost.isdisjoint(one[2])]
    checked, sums = [(i, key) for i, key, _ in told], [terms for *_, terms in told]
    rows = tuple(tuple(number[a] for a in i.cells) for i, _ in tied if i.code == "row_sum")
    rows = tuple(row for row in rows if lost.isdisjoint(row))
    printed = tuple(None if a in blank else _whole(report.value(a)) for a in cells)
    needed = {number[a] for i, _ in checked for a in i.cells}
    follow = {n: terms for n, terms in defined.items() if n in needed and report.value(cells[n]) is None}
    system = _system(len(cells), sums, [i for i, _ in checked], bool(defined))
    needy = frozenset(e for e, (i, _) in enumerate(checked) if any(number[a] in follow for a in i.cells))
    return Problem(cells, printed, system, tuple(key for _, key in checked), rows, follow, needy)


def _loose(
    identity: Identity, number: Mapping[Address, int], blank: set[Address], defined: Mapping[int, Terms]
) -> bool:
    """Whether nothing is to be checked; a blank total over blanks is, it stands for none."""
    if identity.code == "balance":
        return all(a in blank for a in identity.needs)
    return number[identity.totals[0]] in defined


def _lost(report: Report, address: Address) -> bool:
    """Whether a figure may stand there in print that was not read: such a blank is no 0."""
    cell = report.cells[address]
    return cell.flag == "table_torn" or (cell.value is None and says(cell.flag, Says.ABSENT))


def _whole(value: Value | None) -> int | None:
    return None if value is None else int(value)


def _defining_order(pair: tuple[Identity, str]) -> int:
    """(七) is the sum of its column, the totals the sum of their rows: blank ones are worked out in this order."""
    identity = pair[0]
    return 1 if identity.code == "row_sum" else 0 if identity.totals[0].column in PARTS else 2


def _terms(
    parts: tuple[Address, ...], totals: tuple[Address, ...], number: Mapping[Address, int], defined: Mapping[int, Terms]
) -> Terms:
    terms: Terms = {}
    for sign, addresses in ((1, parts), (-1, totals)):
        for address in addresses:
            cell = number[address]
            for part, own in defined.get(cell, {cell: 1}).items():
                terms[part] = terms.get(part, 0) + sign * own
    return {cell: sign for cell, sign in terms.items() if sign}


def _system(count: int, sums: list[Terms], tied: list[Identity], follows: bool) -> System:
    of_cell: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    for e, terms in enumerate(sums):
        for cell, sign in terms.items():
            of_cell[cell].append((e, sign))
    rows = tuple(
        e for e, i in enumerate(tied) if i.code == "row_sum" and not (follows and i.totals[0].row == "processed_total")
    )
    pairs: dict[str, list[int]] = {}
    for e, i in enumerate(tied):
        if i.code != "row_sum" and not (follows and i.totals[0].column == "total"):
            pairs.setdefault(i.totals[0].column, []).append(e)
    columns = tuple((pair[0], pair[-1]) for pair in pairs.values())
    return System(tuple(tuple(t.items()) for t in sums), tuple(map(tuple, of_cell)), rows, columns)
