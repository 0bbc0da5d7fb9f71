"""What there is to choose from: actions with their keys, findings, the acts that were done."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import Address, Finding, Report, Severity
from parsers.sentences import place_name
from tui.case.remaining import remaining
from tui.corrections.session import FOLLOW, Entry, Session
from tui.words import language as languages
from tui.words.language import _, language
from tui.workbench.actions import ACTIONS, Action, groups
from tui.workbench.explain import finding_words
from tui.workbench.keys import shown
from tui.workbench.painting.marks import LEGEND
from tui.workbench.painting.sheet import tab
from tui.workbench.screens.chooser import Item

TASKS = (
    ("空格", "本行无误，看下一处"),
    ("1 2 3", "丢了空格的行：取一种合计允许的放法，Tab 看其他"),
    ("Y", "一并确认只有一种填法的各处；猜的、不符的、缺的都逐处看"),
    ("a", "采纳建议（先在格中显示 原数→新数），Tab 看另一种改法，u 撤销"),
    ("x", "合计不符但原文如此"),
    ("P", "缺行：填入原文此处剩下的数字；z 填 0"),
    ("^E", "导出；^S 标为完成"),
)
"""What is most often done: keys and words (message ids)."""


def help_items() -> list[Item]:
    """What is most often done, what the marks mean, then every action under its heading."""
    items = [Item("", (_("常用"),)), *(Item("back", (f"  {_(keys)}", _(words))) for keys, words in TASKS)]
    items += [Item("", (_("标记"),)), *(Item("back", (f"  {mark}", _(words))) for mark, words in LEGEND)]
    for group, members in groups():
        items += [Item("", (_(group),)), *map(_action, members)]
    return items


def palette_items() -> list[Item]:
    """The actions that can be called by name."""
    return [_action(action) for action in ACTIONS if action.palette]


def _action(action: Action) -> Item:
    keys = "  ".join(shown(key) for key in action.keys)
    names = " ".join(languages.catalogue(lang).gettext(action.name) for lang in languages.LANGUAGES)
    return Item(action.id, (_(action.name), keys), names)


KINDS = (
    ("open", "待处理"),
    ("open:error", "错误"),
    ("open:warning", "存疑"),
    ("settled", "原文如此"),
    ("info", "说明"),
)
"""Kinds of findings, as the list filters them; a kind has those that begin with it."""


def finding_items(report: Report, settled: frozenset[str]) -> list[Item]:
    """Every finding: what is open first, then what was decided, then what is only worth knowing."""
    left = remaining(report, settled)
    others = [f for f in report.findings if f not in left and (f.key in settled or f.severity is Severity.INFO)]
    return [_finding(f, f"open:{f.severity}") for f in left] + [
        _finding(f, "settled" if f.key in settled else "info") for f in others
    ]


def _finding(finding: Finding, kind: str) -> Item:
    marks = {"open:error": "!", "open:warning": "?", "settled": "x", "info": "i"}
    table = tab(finding.table) if finding.table else ""
    style = "alarm" if kind == "open:error" else "dim" if kind in ("settled", "info") else ""
    return Item(finding.key, (marks[kind], table, finding_words(finding)), finding.code, kind, style)


WHATS = {
    "edit": "改数",
    "paste": "粘贴",
    "blank": "清空",
    "zero": "空格填 0",
    "shift": "移动一格",
    "repair": "采纳建议",
    "follow": "总计按合计计算",
    "pick": "从原文取数",
    "table": "取自另一份文件",
    "field": "改机关、年度、表式",
    "fill": "选区填同一个数",
    "place": "取一种放法",
    "confirm_all": "一并确认",
    "confirm": "确认",
    "decision": "原文如此",
    "done": "标为完成",
    "import": "取回表格中的改正",
    "carry": "沿用原文改动前的改正",
}
"""What acts are called in the list."""


def history_items(session: Session) -> list[Item]:
    """The acts, newest last; choosing one goes back or forward to the state right after it."""
    items = [Item("0", ("0", "", _("打开时的样子")))]
    for number, act in enumerate(session.acts, 1):
        style = "" if number <= session.applied else "dim"
        items.append(Item(str(number), (str(number), act.time[:19].replace("T", " "), told(act)), act.by, style=style))
    return items


def told(act: Entry) -> str:
    """An act in one line."""
    name = _(WHATS.get(act.what, act.what))
    cells: Sequence[str] = [_cell(address, value, act.kind) for address, value in act.cells[:3]]
    more = _(" 等 {count} 格").format(count=len(act.cells)) if len(act.cells) > 3 else ""
    return name + (": " + "; ".join(cells) + more if cells else "")


def _cell(address: tuple[str, str, str], value: object, kind: str) -> str:
    place = place_name(Address(*address), language())
    if kind != "edit":
        return place
    return f"{place} = " + (_("空") if value is None else _("合计") if value == FOLLOW else str(value))
