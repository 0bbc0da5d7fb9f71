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
from tui.export.answer import answer, line

ROOT = Path(__file__).resolve().parent.parent
BARS = {"median": 3.0, "95 %": 10.0, "worst": 100.0}
ROUNDS = 3
MARKS = ["9,", "-", "| ", "\n", "(", "\u3000", "<td>", "&amp;", "a.", "1", "1 ", "1.", "O", "|---", "\ufeff", "2021年"]
HOSTILE = [*MARKS, "总计", "自然人", "公开年度报告\n", "予以公开\n", "受理申请12件,", "(一)予以公开|", "七、"]
"""Pieces that, repeated, once made some pattern slow."""
LINEAR = 3.0
"""Reading twice as much may take so many times as long."""


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


def growth(piece: str, characters: int = 500_000) -> tuple[float, float]:
    """Milliseconds for a text of nothing but this piece behind a form's headings, and for half of it."""
    head = "某县2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n自然人 总计\n一、本年新收\n"
    whole, half = ((head + piece * (size // len(piece))).encode() for size in (characters, characters // 2))
    return milliseconds(lambda: parsers.read(whole)), milliseconds(lambda: parsers.read(half))


def main() -> None:
    """Print the table for the corpus and the replicas beside the project, or for a folder; and for hostile texts."""
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
    grown = [(whole / half, whole, piece) for piece in HOSTILE for whole, half in [growth(piece)]]
    ratio, slowest = max(grown), max(whole for _, whole, _ in grown)
    print(f"hostile: half a million characters of one of {len(HOSTILE)} pieces, {slowest:.0f} ms at most")
    verdict = "met" if ratio[0] <= LINEAR else "MISSED"
    print(f"  {ratio[0]:.1f}x of half the text ({ratio[2]!r})  bar {LINEAR:.0f}  {verdict}")


if __name__ == "__main__":
    main()
