"""One report under correction: state = base + acts[:applied]; undo and redo only move `applied`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from parsers.model import Address, Report
from tui.corrections.acts import FOLLOW, Entry, Kind, Setting, after, replayed, settled
from tui.corrections.applied import corrected, printed

__all__ = ["FOLLOW", "Entry", "Keep", "Kind", "Session", "Setting", "corrected", "settled"]

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
        if changes:
            self._do(Entry("edit", tuple(changes.items()), self._printed(changes), what=what))

    def take_back(self, changes: Mapping[Address, Setting], notes: Mapping[Address, str], source: str) -> None:
        """Put what a workbook has otherwise into cells, as one undo step. Raises OSError as `edit`."""
        if changes or notes:
            told = Entry("edit", tuple(changes.items()), self._printed(changes), what="import")
            self._do(replace(told, notes=tuple(notes.items()), source=source))

    def confirm(self, addresses: Iterable[Address], what: str = "confirm") -> None:
        """Mark cells as looked at and left as they are, as one undo step."""
        cells = tuple(addresses)
        if cells:
            self._do(Entry("confirm", tuple((a, None) for a in cells), self._printed(cells), what=what))

    def decide(self, findings: Iterable[str], as_printed: bool = True, what: str = "decision") -> None:
        """Record that these findings (by key) are printed so in the report, or open them again."""
        keys = tuple(findings)
        if keys:
            self._do(Entry("decision", findings=keys, on=as_printed, what=what))

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
        self.acts, self.applied = replayed(entries, self.acts, self.applied)
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
