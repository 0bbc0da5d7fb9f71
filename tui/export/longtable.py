"""The long table, one row a figure: what 长表, CSV, Parquet and data frames all hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers.model import Cell, Origin, Value
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


COLUMNS = Line._fields


def lines(item: Item) -> Iterator[Line]:
    """Every cell of every found table, in printed order."""
    report = item.report
    for address, cell in report.cells.items():
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
        )


def is_corrected(cell: Cell) -> bool:
    """Whether a person gave the cell its value; a cell that was only confirmed is as printed."""
    return cell.was is not None and cell.origin is not Origin.CONFIRMED
