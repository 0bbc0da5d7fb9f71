"""How every run of the program begins and ends: never with a traceback, nor by chance with a status of the contract."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

FAILED, INTERRUPTED = 2, 130


def safely(argv: Sequence[str]) -> int:
    """Run the command line; whatever it did not expect is told in a sentence that names the log with the details."""
    os.environ["PYTHONSAFEPATH"] = "1"  # for the processes that are started: they too look into no current folder
    try:
        _fill_closed_streams()
        from tui.command.line import run

        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _told(error)
    finally:
        with suppress(ValueError, OSError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing is left that could be interrupted


def _fill_closed_streams() -> None:
    """Started with `>&-` or `<&-`: else the next file opened would be standard output."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            fd = os.open(os.devnull, os.O_RDWR)
            if fd != number:
                os.dup2(fd, number)
                os.close(fd)
        if getattr(sys, name) is None:
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def _told(error: Exception) -> int:
    from tui.case.fault import fault
    from tui.words import plain

    plain.complain("", fault(error))
    return FAILED
