"""The workbook over workbooks: one 汇总 of all reports, whichever of them they stand in, one 合计 a year, 图表."""

from __future__ import annotations

from typing import Any

from tui.export.item import Item
from tui.export.workbook import summary
from tui.export.workbook.listing import Column, Listing
from tui.export.workbook.picks import EVERY, SUMMARY
from tui.export.workbook.streamed import streamed
from tui.export.workbook.styles import Styles
from tui.export.workbook.together import Together
from tui.words.language import catalogue


class Overview:
    """Rows go to the disk as reports are added."""

    def __init__(self, book: Any, lang: str, sheets: frozenset[str]) -> None:
        self._book, self._lang, self._sheets = book, lang, sheets
        self._styles = Styles(book)
        self._together = Together()
        self._summary: Listing | None = None
        if SUMMARY in sheets:
            _ = catalogue(lang).gettext
            columns = [*summary.columns(lang), Column(_("工作簿"), 16)]
            self._summary = Listing(streamed(book, SUMMARY), self._styles, columns, wrapped=True, fixed=1)

    def add(self, item: Item, book: str) -> None:
        """A report and the file of the workbook that it stands in."""
        self._together.add(item)
        if self._summary is not None:
            self._summary.add_tall([*summary.row(item, None, "", self._lang, book), book])

    def finish(self) -> None:
        """What all reports add up to."""
        if self._summary is not None:
            self._summary.finish()
        self._together.write(self._book, self._styles, self._lang, self._sheets, {name.lower() for name in EVERY})
