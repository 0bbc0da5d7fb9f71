"""The rows of the list of reports: what is known of each, which are shown, in which order, and where work is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tui.case.case import DONE, DOUBTFUL, IN_WORK, UNTOUCHED
from tui.many.summary import Summary

STATES = {UNTOUCHED: "未处理", IN_WORK: "处理中", DONE: "已完成", DOUBTFUL: "完成·有疑"}
"""States of a report (message ids)."""

KINDS: tuple[tuple[str, str, Callable[[Summary], bool]], ...] = (
    ("all", "全部", lambda row: True),
    ("left", "待办", lambda row: work_left(row)),
    ("untouched", "未处理", lambda row: row.state == UNTOUCHED),
    ("in_work", "处理中", lambda row: row.state == IN_WORK),
    ("done", "完成", lambda row: row.state in (DONE, DOUBTFUL)),
    ("doubtful", "有疑", lambda row: row.state == DOUBTFUL),
    ("unreadable", "无法读取", lambda row: row.error is not None),
)
"""What Tab goes through: id, name (message id), and which rows it shows."""

ORDERS: tuple[tuple[str, Callable[[Summary], Any]], ...] = (
    ("需要处理", lambda row: row.rank),
    ("文件", lambda row: row.file),
    ("机关", lambda row: (row.agency or "\uffff", row.year or 0)),
    ("年度", lambda row: (-(row.year or 0), row.agency or "")),
    ("状态", lambda row: list(STATES).index(row.state)),
)
"""What left and right go through: name (message id) and sort key."""


def work_left(row: Summary) -> bool:
    """Whether a person still has something to do: it can be read, wants somebody, and nobody said that it is done."""
    return row.error is None and row.state not in (DONE, DOUBTFUL) and not row.clean


def beside(rows: Sequence[Summary], at: int, step: int) -> str | None:
    """The next or previous file with work left, going round from row `at`; None where there is none but this."""
    for distance in range(1, len(rows) + 1):
        line = (at + step * distance) % len(rows)
        if line != at and work_left(rows[line]):
            return rows[line].file
    return None
