"""`gouji import`: corrections that were made in a workbook, taken back into the journals of its reports."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from parsers.model import Address
from parsers.sentences import place_name, sentence, table_name
from tui.corrections.acts import FOLLOW, Setting
from tui.export.returning import Returned, returned
from tui.export.taken_back import Difference
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
    lines = list(told(report, lang))
    if lines:
        print(plain.visible(report.name))
    for line in lines:
        print("  " + plain.visible(line))
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


def told(report: Returned, lang: str) -> Iterator[str]:
    """What a workbook brings to a report, a line each."""
    taken = report.taken
    for change in taken.changes:
        yield _("改 {what}").format(what=_difference(change, lang))
    for conflict in taken.conflicts:
        yield _("两边都改过，未取：{what}").format(what=_difference(conflict, lang))
    for cell in taken.refused:
        where = f"{cell.where} {_place(cell.address, lang)}"
        yield _("未取 {where}：{why}").format(where=where, why=cell.why)
    for why, count in taken.gone:
        yield _("未取 {count} 格：{why}").format(count=count, why=why)
    for address, note in (taken.notes or {}).items():
        yield _("备注 {place}：{note}").format(place=_place(address, lang), note=note.replace("\n", " "))


def _difference(change: Difference, lang: str) -> str:
    words = _("{where} {place}：{before} → {after}").format(
        where=change.where, place=_place(change.address, lang), before=_value(change.before), after=_value(change.after)
    )
    return words + (_("（{told}）").format(told=change.told) if change.told else "")


def _place(address: Address, lang: str) -> str:
    return f"{table_name(address.table, lang)} {place_name(address, lang)}"


def _value(value: Setting) -> str:
    return _("空") if value is None else _("随各项合计") if value == FOLLOW else str(value)
