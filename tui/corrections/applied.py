"""A report with a person's acts applied: a pure function, so that undo, reopening and export all show the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parsers.checking.checks import checked
from parsers.checking.totals import followed
from parsers.codes import Says, says
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, EDITIONS, TABLES
from parsers.model import Address, Cell, Finding, Origin, Report, Was
from tui.corrections.acts import FOLLOW, Entry, Setting, settled

FIELDS = "fields"
"""The table of an address that names a title, agency, year, edition, or the shape of (六)."""


class Confirmed:
    """What an act that only confirms puts into a cell: nothing."""


CONFIRMED = Confirmed()

Touch = Setting | Confirmed


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
    cells = followed(form, cells, asked)
    reading = tuple(finding for finding in report.reading if not _answered(finding, touches, found))
    return checked(replace(report, found=found, cells=cells, reading=reading), settled(acts))


_BLANK = Cell()
_DOUBTED = {"year_doubtful": Address(FIELDS, "year", ""), "agency_doubtful": Address(FIELDS, "agency", "")}


def _answered(finding: Finding, touches: dict[Address, Touch], found: frozenset[str]) -> bool:
    """Whether a person has given what the reader missed: a cell whose text changed, a doubtful field, a table."""
    if finding.code == "text_changed":
        return not touches.keys().isdisjoint(finding.cells)
    if finding.code in ("table_absent", "no_table"):
        return finding.table in found or (finding.table is None and bool(found))
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
    if isinstance(touch, Confirmed) or (says(cell.flag, Says.PLACED) and touch == cell.value):
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
            case "edition", str() if value in EDITIONS:
                report = replace(report, edition=value)
            case "three_other", 0 | 1:
                report = replace(report, three_other=bool(value))
    return report
