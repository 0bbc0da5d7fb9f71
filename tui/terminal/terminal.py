"""The terminal the workbench runs in: what it can do, and that it is left in order however the program ends.

facts = terminal.prepare(arguments)          # before `tui.workbench.app` is imported
app = Gouji(...)                             # facts.theme, facts.dark
with terminal.guard(app, facts):
    app.run(mouse=...)
return app.return_code or 0                  # 143 after SIGTERM, 129 after a hang-up
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

from tui.terminal import ambiguous, background
from tui.terminal.facts import TerminalFacts

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App

ANSWER_WITHIN = 0.1
"""Seconds that a terminal has to answer; meanwhile the report is read, so that waiting costs next to nothing."""
END_WITHIN = 1.0
"""Seconds that an orderly end may take after a signal."""

_SWITCHED_ON = (2026, 2004, 2048, 1000, 1003, 1015, 1006, 1049, 1004)
LEAVE = b"".join(b"\x1b[?%dl" % mode for mode in _SWITCHED_ON) + b"\x1b[?7h\x1b[?25h"
"""Ends synchronized output, bracketed paste, size reports, the mouse, the alternate screen and focus reports; wraps
lines and shows the cursor again."""


def _signals() -> list[signal.Signals]:
    """What ends a program that does not expect it, and can be told to do something first."""
    names = (
        "SIGTERM",
        "SIGINT",
        "SIGHUP",
        "SIGQUIT",
        "SIGUSR1",
        "SIGUSR2",
        "SIGALRM",
        "SIGVTALRM",
        "SIGPROF",
        "SIGXCPU",
    )
    return [number for name in names if (number := getattr(signal, name, None)) is not None]


class Options(Protocol):
    """What a person said about the terminal on the command line; None where they said nothing."""

    @property
    def ambiguous(self) -> int | None: ...
    @property
    def theme(self) -> str | None: ...


def prepare(options: Options, meanwhile: Callable[[], object] = lambda: None) -> TerminalFacts:
    """Learn about the terminal, which may take it a moment to answer: do something else meanwhile.

    Call it before Textual is imported. Until the app ends, what is typed is kept instead of echoed. Rich counts
    ambiguous characters as told afterwards.
    """
    # With kitty's keyboard flags some terminals drop what an input method commits.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("ESCDELAY", str(escape_delay(os.environ)))
    modes = _keep_typing()
    question = _question(options, os.environ) if modes is not None else b""
    asked = time.monotonic()
    if question:
        os.write(sys.stdout.fileno(), question)
    meanwhile()
    said = _answer(asked + ANSWER_WITHIN) if question else b""
    width, typed = ambiguous.take_width(said)
    light, typed = background.take_light(typed)
    facts = TerminalFacts(
        ambiguous=options.ambiguous or width or 1,
        theme=options.theme if options.theme in ("ansi", "mono", "full") else theme_for(os.environ),
        dark=background.is_dark(options.theme, light, os.environ),
        encoding=getattr(sys.__stdout__, "encoding", None) or "utf-8",
        typed=typed,
        modes=modes,
    )
    if facts.ambiguous == 2:
        ambiguous.make_wide()
    return facts


def escape_delay(environment: Mapping[str, str]) -> int:
    """Milliseconds after which a lone Esc is the key: a terminal here sends a sequence whole, a line may not.

    Terminals inside others (tmux, screen) wait by themselves before they hand Esc on.
    """
    return 100 if "SSH_CONNECTION" in environment or "SSH_TTY" in environment else 8


def theme_for(environment: Mapping[str, str]) -> str:
    """`ansi` over SSH, under NO_COLOR and below 256 colours: a few bytes a key, and the terminal's own colours."""
    if environment.get("SSH_CONNECTION") or environment.get("NO_COLOR"):
        return "ansi"
    return "full" if _has_256_colours(environment) else "ansi"


def _has_256_colours(environment: Mapping[str, str]) -> bool:
    term = environment.get("TERM", "")
    if sys.platform == "win32" or environment.get("COLORTERM") in ("truecolor", "24bit") or "256color" in term:
        return True
    try:
        import curses

        curses.setupterm(term, sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return curses.tigetnum("colors") >= 256
    except Exception:  # no terminfo at all, or none for this terminal: curses.error is not always importable
        return False


# -- asking ---------------------------------------------------------------------------------------------------


def _keep_typing() -> list[Any] | None:
    """Stop echo and line editing, so that answers stay unseen and keys typed early arrive; the attributes before.

    None where standard input or output is no terminal, or the system has no termios.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        import termios
    except ImportError:
        return None
    fd = sys.stdin.fileno()
    modes = termios.tcgetattr(fd)
    typing = termios.tcgetattr(fd)
    typing[0] &= ~(termios.ICRNL | termios.IXON)
    typing[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(fd, termios.TCSANOW, typing)
    atexit.register(_restore, modes)
    for number in _signals():
        if number != signal.SIGINT:
            signal.signal(number, _leave_at_once)
    return modes


def _leave_at_once(number: int, _frame: FrameType | None) -> None:
    """A signal before the app stands."""
    raise SystemExit(128 + number)


def take_screen(text: str) -> None:
    """Show something on the alternate screen before the app does; it is left again if the app never comes."""
    atexit.register(_leave_screen)
    write(f"\x1b[?1049h\x1b[?25l\x1b[2J{text}")


def write(text: str) -> None:
    """Write to the terminal before the app does."""
    os.write(sys.stdout.fileno(), text.encode(sys.stdout.encoding or "utf-8", "replace"))


def _leave_screen() -> None:
    with suppress(OSError, ValueError):
        os.write(sys.stdout.fileno(), LEAVE)


def _restore(modes: list[Any] | None) -> None:
    if modes is not None:
        import termios

        with suppress(termios.error, OSError, ValueError):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)


def _question(options: Options, environment: Mapping[str, str]) -> bytes:
    """What to ask of this terminal; nothing where a person said it, or where it could not answer."""
    if options.ambiguous or environment.get("TERM", "") in ("", "dumb"):
        return b""
    return background.ASK + ambiguous.ASK.encode(sys.stdout.encoding or "utf-8", "replace")


def _answer(until: float) -> bytes:
    """What arrived from the terminal, waiting for the cursor's place no longer than until a time."""
    fd, said = sys.stdin.fileno(), b""
    while ambiguous.take_width(said)[0] is None:
        if not select.select([fd], [], [], max(0.0, until - time.monotonic()))[0]:
            break
        arrived = os.read(fd, 4096)
        if not arrived:
            break
        said += arrived
    return said


# -- ending ---------------------------------------------------------------------------------------------------


@contextmanager
def guard(
    app: App[Any], facts: TerminalFacts | None = None, at_end: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """While the app runs, signals, a hang-up and a vanished terminal end it in order, with 128 + the signal.

    Where an orderly end takes longer than `END_WITHIN`, the terminal is put right and the process ends at once:
    what was committed is on the disk already, and `at_end` lets others go on with it.
    """
    if sys.platform == "win32":
        yield
        return
    from tui.terminal.driver import driver_for

    facts = facts or TerminalFacts(encoding=getattr(sys.__stdout__, "encoding", None) or "utf-8")
    app.driver_class = driver_for(facts)
    ending = _Ending(app, facts, at_end)
    before = {number: signal.signal(number, ending) for number in _signals()}
    try:
        yield
    finally:
        ending.restored = True
        atexit.unregister(_leave_screen)
        _restore(facts.modes)
        if not ending.begun:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Ending:
    """The end of the program by a signal: asked of the app first, forced after a while."""

    def __init__(self, app: App[Any], facts: TerminalFacts, at_end: Callable[[], None]) -> None:
        self.at_end = at_end
        self.app = app
        self.facts = facts
        self.begun = False
        self.restored = False

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        """The signal handler; a second signal does not wait."""
        import asyncio

        if self.begun:
            self._force(number)
        self.begun = True
        timer = threading.Timer(END_WITHIN, self._force, (number,))
        timer.daemon = True
        timer.start()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(128 + number) from None
        loop.call_soon_threadsafe(lambda: self.app.exit(return_code=128 + number))

    def _force(self, number: int) -> None:
        fd = sys.__stdout__.fileno() if sys.__stdout__ else 1
        with suppress(OSError, ValueError):
            if not self.restored and select.select([], [fd], [], 0.1)[1]:
                os.write(fd, LEAVE)
        _restore(self.facts.modes)
        with suppress(Exception):
            self.at_end()
        os._exit(128 + number)
