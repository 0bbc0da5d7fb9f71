"""One report under correction: state = base + acts[:applied]; undo and redo only move `applied`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from parsers.checks import checked
from parsers.form import APPLICATIONS, PARTS, REVIEW, TABLES, Form, form_of
from parsers.model import Address, Cell, Origin, Report, Value, Was

FOLLOW = "="
"""As the value of a total: it follows its parts again."""

Setting = Value | str | None
"""What an edit puts into a cell: a figure, None for blank, `FOLLOW`; a string for agency and title."""

Kind = Literal["edit", "confirm", "decision", "done", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of a person, and one line of the journal."""

    kind: Kind
    cells: tuple[tuple[Address, Setting], ...] = ()
    """For `edit` the cells with their new values; for `confirm` the cells, each with None."""
    printed: tuple[str | None, ...] = ()
    """For `edit` and `confirm`: what the report prints in each of the cells, for when its text changes."""
    findings: tuple[str, ...] = ()
    """For `decision`: keys of the findings."""
    on: bool = True
    """For `decision`: as printed, or open again; for `done`: done, or not."""
    to: int = 0
    """For `undo` and `redo`: how many acts apply afterwards."""
    what: str = ""
    """The name of the act for the list of what was done, e.g. `edit`, `paste`, `shift`, `repair`."""
    time: str = ""
    by: str = ""


Keep = Callable[[Entry], Entry]
"""Stamps an entry, writes it down durably and gives it back; raises OSError where it cannot."""


class Session:
    """The truth about one report under correction; what the screen shows is derived from `report`."""

    def __init__(self, base: Report, keep: Keep | None = None) -> None:
        self.base = base
        self.acts: tuple[Entry, ...] = ()
        self.applied = 0
        self._keep: Keep = keep or (lambda entry: entry)
        self.report = corrected(base, ())

    # -- acts: each is kept first and takes effect afterwards ---------------------------------------------

    def edit(self, changes: Mapping[Address, Setting], what: str = "edit") -> None:
        """Put figures into cells, as one undo step. Raises OSError where the act cannot be kept."""
        self._do(Entry("edit", tuple(changes.items()), self._printed(changes), what=what))

    def confirm(self, addresses: Iterable[Address]) -> None:
        """Mark cells as looked at and left as they are, as one undo step."""
        cells = tuple(addresses)
        self._do(Entry("confirm", tuple((a, None) for a in cells), self._printed(cells), what="confirm"))

    def decide(self, findings: Iterable[str], as_printed: bool = True) -> None:
        """Record that these findings (by key) are printed so in the report, or open them again."""
        self._do(Entry("decision", findings=tuple(findings), on=as_printed, what="decision"))

    def mark_done(self, done: bool = True) -> None:
        """Mark the report as done, or as not done."""
        self._do(Entry("done", on=done, what="done"))

    def undo(self) -> bool:
        """Take the last act back; False where there is none."""
        return self.jump(self.applied - 1)

    def redo(self) -> bool:
        """Do the next undone act again; False where there is none."""
        return self.jump(self.applied + 1)

    def jump(self, applied: int) -> bool:
        """Let exactly so many acts apply; False where that is not possible or changes nothing."""
        if not 0 <= applied <= len(self.acts) or applied == self.applied:
            return False
        self._do(Entry("undo" if applied < self.applied else "redo", to=applied))
        return True

    def replay(self, entries: Iterable[Entry]) -> None:
        """Apply entries that were kept before, without keeping them again."""
        for entry in entries:
            self.acts, self.applied = after(entry, self.acts, self.applied)
        self.report = corrected(self.base, self.live)

    def _printed(self, addresses: Iterable[Address]) -> tuple[str | None, ...]:
        return tuple(printed(self.base, address) for address in addresses)

    def _do(self, entry: Entry) -> None:
        self.acts, self.applied = after(self._keep(entry), self.acts, self.applied)
        self.report = corrected(self.base, self.live)

    # -- what follows from the acts ---------------------------------------------------------------------

    @property
    def live(self) -> tuple[Entry, ...]:
        """The acts that apply, oldest first."""
        return self.acts[: self.applied]

    @property
    def done(self) -> bool:
        """Whether the report is marked as done and nothing was changed since."""
        return bool(self.live) and self.live[-1].kind == "done" and self.live[-1].on

    @property
    def settled(self) -> frozenset[str]:
        """Keys of the findings that a person marked as printed."""
        return settled(self.live)


def after(entry: Entry, acts: tuple[Entry, ...], applied: int) -> tuple[tuple[Entry, ...], int]:
    """The acts, and how many of them apply, after one more entry."""
    if entry.kind in ("undo", "redo"):
        return acts, max(0, min(entry.to, len(acts)))
    return (*acts[:applied], entry), applied + 1


def live(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of all that was done the acts that apply, oldest first."""
    acts: tuple[Entry, ...] = ()
    applied = 0
    for entry in entries:
        acts, applied = after(entry, acts, applied)
    return acts[:applied]


def printed(base: Report, address: Address) -> str | None:
    """What the report prints at an address: a cell's characters, or a field as it was read."""
    if address.table == "fields":
        value = getattr(base, address.row, None)
        return None if value is None else str(value)
    cell = base.cells.get(address)
    return None if cell is None else cell.raw


def settled(acts: Iterable[Entry]) -> frozenset[str]:
    """Keys of the findings that these acts mark as printed."""
    state: dict[str, bool] = {}
    for act in acts:
        if act.kind == "decision":
            state |= dict.fromkeys(act.findings, act.on)
    return frozenset(key for key, on in state.items() if on)


def corrected(base: Report, acts: tuple[Entry, ...]) -> Report:
    """The report with acts applied, totals that follow computed, and checked."""
    report = _with_fields(base, acts)
    cells = _laid_out(report, acts)
    following: set[Address] = set()
    for act in acts:
        for address, value in act.cells:
            if address not in cells:
                continue
            was = cells[address].was or Was(*_state(base.cells.get(address, Cell())))
            if act.kind == "edit" and value == FOLLOW:
                following.add(address)
                cells[address] = replace(cells[address], origin=Origin.COMPUTED, flag=None, was=was)
            elif act.kind == "edit" and not isinstance(value, str):
                following.discard(address)
                cells[address] = replace(cells[address], value=value, origin=Origin.EDITED, flag=None, was=was)
            elif act.kind == "confirm":
                kept = cells[address].origin
                origin = kept if kept in (Origin.EDITED, Origin.COMPUTED) else Origin.CONFIRMED
                if _follows(cells[address], address):
                    following.add(address)
                    origin = Origin.COMPUTED
                cells[address] = replace(cells[address], origin=origin, flag=None, was=was)
    _compute_totals(form_of(report.edition, report.three_other), cells, following)
    found = report.found | {a.table for act in acts if act.kind == "edit" for a, _ in act.cells if a.table in TABLES}
    return checked(replace(report, found=found, cells=cells), settled(acts))


def _state(cell: Cell) -> tuple[Value | None, Origin, str | None]:
    return cell.value, cell.origin, cell.flag


def _with_fields(base: Report, acts: tuple[Entry, ...]) -> Report:
    """Title, agency, year, edition and the shape of (六) as corrected."""
    changes: dict[str, Setting] = {}
    for act in acts:
        if act.kind == "edit":
            changes |= {a.row: value for a, value in act.cells if a.table == "fields"}
    report = base
    for name, value in changes.items():
        if name == "title" and (value is None or isinstance(value, str)):
            report = replace(report, title=value)
        elif name == "agency" and (value is None or isinstance(value, str)):
            report = replace(report, agency=value)
        elif name == "edition" and value in ("2019", "2021"):
            report = replace(report, edition=str(value))
        elif name == "year" and (value is None or isinstance(value, int)):
            report = replace(report, year=value)
        elif name == "three_other" and value in (0, 1):
            report = replace(report, three_other=bool(value))
    return report


def _laid_out(report: Report, acts: tuple[Entry, ...]) -> dict[Address, Cell]:
    """The cells of the tables that are found or filled, in the corrected form's order."""
    form = form_of(report.edition, report.three_other)
    filled = {a.table for act in acts if act.kind == "edit" for a, _ in act.cells}
    blank = Cell()
    return {
        address: report.cells.get(address, blank)
        for table in TABLES
        if table in report.found or table in filled
        for address in form.addresses[table]
    }


def _follows(cell: Cell, address: Address) -> bool:
    """A total with no printed figure, that no person gave one, follows its parts."""
    is_total = address.column == "total" or address.row == "processed_total"
    return is_total and cell.value is None and cell.origin is not Origin.EDITED


def _compute_totals(form: Form, cells: dict[Address, Cell], following: set[Address]) -> None:
    """Give every total that follows the sum of its parts: (七) first, then the rows."""
    columns = [i for i in form.identities if i.code == "column_sum" and i.totals[0].column in PARTS]
    rows = [i for i in form.identities if i.code == "row_sum" and i.table in (APPLICATIONS, REVIEW)]
    for identity in (*columns, *rows):
        total = identity.totals[0]
        cell = cells.get(total)
        if cell is None or not (total in following or _follows(cell, total)):
            continue
        parts = [v for a in identity.parts if (v := cells[a].value) is not None]
        asked = total in following
        if parts or asked:
            value: Value | None = sum(parts, start=0) if parts else None
            flag = None if asked else (cell.flag or "total_missing")
            cells[total] = replace(cell, value=value, origin=Origin.COMPUTED, flag=flag)


def figure(value: object) -> Value | None:
    """A figure out of a journal line: an integer, a decimal or None; anything else raises ValueError."""
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    raise ValueError(f"no figure: {value!r}")
