"""A report on the desk: its file, its session with the journal behind it, and what to say about how it was opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from tui.case import files
from tui.corrections.session import Entry, Session
from tui.export import answer
from tui.words.language import _

if TYPE_CHECKING:
    from parsers.model import Address, Report
    from tui.corrections.journal import Journal


@dataclass
class Desk:
    """What the workbench works on; one that cannot be read has `session.report.error`."""

    path: str
    session: Session
    journal: Journal | None = None
    notice: str = ""
    """What a person should know at once: where corrections go, who else has the report, why it cannot be read."""
    writable: bool = True
    """False where no act can be kept: somebody else has the report, or there is none."""
    before: Report | None = None
    """The report of the same agency for the year before, where that is known."""
    _seen: tuple[Report, Report] | None = None

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
        if self._seen is None or self._seen[0] is not report:
            from parsers.checking.years import compare

            told = report.with_cells(report.cells, (*report.findings, *compare(self.before, report)))
            self._seen = (report, told)
        return self._seen[1]

    @property
    def target(self) -> Path:
        """Where Ctrl+E writes: the workbook beside the report; `a.txt` and `a.md` have one each."""
        path = Path(self.path).absolute()
        others = (path.with_suffix(suffix) for suffix in files.READABLE if suffix not in (".xlsx", path.suffix.lower()))
        alone = path.suffix.lower() not in ("", ".xlsx") and not any(other.exists() for other in others)
        return path.with_suffix(".xlsx") if alone else path.with_name(f"{path.name}.xlsx")

    @property
    def history(self) -> tuple[Entry, ...]:
        """Every line of the journal."""
        return tuple(self.journal.entries) if self.journal is not None else self.session.acts

    @property
    def cursor(self) -> Address | None:
        """Where the person was when this report was left."""
        return self.journal.cursor if self.journal is not None else None

    def leave_at(self, address: Address) -> None:
        """Remember where the person is."""
        if self.journal is not None:
            self.journal.keep_cursor(address)

    def close(self) -> None:
        """Let go of the report."""
        if self.journal is not None:
            self.journal.close()
            self.journal = None


def opened(path: str, read: Callable[[bytes], parsers.Report] = parsers.read) -> Desk:
    """The report of a file with its corrections; whatever is wrong with it is said in the desk. Never raises."""
    try:
        data = files.read(path)
    except files.Unreadable as error:
        return nothing(path, str(error))
    base = read(data)
    if base.error:
        return nothing(path, base.error)
    if path == files.STDIN:
        return Desk(path, Session(base), notice=_("来自标准输入,改动不会保存"))
    return _with_journal(path, base, data)


def nothing(path: str, why: str) -> Desk:
    """An empty desk that says why it is empty."""
    return Desk(path, Session(answer.unreadable(why)), notice=why, writable=False)


def _with_journal(path: str, base: parsers.Report, data: bytes) -> Desk:
    from tui.corrections.carry import resumed
    from tui.corrections.journal import Journal, JournalRefused

    try:
        journal = Journal.open(Path(path), data)
        session = resumed(base, journal)
    except (JournalRefused, OSError) as error:
        return Desk(path, Session(base), notice=str(error), writable=False)
    return Desk(path, session, journal, _notice(journal), journal.holder is None)


def _notice(journal: Journal) -> str:
    if journal.holder is not None:
        words = _("{who} 自 {since} 起正在处理这份报告,这里只能查看")
        return words.format(who=journal.holder.by, since=journal.holder.since)
    if journal.strange:
        return _("此处的 .gouji 不属于本人，只读取不写入；修改记录存在 {where}").format(where=journal.path)
    return _("此文件夹不可写,修改记录存在 {where}").format(where=journal.path) if journal.fallback else ""
