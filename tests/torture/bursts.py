"""Keys by the packet, as a slow line delivers them: the workbench lives on. `uv run python tests/torture/bursts.py`"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pty_program import Program
from running import SAMPLE, main, place

EACH = 25
"""Bursts that one program gets."""

OPENERS = ("?", "\x1bOP", "o", "m", "\x10", "\x1b[15~", "\x0b")
CLOSERS = ("\x1b", "\x03", "\r", "?", "m", "\x10")
OTHERS = ("n", "u", "\x19", "\t", "\x1b[A", "\x1b[B", "7", "12\r", "a", "/", "县", "\x1b[Z", " ", "\x7f")


def trials(times: int, seed: int) -> Iterator[str]:
    """Bursts of keys, each in one write: openers, doubled closers and what comes between."""
    chance = random.Random(seed)
    done = 0
    while done < times:
        with place() as folder:
            report = folder / "r.txt"
            report.write_bytes(SAMPLE.read_bytes())
            for wrong in _sitting(report, min(EACH, times - done), chance):
                done += 1
                yield wrong


def _sitting(report: Path, times: int, chance: random.Random) -> Iterator[str]:
    command = [sys.executable, "-m", "tui", "--lang", "zh", "--theme", "ansi", str(report)]
    state = {"XDG_STATE_HOME": str(report.parent / "state")}
    with Program(command, (100, 40), state) as program:
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.settle(0.2)
        for _ in range(times):
            keys = burst(chance)
            program.send(keys)
            program.settle(0.05, 2)
            status = program.ended(0.001)
            yield "" if status is None else f"{keys!r} ended it with {status}"
            if status is not None:
                return
        program.send("\x1b")  # a lone Esc, and no Alt with what follows
        program.settle(0.3, 5)
        program.send("\x11")
        if program.ended(10) != 0:
            yield "Ctrl+Q did not end it well"


def burst(chance: random.Random) -> str:
    """One packet."""
    closer = chance.choice(CLOSERS)
    parts = [chance.choice(OPENERS), *chance.choices(OTHERS, k=chance.randint(0, 3)), closer, closer]
    if chance.random() < 0.4:
        parts += [chance.choice(OPENERS), chance.choice(CLOSERS), chance.choice(CLOSERS)]
    return "".join(parts)


if __name__ == "__main__":
    sys.exit(main(trials, 500, __doc__))
