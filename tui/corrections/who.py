"""Who is at the keyboard, when, and whether a process that says it works on a report is still there."""

from __future__ import annotations

import getpass
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


def now() -> str:
    """The time with its offset from UTC, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _host() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    import socket

    return socket.gethostname()


def whoami() -> str:
    """user@host."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{user}@{_host()}"


class Process(NamedTuple):
    """One run of a program on one machine; no two are equal, in whatever folder they meet."""

    host: str
    machine: str
    """What tells machines of one name apart; empty where the system does not say."""
    boot: str
    """Of the machine since it was started; empty where the system does not say."""
    space: str
    """The process-id namespace (containers); empty where there are none."""
    pid: int
    started: str
    """When the process was started, in the system's own ticks, for process ids are used again."""


def this_process() -> Process:
    """The one that runs this."""
    if sys.platform == "linux":
        machine, boot = _word("/etc/machine-id"), _word("/proc/sys/kernel/random/boot_id")
    else:
        import uuid

        machine, boot = f"{uuid.getnode():x}", ""
    return Process(_host(), machine, boot, _space(), os.getpid(), _started(os.getpid()))


def alive(process: Process) -> bool | None:
    """Whether a process still runs; None where that cannot be told from here, or not for sure."""
    here = this_process()
    if process[:4] == here[:4]:
        if not _exists(process.pid):
            return False
        started = _started(process.pid)
        return started == process.started if started and process.started else None
    same_machine = bool(here.machine) and process[:2] == here[:2]
    return False if same_machine and process.boot != here.boot else None


def _exists(pid: int) -> bool:
    if os.name != "posix":  # there os.kill would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _started(pid: int) -> str:
    """Field 22 of /proc/PID/stat (the name before it may hold spaces and brackets); empty where it may not be read."""
    words = _word(f"/proc/{pid}/stat").rpartition(")")[2].split()
    if len(words) < 20:
        return ""
    return "ended" if words[0] in "ZX" else words[19]


def _space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _word(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
