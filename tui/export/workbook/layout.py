"""Where the official form stands on a sheet: boxes of text and places of figures, as the form prints them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from parsers.form.form import Form
from parsers.form.printed import APPLICATIONS, DISCLOSURE, GROUPS, REVIEW, TABLES, TITLES, Block, Row
from parsers.model import Address

LABEL_COLUMNS, FIGURE_COLUMNS = 8, 7
"""表三 prints its labels over eight narrow columns and its figures in seven: 表四 has all fifteen for its figures."""
WIDTHS = (6.6,) * LABEL_COLUMNS + (8.6,) * FIGURE_COLUMNS
"""Column widths in the unit of spreadsheets, one figure of the standard font."""
LAST = len(WIDTHS) - 1
_LINE_HEIGHT, _LEAST_HEIGHT = 13.5, 18.0

TOP = 2
"""Rows above the first table: the title and an empty one."""

NUMERALS: Mapping[str, str] = {DISCLOSURE: "二、", APPLICATIONS: "三、", REVIEW: "四、"}
_IDENTITY_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


class Place(NamedTuple):
    """A cell of the sheet, and the last column that it is merged over; all count from 0."""

    row: int
    column: int
    last: int


class Box(NamedTuple):
    """Printed text over a rectangle of cells; a style of `styles.STYLES`."""

    top: int
    left: int
    bottom: int
    right: int
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of one report on one sheet."""

    boxes: tuple[Box, ...]
    places: Mapping[Address, Place]
    heights: Mapping[int, float]
    """Height of every row in points, enough for the text that stands in it."""
    rows: int
    """How many rows the form takes, title and all."""


def lay_out(form: Form, found: frozenset[str], absent: str) -> Layout:
    """The found tables one under the other from row `TOP`; `absent` is printed in place of a table not found."""
    boxes: list[Box] = []
    places: dict[Address, Place] = {}
    row = TOP
    for table in TABLES:
        boxes.append(Box(row, 0, row, LAST, NUMERALS[table] + TITLES[table].zh, "heading"))
        row += 1
        if table in found:
            row = _DRAW[table](form.blocks[table], row, boxes, places)
        else:
            boxes.append(Box(row, 0, row, LAST, absent, "note"))
            row += 1
        row += 1
    return Layout(tuple(boxes), places, _heights(boxes, places), row - 1)


def _disclosure(blocks: tuple[Block, ...], row: int, boxes: list[Box], places: dict[Address, Place]) -> int:
    for block in blocks:
        boxes.append(Box(row, 0, row, LAST, block.heading, "head"))
        boxes.append(_box(row + 1, _quarters(len(block.columns))[0], "信息内容", "head"))
        cells = list(zip(block.columns, _quarters(len(block.columns))[1:], strict=True))
        boxes += [_box(row + 1, cell, block.heads[column].zh, "head") for column, cell in cells]
        row += 2
        for line in block.rows:
            boxes.append(_box(row, _quarters(1)[0], line.words.zh, "label"))
            places |= {Address(DISCLOSURE, line.key, column): Place(row, *cell) for column, cell in cells}
            row += 1
    return row


def _quarters(figures: int) -> tuple[tuple[int, int], ...]:
    """First and last columns of the label and of each figure; the last figure takes what is left of the width."""
    starts = (0, 5, 9, 12)[: figures + 1]
    return tuple(zip(starts, (*(s - 1 for s in starts[1:]), LAST), strict=True))


def _applications(blocks: tuple[Block, ...], row: int, boxes: list[Box], places: dict[Address, Place]) -> int:
    (block,) = blocks
    first, last = LABEL_COLUMNS, LAST
    boxes += [
        Box(row, 0, row + 2, first - 1, _IDENTITY_NOTE, "head"),
        Box(row, first, row, last, "申请人情况", "head"),
        Box(row + 1, first, row + 2, first, block.heads["natural_person"].zh, "head"),
        Box(row + 1, first + 1, row + 1, last - 1, "法人或其他组织", "head"),
        Box(row + 1, last, row + 2, last, block.heads["total"].zh, "head"),
    ]
    middle = block.columns[1:-1]
    boxes += [Box(row + 2, c, row + 2, c, block.heads[key].zh, "head") for c, key in enumerate(middle, first + 1)]
    row += 3
    boxes += _labels(block.rows, row)
    for offset, line in enumerate(block.rows):
        for column, key in enumerate(line.columns, first):
            places[Address(APPLICATIONS, line.key, key)] = Place(row + offset, column, column)
    return row + len(block.rows)


_DEPTHS = (0, 2, 4)
"""First columns of the labels outside a group, in (三、…) and in a group within it."""


def _labels(rows: tuple[Row, ...], top: int) -> Iterator[Box]:
    for offset, row in enumerate(rows):
        yield Box(top + offset, _DEPTHS[len(row.groups)], top + offset, LABEL_COLUMNS - 1, row.words.zh, "label")
    for depth in (0, 1):
        runs = groupby(enumerate(rows, top), key=lambda at: at[1].groups[depth : depth + 1])
        for group, run in runs:
            lines = [line for line, _ in run]
            if group:
                text = GROUPS[group[0]].zh
                yield Box(lines[0], _DEPTHS[depth], lines[-1], _DEPTHS[depth + 1] - 1, text, "group")


def _review(blocks: tuple[Block, ...], row: int, boxes: list[Box], places: dict[Address, Place]) -> int:
    (block,) = blocks
    width = len(block.columns)
    for number, line in enumerate(block.rows):
        left, under = number * width, 1 if line.groups else 0
        boxes.append(Box(row + under, left, row + under, left + width - 1, line.words.zh, "head"))
        for column, key in enumerate(block.columns, left):
            boxes.append(Box(row + 1 + under, column, row + 2, column, block.heads[key].zh, "head"))
            places[Address(REVIEW, line.key, key)] = Place(row + 3, column, column)
    grouped = [number for number, line in enumerate(block.rows) if line.groups]
    right = (grouped[-1] + 1) * width - 1
    boxes.append(Box(row, grouped[0] * width, row, right, GROUPS[block.rows[grouped[0]].groups[0]].zh, "head"))
    return row + 4


_DRAW = {DISCLOSURE: _disclosure, APPLICATIONS: _applications, REVIEW: _review}


def _box(row: int, cell: tuple[int, int], text: str, style: str) -> Box:
    return Box(row, cell[0], row, cell[1], text, style)


def _heights(boxes: list[Box], places: Mapping[Address, Place]) -> dict[int, float]:
    """Spreadsheets do not fit a row to merged text: the height is worked out from the width of the text."""
    heights = dict.fromkeys((p.row for p in places.values()), _LEAST_HEIGHT)
    for box in boxes:
        if box.top == box.bottom:
            heights[box.top] = max(heights.get(box.top, _LEAST_HEIGHT), height_of(box.text, box.left, box.right))
    return heights


def height_of(text: str, left: int = 0, right: int = LAST) -> float:
    """Points that the text needs over these columns of the form."""
    return height_in(text, sum(WIDTHS[left : right + 1]))


def height_in(text: str, width: float) -> float:
    """Points that the text needs in a cell of this width; a Chinese character is two figures wide."""
    lines = sum(max(1, -int(-_width(line) // (width - 1))) for line in text.split("\n"))
    return lines * _LINE_HEIGHT + 4.5


def _width(text: str) -> float:
    return sum(1.1 if character.isascii() else 2.0 for character in text)
