"""`gouji export`: corrected reports into a workbook, or the long table into CSV or Parquet."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from tui import files, plain
from tui.i18n import _
from tui.reports import opened

WRITTEN, FLAGGED, NOT_WRITTEN = 0, 1, 2


def run(arguments: Namespace) -> int:
    """Write the file; 1 where flagged figures are left in it, 2 where it was not written."""
    from tui.workbook import ExportFailed, ExportRefused

    try:
        return _one(next(files.reports(arguments.paths)), arguments)
    except (ExportFailed, ExportRefused) as error:
        plain.complain("", str(error))
    except OSError as error:
        plain.complain(arguments.output, _("没有写成:{why}").format(why=error.strerror or error))
    return NOT_WRITTEN


def _one(path: str, arguments: Namespace) -> int:
    from tui.workbook import export_report

    found = opened(path)
    if found.report.error:
        plain.complain(path, found.report.error)
        return NOT_WRITTEN
    written = export_report(
        found.report,
        Path(arguments.output),
        history=found.history,
        settled=found.settled,
        name=Path(path).name,
        lang=arguments.lang,
        force=arguments.force,
    )
    print(_("已写入 {path}").format(path=plain.visible(str(written.path))))
    if written.flagged:
        print(_("其中 {n} 个数字仍存疑").format(n=written.flagged))
    return FLAGGED if written.flagged else WRITTEN
