"""The sheets of one workbook while reports are added to it: their own, and the lists of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.export.item import Item
from tui.export.workbook import lists, long, summary
from tui.export.workbook.ledger import LEDGER, Ledger
from tui.export.workbook.listing import Column, Listing
from tui.export.workbook.names import sheet_name
from tui.export.workbook.official import write_official
from tui.export.workbook.picks import EVERY, LOG, LONG, PROBLEMS, REPORTS, SUMMARY
from tui.export.workbook.streamed import streamed
from tui.export.workbook.styles import Styles
from tui.export.workbook.together import Together
from tui.export.workbook.verify import Figures, figures
from tui.words.language import catalogue


class Pages:
    """What the workbook holds of the reports."""

    def __init__(
        self, book: Any, lang: str, sheets: frozenset[str], items: Sequence[Item], beside: str = "", alone: bool = False
    ) -> None:
        """`items` are those that will be added; `beside` is the CSV that the long table went to.

        With `alone` the sheet of the only report stands before the lists.
        """
        self._book, self._lang, self._sheets, self._beside = book, lang, sheets, beside
        self._styles = Styles(book)
        self._taken = {name.lower() for name in (*EVERY, LEDGER)}
        self._ahead = [self._new(items[0])] if alone and REPORTS in sheets else []
        self._summary = self._list(SUMMARY, summary.columns(lang))
        if sheets & Together.SHEETS:
            sums = Together()
            for item in items:
                sums.add(item)
            sums.write(book, self._styles, lang, sheets, self._taken)
        self._problems = self._list(PROBLEMS, lists.problem_columns(lang))
        self._log = self._list(LOG, lists.log_columns(lang))
        self._long = self._list(LONG, [Column(LONG, 80)] if beside else long.columns(lang))
        self._ledger = Ledger(streamed(book, LEDGER)) if REPORTS in sheets else None

    def _list(self, name: str, columns: list[Column]) -> Listing | None:
        if name not in self._sheets:
            return None
        sheet = streamed(self._book, name)
        return Listing(sheet, self._styles, columns, wrapped=name != LONG, fixed=int(name == SUMMARY))

    def _new(self, item: Item) -> Any:
        return self._book.add_worksheet(sheet_name(item, self._taken))

    def add(self, item: Item, written: dict[str, Figures]) -> None:
        """A report: its sheet, where it could be read, and its rows in the lists; what `written` must hold then."""
        layout, name = None, ""
        if self._ledger is not None and item.report.error is None:
            sheet = self._ahead.pop() if self._ahead else self._new(item)
            name, back = sheet.name, SUMMARY if self._summary is not None else ""
            layout = write_official(sheet, self._styles, item, self._lang, back=back)
            written[name] = figures(item, layout)
            self._ledger.add(item, layout, name, self._lang)
        if self._summary is not None:
            self._summary.add_tall(summary.row(item, layout, name, self._lang))
        if self._problems is not None:
            self._problems.add_all_tall(lists.problems(item, layout, name, self._lang))
        if self._log is not None:
            self._log.add_all_tall(lists.log(item, self._lang))
        if self._long is not None and not self._beside:
            self._long.add_all(long.rows(item, self._lang))

    def finish(self) -> None:
        """Filters over the lists; the long table becomes a table of the spreadsheet."""
        for listing in (self._summary, self._problems, self._log):
            if listing is not None:
                listing.finish()
        if self._long is not None and self._beside:
            _ = catalogue(self._lang).gettext
            self._long.add([_("行数超过一百万，长表另存为 {file}").format(file=self._beside)])
            self._long.finish()
        elif self._long is not None:
            self._long.finish(table=LONG)
