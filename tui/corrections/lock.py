"""Who has a report: a file that names them and that they touch while they live.

Network folders may lose locks or never grant them, so no lock of the system is used: the file is created exclusively,
the process it names is looked up where it ran here, its last sign of life is told by the file server's own clock, and
the journal looks before every act whether the file still names it.
"""

from __future__ import annotations

import atexit
import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from tui.corrections import guarded
from tui.corrections.who import Process, alive, now, this_process, whoami

BEAT = 20.0
"""Seconds between two signs of life."""

SILENT = 180.0
"""Seconds without one after which a process on another machine counts as dead; network folders lag by up to 60."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a report, and since when."""

    by: str
    """user@host."""
    since: str
    """Time with offset."""
    process: Process
    token: str
    """Unlike that of any other claim."""


class Lock:
    """A claim on a report, upheld by a thread until it is released or the program ends."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self.path = path
        self._holder = holder
        self._end = threading.Event()
        _held.add(self)
        threading.Thread(target=self._beat, name=path.name, daemon=True).start()

    def other(self) -> Holder | None:
        """Who took the report away, or None while it is ours. Raises FileNotFoundError where the claim is gone."""
        found = _read(self.path)
        return None if found is not None and found.token == self._holder.token else found or _UNKNOWN

    def release(self) -> None:
        """Let others have the report."""
        self._end.set()
        _held.discard(self)
        with suppress(OSError):
            if os.getpid() == self._holder.process.pid and self.other() is None:
                self.path.unlink()

    def _beat(self) -> None:
        while not self._end.wait(BEAT):
            with suppress(OSError):
                if self.other() is None:
                    _touch(self.path)


_held: set[Lock] = set()
"""The claims of this process."""


@atexit.register
def release_all() -> None:
    """Let others have every report: the program ends, in whatever way. Raises no error."""
    for lock in tuple(_held):
        lock.release()


_UNKNOWN = Holder("?", "?", Process("", "", "", "", 0, ""), "")
"""Of a claim that cannot be read: it is being written just now, or was torn when its writer died."""


def take(path: Path, mode: int = 0o600) -> Lock | Holder:
    """Claim a report by the path of its lock file, or say who has it. Raises OSError where no file can be made."""
    guarded.expect_trusted(path.parent)
    mine = Holder(whoami(), now(), this_process(), secrets.token_hex(8))
    part = path.with_name(f"{path.name}.{mine.token}")
    try:
        _write(part, mine, mode)
        if _put(part, path):
            return Lock(path, mine)
        return _take_over(part, path, mine)
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise
        return take(path, mode)  # released just now
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, path: Path) -> bool:
    """Give a claim that is written whole its name, unless another has it: nobody sees half a claim."""
    try:
        if hasattr(os, "link"):
            os.link(part, path)
            part.unlink()
        else:
            part.rename(path)  # Windows renames over no file
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        return _put_in_place(part, path)
    return True


def _put_in_place(part: Path, path: Path) -> bool:
    try:
        fd = guarded.create(path, None)
    except FileExistsError:
        return False
    try:
        guarded.write(fd, guarded.read(part))
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(fd)
    return True


def _take_over(part: Path, path: Path, mine: Holder) -> Lock | Holder:
    """Put our claim in the place of a dead one. Raises FileNotFoundError where that was released just now."""
    found = _read(path)
    if found is None and not path.is_symlink() and path.is_file():
        found = _UNKNOWN
    if found is not None:
        lives = found.process == mine.process or alive(found.process)
        if lives and found.process != mine.process:
            return found
        # By the file server's clock both, also where that was put right in between.
        if lives is None and abs(part.stat().st_mtime - path.stat().st_mtime) < SILENT:
            return found
    part.replace(path)
    return Lock(path, mine)


def _touch(path: Path) -> None:
    """Write the last byte again: the file server's own clock tells when, not the one of this machine."""
    fd = guarded.open_to_write(path, os.O_RDWR)
    try:
        os.lseek(fd, -1, os.SEEK_END)
        os.write(fd, b"\n")
    finally:
        os.close(fd)


def _write(path: Path, holder: Holder, mode: int) -> None:
    fd = guarded.create(path, mode)
    try:
        guarded.write(fd, json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    finally:
        os.close(fd)


def _read(path: Path) -> Holder | None:
    """The claim in a lock file, None where it is not whole. Raises FileNotFoundError."""
    try:
        words = json.loads(guarded.read(path, 65536))
        return Holder(str(words["by"]), str(words["since"]), Process(*words["process"]), str(words["token"]))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
