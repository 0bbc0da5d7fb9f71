"""The workbench in a pseudo-terminal beside VisiData; `uv run python tests/bench_tui.py` prints figures and bars."""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyte
from pty_program import UNKNOWN_TO_PYTE, Program, shown_row

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "sample_reports" / "lines_three_row_other.txt"
VISIDATA = "visidata==3.4"
BRACKETED = b"\x1b[?2004h"
"""What our program writes when it listens to keys; VisiData does before it paints, or never."""
COMPILED = {"PYTHONDONTWRITEBYTECODE": None}
"""Programs keep their bytecode, as those of people do: compiling all of it anew is half of a start."""
QUIET = 0.4
"""Seconds of silence after which a start has settled."""
KEY_QUIET = 0.12
BURST = 0.025
"""Seconds of silence that end a key's first burst: VisiData repaints once more a little later."""


class Key(NamedTuple):
    """What one key press cost."""

    milliseconds: float
    """From writing the key to the end of the first burst of output."""
    bytes: int


@dataclass
class Run:
    """One start of a program, and its keys."""

    paint: float = 0.0
    """Milliseconds until the words that were waited for stood on the screen."""
    settled: float = 0.0
    bytes: int = 0
    """Until settled."""
    idle: int = 0
    """Bytes in a second of rest."""
    megabytes: float = 0.0
    keys: dict[str, list[Key]] = field(default_factory=dict)


# -- measuring ------------------------------------------------------------------------------------------------


def run(
    command: Sequence[str],
    seen: str,
    keys: Sequence[tuple[str, bytes]] = (),
    round_trip: float = 0.0,
    bits_per_second: float = 0.0,
) -> Run:
    """Start a program, wait for words on its screen and for silence, then press keys one by one."""
    for path in map(Path, command):
        shutil.rmtree(path.parent / ".gouji", ignore_errors=True)
    with Program(command, environment=COMPILED, round_trip=round_trip, bits_per_second=bits_per_second) as program:
        painted = _wait_for(program, seen)
        while BRACKETED not in program.written and program.read(3):
            pass
        _until_quiet(program, QUIET)
        last = program.output[-1][0]
        found = Run(1000 * painted, 1000 * (last - program.started), len(program.written))
        program.read(1.0)
        found.idle = len(program.written) - found.bytes
        for name, typed in keys:
            found.keys.setdefault(name, []).append(_press(program, typed))
        found.megabytes = _peak_megabytes(program.pid)
        return found


def _wait_for(program: Program, seen: str) -> float:
    """Seconds until the screen showed some words; infinity where it never did."""
    screen = pyte.Screen(program.columns, program.rows)
    stream = pyte.ByteStream(screen)
    fed = 0
    while program.read(5):
        for when, data in program.output[fed:]:
            stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
            if any(seen in shown_row(screen, y) for y in range(program.rows)):
                return when - program.started
        fed = len(program.output)
    print("\n".join([f"bench: {seen!r} was never shown", *program.screen()]), file=sys.stderr)
    return float("inf")


def _until_quiet(program: Program, quiet: float) -> None:
    while program.read(quiet):
        pass


def _press(program: Program, typed: bytes) -> Key:
    before, pressed = len(program.output), time.perf_counter()
    program.send(typed)
    if program.read(0.5):
        _until_quiet(program, KEY_QUIET)
    came = program.output[before:]
    end = came[0][0] if came else pressed
    for when, _ in came:
        if when - end > BURST:
            break
        end = when
    # The way back of the last byte is the other half of the round trip.
    return Key(1000 * (end - pressed + program.round_trip / 2), sum(len(data) for _, data in came))


def _peak_megabytes(pid: int) -> float:
    """Peak resident memory; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[round(0.95 * (len(values) - 1))] if values else 0.0


def whole_process(command: Sequence[str], times: int) -> float:
    """Median milliseconds of a command from start to end."""

    environment = {name: value for name, value in os.environ.items() if name not in COMPILED}

    def once() -> float:
        begin = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return 1000 * (time.perf_counter() - begin)

    return median(once() for _ in range(times))


# -- what is measured -----------------------------------------------------------------------------------------


def gouji(*arguments: str | Path) -> list[str]:
    """The command line of the workbench."""
    return [sys.executable, "-m", "tui", "--theme", "ansi", *map(str, arguments)]


def visidata() -> str | None:
    """VisiData's own program: an installed `vd`, else the one that uv fetches; None without either."""
    if found := shutil.which("vd"):
        return found
    uv = shutil.which("uv")
    where = [uv or "", "tool", "run", "--from", VISIDATA, "python", "-c", "import sys; print(sys.executable)"]
    said = subprocess.run(where, capture_output=True, text=True, check=False) if uv else None
    found = Path(said.stdout.strip()).parent / "vd" if said and said.returncode == 0 else Path()
    return str(found) if found.is_file() else None


@contextmanager
def inputs(report: Path) -> Iterator[dict[str, Path]]:
    """The report, the same as CSV, with 2 MB of prose, and 5,000 times in a folder."""
    from parsers import read
    from parsers.form.form import form_of
    from parsers.form.printed import APPLICATIONS, COLUMNS

    data = report.read_bytes()
    matrix = read(data)
    form = form_of(matrix.edition, matrix.three_other)
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        there = Path(folder)
        found = {name: there / name for name in ("report.txt", "matrix.csv", "large.txt", "many")}
        found["report.txt"].write_bytes(data)
        prose = "本机关认真贯彻落实条例，依法办理政府信息公开申请，全年没有发生重大问题。\n".encode()
        found["large.txt"].write_bytes(data + b"\n" + prose * (2_000_000 // len(prose)))
        with found["matrix.csv"].open("w", newline="", encoding="utf-8") as out:
            rows = csv.writer(out)
            rows.writerow(["项目", *(words.short for words in COLUMNS[APPLICATIONS].values())])
            for row in form.rows(APPLICATIONS):
                rows.writerow(
                    [row.words.short, *(matrix.value(a) for a in form.addresses[APPLICATIONS] if a.row == row.key)]
                )
        found["many"].mkdir()
        for number in range(5000):
            (found["many"] / f"{number:04}.txt").write_bytes(data.replace(b"\n", b"\n" + b" " * (number % 7), 1))
        yield found


DOWN, LEFT, RIGHT, ENTER = b"\x1b[B", b"\x1b[D", b"\x1b[C", b"\r"
MOVES = [("down", DOWN)] * 20 + [("sideways", RIGHT), ("sideways", LEFT)] * 10
EDITS = [(name, key) for digit in b"1234567890" for name, key in (("digit", bytes([digit])), ("enter", ENTER))]


class Line(NamedTuple):
    """A figure, its bar, and whether it is met."""

    what: str
    found: float
    bar: float
    unit: str

    def __str__(self) -> str:
        met = "met" if self.found <= self.bar else "MISSED"
        return f"| {self.what} | {self.found:,.2f} {self.unit} | ≤ {self.bar:,g} {self.unit} | {met} |"


def pooled(runs: Sequence[Run], key: str) -> tuple[list[float], list[float]]:
    """The milliseconds and the bytes of a key over all runs."""
    presses = [press for one in runs for press in one.keys.get(key, [])]
    return [p.milliseconds for p in presses], [float(p.bytes) for p in presses]


def lines(times: int, report: Path) -> Iterator[Line]:
    """Everything that is measured, in the order of the table; programs take turns, so that a busy machine hits all."""
    vd = visidata()
    with inputs(report) as files:
        kinds: dict[str, Callable[[], Run]] = {
            "small": lambda: run(gouji(files["report.txt"]), "新收", [*MOVES, *EDITS]),
            "large": lambda: run(gouji(files["large.txt"]), "新收"),
            "many": lambda: run(gouji(files["many"]), "报告清单"),
            "slow": lambda: run(gouji(files["report.txt"]), "新收", MOVES[:6], 0.1, 256_000),
        }
        if vd:
            kinds["vd"] = lambda: run([vd, str(files["matrix.csv"])], "新收", [("down", b"j")] * 20)
        else:
            print(f"bench: no VisiData (neither vd nor uv with {VISIDATA}); its ratios are left out", file=sys.stderr)
        for measure in kinds.values():
            measure()
        runs: dict[str, list[Run]] = {name: [] for name in kinds}
        for _ in range(times):
            for name, measure in kinds.items():
                runs[name].append(measure())
        yield from _against_visidata(runs)
        yield from _alone(runs)
        check = whole_process([sys.executable, "-m", "tui", "check", str(files["report.txt"])], 2 * times)
        bare = whole_process([sys.executable, "-c", "import textual.app"], 2 * times)
        yield Line(
            f"gouji check ({check:.0f} ms) against importing textual.app ({bare:.0f} ms)", check / bare, 0.5, "x"
        )


def _against_visidata(runs: dict[str, list[Run]]) -> Iterator[Line]:
    if "vd" not in runs:
        return
    ours, theirs = runs["small"], runs["vd"]
    paint, other = (median(r.paint for r in some) for some in (ours, theirs))
    yield Line(f"first paint of the matrix ({paint:.0f} ms) against VisiData ({other:.0f} ms)", paint / other, 1.0, "x")
    down, other = (median(pooled(some, "down")[0]) for some in (ours, theirs))
    yield Line(f"cursor down, median ({down:.1f} ms) against VisiData ({other:.1f} ms)", down / other, 0.5, "x")
    memory, other = (max(r.megabytes for r in some) for some in (ours, theirs))
    yield Line(f"memory ({memory:.0f} MB) against VisiData ({other:.0f} MB)", memory / other, 1.15, "x")


def _alone(runs: dict[str, list[Run]]) -> Iterator[Line]:
    small, slow = runs["small"], runs["slow"]
    paint = median(r.paint for r in small)
    yield Line(
        "first paint of a 2 MB text against one small report", median(r.paint for r in runs["large"]) / paint, 1.3, "x"
    )
    yield Line("first paint of 5,000 reports against one", median(r.paint for r in runs["many"]) / paint, 1.3, "x")
    yield Line("bytes until settled", median(r.bytes for r in small), 16_384, "B")
    down, down_bytes = pooled(small, "down")
    yield Line("cursor down, median", median(down), 8, "ms")
    yield Line("cursor down, 95 %", high(down), 40, "ms")
    yield Line("cursor down, median", median(down_bytes), 900, "B")
    yield Line("cursor down, 95 %", high(down_bytes), 1500, "B")
    yield Line("cursor sideways, median", median(pooled(small, "sideways")[1]), 400, "B")
    for key, most_bytes, most_time in (("digit", 250, 8), ("enter", 900, 30)):
        spent, sent = pooled(small, key)
        yield Line(f"{key}, median", median(sent), most_bytes, "B")
        yield Line(f"{key}, median", median(spent), most_time, "ms")
    yield Line("settled start at 100 ms round trip, 256 kbit/s", median(r.settled for r in slow) / 1000, 1.3, "s")
    keys = pooled(slow, "down")[0] + pooled(slow, "sideways")[0]
    yield Line("a key at 100 ms round trip, 256 kbit/s", median(keys), 130, "ms")
    yield Line("at rest, in a second", max(r.idle for r in small), 0, "B")


def main() -> int:
    """Print the table; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--report", type=Path, default=REPORT)
    arguments = parser.parse_args()
    print("| figure (80x24) | found | bar | |\n|---|---|---|---|")
    missed = 0
    for line in lines(arguments.runs, arguments.report):
        print(line, flush=True)
        missed += line.found > line.bar
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
