"""`gouji export`: corrected reports into a workbook, or the long table into CSV or Parquet."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from tui import batch, files, plain
from tui.exported import note
from tui.i18n import _
from tui.item import Item
from tui.refused import refused
from tui.reports import opened

T = TypeVar("T")
WRITTEN, FLAGGED, NOT_WRITTEN = 0, 1, 2


class Ready(NamedTuple, Generic[T]):
    """A report on its way into an export."""

    path: str
    error: str | None
    """Why it could not be read: then it is reported, and the others are written."""
    flagged: int
    content: T
    """The figures, or for CSV the rows as text, made in the worker."""
    journal: Path | None


@dataclass
class Count:
    """What has gone into the export so far."""

    reports: int = 0
    unreadable: int = 0
    flagged: int = 0
    journals: list[tuple[Path, int]] = field(default_factory=list)
    """Of the reports that are in a workbook now, with the number of acts that are in it."""

    def add(self, one: Ready[Any]) -> None:
        """Count one report, or one that could not be read."""
        if one.journal is not None and isinstance(one.content, Item):
            self.journals.append((one.journal, len(one.content.history)))
        self.reports += not one.error
        self.unreadable += bool(one.error)
        self.flagged += one.flagged


class Nothing(Exception):  # noqa: N818 (what happened; each reason has been said)
    """Not one report could be read, so nothing is written."""


Write = Callable[[Namespace, Path, Count], Iterable[Path]]


def run(arguments: Namespace) -> int:
    """Write the file; 1 where flagged figures are left in it, 2 where it, or a report in it, is missing."""
    from tui.workbook import ExportRefused

    target = Path(arguments.output)
    write = _WRITERS.get(arguments.format or target.suffix.lower().removeprefix("."), _workbook)
    count = Count()
    try:
        written = list(write(arguments, target, count))
    except Nothing:
        return NOT_WRITTEN
    except ExportRefused as error:
        plain.complain("", str(error))
        return NOT_WRITTEN
    except OSError as error:
        error.filename = error.filename and arguments.output  # not the temporary file beside it
        plain.complain("", _("没有写成:{why}").format(why=refused(error)))
        return NOT_WRITTEN
    for journal, acts in count.journals:
        note(journal, acts)
    for path in written:
        print(_("已写入 {path}").format(path=plain.visible(str(path))))
    print(_("报告 {n} 份,仍存疑的数字 {flagged} 个").format(n=count.reports, flagged=count.flagged))
    return NOT_WRITTEN if count.unreadable else FLAGGED if count.flagged else WRITTEN


# -- what is written ---------------------------------------------------------------------------------------


def _workbook(arguments: Namespace, target: Path, count: Count) -> Iterable[Path]:
    """One file becomes the official form alone; several, or a folder, get the sheets that list them too."""
    from tui.workbook import export_report, export_reports

    lang, force = arguments.lang, arguments.force
    items = (one.content for one in _ready(arguments.paths, ready_item, count))
    if list(islice(files.reports(arguments.paths), 2)) == arguments.paths[:1]:
        (item,) = items
        told = partial(export_report, history=item.history, settled=item.settled, name=item.name)
        return [told(item.report, target, lang=lang, force=force).path]
    how_many = sum(1 for _path in files.reports(arguments.paths))
    books = export_reports(_year_by_year(items), target, count=how_many, lang=lang, force=force)
    return [book.path for book in books]


def _year_by_year(items: Iterable[Item]) -> Iterator[Item]:
    """The items with the findings that only several reports together give; they wait on disk for the last one."""
    from tui.across import Across, slim
    from tui.spool import Spool

    waiting: Spool[Item] = Spool()
    across = Across()
    for item in items:
        across.add(len(waiting), slim(item.report))
        waiting.append(item)
    for number, found in across.findings():
        item = waiting[number]
        waiting[number] = replace(item, report=replace(item.report, findings=(*item.report.findings, *found)))
    return (waiting[number] for number in range(len(waiting)))


def _csv(arguments: Namespace, target: Path, count: Count) -> Iterable[Path]:
    from tui.frames import write_csv

    ready = _ready(arguments.paths, ready_rows, count)
    return [write_csv((one.content for one in ready if not one.error), target, arguments.force)]


def _parquet(arguments: Namespace, target: Path, count: Count) -> Iterable[Path]:
    from tui.frames import write_parquet

    ready = _ready(arguments.paths, ready_item, count)
    return [write_parquet((one.content for one in ready if not one.error), target, arguments.force)]


_WRITERS: Mapping[str, Write] = {"xlsx": _workbook, "csv": _csv, "parquet": _parquet}


# -- what goes into it -------------------------------------------------------------------------------------


def ready_item(path: str) -> Ready[Item]:
    """The report of a file for a workbook; its text stays behind, for no sheet shows it."""
    found = opened(path)
    held = Item(found.report, path, found.history, found.settled).as_held()
    item = replace(held, report=replace(held.report, text=""))
    return Ready(path, found.report.error, item.flagged, item, found.journal)


def ready_rows(path: str) -> Ready[str]:
    """The report of a file as rows of CSV."""
    from tui.frames import csv_lines

    ready = ready_item(path)
    return Ready(path, ready.error, ready.flagged, csv_lines(ready.content), ready.journal)


def _ready(paths: Sequence[str], work: batch.Work[Ready[T]], count: Count) -> Iterator[Ready[T]]:
    """The reports as they come, counted; raises Nothing at the end where not one of them could be read."""
    for one in batch.watched(paths, work):
        if one.error:
            plain.complain(one.path, one.error)
        count.add(one)
        yield one
    if not count.reports:
        raise Nothing
