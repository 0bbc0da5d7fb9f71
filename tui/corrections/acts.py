"""What a person can do to a report, as data: state = base + acts[:applied], and undo and redo only move `applied`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from parsers.model import Address, Value

FOLLOW = "="
"""As the value of a total: it follows its parts again."""

Setting = Value | str | None
"""What an edit puts into a cell: a figure, None for blank, `FOLLOW`; a string for agency and title."""

Kind = Literal["edit", "confirm", "decision", "done", "undo", "redo", "later"]

LATER: Literal["later"] = "later"
"""An act that only a later version knows: it counts, and changes nothing here."""

LOST = "lost"
"""The name of such an act that stands for one which damage took away."""


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
    """The name of the act for the list of what was done, e.g. `edit`, `paste`, `shift`, `repair`, `import`."""
    notes: tuple[tuple[Address, str], ...] = ()
    """What a person wrote about cells: the mark of a blank (`/`), a comment."""
    source: str = ""
    """For `import`: the workbook, who saved it last, and its digest."""
    time: str = ""
    by: str = ""
    words: str = ""
    """For `later`: the act as it was written."""


def after(entry: Entry, acts: tuple[Entry, ...], applied: int) -> tuple[tuple[Entry, ...], int]:
    """The acts, and how many of them apply, after one more entry."""
    if entry.kind in ("undo", "redo"):
        return acts, max(0, min(entry.to, len(acts)))
    return (*acts[:applied], entry), applied + 1


def live(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of all that was done the acts that apply, oldest first."""
    acts, applied = replayed(entries)
    return acts[:applied]


def replayed(entries: Iterable[Entry], acts: Iterable[Entry] = (), applied: int = 0) -> tuple[tuple[Entry, ...], int]:
    """As `after` for one entry after the other, in a time that grows as their number does."""
    done = list(acts)
    for entry in entries:
        if entry.kind in ("undo", "redo"):
            applied = max(0, min(entry.to, len(done)))
            continue
        if applied < len(done):
            del done[applied:]
        done.append(entry)
        applied += 1
    return tuple(done), applied


def settled(acts: Iterable[Entry]) -> frozenset[str]:
    """Keys of the findings that these acts mark as printed."""
    state: dict[str, bool] = {}
    for act in acts:
        if act.kind == "decision":
            state |= dict.fromkeys(act.findings, act.on)
    return frozenset(key for key, on in state.items() if on)
