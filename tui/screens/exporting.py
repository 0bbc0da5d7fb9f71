"""Ctrl+E: the workbook beside the report, and what to say about it."""

from __future__ import annotations

from tui.desk import Desk
from tui.i18n import _, language


def export_beside(desk: Desk, force: bool = False) -> str:
    """Write the workbook; the sentence that says where it is, or why it is not there."""
    from tui.workbook import ExportFailed, ExportRefused, export_report

    session = desk.session
    if session.report.error:
        return session.report.error
    try:
        exported = export_report(
            session.report,
            desk.target,
            history=desk.history,
            settled=session.settled,
            name=desk.name,
            lang=language(),
            force=force,
        )
    except (ExportRefused, ExportFailed) as error:
        return str(error)
    except OSError as error:
        return _("没有导出:{why}").format(why=error.strerror or error)
    if exported.flagged:
        return _("已导出 {path}(还有 {count} 格存疑)").format(path=exported.path, count=exported.flagged)
    return _("已导出 {path}").format(path=exported.path)
