"""`gouji demo`: a copy of the sample reports in a temporary folder, and a walk through one repair."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import mkdtemp

from tui.command import open as opening
from tui.words import plain
from tui.words.language import _

SHOWN = Path("defects", "digit_misread.txt")
"""The report that is walked through."""


def run(arguments: Namespace) -> int:
    """Open the workbench on a copy, or without a terminal print what `check` prints; where the copy is is said."""
    folder = copied()
    if not opening.has_terminal():
        arguments.paths = [str(folder)]
        return opening.run(arguments)
    from tui.workbench.guide import Guide

    arguments.paths = [str(folder / SHOWN)]
    status = opening.work(arguments, Guide())
    print(plain.visible(_("样例在 {folder}，可以接着练：{command}").format(folder=folder, command=f"gouji {folder}")))
    return status


def copied() -> Path:
    """The samples in a new temporary folder, without anybody's corrections. Raises OSError."""
    folder = Path(mkdtemp(prefix="gouji-")) / "sample_reports"
    return Path(copytree(samples(), folder, ignore=ignore_patterns(".*")))


def samples() -> Path:
    """Beside the program in a checkout; an installed program has them in its package. Raises FileNotFoundError."""
    checkout = Path(__file__).parents[2]
    spec = find_spec("gouji")
    homes = [checkout, Path(spec.origin).parent] if spec is not None and spec.origin else [checkout]
    for home in homes:
        if (home / "sample_reports" / SHOWN).is_file():
            return home / "sample_reports"
    raise FileNotFoundError(2, _("没有样例"), "sample_reports")
