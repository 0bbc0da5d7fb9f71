"""`_gouji`, the hidden sheet by which a workbook is taken back: a row a figure, and where it is now."""

from __future__ import annotations

from typing import Any

from parsers.form.form import form_of
from tui.export.celltext import visible
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.names import quoted
from tui.export.workbook.notes import Notes
from tui.export.workbook.shown import Shown
from tui.export.workbook.sums import cell_of, is_live, sums

LEDGER = "_gouji"
SUMMED = "="
HEAD = ("report", "acts", "table", "row", "column", "value", "cell", "kind", "comment", "file", "agency", "year")
"""The report by the hash of its bytes, the acts in its journal at the export, the address of the figure, what was put
there, a live reference to it, `=` where that was a sum, the comment; in a report's first row what it is."""


class Ledger:
    """The sheet while reports are added to it; spreadsheets follow renamed sheets and inserted rows in it."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._row = 1
        sheet.hide()
        sheet.write_row(0, 0, HEAD)

    def add(self, item: Item, layout: Layout, name: str, lang: str) -> None:
        """The rows of a report on the sheet of that name; none for one that has no journal."""
        if not item.id:
            return
        write, start = self._sheet.write_string, self._row
        shown, notes = Shown(item), Notes(item, lang)
        totals = sums(form_of(item.report.edition, item.report.three_other), layout)
        for address, place in layout.places.items():
            row = self._row
            write(row, 0, item.id)
            self._sheet.write_number(row, 1, len(item.history))
            for column, word in enumerate(address, 2):
                write(row, column, word)
            content = shown.at(address)
            if isinstance(content, str):
                write(row, 5, content)
            elif content is not None:
                self._sheet.write_number(row, 5, content)
            reference = f"={quoted(name)}!{cell_of(place.row, place.column)}"
            self._sheet.write_formula(row, 6, reference, None, content or 0)
            total = totals.get(address)
            if total is not None and is_live(item, address, total.parts, notes.stands(address)):
                write(row, 7, SUMMED)
            if comment := notes.text(address):
                write(row, 8, visible(comment))
            if row == start:
                self._what(row, item)
            self._row += 1

    def _what(self, row: int, item: Item) -> None:
        report = item.report
        for column, word in ((9, item.name), (10, report.agency)):
            if word:
                self._sheet.write_string(row, column, visible(word))
        if report.year is not None:
            self._sheet.write_number(row, 11, report.year)
