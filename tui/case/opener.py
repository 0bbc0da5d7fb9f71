"""The one way to a report, to look, to claim or from standard input: always the corrected one, its totals followed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from parsers.model import Report
from tui.case import documents, files
from tui.case.case import Case
from tui.case.fault import fault
from tui.corrections.session import Session
from tui.words.language import _

if TYPE_CHECKING:
    from tui.corrections.journal import Journal

T = TypeVar("T")
Read = Callable[[bytes], tuple[Report, ...]]
"""The reports of a file's bytes."""


def look(path: str) -> tuple[Case, ...]:
    """The reports of a file as they stand, at least one; nothing is claimed, nothing can be kept. Never raises."""
    return _opened(path, documents.read_all, _look)


def printed(path: str) -> tuple[Case, ...]:
    """The reports of a file as its text alone says, whatever a person did to them. Never raises."""
    return _opened(path, documents.read_all, lambda path, base, data: Case(path, Session(base), writable=False))


def claim(path: str, read: Read | None = None, part: int = 1) -> Case:
    """A report of a file, claimed for this person's corrections; who else has it is said. Never raises."""
    stamp = files.stamp(path)
    (case, *_) = _opened(path, read or documents.read_all, _claim, part)
    case.stamp = stamp if case.journal is not None else None
    return case


def nothing(path: str, why: str) -> Case:
    """A case without a report that says why."""
    return Case(path, Session(unreadable(why)), notice=why, writable=False)


def unreadable(why: str) -> Report:
    """The report of a file that could not be read."""
    return Report(text="", encoding="", error=why)


def made(path: str, make: Callable[[Case], T], opened: Callable[[str], tuple[Case, ...]] = look) -> list[T]:
    """What is made of the reports of a file; where that fails, of one that cannot be read. Never raises.

    One report among ten thousand must not stop the others, whatever is wrong with it.
    """
    try:
        return [make(case) for case in opened(path)]
    except Exception as error:
        return [make(nothing(path, fault(error)))]


_Open = Callable[[str, Report, bytes], Case]


def _opened(path: str, read: Read, begin: _Open, part: int | None = None) -> tuple[Case, ...]:
    try:
        data = files.read(path)
        bases = [base for base in read(data) if part in (None, base.part)]
        if not bases:
            return (nothing(path, _("文件里没有第 {n} 份报告").format(n=part)),)
        return tuple(nothing(path, base.error) if base.error else begin(path, base, data) for base in bases)
    except files.Unreadable as error:
        return (nothing(path, str(error)),)
    except Exception as error:
        return (nothing(path, fault(error)),)


def _look(path: str, base: Report, data: bytes) -> Case:
    """Raises Unreadable where the journal cannot be used: the figures might be others than the person gave them."""
    if path == files.STDIN:
        return _unkept(path, base)
    from tui.corrections.journal import Journal, JournalRefused

    try:
        journal = Journal.look(Path(path), data, base.part, base.rendition)
    except JournalRefused as error:
        raise files.Unreadable(str(error)) from error
    return Case(path, _resumed(base, journal), journal, writable=False)


def _claim(path: str, base: Report, data: bytes) -> Case:
    if path == files.STDIN:
        return _unkept(path, base)
    from tui.corrections.journal import Journal, JournalRefused

    try:
        journal = Journal.open(Path(path), data, base.part, base.rendition)
        session = _resumed(base, journal)
    except (JournalRefused, OSError) as error:
        return Case(path, Session(base), notice=str(error), writable=False)
    return Case(path, session, journal, _notice(journal), journal.holder is None)


def _resumed(base: Report, journal: Journal) -> Session:
    from tui.corrections.carry import resumed

    return resumed(base, journal)


def _unkept(path: str, base: Report) -> Case:
    return Case(path, Session(base), notice=_("来自标准输入，改动不会保存"))


def _notice(journal: Journal) -> str:
    if journal.holder is not None:
        words = _("{who} 自 {since} 起正在处理这份报告，这里只能查看")
        return words.format(who=journal.holder.by, since=journal.holder.since)
    if journal.strange:
        return _("此处的 .gouji 不属于本人，只读取不写入；修改记录存在 {where}").format(where=journal.path)
    return _("此文件夹不可写，修改记录存在 {where}").format(where=journal.path) if journal.fallback else ""
