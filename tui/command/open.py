"""`gouji [PATH…]`: the workbench, or without a terminal what `check` prints."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager


def run(arguments: Namespace) -> int:
    """Open the workbench on the paths, or on the current folder; the status it ends with."""
    arguments.paths = arguments.paths or ["."]
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        from tui.command import check

        arguments.json = arguments.csv = False
        return check.run(arguments)
    return _work(arguments)


def _work(arguments: Namespace) -> int:
    """The report is in sight before the workbench is imported."""
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
        from tui.workbench.app import run as work

    return work(arguments.paths, facts, arguments.mouse, first)


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
