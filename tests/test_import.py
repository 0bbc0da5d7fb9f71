"""Corrections made in a workbook come back into the journals, each to its cell, or are refused by name."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import wps
from books import at, places
from conftest import ROOT, need
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from parsers.model import Address, Report
from tui.case.opener import claim as opened
from tui.case.opener import look
from tui.command.line import run
from tui.export.returning import Returned, returned
from tui.export.workbook.taken import NotOurs, read

GRANTED = at("granted", "natural_person")
SAMPLE = ROOT / "sample_reports" / "lines_three_row_other.txt"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A copy of a sample in a folder of its own."""
    path = tmp_path / "reports" / "云溪.txt"
    path.parent.mkdir()
    path.write_bytes(SAMPLE.read_bytes())
    return path


def book_of(report: Path, *more: str) -> Path:
    """The workbook of a report, or of its folder."""
    target = report.parent.parent / "out.xlsx"
    run(["export", *(more or [str(report)]), "-o", str(target), "--force"])
    return target


def base(report: Path) -> Report:
    return look(str(report))[0].report


def changed(book: Path, report: Path, change: Callable[[Any, Callable[[Address], Any]], object]) -> Path:
    """The workbook after a person changed something, saved by openpyxl."""
    loaded = load_workbook(book)
    sheet = loaded.worksheets[0]
    place = places(base(report))
    change(loaded, lambda a: sheet.cell(place[a].row + 1, place[a].column + 1))
    loaded.save(book)
    return book


def back(book: Path, folder: Path) -> Returned:
    """What comes back of the last report of the workbook."""
    for one in returned(read(book), [str(folder)]):
        one.close()
    return one


def put(value: object) -> Callable[[Any, Callable[[Address], Any]], object]:
    return lambda book, cell: setattr(cell(GRANTED), "value", value)


@pytest.mark.parametrize(
    ("written", "taken", "note"),
    [
        (77, 77, None),
        ("77", 77, None),
        ("７７", 77, None),
        ("1,077", 1077, None),
        (77.0, 77, None),
        (None, None, None),
        ("/", None, "/"),
        ("-", None, "-"),
        ("—", None, "—"),
        ("无", None, "无"),
    ],
)
def test_a_figure_is_an_edit_and_a_mark_a_blank(written: object, taken: object, note: str | None, report: Path) -> None:
    one = back(changed(book_of(report), report, put(written)), report.parent)
    assert [(c.address, c.after) for c in one.taken.changes] == [(GRANTED, taken)]
    assert one.taken.notes == ({GRANTED: note} if note else {})
    assert one.taken.refused == ()


@pytest.mark.parametrize("written", ["约20", "12a", -3, 2.5, True, "=1/0", "2026-01-01"])
def test_what_is_no_figure_is_refused_by_its_address(written: object, report: Path) -> None:
    one = back(changed(book_of(report), report, put(written)), report.parent)
    assert one.taken.changes == ()
    assert [(r.address, r.figure.where.split("!")[1]) for r in one.taken.refused] == [(GRANTED, "I25")]


def test_an_untouched_workbook_brings_nothing(report: Path) -> None:
    one = back(changed(book_of(report), report, lambda book, cell: None), report.parent)
    assert (one.taken.changes, one.taken.notes, one.taken.conflicts, one.taken.refused, one.taken.gone) == (
        (),
        {},
        (),
        (),
        (),
    )


def test_a_sum_replaced_by_a_figure_stands_and_our_own_sum_follows(report: Path) -> None:
    total = at("new_received", "total")
    parts = at("new_received", "business")

    def change(book: Any, cell: Callable[[Address], Any]) -> None:
        cell(parts).value = 50
        cell(total).value = 999

    one = back(changed(book_of(report), report, change), report.parent)
    assert {c.address: c.after for c in one.taken.changes} == {parts: 50, total: 999}
    follow = back(changed(book_of(report), report, lambda b, cell: setattr(cell(parts), "value", 50)), report.parent)
    assert [c.address for c in follow.taken.changes] == [parts]


def test_a_comment_is_a_note_and_our_own_is_none(report: Path) -> None:
    def change(book: Any, cell: Callable[[Address], Any]) -> None:
        cell(GRANTED).value = 5
        cell(GRANTED).comment = Comment("电话核实过", "李四")

    desk = opened(str(report))
    desk.session.edit({at("partial", "business"): 4})
    desk.close()
    one = back(changed(book_of(report), report, change), report.parent)
    assert one.taken.notes == {GRANTED: "电话核实过"}


def test_one_act_brings_it_all_with_its_source_and_one_undo_takes_it_back(report: Path, tmp_path: Path) -> None:
    def change(book: Any, cell: Callable[[Address], Any]) -> None:
        book.properties.lastModifiedBy = "李四"
        cell(GRANTED).value = "/"
        cell(at("partial", "business")).value = 3

    before = base(report)
    book = changed(book_of(report), report, change)
    assert run(["import", str(book), str(report.parent)]) == 0
    desk = opened(str(report))
    (act,) = desk.session.acts
    assert (act.kind, act.what, len(act.cells), act.notes) == ("edit", "import", 2, ((GRANTED, "/"),))
    assert act.source.startswith("out.xlsx · 李四 · ")
    assert desk.report.value(GRANTED) is None
    again = back(book_of(report), report.parent)
    assert again.taken.changes == ()
    desk.session.undo()
    assert desk.report.cells == before.cells
    desk.close()


def test_a_mark_that_was_taken_is_exported_again(report: Path) -> None:
    book = changed(book_of(report), report, put("/"))
    run(["import", str(book), str(report.parent)])
    place = places(base(report))[GRANTED]
    sheet = load_workbook(book_of(report)).worksheets[0]
    assert sheet.cell(place.row + 1, place.column + 1).value == "/"


def test_a_dry_run_keeps_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = changed(book_of(report), report, put(77))
    assert run(["import", str(book), str(report.parent), "--dry-run", "--lang", "zh"]) == 0
    assert "表三 （一）予以公开 · 自然人" in capsys.readouterr().out
    assert look(str(report))[0].history == ()


def test_a_cell_that_both_sides_changed_is_shown_and_not_taken(report: Path) -> None:
    book = changed(book_of(report), report, put(77))
    desk = opened(str(report))
    desk.session.edit({GRANTED: 66})
    desk.close()
    one = back(book, report.parent)
    assert one.taken.changes == ()
    assert [(c.before, c.after) for c in one.taken.conflicts] == [(66, 77)]
    assert run(["import", str(book), str(report.parent)]) == 1


def test_what_both_sides_changed_alike_is_no_difference(report: Path) -> None:
    book = changed(book_of(report), report, put(77))
    desk = opened(str(report))
    desk.session.edit({GRANTED: 77})
    desk.close()
    assert back(book, report.parent).taken.conflicts == ()


def test_rows_that_slipped_from_under_their_references_are_not_taken(report: Path) -> None:
    one = back(changed(book_of(report), report, lambda book, cell: book.worksheets[0].insert_rows(24)), report.parent)
    assert one.taken.changes == ()
    assert one.taken.gone[0][0] == "行列已错位，表头与此格对不上"
    sideways = changed(book_of(report), report, lambda book, cell: book.worksheets[0].insert_cols(10))
    wrong = back(sideways, report.parent).taken
    assert [c.address for c in wrong.changes] == []


def test_a_report_whose_text_changed_takes_what_it_still_says_as_then(report: Path) -> None:
    book = changed(book_of(report), report, put(77))
    report.write_bytes(report.read_bytes() + "\n抓取时间 2026-01-01\n".encode())
    one = back(book, report.parent)
    assert ([c.address for c in one.taken.changes], one.notice) == ([GRANTED], "原文在导出后变过")


def test_a_report_that_is_not_there_is_told(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = changed(book_of(report), report, put(77))
    (tmp_path / "empty").mkdir()
    assert run(["import", str(book), str(tmp_path / "empty"), "--lang", "zh"]) == 2
    assert "找不到这份报告" in capsys.readouterr().err


def test_a_file_that_is_no_workbook_of_ours_is_refused(tmp_path: Path) -> None:
    foreign, broken = tmp_path / "foreign.xlsx", tmp_path / "broken.xlsx"
    Workbook().save(foreign)
    broken.write_bytes(b"PK\x03\x04 no archive")
    for path in (foreign, broken):
        with pytest.raises(NotOurs):
            read(path)
        assert run(["import", str(path)]) == 2


@pytest.mark.parametrize("several", [False, True])
def test_a_workbook_saved_by_wps_brings_what_was_changed_and_nothing_else(several: bool, report: Path) -> None:
    book = book_of(report, *([str(report), str(report)] if several else []))
    wps.saved(book, {})
    one = back(book, report.parent)
    assert (one.taken.changes, one.taken.conflicts, one.taken.refused, one.taken.gone) == ((), (), (), ())
    assert len(read(book).reports) == 1 + several
    total, blank, words = at("new_received", "total"), at("granted", "business"), at("partial", "research")
    figures = {f.address: f.where for f in read(book).reports[-1].figures}
    sheet, cells = figures[GRANTED].split("!")[0], {a: w.split("!")[1] for a, w in figures.items()}
    put = {GRANTED: 77, total: 999, blank: "/", words: "约20"}
    wps.saved(book, {(sheet, cells[a]): value for a, value in put.items()})
    back_again = back(book, report.parent)
    assert {c.address: c.after for c in back_again.taken.changes} == {GRANTED: 77, total: 999, blank: None}
    assert (back_again.taken.notes, [r.address for r in back_again.taken.refused]) == ({blank: "/"}, [words])
    assert " · 王五 · " in back_again.source


def test_several_reports_of_a_file_come_back_each_to_its_own(report: Path) -> None:
    one = report.read_text("utf-8")
    report.write_text(one + "\n" + one.replace("2021年", "2022年").replace("2021", "2022"), "utf-8")
    reports = [case.report for case in look(str(report))]
    assert [(r.part, r.parts) for r in reports] == [(1, 2), (2, 2)]
    book = book_of(report)
    loaded = load_workbook(book)
    places_of = places(reports[1])[GRANTED]
    sheets = [name for name in loaded.sheetnames if name.endswith(("2021", "2022")) and not name.startswith("合计")]
    loaded[sheets[1]].cell(places_of.row + 1, places_of.column + 1).value = 77
    loaded.save(book)
    assert run(["import", str(book), str(report.parent)]) == 0
    assert [case.report.value(GRANTED) for case in look(str(report))] == [reports[0].value(GRANTED), 77]
    assert [len(case.history) for case in look(str(report))] == [0, 1]


def test_a_workbook_saved_by_libreoffice_brings_the_same(report: Path, tmp_path: Path) -> None:
    book = changed(book_of(report), report, put(77))
    profile = (tmp_path / "profile").as_uri()
    command = [need("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), str(book)], check=True, capture_output=True, timeout=120
    )
    one = back(tmp_path / "lo" / book.name, report.parent)
    assert [(c.address, c.after) for c in one.taken.changes] == [(GRANTED, 77)]
    assert one.taken.gone == one.taken.refused == ()
