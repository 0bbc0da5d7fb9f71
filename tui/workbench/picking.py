"""Taking figures out of the text: which figures there are, which cell one stands in, where to begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from typing import NamedTuple

from parsers.model import Address, Report, Span


def figures(report: Report) -> tuple[Span, ...]:
    """The figures of the tables' area in the order of the text: those of cells and those left over."""
    used = {cell.span for cell in report.cells.values() if cell.span is not None}
    return tuple(sorted(used | set(report.loose)))


def cell_of(report: Report, span: Span) -> Address | None:
    """The cell that was read from a place in the text, or None."""
    for address, cell in report.cells.items():
        if cell.span is not None and cell.span.start < span.end and span.start < cell.span.end:
            return address
    return None


def begin(report: Report, address: Address) -> Span | None:
    """Where taking begins for a cell: its own figure, else the figure after those of the cells before it."""
    cell = report.cells.get(address)
    if cell is not None and cell.span is not None:
        return cell.span
    before = -1
    for other, known in report.cells.items():
        if other == address:
            break
        if known.span is not None and other.table == address.table:
            before = max(before, known.span.end)
    return _from(figures(report), before)


class Gap(NamedTuple):
    """The stretch of the text in which the figures of a row without any should stand."""

    start: int
    end: int
    left: tuple[Span, ...]
    """The figures in it that no cell uses."""


def gap(report: Report, address: Address, used: Set[Span] = frozenset()) -> Gap:
    """Between the last figure of the rows before and the first of those behind; `used` is left over no more."""
    before, behind, passed = -1, len(report.text), False
    for other, known in report.cells.items():
        passed = passed or (other.table, other.row) == (address.table, address.row)
        if known.span is None or other.table != address.table:
            continue
        if not passed:
            before = max(before, known.span.end)
        elif known.span.start >= before:
            behind = min(behind, known.span.start)
    left = tuple(s for s in report.loose if before <= s.start and s.end <= behind and s not in used)
    return Gap(max(before, 0), behind, left)


def after(report: Report, span: Span) -> Span | None:
    """The next figure of the text."""
    return _from(figures(report), span.end)


def run(report: Report, start: Span, count: int) -> tuple[Span, ...]:
    """At most so many figures from one on; after one that no cell uses only others that none uses."""
    loose = frozenset(report.loose)
    known = figures(report)
    at = bisect_left(known, start)
    spans: list[Span] = []
    for span in known[at : at + count]:
        if start in loose and span not in loose:
            break
        spans.append(span)
    return tuple(spans)


def at(report: Report, offset: int) -> Span | None:
    """The figure that stands at an offset of the text."""
    return next((span for span in figures(report) if span.start <= offset < span.end), None)


def _from(known: tuple[Span, ...], offset: int) -> Span | None:
    at = bisect_left(known, (offset, 0))
    return known[at] if at < len(known) else None
