"""A walk through one repair for a person who sees the workbench for the first time: a key and a sentence a step."""

from __future__ import annotations

from typing import NamedTuple

from tui.words.language import _


class Step(NamedTuple):
    """What is said, and the keys of which any leads to the next step."""

    words: str
    """A message id."""
    keys: tuple[str, ...]


STEPS = (
    Step("印的总计与各项合计对不上；按 F6 到原文看出处", ("f6", "ctrl+t")),
    Step("原文里标出的就是这一格；再按 F6 回表格", ("f6", "ctrl+t", "escape")),
    Step("上一行右边是建议的改法；按 a 采纳", ("a", "f9")),
    Step("改好了，* 表示已改；按 u 撤销试试", ("u", "ctrl+z")),
    Step("每一步都已存盘，可撤销；按 ^Y 重做", ("ctrl+y", "U")),
    Step("没有问题了；按 t 看下一张表", ("t", "ctrl+pagedown", "f4")),
    Step("按 ^E 导出 Excel，写在报告旁边", ("ctrl+e",)),
    Step("演示完了；按 ^Q 退出，改动都已保存", ("ctrl+q",)),
)
"""For a report in which one figure was misread."""


class Guide:
    """How far a person is."""

    def __init__(self) -> None:
        self._at = 0

    def press(self, key: str) -> None:
        """The step's own key leads on; any other key does what it does, and the step stays."""
        if key in STEPS[self._at].keys:
            self._at = min(self._at + 1, len(STEPS) - 1)

    @property
    def words(self) -> str:
        """What stands in the last line."""
        return _("演示 {step}/{steps}：{words}").format(
            step=self._at + 1, steps=len(STEPS), words=_(STEPS[self._at].words)
        )
