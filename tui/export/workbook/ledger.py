"""`_gouji`, the hidden sheet by which a workbook is taken back: a row a figure, and where it is now."""

from __future__ import annotations

from typing import Any

from parsers.form.form import form_of
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.names import quoted
from tui.export.workbook.notes import Notes
from tui.export.workbook.shown import Shown
from tui.export.workbook.streamed import Content, Reference, put
from tui.export.workbook.sums import cell_of, is_live, sums

LEDGER = "_gouji"
SUMMED = "="
HEAD = (
    "report",
    "acts",
    "table",
    "row",
    "column",
    "value",
    "cell",
    "kind",
    "comment",
    "part",
    "file",
    "agency",
    "year",
)
"""The report by the hash of its bytes, the acts in its journal at the export, the address of the figure, what was put
there, a live reference to it, `=` where that was a sum, the comment, which report of the file; in the first row of
a report what it is."""


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
        shown, notes = Shown(item), Notes(item, lang)
        totals = sums(form_of(item.report.edition, item.report.three_other), layout)
        what: tuple[Content, ...] = (item.name or None, item.report.agency or None, item.report.year)
        sheet = quoted(name)
        for address, place in layout.places.items():
            content = shown.at(address)
            reference = Reference(f"{sheet}!{cell_of(place.row, place.column)}", content or 0)
            total = totals.get(address)
            live = total is not None and is_live(item, address, total.parts, notes.stands(address))
            told = (SUMMED if live else None, notes.text(address) or None, item.report.part)
            put(self._sheet, self._row, (item.id, len(item.history), *address, content, reference, *told, *what))
            self._row += 1
            what = (None, None, None)
