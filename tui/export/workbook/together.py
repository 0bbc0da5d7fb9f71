"""What all reports give together: 合计, the form added up year by year, and 图表."""

from __future__ import annotations

from typing import Any, ClassVar

from tui.export.item import Item
from tui.export.workbook import charts, totals
from tui.export.workbook.picks import CHARTS, SUMMARY, TOTALS
from tui.export.workbook.styles import Styles


class Together:
    """Reports are added one by one, and none of them is kept."""

    SHEETS: ClassVar[frozenset[str]] = frozenset({TOTALS, CHARTS})

    def __init__(self) -> None:
        self._totals = totals.Totals()
        self._noted = charts.Noted()

    def add(self, item: Item) -> None:
        """Count a report in."""
        self._totals.add(item.report)
        self._noted.add(item)

    def write(self, book: Any, styles: Styles, lang: str, sheets: frozenset[str], taken: set[str]) -> None:
        """Add a sheet a year and the charts, those that are wanted; `taken` gets their names in lower case."""
        made = self._totals.close()
        back = SUMMARY if SUMMARY in sheets else ""
        if TOTALS in sheets:
            for total, name in zip(made, totals.names(made), strict=True):
                taken.add(name.lower())
                totals.write_total(book.add_worksheet(name), styles, total, lang, back)
        if CHARTS in sheets:
            charts.write_charts(book, book.add_worksheet(CHARTS), styles, made, self._noted, lang)
