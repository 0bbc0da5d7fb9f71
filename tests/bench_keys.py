"""Keys a clerk needs: broken reports worked to sheets equal to the truth; `uv run python tests/bench_keys.py`.

The clerk knows what is right (the truth beside each report) and sees what the screen shows (`bench.view`); every key
goes through the workbench's own keyboard. Blanks and zeros count alike: no sum of the form tells them apart, and a
total that is not printed may follow its parts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from conftest import need_shared

import parsers
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW, TABLES
from parsers.model import Address, Finding, Origin, Report, Severity, Value
from parsers.sentences import row_name
from tui.case.advice import Advice
from tui.case.case import Case
from tui.case.remaining import concerned, remaining
from tui.corrections.applied import is_total
from tui.corrections.session import Session
from tui.words import language
from tui.workbench import keyboard, sure
from tui.workbench.bench import Bench
from tui.workbench.view import SHOWN, View

MEDIAN, MEAN = 8, 15
"""Keys a report, at most."""
_TOO_MANY = 300
FOLLOWING = (Origin.COMPUTED, Origin.CONFIRMED)
"""Origins of a total that follows its parts."""

Truth = Mapping[Address, Value | None]


def truth_of(report: Report, path: Path) -> Truth:
    """The right figure of every cell of the report."""
    told = json.loads(path.read_text("utf-8"))
    truth: dict[Address, Value | None] = {
        Address(APPLICATIONS, row, column): _figure(cell["value"])
        for row, columns in told["cells"].items()
        for column, cell in columns.items()
    }
    form = form_of(report.edition, report.three_other)
    truth |= dict(zip(form.addresses[REVIEW], map(_figure, told.get("table4") or ()), strict=False))
    by_name = told.get("table2") or {}
    for address in form.addresses[DISCLOSURE]:
        figures = next((v for k, v in by_name.items() if k == row_name(DISCLOSURE, address.row)), None)
        columns = [a for a in form.addresses[DISCLOSURE] if a.row == address.row]
        if figures is not None and len(figures) == len(columns):
            printed = figures[columns.index(address)]
            if printed is None or isinstance(printed, int):
                truth[address] = printed
    return truth


def _figure(printed: object) -> Value | None:
    return printed if isinstance(printed, int) else None


@dataclass
class Clerk:
    """Works one report to its truth, and counts the keys."""

    bench: Bench
    truth: Truth
    keys: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Keys as a terminal gives them."""
        for key in keys:
            self.keys.append(key)
            self.bench.said = ""
            keyboard.press(self.bench, key, key if len(key) == 1 else " " if key == "space" else "")
            self.bench.settle()

    def right(self, address: Address, value: Value | None) -> bool:
        """Whether a figure is the right one."""
        wanted = self.truth.get(address)
        if address not in self.truth or (value or 0) == (wanted or 0):
            return True
        cell = self.bench.report.cells.get(address)
        return wanted is None and is_total(address) and cell is not None and cell.origin in FOLLOWING

    def wrong(self, cells: Iterator[Address] | tuple[Address, ...]) -> list[Address]:
        """Those of the cells whose figure is wrong."""
        return [a for a in cells if not self.right(a, self.bench.report.value(a))]

    def work(self) -> None:
        """Everything that is open, then whatever is wrong besides, then the export."""
        while self.bench.facts.findings and len(self.keys) < _TOO_MANY:
            before = len(self.keys)
            self._one()
            if len(self.keys) == before:
                break
        self._type(self.wrong(tuple(self.truth)))
        self.keys.append("ctrl+e")

    def _at_once(self) -> bool:
        """`Y` where there is something that it confirms, and all of that is right."""
        rows = sure.rows(self.bench.facts, self.bench.ways)
        return len(rows) > 1 and not self.wrong(tuple(a for row in rows for a in row))

    def _one(self) -> None:
        view = self.bench.view
        if self._at_once():
            self.press("Y")
        elif view.finding is None or view.finding != view.walked:
            self.press("n")
        else:
            self._decide(view, view.finding)

    def _decide(self, view: View, finding: Finding) -> None:
        wrong = self.wrong(tuple(view.run) or view.asked or finding.cells)
        repair = next((n for n, r in enumerate(view.repairs) if all(self.right(*c) for c in r.changes)), None)
        way = next((n for n, w in enumerate(view.ways) if all(self.right(*c) for c in w)), None)
        if view.run and not view.repairs and all(self.right(*c) for c in view.run.items()):
            self.press("a")
        elif not finding.cells and view.asked:
            self._type(self.wrong(concerned(self.bench.report, finding)))
            self.press("ctrl+a", "space")
        elif not wrong:
            self.press("x" if finding.severity is Severity.ERROR else "space")
        elif repair is not None and any(c.address in wrong for c in view.repairs[repair].changes):
            self.press(*["tab"] * repair, "a")
        elif way is not None:
            self.press(*["tab"] * (way // SHOWN), str(way % SHOWN + 1))
        elif self._filled(wrong):
            self.press("P")
        else:
            self._type(wrong)

    def _filled(self, wrong: Sequence[Address]) -> bool:
        """Whether `P` here puts the right figures into all the wrong cells."""
        before = len(self.bench.session.acts)
        trial = Session(self.bench.session.base)
        trial.replay(self.bench.session.live)
        double = Bench(Case("", trial), None)
        double.table, double._taken = self.bench.table, self.bench._taken
        double.grid.turn(double.page.sheet)
        double.grid.go(self.bench.grid.address)
        keyboard.press(double, "P", "P")
        return len(trial.acts) > before and all(self.right(a, double.report.value(a)) for a in wrong)

    def _reform(self, wrong: Sequence[Address]) -> None:
        """The other form of (六)其他处理, where figures have no cell on this one: `m`, to its last line, Enter."""
        field = Address("fields", "three_other", "")
        if any(a.row == "other" and a not in self.bench.facts.form.addresses[APPLICATIONS] for a in wrong):
            self.bench.change({field: 0 if self.bench.report.three_other else 1}, "field")
            self.bench.settle()
            self.keys += ["m", "end", "enter", "escape"]

    def _type(self, wrong: Sequence[Address]) -> None:
        """Go to each cell and type its figure, from the top left on."""
        self._reform(wrong)
        places = self.bench.page.sheet.places
        for address in sorted(wrong, key=lambda a: (a.table != self.bench.table, places.get(a, (0, 0)))):
            self._go(address)
            value = self.truth[address]
            if self.bench.grid.address != address:
                continue
            if value is None:
                self.press("delete")
                continue
            if self.bench.view.ways and self.bench.walked_at == address:
                self.press("f2", "ctrl+u")
            self.press(*str(value), "tab")

    def _go(self, address: Address) -> None:
        table = (TABLES.index(address.table) - TABLES.index(self.bench.table)) % len(TABLES)
        self.press(*(["t"] * table if table < 2 else ["T"]))
        places = self.bench.grid.sheet.places
        if address not in places:
            return
        lines = sorted({line for line, _column in places.values()})
        (line, column), (there, across) = places[self.bench.grid.address], places[address]
        steps, number = lines.index(there) - lines.index(line), str(lines.index(there) + 1)
        if abs(steps) > len(number) + 2:
            self.press(":", *number, "enter")
        else:
            self.press(*(["down"] * steps if steps > 0 else ["up"] * -steps))
        _line, column = places[self.bench.grid.address]
        last = len(self.bench.grid.sheet.lines[there].cells) - 1
        if across < column and across < 2:
            self.press("home", *["right"] * across)
        elif across > column and last - across < across - column - 1:
            self.press("end", *["left"] * (last - across))
        else:
            self.press(*(["right"] * (across - column) if across > column else ["left"] * (column - across)))


def clerk_of(path: Path) -> Clerk:
    """A clerk before a report that nobody has touched."""
    report = parsers.read(path.read_bytes())
    bench = Bench(Case(str(path), Session(report)), Advice())
    bench.grid.space, bench.source.space = (80, 16), (80, 5)
    bench.begin()
    return Clerk(bench, truth_of(bench.report, path.with_suffix(".truth.json")))


def chosen(folder: Path, count: int, step: int = 11, first: int = 3) -> list[Path]:
    """Reports of different families whose reading leaves something to do.

    Left out are those of whose table the text tells nothing, not one cell: there the clerk needs the paper.
    """
    files = sorted(folder.glob("*.txt"))
    order = [files[(first + n * step) % len(files)] for n in range(len(files))]
    kept: list[Path] = []
    families: set[str] = set()
    for path in order:
        told = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
        known = any(told["summary"][how] for how in ("true", "inferable", "maybe"))
        if known and told["family"] not in families and remaining(parsers.read(path.read_bytes())):
            families.add(told["family"])
            kept.append(path)
        if len(kept) == count:
            break
    return kept


def unflagged(bench: Bench, truth: Truth) -> list[Address]:
    """Figures of 表三 that are wrong though nothing says so."""
    cells = bench.report.cells
    doubted = {a for f in bench.facts.findings for a in f.cells}
    return [
        a
        for a, wanted in truth.items()
        if a in cells
        and not cells[a].flag
        and a not in doubted
        and (cells[a].value or 0) != (wanted or 0)
        and not (wanted is None and is_total(a) and cells[a].origin in FOLLOWING)
    ]


def main() -> int:
    """Print the keys of each report and whether the bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--step", type=int, default=11)
    parser.add_argument("--keys", action="store_true", help="print the keys themselves")
    options = parser.parse_args()
    language.use("zh")
    counts = []
    for path in chosen(need_shared("corpus/train2"), options.count, options.step):
        clerk = clerk_of(path)
        clerk.work()
        left = len(clerk.wrong(tuple(clerk.truth)))
        counts.append(len(clerk.keys))
        print(f"{path.stem} {len(clerk.keys):4} keys  {left} wrong  {len(clerk.bench.facts.findings)} open")
        if options.keys:
            print("   ", " ".join(clerk.keys))
    print(f"median {median(counts)} (bar {MEDIAN}), mean {mean(counts):.1f} (bar {MEAN})")
    return not (median(counts) <= MEDIAN and mean(counts) <= MEAN)


if __name__ == "__main__":
    raise SystemExit(main())
