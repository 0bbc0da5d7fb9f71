"""`gouji export`: corrected reports into a workbook, or the long table into CSV or Parquet."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path

from tui.case import files
from tui.export.export_errors import ExportRefused
from tui.export.outgoing import (
    Count,
    Nothing,
    Ready,
    T,
    counted,
    ready_items,
    ready_rows,
    ready_summary,
    summary_head,
    write_many,
    write_one,
)
from tui.export.workbook.picks import LONG, SUMMARY, picked
from tui.many import batch, progress
from tui.words import plain
from tui.words.language import _
from tui.words.refused import refused

WRITTEN, FLAGGED, NOT_WRITTEN = 0, 1, 2

Write = Callable[[Namespace, Path, Count], Sequence[Path]]


def run(arguments: Namespace) -> int:
    """Write the file; 1 where flagged figures are left in it, 2 where it, or a report in it, is missing."""
    target = Path(arguments.output)
    write = _WRITERS.get(arguments.format or target.suffix.lower().removeprefix("."), _workbook)
    count = Count()
    try:
        _expect_no_input(target, arguments.paths)
        written = write(arguments, target, count)
    except Nothing:
        return NOT_WRITTEN
    except ExportRefused as error:
        plain.complain("", str(error))
        return NOT_WRITTEN
    except OSError as error:
        error.filename = error.filename and arguments.output  # not the temporary file beside it
        plain.complain("", _("没有写成：{why}").format(why=refused(error)))
        return NOT_WRITTEN
    for path in written:
        print(_("已写入 {path}").format(path=plain.visible(str(path))))
    print(_("报告 {n} 份，仍存疑的数字 {flagged} 个").format(n=count.reports, flagged=count.flagged))
    if count.lacking:
        print(_("其中缺表的报告 {n} 份").format(n=count.lacking))
    return NOT_WRITTEN if count.unreadable else FLAGGED if count.flagged else WRITTEN


def _expect_no_input(target: Path, paths: Sequence[str]) -> None:
    """Raises ExportRefused where the target is one of the reports: not even --force means to lose that."""
    try:
        there = target.stat()
    except OSError:
        return
    for path in files.reports(paths):
        with suppress(OSError):
            if path != files.STDIN and os.path.samestat(there, Path(path).stat()):
                raise ExportRefused(_("{path} 就是要导出的报告，不能覆盖").format(path=target))


def _workbook(arguments: Namespace, target: Path, count: Count) -> Sequence[Path]:
    """One file becomes the official form alone; several, or a folder, get the sheets that list them too."""
    ready = _ready(arguments, ready_items, count)
    if list(islice(files.reports(arguments.paths), 2)) == arguments.paths[:1]:
        first, second = next(ready), next(ready, None)
        if second is None:
            return [write_one(first, target, arguments.lang, arguments.force, arguments.sheets)]
        ready = chain((first, second), ready)
    how_many = sum(1 for _path in files.reports(arguments.paths))
    told = (arguments.lang, arguments.force, arguments.sheets, progress.wanted())
    return write_many(ready, target, how_many, *told)


def _csv(arguments: Namespace, target: Path, count: Count) -> Sequence[Path]:
    """The long table, or 汇总 where that is picked."""
    from tui.export.frames import write_csv, write_text

    if _one_table(arguments) == SUMMARY:
        summed = _ready(arguments, partial(ready_summary, lang=arguments.lang), count)
        head = summary_head(arguments.lang)
        return [write_text(chain([head], (one.content for one in summed)), target, arguments.force)]
    ready = _ready(arguments, ready_rows, count)
    return [write_csv((one.content for one in ready if not one.error), target, arguments.force)]


def _one_table(arguments: Namespace) -> str:
    """What a file of one table holds. Raises ExportRefused where another sheet is picked, or several are."""
    chosen = picked(arguments.sheets) if arguments.sheets else frozenset({LONG})
    if len(chosen) != 1 or not chosen <= {LONG, SUMMARY}:
        raise ExportRefused(_("csv 只写长表或汇总，parquet 只写长表"))
    return next(iter(chosen))


def _parquet(arguments: Namespace, target: Path, count: Count) -> Sequence[Path]:
    from tui.export.frames import write_parquet

    if _one_table(arguments) != LONG:
        raise ExportRefused(_("csv 只写长表或汇总，parquet 只写长表"))
    ready = _ready(arguments, ready_items, count)
    return [write_parquet((one.content for one in ready if not one.error), target, arguments.force)]


_WRITERS: Mapping[str, Write] = {"xlsx": _workbook, "csv": _csv, "parquet": _parquet}


def _ready(arguments: Namespace, work: batch.Work[list[Ready[T]]], count: Count) -> Iterator[Ready[T]]:
    return counted(chain.from_iterable(batch.watched(arguments.paths, work)), count, plain.complain)
