"""`gouji import`: corrections that were made in a workbook, taken back into the journals of its reports."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from parsers.sentences import sentence
from tui.export.differences import Line, lines
from tui.export.returning import Returned, returned
from tui.words import plain
from tui.words.language import _
from tui.words.refused import refused

TAKEN, WANTS_A_PERSON, NOT_TAKEN = 0, 1, 2


def run(arguments: Namespace) -> int:
    """Take the workbook's corrections; 1 where something was refused, in conflict or gone, 2 where none could be."""
    from tui.export.workbook.taken import NotOurs, read

    path = Path(arguments.paths[0])
    folders = arguments.paths[1:] or [str(path.parent)]
    try:
        book = read(path)
    except NotOurs as error:
        plain.complain("", str(error))
        return NOT_TAKEN
    except OSError as error:
        plain.complain(str(path), refused(error))
        return NOT_TAKEN
    status, changed, reports = TAKEN, 0, 0
    for report in returned(book, folders):
        try:
            status = max(status, _one(report, arguments.dry_run, arguments.lang))
        finally:
            report.close()
        changed += len(report.taken.changes) if report.can_be_taken or report.desk else 0
        reports += bool(report.taken.changes)
    words = (
        _("将改 {reports} 份报告、{cells} 格（未写入）")
        if arguments.dry_run
        else _("已改 {reports} 份报告、{cells} 格")
    )
    print(words.format(reports=reports, cells=changed))
    return status


def _one(report: Returned, dry_run: bool, lang: str) -> int:
    """Take one report and say what became of it."""
    differences = list(lines(report.taken, lang))
    if differences:
        print(plain.visible(report.name))
    for line in differences:
        print("  " + plain.visible(_told(line)))
    stuck = bool(report.taken.changes or report.taken.notes) and not report.can_be_taken
    if report.desk is None or stuck:
        plain.complain(report.name, report.notice)
        return NOT_TAKEN
    if not dry_run:
        try:
            for finding in report.take():
                print("  " + _("现在不符：") + plain.visible(sentence(finding, lang)))
        except OSError as error:
            plain.complain(report.name, _("没有取回：{why}").format(why=refused(error)))
            return NOT_TAKEN
    taken = report.taken
    return WANTS_A_PERSON if taken.refused or taken.conflicts or taken.gone else TAKEN


def _told(line: Line) -> str:
    """A difference in one line: `取 云溪2021!I25 表三 予以公开 · 自然人：5 → 77`."""
    change = f"{line.exported} → {line.now}" if line.exported else line.now
    what = change or line.as_what
    if change and line.as_what not in ("", line.now):
        what = _("{what}（{told}）").format(what=change, told=line.as_what)
    cell = " ".join(filter(None, (line.where, line.place)))
    return _("{kind} {cell}：{what}").format(kind=line.kind, cell=cell, what=what)
