"""A sheet of a workbook, whatever wrote it: its cells by row and column, and the blocks that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import groupby

from parsers.documents.blocks import MOST_BOXES, Block, Box, Paragraph, Table, has_digits, plain
from parsers.documents.rendition import Note, Refused
from parsers.text.expression import expression

UNSTORED = "〔公式无值〕"
"""Stands where a formula has no value stored with it."""
MOST_SHEETS = 200
MOST_HIDDEN = 20_000
"""Hidden rows and columns that are kept in mind."""

_PROSE = expression(r"[。；;！]|^.{60}")


class Sheet:
    """What a workbook's format file fills in."""

    def __init__(self, name: str, hidden: bool = False) -> None:
        self.name = plain(name)
        self.hidden = hidden
        self.cells: dict[tuple[int, int], str] = {}
        """What stands there, by row and column from 0."""
        self.spans: dict[tuple[int, int], tuple[int, int]] = {}
        """Rows and columns of merged cells, by where they start."""
        self.rows_hidden: set[int] = set()
        self.columns_hidden: set[int] = set()
        self.notes: list[Note] = []

    def put(self, row: int, column: int, text: str) -> None:
        """Write a cell; nothing for an empty one."""
        text = plain(text)
        if text:
            self.cells[row, column] = text
            if len(self.cells) > MOST_BOXES:
                raise Refused("too_large")
        if text == UNSTORED:
            self.notes.append(Note("document_unstored", self.place(row, column)))

    def hide(self, lines: set[int], first: int, last: int) -> None:
        """Rows or columns that are not shown; what lies beyond any report need not be kept in mind."""
        lines.update(range(first, min(last + 1, first + MOST_HIDDEN)))
        if len(lines) > 5 * MOST_HIDDEN:
            raise Refused("too_large")

    def place(self, row: int, column: int) -> str:
        """A cell as people look it up."""
        return f"{self.name}!{letters(column)}{row + 1}"

    def blocks(self) -> Iterator[Block]:
        """The shown part: paragraphs, and tables between empty rows or lines of prose."""
        if self.hidden:
            figures = sum(map(has_digits, self.cells.values()))
            self.notes.append(Note("document_hidden", f"工作表“{self.name}”（{figures} 格有数字）"))
            return
        shown = self._shown()
        rows = groupby(sorted(shown), key=lambda place: place[0])
        table, last = Table(), -1
        for row, places in rows:
            boxes = [self._box(row, column) for _row, column in places]
            if len(boxes) == 1 and _PROSE.search(boxes[0].text) and not _is_label(boxes[0].text):
                yield from _closed(table)
                yield Paragraph(boxes[0].text, boxes[0].place)
                table = Table()
            else:
                if last >= 0 and row > last + 1 and self._parts(last, row):
                    yield from _closed(table)
                    table = Table()
                table.boxes += boxes
            last = max(last, row + max(box.rows for box in boxes) - 1)
        yield from _closed(table)

    def _parts(self, last: int, row: int) -> bool:
        """Whether a shown row without anything in it lies between two rows."""
        return any(between not in self.rows_hidden for between in range(last + 1, min(row, last + MOST_HIDDEN)))

    def _shown(self) -> list[tuple[int, int]]:
        """The cells to see: what a merged cell covers shows nothing, and a merged cell shows where its first row is."""
        gone: list[str] = []
        shown = []
        for place, text in self.cells.items():
            rows, columns = self.spans.get(place, (1, 1))
            row_gone = all(row in self.rows_hidden for row in range(place[0], place[0] + min(rows, MOST_HIDDEN)))
            left = range(place[1], place[1] + min(columns, MOST_HIDDEN))
            if row_gone or all(column in self.columns_hidden for column in left):
                gone.append(text)
            else:
                shown.append(place)
        self.notes += [Note("document_hidden", text) for text in gone]
        return shown

    def _box(self, row: int, column: int) -> Box:
        rows, columns = self.spans.get((row, column), (1, 1))
        text = self.cells[row, column]
        return Box(row, column, rows, columns, [Paragraph(text)], self.place(row, column))


def _closed(table: Table) -> Iterator[Block]:
    """A table; rows of one box each make no table, but lines."""
    by_row = [list(boxes) for _row, boxes in groupby(table.boxes, key=lambda box: box.row)]
    first = next((i for i, boxes in enumerate(by_row) if len(boxes) > 1), len(by_row))
    for boxes in by_row[:first]:
        yield Paragraph(boxes[0].text, boxes[0].place)
    if first < len(by_row):
        yield Table([box for boxes in by_row[first:] for box in boxes])


def _is_label(text: str) -> bool:
    """Long labels of the form begin with a numeral, and say nothing that ends."""
    return not text.endswith("。") and re.match(r"[(（]?[一二三四五六七\d][)）]?[、.．]?", text) is not None


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


_DATE = expression(r"[ymdhs年月日]", re.IGNORECASE)
_LITERAL = expression(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def number(text: str, pattern: str = "") -> str:
    """A stored number as it is meant: to 15 digits, a share in per cent, a date as a date, which is no count."""
    try:
        value = Decimal(text)
        bare = _LITERAL.sub("", pattern.split(";")[0])
        if bare.lower() != "general" and _DATE.search(bare):
            return _date(value)
        if "%" in bare:
            return f"{_shortest(value * 100)}%"
        return _shortest(value)
    except (InvalidOperation, ValueError, OverflowError):
        return text


def _shortest(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral_value() and abs(value) < 10**15 else f"{float(value):.15g}"


def _date(value: Decimal) -> str:
    """Days since the end of 1899, by the calendar that counts 1900 as a leap year."""
    days = int(value)
    if not 60 < days < 2_958_466:
        return f"{_shortest(value)} 日"
    number = days + 2_415_019 + 1_401 + (4 * (days + 2_415_019) + 274_277) // 146_097 * 3 // 4 - 38
    era = 4 * number + 3
    month_day = 5 * (era % 1461 // 4) + 2
    day, month = month_day % 153 // 5 + 1, (month_day // 153 + 2) % 12 + 1
    return f"{era // 1461 - 4716 + (14 - month) // 12}年{month}月{day}日"
