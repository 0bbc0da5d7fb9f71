"""One report out of its file: what the text says, and what a person has made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import parsers
from parsers.model import Repair, Report, Severity
from tui.case import files
from tui.corrections.acts import Entry
from tui.export import answer
from tui.words.language import _

if TYPE_CHECKING:
    from tui.corrections.journal import Journal
    from tui.corrections.session import Session

T = TypeVar("T")

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
    journal: Path | None = None
    """Where its journal is, or would be; None where none was looked for."""
    id: str = ""
    """The SHA-256 of its bytes, where a journal was looked for."""


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
        return _failed(error)


def made(path: str, make: Callable[[Opened], T], corrected: bool = True) -> T:
    """What is made of the report of a file; where that fails, what is made of one that cannot be read. Never raises.

    One report among ten thousand must not stop the others, whatever is wrong with it.
    """
    try:
        return make(opened(path, corrected))
    except Exception as error:
        return make(_failed(error))


def _failed(error: Exception) -> Opened:
    why = _("读取时程序出错({error})").format(error=f"{type(error).__name__}: {error}"[:200])
    return Opened(answer.unreadable(why))


def _with_journal(base: Report, path: str, data: bytes) -> Opened:
    from tui.corrections.journal import Journal, JournalRefused

    try:
        journal = Journal.look(Path(path), data)
    except JournalRefused as error:
        raise files.Unreadable(str(error)) from error
    if not (journal.entries or journal.findings or any(acts for _header, acts in journal.carried)):
        return Opened(base, state=_exported(journal, path) or UNTOUCHED, journal=journal.path, id=journal.id)
    from tui.corrections.carry import resumed

    session = resumed(base, journal)
    state = state_of(session, journal, path)
    return Opened(session.report, journal.entries, session.settled, state, journal.path, journal.id)


def state_of(session: Session, journal: Journal | None, path: str) -> str:
    """How far a person is with the report of a file."""
    worked_on = DONE if session.done else IN_WORK if session.live else UNTOUCHED
    return _exported(journal, path) or worked_on


def _exported(journal: Journal | None, path: str) -> str | None:
    from tui.corrections.exported import is_noted

    return EXPORTED if journal is not None and is_noted(journal.path, Path(path), len(journal.entries)) else None


def repaired(loaded: Opened) -> tuple[Sequence[Repair], int]:
    """The repairs to offer, and how many equally small ones are left off."""
    if not any(finding.severity is Severity.ERROR for finding in loaded.report.findings):
        return (), 0
    from parsers.repairing.repair import suggest

    try:
        found = suggest(loaded.report, loaded.settled)
    except Exception:  # as in `opened`; a report without suggestions is still a report
        return (), 0
    return found.repairs, found.more
