"""Many reports: one workbook, or several of at most 500 sheets each and one over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from tui.corrections.atomic import write_whole
from tui.export.frames import csv_lines, refuse_existing, write_csv
from tui.export.item import Item
from tui.export.workbook.book import Exported, Job, new_book, write_book
from tui.export.workbook.overview import Overview
from tui.export.workbook.picks import EVERY, LONG, SUMMARY, TOGETHER
from tui.export.workbook.stamp import refuse_foreign
from tui.export.workbook.verify import Tick, quiet, verify

MOST_SHEETS = 500
"""Report sheets of one workbook; spreadsheets get slow to open beyond."""
MOST_ROWS = 1_000_000
"""Rows of 长表 in all workbooks together; beyond, it is one CSV beside them. A sheet holds 1,048,576."""
ROWS_A_REPORT = 220
"""Figures of a report with all three tables, at most."""


Made = Callable[[Callable[[Job], Exported], Iterable[Job]], Iterable[Exported]]
"""How the workbooks are made of their jobs, in order: one after the other, as `map` does, or several at a time."""


def export_reports(
    items: Iterable[Item],
    target: Path,
    *,
    lang: str = "zh",
    force: bool = False,
    sheets: frozenset[str] = EVERY,
    most_sheets: int = MOST_SHEETS,
    most_rows: int = MOST_ROWS,
    made: Made = map,
    tick: Tick = quiet,
) -> tuple[Exported, ...]:
    """Write many reports with the `sheets` of `picks`; beyond `most_sheets` OUT-1.xlsx …, and OUT.xlsx over them.

    A sequence may lie on the disk: it is gone through, and only the reports of a workbook are held. Raises
    ExportRefused where a target holds something that would be lost, OSError where one cannot be written.
    """
    items = items if isinstance(items, Sequence) else list(items)
    target = target.absolute()
    refuse_lost(target, len(items), force, most_sheets, most_rows)
    beside = target.with_suffix(".csv") if LONG in sheets and _too_long(len(items), most_rows) else None
    job = Job(items, target, lang, sheets, beside.name if beside else "")
    done = (write_book(job, tick),) if len(items) <= most_sheets else _in_parts(job, most_sheets, made, tick)
    if beside is not None:
        write_csv(map(csv_lines, items), beside, force)
    return done


def refuse_lost(
    target: Path, reports: int, force: bool, most_sheets: int = MOST_SHEETS, most_rows: int = MOST_ROWS
) -> None:
    """Raise ExportRefused where something stands where so many reports will be written."""
    target = target.absolute()
    refuse_foreign(target, force)
    for number in range(1, 1 + (-(-reports // most_sheets) if reports > most_sheets else 0)):
        refuse_foreign(_numbered(target, number), force)
    if _too_long(reports, most_rows):
        refuse_existing(target.with_suffix(".csv"), force)


def _too_long(reports: int, most_rows: int) -> bool:
    return reports * ROWS_A_REPORT > most_rows


def _numbered(target: Path, number: int) -> Path:
    return target.with_name(f"{target.stem}-{number}{target.suffix}")


def _in_parts(job: Job, most_sheets: int, made: Made, tick: Tick) -> tuple[Exported, ...]:
    """The workbook over all is written while the others are; it stands there once all of them do."""
    done: list[Exported] = []
    names: list[str] = []
    over = job.sheets & TOGETHER

    def make(path: Path) -> None:
        with new_book(path) as book:
            overview = Overview(book, job.lang, over)
            for exported in made(write_book, _parts(job, most_sheets, overview)):
                done.append(exported)
                tick(exported.reports)
            overview.finish()
            names.extend(sheet.name for sheet in book.worksheets())

    if over:
        write_whole(job.path, make, lambda path: verify(path, {}))
        return (Exported(job.path, sum(book.flagged for book in done), tuple(names), len(job.items)), *done)
    return tuple(made(write_book, _parts(job, most_sheets, None)))


def _parts(job: Job, most_sheets: int, overview: Overview | None) -> Iterator[Job]:
    """The workbooks of so many reports each; each report is noted in the overview."""
    rest = iter(job.items)
    for number in count(1):
        part = list(islice(rest, most_sheets))
        if not part:
            return
        path = _numbered(job.path, number)
        if overview is not None:
            for item in part:
                overview.add(item, path.name)
        yield job._replace(items=part, path=path, sheets=(job.sheets - TOGETHER) | (job.sheets & {SUMMARY}))
