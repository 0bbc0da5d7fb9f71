"""The reports of one agency among many: one year against the next, in whatever order they came."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import groupby

from parsers import years
from parsers.model import Finding, Report
from tui.order import in_order
from tui.spool import Spool

_LOW = 0xFFFFFFFF


def slim(report: Report) -> Report | None:
    """As much of a report as other years are compared with, or None where it does not say whose or of when it is."""
    return years.kept(report) if report.agency and report.year else None


class Across:
    """Gathers reports on disk, keeping twenty bytes of each, and compares them once all are there."""

    def __init__(self) -> None:
        self._kept: Spool[Report] = Spool()
        self._numbers, self._years = array("L"), array("l")
        self._families = array("Q")

    def add(self, number: int, kept: Report | None) -> None:
        """Report `number`, as `slim` left it."""
        if kept is not None and kept.agency and kept.year:
            place = (hash(years.family(kept.agency)) & _LOW) << 32 | len(self._kept)
            self._kept.append(kept)
            self._numbers.append(number)
            self._years.append(kept.year)
            self._families.append(place)  # last: interrupted before, the report is not among them

    def findings(self) -> Iterator[tuple[int, tuple[Finding, ...]]]:
        """The number of each report that takes over something else than the year before left, and what."""
        for _family, group in groupby(in_order(lambda: self._families, -1), key=lambda one: one >> 32):
            members = [one & _LOW for one in group]
            present = {self._years[member] for member in members}
            if any(year + 1 in present for year in present):
                yield from self._compared(members)

    def _compared(self, members: Sequence[int]) -> Iterator[tuple[int, tuple[Finding, ...]]]:
        """Copies of a report are many in some folders: one of each agency and year stands for the year before."""
        first: dict[tuple[str | None, int | None], Report] = {}
        for member in members:
            report = self._kept[member]
            first.setdefault((report.agency, report.year), report)
        before = {(later.agency, later.year): earlier for earlier, later in years.pairs(list(first.values()))}
        for member in members:
            later = self._kept[member]
            earlier = before.get((later.agency, later.year))
            if earlier is not None and (found := years.compare(earlier, later)):
                yield self._numbers[member], found
