"""Speed and memory of exports, in ratios to what they are measured against: `python tests/bench_export.py [COUNT]`."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from parsers.checking.checks import checked  # noqa: E402
from parsers.form.form import form_of  # noqa: E402
from parsers.form.printed import PARTS, TABLES  # noqa: E402
from parsers.model import Address, Cell, Origin, Report, Span, Value  # noqa: E402
from tui.export.frames import csv_lines, write_csv  # noqa: E402
from tui.export.item import Item  # noqa: E402
from tui.export.workbook import export_reports  # noqa: E402
from tui.many import batch  # noqa: E402


def reports(count: int) -> Iterator[Item]:
    """Reports with all three tables, every figure there, one in ten with a total that is off."""
    rng = random.Random(7)
    for number in range(count):
        yield Item(checked(_report(rng, number)), f"{number:05}.txt", id=f"{number:064x}")


def _report(rng: random.Random, number: int) -> Report:
    form = form_of("2021", True)
    values: dict[Address, Value] = {a: rng.randrange(40) for table in TABLES for a in form.addresses[table]}
    for column in (*PARTS, "total"):
        for identity in form.identities:
            if identity.code != "balance" and identity.totals[0].column == column:
                values[identity.totals[0]] = sum(values[a] for a in identity.parts)
    for column in (*PARTS, "total"):
        new, over, done, forward = (
            Address("applications", row, column)
            for row in ("new_received", "carried_over", "processed_total", "carried_forward")
        )
        values[over], values[forward] = 0, 0
        values[new] = values[done]
    if number % 10 == 0:
        values[Address("applications", "granted", "total")] += 1
    cells = {a: Cell(v, str(v), Span(0, len(str(v))), Origin.READ) for a, v in values.items()}
    return Report("", "utf-8", "年度报告", f"第{number}号县档案馆", 2021, "2021", True, frozenset(TABLES), cells)


def plain_cells(path: Path, items: Sequence[Item]) -> None:
    """What openpyxl's write-only mode takes for as many plain cells: those of a report's sheet and of its long rows.

    The hidden sheet, 合计 and 图表 are ours alone.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    long = book.create_sheet("long")
    for number, item in enumerate(items):
        sheet = book.create_sheet(str(number))
        figures = list(item.report.cells.items())
        for start in range(0, len(figures) + BOXES, 15):
            sheet.append([c.value for _, c in figures[start : start + 15]] or ["不予公开"] * 15)
        for address, cell in figures:
            said = [cell.value, cell.raw, "read", None, False, "2021", item.report.title]
            long.append([item.name, item.report.agency, 2021, *address, *said, "行", "列", number, None, "指标"])
    book.save(path)


BOXES = 90
"""Cells of printed text on a report's sheet."""


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Processor time of this process and its workers, and time on the wall, in seconds."""
    start, cpu = time.perf_counter(), _cpu()
    work()
    return _cpu() - cpu, time.perf_counter() - start


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def least(rounds: int, **works: Callable[[], object]) -> dict[str, tuple[float, float]]:
    """The least of several rounds, one work after the other in each: another's load falls on all of them."""
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _round in range(rounds):
        for name, work in works.items():
            took[name].append(spent(work))
    return {name: (min(cpu for cpu, _ in times), min(wall for _, wall in times)) for name, times in took.items()}


def main() -> None:
    count, rounds = (int(sys.argv[1]) if len(sys.argv) > 1 else 500), 3
    with tempfile.TemporaryDirectory() as name:
        folder, items = Path(name), list(reports(count))
        one, four = folder / "one.xlsx", folder / "four.xlsx"
        fourth = -(-count // 4)
        took = least(
            rounds,
            plain=lambda: plain_cells(folder / "plain.xlsx", items),
            one=lambda: export_reports(items, one, most_sheets=count, force=True),
            four=lambda: export_reports(items, four, most_sheets=fourth, made=batch.jobs, force=True),
            csv=lambda: write_csv(map(csv_lines, items), folder / "out.csv", force=True),
        )
        (plain, wall), (ours, _) = took["plain"], took["one"]
        print(f"{count} reports, processor time: openpyxl write-only {plain:.1f} s, one workbook {ours:.1f} s")
        print(f"  {ours / plain:.2f}x  bar 0.80")
        cpu, on_wall = took["four"]
        print(f"four workbooks on {batch.cores()} cores: {on_wall:.1f} s on the wall, {cpu:.1f} s of processors")
        share = cpu / batch.cores() / plain
        print(f"  {on_wall / wall:.2f}x on the wall, {share:.2f}x of processor time a core  bar 0.50")
        print(f"CSV: {1000 * took['csv'][0] / count:.2f} ms a report")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
