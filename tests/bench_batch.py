"""Whole folders from the command line, in ratios: `python tests/bench_batch.py [REPORTS]` prints figures and bars.

Reports are copies of ../shared/corpus/train, or of sample_reports where that is missing, each with a line of its own
at the end. Two runs are compared only within one run of this program; each figure is the best of `--times`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "train"
GOUJI = (sys.executable, "-m", "tui")
ON_CORES = (
    "import os, sys; os.sched_setaffinity(0, {%s}); from tui.command.line import run; sys.exit(run(sys.argv[1:]))"
)
READ = (
    "import sys; from tui.case import files; from tui.many import batch; from bench_batch import only_read\n"
    "for _ in batch.each(files.reports(sys.argv[1:]), only_read): pass"
)


class Run(NamedTuple):
    """How long a process took, and the most memory that it or one of its workers held."""

    seconds: float
    cpu: float
    """Processor seconds, those of its workers too: what is left to compare where others use the machine as well."""
    megabytes: float


def only_read(path: str) -> None:
    """Read a report and do nothing with it, so that nothing travels between processes."""
    import parsers

    parsers.read(Path(path).read_bytes())


def run(command: Sequence[str | Path], times: int = 1) -> Run:
    """The best of several runs, output thrown away."""
    environ = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    runs = []
    for _time in range(times):
        start = time.perf_counter()
        process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _pid, _status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        runs.append(Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    seconds, cpu, megabytes = zip(*runs, strict=True)
    return Run(min(seconds), min(cpu), max(megabytes))


def folder_of(reports: int, folder: Path) -> Path:
    """A folder of so many reports, no two with the same bytes."""
    folder.mkdir()
    source = CORPUS if CORPUS.is_dir() else ROOT / "sample_reports"
    texts = [path.read_bytes() for path in sorted(source.glob("*.txt"))]
    for number in range(reports):
        data = texts[number % len(texts)]
        own = b"" if b"\0" in data else b"\n%d\n" % number
        (folder / f"{number:06}.txt").write_bytes(data + own)
    return folder


def said(what: str, figure: str, ratio: float, bar: float, at_least: bool = False) -> None:
    """One line of the table."""
    held = ratio >= bar if at_least else ratio <= bar
    sign = "≥" if at_least else "≤"
    print(f"{'ok  ' if held else 'MISS'}  {what:<58} {figure:<34} {ratio:5.2f}x  bar {sign} {bar}", flush=True)


def start_up(times: int) -> None:
    textual = run((sys.executable, "-c", "import textual.app"), times)
    check = run((*GOUJI, "check", ROOT / "sample_reports" / "lines_three_row_other.txt"), times)
    figure = f"{1000 * check.seconds:.0f} ms, {1000 * textual.seconds:.0f} ms {_cpu(check, textual)}"
    said("check of one report, against importing textual.app", figure, check.seconds / textual.seconds, 0.5)


def cores(folder: Path, reports: int, times: int) -> None:
    one = run((sys.executable, "-c", ON_CORES % "0", "extract", "--json", folder), times)
    two = run((sys.executable, "-c", ON_CORES % "0, 1", "extract", "--json", folder), times)
    figure = f"{reports / one.seconds:.0f} and {reports / two.seconds:.0f} reports/s"
    said(f"extract --json of {reports}, two cores against one", figure, one.seconds / two.seconds, 1.7, at_least=True)


def beside_reading(folder: Path, reports: int, times: int, out: Path) -> None:
    read = run((sys.executable, "-c", READ, folder), times)
    print(f"      {'reading ' + str(reports) + ' alone, all cores':<58} {reports / read.seconds:.0f} reports/s")
    extract = run((*GOUJI, "extract", "--json", folder), times)
    figure = f"{reports / extract.seconds:.0f} reports/s"
    print(
        f"      {'extract --json, all cores':<58} {figure:<34} {extract.seconds / read.seconds:5.2f}x",
        _cpu(extract, read),
    )
    csv = run((*GOUJI, "export", folder, "-o", out / "all.csv", "--force"), times)
    figure = f"{reports / csv.seconds:.0f} reports/s {_cpu(csv, read)}"
    said(f"{reports} to CSV, against reading them", figure, csv.seconds / read.seconds, 1.4)
    said(f"{reports} to CSV, memory against 600 MB", f"{csv.megabytes:.0f} MB", csv.megabytes / 600, 1.0)


def _cpu(one: Run, other: Run) -> str:
    return f"(processor {one.cpu / other.cpu:.2f}x)"


def memory(few: Path, many: Path, names: str) -> None:
    small, large = run((*GOUJI, "check", few)), run((*GOUJI, "check", many))
    figure = f"{large.megabytes:.1f} MB, {small.megabytes:.1f} MB"
    said(f"check of {names}, memory", figure, large.megabytes / small.megabytes, 1.2)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reports", nargs="?", type=int, default=2000)
    asked.add_argument("--many", type=int, default=0, help="reports of the memory test, as 50000: takes minutes")
    asked.add_argument("--times", type=int, default=2)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        start_up(7 * given.times)
        folder = folder_of(given.reports, place / "reports")
        cores(folder, given.reports, given.times)
        beside_reading(folder, given.reports, given.times, place)
        if given.many:
            few = folder_of(500, place / "few")
            memory(few, folder_of(given.many, place / "many"), f"{given.many} against 500")


if __name__ == "__main__":
    main()
