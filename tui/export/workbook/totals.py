"""合计表: the official form summed over all reports of one year, for the office that must fill in its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from parsers.checking.checks import checked
from parsers.form.form import form_of
from parsers.form.printed import TABLES
from parsers.model import Address, Cell, Origin, Report, Value
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.notes import SUM_DOUBTFUL
from tui.export.workbook.official import write_official
from tui.export.workbook.picks import TOTALS
from tui.export.workbook.styles import Styles
from tui.words.celltext import number
from tui.words.language import catalogue

_ONE, _LAST = "other", "other_misc"


@dataclass
class Total:
    """The sums of the reports of one year on one edition of the form."""

    year: int
    edition: str
    reports: int = 0
    of_three: int = 0
    """How many of them have three rows under (六)."""
    sums: dict[Address, Value] = field(default_factory=dict)
    doubts: Counter[Address] = field(default_factory=Counter)
    """How many reports have a doubtful figure in a cell, or one of too many digits to be one, which is left out."""

    @property
    def three_other(self) -> bool:
        """Whether one of them has three rows under (六): the one row of the others then counts as the last of these."""
        return self.of_three > 0

    def add(self, report: Report) -> None:
        """Add a report up."""
        self.reports += 1
        self.of_three += report.three_other
        for address, cell in report.cells.items():
            self._add(address, cell)

    def _add(self, address: Address, cell: Cell) -> None:
        whole = cell.value is None or number(cell.value) is not None
        if cell.value is not None and whole:
            self.sums[address] = self.sums.get(address, 0) + cell.value
        if cell.flag is not None or not whole:
            self.doubts[address] += 1

    def close(self) -> None:
        """Where reports have three rows under (六), count the one row of the others, once all are known."""
        for one in [address for address in {*self.sums, *self.doubts} if self.three_other and address.row == _ONE]:
            last = one._replace(row=_LAST)
            if one in self.sums:
                self.sums[last] = self.sums.get(last, 0) + self.sums.pop(one)
            self.doubts[last] += self.doubts.pop(one, 0)

    def as_report(self) -> Report:
        """The sums in the form of a report; doubtful ones are flagged, and checked."""
        form = form_of(self.edition, self.three_other)
        cells = {
            a: Cell(self.sums.get(a), origin=Origin.COMPUTED, flag=SUM_DOUBTFUL if self.doubts[a] else None)
            for table in TABLES
            for a in form.addresses[table]
        }
        title = f"{self.year}年政府信息公开工作年度报告合计表（{self.reports}份）"
        return checked(Report("", "", title, None, self.year, self.edition, self.three_other, frozenset(TABLES), cells))


class Totals:
    """A total for every year and edition that reports tell."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], Total] = {}

    def add(self, report: Report) -> None:
        """Add a report up; one that does not say its year or cannot be read counts nowhere."""
        if report.error is None and report.year is not None and report.edition is not None:
            key = (report.year, report.edition)
            self._made.setdefault(key, Total(*key)).add(report)

    def close(self) -> list[Total]:
        """The totals by year, once all reports are known."""
        for total in self._made.values():
            total.close()
        return [self._made[key] for key in sorted(self._made)]


def names(made: list[Total]) -> Iterator[str]:
    """The names of their sheets; the edition is told where a year has both."""
    years = Counter(total.year for total in made)
    for total in made:
        yield f"{TOTALS}{total.year}" + (f"（{total.edition}表式）" if years[total.year] > 1 else "")


def write_total(sheet: Any, styles: Styles, total: Total, lang: str, back: str) -> Layout:
    """Write the sums in the official form, doubtful ones hatched, and beside it how many reports each doubt has."""
    _ = catalogue(lang).gettext
    layout = write_official(sheet, styles, Item(total.as_report()), lang, back, said=_said(total, lang))
    for address, count in total.doubts.items():
        if place := layout.places.get(address):
            words = _("{n} 份报告的这一格存疑").format(n=count)
            sheet.write_comment(place.row, place.column, words, {"font_size": 9, "font_name": "宋体"})
    return layout


def _said(total: Total, lang: str) -> str:
    _ = catalogue(lang).gettext
    words = _("{n} 份报告合计；{cells} 格含存疑数字（斜纹），原因见各报告。")
    mixed = 0 < total.of_three < total.reports
    told = words.format(n=total.reports, cells=sum(1 for count in total.doubts.values() if count))
    return told + (_("（六）只有一行的报告计入“3.其他”。") if mixed else "")
