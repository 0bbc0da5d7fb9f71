"""What every kind of torture shares: so many trials from a seed, what came of them, and the command line."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Trials = Callable[[int, int], Iterator[str]]
"""Times and seed; a trial gives what was wrong, or nothing."""

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_reports"
SAMPLE = SAMPLES / "lines_three_row_other.txt"


@contextmanager
def place() -> Iterator[Path]:
    """A folder for one trial, with a state directory of its own."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        try:
            yield Path(folder)
        finally:
            del os.environ["XDG_STATE_HOME"]
            if before is not None:
                os.environ["XDG_STATE_HOME"] = before


def bad(trials: Trials, times: int, seed: int = 0) -> list[str]:
    """What was wrong, of so many trials."""
    return [f"{number}: {wrong}" for number, wrong in enumerate(trials(times, seed), 1) if wrong]


def main(trials: Trials, times: int, what: str = "") -> int:
    """Run them from the command line; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--times", type=int, default=times)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    began, done, wrong = time.monotonic(), 0, 0
    for said in trials(arguments.times, arguments.seed):
        done += 1
        if said:
            wrong += 1
            print(f"{done}: {said}", file=sys.stderr)
    print(f"{Path(sys.argv[0]).stem}: {wrong} bad of {done}, {time.monotonic() - began:.0f} s")
    return 1 if wrong else 0
