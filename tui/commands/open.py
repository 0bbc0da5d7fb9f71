"""`gouji [PATH…]`: the workbench, or without a terminal what `check` prints."""

from __future__ import annotations

import sys
from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Open the workbench on the paths, or on the current folder; the status it ends with."""
    arguments.paths = arguments.paths or ["."]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from tui.commands import check

        arguments.json = arguments.csv = False
        return check.run(arguments)
    from tui import terminal

    facts = terminal.prepare(arguments)
    from tui.app import run as work

    return work(arguments.paths, facts, arguments.mouse)
