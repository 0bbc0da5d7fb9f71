"""A table as the screen lays it out: the lines of the printed form, and where a cursor can stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parsers.form.form import FORMS, Form
from parsers.form.printed import APPLICATIONS, GROUPS, Block, Words
from parsers.model import Address
from parsers.sentences import table_name
from tui.words.language import language

Heads = tuple[tuple[str, Words], ...]
"""The headers of a block: column key and printed words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet."""

    label: Words
    depth: int = 0
    """How far the label is indented."""
    cells: tuple[Address, ...] = ()
    """The cells of a row; none on headings."""
    heads: Heads = ()
    """The column headers, on the line that heads a block."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one table."""

    table: str
    head: Heads
    """The headers that stay in sight; empty for a table of several blocks, which has them among its lines."""
    lines: tuple[Line, ...]
    places: Mapping[Address, tuple[int, int]]
    """Line and column of every cell."""

    @property
    def columns(self) -> int:
        """The number of columns of the widest line."""
        return max(len(line.cells) for line in self.lines)

    def row_near(self, line: int, step: int) -> int | None:
        """The first line with cells from `line` on, going by `step` (1 or -1)."""
        while 0 <= line < len(self.lines):
            if self.lines[line].cells:
                return line
            line += step
        return None

    def block(self, one: tuple[int, int], other: tuple[int, int]) -> tuple[tuple[Address, ...], ...]:
        """The cells of the rectangle between two places, row by row."""
        top, bottom = sorted((one[0], other[0]))
        left, right = sorted((one[1], other[1]))
        rows = (line.cells[left : right + 1] for line in self.lines[top : bottom + 1])
        return tuple(row for row in rows if row)


GROUP_HEAD = Words("法人或其他组织", "法人或其他组织", "Legal persons, organisations")
"""Printed over columns two to six of 表三."""

_NARROW = {
    "natural_person": "Persons",
    "business": "Firms",
    "research": "Science",
    "nonprofit": "NGOs",
    "legal_service": "Legal",
}
_CLAUSES = {"一": "1", "五": "5", "六": "6", "八": "8", "九": "9"}


def tab(table: str) -> str:
    """A table's short name."""
    return table_name(table) if language() == "zh" else _TABS[table]


_TABS = {"disclosure": "T2", "applications": "T3", "review_litigation": "T4"}


def short_head(column: str, words: Words, lang: str) -> str:
    """A header for a narrow column."""
    return _NARROW.get(column, words.en) if lang == "en" else words.short


def short_row(table: str, row: str, lang: str) -> str:
    """The short label of a row on whatever form has it, without the groups above it."""
    return next(
        r.words.en if lang == "en" else r.words.short
        for form in FORMS.values()
        for r in form.rows(table)
        if r.key == row
    )


def sheet_of(form: Form, table: str) -> Sheet:
    """The lines of a table of the form."""
    blocks = form.blocks[table]
    lines: list[Line] = []
    for block in blocks:
        if len(blocks) > 1:
            lines.append(Line(_clause(block.heading), heads=tuple(block.heads.items())))
        lines += _rows(table, block)
    head = tuple(blocks[0].heads.items()) if len(blocks) == 1 else ()
    places = {a: (y, x) for y, line in enumerate(lines) for x, a in enumerate(line.cells)}
    return Sheet(table, head, tuple(lines), places)


def _rows(table: str, block: Block) -> list[Line]:
    lines: list[Line] = []
    above: tuple[str, ...] = ()
    for row in block.rows:
        lines += [Line(GROUPS[g], i) for i, g in enumerate(row.groups) if above[: i + 1] != row.groups[: i + 1]]
        above = row.groups
        lines.append(Line(row.words, len(row.groups), tuple(Address(table, row.key, c) for c in row.columns)))
    return lines


def _clause(heading: str) -> Words:
    """第二十条第(一)项 and its English."""
    number = next((n for zh, n in _CLAUSES.items() if f"（{zh}）" in heading), "")
    return Words(heading, heading, f"Article 20 ({number})")


def has_group_head(table: str) -> bool:
    """Whether `GROUP_HEAD` stands over the table's columns."""
    return table == APPLICATIONS
