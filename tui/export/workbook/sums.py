"""The totals of a form as sums of ranges of its sheet."""

from __future__ import annotations

from typing import NamedTuple

from parsers.form.form import Form, Identity
from parsers.model import Address
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.words.celltext import number


class Total(NamedTuple):
    """A cell that the form adds up."""

    range: str
    """What its formula adds up, in absolute references."""
    parts: tuple[Address, ...]
    """Every cell that must add up to it: one above that is summed down its column is tied along its row too."""


def sums(form: Form, layout: Layout) -> dict[Address, Total]:
    """Every total of the form: the sum of (七) down its column, any other along its row."""
    totals: dict[Address, Total] = {}
    for identity in form.identities:
        if identity.code != "balance" and identity.totals[0] in layout.places:
            total = identity.totals[0]
            before = totals[total].parts if total in totals else ()
            totals[total] = Total(_range(identity, layout), before + identity.parts)
    return totals


def is_live(item: Item, address: Address, parts: tuple[Address, ...], stands: bool) -> bool:
    """Whether a spreadsheet comes to what is printed: no sum is against it, no part of it is kept as text."""
    values = [item.report.value(a) for a in parts]
    total = item.report.value(address)
    if stands or any(v is not None and number(v) is None for v in (*values, total)):
        return False
    filled = any(v is not None for v in values)
    return not filled if total is None else filled or not total


def range_of(top: int, left: int, bottom: int, right: int) -> str:
    """A range in absolute references; all count from 0."""
    from xlsxwriter.utility import xl_range_abs

    return str(xl_range_abs(top, left, bottom, right))


def cell_of(row: int, column: int) -> str:
    """A cell in absolute references; both count from 0."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def _range(identity: Identity, layout: Layout) -> str:
    first, last = layout.places[identity.parts[0]], layout.places[identity.parts[-1]]
    return range_of(first.row, first.column, last.row, last.column)
