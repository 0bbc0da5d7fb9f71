"""What a workbook brings to a report, in words: a line a cell, before anything is taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers.model import Address
from parsers.sentences import place_name, table_name
from tui.corrections.acts import FOLLOW, Setting
from tui.export.taken_back import Difference, TakenBack
from tui.export.workbook.taken import Content, Figure
from tui.words.language import _


class Line(NamedTuple):
    """One cell, or how many of them cannot be looked at."""

    taken: bool
    """Whether it becomes part of the act."""
    kind: str
    """What becomes of it, in a word or two."""
    where: str
    """The cell of the workbook, `sheet!I33`; empty where it is no single one."""
    place: str
    """Where it is in the form."""
    exported: str
    now: str
    """What stands in the workbook."""
    as_what: str
    """What it is taken as, or why it is not."""


def lines(taken: TakenBack, lang: str) -> Iterator[Line]:
    """Every cell that differs: what is taken first, then what is not."""
    for change in taken.changes:
        yield _line(True, _("取"), change.figure, _taken_as(change), lang)
    for address, note in (taken.notes or {}).items():
        yield Line(True, _("备注"), "", _place(address, lang), "", note.replace("\n", " "), "")
    for conflict in taken.conflicts:
        yield _line(False, _("两边都改过，未取"), conflict.figure, _report_says(conflict), lang)
    for refused in taken.refused:
        yield _line(False, _("未取"), refused.figure, refused.why, lang)
    for why, count in taken.gone:
        yield Line(False, _("未取"), "", _("{n} 格").format(n=count), "", "", why)


def _line(taken: bool, kind: str, figure: Figure, as_what: str, lang: str) -> Line:
    now = _("合计公式") if figure.sums else _content(figure.content)
    return Line(taken, kind, figure.where, _place(figure.address, lang), _content(figure.exported), now, as_what)


def _place(address: Address, lang: str) -> str:
    return f"{table_name(address.table, lang)} {place_name(address, lang)}"


def _taken_as(change: Difference) -> str:
    """The figure, where it is written otherwise in the workbook or comes from a formula."""
    if change.figure.formula:
        words = _("公式 {formula}，取其数值 {value}")
        return words.format(formula=change.figure.formula, value=_setting(change.after))
    return _setting(change.after)


def _report_says(conflict: Difference) -> str:
    return _("报告里已是 {value}").format(value=_setting(conflict.before))


def _setting(value: Setting) -> str:
    return _("空") if value is None else _("随各项合计") if value == FOLLOW else str(value)


def _content(content: Content) -> str:
    if isinstance(content, float) and content.is_integer():
        content = int(content)
    return _("空") if content is None else str(content)
