"""Which reports went into a workbook as they now stand: a mark beside the journal, no act of a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tui.corrections.places import state_folder


def note(journal: Path, acts: int) -> None:
    """Mark the report with that journal as exported after so many lines; where that cannot be written, it is not."""
    for mark in _marks(journal):
        with suppress(OSError):
            mark.parent.mkdir(exist_ok=True)
            mark.write_text(f"{acts}\n", encoding="ascii")
            return


def is_noted(journal: Path, acts: int) -> bool:
    """Whether the report was exported and nothing was done to it since."""
    for mark in _marks(journal):
        with suppress(OSError, ValueError):
            return mark.read_text("ascii") == f"{acts}\n"
    return False


def _marks(journal: Path) -> Iterator[Path]:
    """Beside the journal, or in the state directory where that folder is read-only."""
    name = journal.with_suffix(".exported").name
    yield journal.with_name(name)
    yield state_folder() / name
