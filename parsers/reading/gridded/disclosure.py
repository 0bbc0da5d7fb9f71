"""表二 in a sheet: the blocks of its edition, each row under the heads of its block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.form.printed import DISCLOSURE, EDITIONS, Block
from parsers.model import Address
from parsers.reading.disclosure import edition_told
from parsers.reading.gridded.seats import Seat, Table, others
from parsers.reading.gridded.sheet import Field, Sheet, What, heads_of, in_columns
from parsers.text.expression import expression

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
_LABEL = {key: expression(rf"{label}(?:\(.*\))?$") for key, label in _DISCLOSURES.items()}


def disclosure_of(sheet: Sheet, end: int) -> Table | None:
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
    blocks = [(block, row) for block in EDITIONS[edition].disclosure for row in block.rows]
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
    loose, extra = others(sheet, range(rows[0][1], rows[-1][1] + 1), taken)
    return Table(DISCLOSURE, edition, None, tuple(seats), tuple(unseated), (), tuple(loose), tuple(extra))


def _amounts(sheet: Sheet, block: Block, heads: range, n: int, label: Field) -> tuple[Field, ...] | None:
    """The fields of a row of 表二; a single cell may be repeated, or padded to the width of the table."""
    width = len(block.columns)
    behind = [f for f in sheet.rows[n] if f.column >= label.after and f.words != label.words]
    if width == 1:
        full = [f for f in behind if f.words] or behind[:1]
        return (full[0],) if full and len({f.words for f in full}) == 1 else None
    names = [re.compile(re.escape(words.zh[:4])) for words in block.heads.values()]
    columns = heads_of(sheet, heads, names)
    if columns and label.after <= columns[0] and (fields := in_columns(sheet.rows[n], columns)):
        spare = [f for f in behind if f not in fields and f.words]
        return fields if all(_again(sheet, heads, f, fields) for f in spare) else None
    if len(behind) < width or any(f.words for f in behind[width:]):
        return None
    return tuple(behind[:width])


def _again(sheet: Sheet, heads: range, spare: Field, fields: Sequence[Field]) -> bool:
    """The field is the next cell's, which spans columns and stands once for each, as its head does."""
    own = next((f for f in fields if f.column > spare.column), None)
    if own is None or own.words != spare.words:
        return False
    over = [{f.words for f in sheet.rows[n] if f.column in (spare.column, own.column) and f.words} for n in heads]
    return any(len(words) == 1 for words in over[-1:])


def _unit(sheet: Sheet, rows: range) -> str:
    """The words of the nearest head that speaks of money above a row."""
    heads = [f.words for n in reversed(rows) for f in reversed(sheet.rows[n]) if "金额" in f.words]
    return heads[0] if heads else ""
