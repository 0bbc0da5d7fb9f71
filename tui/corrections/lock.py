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
        atexit.register(self.release)
        threading.Thread(target=self._beat, name=path.name, daemon=True).start()

    def other(self) -> Holder | None:
        """Who took the report away, or None while it is ours. Raises FileNotFoundError where the claim is gone."""
        found = _read(self.path)
        return None if found is not None and found.token == self._holder.token else found or _UNKNOWN

    def release(self) -> None:
        """Let others have the report."""
        self._end.set()
        atexit.unregister(self.release)
        with suppress(OSError):
            if os.getpid() == self._holder.process.pid and self.other() is None:
                self.path.unlink()

    def _beat(self) -> None:
        while not self._end.wait(BEAT):
            with suppress(OSError):
                if self.other() is None:
                    os.utime(self.path)


_UNKNOWN = Holder("?", "?", Process("", "", "", "", 0, ""), "")
"""Of a claim that cannot be read: it is being written just now, or was torn when its writer died."""


def take(path: Path) -> Lock | Holder:
    """Claim a report by the path of its lock file, or say who has it. Raises OSError where no file can be made."""
    mine = Holder(whoami(), now(), this_process(), secrets.token_hex(8))
    try:
        _write(path, mine)
    except FileExistsError:
        return _take_over(path, mine)
    return Lock(path, mine)


def _take_over(path: Path, mine: Holder) -> Lock | Holder:
    """Put our claim in the place of a dead one, under a name that nobody else uses before."""
    part = path.with_name(f"{path.name}.{mine.token}")
    try:
        found = _read(path) or _UNKNOWN
        lives = found.process == mine.process or alive(found.process)
        if lives and found.process != mine.process:
            return found
        _write(part, mine)
        if lives is None and part.stat().st_mtime - path.stat().st_mtime < SILENT:
            return found
        part.replace(path)
    except FileNotFoundError:  # released just now
        return take(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Lock(path, mine)


def _write(path: Path, holder: Holder) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        os.write(fd, json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8", "backslashreplace"))
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(fd)


def _read(path: Path) -> Holder | None:
    """The claim in a lock file, None where it is not whole. Raises FileNotFoundError."""
    try:
        words = json.loads(path.read_bytes())
        return Holder(str(words["by"]), str(words["since"]), Process(*words["process"]), str(words["token"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
