"""Rules by which the spreadsheet itself shows where identities fail, also after someone changed a figure there."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from parsers.form.form import Form, Identity
from parsers.model import Address
from tui.export.workbook.layout import Layout


def write_rules(sheet: Any, fails: Any, form: Form, layout: Layout) -> None:
    """One rule for each kind of identity of each table, over all the totals that it ties."""
    present = [identity for identity in form.identities if identity.totals[0] in layout.places]
    kind = lambda identity: (identity.table, identity.code)  # noqa: E731
    for (_, code), group in groupby(sorted(present, key=kind), key=kind):
        identities = list(group)
        cells = [_cell(total, layout) for identity in identities for total in identity.totals]
        rule = {"type": "formula", "criteria": _criteria(identities[0], code, layout), "format": fails}
        place = layout.places[identities[0].totals[0]]
        sheet.conditional_format(
            place.row, place.column, place.row, place.column, rule | {"multi_range": " ".join(cells)}
        )


def _criteria(identity: Identity, code: str, layout: Layout) -> str:
    """The rule of the first total; spreadsheets shift it to the others, along the row for all but the sums of rows."""
    fixed = code != "row_sum"
    needs = ",".join(f"ISNUMBER({_cell(a, layout, fixed)})" for a in identity.needs)
    parts, totals = (_sum(side, layout, fixed) for side in (identity.parts, identity.totals))
    return f"=AND(OR({needs}),ROUND({parts}-{totals},6)<>0)"


def _sum(addresses: tuple[Address, ...], layout: Layout, fixed: bool) -> str:
    first, last = _cell(addresses[0], layout, fixed), _cell(addresses[-1], layout, fixed)
    between = "," if len(addresses) == 2 else ":"
    return f"SUM({first}{between}{last})"


def _cell(address: Address, layout: Layout, fixed: bool = False) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    place = layout.places[address]
    return str(xl_rowcol_to_cell(place.row, place.column, row_abs=fixed))
