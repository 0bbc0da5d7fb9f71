"""The rows of the list of reports: what is known of each, which are shown, in which order, and where work is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from parsers.checking.years import same_agencies
from tui.case.case import DONE, DOUBTFUL, IN_WORK, UNTOUCHED, Case
from tui.case.opener import made
from tui.many.summary import Summary, summary

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


def row_of(path: str) -> Summary:
    """What the list shows of a file, with all its reports in one row; never raises."""
    return merged(made(path, summary))


def merged(parts: Sequence[Summary]) -> Summary:
    """The reports of one file as one: named by the first, with what is wrong in any, as far as the least far."""
    first = parts[0]
    if len(parts) == 1:
        return first
    states = {part.state for part in parts}
    over = states <= {DONE, DOUBTFUL}
    return first._replace(
        tables="".join("—" if "—" in told else told[0] for told in zip(*(part.tables for part in parts), strict=True)),
        state=states.pop() if len(states) == 1 else DOUBTFUL if over else IN_WORK,
        errors=sum(part.errors for part in parts),
        warnings=sum(part.warnings for part in parts),
        flagged=sum(part.flagged for part in parts),
    )


def row_of_case(case: Case) -> Summary:
    """What the list shows of the file of a report that is open."""
    return summary(case) if case.report.parts == 1 else row_of(case.path)


def work_left(row: Summary) -> bool:
    """Whether a person still has something to do: it can be read, wants somebody, and nobody said that it is done."""
    return row.error is None and row.state not in (DONE, DOUBTFUL) and not row.clean


def year_before(rows: Iterable[Summary], agency: str | None, year: int | None) -> str | None:
    """The file of the report that an agency gave for the year before, if it is listed."""
    if not agency or not year:
        return None
    earlier = [row for row in rows if row.agency and row.year == year - 1 and not row.error]
    names = same_agencies({agency, *(row.agency for row in earlier if row.agency)})
    found = [row for row in earlier if row.agency and names[row.agency] == names[agency]]
    return min(found, key=lambda row: (row.agency != agency, row.rank)).file if found else None


def beside(rows: Sequence[Summary], at: int, step: int) -> str | None:
    """The next or previous file with work left, going round from row `at`; None where there is none but this."""
    for distance in range(1, len(rows) + 1):
        line = (at + step * distance) % len(rows)
        if line != at and work_left(rows[line]):
            return rows[line].file
    return None
