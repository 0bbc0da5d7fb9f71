"""`gouji [PATH…]`: the workbench, or without a terminal what `check` prints."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.workbench.guide import Guide


def run(arguments: Namespace) -> int:
    """Open the workbench on the paths, or on the current folder; the status it ends with."""
    arguments.paths = arguments.paths or ["."]
    if not has_terminal():
        from tui.command import check

        arguments.json = arguments.csv = False
        return check.run(arguments)
    return work(arguments)


def has_terminal() -> bool:
    """Whether a workbench can be shown."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def work(arguments: Namespace, guide: Guide | None = None) -> int:
    """The workbench on the paths; the report is in sight before that is imported."""
    with _without_openssl():
        from tui.case.case import Case
        from tui.case.opening import begun, is_one
        from tui.terminal import terminal

        on_desk: list[Case] = []
        only = arguments.paths[0] if is_one(arguments.paths) else None
        facts = terminal.prepare(arguments, lambda: on_desk.append(begun(only)) if only else None)
        from tui.workbench import firstframe

        first = on_desk[0] if on_desk else None
        facts = firstframe.draw(first, facts) if first else firstframe.draw_list(facts)
        from tui.workbench.app import run as run_app

    return run_app(arguments.paths, facts, arguments.mouse, first, guide)


@contextmanager
def _without_openssl() -> Iterator[None]:
    """asyncio and hashlib load OpenSSL where they find it: 5 MB and 15 ms that nothing here has a use for."""
    kept = {name: sys.modules[name] for name in _OPENSSL if name in sys.modules}
    sys.modules.update({name: None for name in _OPENSSL if name not in kept})  # type: ignore[misc]
    try:
        yield
    finally:
        for name in _OPENSSL:
            if name not in kept:
                sys.modules.pop(name, None)


_OPENSSL = ("ssl", "_hashlib")
