"""What is kept of each of many reports, put aside on disk, one year of an agency held against the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import NamedTuple

from parsers.checking.years import compare, kept
from parsers.model import Finding, Report
from tui.case.case import DONE, DOUBTFUL, IN_WORK, Case
from tui.case.opener import made
from tui.many.across import Across
from tui.many.spool import Spool
from tui.many.summary import Summary, summary


class Record(NamedTuple):
    """What is kept of a report."""

    summary: Summary
    findings: tuple[Finding, ...]
    settled: frozenset[str]
    slim: Report
    """What other years of the agency are compared with."""

    def with_findings(self, found: tuple[Finding, ...]) -> Record:
        """With what comparing it to other reports has found."""
        left = tuple(finding for finding in found if finding.key not in self.settled)
        return self._replace(summary=self.summary.with_findings(left), findings=(*self.findings, *found))


def records_of(path: str) -> list[Record]:
    """What is kept of the reports of a file, at least one; never raises."""
    return made(path, _record)


def records_of_case(case: Case) -> list[Record]:
    """What is kept of the reports of the file of one that is open."""
    return [_record(replace(case, before=None))] if case.report.parts == 1 else records_of(case.path)


def _record(case: Case) -> Record:
    return Record(summary(case), case.report.findings, case.settled, kept(case.report))


class Records:
    """Reports by number, in the order in which they came; one thread may add while another asks."""

    def __init__(self) -> None:
        self._spool: Spool[Record] = Spool()
        self._across = Across()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._spool)

    def __getitem__(self, number: int) -> Record:
        with self._lock:
            return self._spool[number]

    def __setitem__(self, number: int, record: Record) -> None:
        """Put another record of the same agency and year in the place of one."""
        with self._lock:
            self._spool[number] = record

    def add(self, fresh: Sequence[Record]) -> range:
        """Keep the reports of a file; their numbers."""
        start = len(self)
        for number, record in enumerate(fresh, start):
            with self._lock:
                self._spool.append(record)
                self._across.add(number, record.summary.agency, record.summary.year)
        return range(start, len(self))

    def forget(self, numbers: range) -> None:
        """No longer hold others against these reports: what is known of them is not true any more."""
        with self._lock:
            self._across.remove(numbers)

    def compared(self) -> Iterator[tuple[int, Record]]:
        """Each report that takes over something else than the year before left, with what it is."""
        for number, found in self._across.findings(self._slim):
            yield number, self[number].with_findings(found)

    def before(self, report: Report) -> Report | None:
        """The report that its agency gave for the year before, where there is one."""
        return self._across.before(report, self._slim)

    def after(self, report: Report) -> Iterator[int]:
        """The reports that its agency gave for the year after."""
        return self._across.after(report, self._slim)

    def _slim(self, number: int) -> Report:
        return self[number].slim


class Files:
    """The same by file, as the list shows them: a row a file."""

    def __init__(self) -> None:
        self._records = Records()
        self._numbers: dict[str, range] = {}

    def add(self, fresh: Sequence[Record]) -> Summary:
        """Keep the reports of a file; its row, held against no other."""
        file = fresh[0].summary.file
        if file in self._numbers:
            self._records.forget(self._numbers[file])
        self._numbers[file] = self._records.add(fresh)
        return merged([record.summary for record in fresh])

    def again(self, fresh: Sequence[Record]) -> list[Summary]:
        """The rows that may say something else since this file was worked on: its own and those of the year after."""
        files = dict.fromkeys([self.add(fresh).file])
        for record in fresh:
            files.update(
                dict.fromkeys(self._records[number].summary.file for number in self._records.after(record.slim))
            )
        return [merged([self._told(number) for number in self._numbers[file]]) for file in files]

    def _told(self, number: int) -> Summary:
        record = self._records[number]
        before = self.before(record.slim)
        return (record.with_findings(compare(before, record.slim)) if before is not None else record).summary

    def held(self) -> Iterator[tuple[Summary, Summary]]:
        """The rows that say more held against the years before: as `add` gave them, and as they are."""
        told = {number: record.summary for number, record in self._records.compared()}
        for file in dict.fromkeys(row.file for row in told.values()):
            alone = {number: self._records[number].summary for number in self._numbers[file]}
            yield merged([*alone.values()]), merged([told.get(number, alone[number]) for number in alone])

    def before(self, report: Report) -> Report | None:
        """What is kept of the report that this report's agency gave for the year before, where there is one."""
        return self._records.before(report)


def merged(parts: Sequence[Summary]) -> Summary:
    """The reports of one file as one: named by the first, with what is wrong in any, as far as the least far."""
    first = parts[0]
    if len(parts) == 1:
        return first
    states = {part.state for part in parts}
    over = states <= {DONE, DOUBTFUL}
    return first._replace(
        tables="".join("—" if "—" in told else told[0] for told in zip(*(part.tables for part in parts), strict=True)),
        state=states.pop() if len(states) == 1 else DOUBTFUL if over else IN_WORK,
        errors=sum(part.errors for part in parts),
        warnings=sum(part.warnings for part in parts),
        flagged=sum(part.flagged for part in parts),
    )
