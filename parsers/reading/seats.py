"""The rows of the form in a sheet: which field of which row is which cell, and what of the sheet is left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form.form import APPLICATIONS, DISCLOSURE, FORMS, REVIEW, Block
from parsers.model import Address
from parsers.reading.disclosure import edition_told
from parsers.reading.labels import CJK
from parsers.reading.sheet import Field, Matrix, Named, Sheet, What, heads_of, matrix_of, usual

_COLUMNS = [re.compile(p) for p in ("自然人?$", "商业", "科研", "社会", "法律", "其他$|其它$", "总计$|合计$")]
_OUTCOMES = [re.compile(p) for p in ("(?:结果)?维持$", "(?:结果)?纠正$", "其他结?果?$", "尚未审?结?$", "总计$")]
_REVIEWS = {
    "review": re.compile("行政复议$"),
    "litigation_direct": re.compile("未经复议直接起诉"),
    "litigation_after_review": re.compile("复议后起诉"),
}
_DISCLOSURES = {
    "regulations": r"规章",
    "normative_documents": r"(?:行政)?规范性文件",
    "licensing": r"行政许可",
    "other_services": r"其他对外管理服务事?项?",
    "punishment": r"行政处罚",
    "coercion": r"行政强制",
    "fees": r"行政事业性收费",
    "procurement": r"政府集中采购",
}
_LABEL = {key: re.compile(rf"{label}(?:\(.*\))?$") for key, label in _DISCLOSURES.items()}
HEAD_ROWS = 8
"""At most so many rows above the first label hold heads."""


class Seat(NamedTuple):
    """Cells of the form in printed order, each with its field; the last of them is their total where they have one."""

    addresses: tuple[Address, ...]
    fields: tuple[Field, ...]
    summed: bool
    whole: bool = True
    """The printed label stands there whole, where the row has one."""
    head: str = ""
    """The words of the head over the last column."""

    @property
    def row(self) -> str:
        """The key of the row."""
        return self.addresses[0].row


class Table(NamedTuple):
    """What a sheet has of one table."""

    table: str
    edition: str | None
    three: bool
    seats: tuple[Seat, ...]
    unseated: tuple[str, ...] = ()
    """Rows whose label stands there, but not their fields."""
    doubled: tuple[Seat, ...] = ()
    loose: tuple[Field, ...] = ()
    """Figures of rows that have no label, between the table's ends."""
    extra: tuple[tuple[str, tuple[Field, ...]], ...] = ()
    """Rows with labels that the form has not, and their figures."""


def tables_of(sheet: Sheet) -> Iterator[Table]:
    """表二, 表三 and 表四 as far as the sheet has them."""
    matrix = matrix_of(sheet)
    first = matrix.rows[0].first if matrix else len(sheet.rows)
    second = _disclosure(sheet, first)
    if second is not None:
        yield second
    if matrix is not None:
        yield _applications(sheet, matrix)
    fourth = _review(sheet, matrix.rows[-1].last + 1 if matrix else 0)
    if fourth is not None:
        yield fourth


# -- 表三 -------------------------------------------------------------------------------------------------


def _applications(sheet: Sheet, matrix: Matrix) -> Table:
    rows = matrix.rows
    grids = {sheet.grid[row.first] for row in rows}
    columns = {grid: _matrix_columns(sheet, [r for r in rows if sheet.grid[r.first] == grid]) for grid in grids}
    ends = _padding(sheet, rows)
    shared = {a.key for pair in pairwise(rows) if pair[0].last >= pair[1].first for a in pair}
    seats, unseated = [], []
    for row in rows:
        fields = _values(sheet, row, columns[sheet.grid[row.first]], ends)
        if fields is None or row.key in shared:
            unseated.append(row.key)
        else:
            seats.append(Seat(_matrix_addresses(row.key), fields, True, row.whole))
    again = []
    for row in matrix.again:
        fields = _values(sheet, row, columns.get(sheet.grid[row.first]), ends)
        again += [Seat(_matrix_addresses(row.key), fields, True)] if fields else []
    taken = {n for row in (*rows, *matrix.again) for n in range(row.first, row.last + 1)}
    loose, extra = _others(sheet, range(rows[0].first, rows[-1].last + 1), taken)
    return Table(
        APPLICATIONS, None, matrix.three, tuple(seats), tuple(unseated), tuple(again), tuple(loose), tuple(extra)
    )


def _matrix_addresses(key: str) -> tuple[Address, ...]:
    row = next(r for form in FORMS.values() for r in form.rows(APPLICATIONS) if r.key == key)
    return tuple(Address(APPLICATIONS, key, column) for column in row.columns)


def _matrix_columns(sheet: Sheet, rows: Sequence[Named]) -> tuple[int, ...] | None:
    """Where the seven columns stand in a grid: under their heads, else where all of its whole rows have them."""
    first, grid = rows[0].first, sheet.grid[rows[0].first]
    above = [n for n in range(max(0, first - HEAD_ROWS), first) if sheet.grid[n] == grid]
    headed = heads_of(sheet, range(above[0], first), _COLUMNS) if above else None
    if headed:
        return headed
    filled = [[f.column for f in sheet.rows[r.first] if f.what in (What.FIGURE, What.MARK)] for r in rows]
    return usual([tuple(columns) for columns in filled if len(columns) == len(_COLUMNS)])


class Padding(NamedTuple):
    """Whether empty fields stand between labels and cells, or behind the cells, by the rows that are whole."""

    before: bool
    after: bool


def _padding(sheet: Sheet, rows: Sequence[Named]) -> Padding:
    before = after = False
    for row in rows:
        behind = [f for f in sheet.rows[row.last] if f.column >= row.column]
        full = [n for n, f in enumerate(behind) if f.words]
        if len(full) == len(_COLUMNS) and full[-1] - full[0] == len(_COLUMNS) - 1:
            before |= full[0] > 0
            after |= full[-1] < len(behind) - 1
    return Padding(before, after)


def _behind(line: Sequence[Field], column: int, padding: Padding) -> tuple[Field, ...] | None:
    """The seven fields behind a label; of more, the first or the last seven, where whole rows tell which."""
    behind = [f for f in line if f.column >= column]
    width = len(_COLUMNS)
    spare = len(behind) - width
    if spare < 0 or (spare > 0 and padding.before == padding.after):
        return None
    kept, rest = (behind[spare:], behind[:spare]) if padding.before else (behind[:width], behind[width:])
    return None if any(f.words for f in rest) else tuple(kept)


def _values(sheet: Sheet, row: Named, columns: tuple[int, ...] | None, padding: Padding) -> tuple[Field, ...] | None:
    """The fields of a row's cells: those in the columns, or those behind the label; None where they are not told.

    Whatever else stands in the row has to be words before them or nothing.
    """
    lines = sheet.rows[row.first : row.last + 1]
    picked = [line for line in lines if any(f.what in (What.FIGURE, What.MARK) for f in line)] or [
        line for line in lines if line is sheet.rows[row.last] or len(lines) == 1
    ]
    if len(picked) != 1:
        return None
    line = picked[0]
    fields = _in_columns(line, columns) if columns and row.column <= columns[0] else None
    if fields is None:
        fields = _behind(line, row.column, padding)
    if fields is None:
        return None
    before = [f for f in line if f.column < fields[0].column]
    after = [f for f in line if f.column > fields[-1].column]
    if any(f.words for f in after) or any(f.words and not CJK.search(f.words) for f in before):
        return None
    if any(f.torn for f in fields):
        return None
    return fields


def _in_columns(line: Sequence[Field], columns: Sequence[int]) -> tuple[Field, ...] | None:
    by_column = {f.column: f for f in line}
    found = [by_column.get(column) for column in columns]
    return tuple(f for f in found if f is not None) if all(found) else None


def _others(sheet: Sheet, rows: range, taken: set[int]) -> tuple[list[Field], list[tuple[str, tuple[Field, ...]]]]:
    """The figures of rows between a table's ends that are no row of the form: without a label, and with one."""
    loose: list[Field] = []
    extra: list[tuple[str, tuple[Field, ...]]] = []
    for n in rows:
        figures = [f for f in sheet.rows[n] if f.token is not None and f.what is not What.MARK]
        if n not in taken and figures:
            words = "".join(f.words for f in sheet.rows[n] if CJK.search(f.words) and f.column < figures[0].column)
            if words:
                extra.append((words, tuple(figures)))
            else:
                loose += figures
    return loose, extra


# -- 表二 -------------------------------------------------------------------------------------------------


def _disclosure(sheet: Sheet, end: int) -> Table | None:
    """The rows of 表二 before row `end` of the sheet; None where fewer than two of its labels stand there."""
    found = [
        (key, n, f)
        for n in range(end)
        for f in sheet.rows[n]
        if f.what is What.ODD
        for key, label in _LABEL.items()
        if label.match(f.words)
    ]
    order = list(_LABEL)
    chains: list[list[tuple[str, int, Field]]] = [[]]
    for key, n, f in found:
        fitting = [c for c in chains if not c or order.index(c[-1][0]) < order.index(key)]
        chains.append([*max(fitting, key=len), (key, n, f)])
    rows = max(reversed(chains), key=len)
    if len(rows) < 3:
        return None
    first = max(0, rows[0][1] - 4)
    edition = edition_told("".join(f.words for n in range(first, rows[-1][1] + 1) for f in sheet.rows[n]))
    blocks = [(block, row) for block in FORMS[edition, True].blocks[DISCLOSURE] for row in block.rows]
    seats, unseated = [], []
    labels = {key: (n, f) for key, n, f in rows}
    before = first
    for block, row in blocks:
        if row.key in labels:
            n, label = labels[row.key]
            seat = _amounts(sheet, block, range(max(before, n - 4), n), n, label)
            addresses = tuple(Address(DISCLOSURE, row.key, column) for column in row.columns)
            if seat is None:
                unseated.append(row.key)
            else:
                seats.append(Seat(addresses, seat, False, True, _unit(sheet, range(max(before, n - 4), n))))
            before = n if row is block.rows[-1] else before
    taken = {n for _, n, _ in rows}
    loose, extra = _others(sheet, range(rows[0][1], rows[-1][1] + 1), taken)
    return Table(DISCLOSURE, edition, True, tuple(seats), tuple(unseated), (), tuple(loose), tuple(extra))


def _amounts(sheet: Sheet, block: Block, heads: range, n: int, label: Field) -> tuple[Field, ...] | None:
    """The fields of a row of 表二; a single cell may be repeated, or padded to the width of the table."""
    width = len(block.columns)
    behind = [f for f in sheet.rows[n] if f.column >= label.after and f.words != label.words]
    if width == 1:
        full = [f for f in behind if f.words] or behind[:1]
        return (full[0],) if full and len({f.words for f in full}) == 1 else None
    names = [re.compile(re.escape(words.zh[:4])) for words in block.heads.values()]
    columns = heads_of(sheet, heads, names)
    if columns and label.after <= columns[0] and (fields := _in_columns(sheet.rows[n], columns)):
        return None if any(f.words for f in behind if f not in fields) else fields
    if len(behind) < width or any(f.words for f in behind[width:]):
        return None
    return tuple(behind[:width])


def _unit(sheet: Sheet, rows: range) -> str:
    """The words of the nearest head that speaks of money above a row."""
    heads = [f.words for n in reversed(rows) for f in reversed(sheet.rows[n]) if "金额" in f.words]
    return heads[0] if heads else ""


# -- 表四 -------------------------------------------------------------------------------------------------


def _review(sheet: Sheet, start: int) -> Table | None:
    """The fifteen cells of 表四 behind row `start` of the sheet: side by side, or a row each."""
    heads = [n for n in range(start, len(sheet.rows)) if _outcomes(sheet, n) >= 4]
    if not heads:
        return None
    last = max(n for n in heads if n < heads[0] + 4)
    grid = sheet.grid[last]
    behind = [n for n in range(last + 1, len(sheet.rows)) if sheet.grid[n] == grid and sheet.rows[n]]
    if not behind:
        return None
    columns = heads_of(sheet, range(heads[0], last + 1), _OUTCOMES)
    fields = _side_by_side(sheet, range(heads[0], last + 1), behind[0])
    if fields is None and columns is not None and _outcomes(sheet, last) == len(_OUTCOMES):
        return _by_rows(sheet, columns, behind)
    if fields is None or any(f.token for n in behind[1:] for f in sheet.rows[n]):
        return None
    addresses = FORMS["2021", True].addresses[REVIEW]
    seats = tuple(Seat(addresses[n : n + 5], fields[n : n + 5], True) for n in (0, 5, 10))
    return Table(REVIEW, None, True, seats)


def _outcomes(sheet: Sheet, row: int) -> int:
    return sum(any(name.match(f.words) for name in _OUTCOMES) for f in sheet.rows[row])


def _side_by_side(sheet: Sheet, heads: range, row: int) -> tuple[Field, ...] | None:
    """Fifteen fields under fifteen heads, or the only fifteen that the row has."""
    under: dict[int, int] = {}
    for n in heads:
        for field in sheet.rows[n]:
            for k, name in enumerate(_OUTCOMES):
                if name.match(field.words):
                    under[field.column] = k
    columns = sorted(under)
    if [under[c] for c in columns] == [0, 1, 2, 3, 4] * 3:
        return _in_columns(sheet.rows[row], columns)
    line = sheet.rows[row]
    full = [f for f in line if f.words]
    if len(line) < 15 or any(f.words for f in line[15:]) or any(f.what is What.ODD for f in full[:1]):
        return None
    return line[:15]


def _by_rows(sheet: Sheet, columns: tuple[int, ...], behind: Sequence[int]) -> Table | None:
    seats = []
    for key, label in _REVIEWS.items():
        rows = [n for n in behind if any(label.search(f.words) for f in sheet.rows[n])]
        fields = _in_columns(sheet.rows[rows[0]], columns) if len(rows) == 1 else None
        if fields is None:
            return None
        names = FORMS["2021", True].blocks[REVIEW][0].columns
        seats.append(Seat(tuple(Address(REVIEW, key, c) for c in names), fields, True))
    rising = all(a.fields[0].span < b.fields[0].span for a, b in pairwise(seats))
    return Table(REVIEW, None, True, tuple(seats)) if rising else None
