"""A journal's file: lines are only appended, each is on the disk before the next, and a failure leaves none behind."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tui.corrections import chain, guarded
from tui.corrections.atomic import sync, write_whole
from tui.corrections.lines import Lines, read_lines


class LineFile:
    """One journal file, as it was when it was last seen."""

    def __init__(self, path: Path, found: Lines, mode: int = 0o600) -> None:
        """`mode`: the rights it is made with."""
        self.path = path
        self._found = found
        self._mode = mode
        self._left = 0
        """Bytes at the end that a failed act left there and that could not be taken away again."""

    def touched(self) -> bool:
        """Whether others wrote to it since. Raises FileNotFoundError where it is gone."""
        return not 0 <= self.path.lstat().st_size - self._found.length <= self._left

    def rewrite(self, lines: bytes) -> None:
        """Have exactly these lines in it. Raises OSError, and then it is as it was."""
        guarded.expect_trusted(self.path.parent)
        write_whole(self.path, lambda part: self._create(part, lines), lambda part: _expect(part, lines), self._mode)
        self._found, self._left = read_lines(lines), 0

    def append(self, content: bytes) -> None:
        """One line behind all others, whatever is torn before it. Raises OSError, and then it is not there."""
        if self._left:
            self._take_back(self._left)
        line, state = chain.sealed(content, self._found.state)
        lines = self._found.glue + line
        fd = guarded.open_to_write(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            guarded.give_rights(fd, self._mode)
            try:
                guarded.write(fd, lines)
                sync(fd)
            finally:
                os.close(fd)
        except OSError:
            self._left = len(lines)
            with suppress(OSError):  # else the next act does it, or the next start sees a line that is torn
                self._take_back(len(lines))
            raise
        self._found = replace(self._found, state=state, glue=b"", length=self._found.length + len(lines))

    def _take_back(self, most: int) -> None:
        """Cut off what a failed act wrote, `most` bytes at most, and nothing that others wrote behind it."""
        fd = guarded.open_to_write(self.path, os.O_RDWR)
        try:
            start = self._found.length
            if start < os.fstat(fd).st_size <= start + most:
                os.ftruncate(fd, start)
                sync(fd)
        finally:
            os.close(fd)
        self._left = 0

    def _create(self, path: Path, content: bytes) -> None:
        fd = guarded.create(path, self._mode)
        try:
            guarded.write(fd, content)
        finally:
            os.close(fd)


def _expect(path: Path, content: bytes) -> None:
    if guarded.read(path, len(content)) != content:
        raise OSError(f"not read back as written: {path}")
