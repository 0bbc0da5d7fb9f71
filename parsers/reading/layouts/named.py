"""Lines that name each figure's column (自然人:5): the figures of a row label under the names of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.labels import APPLICATION_ROWS, Squashed
from parsers.reading.layouts.fields import trimmed
from parsers.text.expression import expression

_HEAD = expression(
    r"(?P<natural_person>自然人)|(?P<business>商业企业)|(?P<research>科研机构)|(?P<nonprofit>社会公益组织)"
    r"|(?P<legal_service>法律服务机构)|(?P<other_org>其他(?!处理|法律|对外|结果|情形))|(?P<total>总计)"
)
_LEAD = expression(r"[ \t\u200b]*[:=|>]*[ \t\u200b]*(?:\n[ \t\u200b]*(?=[\d/\-—+]))?")
"""Between a head and its figure, which may stand on the next line."""
_VALUE = expression(r"[^,，;；、。\n|]*")
HEADS = 7


class _Event(NamedTuple):
    start: int
    end: int
    row: int
    """The row of a label, or -1."""
    head: int
    """The column of a head, or -1."""


def grids(folded: str, squashed: Squashed) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of the rows all of whose seven columns are named, if they are half of the form's."""
    if min(squashed.text.count(word) for word in ("自然人", "商业企业", "法律服务机构")) < 10:
        return
    rows: dict[int, dict[int, Span]] = {}
    labels: dict[int, Span] = {}
    spoiled: set[int] = set()
    row = -1
    events = [*_events(squashed), _Event(len(folded), len(folded), 0, -1)]
    for event, after in pairwise(events):
        if event.row >= 0:
            row = event.row
            labels.setdefault(row, Span(event.start, event.end))
        elif row >= 0 and (event.head == 0 or 0 < len(rows.get(row, ())) < HEADS):  # words of a label are no heads
            cells = rows.setdefault(row, {})
            if not cells:
                labels[row] = trimmed(folded, labels[row].start, event.start)
            if event.head in cells:
                spoiled.add(row)
            cells[event.head] = _cell(folded, event.end, after.start)
    whole = {r: cells for r, cells in rows.items() if len(cells) == HEADS and r not in spoiled}
    if len(whole) * 2 >= len(APPLICATION_ROWS):
        yield "named", [_grid(whole, labels)]


def _cell(folded: str, start: int, end: int) -> Span:
    """What stands behind a head, up to the next separator or the next head or label."""
    lead = _LEAD.match(folded, start, end)
    begin = lead.end() if lead else start
    value = _VALUE.match(folded, begin, end)
    return trimmed(folded, begin, value.end() if value else begin)


def _events(squashed: Squashed) -> Iterator[_Event]:
    """Labels and heads in the order of the text; what stands in a label is no head."""
    labels = squashed.labels
    taken = [(label.start, label.end) for label in labels]
    events = [_Event(label.start, label.end, label.row, -1) for label in labels if label.numbered]
    heads = (m for m in _HEAD.finditer(squashed.text) if not any(a <= m.start() < b for a, b in taken))
    events += [_Event(match.start(), match.end(), -1, (match.lastindex or 1) - 1) for match in heads]
    for event in sorted(events):
        yield event._replace(start=squashed.offset(event.start), end=squashed.offset(event.end - 1) + 1)


def _grid(rows: dict[int, dict[int, Span]], labels: dict[int, Span]) -> Grid:
    cells = []
    for n, row in enumerate(sorted(rows, key=lambda r: labels[r].start)):
        cells.append(GridCell(n, 0, labels[row]))
        cells += [GridCell(n, 1 + column, rows[row][column]) for column in range(HEADS)]
    return Grid(len(rows), 1 + HEADS, tuple(cells))
