"""A region against the sum of its units: told where the figures say who was counted in, and else not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from books import at, report_of
from openpyxl import load_workbook

from parsers.checking import levels
from parsers.form.printed import PARTS
from parsers.model import Address, Value
from tui.export.item import Item
from tui.export.outgoing import Ready, write_many
from tui.many.levels import Levels

ROWS = ("new_received", "granted", "partial", "denied_procedural", "carried_forward")
CITY = "海棠市人民政府"


def figures(start: int) -> dict[Address, Value]:
    """Figures in thirty cells, others for every start."""
    return {at(row, part): start + n * m for n, row in enumerate(ROWS, 1) for m, part in enumerate(PARTS, 1)}


def added(*units: Mapping[Address, Value]) -> dict[Address, Value]:
    return {a: sum(unit.get(a, 0) for unit in units) for a in units[0]}


def found(
    reports: Mapping[str, Mapping[Address, Value]],
) -> list[tuple[int, list[tuple[str, Value | None, Value | None]]]]:
    """Number of the report, and of each finding the row, what should and what does stand there."""
    made = [report_of(values, agency=name) for name, values in reports.items()]
    known = Levels()
    for number, report in enumerate(made):
        known.add(number, report.agency, report.year)
    return [(n, [(f.cells[0].row, f.expected, f.actual) for f in told]) for n, told in known.findings(made.__getitem__)]


A, B, C = figures(3), figures(50), figures(700)


def test_the_cells_that_do_not_add_up_are_found_where_all_others_do() -> None:
    whole = added(A, B) | {at("granted", "business"): 9}
    told = found({"海棠市财政局": A, CITY: whole, "海棠市教育局": B})
    assert told == [(1, [("granted", 61, 9)])]


@pytest.mark.parametrize(
    "reports",
    [
        {CITY: added(A, B), "海棠市财政局": A, "海棠市教育局": B},
        {CITY: C, "海棠市财政局": A, "海棠市教育局": B},
        {CITY: added(A, B, C), "海棠市财政局": A, "海棠市教育局": B},
        {CITY: A, "海棠市财政局": A},
        {"海棠市财政局": A, "海棠市教育局": B},
    ],
    ids=["all add up", "no relation", "a unit is missing", "one unit", "no region"],
)
def test_nothing_is_said_where_all_adds_up_or_it_is_not_certain_who_was_counted(
    reports: Mapping[str, Mapping[Address, Value]],
) -> None:
    assert found(reports) == []


def test_a_region_may_count_its_offices_alone_or_the_regions_below_it() -> None:
    off = {at("granted", "business"): 1}
    offices = {CITY: added(A, B) | off, "海棠市财政局": A, "海棠市教育局": B, "海棠市东区人民政府": C}
    assert [n for n, _told in found(offices)] == [0]
    below = {
        CITY: added(B, C) | off,
        "海棠市财政局": A,
        "海棠市西区": B,
        "海棠市东区人民政府": C,
        "海棠市东区教育局": A,
    }
    assert [n for n, _told in found(below)] == [0]


def test_copies_of_a_report_leave_it_open_who_was_counted() -> None:
    reports = [report_of(v, agency=n) for n, v in ((CITY, A), (CITY, A), ("海棠市财政局", A), ("海棠市教育局", B))]
    known = Levels()
    for number, report in enumerate(reports):
        known.add(number, report.agency, report.year)
    assert list(known.findings(reports.__getitem__)) == []


@pytest.mark.parametrize(
    ("agency", "region"),
    [("海棠市人民政府", "海棠市"), ("海棠市", "海棠市"), ("海棠市财政局", ""), ("云溪县泉镇人民政府", "云溪县泉镇")],
)
def test_a_region_is_told_from_an_office_by_its_name(agency: str, region: str) -> None:
    assert levels.region(agency) == region


def test_the_workbook_of_a_folder_lists_them_among_its_findings(tmp_path: Path) -> None:
    whole = report_of(added(A, B) | {at("granted", "business"): 9}, agency=CITY)
    reports = [whole, report_of(A, agency="海棠市财政局"), report_of(B, agency="海棠市教育局")]
    ready = [Ready(f"{n}.txt", None, 0, False, Item(report, f"{n}.txt")) for n, report in enumerate(reports)]
    (path,) = write_many(ready, tmp_path / "out.xlsx", 3, "zh")
    rows = list(load_workbook(path)["问题"].iter_rows(min_row=2, max_col=9, values_only=True))
    assert ["0.txt", CITY, 2021, "存疑", "表三"] in [list(row[:5]) for row in rows]
    assert any("所属 2 份报告之和为 61" in str(row[6]) for row in rows)
