"""Every action of the workbench: one table that keys, footer, help and palette walk over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

GRID, SOURCE, BOTH = frozenset({"grid"}), frozenset({"source"}), frozenset({"grid", "source"})


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can ask for."""

    id: str
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
    Action("up", ("up", "k"), "上移", _MOVE, GRID, False),
    Action("down", ("down", "j"), "下移", _MOVE, GRID, False),
    Action("left", ("left", "h"), "左移", _MOVE, GRID, False),
    Action("right", ("right", "l"), "右移", _MOVE, GRID, False),
    Action("enter", ("enter",), "下移;取数时填入", _MOVE, GRID, False),
    Action("next_cell", ("tab",), "下一格", _MOVE, GRID, False),
    Action("previous_cell", ("shift+tab",), "上一格", _MOVE, GRID, False),
    Action("row_start", ("home",), "到行首", _MOVE, GRID, False),
    Action("row_end", ("end",), "到行末", _MOVE, GRID, False),
    Action("page_up", ("pageup", "ctrl+u"), "上翻一页", _MOVE, GRID, False),
    Action("page_down", ("pagedown", "ctrl+d"), "下翻一页", _MOVE, GRID, False),
    Action("first", ("ctrl+home", "g"), "到第一格", _MOVE, GRID, False),
    Action("last", ("ctrl+end", "G"), "到最后一格", _MOVE, GRID, False),
    Action("extend_up", ("shift+up", "K"), "向上选择", _MOVE, GRID, False),
    Action("extend_down", ("shift+down", "J"), "向下选择", _MOVE, GRID, False),
    Action("extend_left", ("shift+left", "H"), "向左选择", _MOVE, GRID, False),
    Action("extend_right", ("shift+right", "L"), "向右选择", _MOVE, GRID, False),
    Action("next_table", ("t", "ctrl+pagedown", "f4"), "下一张表", _MOVE, GRID),
    Action("previous_table", ("T", "ctrl+pageup", "shift+f4"), "上一张表", _MOVE, GRID),
    Action("edit", ("f2", "i"), "改单元格", _EDIT, GRID),
    Action("blank", ("delete", "backspace"), "清空", _EDIT, GRID),
    Action("undo", ("u", "ctrl+z"), "撤销", _EDIT),
    Action("redo", ("ctrl+y", "U"), "重做", _EDIT),
    Action("shift_left", ("<",), "本行左移一格", _EDIT, GRID),
    Action("shift_right", (">",), "本行右移一格", _EDIT, GRID),
    Action("fill_zero", ("z",), "空格填 0", _EDIT, GRID),
    Action("follow", ("=",), "总计按合计计算", _EDIT, GRID),
    Action("copy", ("c", "ctrl+c"), "复制", _EDIT, GRID),
    Action("history", ("o", "ctrl+o"), "修改记录", _EDIT),
    Action("next_finding", ("n", "f8"), "下一问题", _FIND),
    Action("previous_finding", ("N", "shift+f8"), "上一问题", _FIND),
    Action("accept", ("a", "f9"), "采纳建议", _FIND),
    Action("accept_all", ("A", "shift+f9"), "采纳全部确定的建议", _FIND),
    Action("as_printed", ("x", "f10"), "原文如此", _FIND),
    Action("confirm", ("space",), "确认无误", _FIND, GRID),
    Action("confirm_all", ("Y",), "确认本表全部存疑", _FIND, GRID),
    Action("findings", ("f", "f5"), "问题清单", _FIND),
    Action("cross", ("f6", "ctrl+t"), "表格与原文互换", _TEXT),
    Action("pick", ("p", "f7"), "从原文取数", _TEXT),
    Action("fill_row", ("P", "shift+f7"), "从原文取一行", _TEXT),
    Action("search", ("/", "ctrl+f"), "在原文中查找", _TEXT),
    Action("search_again", ("f3",), "查找下一处", _TEXT),
    Action("back", ("escape",), "返回", _TEXT, BOTH, False),
    Action("export", ("ctrl+e",), "导出 Excel", _WORK),
    Action("done", ("ctrl+s",), "标为完成", _WORK),
    Action("fields", ("m", "ctrl+k"), "机关、年度、表式", _WORK),
    Action("next_report", ("]", "ctrl+n"), "下一份待办", _WORK),
    Action("previous_report", ("[", "ctrl+b"), "上一份待办", _WORK),
    Action("queue", ("q", "f12"), "报告清单", _WORK),
    Action("palette", ("ctrl+p",), "查找功能", _WORK, BOTH, False),
    Action("help", ("?", "f1"), "帮助", _WORK),
    Action("repaint", ("ctrl+l",), "重画屏幕", _WORK),
    Action("quit", ("ctrl+q",), "退出", _WORK),
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
