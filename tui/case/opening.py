"""What stands on the desk at first: one report, the foretaste of a large one while it is read, or none for a list."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import parsers
from parsers.documents import kind_of
from parsers.model import Cell, Report, Span
from parsers.prose.heading import read_heading
from parsers.text.source import decode
from tui.case import documents, files
from tui.case.case import Case
from tui.case.opener import claim, nothing, unreadable
from tui.corrections.session import Session
from tui.words.language import _

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LARGE = 1_000_000
"""Bytes from which a report is read in the background, its tables alone being shown at first."""

_FIRST, _LAST = ("第二十条", "信息内容", "申请人情况"), ("结转下年度", "结果维持")
_BEFORE, _BEHIND, _MOST = 2_000, 4_000, 100_000
"""Characters before the first words of the tables and behind the last ones, and at most."""


def is_one(paths: Sequence[str]) -> bool:
    """Whether the paths mean one report, not a list of them."""
    return len(paths) == 1 and not Path(paths[0]).is_dir()


def is_large(path: str) -> bool:
    """Whether reading the report takes so long that a person would wait."""
    try:
        return Path(path).stat().st_size >= LARGE
    except OSError:
        return False


def begun(path: str, part: int = 1) -> Case:
    """One of the reports of a path, counted from 1, or of a large one what can be told at once."""
    return foretaste(path) if is_large(path) else claim(path, part=part)


def foretaste(path: str) -> Case:
    """The tables of a large report, read without the rest; nothing can be changed yet."""
    words = _("正在读取 {path}").format(path=path)
    try:
        data = files.read(path)
    except files.Unreadable:
        return nothing(path, words)
    if kind_of(data) is not None:
        return nothing(path, words)
    source = decode(data)
    start, end = _tables(source.text)
    report = parsers.read(source.text[start:end].encode("utf-8", "replace"))
    heading = read_heading(source.text)
    session = Session(report)
    shifted = _shifted(session.report, source.text, start)
    session.report = replace(shifted, title=heading.title, agency=heading.agency, year=heading.year)
    return Case(path, session, notice=words, writable=False)


def large(path: str, part: int = 1) -> Case:
    """A large report with its corrections, read by another process: no key waits for one long regular expression."""
    return claim(path, _read_apart, part)


def _read_apart(data: bytes) -> tuple[Report, ...]:
    from multiprocessing import get_context

    os.environ["PYTHONSAFEPATH"] = "1"  # else modules of the current folder would be run
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    # A process that multiprocessing starts inherits standard error; Textual's stand-in for it has no descriptor.
    with redirect_stderr(sys.__stderr__):
        reader = context.Process(target=_read_for_another, args=(data, there), daemon=True)
        reader.start()
    there.close()
    try:
        reports: tuple[Report, ...] = here.recv()
    except EOFError:
        return (unreadable(_("一个工作进程意外中止（内存不足？）")),)
    return reports


def _read_for_another(data: bytes, there: Connection) -> None:
    """Sent in what can be sent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reports = tuple(replace(report, cells=dict(report.cells)) for report in documents.read_all(data))
    with suppress(BrokenPipeError):
        there.send(reports)


def _tables(text: str) -> tuple[int, int]:
    """Where the tables stand, roughly."""
    first = min((at for words in _FIRST if (at := text.find(words)) >= 0), default=0)
    start = max(0, first - _BEFORE)
    last = max(text.rfind(words, start, start + _MOST) for words in _LAST)
    return start, (last if last >= 0 else start) + _BEHIND


def _shifted(report: Report, text: str, by: int) -> Report:
    """A report on a part of a text as one on the whole."""

    def moved(cell: Cell) -> Cell:
        return cell if cell.span is None else cell._replace(span=Span(cell.span.start + by, cell.span.end + by))

    cells = {address: moved(cell) for address, cell in report.cells.items()}
    return replace(report, text=text, cells=cells, reading=(), findings=(), loose=())
