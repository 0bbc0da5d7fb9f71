"""What is exported: a report as it stands with the acts that made it so, and what the acts say of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parsers.model import Address, Finding, Report
from tui.session import Entry, Setting


@dataclass(frozen=True, slots=True)
class Item:
    """One report to export."""

    report: Report
    """As corrected: `Session.report`."""
    name: str = ""
    """The file it came from, as people know it."""
    history: tuple[Entry, ...] = ()
    """Every line of its journal, oldest first."""
    settled: frozenset[str] = frozenset()
    """Keys of the findings that a person marked as printed."""

    @property
    def flagged(self) -> int:
        """How many figures still want a person."""
        return sum(cell.flag is not None for cell in self.report.cells.values())


def live(history: Iterable[Entry]) -> tuple[Entry, ...]:
    """The acts that apply once undo and redo are followed, oldest first (as `Session` replays them)."""
    acts: list[Entry] = []
    applied = 0
    for entry in history:
        if entry.kind in ("undo", "redo"):
            applied = max(0, min(entry.to, len(acts)))
        else:
            acts[applied:] = [entry]
            applied = len(acts)
    return tuple(acts[:applied])


def last_acts(history: Iterable[Entry]) -> dict[Address, Entry]:
    """The last act that touched each cell."""
    return {address: act for act in live(history) for address, _ in act.cells}


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell in one act, for the log."""

    act: Entry
    address: Address
    before: Setting
    after: Setting


def corrections(item: Item) -> Iterator[Correction]:
    """The log of a report: every cell of every act that applies, oldest first, with what stood there before."""
    stands: dict[Address, Setting] = {
        a: cell.was.value for a, cell in item.report.cells.items() if cell.was is not None
    }
    for act in live(item.history):
        for address, setting in act.cells:
            before = stands.get(address)
            after = before if act.kind == "confirm" else setting
            yield Correction(act, address, before, after)
            stands[address] = after


def touching(report: Report) -> Mapping[Address, tuple[Finding, ...]]:
    """The findings that name each cell, worst first."""
    found: dict[Address, tuple[Finding, ...]] = {}
    for finding in report.findings:
        for address in finding.cells:
            found[address] = (*found.get(address, ()), finding)
    return found
