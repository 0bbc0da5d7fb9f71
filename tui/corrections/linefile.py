"""A journal's file: lines are only appended, each is on the disk before the next, and a failure leaves none behind."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.corrections.atomic import share, sync, write_whole
from tui.corrections.lines import Lines, read_lines


class LineFile:
    """One journal file, as it was when it was last seen."""

    def __init__(self, path: Path, found: Lines) -> None:
        self.path = path
        self._found = found
        self._length = found.length

    def touched(self) -> bool:
        """Whether others wrote to it since. Raises FileNotFoundError where it is gone."""
        return self.path.stat().st_size != self._length

    def rewrite(self, lines: bytes) -> None:
        """Have exactly these lines in it. Raises OSError, and then it is as it was."""
        write_whole(self.path, lambda part: _create(part, lines), lambda part: _expect(part, lines))
        self._found, self._length = read_lines(lines), len(lines)

    def append(self, line: bytes) -> None:
        """One line after the whole ones, in place of what is torn. Raises OSError, and then it is as it was."""
        start = self._found.size
        lines = line if self._found.ended else b"\n" + line
        fd = os.open(self.path, os.O_WRONLY)
        try:
            os.ftruncate(fd, start)
            os.lseek(fd, start, os.SEEK_SET)
            _write(fd, lines)
            sync(fd)
        except OSError:
            self._take_back(fd)
            raise
        finally:
            os.close(fd)
        self._length = start + len(lines)
        self._found = replace(self._found, size=self._length, ended=True)

    def _take_back(self, fd: int) -> None:
        """After a failure; where this fails too, the next append does it, or the next start sees a torn line."""
        with suppress(OSError):
            os.ftruncate(fd, self._found.size)
            sync(fd)
        with suppress(OSError):
            self._length = os.fstat(fd).st_size


def _create(path: Path, content: bytes) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _write(fd, content)
    finally:
        os.close(fd)
    share(path)


def _write(fd: int, content: bytes) -> None:
    while content:
        content = content[os.write(fd, content) :]


def _expect(path: Path, content: bytes) -> None:
    if path.read_bytes() != content:
        raise OSError(f"not read back as written: {path}")
