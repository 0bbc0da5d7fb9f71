"""Windows played on Linux: no fcntl, termios, pwd or SIGHUP, text-mode `os.open`, no renaming of open files.

`uv run python tests/torture/windows.py`. What it cannot play: the console, drive letters, and NTFS itself.
"""

from __future__ import annotations

import asyncio
import concurrent.futures.process
import errno
import io
import multiprocessing.context
import os
import signal
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"  # the one for Windows needs Windows

import openpyxl
import textual.app
import xlsxwriter
from running import SAMPLE, main, place

LOADED = (asyncio, concurrent.futures.process, multiprocessing.context, uuid, openpyxl, textual.app, xlsxwriter)
"""Loaded before the world changes: they look at the platform when they are imported."""

MISSING_MODULES = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "curses", "resource", "syslog")
MISSING_NAMES = [
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "O_CLOEXEC",
    "O_NOCTTY",
    "O_DIRECTORY",
    "O_SYNC",
    "getuid",
    "geteuid",
    "getgid",
    "fchmod",
    "fchown",
    "chown",
    "lchown",
    "sched_getaffinity",
    "mkfifo",
    "mknod",
    "fork",
    "setsid",
]
MISSING_SIGNALS = ["HUP", "QUIT", "USR1", "USR2", "ALRM", "TSTP", "CONT", "WINCH", "VTALRM", "PROF", "XCPU"]
CALLS = ["open", "write", "read", "close", "replace", "rename", "unlink", "link"]
BINARY = 0x8000


class Windows:
    """The functions of `os` as Windows has them."""

    def __init__(self, links: bool) -> None:
        self.links = links
        """Network folders have no hard links."""
        self.real = {name: getattr(os, name) for name in CALLS}
        self.text: set[int] = set()
        """Descriptors that were opened without O_BINARY."""

    def open(self, path: Any, flags: int, mode: int = 0o777, **named: Any) -> int:
        if Path(path).is_dir() and not flags & os.O_TMPFILE & ~os.O_RDWR:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        fd: int = self.real["open"](path, flags & ~BINARY, mode, **named)
        (self.text.discard if flags & BINARY else self.text.add)(fd)
        return fd

    def write(self, fd: int, data: Any) -> int:
        content = bytes(data)
        self.real["write"](fd, content.replace(b"\n", b"\r\n") if fd in self.text else content)
        return len(content)

    def read(self, fd: int, most: int) -> bytes:
        content: bytes = self.real["read"](fd, most)
        return content.replace(b"\r\n", b"\n") if fd in self.text else content

    def close(self, fd: int) -> None:
        self.text.discard(fd)
        self.real["close"](fd)

    def replace(self, source: Any, target: Any, **named: Any) -> None:
        self._expect_closed(source, target)
        self.real["replace"](source, target, **named)

    def rename(self, source: Any, target: Any, **named: Any) -> None:
        self._expect_closed(source)
        if Path(target).exists():
            raise FileExistsError(errno.EEXIST, "File exists", str(target))
        self.real["rename"](source, target, **named)

    def unlink(self, path: Any, **named: Any) -> None:
        self._expect_closed(path)
        self.real["unlink"](path, **named)

    def link(self, source: Any, target: Any, **named: Any) -> None:
        if not self.links:
            raise OSError(errno.ENOTSUP, "not supported")
        self.real["link"](source, target, **named)

    def _expect_closed(self, *paths: Any) -> None:
        held = set()
        for fd in Path("/proc/self/fd").iterdir():
            try:
                held.add(str(fd.readlink()))
            except OSError:
                continue
        for path in paths:
            if os.path.realpath(path) in held:
                raise PermissionError(errno.EACCES, "used by another process", str(path))


def play(links: bool) -> Windows:
    """Change the world of this process, for good."""
    for name in MISSING_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for name in MISSING_NAMES:
        if hasattr(os, name):
            delattr(os, name)
    for name in MISSING_SIGNALS:
        delattr(signal, f"SIG{name}")
    windows = Windows(links)
    os.O_BINARY = BINARY  # type: ignore[attr-defined]
    for name in windows.real:
        setattr(os, name, getattr(windows, name))
    sys.platform = "win32"
    return windows


def trials(times: int, seed: int) -> Iterator[str]:
    """Everything a person does, first on a disk with links, then in a network folder without."""
    windows = play(links=True)
    for number in range(times):
        windows.links = number % 2 == 0
        for work in WORK:
            with place() as folder:
                report = folder / "报告.txt"
                report.write_bytes(SAMPLE.read_bytes())
                try:
                    wrong = work(report)
                except Exception as error:
                    wrong = f"{type(error).__name__}: {error}"
            yield f"{work.__name__} {'with' if windows.links else 'without'} links: {wrong}" if wrong else ""


def _journal(report: Path) -> str:
    from parsers.model import Address
    from tui.corrections.acts import Entry
    from tui.corrections.journal import Journal

    data = report.read_bytes()
    kept = []
    for sitting in range(3):
        journal = Journal.open(report, data)
        kept += [journal.keep(Entry("edit", ((Address("applications", "granted", "total"), sitting),), ("5",)))]
        journal.keep_cursor(Address("applications", "granted", "total"))
        journal.close()
    raw = next(report.parent.glob(".gouji/*.jsonl")).read_bytes()
    if b"\r" in raw or Journal.look(report, data).entries != tuple(kept):
        return "acts do not come back as they were"
    return f"left: {left}" if (left := list(report.parent.glob(".gouji/*.lock*"))) else ""


def _claims(report: Path) -> str:
    from tui.corrections.lock import Holder, Lock, take

    path = report.with_name("x.lock")
    first = take(path)
    second = path.read_bytes()
    path.write_bytes(second.replace(b'"token": "', b'"token": "9').replace(b'"process": ["', b'"process": ["other-'))
    other = take(path)
    if not isinstance(first, Lock) or not isinstance(other, Holder):
        return "two have one report"
    path.unlink()
    return ""


def _commands(report: Path) -> str:
    from tui.command.line import run

    out = report.with_name("out")
    path, folder = str(report), str(report.parent)
    lines = f"""check {path}; check --csv {folder}; extract --json {path}; export {path} -o {out}.xlsx;
        export {path} -o {out}.xlsx; export {folder} -o {out}.csv; import --dry-run {out}.xlsx; doctor {path}"""
    for words in (line.split() for line in lines.split(";")):
        said, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(said), redirect_stderr(err):
            status = run(words)
        if status not in (0, 1) or err.getvalue():
            return f"{words[0]}: {status} {err.getvalue()}"
    return "" if out.with_suffix(".xlsx").stat().st_size > 5000 else "no workbook"


def _workbench(report: Path) -> str:
    return asyncio.run(_worked(report))


async def _worked(report: Path) -> str:
    from tui.case import opener
    from tui.corrections.journal import Journal
    from tui.terminal import terminal
    from tui.workbench.app import Gouji

    app = Gouji([str(report)], first=opener.claim(str(report)))
    own = app.driver_class
    with terminal.guard(app):
        if app.driver_class is not own:
            return "it does not run under Textual's own driver"
        async with app.run_test(size=(120, 40)) as pilot:
            for key in ("7", "enter", "ctrl+e", "question_mark", "escape", "ctrl+s", "ctrl+s"):
                await pilot.press(key)
            await pilot.pause()
            await pilot.press("ctrl+q")
    kinds = [entry.kind for entry in Journal.look(report, report.read_bytes()).entries]
    return "" if kinds == ["edit", "done"] and report.with_suffix(".xlsx").exists() else f"kept {kinds}"


WORK: tuple[Callable[[Path], str], ...] = (_journal, _claims, _commands, _workbench)

if __name__ == "__main__":
    sys.exit(main(trials, 20, __doc__))
