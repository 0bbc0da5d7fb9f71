"""Every action of the workbench: one table that keys, footer, help and palette walk over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tui.workbench.bench import Bench
from tui.workbench.deeds import cells, findings, moves, report, text

Deed = Callable[[Bench], object]

GRID, SOURCE, BOTH = frozenset({"grid"}), frozenset({"source"}), frozenset({"grid", "source"})


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can ask for."""

    id: str
    do: Deed
    """What it does to the workbench."""
    keys: tuple[str, ...]
    """Names as `keys.pressed` gives them, the one to show first."""
    name: str
    """Chinese, and the gettext message id."""
    group: str
    """Chinese heading in the help."""
    where: frozenset[str] = BOTH
    """The panes in which its keys work."""
    palette: bool = True
    """Whether the palette offers it; moves are too small for that."""


_MOVE, _EDIT, _FIND, _TEXT, _WORK = "移动", "编辑", "核对", "原文", "报告"

ACTIONS: tuple[Action, ...] = (
    Action("up", moves.move(-1, 0), ("up", "k"), "上移", _MOVE, GRID, False),
    Action("down", moves.move(1, 0), ("down", "j"), "下移", _MOVE, GRID, False),
    Action("left", moves.move(0, -1), ("left", "h"), "左移", _MOVE, GRID, False),
    Action("right", moves.move(0, 1), ("right", "l"), "右移", _MOVE, GRID, False),
    Action("enter", text.enter, ("enter",), "下移；取数时填入", _MOVE, GRID, False),
    Action("next_cell", findings.next_cell, ("tab",), "下一格；有几种改法时看下一种", _MOVE, GRID, False),
    Action("previous_cell", findings.previous_cell, ("shift+tab",), "上一格；有几种改法时看上一种", _MOVE, GRID, False),
    Action("row_start", moves.move(0, -moves.FAR), ("home",), "到行首", _MOVE, GRID, False),
    Action("row_end", moves.move(0, moves.FAR), ("end",), "到行末", _MOVE, GRID, False),
    Action("page_up", moves.page(-1), ("pageup", "ctrl+u"), "上翻一页", _MOVE, GRID, False),
    Action("page_down", moves.page(1), ("pagedown", "ctrl+d"), "下翻一页", _MOVE, GRID, False),
    Action("first", moves.move(-moves.FAR, -moves.FAR), ("ctrl+home", "g"), "到第一格", _MOVE, GRID, False),
    Action("last", moves.move(moves.FAR, moves.FAR), ("ctrl+end", "G"), "到最后一格", _MOVE, GRID, False),
    Action("extend_up", moves.move(-1, 0, True), ("shift+up", "K"), "向上选择", _MOVE, GRID, False),
    Action("extend_down", moves.move(1, 0, True), ("shift+down", "J"), "向下选择", _MOVE, GRID, False),
    Action("extend_left", moves.move(0, -1, True), ("shift+left", "H"), "向左选择", _MOVE, GRID, False),
    Action("extend_right", moves.move(0, 1, True), ("shift+right", "L"), "向右选择", _MOVE, GRID, False),
    Action("select_row", cells.select_row, ("v", "alt+r"), "选整行", _MOVE, GRID),
    Action("select_column", cells.select_column, ("V", "alt+c"), "选整列", _MOVE, GRID),
    Action("select_all", cells.select_all, ("ctrl+a",), "全选", _MOVE, GRID),
    Action("ask_row", cells.ask_row, (":", "ctrl+g"), "到某一行", _MOVE, GRID),
    Action("next_table", moves.turn(1), ("t", "ctrl+pagedown", "f4"), "下一张表", _MOVE, GRID),
    Action("previous_table", moves.turn(-1), ("T", "ctrl+pageup", "shift+f4"), "上一张表", _MOVE, GRID),
    Action("edit", cells.edit, ("f2", "i"), "改单元格", _EDIT, GRID),
    Action("blank", cells.blank, ("delete", "backspace"), "清空", _EDIT, GRID),
    Action("undo", cells.undo, ("u", "ctrl+z"), "撤销", _EDIT),
    Action("redo", cells.redo, ("ctrl+y", "U"), "重做", _EDIT),
    Action("shift_left", cells.shift_left, ("<",), "本行左移一格", _EDIT, GRID),
    Action("shift_right", cells.shift_right, (">",), "本行右移一格", _EDIT, GRID),
    Action("fill_zero", cells.fill_zero, ("z",), "空格填 0", _EDIT, GRID),
    Action("follow", cells.follow, ("=",), "总计按合计计算", _EDIT, GRID),
    Action("fill_down", cells.fill_down, ("D", "alt+d"), "首行向下填满选区", _EDIT, GRID),
    Action("ask_fill", cells.ask_fill, ("e", "f11"), "选区填同一个数", _EDIT, GRID),
    Action("take_table", report.take_table, ("I",), "此表取自另一份文件", _EDIT, GRID),
    Action("copy", cells.copy, ("c", "ctrl+c"), "复制", _EDIT, GRID),
    Action("history", report.opener("history"), ("o", "ctrl+r"), "修改记录", _EDIT),
    Action("next_finding", findings.next_finding, ("n", "f8"), "下一问题", _FIND),
    Action("previous_finding", findings.previous_finding, ("N", "shift+f8"), "上一问题", _FIND),
    Action("accept", findings.accept, ("a", "f9"), "采纳建议", _FIND),
    Action("accept_all", findings.accept_all, ("A", "shift+f9"), "采纳全部确定的建议", _FIND),
    Action("as_printed", findings.as_printed, ("x", "f10"), "原文如此", _FIND),
    Action("confirm", findings.confirm, ("space",), "确认本行，看下一处", _FIND, GRID),
    Action("confirm_all", findings.confirm_all, ("Y",), "确认只有一种填法的各处", _FIND, GRID),
    Action("findings", report.opener("findings"), ("f", "f5"), "问题清单", _FIND),
    Action("alike", report.alike, ("F", "shift+f5"), "同类问题，各份报告并列", _FIND),
    Action("why", text.why, ("w", "ctrl+w"), "这一格的依据", _FIND, GRID),
    Action("cross", text.cross, ("f6", "ctrl+t"), "表格与原文互换", _TEXT),
    Action("pick", text.pick, ("p", "f7"), "从原文取数", _TEXT),
    Action("fill_row", text.fill_row, ("P", "shift+f7"), "从原文取一行", _TEXT),
    Action("search", text.search, ("/", "ctrl+f"), "在原文中查找", _TEXT),
    Action("search_again", text.search_again, ("f3",), "查找下一处", _TEXT),
    Action("back", text.back, ("escape",), "返回", _TEXT, BOTH, False),
    Action("export", report.export, ("ctrl+e",), "导出 Excel", _WORK),
    Action("take_back", report.take_back, ("O", "ctrl+o"), "取回工作簿中的改正", _WORK),
    Action("done", report.done, ("ctrl+s",), "标为完成", _WORK),
    Action("fields", report.opener("fields"), ("m", "ctrl+k"), "机关、年度、表式", _WORK),
    Action("next_report", report.next_report, ("]", "ctrl+n"), "下一份待办", _WORK),
    Action("previous_report", report.previous_report, ("[", "ctrl+b"), "上一份待办", _WORK),
    Action("queue", report.queue, ("q", "f12"), "报告清单", _WORK),
    Action("palette", report.opener("palette"), ("ctrl+p",), "查找功能", _WORK, BOTH, False),
    Action("help", report.opener("help"), ("?", "f1"), "帮助", _WORK),
    Action("repaint", report.repaint, ("ctrl+l",), "重画屏幕", _WORK),
    Action("quit", report.leave, ("ctrl+q",), "退出", _WORK),
)

BY_ID = {action.id: action for action in ACTIONS}


def find(key: str, where: str) -> Action | None:
    """The action that a key means in a pane, or None."""
    return _BY_KEY.get((where, key))


def groups() -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Headings with their actions, in the order of the table."""
    for group in dict.fromkeys(action.group for action in ACTIONS):
        yield group, tuple(action for action in ACTIONS if action.group == group)


_BY_KEY = {(where, key): action for action in ACTIONS for where in action.where for key in action.keys}
