"""A failure of this program's own code: written down once, with what was called, and said in one sentence."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from tui.corrections import guarded
from tui.corrections.state import make_state_folder
from tui.corrections.who import now
from tui.words.language import _

_LONGEST = 1 << 20
"""Bytes after which the log begins anew."""


def fault(error: Exception) -> str:
    """The sentence that says what failed, and where the details are."""
    what = f"{type(error).__name__}: {error}"[:300]
    log = _logged(error)
    if log is not None:
        return _("程序出错（{what}）；详情记在 {log}").format(what=what, log=log)
    return _("程序出错（{what}）").format(what=what)


def _logged(error: Exception) -> Path | None:
    """Where the details are: what was called, without what was in the variables; each failure stands there once."""
    called = "".join(traceback.format_exception(error))
    mark = hashlib.sha256(called.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    with suppress(OSError, UnicodeError):
        log = make_state_folder() / "gouji.log"
        if not _stands(log, mark):
            fd = guarded.open_or_create(log, 0o600, os.O_WRONLY | os.O_APPEND)
            with open(fd, "wb") as file:  # noqa: PTH123 (a descriptor)
                if os.fstat(fd).st_size > _LONGEST:
                    os.ftruncate(fd, 0)
                head = f"{now()} {sys.version.split()[0]} {mark}"
                file.write(f"{head}\n{called}\n".encode("utf-8", "backslashreplace"))
        return log
    return None


def _stands(log: Path, mark: str) -> bool:
    try:
        return mark.encode() in guarded.read(log, 2 * _LONGEST)
    except OSError:
        return False
