"""表四 in a sheet: fifteen cells side by side, or a row of five for each kind of case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.form.form import NEWEST
from parsers.form.printed import REVIEW
from parsers.model import Address
from parsers.reading.gridded.seats import Seat, Table
from parsers.reading.gridded.sheet import Field, Sheet, What, heads_of, in_columns
from parsers.reading.pieces import adds_up
from parsers.text.expression import expression

_OUTCOMES = [expression(p) for p in ("(?:结果)?维持$", "(?:结果)?纠正$", "其他结?果?$", "尚未审?结?$", "总计$")]
_REVIEWS = {
    "review": expression("行政复议$"),
    "litigation_direct": expression("未经复议直接起诉"),
    "litigation_after_review": expression("复议后起诉"),
}


def review_of(sheet: Sheet, start: int) -> Table | None:
    """The fifteen cells of 表四 behind row `start` of the sheet: side by side, or a row each."""
    heads = [n for n in range(start, len(sheet.rows)) if _outcomes(sheet, n) >= 4]
    if not heads:
        return _bare(sheet, start)
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
    addresses = NEWEST.addresses[REVIEW]
    seats = tuple(Seat(addresses[n : n + 5], fields[n : n + 5], True) for n in (0, 5, 10))
    return Table(REVIEW, None, None, seats)


def _bare(sheet: Sheet, start: int) -> Table | None:
    """The only row of exactly fifteen figures in which all three totals add up, where its heads are lost."""
    rows = [[f for f in sheet.rows[n] if f.words] for n in range(start, len(sheet.rows))]
    bare = [row for row in rows if len(row) == 15 and all(f.token and f.what is not What.ODD for f in row)]
    fives = [[bare[0][n : n + 5] for n in (0, 5, 10)]] if len(bare) == 1 else []
    if not fives or not all(adds_up([f.token for f in five if f.token]) for five in fives[0]):
        return None
    addresses = NEWEST.addresses[REVIEW]
    seats = (Seat(addresses[n : n + 5], tuple(five), True, False) for n, five in zip((0, 5, 10), fives[0], strict=True))
    return Table(REVIEW, None, None, tuple(seats))


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
        return in_columns(sheet.rows[row], columns)
    line = sheet.rows[row]
    full = [f for f in line if f.words]
    if len(line) < 15 or any(f.words for f in line[15:]) or any(f.what is What.ODD for f in full[:1]):
        return None
    return line[:15]


def _by_rows(sheet: Sheet, columns: tuple[int, ...], behind: Sequence[int]) -> Table | None:
    seats = []
    for key, label in _REVIEWS.items():
        rows = [n for n in behind if any(label.search(f.words) for f in sheet.rows[n])]
        fields = in_columns(sheet.rows[rows[0]], columns) if len(rows) == 1 else None
        if fields is None:
            return None
        names = NEWEST.blocks[REVIEW][0].columns
        seats.append(Seat(tuple(Address(REVIEW, key, c) for c in names), fields, True))
    rising = all(a.fields[0].span < b.fields[0].span for a, b in pairwise(seats))
    return Table(REVIEW, None, None, tuple(seats)) if rising else None
