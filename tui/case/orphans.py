"""Journals without a report: corrections that nobody would see again, were they not told of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tui.case.files import READABLE, Unreadable, read
from tui.corrections import guarded
from tui.corrections.journal import FOLDER
from tui.corrections.lines import read_lines
from tui.words.language import _
from tui.words.plain import visible


def orphans(home: Path) -> Iterator[Path]:
    """The journals beside the reports of a folder of which no report is there any more, under whatever name."""
    journals = [journal for journal in sorted((home / FOLDER).glob("*.jsonl")) if not _is_there(home, _file(journal))]
    there = set(_hashes(home)) if journals else set()
    return (journal for journal in journals if journal.name[:16] not in there)


def home_of(path: str) -> Path:
    """The folder in which a report's journal lies; of a folder itself."""
    return Path(path) if Path(path).is_dir() else Path(path).parent


def orphaned(journal: Path) -> str:
    """What is said of one."""
    return _("{path}：这份修改记录没有对应的报告").format(path=visible(str(journal)))


def all_orphaned(journals: Sequence[Path]) -> str:
    """What is said of several in one sentence."""
    if len(journals) == 1:
        return orphaned(journals[0])
    return _("{n} 份修改记录没有对应的报告，gouji doctor 列出它们").format(n=len(journals))


def _file(journal: Path) -> str | None:
    """The report's name when the journal began; None where that cannot be read, which is told otherwise."""
    with suppress(OSError, ValueError):
        header = read_lines(guarded.read(journal)).header
        return header.file if header is not None else None
    return None


def _is_there(home: Path, name: str | None) -> bool:
    with suppress(OSError, ValueError):
        return name is None or (home / name).is_file()
    return False


def _hashes(home: Path) -> Iterator[str]:
    """What the reports of the folder are known by; it is asked for only where a journal's own report is not there."""
    for path in home.iterdir():
        if path.name.lower().endswith(READABLE) and path.is_file():
            with suppress(Unreadable):
                yield hashlib.sha256(read(str(path))).hexdigest()[:16]
