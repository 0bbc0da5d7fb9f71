"""Reads the bytes of a file, whatever they are: texts and most documents here, PDFs in a process of their own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import parsers
from parsers.documents import kind_of
from parsers.documents.rendition import REFUSALS, Rendition, refused
from parsers.model import Report
from parsers.reading.read import reports_of_rendition
from tui.words.language import language

if TYPE_CHECKING:
    import subprocess

MOST_SECONDS = 12.0
"""How long one document may take; a report of a hundred pages takes one second."""

_processes: dict[int, subprocess.Popen[bytes]] = {}
"""The reader of each process of this program, for a forked one shares its parent's pipes."""


def read_all(data: bytes) -> tuple[Report, ...]:
    """Every report of a file's bytes, its error in the language that is spoken; never raises, whatever the bytes."""
    reports = reports_of_rendition(_apart(data)) if kind_of(data) == "pdf" else parsers.read_all(data)
    return tuple(map(_in_words, reports))


def read(data: bytes) -> Report:
    """The first report of a file's bytes."""
    return read_all(data)[0]


def _in_words(report: Report) -> Report:
    if report.error is None or language() != "en":
        return report
    english = dict(REFUSALS.values())
    return replace(report, error=english.get(report.error, report.error))


def _apart(data: bytes) -> Rendition:
    """The rendition of a PDF, or why there is none: also where its reader crashed or took too long."""
    from threading import Thread

    from tui.case.pdf_process import received, sent, unpacked

    process = _process()
    answers: list[bytes | None] = []

    def ask() -> None:
        with suppress(OSError, ValueError):
            if process.stdin is not None and process.stdout is not None:
                sent(process.stdin, data)  # type: ignore[arg-type]
                answers.append(received(process.stdout))  # type: ignore[arg-type]

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(MOST_SECONDS)
    slow = asking.is_alive()
    if not slow and answers and answers[0] is not None:
        with suppress(ValueError, TypeError):
            return unpacked(answers[0])
    process.kill()
    process.wait()
    _processes.pop(os.getpid(), None)
    return refused("pdf", "too_slow" if slow else "crashed")


def _process() -> subprocess.Popen[bytes]:
    import subprocess

    process = _processes.get(os.getpid())
    if process is None or process.poll() is not None:
        # Nothing of the current folder is imported (-P), and what the library says of a file is nobody's business.
        command = [sys.executable, "-P", "-m", "tui.case.pdf_process"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        _processes[os.getpid()] = process
    return process
