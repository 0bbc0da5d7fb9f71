"""Which reports went into a workbook as they now stand: a mark beside the journal, no act of a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tui.corrections import guarded
from tui.corrections.atomic import make_folder
from tui.corrections.state import state_folder

_MOST = 65536
"""Bytes of a mark: a line for each file with the same text."""


def note(journal: Path, report: Path, acts: int) -> None:
    """Mark a report with that journal as exported after so many lines; where that cannot be written, it is not.

    A copy of the report with another name has the same journal, and a line of its own.
    """
    mode = guarded.rights_beside(report)
    for mark in _marks(journal):
        with suppress(OSError, ValueError):
            lines = {**_lines(mark), report.name: str(acts)}
            make_folder(mark.parent, private=mark.parent == state_folder())
            fd = guarded.open_or_create(mark, mode)
            try:
                guarded.give_rights(fd, mode)
                content = "".join(f"{count} {name}\n" for name, count in lines.items()).encode(
                    "utf-8", "surrogateescape"
                )
                guarded.write(fd, content)
                os.ftruncate(fd, len(content))
            finally:
                os.close(fd)
            return


def is_noted(journal: Path, report: Path, acts: int) -> bool:
    """Whether the report was exported and nothing was done to it since."""
    for mark in _marks(journal):
        if lines := _lines(mark):
            return lines.get(report.name, lines.get("")) == str(acts)
    return False


def _lines(mark: Path) -> dict[str, str]:
    """By file name, after how many acts; older versions gave no name, and there it is empty."""
    try:
        text = guarded.read(mark, _MOST).decode("utf-8", "surrogateescape")
    except OSError:
        return {}
    pairs = (line.partition(" ") for line in text.split("\n") if line)
    return {name: count for count, _blank, name in pairs}


def _marks(journal: Path) -> Iterator[Path]:
    """Beside the journal, or in the state directory where that folder is read-only."""
    name = journal.with_suffix(".exported").name
    yield journal.with_name(name)
    yield state_folder() / name
