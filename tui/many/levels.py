"""The reports of a region and of its units among many, in whatever order they came."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator

from parsers.checking import levels
from parsers.checking.years import plain_name
from parsers.model import Finding, Report

MOST_UNITS = 1000
"""Of a region with more nothing is said: no folder of one is so full."""


class Levels:
    """Knows the names of reports."""

    def __init__(self) -> None:
        self._known: list[tuple[int, str, int]] = []
        """Year, plain name, number."""

    def add(self, number: int, agency: str | None, year: int | None) -> None:
        """Report `number` is this agency's for this year."""
        if agency and year:
            self._known.append((year, plain_name(agency), number))

    def findings(self, report: Callable[[int], Report]) -> Iterator[tuple[int, tuple[Finding, ...]]]:
        """The number of each region's report that differs from its units', and where; `report` gives one by number."""
        self._known.sort()
        copies = Counter(known[:2] for known in self._known)
        for at, (year, name, number) in enumerate(self._known):
            end = min(bisect_left(self._known, (year, name + "\U0010ffff", 0)), at + MOST_UNITS + 2)
            units = self._known[at + 1 : end]
            if not levels.region(name) or not 1 < len(units) <= MOST_UNITS:
                continue
            if copies[year, name] == 1 and all(copies[unit[:2]] == 1 for unit in units):
                read = {unit: report(which) for _year, unit, which in units}
                if found := levels.compare(report(number), read):
                    yield number, found
