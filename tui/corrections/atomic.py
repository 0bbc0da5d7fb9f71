"""Writing that survives a power cut: a file is there whole, or as it was before."""

from __future__ import annotations

import errno
import glob
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tui.corrections import guarded
from tui.corrections.leftovers import noted
from tui.words.language import _

_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF, errno.EISDIR})
"""What file systems answer that cannot sync: some network folders for a folder, some FUSE ones for a file."""

_LONG_AGO = 3600.0
"""Seconds; no file takes that long to write."""


def write_whole(
    target: Path, make: Callable[[Path], None], verify: Callable[[Path], None], mode: int | None = None
) -> None:
    """Put a new file in the place of `target`: `make` writes it beside it under another name, `verify` reads it back.

    Where either raises, or the disk does (OSError), `target` is as it was and nothing else is left behind. A device or
    a pipe is never replaced. `mode`: the rights of the new file; None keeps those of the old one.
    """
    target = Path(os.path.realpath(target)) if mode is None else target
    if target.exists() and not target.is_file():
        raise OSError(_("{path} 不是普通文件，不能替换").format(path=target))
    _sweep(target)
    token = secrets.token_hex(4)
    part = target.with_name(f".{target.stem}.{token}{target.suffix}")
    with noted(part, token):
        try:
            make(part)
            sync_file(part)
            verify(part)
            if mode is None and target.exists():
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
        if not _flushed_drive(fd):
            os.fsync(fd)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise


def _flushed_drive(fd: int) -> bool:
    """On macOS fsync leaves the content in the drive's own memory; False where the drive cannot be told otherwise."""
    if sys.platform != "darwin":
        return False
    import fcntl

    try:
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
    except OSError as error:
        if error.errno not in (*_UNSUPPORTED, errno.ENOTTY):
            raise
        return False
    return True


def sync_file(path: Path) -> None:
    """As `sync`, by path."""
    fd = os.open(path, os.O_RDWR)
    try:
        sync(fd)
    finally:
        os.close(fd)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, so that a new file is found after a power cut. Raises OSError."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folders
        return
    try:
        fd = os.open(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno in _UNSUPPORTED:
            return
        raise
    try:
        sync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path, private: bool) -> None:
    """Make a folder where it is not there: for oneself alone, or with the rights of the one it lies in. Raises OSError.

    Whoever may write in a folder may go on with the work that lies in it, whatever this person's umask says.
    """
    if folder.is_dir():
        return
    folder.mkdir(0o700, parents=private, exist_ok=True)
    if not private and hasattr(os, "O_DIRECTORY"):
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            guarded.give_rights(fd, folder.parent.stat().st_mode & 0o3777)
        finally:
            os.close(fd)
    sync_folder(folder.parent)
