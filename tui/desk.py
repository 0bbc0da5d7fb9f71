"""A report on the desk: its file, its session with the journal behind it, and what to say about how it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from tui import answer, files
from tui.i18n import _
from tui.session import Entry, Session

if TYPE_CHECKING:
    from tui.journal import Journal


@dataclass
class Desk:
    """What the workbench works on; one that cannot be read has `session.report.error`."""

    path: str
    session: Session
    journal: Journal | None = None
    notice: str = ""
    """What a person should know at once: where corrections go, or why they cannot be kept."""
    writable: bool = True
    """False where somebody else has the report, or its journal cannot be used."""

    @property
    def name(self) -> str:
        """The file name."""
        return Path(self.path).name

    @property
    def target(self) -> Path:
        """Where Ctrl+E writes: the workbook beside the report."""
        return Path(self.path).absolute().with_suffix(".xlsx")

    @property
    def history(self) -> tuple[Entry, ...]:
        """Every line of the journal."""
        return tuple(self.journal.entries) if self.journal is not None else self.session.acts

    def close(self) -> None:
        """Let go of the report."""
        if self.journal is not None:
            self.journal.close()


def opened(path: str) -> Desk:
    """The report of a file with its corrections replayed; whatever is wrong with it is said in the desk."""
    try:
        data = files.read(path)
    except files.Unreadable as error:
        return Desk(path, Session(answer.unreadable(str(error))), notice=str(error), writable=False)
    base = parsers.read(data)
    if base.error:
        return Desk(path, Session(base), notice=base.error, writable=False)
    from tui.journal import Journal, JournalRefused

    try:
        journal = Journal.open(Path(path), data)
    except JournalRefused as error:
        return Desk(path, Session(base), notice=str(error), writable=False)
    except OSError as error:
        return Desk(path, Session(base), notice=_("修改记录打不开:{why}").format(why=error), writable=False)
    session = Session(base, journal.keep)
    session.replay(journal.entries)
    notice = _("此文件夹不可写,修改记录存在 {where}").format(where=journal.path) if journal.fallback else ""
    return Desk(path, session, journal, notice)
