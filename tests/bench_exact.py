"""Are the smallest repairs as small as an exact solver's? `python tests/bench_exact.py [TABLES]` prints the table."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from bench_repair import COLUMN_KEYS, CORPUS, Matrix, made_up, published, report, wrong_figures
from exact import least

from parsers.form.printed import APPLICATIONS
from parsers.model import Address, Severity
from parsers.repairing.equations import problems
from parsers.repairing.repair import suggest

Damage = Callable[[Matrix, random.Random], Matrix]


def wrong(count: int) -> Damage:
    """So many figures read wrong, as scraping does it or in any way."""
    return lambda matrix, rng: wrong_figures(matrix, count, rng, rng.choice(("faults", "any")))


def rectangle(matrix: Matrix, rng: random.Random) -> Matrix:
    """Four wrong figures in two rows and two columns; where nothing stood they are spurious."""
    spoilt = dict(matrix)
    rows = rng.sample(sorted({a.row for a in matrix}), 2)
    columns = rng.sample(COLUMN_KEYS, 2)
    for address in (Address(APPLICATIONS, row, column) for row in rows for column in columns):
        figure = int(matrix[address] or 0)
        while spoilt[address] == matrix[address]:
            spoilt[address] = rng.choice(
                (rng.randint(1, 9), figure + rng.randint(1, 9), rng.randint(0, 2 * figure + 20))
            )
    return spoilt


KINDS: dict[str, Damage] = {**{str(count): wrong(count) for count in (1, 2, 3, 5, 8)}, "rectangle": rectangle}
BEYOND: dict[str, Damage] = {str(count): wrong(count) for count in (12, 16)}
"""More faults than the search is exact for: something is suggested, and it satisfies every sum."""


def tables(kind: str, damage: Damage, count: int, real: list[Matrix]) -> list[Matrix]:
    """So many spoilt tables in which some sum fails, blank figures printed as 0."""
    rng, spoilt = random.Random(kind), []
    while len(spoilt) < count:
        matrix = rng.choice(real) if real and rng.random() < 0.5 else made_up(rng)
        matrix = {a: v or 0 for a, v in matrix.items()}
        printed = damage(matrix, rng)
        if any(matrix.values()) and any(f.severity is Severity.ERROR for f in report(printed).findings):
            spoilt.append(printed)
    return spoilt


class Found(NamedTuple):
    """The fewest figures that a suggestion changes, None without any; the least possible; processor seconds."""

    fewest: int | None
    least: int
    seconds: float


def found(spoilt: Matrix) -> Found:
    """What is suggested for a table, beside what the exact solver says."""
    printed = report(spoilt)
    start = time.process_time()
    given = suggest(printed)
    seconds = time.process_time() - start
    (problem,) = problems(printed, frozenset())
    fewest = min((len(repair.changes) for repair in given.repairs), default=None)
    fewer = least(problem.system, problem.values)
    if fewest is not None and fewest < fewer:
        fewer = least(problem.system, problem.values, presolve=False)
    return Found(fewest, fewer, seconds)


def mended(spoilt: Matrix) -> bool:
    """Whether the first suggestion satisfies every sum; False where there is none."""
    repairs = suggest(report(spoilt)).repairs
    after = spoilt | dict(repairs[0].changes) if repairs else spoilt
    return not any(finding.severity is Severity.ERROR for finding in report(after).findings)


def main(count: int = 200) -> None:
    """Print the table."""
    real = list(published()) if CORPUS.exists() else []
    print("wrong figures   as few as the exact solver   median ms   max ms")
    for kind, damage in KINDS.items():
        all_found = [found(spoilt) for spoilt in tables(kind, damage, count, real)]
        equal = sum(one.fewest == one.least for one in all_found)
        times = [1000 * one.seconds for one in all_found]
        print(f"{kind:14}  {equal:>12} of {count:<11} {median(times):9.1f} {max(times):8.1f}", flush=True)
    print("wrong figures   every sum satisfied")
    for kind, damage in BEYOND.items():
        held = sum(mended(spoilt) for spoilt in tables(kind, damage, count, real))
        print(f"{kind:14}  {held:>12} of {count}", flush=True)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
