"""Kills and hang-ups by the hundred: `uv run python tests/torture/endings.py --kills 500 --hang-ups 200`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from person import Ending, Person, hang_up, kill, lose_terminal, terminate

SITTINGS = 25
"""With one report, before another is begun."""


def torture(name: str, endings: list[Ending], times: int, seed: int) -> bool:
    """End the workbench so many times, each of the endings in turn, and print what came of it."""
    began, failures, acts, shown, done = time.monotonic(), 0, 0, 0, 0
    while done < times:
        with tempfile.TemporaryDirectory() as folder:
            person = Person(Path(folder), seed + done)
            for _ in range(min(SITTINGS, times - done)):
                ending = endings[done % len(endings)]
                done += 1
                try:
                    person.sitting(ending)
                except AssertionError as error:
                    failures += 1
                    print(f"{name} {done} ({ending.__name__}): {error}", file=sys.stderr)
                    break
            acts, shown = acts + len(person.kept()), shown + person.proven
    seconds = time.monotonic() - began
    print(f"{name}: {done}, {acts} acts kept, {shown} of them proven shown, {failures} failures, {seconds:.0f} s")
    return not failures


def main() -> int:
    """0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--hang-ups", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    killed = torture("kills", [kill], arguments.kills, arguments.seed)
    hung_up = torture("hang-ups", [hang_up, lose_terminal, terminate], arguments.hang_ups, arguments.seed)
    return 0 if killed and hung_up else 1


if __name__ == "__main__":
    sys.exit(main())
