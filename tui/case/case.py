"""A report under correction: its session, the journal behind it, how far a person is, and what else is to be said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parsers.form.printed import TABLES
from tui.case import files
from tui.case.remaining import remaining
from tui.corrections.session import Entry, Session

if TYPE_CHECKING:
    from parsers.model import Address, Finding, Report
    from tui.corrections.journal import Journal

UNTOUCHED, IN_WORK, DONE, DOUBTFUL = "untouched", "in_work", "done", "doubtful"
"""How far a person is; the last: marked as done with findings or flagged cells left."""


@dataclass
class Case:
    """What every command and the workbench know of a report; one that cannot be read has `report.error`."""

    path: str
    session: Session
    journal: Journal | None = None
    notice: str = ""
    """What a person should know at once: where corrections go, who else has the report, why it cannot be read."""
    writable: bool = True
    """False where no act can be kept: it was opened only to look, somebody else has the report, or there is none."""
    before: Report | None = None
    """The report of the same agency for the year before, where that is known."""
    stamp: tuple[int, int] | None = None
    """Of the file whose text this is, where it may be written anew meanwhile."""
    _compared: tuple[Report, Report] | None = None

    @property
    def name(self) -> str:
        """The file name."""
        return Path(self.path).name

    @property
    def report(self) -> Report:
        """The report as it stands, with what the year before says of it."""
        report = self.session.report
        if self.before is None:
            return report
        if self._compared is None or self._compared[0] is not report:
            from parsers.checking.years import compare

            told = report.with_cells(report.cells, (*report.findings, *compare(self.before, report)))
            self._compared = (report, told)
        return self._compared[1]

    @property
    def settled(self) -> frozenset[str]:
        """Keys of the findings that a person marked as printed."""
        return self.session.settled

    @property
    def remaining(self) -> tuple[Finding, ...]:
        """The findings that still want a person."""
        return remaining(self.report, self.settled)

    @property
    def flagged(self) -> int:
        """How many cells a person should look at."""
        return sum(cell.flag is not None for cell in self.report.cells.values())

    @property
    def lacking(self) -> bool:
        """Whether its text can be read and lacks a table."""
        return not self.report.error and len(self.report.found) < len(TABLES)

    @property
    def clean(self) -> bool:
        """Whether nothing in it wants a person."""
        return not (self.report.error or self.flagged or self.remaining)

    @property
    def state(self) -> str:
        """How far a person is with it."""
        if self.session.done:
            return DONE if self.clean else DOUBTFUL
        return IN_WORK if self.session.live else UNTOUCHED

    @property
    def target(self) -> Path:
        """Where Ctrl+E writes: the workbook beside the report; `a.txt` and `a.md` have one each."""
        path = Path(self.path).absolute()
        others = (path.with_suffix(suffix) for suffix in files.READABLE if suffix not in (".xlsx", path.suffix.lower()))
        alone = path.suffix.lower() not in ("", ".xlsx") and not any(other.exists() for other in others)
        return path.with_suffix(".xlsx") if alone else path.with_name(f"{path.name}.xlsx")

    @property
    def history(self) -> tuple[Entry, ...]:
        """The acts that apply, oldest first."""
        return self.session.live

    @property
    def cursor(self) -> Address | None:
        """Where the person was when this report was left."""
        return self.journal.cursor if self.journal is not None else None

    def overtaken(self) -> bool:
        """Whether the file was written anew or taken away since this last said so; what is kept applies to the next."""
        if self.stamp is None or (now := files.stamp(self.path)) == self.stamp:
            return False
        self.stamp = now
        return True

    def leave_at(self, address: Address) -> None:
        """Remember where the person is."""
        if self.journal is not None:
            self.journal.keep_cursor(address)

    def close(self) -> None:
        """Let go of the report."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None
