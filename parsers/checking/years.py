"""One year's report against the next of the same agency: `carry_differs` and `stock_differs`."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from parsers.codes import CODES, Says, says
from parsers.form.printed import APPLICATIONS, COLUMNS, DISCLOSURE, EDITIONS
from parsers.model import Address, Cell, Finding, Report, Severity, Value
from parsers.text.expression import expression


def compare(earlier: Report, later: Report) -> tuple[Finding, ...]:
    """What the later report takes over otherwise than the earlier one left it; findings of the later report.

    A blank is as good as 0; cells that the reader could not settle are not compared.
    """
    before = (("before", str(earlier.year)),)
    found = (*_carried(earlier, later), *_stock(earlier, later))
    return tuple(replace(finding, facts=before) for finding in found)


def _carried(earlier: Report, later: Report) -> Iterator[Finding]:
    """结转下年度 of the earlier year against 上年结转 of the later, column by column."""
    if not all(APPLICATIONS in report.found for report in (earlier, later)):
        return
    for column in COLUMNS[APPLICATIONS]:
        left, taken = (Address(APPLICATIONS, row, column) for row in ("carried_forward", "carried_over"))
        if _sure(earlier, left) and _sure(later, taken) and _value(earlier, left) != _value(later, taken):
            yield _finding("carry_differs", later, (taken,), _value(earlier, left))


def _stock(earlier: Report, later: Report) -> Iterator[Finding]:
    """现行有效件数 against last year's + 制发 - 废止; the form of 2019 prints no such stock."""
    if not all(DISCLOSURE in report.found and _stocked(report) for report in (earlier, later)):
        return
    for row in ("regulations", "normative_documents"):
        issued, repealed, stock = (Address(DISCLOSURE, row, column) for column in ("issued", "repealed", "in_force"))
        if earlier.value(stock) is None or later.value(stock) is None:
            continue
        if _sure(earlier, stock) and all(_sure(later, address) for address in (issued, repealed, stock)):
            expected = _value(earlier, stock) + _value(later, issued) - _value(later, repealed)
            if expected != later.value(stock):
                yield _finding("stock_differs", later, (stock, issued, repealed), expected)


def _stocked(report: Report) -> bool:
    """The edition prints 现行有效件数."""
    told = EDITIONS.get(report.edition or "")
    return told is not None and any("in_force" in block.columns for block in told.disclosure)


def _sure(report: Report, address: Address) -> bool:
    cell = report.cells.get(address)
    return cell is None or not says(cell.flag, Says.UNSURE)


def _value(report: Report, address: Address) -> Value:
    return report.value(address) or 0


def _finding(code: str, report: Report, cells: tuple[Address, ...], expected: Value) -> Finding:
    spans = tuple(cell.span for a in cells if (cell := report.cells.get(a)) is not None and cell.span is not None)
    severity: Severity = CODES[code].severity
    return Finding(code, severity, cells[0].table, cells, spans, expected, report.value(cells[0]))


def pairs(reports: Sequence[Report]) -> tuple[tuple[Report, Report], ...]:
    """Each report with the one of the same agency for the year before, in the order given.

    Of several for the year before, the one whose agency is spelt alike is taken, then the one with fewest findings.
    """
    names = same_agencies({report.agency for report in reports if report.agency})
    by_year: dict[tuple[str, int], list[Report]] = defaultdict(list)
    for report in reports:
        if report.agency and report.year:
            by_year[names[report.agency], report.year].append(report)
    return tuple(
        (min(before, key=lambda r: (r.agency != later.agency, len(r.findings))), later)
        for later in reports
        if later.agency and later.year and (before := by_year.get((names[later.agency], later.year - 1)))
    )


_OFFICE = expression(r"(?<=[省市县区州旗镇乡])(?:人民)?政府$|(?<=街道)办事处$")
_REGION = expression(r"[省市县区州旗镇乡盟]")


def same_agencies(names: set[str]) -> Mapping[str, str]:
    """For each name the one it goes by: 林西镇…中心 is 林西县林西镇…中心 where no other county has one."""
    plain = {name: plain_name(name) for name in names}
    whole: dict[str, set[str]] = defaultdict(set)
    for name in set(plain.values()):
        for region in _REGION.finditer(name):
            if _REGION.search(name, region.end()):
                whole[name[region.end() :]].add(name)
    longer = {name: next(iter(found)) for name, found in whole.items() if len(found) == 1}
    return {name: longer.get(short, short) for name, short in plain.items()}


def family(agency: str) -> str:
    """What every spelling of an agency's name shares, the places above it named or not, to sort many by."""
    plain = plain_name(agency)
    regions = list(_REGION.finditer(plain))
    return plain[regions[-2].end() :] if len(regions) > 1 else plain


def plain_name(name: str) -> str:
    """龙港市人民政府 and 龙港市, 某街道办事处 and 某街道, 管委会 and 管理委员会 are one each."""
    squeezed = re.sub(r"[\s\u200b-\u200f\ufeff]+", "", unicodedata.normalize("NFKC", name))
    return _OFFICE.sub("", squeezed.replace("管理委员会", "管委会"))


def kept(report: Report) -> Report:
    """A report of a few hundred bytes that compares like the whole: for folders of many thousands."""
    cells: dict[Address, Cell] = {
        address: cell._replace(raw=None)
        for address, cell in report.cells.items()
        if _needed(address)
        and (cell.value or says(cell.flag, Says.UNSURE) or (address.column == "in_force" and cell.value == 0))
    }
    return replace(report, text="", cells=cells, reading=(), findings=(), loose=())


def _needed(address: Address) -> bool:
    if address.table == DISCLOSURE:
        return address.column in ("issued", "repealed", "in_force")
    return address.row in ("carried_over", "carried_forward")
