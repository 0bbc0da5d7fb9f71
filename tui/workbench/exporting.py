"""Ctrl+E: the workbook beside the report, or one of many reports, and what to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from tui.case.case import Case
from tui.many import batch
from tui.words.language import _, language
from tui.words.refused import refused


def export_beside(desk: Case, force: bool = False) -> tuple[str, bool]:
    """Write the workbook of a report: what to say, and whether asking again would overwrite what is in the way."""
    from tui.export.workbook import ExportFailed, ExportRefused, export_report

    report = desk.report
    if report.error:
        return report.error, False
    known = desk.journal.id if desk.journal is not None else ""
    tell = partial(export_report, history=desk.history, settled=desk.settled, name=desk.name, id=known)
    try:
        exported = tell(report, desk.target, lang=language(), force=force)
    except ExportRefused:
        return _("没有导出：{path} 不是本程序写的，或已被人改过；再按一次 ^E 覆盖").format(path=desk.target), True
    except ExportFailed as error:
        return str(error), False
    except OSError as error:
        return _("没有导出：{why}；改动都还在").format(why=refused(error)), False
    if exported.flagged:
        words = _("已导出 {path}（还有 {count} 格存疑）")
        return words.format(path=exported.path, count=exported.flagged), False
    return _("已导出 {path}").format(path=exported.path), False


def export_many(files: Sequence[str], opened_on: Sequence[str]) -> str:
    """Write many reports into one workbook in the first folder that was opened; what to say about it."""
    from tui.export.outgoing import Count, Nothing, counted, ready_items, write_many
    from tui.export.workbook import ExportFailed, ExportRefused

    folder = Path(opened_on[0]).absolute()
    folder = folder if folder.is_dir() else folder.parent
    target = folder / (_("汇总") + ".xlsx")
    count = Count()
    ready = counted(chain.from_iterable(batch.each(files, ready_items)), count, lambda path, why: None)
    try:
        written = write_many(ready, target, len(files), language())
    except Nothing:
        return _("没有导出：没有一份可以读取")
    except (ExportRefused, ExportFailed) as error:
        return str(error)
    except OSError as error:
        return _("没有导出：{why}").format(why=refused(error))
    return _("已导出 {path}").format(path=", ".join(str(path) for path in written))
