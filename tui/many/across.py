"""The reports of one agency among many: one year against the next, in whatever order they came."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from parsers.checking import years
from parsers.model import Finding, Report
from tui.case.order import numbers_in_order

_FAMILY, _YEAR, _NUMBER = 24, 12, 28
"""Bits of a place: reports of one agency sort together; 268 million reports are enough."""

Told = Callable[[int], Report]
"""Gives a report by its number; what `years.kept` leaves of it is enough."""


class Across:
    """Knows which of many reports are of one agency, in eight bytes a report."""

    def __init__(self) -> None:
        self._places = array("Q")

    def add(self, number: int, agency: str | None, year: int | None) -> None:
        """Report `number` is this agency's for this year; one that does not say so is compared with none."""
        if agency and year and 0 < year < 1 << _YEAR:
            self._places.append((_family(agency) << _YEAR | year) << _NUMBER | number)

    def remove(self, numbers: range) -> None:
        """These reports are no longer what they were."""
        self._places = array("Q", (place for place in self._places if _number(place) not in numbers))

    def findings(self, report: Told) -> Iterator[tuple[int, tuple[Finding, ...]]]:
        """The number of each report that takes over something else than the year before left, and what."""
        for _key, group in groupby(numbers_in_order(self._places), key=lambda one: one >> _YEAR + _NUMBER):
            places = list(group)
            present = {place >> _NUMBER for place in places}
            if any(year + 1 in present for year in present):
                yield from _compared([_number(place) for place in places], report)

    def before(self, later: Report, report: Told) -> Report | None:
        """The report of the same agency for the year before, however the agency is spelt."""
        return _befores(self._kin(later), [later], report).get((later.agency, later.year))

    def after(self, earlier: Report, report: Told) -> Iterator[int]:
        """The numbers of the reports of the same agency for the year after."""
        kin = {number: report(number) for number in self._kin(earlier)}
        for number, later in kin.items():
            if later.year == (earlier.year or 0) + 1 and years.pairs([earlier, later]):
                yield number

    def _kin(self, of: Report) -> list[int]:
        """The numbers of all reports that may be of its agency, year by year as they came."""
        if not of.agency:
            return []
        family, shift = _family(of.agency), _YEAR + _NUMBER
        return [_number(place) for place in sorted(place for place in self._places if place >> shift == family)]


def _family(agency: str) -> int:
    return hash(years.family(agency)) & (1 << _FAMILY) - 1


def _number(place: int) -> int:
    return place & (1 << _NUMBER) - 1


def _compared(numbers: list[int], report: Told) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    before = _befores(numbers, (), report)
    for number in numbers:
        later = report(number)
        earlier = before.get((later.agency, later.year))
        if earlier is not None and (found := years.compare(earlier, later)):
            yield number, found


def _befores(numbers: list[int], others: Iterable[Report], report: Told) -> dict[tuple[str | None, int | None], Report]:
    """The report of the year before for each agency and year among reports by number and others.

    Copies of a report are many in some folders: one of each agency and year stands for the year before.
    """
    first: dict[tuple[str | None, int | None], Report] = {}
    for one in (*map(report, numbers), *others):
        first.setdefault((one.agency, one.year), years.kept(one))
    return {(later.agency, later.year): earlier for earlier, later in years.pairs(list(first.values()))}
