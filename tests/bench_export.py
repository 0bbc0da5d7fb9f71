"""Speed and memory of exports, in ratios to what they are measured against: `python tests/bench_export.py [COUNT]`."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from parsers.checking.checks import checked  # noqa: E402
from parsers.form.form import PARTS, TABLES, form_of  # noqa: E402
from parsers.model import Address, Cell, Origin, Report, Span, Value  # noqa: E402
from tui.export.frames import csv_lines, write_csv  # noqa: E402
from tui.export.item import Item  # noqa: E402
from tui.export.workbook import export_reports  # noqa: E402


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


def plain_cells(path: Path, sheets: int) -> None:
    """What openpyxl's write-only mode takes for as many plain cells: those of a report's sheet and of its long rows.

    The hidden sheet, 合计 and 图表 are ours alone.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    long = book.create_sheet("long")
    for number, item in enumerate(reports(sheets)):
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


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        make = timed(lambda: list(reports(count)))
        ours = timed(lambda: export_reports(reports(count), Path(folder) / "out.xlsx")) - make
        theirs = timed(lambda: plain_cells(Path(folder) / "plain.xlsx", count)) - make
        print(
            f"{count} reports to one workbook: {ours:.1f} s, openpyxl write-only {theirs:.1f} s, {ours / theirs:.2f}x"
        )
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        many = 10 * count
        make = timed(lambda: sum(1 for _ in reports(many)))
        text = timed(lambda: write_csv(map(csv_lines, reports(many)), Path(folder) / "out.csv")) - make
        print(f"{many} reports to CSV: {text:.1f} s ({1000 * text / many:.2f} ms a report)")


if __name__ == "__main__":
    main()
