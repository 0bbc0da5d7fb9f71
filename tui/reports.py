"""One report out of its file: what the text says, and what a person has made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import parsers
from parsers.model import Repair, Report, Severity
from tui import answer, files
from tui.acts import Entry

UNTOUCHED, IN_WORK, DONE, EXPORTED = "untouched", "in_work", "done", "exported"


@dataclass(frozen=True, slots=True)
class Opened:
    """A report as it stands; one that cannot be read is there too, with `report.error`."""

    report: Report
    history: tuple[Entry, ...] = ()
    """Every line of its journal."""
    settled: frozenset[str] = frozenset()
    """Keys of the findings that a person marked as printed."""
    state: str = UNTOUCHED


def opened(path: str, corrected: bool = True) -> Opened:
    """The report of a file, with its corrections or as the text alone says; never raises."""
    try:
        data = files.read(path)
        base = parsers.read(data)
        if not corrected or path == files.STDIN or base.error:
            return Opened(base)
        return _with_journal(base, path, data)
    except files.Unreadable as error:
        return Opened(answer.unreadable(str(error)))
    except Exception as error:
        # One report among ten thousand must not stop the others, whatever is wrong with it.
        return Opened(answer.unreadable(f"{type(error).__name__}: {error}"))


def _with_journal(base: Report, path: str, data: bytes) -> Opened:
    from tui.carry import resumed
    from tui.journal import Journal, JournalRefused

    try:
        journal = Journal.look(Path(path), data)
    except JournalRefused as error:
        raise files.Unreadable(str(error)) from error
    session = resumed(base, journal)
    if session.base is base and not session.acts:
        return Opened(base)
    state = DONE if session.done else IN_WORK if session.live else UNTOUCHED
    return Opened(session.report, journal.entries or session.acts, session.settled, state)


def repaired(loaded: Opened) -> tuple[Sequence[Repair], int]:
    """The repairs to offer, and how many equally small ones are left off."""
    if not any(finding.severity is Severity.ERROR for finding in loaded.report.findings):
        return (), 0
    from parsers.repair import suggest

    found = suggest(loaded.report, loaded.settled)
    return found.repairs, found.more
