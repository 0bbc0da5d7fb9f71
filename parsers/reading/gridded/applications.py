"""表三 in a sheet: its rows by their labels, its seven columns by their heads or behind the labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form.form import ROW_CELLS
from parsers.form.printed import APPLICATIONS
from parsers.model import Address
from parsers.reading.gridded.seats import Seat, Table, others
from parsers.reading.gridded.sheet import Field, Matrix, Named, Sheet, What, heads_of, in_columns, usual
from parsers.reading.labels import CJK
from parsers.reading.pieces import adds_up
from parsers.text.expression import expression

_COLUMNS = [expression(p) for p in ("自然人?$", "商业", "科研", "社会", "法律", "其他$|其它$", "总计$|合计$")]
HEAD_ROWS = 8
"""At most so many rows above the first label hold heads."""


def applications_of(sheet: Sheet, matrix: Matrix) -> Table:
    rows = matrix.rows
    grids = {sheet.grid[row.first] for row in rows}
    columns = {grid: _matrix_columns(sheet, [r for r in rows if sheet.grid[r.first] == grid]) for grid in grids}
    narrow = {sheet.grid[r.first] for r in rows if _before_heads(sheet, r, columns[sheet.grid[r.first]])}
    ends = _padding(sheet, rows)
    shared = {a.key for pair in pairwise(rows) if pair[0].last >= pair[1].first for a in pair}
    seats, unseated = [], []
    for row in rows:
        fields = _values(sheet, row, columns[sheet.grid[row.first]], ends, sheet.grid[row.first] in narrow)
        if fields is None or row.key in shared or (row.key == "other" and _third(sheet, row)):
            unseated.append(row.key)
        else:
            seats.append(Seat(_matrix_addresses(row.key), fields, True, row.whole))
    again = []
    for row in matrix.again:
        fields = _values(sheet, row, columns.get(sheet.grid[row.first]), ends, sheet.grid[row.first] in narrow)
        again += [Seat(_matrix_addresses(row.key), fields, True)] if fields else []
    taken = {n for row in (*rows, *matrix.again) for n in range(row.first, row.last + 1)}
    loose, extra = others(sheet, range(rows[0].first, rows[-1].last + 1), taken)
    return Table(
        APPLICATIONS, None, matrix.shape, tuple(seats), tuple(unseated), tuple(again), tuple(loose), tuple(extra)
    )


_THIRD = expression(r"3[.、]?其他")


def _third(sheet: Sheet, row: Named) -> bool:
    """The row is the third of (六), of which the others are lost: it is not all of (六)."""
    return any(_THIRD.search(f.words) for n in range(row.first, row.last + 1) for f in sheet.rows[n])


def _matrix_addresses(key: str) -> tuple[Address, ...]:
    return ROW_CELLS[APPLICATIONS, key]


def _matrix_columns(sheet: Sheet, rows: Sequence[Named]) -> tuple[int, ...] | None:
    """Where the seven columns stand in a grid: under their heads, else where all of its whole rows have them."""
    first, grid = rows[0].first, sheet.grid[rows[0].first]
    above = [n for n in range(max(0, first - HEAD_ROWS), first) if sheet.grid[n] == grid]
    headed = heads_of(sheet, range(above[0], first), _COLUMNS) if above else None
    if headed:
        return headed
    filled = [[f.column for f in sheet.rows[r.first] if _full(f)] for r in rows]
    return usual([tuple(columns) for columns in filled if len(columns) == len(_COLUMNS)])


class Padding(NamedTuple):
    """Whether empty fields stand between labels and cells, or behind the cells, by the rows that are whole."""

    before: bool
    after: bool


def _padding(sheet: Sheet, rows: Sequence[Named]) -> Padding:
    before = after = False
    for row in rows:
        behind = [f for f in sheet.rows[row.last] if f.column >= row.column]
        full = [n for n, f in enumerate(behind) if _full(f)]
        if len(full) == len(_COLUMNS) and full[-1] - full[0] == len(_COLUMNS) - 1:
            before |= full[0] > 0
            after |= full[-1] < len(behind) - 1
    return Padding(before, after)


def _behind(line: Sequence[Field], column: int, padding: Padding) -> tuple[Field, ...] | None:
    """The seven fields behind a label; of more, the first or the last seven, where whole rows tell which."""
    behind = [f for f in line if f.column >= column]
    width = len(_COLUMNS)
    spare = len(behind) - width
    if spare > 0 and all(_is_note(f, behind[:width]) for f in behind[width:]):
        return tuple(behind[:width])
    if spare < 0 or (spare > 0 and padding.before == padding.after):
        return None
    kept, rest = (behind[spare:], behind[:spare]) if padding.before else (behind[:width], behind[width:])
    return None if any(f.words for f in rest) else tuple(kept)


def _is_note(field: Field, cells: Sequence[Field]) -> bool:
    """Words alone behind a row that has its total: 见附件."""
    return cells[-1].what is What.FIGURE and field.token is None and CJK.search(field.words) is not None


def _before_heads(sheet: Sheet, row: Named, columns: tuple[int, ...] | None) -> bool:
    """A figure stands between a row's label and the first head: a label that spans columns was set in fewer."""
    fields = (f for n in range(row.first, row.last + 1) for f in sheet.rows[n])
    return columns is not None and any(_full(f) and row.column <= f.column < columns[0] for f in fields)


def _full(field: Field) -> bool:
    return field.what in (What.FIGURE, What.MARK)


def _widest(line: Sequence[Field], column: int) -> tuple[Field, ...] | None:
    """The seven neighbouring fields whose outermost hold figures, or any seven where nothing stands behind a label."""
    behind = [f for f in line if f.column >= column]
    full = [n for n, f in enumerate(behind) if f.words] or [0, len(_COLUMNS) - 1]
    return tuple(behind[full[0] : full[-1] + 1]) if full[-1] - full[0] == len(_COLUMNS) - 1 < len(behind) else None


def _values(
    sheet: Sheet, row: Named, columns: tuple[int, ...] | None, padding: Padding, narrow: bool
) -> tuple[Field, ...] | None:
    """The fields of a row's cells: those in the columns, or those behind the label; None where they are not told.

    Whatever else stands in the row has to be words before them or nothing. Where some labels are set `narrow`, the
    columns count for the rows alone whose label ends right before them.
    """
    lines = sheet.rows[row.first : row.last + 1]
    picked = [line for line in lines if any(map(_full, line))] or [
        line for line in lines if line is sheet.rows[row.last] or len(lines) == 1
    ]
    if len(picked) != 1:
        return None
    line = picked[0]
    if narrow and columns and row.column < columns[0]:
        fields = _widest(line, row.column)
    else:
        fields = in_columns(line, columns) if columns and row.column <= columns[0] else None
        fields = fields or _behind(line, row.column, padding)
    if fields is None:
        return None
    before = [f for f in line if f.column < fields[0].column]
    after = [f for f in line if f.column > fields[-1].column]
    if any(f.words and not _is_note(f, fields) for f in after) or any(
        f.words and not CJK.search(f.words) for f in before
    ):
        return None
    torn = any(f.torn for f in fields)
    return None if torn and not (all(map(_full, fields)) and adds_up([f.token for f in fields if f.token])) else fields
