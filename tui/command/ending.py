"""How every run of the program begins and ends: never with a traceback, nor by chance with a status of the contract."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

FAILED, INTERRUPTED = 2, 130

_LONGEST = 1 << 20
"""Bytes after which the log begins anew."""


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
    from tui.words import plain
    from tui.words.language import _

    what = f"{type(error).__name__}: {error}"[:300]
    log = _logged(error)
    if log is not None:
        plain.complain("", _("程序出错（{what}）；详情记在 {log}").format(what=what, log=log))
    else:
        plain.complain("", _("程序出错（{what}）").format(what=what))
    return FAILED


def _logged(error: BaseException) -> Path | None:
    """Where the details went: what was called, without what was in the variables."""
    from tui.corrections import guarded
    from tui.corrections.state import make_state_folder
    from tui.corrections.who import now

    with suppress(OSError, UnicodeError):
        log = make_state_folder() / "gouji.log"
        fd = guarded.open_or_create(log, 0o600, os.O_WRONLY | os.O_APPEND)
        with open(fd, "wb") as file:  # noqa: PTH123 (a descriptor)
            if os.fstat(fd).st_size > _LONGEST:
                os.ftruncate(fd, 0)
            said = "".join(traceback.format_exception(error))
            file.write(f"{now()} {' '.join(sys.version.split()[:1])}\n{said}\n".encode("utf-8", "backslashreplace"))
        return log
    return None
