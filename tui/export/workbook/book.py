"""Workbooks out of reports, each written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parsers.model import Report
from tui.case.own import PROPERTY
from tui.corrections.atomic import write_whole
from tui.corrections.leftovers import scratch
from tui.corrections.session import Entry
from tui.export.item import Item
from tui.export.workbook import lists
from tui.export.workbook.layout import Layout
from tui.export.workbook.ledger import LEDGER, Ledger
from tui.export.workbook.listing import Listing
from tui.export.workbook.names import sheet_name
from tui.export.workbook.official import write_official
from tui.export.workbook.stamp import VERSION, refuse_foreign, seal
from tui.export.workbook.streamed import streamed
from tui.export.workbook.styles import Styles
from tui.export.workbook.verify import Figures, figures, verify


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written."""

    path: Path
    """Absolute."""
    flagged: int
    """How many figures in it still want a person."""
    sheets: tuple[str, ...]
    """Their names, in order."""


def export_report(
    report: Report,
    target: Path,
    *,
    history: Sequence[Entry] = (),
    settled: frozenset[str] = frozenset(),
    name: str = "",
    id: str = "",
    lang: str = "zh",
    force: bool = False,
) -> Exported:
    """Write one corrected report as the official form prints it, and behind it 问题, 修改记录 and 长表.

    Raises ExportRefused where `target` holds something that would be lost, OSError where it cannot be written.
    """
    target = target.absolute()
    refuse_foreign(target, force)
    item = Item(report, name, tuple(history), settled, id)
    written: dict[str, Figures] = {}
    names: list[str] = []

    def make(path: Path) -> None:
        with new_book(path) as book:
            sheet = book.add_worksheet(sheet_name(item, {LEDGER, lists.PROBLEMS, lists.LOG, lists.LONG}))
            styles = Styles(book)
            layout = write_official(sheet, styles, item, lang)
            written[sheet.name] = figures(item, layout)
            _lists(book, styles, item, layout, sheet.name, lang)
            Ledger(streamed(book, LEDGER)).add(item, layout, sheet.name, lang)
            names.extend(sheet.name for sheet in book.worksheets() if sheet.name != LEDGER)

    write_whole(target, make, lambda path: verify(path, written))
    return Exported(target, item.flagged, tuple(names))


def _lists(book: Any, styles: Styles, item: Item, layout: Layout, name: str, lang: str) -> None:
    """What is listed of a single report: findings, corrections, figures."""
    for listed, columns, rows in lists.of_one(item, layout, name, lang):
        listing = Listing(streamed(book, listed), styles, columns, wrapped=True)
        for row in rows:
            listing.add_tall(row)
        listing.finish()
    long = Listing(streamed(book, lists.LONG), styles, lists.long_columns(lang))
    for line in lists.long_rows(item):
        long.add(line)
    long.finish()


@contextmanager
def new_book(path: Path) -> Iterator[Any]:
    """A workbook under construction; it is closed and sealed at the end. Raises OSError."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with scratch() as folder:
        book = Workbook(str(path), {"tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"title": "政府信息公开工作年度报告", "comments": "gouji"})
        book.set_custom_property(PROPERTY, VERSION, "text")
        yield book
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
    seal(path)
