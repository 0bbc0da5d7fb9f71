"""What exists only while something is written: noted by name, so that the next start removes what a killed one left."""

from __future__ import annotations

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tui.corrections import guarded
from tui.corrections.state import make_state_folder, state_folder
from tui.corrections.who import Process, alive, this_process

_NOTES = "unfinished"
"""The folder of notes in the state directory: one file each, named like the token in the name of what it is about."""

_LONG_AGO = 86_400.0
"""Seconds after which the work of a process that cannot be asked is over."""


@contextmanager
def noted(path: Path, token: str) -> Iterator[None]:
    """While something with a token in its name is being made; where no note can be written it is made all the same."""
    note = None
    with suppress(OSError, UnicodeEncodeError):
        note = _note(path, token)
    try:
        yield
    finally:
        if note is not None:
            with suppress(OSError):
                note.unlink()


def _note(path: Path, token: str) -> Path:
    folder = make_state_folder() / _NOTES
    folder.mkdir(0o700, exist_ok=True)
    note = folder / token
    fd = guarded.create(note, 0o600)
    with open(fd, "wb") as file:  # noqa: PTH123 (a descriptor)
        file.write(json.dumps([str(path.absolute()), list(this_process())]).encode())
    return note


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the time of the work. Raises OSError."""
    import tempfile

    token = secrets.token_hex(4)
    folder = Path(tempfile.gettempdir()) / f"gouji-{token}"
    with noted(folder, token):
        folder.mkdir(0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what programs that are no longer there left unfinished. Raises no error."""
    with suppress(OSError):
        for note in sorted((state_folder() / _NOTES).iterdir()):
            with suppress(OSError, ValueError, TypeError):
                _sweep(note)


def _sweep(note: Path) -> None:
    path, process = json.loads(guarded.read(note, 65536))
    lives = alive(Process(*process))
    if lives or (lives is None and time.time() - note.stat().st_mtime < _LONG_AGO):
        return
    left = Path(path)
    if note.name in left.name:
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)
    note.unlink()
