"""Reports on their way out of the program: read in the workers, counted, held against each other, written together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from tui.case.case import Case
from tui.case.opener import made
from tui.export.item import Item, item_of
from tui.many import batch, progress
from tui.many.across import Across
from tui.many.levels import Levels
from tui.many.spool import Spool

T = TypeVar("T")
Say = Callable[[str, str], None]
"""Told of each file that cannot be read: its path, and why."""


class Ready(NamedTuple, Generic[T]):
    """A report that is read."""

    path: str
    error: str | None
    """Why it could not be read: then it is said, and the others are written."""
    flagged: int
    lacking: bool
    """Whether it lacks a table."""
    content: T
    """The figures, or for CSV the rows as text, made in the worker."""


@dataclass
class Count:
    """What has been counted so far."""

    reports: int = 0
    unreadable: int = 0
    flagged: int = 0
    lacking: int = 0

    def add(self, one: Ready[Any]) -> None:
        """Count one report, or one that could not be read."""
        self.reports += not one.error
        self.unreadable += bool(one.error)
        self.flagged += one.flagged
        self.lacking += one.lacking


class Nothing(Exception):  # noqa: N818 (what happened; each reason has been said)
    """Not one report could be read, so nothing is written."""


def ready_items(path: str) -> list[Ready[Item]]:
    """The reports of a file for a workbook; their text stays behind, for no sheet shows it."""
    return made(path, _ready_item)


def _ready_item(case: Case) -> Ready[Item]:
    item = item_of(case)
    bare = replace(item, report=replace(item.report, text=""))
    return Ready(case.path, item.report.error, item.flagged, case.lacking, bare)


def ready_rows(path: str) -> list[Ready[str]]:
    """The reports of a file as rows of CSV."""
    from tui.export.frames import csv_lines

    def make(case: Case) -> Ready[str]:
        ready = _ready_item(case)
        return Ready(path, ready.error, ready.flagged, ready.lacking, csv_lines(ready.content))

    return made(path, make)


def ready_summary(path: str, lang: str) -> list[Ready[str]]:
    """The reports of a file as rows of 汇总 in CSV; one that cannot be read has a row that says why."""
    from tui.export.frames import summary_line
    from tui.export.workbook import summary

    def make(case: Case) -> Ready[str]:
        ready = _ready_item(case)
        line = summary_line(summary.plain(ready.content, lang))
        return Ready(path, ready.error, ready.flagged, ready.lacking, line)

    return made(path, make)


def summary_head(lang: str) -> str:
    """The header of 汇总 in CSV."""
    from tui.export.frames import summary_line
    from tui.export.workbook import summary

    return summary_line([column.head for column in summary.columns(lang)])


def counted(ready: Iterable[Ready[T]], count: Count, say: Say) -> Iterator[Ready[T]]:
    """The reports as they come; raises Nothing at the end where not one of them could be read."""
    for one in ready:
        if one.error:
            say(one.path, one.error)
        count.add(one)
        yield one
    if not count.reports:
        raise Nothing


def write_one(ready: Ready[Item], target: Path, lang: str, force: bool, sheets: str | None = None) -> Path:
    """The official form of one report. Raises ExportRefused and OSError as `export_report` does."""
    from tui.export.workbook import export_report, picked

    item = ready.content
    return export_report(
        item.report,
        target,
        history=item.history,
        settled=item.settled,
        name=item.name,
        id=item.id,
        lang=lang,
        force=force,
        sheets=picked(sheets),
    ).path


def write_many(
    ready: Iterable[Ready[Item]],
    target: Path,
    how_many: int,
    lang: str,
    force: bool = False,
    sheets: str | None = None,
    bar: bool = False,
) -> Sequence[Path]:
    """The workbooks of many reports, several at a time, with a bar if wanted. Raises as `export_reports` does."""
    from tui.export.workbook import export_reports, picked, refuse_lost

    wanted = picked(sheets)
    refuse_lost(target, how_many, force)
    items = _compared(ready)
    with progress.ticking(len(items), bar) as tick:
        books = export_reports(items, target, lang=lang, force=force, sheets=wanted, made=batch.jobs, tick=tick)
    return [book.path for book in books]


def _compared(ready: Iterable[Ready[Item]]) -> Spool[Item]:
    """The items with the findings that only several reports together give; they wait on disk for the last one."""
    waiting: Spool[Item] = Spool()
    compared = Across(), Levels()
    for one in ready:
        waiting.append(one.content)
        for comparison in compared:
            comparison.add(len(waiting) - 1, one.content.report.agency, one.content.report.year)
    for number, found in chain.from_iterable(c.findings(lambda number: waiting[number].report) for c in compared):
        item = waiting[number]
        waiting[number] = replace(item, report=replace(item.report, findings=(*item.report.findings, *found)))
    return waiting
