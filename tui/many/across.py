"""The reports of one agency among many: one year against the next, in whatever order they came."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from parsers.checking import years
from parsers.model import Finding, Report
from tui.case.order import numbers_in_order

_FAMILY, _YEAR, _NUMBER = 24, 12, 28
"""Bits of a place: reports of one agency sort together; 268 million reports are enough."""


class Across:
    """Knows which of many reports are of one agency, in eight bytes a report."""

    def __init__(self) -> None:
        self._places = array("Q")

    def add(self, number: int, agency: str | None, year: int | None) -> None:
        """Report `number` is this agency's for this year; one that does not say so is compared with none."""
        if agency and year and 0 < year < 1 << _YEAR:
            family = hash(years.family(agency)) & (1 << _FAMILY) - 1
            self._places.append((family << _YEAR | year) << _NUMBER | number)

    def findings(self, report: Callable[[int], Report]) -> Iterator[tuple[int, tuple[Finding, ...]]]:
        """The number of each report that takes over something else than the year before left, and what.

        `report` gives a report by its number; what `years.kept` leaves of it is enough.
        """
        for _family, group in groupby(numbers_in_order(self._places), key=lambda one: one >> _YEAR + _NUMBER):
            places = list(group)
            present = {place >> _NUMBER for place in places}
            if any(year + 1 in present for year in present):
                yield from _compared([place & (1 << _NUMBER) - 1 for place in places], report)


def _compared(numbers: Sequence[int], report: Callable[[int], Report]) -> Iterator[tuple[int, tuple[Finding, ...]]]:
    """Copies of a report are many in some folders: one of each agency and year stands for the year before."""
    first: dict[tuple[str | None, int | None], Report] = {}
    for number in numbers:
        one = report(number)
        first.setdefault((one.agency, one.year), years.kept(one))
    before = {(later.agency, later.year): earlier for earlier, later in years.pairs(list(first.values()))}
    for number in numbers:
        later = report(number)
        earlier = before.get((later.agency, later.year))
        if earlier is not None and (found := years.compare(earlier, later)):
            yield number, found
