"""One workbook of many reports, or several of at most 500 sheets each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tui.corrections.atomic import write_whole
from tui.export.frames import csv_lines, refuse_existing, write_csv
from tui.export.item import Item
from tui.export.workbook import charts, lists, summary, totals
from tui.export.workbook.book import Exported, new_book
from tui.export.workbook.ledger import LEDGER, Ledger
from tui.export.workbook.listing import Column, Listing
from tui.export.workbook.lists import LOG, LONG, PROBLEMS
from tui.export.workbook.names import sheet_name
from tui.export.workbook.official import write_official
from tui.export.workbook.stamp import refuse_foreign
from tui.export.workbook.streamed import streamed
from tui.export.workbook.styles import Styles
from tui.export.workbook.verify import Figures, figures, verify
from tui.words.language import catalogue

MOST_SHEETS = 500
"""Report sheets of one workbook; spreadsheets get slow to open beyond."""
MOST_ROWS = 1_000_000
"""Rows of 长表 in all workbooks together; beyond, it is one CSV beside them. A sheet holds 1,048,576."""
ROWS_A_REPORT = 220
"""Figures of a report with all three tables, at most."""

SUMMARY = "汇总"


def export_reports(
    items: Iterable[Item],
    target: Path,
    *,
    count: int | None = None,
    lang: str = "zh",
    force: bool = False,
    most_sheets: int = MOST_SHEETS,
    most_rows: int = MOST_ROWS,
) -> tuple[Exported, ...]:
    """Write many reports: 汇总, 问题, 修改记录, 长表 and a sheet a report; beyond `most_sheets` OUT-1.xlsx …

    `count` says how many will come, where that is known: it decides whether 长表 becomes a CSV, and what is refused
    before anything is read. Raises ExportRefused where a target holds something that would be lost, OSError where one
    cannot be written.
    """
    target = target.absolute()
    refuse_foreign(target, force)
    for number in range(1, 1 + (-(-count // most_sheets) if count and count > most_sheets else 0)):
        refuse_foreign(_numbered(target, number), force)
    if (count or 0) * ROWS_A_REPORT <= most_rows:
        return tuple(_books(iter(items), target, most_sheets, lang, force, None))
    beside = target.with_suffix(".csv")
    refuse_existing(beside, force)
    return _with_csv(items, target, beside, most_sheets, lang, force)


def _with_csv(
    items: Iterable[Item], target: Path, beside: Path, most_sheets: int, lang: str, force: bool
) -> tuple[Exported, ...]:
    """The workbooks are written while the CSV beside them grows; it stands there once all are done."""
    done: list[Exported] = []

    def texts() -> Iterator[str]:
        made: list[str] = []
        for book in _books(_noting(items, made), target, most_sheets, lang, force, beside):
            done.append(book)
            yield from made
            made.clear()

    write_csv(texts(), beside, force)
    return tuple(done)


def _noting(items: Iterable[Item], made: list[str]) -> Iterator[Item]:
    for item in items:
        made.append(csv_lines(item))
        yield item


def _books(
    items: Iterator[Item], target: Path, most_sheets: int, lang: str, force: bool, beside: Path | None
) -> Iterator[Exported]:
    """The next report is fetched before a workbook is named: a single one bears no number."""
    number, part, following = 0, list(islice(items, most_sheets)), list(islice(items, 1))
    while part or not number:
        number += 1
        path = _numbered(target, number) if following or number > 1 else target
        refuse_foreign(path, force)
        yield _book(part, path, lang, beside)
        part = following + list(islice(items, most_sheets - 1)) if following else []
        following = list(islice(items, 1))


def _numbered(target: Path, number: int) -> Path:
    return target.with_name(f"{target.stem}-{number}{target.suffix}")


def _book(items: list[Item], path: Path, lang: str, beside: Path | None) -> Exported:
    """One workbook, whole or not at all."""
    written: dict[str, Figures] = {}
    names: list[str] = []

    def make(part: Path) -> None:
        with new_book(part) as book:
            pages = _Pages(book, lang, beside, items)
            for item in items:
                pages.add(item, written)
            pages.finish()
            names.extend(sheet.name for sheet in book.worksheets() if sheet.name != LEDGER)

    write_whole(path, make, lambda part: verify(part, written))
    return Exported(path, sum(item.flagged for item in items), tuple(names))


class _Pages:
    """The sheets of one workbook while reports are added to them."""

    def __init__(self, book: Any, lang: str, beside: Path | None, items: list[Item]) -> None:
        self._book = book
        self._lang = lang
        self._styles = Styles(book)
        self._taken = {name.lower() for name in (SUMMARY, PROBLEMS, LOG, LONG, LEDGER, charts.NAME)}
        self._summary = self._list(SUMMARY, summary.columns(lang))
        self._together(items)
        self._problems = self._list(PROBLEMS, lists.problem_columns(lang))
        self._log = self._list(LOG, lists.log_columns(lang))
        self._long = self._list(LONG, lists.long_columns(lang) if beside is None else [Column("长表", 80)])
        self._ledger = Ledger(streamed(book, LEDGER))
        self._beside = beside
        if beside is not None:
            self._long.add([catalogue(lang).gettext("行数超过一百万,长表另存为 {file}").format(file=beside.name)])

    def _together(self, items: list[Item]) -> None:
        """What the reports add up to: a sheet a year, and charts."""
        made = totals.totals(items)
        for total, name in zip(made, totals.names(made), strict=True):
            self._taken.add(name.lower())
            totals.write_total(self._book.add_worksheet(name), self._styles, total, self._lang, SUMMARY)
        sheet = self._book.add_worksheet(charts.NAME)
        charts.write_charts(self._book, sheet, self._styles, made, items, self._lang)

    def _list(self, name: str, columns: list[Column]) -> Listing:
        return Listing(
            streamed(self._book, name), self._styles, columns, wrapped=name != LONG, fixed=int(name == SUMMARY)
        )

    def add(self, item: Item, written: dict[str, Figures]) -> None:
        """A report: its sheet, where it could be read, and its rows in the lists."""
        layout, name = None, ""
        if item.report.error is None:
            name = sheet_name(item, self._taken)
            sheet = self._book.add_worksheet(name)
            layout = write_official(sheet, self._styles, item, self._lang, back=SUMMARY)
            written[name] = figures(item, layout)
            self._ledger.add(item, layout, name, self._lang)
        self._summary.add_tall(summary.row(item, layout, name, self._lang))
        for row in lists.problems(item, layout, name, self._lang):
            self._problems.add_tall(row)
        for row in lists.log(item, self._lang):
            self._log.add_tall(row)
        if self._beside is None:
            for line in lists.long_rows(item):
                self._long.add(line)

    def finish(self) -> None:
        """Filters over the lists."""
        for listing in (self._summary, self._problems, self._log, self._long):
            listing.finish()
