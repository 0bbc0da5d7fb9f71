"""A workbook on its way back: each of its reports found among files by its bytes, and its differences weighed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parsers.model import Finding, Severity
from tui.case import files
from tui.case.case import Case
from tui.case.opener import claim, look
from tui.export.taken_back import TakenBack, taken_back
from tui.export.workbook.taken import Book, Report
from tui.words.language import _


@dataclass
class Returned:
    """One report of a workbook, found or not; whoever has it closes it."""

    name: str
    """The file it was exported from, and which report of the file."""
    source: str
    desk: Case | None
    """None where it is not among the files."""
    taken: TakenBack
    notice: str = ""
    """Why nothing can be taken, or what a person should know."""
    borrowed: bool = False
    """Whether somebody else has it open, and closes it."""

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to take, and a journal to take it into."""
        some = bool(self.taken.changes or self.taken.notes)
        return some and self.desk is not None and self.desk.writable and self.desk.journal is not None

    def take(self) -> tuple[Finding, ...]:
        """Take the changes as one act; what fails now and did not before. Raises OSError where it cannot be kept."""
        if self.desk is None or not self.can_be_taken:
            return ()
        session = self.desk.session
        before = {finding.key for finding in session.report.findings}
        session.take_back(self.taken.settings, self.taken.notes or {}, self.source)
        found = session.report.findings
        return tuple(f for f in found if f.key not in before and f.severity is not Severity.INFO)

    def close(self) -> None:
        """Let go of the report."""
        if self.desk is not None and not self.borrowed:
            self.desk.close()


def returned(book: Book, paths: Sequence[str], open_: Case | None = None) -> Iterator[Returned]:
    """Every report of the workbook, in its order, held against the files that the paths mean; one is open already."""
    found = _found(book.reports, paths)
    held: dict[tuple[str, int], Case] = {}
    for report in book.reports:
        path, changed = found.get(report.id, ("", False))
        name = path or report.file
        if report.part > 1:
            name = _("{file}（第 {n} 份）").format(file=name, n=report.part)
        if not path:
            yield Returned(name, book.source, None, TakenBack(), _("找不到这份报告，未取回"))
            continue
        if open_ is not None and _is_open(open_, path, report):
            held[path, report.part] = open_
        before = held.get((path, report.part))
        borrowed = before is not None and before.journal is not None  # a copy of it, or open on the desk
        desk = before if before is not None and borrowed else claim(path, part=report.part)
        held[path, report.part] = desk
        taken = taken_back(report.figures, desk.session) if not desk.report.error else TakenBack()
        notice = desk.notice if not desk.writable else _("原文在导出后变过") if changed else ""
        yield Returned(name, book.source, desk, taken, notice, borrowed)


def _is_open(case: Case, path: str, report: Report) -> bool:
    same = case.path == path or (Path(case.path).exists() and Path(case.path).samefile(path))
    return same and case.session.base.part == report.part


def _found(reports: Sequence[Report], paths: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """The file of each report by its bytes; else the only one of its name, its text being another now."""
    wanted = {report.id for report in reports}
    found: dict[str, tuple[str, bool]] = {}
    named: dict[str, list[str]] = {}
    for path in files.reports(paths):
        with suppress(OSError):
            id = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            if id in wanted:
                found.setdefault(id, (path, False))
            named.setdefault(Path(path).name, []).append(path)
    for report in reports:
        alike = named.get(Path(report.file).name, [])
        if report.id not in found and len(alike) == 1 and _is_same(report, alike[0]):
            found[report.id] = (alike[0], True)
    return found


def _is_same(report: Report, path: str) -> bool:
    """Whether a file of the same name has this report with another text: the agency and the year are the same."""
    of_file = (case.report for case in look(path) if case.report.part == report.part)
    return any(now.error is None and (now.agency, now.year) == (report.agency, report.year) for now in of_file)
