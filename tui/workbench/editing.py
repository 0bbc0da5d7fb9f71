"""What edits mean: typed text to figures, shifts, pastes, zeros; each gives changes for the session or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsers.form.printed import DISCLOSURE
from parsers.model import Address, Change, Origin, Report, Value
from tui.corrections.session import FOLLOW, Setting
from tui.corrections.typed import Refusal as Refusal
from tui.corrections.typed import typed as typed
from tui.words.language import _
from tui.workbench.painting.sheet import Sheet

Changes = Mapping[Address, Setting]


def is_total(address: Address) -> bool:
    """Whether the form has a sum in this cell."""
    return address.column == "total" or address.row == "processed_total"


def follow(address: Address) -> Changes | Refusal:
    """Let a total follow its parts."""
    if not is_total(address):
        return Refusal(_("这一格不是总计"))
    return {address: FOLLOW}


def shifted(report: Report, sheet: Sheet, starts: Iterable[Address], step: int) -> Changes | Refusal:
    """The parts of rows moved by one cell from these cells on: right (1), or left (-1) into the blank here or before.

    What leaves at one end must be blank or 0, and comes in at the other; totals stay where they are, and one that
    follows its parts is a blank for this.
    """
    changes: dict[Address, Setting] = {}
    for start in starts:
        moved = _row_shifted(report, sheet, start, step)
        if isinstance(moved, Refusal):
            return moved
        changes |= moved
    return changes


def _row_shifted(report: Report, sheet: Sheet, start: Address, step: int) -> Changes | Refusal:
    line, here = sheet.places[start]
    row = [a for a in sheet.lines[line].cells if a.column != "total"]
    if start not in row or start.table == DISCLOSURE:
        return Refusal(_("这里的数字不能移动：只有表三、表四的分项可以"))
    figures = [_standing(report, a) for a in row]
    if step < 0 and here and figures[here]:
        here -= 1
    tail = figures[here:]
    moved = [tail[-1], *tail[:-1]] if step > 0 else [*tail[1:], tail[0]]
    falls = tail[-1] if step > 0 else tail[0]
    if falls:
        return Refusal(_("{figure} 会移出本行，未移动").format(figure=falls))
    return {a: new for a, old, new in zip(row[here:], tail, moved, strict=True) if old != new}


def _standing(report: Report, address: Address) -> Value | None:
    """The figure of a cell that does not only follow others."""
    cell = report.cells.get(address)
    return None if cell is None or cell.origin is Origin.COMPUTED else cell.value


def seated(way: Iterable[Change]) -> Changes:
    """A placement as changes: a total that it leaves blank follows its parts."""
    return {c.address: FOLLOW if c.value is None and is_total(c.address) else c.value for c in way}


def blanked(report: Report, cells: Iterable[Address]) -> Changes:
    """The cells without their figures; what is blank already is left alone."""
    return {a: None for a in cells if (cell := report.cells.get(a)) and (cell.value is not None or cell.flag)}


def zeroed(report: Report, cells: Iterable[Address]) -> Changes:
    """0 into every blank of the cells."""
    return {a: 0 for a in cells if report.value(a) is None}


def row_from(sheet: Sheet, start: Address) -> tuple[Address, ...]:
    """The cells of a row from one on."""
    y, x = sheet.places[start]
    return sheet.lines[y].cells[x:]


def filled(sheet: Sheet, start: Address, entries: Sequence[str]) -> Changes | Refusal:
    """Figures put into a row one after the other, from a cell on."""
    cells = row_from(sheet, start)
    if len(entries) > len(cells):
        return Refusal(_("{count} 个数字，右边只有 {room} 格").format(count=len(entries), room=len(cells)))
    changes: dict[Address, Setting] = {}
    for address, entry in zip(cells, entries, strict=False):
        value = typed(entry, address.column)
        if isinstance(value, Refusal):
            return value
        changes[address] = value
    return changes


def copied(report: Report, block: Iterable[Iterable[Address]]) -> str:
    """A range as tab-separated lines, blanks empty, as Excel pastes them."""
    return "\n".join("\t".join("" if (v := report.value(a)) is None else str(v) for a in row) for row in block)


def to_confirm(report: Report, cells: Iterable[Address]) -> tuple[Address, ...]:
    """Those of the cells that a flag still asks about; one that was confirmed against a check is decided otherwise."""
    known = ((a, cell) for a in cells if (cell := report.cells.get(a)) is not None)
    return tuple(a for a, cell in known if cell.flag is not None and cell.origin is not Origin.CONFIRMED)
