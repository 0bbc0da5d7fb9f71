"""A program in a pseudo-terminal: its screen, its bytes, and when they came."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte
from wcwidth import wcwidth

_QUESTION = re.compile(rb"\x1b\[\?(\d+)\$p|\x1b\[(6)n|\x1b\](11);\?(?:\x07|\x1b\\)|\x1b\[(0?c)")
UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP.*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", re.S
)


def shown_row(screen: pyte.Screen, y: int) -> str:
    """A row of a screen; the right half of a wide character that was overwritten on the left is a blank."""
    cells = [screen.buffer[y][x].data for x in range(screen.columns)]
    wide = [len(cell) > 0 and wcwidth(cell[0]) == 2 for cell in cells]
    return "".join(cell or ("" if x and wide[x - 1] else " ") for x, cell in enumerate(cells))


class Program:
    """A program that runs in a terminal of its own, which answers what terminals are asked."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str | None] | None = None,
        ambiguous: int | None = 1,
        round_trip: float = 0.0,
        bits_per_second: float = 0.0,
    ) -> None:
        self.columns, self.rows = size
        self.ambiguous = ambiguous
        """Cells that the terminal draws “ in; None: a terminal that answers nothing."""
        self.round_trip = round_trip
        self.bits_per_second = bits_per_second
        self.output: list[tuple[float, bytes]] = []
        self._late: list[tuple[float, bytes]] = []
        self._scanned = b""
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            self._become(command, environment or {})
        self.resize(*size)
        os.set_blocking(self.fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()

    def _become(self, command: Sequence[str], changes: Mapping[str, str | None]) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        for name in ("SSH_CONNECTION", "NO_COLOR", "COLUMNS", "LINES", "COLORFGBG", *changes):
            environment.pop(name, None)
        environment |= {name: value for name, value in changes.items() if value is not None}
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
            os.execvpe(command[0], list(command), environment)
        finally:
            os._exit(127)

    # -- the terminal's side --------------------------------------------------------------------------------

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.columns, self.rows = columns, rows
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, data: str | bytes) -> None:
        """Type something."""
        raw = data.encode() if isinstance(data, str) else data
        self._late.append((time.perf_counter() + self.round_trip / 2, raw))
        self._deliver()

    def read(self, seconds: float) -> bool:
        """Take what the program writes within a time, the first of it; False where nothing came, or it has ended."""
        until = time.perf_counter() + seconds
        while True:
            self._deliver()
            wait = min([until, *(when for when, _ in self._late)]) - time.perf_counter()
            if select.select([self.fd], [], [], max(0.0, wait))[0]:
                return self._take()
            if time.perf_counter() >= until:
                return False

    def _take(self) -> bool:
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        if self.bits_per_second:
            time.sleep(len(data) * 8 / self.bits_per_second)
        self.output.append((time.perf_counter(), data))
        self._answer(data)
        return bool(data)

    def _deliver(self) -> None:
        now = time.perf_counter()
        due = [data for when, data in self._late if when <= now]
        self._late = [late for late in self._late if late[0] > now]
        for data in due:
            try:
                os.write(self.fd, data)
            except OSError:
                return

    def _answer(self, data: bytes) -> None:
        if self.ambiguous is None:
            return
        self._scanned += data
        end = 0
        for match in _QUESTION.finditer(self._scanned):
            end = match.end()
            if match[1]:
                answer = b"\x1b[?%s;%d$y" % (match[1], 2 if match[1] in (b"2026", b"2004") else 0)
            elif match[2]:
                answer = b"\x1b[1;%dR" % (1 + self.ambiguous)
            elif match[3]:
                answer = b"\x1b]11;rgb:0000/0000/0000\x1b\\"
            else:
                answer = b"\x1b[?62;22c"
            self._late.append((time.perf_counter() + self.round_trip, answer))
        self._scanned = self._scanned[max(end, len(self._scanned) - 16) :]
        self._deliver()

    # -- looking --------------------------------------------------------------------------------------------

    @property
    def written(self) -> bytes:
        """Everything that the program has written."""
        return b"".join(data for _, data in self.output)

    def screen(self, encoding: str = "utf-8") -> list[str]:
        """The screen's rows as they stand."""
        screen = pyte.Screen(self.columns, self.rows)
        stream = pyte.Stream(screen)
        stream.feed(UNKNOWN_TO_PYTE.sub(b"", self.written).decode(encoding, "replace"))
        return [shown_row(screen, y) for y in range(self.rows)]

    def wait_for(self, seen: str | Callable[[], bool], seconds: float = 15.0) -> None:
        """Read until the screen shows some words, or something is so; an AssertionError says what the screen shows."""
        until = time.perf_counter() + seconds
        so = seen if callable(seen) else lambda: any(seen in row for row in self.screen())
        while not so():
            assert time.perf_counter() < until, "\n".join([f"never: {seen}", *self.screen(), repr(self.written[-400:])])
            self.read(0.1)

    def settle(self, quiet: float = 0.3, seconds: float = 15.0) -> None:
        """Read until nothing has come for a while."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until and self.read(quiet):
            pass

    # -- its end --------------------------------------------------------------------------------------------

    def ended(self, seconds: float = 5.0) -> int | None:
        """The exit status, negative for a signal; None where it still runs after a time."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if self.fd >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
        return None

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self.fd)
        self.fd = -1

    def kill(self) -> None:
        """End it whatever it does."""
        if self.pid:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
            self.pid = 0
        if self.fd >= 0:
            self.hang_up()
