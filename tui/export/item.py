"""What is exported: a report as it stands, with the acts that made it so and what they say of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parsers.model import Address, Finding, Report
from tui.case.case import Case
from tui.corrections.acts import Entry, Setting, live


@dataclass(frozen=True, slots=True)
class Item:
    """One report to export."""

    report: Report
    """As corrected: `Case.report`."""
    name: str = ""
    """The file it came from, as people know it."""
    history: tuple[Entry, ...] = ()
    """The acts that made it so, oldest first."""
    settled: frozenset[str] = frozenset()
    """Keys of the findings that a person marked as printed."""
    id: str = ""
    """What its journal knows it by: the SHA-256 of its bytes; empty where no journal is kept."""

    @property
    def flagged(self) -> int:
        """How many figures still want a person."""
        return sum(cell.flag is not None for cell in self.report.cells.values())


def item_of(case: Case) -> Item:
    """What is exported of a report that was opened."""
    known = case.journal.id if case.journal is not None else ""
    return Item(case.report, case.path, case.history, case.settled, known)


def last_acts(history: Iterable[Entry]) -> dict[Address, Entry]:
    """The last act that touched each cell."""
    return {address: act for act in live(history) for address, _ in act.cells}


def notes(history: Iterable[Entry]) -> dict[Address, str]:
    """What a person last wrote about each cell, while the act that brought it applies."""
    return {address: words for act in live(history) for address, words in act.notes}


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell in one act, for the log."""

    act: Entry
    address: Address
    printed: str | None
    """What the report prints there."""
    before: Setting
    after: Setting


def corrections(item: Item) -> Iterator[Correction]:
    """The log of a report: every cell of every act that applies, oldest first, with what stood there before."""
    stands: dict[Address, Setting] = {a: c.was.value for a, c in item.report.cells.items() if c.was is not None}
    for act in live(item.history):
        printed = act.printed or (None,) * len(act.cells)
        for (address, setting), raw in zip(act.cells, printed, strict=False):
            before = stands.get(address)
            stands[address] = before if act.kind == "confirm" else setting
            yield Correction(act, address, raw, before, stands[address])


def decisions(history: Iterable[Entry]) -> dict[str, Entry]:
    """The act that marked each finding as printed, by the finding's key; those opened again have none."""
    made: dict[str, Entry] = {}
    for act in live(history):
        if act.kind == "decision":
            for key in act.findings:
                made[key] = act
    return {key: act for key, act in made.items() if act.on}


def touching(report: Report) -> Mapping[Address, tuple[Finding, ...]]:
    """The findings that name each cell, worst first."""
    found: dict[Address, tuple[Finding, ...]] = {}
    for finding in report.findings:
        for address in finding.cells:
            found[address] = (*found.get(address, ()), finding)
    return found
