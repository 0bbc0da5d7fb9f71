"""How long reading takes, decoding and checks included: `uv run python -m tests.bench_read [FOLDER]`.

Beside each report the answer that `extract` prints for it is parsed as JSON: the ratio holds on any machine.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import parsers
from tui.answer import answer, line

ROOT = Path(__file__).resolve().parent.parent
BARS = {"median": 3.0, "95 %": 10.0, "worst": 100.0}
ROUNDS = 3


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of the fastest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def figures(files: Sequence[Path]) -> tuple[list[float], list[float]]:
    """For each file the milliseconds to read it, and to parse its answer as JSON."""
    reading, parsing = [], []
    for path in files:
        data = path.read_bytes()
        told = line(answer(str(path), parsers.read(data)))
        reading.append(milliseconds(lambda data=data: parsers.read(data)))  # type: ignore[misc]
        parsing.append(milliseconds(lambda told=told: json.loads(told)))  # type: ignore[misc]
    return sorted(reading), sorted(parsing)


def main() -> None:
    """Print the table for the corpus and the replicas beside the project, or for a folder."""
    shared = ROOT.parent / "shared"
    folders = [Path(a) for a in sys.argv[1:]] or [shared / "corpus/train", shared / "wild"]
    for folder in folders:
        reading, parsing = figures(sorted(folder.glob("*.txt")))
        found = {"median": median(reading), "95 %": reading[int(len(reading) * 0.95)], "worst": reading[-1]}
        print(
            f"{folder.name}: {len(reading)} texts, {median(reading) / median(parsing):.1f}x of json.loads of the answer"
        )
        for name, value in found.items():
            print(f"  {name:8s} {value:7.2f} ms  bar {BARS[name]:5.0f}  {'met' if value <= BARS[name] else 'MISSED'}")


if __name__ == "__main__":
    main()
