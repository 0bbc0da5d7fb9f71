"""Ctrl+O: what a workbook would change is shown first; Enter takes it as one act a report, Esc leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from books import at, places
from conftest import ROOT
from openpyxl import load_workbook
from textual.pilot import Pilot

from parsers.model import Address
from tui.case.opener import look
from tui.command.line import run
from tui.workbench.app import Gouji
from tui.workbench.returning import completed, completions
from tui.workbench.screens.take_back import TakeBack
from tui.workbench.screens.workbench import Workbench

SAMPLE = ROOT / "sample_reports" / "lines_three_row_other.txt"
GRANTED, PARTIAL = at("granted", "natural_person"), at("partial", "business")
AGENCIES = ("甲", "乙")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of which both are in the workbook beside them."""
    for name in AGENCIES:
        text = SAMPLE.read_text("utf-8").replace("海棠市", f"{name}市")
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path


def exported(folder: Path, name: str, *reports: str) -> Path:
    book = folder / name
    run(["export", *(str(folder / report) for report in reports), "-o", str(book), "--force"])
    return book


def written(book: Path, report: Path, figures: dict[Address, object], sheet: int = 0) -> None:
    """Figures put into a workbook by a person."""
    loaded = load_workbook(book)
    place = places(look(str(report))[0].report)
    for address, value in figures.items():
        loaded.worksheets[sheet].cell(place[address].row + 1, place[address].column + 1).value = value
    loaded.save(book)


async def until(pilot: Pilot[Any], true: Callable[[], bool]) -> None:
    for _turn in range(200):
        await pilot.pause()
        if true():
            return
    raise AssertionError("it never came")


async def opened(pilot: Pilot[Any]) -> TakeBack:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(pilot.app.screen, TakeBack))
    screen = pilot.app.screen
    assert isinstance(screen, TakeBack)
    return screen


async def test_differences_are_shown_enter_takes_them_as_one_act_and_u_undoes_it(folder: Path) -> None:
    report = folder / "甲.txt"
    book = exported(folder, "甲.xlsx", "甲.txt")
    before = look(str(report))[0].report.value(GRANTED)
    written(book, report, {GRANTED: 77, PARTIAL: "约3"})
    async with Gouji([str(report)], "ansi").run_test(size=(140, 40)) as pilot:
        bench = pilot.app.screen
        assert isinstance(bench, Workbench)
        screen = await opened(pilot)
        assert str(book) in screen.field.lines[0]
        await pilot.press("enter")
        await until(pilot, lambda: screen.differences is not None)
        lines = screen.listing.lines
        assert [line[2:4].strip() for line in lines[1:3]] == ["取", "未取"]
        assert f"{before} → 77" in lines[1]
        assert "不是数" in lines[2]
        assert look(str(report))[0].history == ()
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is bench)
        assert bench.report.value(GRANTED) == 77
        assert [act.what for act in bench.session.live] == ["import"]
        assert bench.grid.address == GRANTED
        await pilot.press("u")
        assert bench.report.value(GRANTED) == before
    assert look(str(report))[0].history == ()


async def test_escape_changes_nothing_and_lets_go_of_every_report(folder: Path) -> None:
    book = exported(folder, "甲.xlsx", "甲.txt")
    written(book, folder / "甲.txt", {GRANTED: 77})
    async with Gouji([str(folder / "甲.txt")], "ansi").run_test() as pilot:
        screen = await opened(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: screen.differences is not None)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workbench))
    assert look(str(folder / "甲.txt"))[0].history == ()


async def test_a_workbook_of_many_reports_changes_each_of_them_once(folder: Path) -> None:
    book = exported(folder, "汇总.xlsx", "甲.txt", "乙.txt")
    titles = load_workbook(book, read_only=True).sheetnames
    for name in AGENCIES:
        report = look(str(folder / f"{name}.txt"))[0].report
        sheet = next(n for n, title in enumerate(titles) if title == f"{report.agency}{report.year}")
        written(book, folder / f"{name}.txt", {GRANTED: 70}, sheet)
    async with Gouji([str(folder)], "ansi").run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(getattr(pilot.app.screen, "rows", ())) and len(pilot.app.screen.rows) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workbench))
        screen = await opened(pilot)
        await pilot.press("ctrl+u", *"汇总")
        screen._path.text = str(book)
        await pilot.press("enter")
        await until(pilot, lambda: screen.differences is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workbench))
        assert "2 份报告的 2 格" in pilot.app.screen.said
    for name in AGENCIES:
        (case,) = look(str(folder / f"{name}.txt"))
        assert (case.report.value(GRANTED), len(case.history)) == (70, 1)


@pytest.mark.parametrize("name", ["没有.xlsx", "甲.txt"])
async def test_what_is_no_workbook_of_ours_is_said(name: str, folder: Path) -> None:
    async with Gouji([str(folder / "甲.txt")], "ansi").run_test() as pilot:
        screen = await opened(pilot)
        screen._path.text = str(folder / name)
        await pilot.press("enter")
        await until(pilot, lambda: not screen._reading)
        assert screen.differences is None
        assert screen.detail.lines[0].strip()


def test_a_path_is_completed_with_folders_and_workbooks(tmp_path: Path) -> None:
    for name in ("a1.xlsx", "a2.XLSX", "b.txt", ".hidden.xlsx", "~$a1.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "another").mkdir()
    assert [path.removeprefix(f"{tmp_path}/") for path in completions(f"{tmp_path}/")] == [
        "a1.xlsx",
        "a2.XLSX",
        "another/",
    ]
    assert completed(f"{tmp_path}/an") == f"{tmp_path}/another/"
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/a"
    assert completions(f"{tmp_path}/none/x") == ()
