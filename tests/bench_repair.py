"""The repair benchmark: figures are spoilt in matrices that add up; is the true repair first, listed, and fast?"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from parsers.checking.checks import checked
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Cell, Origin, Repair, Report, Severity, Value
from parsers.repairing.repair import suggest

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "train"
COLUMN_KEYS = tuple(COLUMNS[APPLICATIONS])
Matrix = dict[Address, Value | None]


# -- matrices that add up ---------------------------------------------------------------------------------


def published(folder: Path = CORPUS) -> Iterator[Matrix]:
    """The different true matrices of the corpus that agree with themselves and are not empty.

    Blank totals are printed as 0, so that every identity is checked.
    """
    seen = set()
    for path in sorted(folder.glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        matrix = {
            Address(APPLICATIONS, row, column): cell["value"] if isinstance(cell["value"], int) else None
            for row, cells in truth["cells"].items()
            for column, cell in cells.items()
        }
        matrix = {a: 0 if v is None and matrix[a._replace(column="total")] is None else v for a, v in matrix.items()}
        matrix |= {a: matrix[a] or 0 for a in matrix if a.row == "processed_total"}
        key = tuple(matrix.values())
        if key not in seen and any(key) and not report(matrix).findings:
            seen.add(key)
            yield matrix


def made_up(random: random.Random) -> Matrix:
    """A sparse matrix where natural persons and few rows dominate, of tiny to city size."""
    form = FORMS["2021", random.random() < 0.6]
    rows = [row.key for row in form.rows(APPLICATIONS)]
    results = rows[2:-2]
    size, density = random.choice((2, 8, 40, 200, 1500)), random.choice((0.2, 0.5, 0.8))
    weights = (0.85, 0.1, 0.01, 0.02, 0.04, 0.03)
    figures = {row: [0] * 6 for row in rows}
    for row in results:
        if random.random() < density:
            share = random.expovariate(1)
            figures[row] = [int(random.expovariate(1) * size * share * weight) for weight in weights]
            figures[row][0] += random.random() < 0.5
    for c, weight in enumerate(weights):
        done = figures["processed_total"][c] = sum(figures[row][c] for row in results)
        forward = figures["carried_forward"][c] = int(random.expovariate(4) * size * weight)
        over = figures["carried_over"][c] = random.randint(0, (done + forward) // 4)
        figures["new_received"][c] = done + forward - over
    return {
        Address(APPLICATIONS, row, column): figure
        for row in rows
        for column, figure in zip(COLUMN_KEYS, (*figures[row], sum(figures[row])), strict=True)
    }


# -- damage -----------------------------------------------------------------------------------------------


def _digit(figure: int, random: random.Random) -> int:
    digits = str(figure)
    at = random.randrange(len(digits))
    like = {"0": "86", "1": "7", "7": "1", "3": "8", "8": "3065", "5": "68", "6": "058", "9": "80", "4": "9", "2": "7"}
    other = random.choice(like[digits[at]] if random.random() < 0.7 else "0123456789")
    return int(digits[:at] + other + digits[at + 1 :])


def _lost(figure: int, random: random.Random) -> int:
    digits = str(figure)
    at = random.randrange(len(digits))
    return int(digits[:at] + digits[at + 1 :] or "0")


def _doubled(figure: int, random: random.Random) -> int:
    digits = str(figure)
    at = random.randrange(len(digits))
    return int(digits[: at + 1] + digits[at:])


def _anything(figure: int, random: random.Random) -> int:
    return random.choice(
        (random.randint(0, 9), random.randint(0, 2 * figure + 20), max(0, figure + random.randint(-9, 9)))
    )


FAULTS: tuple[Callable[[int, random.Random], int], ...] = (_digit, _digit, _lost, _doubled)


def wrong_figures(matrix: Matrix, count: int, random: random.Random, style: str) -> Matrix:
    """So many figures read wrong: digits misread, lost and doubled (`faults`), or anything anywhere (`any`).

    Faults fall half on any cell, zeros too, and half on figures, where the matrix has enough of them.
    """
    spoilt = dict(matrix)
    printed = [a for a, v in matrix.items() if v]
    anywhere = style == "any" or random.random() < 0.5 or len(printed) < 8 * count
    for address in random.sample(list(matrix) if anywhere else printed, count):
        figure = int(matrix[address] or 0)
        while (spoilt[address] or 0) == figure:
            spoilt[address] = (random.choice(FAULTS) if style == "faults" else _anything)(figure, random)
    return spoilt


def shifted_row(matrix: Matrix, random: random.Random, style: str = "faults") -> Matrix:
    """The cells of one row that is not empty moved by one, with or without the total.

    A blank or a 0 takes the cell left free (`faults`), or anything may, and the shift begins anywhere (`any`).
    """
    rows = sorted({a.row for a, v in matrix.items() if v})
    spoilt = dict(matrix)
    while not any(finding.severity is Severity.ERROR for finding in report(spoilt).findings):
        spoilt = dict(matrix)
        row = random.choice(rows)
        first, last = random.randrange(5) if style == "any" else 0, random.choice((6, 7))
        addresses = [Address(APPLICATIONS, row, c) for c in COLUMN_KEYS[first:last]]
        figures = [matrix[a] for a in addresses]
        stray = random.choice((figures[0], figures[-1], random.randint(1, 30))) if style == "any" and not first else 0
        stray = random.choice((0, None, stray))
        moved = random.choice(([stray, *figures[:-1]], [*figures[1:], stray]))
        spoilt |= zip(addresses, moved, strict=True)
    return spoilt


# -- measure ----------------------------------------------------------------------------------------------


def report(matrix: Matrix) -> Report:
    """A checked report that prints this matrix."""
    three = any(a.row == "other_misc" for a in matrix)
    cells = {a: Cell(v, origin=Origin.BLANK if v is None else Origin.READ) for a, v in matrix.items()}
    bare = Report("", "utf-8", edition="2021", three_other=three, found=frozenset({APPLICATIONS}), cells=cells)
    return checked(bare)


def mends(repair: Repair, spoilt: Matrix, truth: Matrix) -> bool:
    """Whether the repair gives the true figures back; a blank counts as 0."""
    mended = spoilt | dict(repair.changes)
    return all((mended[a] or 0) == (v or 0) for a, v in truth.items())


@dataclass
class Score:
    """How one kind of damage went."""

    first: int = 0
    listed: int = 0
    certain: int = 0
    wrong: int = 0
    """Repairs, of the report or of a cluster, that are certain and set a figure that is not the true one."""
    times: list[float] = field(default_factory=list)
    missed: list[tuple[Matrix, Matrix]] = field(default_factory=list)

    def add(self, truth: Matrix, spoilt: Matrix) -> None:
        """Let the repairer try once."""
        printed = report(spoilt)
        start = time.perf_counter()
        given = suggest(printed)
        self.times.append(time.perf_counter() - start)
        good = [mends(r, spoilt, truth) for r in given.repairs]
        self.first += bool(good) and good[0]
        self.listed += any(good)
        self.certain += bool(given.repairs) and given.repairs[0].certain
        offered = (*given.repairs, *(r for c in given.clusters for r in c.repairs))
        self.wrong += any(
            r.certain and any((c.value or 0) != (truth[c.address] or 0) for c in r.changes) for r in offered
        )
        if not (good and good[0]):
            self.missed.append((truth, spoilt))


Damage = Callable[[Matrix, random.Random], Matrix]


def wrong(count: int, style: str) -> Damage:
    """Damage that spoils so many figures."""
    return lambda matrix, random: wrong_figures(matrix, count, random, style)


BARS: dict[str, tuple[Damage, Damage, float, float, float]] = {
    "1": (wrong(1, "faults"), wrong(1, "any"), 100, 100, 2),
    "2": (wrong(2, "faults"), wrong(2, "any"), 99, 100, 3),
    "3": (wrong(3, "faults"), wrong(3, "any"), 98, 99.5, 5),
    "5": (wrong(5, "faults"), wrong(5, "any"), 93, 97, 50),
    "row shifted": (shifted_row, partial(shifted_row, style="any"), 95, 99, 5),
}
"""Damage as scraping does it, damage of any kind, and the bars: first %, listed %, median in ms."""


def matrices(count: int, random: random.Random, real: list[Matrix]) -> list[Matrix]:
    """So many matrices with a figure in them, published ones (where there are any) and made-up ones in turn."""
    chosen = (random.choice(real) if real and n % 2 else made_up(random) for n in range(count))
    return [matrix for matrix in chosen if any(matrix.values())]


def measure(count: int, seed: int) -> dict[tuple[str, str], Score]:
    """Every kind of damage on so many matrices."""
    real = list(published()) if CORPUS.exists() else []
    scores: dict[tuple[str, str], Score] = {}
    for name, (faults, anything, *_) in BARS.items():
        for style, damage in (("faults", faults), ("any", anything)):
            rng = random.Random(f"{seed} {name} {style}")
            score = scores[name, style] = Score()
            for matrix in matrices(count, rng, real):
                score.add(matrix, damage(matrix, rng))
    return scores


def main(count: int = 400, seed: int = 1) -> None:
    """Print the table."""
    print("wrong figures  damage   first %   listed %   median ms   max ms   certain %   certain and wrong")
    for (name, style), score in measure(count, seed).items():
        *_, first, listed, ms = BARS[name]
        share = [100 * n / len(score.times) for n in (score.first, score.listed, score.certain)]
        print(
            f"{name:13}  {style:6}  {share[0]:6.1f}/{first:<3} {share[1]:6.1f}/{listed:<5}"
            f"{1000 * median(score.times):6.2f}/{ms:<3} {1000 * max(score.times):9.1f} {share[2]:9.0f} {score.wrong:9}"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
