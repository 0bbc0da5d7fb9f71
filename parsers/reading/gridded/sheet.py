"""Grids as rows of fields: what stands in each, where the form's labels and heads stand, and in which columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from parsers.form.form import MATRIX_ROWS
from parsers.form.printed import Shape
from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.labels import APPLICATION_ROWS, CJK, Label, Squashed
from parsers.reading.pieces import joined
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token, tokens
from parsers.text.folding import fold

_ROOM = expression(r"[\s\u200b|─*\\<>#+\"“”‘’`\[\]{}]+")
_LABEL = {row.key: fold(row.words.zh) for row in MATRIX_ROWS}
_CHINESE = {key: "".join(c for c in label if "\u3400" <= c <= "\u9fff") for key, label in _LABEL.items()}


class What(Enum):
    """What stands in a field."""

    EMPTY = "empty"
    MARK = "mark"
    """A printed blank: `/`, `-`, `—`, 无."""
    FIGURE = "figure"
    ODD = "odd"
    """Words, or more than a figure."""


class Field(NamedTuple):
    """One field of a row."""

    column: int
    columns: int
    """How many columns it spans."""
    span: Span
    words: str
    """Its folded characters without room."""
    what: What
    token: Token | None = None
    """The figure or printed blank in it; of an odd field the only figure, if it has one."""
    torn: bool = False
    """Figures stand in several lines of it; the token is what they make together."""

    @property
    def after(self) -> int:
        """The first column behind it."""
        return self.column + self.columns


Row = tuple[Field, ...]


@dataclass(frozen=True)
class Sheet:
    """The rows of all grids of one layout, in the order of the text."""

    name: str
    """Which layout cut the cells: `bars`, `tabs`, …, or the format of a document."""
    tiles: bool
    """A document's own table: what is empty is blank, nothing was dropped."""
    rows: tuple[Row, ...]
    grid: tuple[int, ...]
    """By row: the number of its grid."""

    @cached_property
    def matrix(self) -> Matrix | None:
        """The rows of 表三, if it has them."""
        return matrix_of(self)


_ROW, _COLUMN, _PLACE = itemgetter(0), itemgetter(1), itemgetter(0, 1)
"""Of a grid's cell."""


def sheet_of(name: str, grids: Iterable[Grid], folded: str, tiles: bool) -> Sheet:
    """The fields of grids; pieces of one cell, as in ruled boxes of several lines, are one field."""
    rows: list[Row] = []
    numbers: list[int] = []
    for number, grid in enumerate(grids):
        for _, cells in groupby(sorted(grid.cells, key=_PLACE), key=_ROW):
            rows.append(tuple(_row(list(cells), folded)))
            numbers.append(number)
    return Sheet(name, tiles, tuple(rows), tuple(numbers))


def _row(cells: Sequence[GridCell], folded: str) -> list[Field]:
    if len({cell[1] for cell in cells}) == len(cells):
        return [_field(cell, folded) for cell in cells]
    pieces = [list(same) for _, same in groupby(cells, key=_COLUMN)]
    return [_field(same[0], folded) if len(same) == 1 else _together(same, folded) for same in pieces]


def _field(cell: GridCell, folded: str) -> Field:
    _, column, span, _, columns = cell
    words = folded[slice(*span)]
    if not words:
        return Field(column, columns, span, "", What.EMPTY)
    bare = words if words.isalnum() else _ROOM.sub("", words)
    return Field(column, columns, span, bare, *content(folded, span))


def _together(pieces: Sequence[GridCell], folded: str) -> Field:
    """The field of a cell that stands on several lines."""
    first = pieces[0]
    full = [cell.span for cell in pieces if cell.span.end > cell.span.start] or [first.span]
    words = "".join(_ROOM.sub("", folded[a:b]) for a, b in full)
    contents = [content(folded, span) for span in full]
    if len(full) == 1:
        return Field(first.column, first.columns, full[0], words, *contents[0])
    tokens = [token for what, token in contents if token and what is What.FIGURE]
    whole = joined(tokens) if len(tokens) == len(full) else None
    torn = any(token for _, token in contents)
    return Field(first.column, first.columns, full[0], words, What.FIGURE if whole else What.ODD, whole, torn)


def content(folded: str, span: Span) -> tuple[What, Token | None]:
    """What stands in a cell, and its figure or printed blank, placed in the text."""
    start, end = span
    words = folded[start:end]
    if words.isascii() and words.isdigit():
        return What.FIGURE, Token(start, end, Kind.FIGURE, words, "", end)
    found = [Token(t.start + start, t.end + start, *t[2:5], t.stop + start) for t in tokens(words)] if words else []
    if len(found) and _NOTED.fullmatch(words, found[0].stop - start) and not words[: found[0].start - start].strip():
        return What.FIGURE if found[0].kind is Kind.FIGURE else What.ODD, found[0]
    rest, past = "", start
    for token in found:
        rest += folded[past : token.start]
        past = token.stop
    rest = _ROOM.sub("", rest + folded[past:end])
    if not found:
        return (What.ODD, None) if rest else (What.EMPTY, None)
    if rest or len(found) > 1:
        return What.ODD, found[0] if len(found) == 1 else None
    return (What.MARK if found[0].kind is Kind.BLANK else What.FIGURE), found[0]


_NOTED = expression(r"\s*\([^()]*[\u3400-\u9fff][^()]*\)\s*")
"""A note in brackets behind a figure: 22(其中修订16件)."""


# -- rows by their labels ---------------------------------------------------------------------------------


class Named(NamedTuple):
    """A row of the form and where its label stands."""

    key: str
    first: int
    last: int
    """The first and last row of the sheet that its label is in."""
    column: int
    """The first column behind the label."""
    whole: bool
    """All of its printed label stands there."""


class Matrix(NamedTuple):
    """Where the rows of 表三 stand in a sheet."""

    shape: Shape
    rows: tuple[Named, ...]
    again: tuple[Named, ...]
    """Rows whose label stands once more."""


def matrix_of(sheet: Sheet) -> Matrix | None:
    """The rows of 表三 by the heaviest chain of their labels; None where fewer than five are numbered."""
    squashed, at, where = _words(sheet)
    words = Squashed(squashed, (0,), (0,))
    found, (labels, shape) = words.labels, words.rows
    if sum(label.numbered for label in labels) < 5:
        return None

    def named(label: Label) -> Named:
        from_, to = (where[bisect_right(at, i) - 1] for i in (label.start, label.end - 1))
        return _named(sheet, label, from_, to)

    chosen = set(labels)
    first, last = labels[0].start, labels[-1].start
    rest = [s for s in found if s.numbered and s not in chosen and not any(m.start <= s.start < m.end for m in labels)]
    rows = tuple(named(label) for label in labels)
    places = {row.first for row in rows}
    again = (n for n in map(named, rest) if n.first not in places and n.last not in places)
    return Matrix(shape, rows, tuple(again) if first <= last else ())


def _words(sheet: Sheet) -> tuple[str, list[int], list[tuple[int, int]]]:
    """The Chinese words of a sheet as one text, where each field's begin in it, and which field that is."""
    pieces: list[str] = []
    at: list[int] = []
    where: list[tuple[int, int]] = []
    length = 0
    for number, row in enumerate(sheet.rows):
        for place, field in enumerate(row):
            if field.what is What.ODD and CJK.search(field.words):
                pieces.append(field.words)
                at.append(length)
                where.append((number, place))
                length += len(field.words)
    return "".join(pieces), at, where


def _named(sheet: Sheet, label: Label, from_: tuple[int, int], to: tuple[int, int]) -> Named:
    """Fields behind the label that say the same again (a spanned column repeated) or its rest are the label's too."""
    row, place = to
    fields = sheet.rows[row]
    key = APPLICATION_ROWS[label.row].row
    while place + 1 < len(fields) and _goes_on(fields[place], fields[place + 1], _CHINESE[key]):
        place += 1
    last = _continued(sheet, row, place, _LABEL[key])
    said = iter("".join(f.words for r in range(from_[0], last + 1) for f in sheet.rows[r] if CJK.search(f.words)))
    whole = all(char in said for char in _CHINESE[key].removesuffix("数量"))
    return Named(key, from_[0], last, fields[place].after, whole)


def _goes_on(field: Field, after: Field, label: str) -> bool:
    """The next field says the same, or the rest of a label that was cut at its commas."""
    rest = "".join(CJK.findall(after.words))
    return bool(rest) and (after.words == field.words or (len(rest) > 2 and rest in label))


def _continued(sheet: Sheet, row: int, place: int, label: str) -> int:
    """The last of the rows behind a label's in which nothing but the rest of it stands, in its own column."""
    column = sheet.rows[row][place].column
    while row + 1 < len(sheet.rows) and sheet.grid[row + 1] == sheet.grid[row]:
        words = [f for f in sheet.rows[row + 1] if f.words]
        rest = words[0].words if len(words) == 1 and words[0].column == column else ""
        if not rest or rest[0] in "(一二三四123456789" or rest not in label:
            return row
        row += 1
    return row


# -- columns by their heads -------------------------------------------------------------------------------


def heads_of(sheet: Sheet, rows: range, names: Sequence[re.Pattern[str]]) -> tuple[int, ...] | None:
    """The columns that the heads of a block stand over, the lowest of the rows counting; None unless all rise."""
    found: dict[int, int] = {}
    for row in rows:
        for field in sheet.rows[row]:
            for n, name in enumerate(names):
                if name.match(field.words):
                    found[n] = field.column
    columns = tuple(found.get(n, -1) for n in range(len(names)))
    rising = all(a < b for a, b in pairwise(columns))
    return columns if columns and columns[0] >= 0 and rising else None


def usual(places: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The columns in which all whole rows have their figures; None where rows differ or none is whole."""
    counted = Counter(places)
    return next(iter(counted)) if len(counted) == 1 else None


def in_columns(line: Sequence[Field], columns: Sequence[int]) -> tuple[Field, ...] | None:
    """The fields of a row that start in the columns; None where one does not."""
    by_column = {f.column: f for f in line}
    found = [by_column.get(column) for column in columns]
    return tuple(f for f in found if f is not None) if all(found) else None
