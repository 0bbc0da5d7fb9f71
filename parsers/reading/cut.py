"""What is said of a text that ends within a line of a table: digits may go on, and empty cells are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.codes import CODES
from parsers.form.form import Form
from parsers.form.printed import COLUMNS, DISCLOSURE
from parsers.model import Address, Cell, Finding, Origin
from parsers.reading.labels import CJK

_SEPARATORS = " \t|\u200b:"


def told_of_cut(folded: str, form: Form, cells: Mapping[Address, Cell]) -> tuple[dict[Address, Cell], list[Finding]]:
    """The cells of the row in which the text ends that nothing proves, and the finding about them."""
    body = folded.rstrip(_SEPARATORS)
    held = [(cell.span, address) for address, cell in cells.items() if cell.span]
    if not held or not body or body[-1] == "\n":
        return {}, []
    table = max(held)[1].table
    rows = [row for row in form.rows(table) if Address(table, row.key, row.columns[0]) in cells]
    seen = [row for row in rows if any(cells[Address(table, row.key, c)].flag != "row_missing" for c in row.columns)]
    if not seen or (seen[-1] is rows[-1] and table != DISCLOSURE):
        return {}, []
    addresses = [Address(table, seen[-1].key, column) for column in seen[-1].columns]
    figures = [n for n, address in enumerate(addresses) if cells[address].span]
    ends = _ends(body, seen[-1].words.zh, [cells[addresses[n]] for n in figures])
    first = figures[-1] if figures else 0
    if not ends and (head := _head(body, addresses, cells)) is not None:
        ends, first = True, head
    open_ = [a for n, a in enumerate(addresses) if cells[a].flag is None and (n >= first or not cells[a].span)]
    return _flagged(table, cells, open_) if ends and open_ else ({}, [])


def _ends(body: str, label: str, figures: Sequence[Cell]) -> bool:
    """The last figure of the row is the last of the text, or its label where it has none."""
    if figures:
        return figures[-1].span is not None and figures[-1].span.end == len(body)
    return "".join(CJK.findall(body, len(body) - len(label) - 2)).endswith("".join(CJK.findall(label))[-2:])


def _head(body: str, addresses: Sequence[Address], cells: Mapping[Address, Cell]) -> int | None:
    """Which cell's column the text ends with, where each figure stands behind the name of its column."""
    named = (n for n, a in enumerate(addresses) if not cells[a].span and body.endswith(COLUMNS[a.table][a.column].zh))
    return next(named, None)


def _flagged(
    table: str, cells: Mapping[Address, Cell], addresses: Sequence[Address]
) -> tuple[dict[Address, Cell], list[Finding]]:
    spans = tuple(span for a in addresses if (span := cells[a].span))
    found = Finding("table_cut", CODES["table_cut"].severity, table, tuple(addresses), spans)
    return {a: _open(cells[a]) for a in addresses}, [found]


def _open(cell: Cell) -> Cell:
    return cell._replace(origin=cell.origin if cell.value is None else Origin.INFERRED, flag="table_cut")
