"""The long table, one row a figure: what 长表, CSV, Parquet and data frames all hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from parsers.model import Address, Cell, Origin, Value
from parsers.sentences import column_name, row_name
from tui.export.item import Item


class Line(NamedTuple):
    """One figure; `table`, `row` and `column` are the keys of the contract, `value` is None where nothing stands."""

    file: str
    agency: str | None
    year: int | None
    table: str
    row: str
    column: str
    value: Value | None
    raw: str | None
    origin: str
    flag: str | None
    corrected: bool
    """Whether a person gave the cell its value."""
    edition: str | None
    title: str | None
    row_label: str
    """As the form prints it, with what it stands under; so `column_label`."""
    column_label: str
    order: int
    """The place in the printed form, from 1."""
    place: str | None
    """Where in the original document the figure stands, in words; None for texts."""


COLUMNS = Line._fields


def lines(item: Item) -> Iterator[Line]:
    """Every cell of every found table, in printed order."""
    report = item.report
    for order, (address, cell) in enumerate(report.cells.items(), 1):
        yield Line(
            item.name,
            report.agency,
            report.year,
            *address,
            cell.value,
            cell.raw,
            cell.origin.value,
            cell.flag,
            is_corrected(cell),
            report.edition,
            report.title,
            *labels(address),
            order,
            report.place(cell.span),
        )


@cache
def labels(address: Address) -> tuple[str, str]:
    """The row and the column of a figure as the form prints them."""
    return row_name(address.table, address.row), column_name(address.table, address.column)


def is_corrected(cell: Cell) -> bool:
    """Whether a person gave the cell its value; a cell that was only confirmed is as printed."""
    return cell.was is not None and cell.origin is not Origin.CONFIRMED
