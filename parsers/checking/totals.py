"""Totals that no figure is printed for: they follow their parts (contract, section 2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from parsers.codes import Says, says
from parsers.form.form import Form
from parsers.form.printed import APPLICATIONS, PARTS, REVIEW
from parsers.model import Address, Cell, Origin


def tells(cell: Cell) -> bool:
    """Whether a figure stands there, not a zero that the reader supposes where no sum tells it from a blank."""
    supposed = cell.raw is None and cell.origin in (Origin.INFERRED, Origin.CONFIRMED)
    return cell.value is not None and not supposed


def unprinted(cell: Cell) -> bool:
    """Whether no figure stands there, or only one that follows its parts and that no person has settled."""
    settled = cell.flag is None or (says(cell.flag, Says.LIVE) and cell.flag != "total_missing")
    return cell.value is None or (cell.origin is Origin.COMPUTED and not settled)


def followed(form: Form, cells: Mapping[Address, Cell], asked: Collection[Address] = ()) -> dict[Address, Cell]:
    """The cells with every total that follows holding the sum of its parts: (七) first, then the rows.

    `asked` are totals that a person lets follow.
    """
    made = dict(cells)
    columns = [i for i in form.identities if i.code == "column_sum" and i.totals[0].column in PARTS]
    rows = [i for i in form.identities if i.code == "row_sum" and i.table in (APPLICATIONS, REVIEW)]
    for identity in (*columns, *rows):
        total = identity.totals[0]
        cell = made.get(total)
        if cell is None or not (total in asked or (cell.value is None and cell.origin is not Origin.EDITED)):
            continue
        parts = [v for a in identity.parts if (v := made[a].value) is not None]
        if any(tells(made[a]) for a in identity.parts):
            flag = None if total in asked else (cell.flag or "total_missing")
            made[total] = cell._replace(value=sum(parts, start=0), origin=Origin.COMPUTED, flag=flag)
        elif total in asked:
            made[total] = cell._replace(value=None)
    return made
