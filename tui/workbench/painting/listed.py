"""The lines around the list of reports, in words: what is listed, how far reading is, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.form.printed import TABLES
from tui.case.case import UNTOUCHED
from tui.many.rows import KINDS, ORDERS, STATES, work_left
from tui.many.summary import Summary
from tui.words.language import _
from tui.words.plain import visible
from tui.workbench.keys import shown
from tui.workbench.painting.pieces import Piece, left, pressable, right, tabs
from tui.workbench.painting.sheet import tab

KEYS = (
    ("enter", "打开"),
    ("F", "同类问题"),
    ("tab", "换一类"),
    ("right", "换排序"),
    ("ctrl+e", "汇总导出"),
    ("?", "帮助"),
    ("ctrl+q", "退出"),
)
"""What the footer shows: names of keys and message ids."""
MORE = (
    ("ctrl+r", "抽查一份已完成的"),
    ("left", "换排序，往回"),
    ("shift+tab", "换一类，往回"),
    ("escape", "清除筛选"),
    ("ctrl+p", "查找功能"),
    ("ctrl+l", "重画屏幕"),
)
"""What else there is, for the help."""


def footer() -> list[Piece]:
    """The keys of the list."""
    return pressable((shown(key), name) for key, name in KEYS)


def state(row: Summary) -> str:
    """How far a report is; before anybody looked at it, that a table is lacking, or how many reports its file has."""
    if row.state == UNTOUCHED and row.parts > 1:
        return _("{parts} 份报告").format(parts=row.parts)
    if row.state == UNTOUCHED and "—" in row.tables:
        lacking = [tab(table) for table, told in zip(TABLES, row.tables, strict=True) if told == "—"]
        return _("缺{table}").format(table=lacking[0]) if len(lacking) < len(TABLES) else _("缺三张表")
    return _(STATES[row.state])


AGENCY, YEAR, FOUND, WANTS, STATE = 40, 6, 8, 14, 10
"""Columns of the list in cells: the agency's at most so many."""


NARROW = 60
"""Cells below which a list shows whose report it is, what it wants and its state, and nothing else."""


def agency_cells(width: int) -> int:
    """Cells of the agency's column in a list of so many."""
    return max(12, width - 24) if width < NARROW else max(18, min(AGENCY, width - 60))


def heads(width: int = 0) -> Sequence[Piece]:
    """The heads of the columns, above a list of so many cells."""
    if not width:
        return ()
    agency = left(_("机关"), agency_cells(width))
    if width < NARROW:
        return [(f"    {agency}{right(_('待办'), WANTS - 2)} {left(_('状态'), STATE)}", "head")]
    known = f"    {agency}{right(_('年度'), YEAR)}{left('  ' + _('表格'), FOUND)}"
    return [(f"{known}{right(_('待办'), WANTS)}  {left(_('状态'), STATE)} {_('文件')}", "head")]


class Count(NamedTuple):
    """How many reports there are (0 while they are being looked for), were read, and have work left."""

    all: int = 0
    read: int = 0
    left: int = 0


def title(kind: int = 0, sought: str = "", matching: int = 0) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Which kinds of reports are listed, and by which words."""
    kinds = tabs((_(name) for _id, name, _is in KINDS), kind)
    words = _("筛选：{words}（{count} 份）").format(words=sought, count=matching) if sought else _("输入文字筛选")
    return [(" " + _("报告清单"), "strong"), (" ", ""), *kinds], [(words + " ", "key")]


def status(order: int = 0, count: Count | None = None, said: str = "") -> tuple[Sequence[Piece], Sequence[Piece]]:
    """How many there are, in which of `ORDERS`, or a message; on the right how far reading is."""
    count = count or Count()
    everything = _("共 {all} 份，待办 {left}；按{order}排列")
    words = said or everything.format(all=count.all, left=count.left, order=_(ORDERS[order][0]))
    progress = ""
    if not count.all or count.read < count.all:
        progress = _("正在读取 {count}/{total}").format(count=count.read, total=count.all or "?")
    return [(" " + words, "strong")], [(progress + " ", "key")]


def line(row: Summary, name: str, width: int) -> Sequence[Piece]:
    """A report in one line of so many cells; `name` is its file's."""
    name = visible(name)
    if row.error:
        return [("! ", "alarm"), (left(name, 34), ""), (left(" " + row.error, max(0, width - 36)), "alarm")]
    counts = [(row.errors, "!"), (row.warnings, "?"), (row.flagged, "·")]
    wants = " ".join(f"{n}{mark}" for n, mark in counts if n)
    mark = "!" if row.errors else "?" if not row.clean else " "
    agency = agency_cells(width)
    whose = [(f"{mark} ", "alarm"), (left(visible(row.agency or row.title or name), agency), "")]
    if width < NARROW:
        return [
            *whose,
            (right(wants, WANTS - 2) + " ", "alarm" if row.errors else ""),
            (left(state(row), STATE - 1), ""),
        ]
    return [
        *whose,
        (right(str(row.year or "?"), YEAR), ""),
        (left("  " + row.tables, FOUND), "alarm" if "—" in row.tables else "dim"),
        (right(wants, WANTS) + "  ", "alarm" if row.errors else ""),
        (left(state(row), STATE), "dim" if not work_left(row) else ""),
        (left(" " + name, max(0, width - agency - 42)), "dim"),
    ]
