"""Writing that survives a power cut: a file is there whole, or as it was before."""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF, errno.EISDIR})
"""What file systems answer that cannot sync: some network folders for a folder, some FUSE ones for a file."""

_LONG_AGO = 3600.0
"""Seconds; no file takes that long to write."""


def write_whole(target: Path, make: Callable[[Path], None], verify: Callable[[Path], None]) -> None:
    """Put a new file in the place of `target`: `make` writes it beside it under another name, `verify` reads it back.

    Where either raises, or the disk does (OSError), `target` is as it was and nothing else is left behind.
    """
    target = Path(os.path.realpath(target))
    _sweep(target)
    part = target.with_name(f".{target.stem}.{secrets.token_hex(4)}{target.suffix}")
    try:
        make(part)
        sync_file(part)
        verify(part)
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        if error.filename is not None and Path(error.filename) == part:
            error.filename = str(target)  # the name that the person knows
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    sync_folder(target.parent)


def _sweep(target: Path) -> None:
    """Remove what a program that was killed while it wrote this file left behind, long ago."""
    pattern = f".{glob.escape(target.stem)}.{'[0-9a-f]' * 8}{glob.escape(target.suffix)}"
    for part in target.parent.glob(pattern):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _LONG_AGO:
                part.unlink()


def sync(fd: int) -> None:
    """Have the system put an open file's content on the disk itself. Raises OSError."""
    try:
        if sys.platform == "darwin":  # there fsync leaves the content in the drive's own memory
            import fcntl

            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def sync_file(path: Path) -> None:
    """As `sync`, by path."""
    fd = os.open(path, os.O_RDWR)
    try:
        sync(fd)
    finally:
        os.close(fd)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, so that a new file is found after a power cut. Raises OSError."""
    try:
        fd = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _UNSUPPORTED or os.name == "nt":
            return
        raise
    try:
        sync(fd)
    finally:
        os.close(fd)


def share(path: Path) -> None:
    """Let whoever may write in a folder write this file or folder in it too, whatever this person's umask says."""
    with suppress(OSError):
        rights = path.parent.stat().st_mode & (0o2777 if path.is_dir() else 0o666)
        if stat.S_IMODE(path.stat().st_mode) != rights:
            path.chmod(rights)
