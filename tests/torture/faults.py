"""Every call of the system fails in turn: acts and exports. `uv run python tests/torture/faults.py --times 2000`"""

from __future__ import annotations

import errno
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

import parsers
from parsers.model import Address
from tui.corrections.acts import Entry
from tui.corrections.atomic import write_whole
from tui.corrections.journal import Journal, JournalRefused

CALLS = ("open", "write", "read", "fsync", "close", "replace", "rename", "link", "unlink", "mkdir", "fstat", "lstat")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS, errno.ESTALE)
MOST = 40
"""Calls of one kind that the work below makes, at most."""


class Failing:
    """One function of `os` that fails the nth time it is called, perhaps after half of what it was asked."""

    def __init__(self, name: str, nth: int, error: int) -> None:
        self.name, self.nth, self.error = name, nth, error
        self.real = getattr(os, name)
        self.calls = 0

    def __call__(self, *args: Any, **named: Any) -> Any:
        self.calls += 1
        if self.calls != self.nth:
            return self.real(*args, **named)
        if self.name == "write" and self.nth % 2:
            self.real(args[0], args[1][: len(args[1]) // 2])
        if self.name == "close":
            self.real(*args)
        raise OSError(self.error, os.strerror(self.error))


def trials(times: int, seed: int) -> Iterator[str]:
    """A call, how often it is well before, and how it fails."""
    chance = random.Random(seed)
    for _ in range(times):
        yield _trial(chance.choice(CALLS), chance.randint(1, MOST), chance.choice(ERRORS))


def _trial(name: str, nth: int, error: int) -> str:
    with place() as folder:
        report = folder / "in" / "r.txt"
        report.parent.mkdir()
        report.write_bytes(SAMPLE.read_bytes())
        data = report.read_bytes()
        target = report.with_name("out.bin")
        target.write_bytes(b"old")
        failing = Failing(name, nth, error)
        kept: list[Entry] = []
        with patch.object(os, name, failing):
            wrong = _work(report, data, target, kept)
        entries = Journal.look(report, data).entries
        if wrong or entries != tuple(kept):
            return f"{name} {nth} {errno.errorcode[error]}: {wrong or 'kept and read differ'}"
        if target.read_bytes() not in (b"old", b"new" * 9):
            return f"{name} {nth} {errno.errorcode[error]}: the export is half"
        return ""


def _work(report: Path, data: bytes, target: Path, kept: list[Entry]) -> str:
    try:
        journal = Journal.open(report, data)
        for number in range(4):
            _keep(journal, Entry("edit", ((CELLS[number], number),), ("5",)), kept)
        journal.close()
        write_whole(target, lambda part: _write(part), lambda part: None)
    except (OSError, JournalRefused):
        return ""
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _keep(journal: Journal, entry: Entry, kept: list[Entry]) -> None:
    try:
        kept.append(journal.keep(entry))
    except OSError:
        return


def _write(part: Path) -> None:
    with part.open("wb") as file:
        file.write(b"new" * 9)


CELLS: list[Address] = list(parsers.read(SAMPLE.read_bytes()).cells)

if __name__ == "__main__":
    sys.exit(main(trials, 2_000, __doc__))
