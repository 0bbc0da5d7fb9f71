"""The small files beside a report: whoever put them there, only plain files of bounded size are opened, and no links.

A folder that others may write to can hold anything under the names this program uses: a link to somebody's own files,
a pipe that never answers, a file of a terabyte. Nothing here follows, waits for or fills the memory with any of it.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

LARGEST = 64 << 20
"""Bytes of a file that is read whole; 250,000 acts are as many."""

_PLAINLY = sum(
    getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_NOINHERIT", "O_BINARY", "O_NOCTTY")
)
"""Without O_BINARY, Windows writes a carriage return before every line feed."""


class Unsafe(PermissionError):  # noqa: N818 (what lies there, not a fault)
    """Something lies there that is not touched; the same kind of error as where the system forbids it."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EPERM, os.strerror(errno.EPERM), str(path))


def read(path: Path, most: int = LARGEST) -> bytes:
    """The content of a plain file. Raises OSError; Unsafe for a link, a pipe, a device, or more than `most` bytes."""
    with _opened(path, os.O_RDONLY) as file:
        if os.fstat(file.fd).st_size > most:
            raise Unsafe(path)
        content = bytearray()
        while len(content) <= most and (part := os.read(file.fd, 1 << 20)):
            content += part
    if len(content) > most:
        raise Unsafe(path)
    return bytes(content)


def open_to_write(path: Path, flags: int = os.O_WRONLY) -> int:
    """A descriptor of a plain file of one name that is there, in a folder one may trust. Raises OSError."""
    expect_trusted(path.parent)
    file = _opened(path, flags)
    facts = os.fstat(file.fd)
    if facts.st_nlink > 1 or not _trusted(facts, path.parent.parent):
        file.__exit__()
        raise Unsafe(path)
    return file.fd


def create(path: Path, mode: int | None, flags: int = os.O_WRONLY) -> int:
    """A descriptor of a new file with these rights (None: as the person's umask has it). Raises FileExistsError."""
    fd = os.open(path, flags | os.O_CREAT | os.O_EXCL | _PLAINLY, 0o666 if mode is None else 0o600)
    if mode is not None:
        give_rights(fd, mode)
    return fd


def open_or_create(path: Path, mode: int, flags: int = os.O_WRONLY) -> int:
    """As the one or the other. Raises OSError."""
    try:
        return open_to_write(path, flags)
    except FileNotFoundError:
        return create(path, mode, flags)


def write(fd: int, content: bytes) -> None:
    """All of it. Raises OSError."""
    while content:
        content = content[os.write(fd, content) :]


def give_rights(fd: int, mode: int) -> None:
    """Set the rights of an open file or folder, where that is one's own."""
    if hasattr(os, "fchmod"):
        with suppress(OSError):
            if stat.S_IMODE(os.fstat(fd).st_mode) != mode:
                os.fchmod(fd, mode)


def rights_beside(report: Path) -> int:
    """The rights of what lies beside a report: who may not read that reads nothing of it.

    Whoever may read the report and write in its folder may go on with the work.
    """
    try:
        may, folder = report.stat().st_mode, report.parent.stat().st_mode
    except OSError:
        return 0o600
    readers = (read for read in (0o040, 0o004) if may & read and folder & (read | read >> 2))
    return 0o600 | sum(read | (folder & read >> 1) for read in readers)


def expect_trusted(folder: Path) -> None:
    """Raises Unsafe where a folder of journals is a link, or belongs to a stranger."""
    if is_strange(folder):
        raise Unsafe(folder)


def is_strange(folder: Path) -> bool:
    """Whether a folder of that name is there, but is a link or the work of a stranger. Raises no error."""
    try:
        facts = folder.lstat()
        return not (stat.S_ISDIR(facts.st_mode) and _trusted(facts, folder.parent))
    except OSError:
        return False


def _trusted(facts: os.stat_result, folder: Path) -> bool:
    """Whether this person made it, or the owner of the folder, the administrator, or the group the folder is for."""
    if not hasattr(os, "geteuid"):
        return True
    around = folder.stat()
    if facts.st_uid in (os.geteuid(), around.st_uid, 0):
        return True
    for_a_group = around.st_mode & 0o022 == 0o020
    return for_a_group and facts.st_gid == around.st_gid


class _opened:  # noqa: N801 (a function that is also a context)
    """A descriptor of a plain file; closed at the end of a `with`."""

    def __init__(self, path: Path, flags: int) -> None:
        if not hasattr(os, "O_NOFOLLOW") and path.is_symlink():
            raise Unsafe(path)
        try:
            self.fd = os.open(path, flags | _PLAINLY)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EMLINK):
                raise Unsafe(path) from error
            raise
        if not stat.S_ISREG(os.fstat(self.fd).st_mode):
            self.__exit__()
            raise Unsafe(path)

    def __enter__(self) -> _opened:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)
