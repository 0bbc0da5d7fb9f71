"""Textual's driver for POSIX terminals, made to survive their loss, to speak their encoding, and to wake up sane."""

from __future__ import annotations

import asyncio
import codecs
import errno
import os
import re
import select
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from rich.cells import cell_len
from textual import constants
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal import background
from tui.terminal.facts import TerminalFacts

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

_SEQUENCE = re.compile(r"\x1b(?:\[[0-9;?<>=$]*[ -/]*[a-zA-Z]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_LONGEST_SWITCH = 100
"""Characters of a sequence that sets the terminal up, at most; a painted screen has more."""
_TICK = 0.1
"""Seconds between two looks whether the app has ended."""


def driver_for(facts: TerminalFacts) -> type[Driver]:
    """The driver for a terminal, to be the app's `driver_class`."""

    class TerminalDriver(PosixDriver):
        """Knows its terminal."""

        terminal = facts

    return TerminalDriver


class PosixDriver(LinuxDriver):
    """Reads and writes the terminal so that its end is noticed at once, and once."""

    terminal = TerminalFacts()

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        fd = sys.__stdout__.fileno() if sys.__stdout__ else 1
        self._file = cast(Any, TerminalFile(fd, self.terminal.encoding, self._lost, self.terminal.drawn))
        self._typed = self.terminal.typed

    def _lost(self) -> None:
        """The terminal is gone: end as after the hang-up that somebody kept from us."""
        self.exit_event.set()
        os.kill(os.getpid(), signal.SIGHUP)

    def start_application_mode(self) -> None:
        """Take the terminal; give it back later as it was found, not as `prepare` left it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.terminal.modes is not None and self.attrs_before is not None:
            self.attrs_before = self.terminal.modes

    def run_input_thread(self) -> None:
        """Feed what is typed to the app until the app or the terminal ends."""
        parser = XTermParser(self._debug)
        decode = codecs.getincrementaldecoder(self.terminal.encoding)("replace").decode
        typed, self._typed = self._typed, b""
        while not self.exit_event.is_set():
            characters = decode(typed)
            for event in parser.feed(characters) if characters else parser.tick():
                self.process_message(event)
            # After an Esc the parser wants to be told that nothing followed; a little later, for clocks are coarse.
            wait = constants.ESCAPE_DELAY + 0.002 if typed.endswith(b"\x1b") else _TICK
            typed = b""
            if not select.select([self.fileno], [], [], wait)[0]:
                continue
            try:
                typed = os.read(self.fileno, 4096)
            except OSError as error:
                if error.errno in (errno.EAGAIN, errno.EINTR):
                    continue
            if not typed:
                self._lost()
            _, typed = background.take_light(typed)  # an answer that comes late is no key
        try:
            for event in parser.feed(""):
                self.process_message(event)
        except (EOFError, ParseError):
            pass

    # -- Ctrl+Z of the shell, and waking up ---------------------------------------------------------------

    def _sigtstp_application(self, *_: object) -> None:
        """Leave the terminal in order, then stop."""
        if self._auto_restart and self._key_thread is not None:
            self.suspend_application_mode()
            self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again; after a stop that could not be caught, give it up first: nobody knows its state."""
        if not self._auto_restart:
            return
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()
        asyncio.get_running_loop().call_soon_threadsafe(self._repaint)

    def _repaint(self) -> None:
        self._app.app_resume_signal.publish(self._app)
        self._app.refresh(layout=True)


class TerminalFile:
    """What Textual writes its screens to: whole characters in the terminal's encoding, in few calls."""

    def __init__(self, fd: int, encoding: str, lost: Callable[[], None], drawn: bool = False) -> None:
        self._fd = fd
        self._lost = lost
        self._drawn = drawn
        """The first screen stands and stays, until there is something to put in its place."""
        self._pending = bytearray()
        self._gone = False
        codecs.register_error("gouji-cells", _same_width)
        self._encode = codecs.getincrementalencoder(encoding)("gouji-cells").encode

    def write(self, text: str) -> int:
        """Take text in; it goes out with the next flush."""
        self._pending += self._encode(self._after_first(text) if self._drawn else text)
        return len(text)

    def _after_first(self, text: str) -> str:
        """Nothing that would only empty the screen: the alternate screen again, Textual's blank first paint."""
        ink = _SEQUENCE.sub("", text).strip()
        if ink:
            self._drawn = False
            return "\x1b[2J" + text
        return "" if len(text) > _LONGEST_SWITCH else text.replace("\x1b[?1049h", "")

    def flush(self) -> None:
        """Send what was taken in; a terminal that is gone is told once, and swallows everything then."""
        pending, self._pending = bytes(self._pending), bytearray()
        while pending and not self._gone:
            try:
                pending = pending[os.write(self._fd, pending) :]
            except BlockingIOError:
                # Some other program that shares the terminal made it non-blocking.
                select.select([], [self._fd], [], _TICK)
            except OSError:
                self._gone = True
                self._lost()

    def fileno(self) -> int:
        """The descriptor of the terminal."""
        return self._fd

    def isatty(self) -> bool:
        """It is one."""
        return True


def _same_width(error: UnicodeError) -> tuple[str, int]:
    """For characters that an encoding lacks: question marks that fill their cells."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end
