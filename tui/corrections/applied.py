"""A report with a person's acts applied: a pure function, so that undo, reopening and export all show the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parsers.checking.checks import checked, tells
from parsers.form.form import APPLICATIONS, PARTS, REVIEW, TABLES, Form, form_of
from parsers.model import Address, Cell, Finding, Origin, Report, Was
from tui.corrections.acts import FOLLOW, Entry, Setting, settled

FIELDS = "fields"
"""The table of an address that names a title, agency, year, edition, or the shape of (六)."""


class Confirmed:
    """What an act that only confirms puts into a cell: nothing."""


CONFIRMED = Confirmed()

Touch = Setting | Confirmed

PLACED = frozenset({"position_inferred", "position_guessed"})
"""Flags of figures whose place was chosen: a person who puts one where it stands confirms it."""


def corrected(base: Report, acts: tuple[Entry, ...]) -> Report:
    """The report with acts applied, totals that follow computed, and checked."""
    touches = touched(acts)
    report = _with_fields(base, touches)
    form = form_of(report.edition, report.three_other)
    found = report.found | {a.table for a, touch in touches.items() if touch is not CONFIRMED and a.table in TABLES}
    cells = {a: report.cells.get(a, _BLANK) for table in TABLES if table in found for a in form.addresses[table]}
    asked = set()
    for address, touch in touches.items():
        cell = cells.get(address)
        if cell is not None:
            cells[address] = _touched(cell, touch)
            if _asked(cell, address, touch):
                asked.add(address)
    _compute_totals(form, cells, asked)
    reading = tuple(finding for finding in report.reading if not _answered(finding, touches))
    return checked(replace(report, found=found, cells=cells, reading=reading), settled(acts))


_BLANK = Cell()
_DOUBTED = {"year_doubtful": Address(FIELDS, "year", ""), "agency_doubtful": Address(FIELDS, "agency", "")}


def _answered(finding: Finding, touches: dict[Address, Touch]) -> bool:
    """Whether a person has touched what the reader asked about: a cell whose text changed, a doubtful field."""
    if finding.code == "text_changed":
        return not touches.keys().isdisjoint(finding.cells)
    return _DOUBTED.get(finding.code) in touches


def touched(acts: Iterable[Entry]) -> dict[Address, Touch]:
    """What stands in each cell that acts touched: the last edit of it, or CONFIRMED where there was none."""
    touches: dict[Address, Touch] = {}
    for act in acts:
        if act.kind == "edit":
            touches |= {a: v for a, v in act.cells if not isinstance(v, str) or _takes(a, v)}
        elif act.kind == "confirm":
            for address, _ in act.cells:
                touches.setdefault(address, CONFIRMED)
    return touches


def _takes(address: Address, word: str) -> bool:
    """Only a total can follow, and only a field has words."""
    return address.table == FIELDS or (word == FOLLOW and is_total(address))


def is_total(address: Address) -> bool:
    """Whether the form prints a sum there, so that it can follow its parts."""
    return address.column == "total" or (address.table == APPLICATIONS and address.row == "processed_total")


def printed(base: Report, address: Address) -> str | None:
    """What the report prints at an address: a cell's characters, or a field as it was read."""
    if address.table == FIELDS:
        value = getattr(base, address.row, None)
        return None if value is None else str(value)
    cell = base.cells.get(address)
    return None if cell is None else cell.raw


def _touched(cell: Cell, touch: Touch) -> Cell:
    """A cell as read, after a person touched it; the figure of a total that follows comes later."""
    was = Was(cell.value, cell.origin, cell.flag)
    if isinstance(touch, Confirmed) or (cell.flag in PLACED and touch == cell.value):
        return cell._replace(origin=Origin.CONFIRMED, flag=None, was=was)
    if isinstance(touch, str):
        return cell._replace(origin=Origin.COMPUTED, flag=None, was=was)
    return cell._replace(value=touch, origin=Origin.EDITED, flag=None, was=was)


def _asked(cell: Cell, address: Address, touch: Touch) -> bool:
    """Whether a person wants a total to follow: said so, or confirmed it though no figure is printed."""
    return touch == FOLLOW or (touch is CONFIRMED and cell.value is None and is_total(address))


def _with_fields(base: Report, touches: dict[Address, Touch]) -> Report:
    """Title, agency, year, edition and the shape of (六) as corrected."""
    report = base
    for address, value in touches.items():
        if address.table != FIELDS:
            continue
        match address.row, value:
            case "title", None | str():
                report = replace(report, title=value)
            case "agency", None | str():
                report = replace(report, agency=value)
            case "year", None | int() if value is None or 0 < value < 10_000:
                report = replace(report, year=value)
            case "edition", "2019" | "2021":
                report = replace(report, edition=str(value))
            case "three_other", 0 | 1:
                report = replace(report, three_other=bool(value))
    return report


def _compute_totals(form: Form, cells: dict[Address, Cell], asked: set[Address]) -> None:
    """Give every total that follows the sum of its parts: (七) first, then the rows."""
    columns = [i for i in form.identities if i.code == "column_sum" and i.totals[0].column in PARTS]
    rows = [i for i in form.identities if i.code == "row_sum" and i.table in (APPLICATIONS, REVIEW)]
    for identity in (*columns, *rows):
        total = identity.totals[0]
        cell = cells.get(total)
        if cell is None or not (total in asked or (cell.value is None and cell.origin is not Origin.EDITED)):
            continue
        parts = [v for a in identity.parts if (v := cells[a].value) is not None]
        if any(tells(cells[a]) for a in identity.parts):
            flag = None if total in asked else (cell.flag or "total_missing")
            cells[total] = cell._replace(value=sum(parts, start=0), origin=Origin.COMPUTED, flag=flag)
        elif total in asked:
            cells[total] = cell._replace(value=None)
