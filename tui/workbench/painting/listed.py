"""The lines around the list of reports, in words: what is listed, how far reading is, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.many.rows import KINDS, ORDERS
from tui.words.language import _
from tui.workbench.painting.pieces import Piece

KEYS = (("Enter", "打开"), ("Tab", "换一类"), ("←→", "换排序"), ("^E", "汇总导出"), ("^Q", "退出"))
"""What the footer shows: keys and message ids."""


class Count(NamedTuple):
    """How many reports there are (0 while they are being looked for), were read, and have work left."""

    all: int = 0
    read: int = 0
    left: int = 0


def title(kind: int = 0, sought: str = "") -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Which kinds of reports are listed, and by which words."""
    kinds = " ".join(f"[{_(name)}]" if n == kind else _(name) for n, (_id, name, _is) in enumerate(KINDS))
    words = _("筛选:") + sought if sought else _("输入文字筛选")
    return [(" " + _("报告清单"), "strong"), ("  " + kinds, "")], [(words + " ", "key")]


def status(order: int = 0, count: Count | None = None, said: str = "") -> tuple[Sequence[Piece], Sequence[Piece]]:
    """How many there are, in which of `ORDERS`, or a message; on the right how far reading is."""
    count = count or Count()
    everything = _("共 {all} 份,待办 {left};按{order}排列")
    words = said or everything.format(all=count.all, left=count.left, order=_(ORDERS[order][0]))
    progress = ""
    if not count.all or count.read < count.all:
        progress = _("正在读取 {count}/{total}").format(count=count.read, total=count.all or "?")
    return [(" " + words, "strong")], [(progress + " ", "key")]
