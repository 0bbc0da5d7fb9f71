"""A region's report against the sum of its units': `level_differs`.

No name says which reports a region counted in. The figures do: where those of a dozen cells add up, the reports belong
together, and the few cells that do not are worth a look. Where they do not add up, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.checking.years import plain_name
from parsers.codes import CODES
from parsers.form.printed import APPLICATIONS, REVIEW
from parsers.model import Address, Finding, Report, Value

LEAST_CELLS = 12
"""Cells with a figure that must be there to compare."""
LEAST_ALIKE = 0.75
"""The share of them that must add up."""
_REGIONS = "省市县区州旗镇乡盟"


def region(agency: str) -> str:
    """The region that an agency's report is about (`海棠市人民政府`: 海棠市); empty for offices and other bodies."""
    plain = plain_name(agency)
    return plain if len(plain) > 1 and plain[-1] in _REGIONS else ""


def compare(whole: Report, units: Mapping[str, Report]) -> tuple[Finding, ...]:
    """Cells that differ from the sum over the units that the region counted in; none where that is not certain.

    `units` are reports of the same year by plain name; those of a unit's own units are left to it.
    """
    weighed = [_weighed(whole, counted) for counted in _countings(units) if len(counted) > 1]
    alike, cells, units_of = max(weighed, key=lambda one: one[0], default=(0.0, {}, 0))
    if alike < LEAST_ALIKE:
        return ()
    return tuple(_finding(whole, address, total, units_of) for address, total in cells.items())


def _countings(units: Mapping[str, Report]) -> Iterator[list[Report]]:
    """Whom a region may have counted in: everybody below it, its own offices, the regions below it."""
    regions = [name for name in units if region(name)]
    direct = {n: r for n, r in units.items() if not any(n != above and n.startswith(above) for above in regions)}
    yield list(direct.values())
    yield [report for name, report in direct.items() if not region(name)]
    yield [report for name, report in direct.items() if region(name)]


def _weighed(whole: Report, units: Sequence[Report]) -> tuple[float, dict[Address, Value], int]:
    """The share of cells that add up, and the sums of those that do not."""
    sums = dict(_sums(whole, units))
    filled = {a: total for a, total in sums.items() if total or whole.value(a)}
    differ = {a: total for a, total in filled.items() if (whole.value(a) or 0) != total}
    alike = 1 - len(differ) / len(filled) if len(filled) >= LEAST_CELLS else 0.0
    return alike, differ, len(units)


def _sums(whole: Report, units: Sequence[Report]) -> Iterator[tuple[Address, Value]]:
    """Every cell that is settled in all of them, with the sum over the units; a blank is as good as 0."""
    for address in whole.cells:
        cells = [report.cells.get(address) for report in (whole, *units)]
        if address.table in (APPLICATIONS, REVIEW) and all(cell is not None and cell.flag is None for cell in cells):
            yield address, sum((report.value(address) or 0 for report in units), start=0)


def _finding(whole: Report, address: Address, total: Value, units: int) -> Finding:
    cell = whole.cells[address]
    spans = (cell.span,) if cell.span is not None else ()
    told = (("units", str(units)),)
    severity = CODES["level_differs"].severity
    return Finding("level_differs", severity, address.table, (address,), spans, total, cell.value or 0, told)
