"""A workbook holds exactly what the session holds, in the official form, and never costs anyone a file."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from books import LATER, at, cell_at, consistent, edited, export, from_seed, places, report_of, session
from conftest import ROOT
from openpyxl import load_workbook

from parsers.model import Cell, Origin
from tui.export.item import Item
from tui.export.workbook import ExportFailed, ExportRefused, export_report
from tui.export.workbook.margin import said
from tui.words.celltext import visible


def features(book: Path) -> tuple[set[str], dict[str, str], dict[str, str]]:
    """Merged ranges, comments and formulas of the first sheet."""
    sheet = load_workbook(book).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    comments = {cell.coordinate: cell.comment.text for cell in cells if cell.comment}
    formulas = {cell.coordinate: cell.value for cell in cells if cell.data_type == "f"}
    return {str(r) for r in sheet.merged_cells.ranges}, comments, formulas


def test_openpyxl_saves_it_again_with_the_same_merges_comments_and_formulas(tmp_path: Path) -> None:
    book = export(from_seed("001"), tmp_path / "out.xlsx").path
    load_workbook(book).save(tmp_path / "again.xlsx")
    merges, comments, formulas = features(book)
    assert min(len(merges), len(comments), len(formulas)) > 10
    assert features(tmp_path / "again.xlsx") == (merges, comments, formulas)


def test_a_total_that_equals_its_sum_is_a_formula_and_one_that_stands_is_a_constant(tmp_path: Path) -> None:
    work = edited()
    book = export(work, tmp_path / "out.xlsx").path
    formula, constant = (at("granted", "total"), at("processed_total", "business"))
    assert cell_at(book, work.report, formula).value == '=IF(COUNT($I$25:$N$25),SUM($I$25:$N$25),"")'
    assert cell_at(book, work.report, formula, data_only=True).value == 7
    assert cell_at(book, work.report, constant).value == 3
    assert (
        "各项合计 2" in cell_at(book, work.report, constant).comment.text
        or "合计 2" in cell_at(book, work.report, constant).comment.text
    )


def test_a_blank_total_is_live_and_blank(tmp_path: Path) -> None:
    work = session(report_of(consistent()))
    book = export(work, tmp_path / "out.xlsx").path
    assert cell_at(book, work.report, at("partial", "total"), data_only=True).value is None
    assert str(cell_at(book, work.report, at("partial", "total")).value).startswith("=IF(COUNT(")


def test_what_a_report_prints_for_a_blank_stays(tmp_path: Path) -> None:
    report = report_of(consistent())
    blanks = {at("partial", "business"): "/", at("partial", "total"): "—", at("denied_state_secret", "business"): "x"}
    cells = {a: Cell(raw=blanks[a]) if a in blanks else c for a, c in report.cells.items()}
    book = export_report(replace(report, cells=cells), tmp_path / "out.xlsx").path
    assert [cell_at(book, report, a, data_only=True).value for a in blanks] == ["/", "—", None]


def test_only_the_form_is_printed(tmp_path: Path) -> None:
    work = edited()
    sheet = load_workbook(export(work, tmp_path / "out.xlsx", name="甲.txt").path).worksheets[0]
    assert sheet.print_area == f"'{sheet.title}'!$A$1:$O$53"
    assert [cell.value for row in sheet["A2:O2"] for cell in row if cell.value] == []
    margin = [cell.value for cell in sheet["Q"] if cell.value]
    assert "来源：甲.txt" in margin
    assert any("√ 自然人" in words for words in margin)


def test_a_contradiction_is_shown_by_a_rule_that_ends_when_it_is_mended(tmp_path: Path) -> None:
    work = edited()
    book = export(work, tmp_path / "out.xlsx").path
    rules = [rule for group in load_workbook(book).worksheets[0].conditional_formatting for rule in group.rules]
    assert {rule.dxf.numFmt.formatCode for rule in rules} == {'General"≠"'}
    assert cell_at(book, work.report, at("processed_total", "business")).number_format == "General"


@pytest.mark.parametrize(
    ("flagged", "done", "sentence"),
    [
        (False, False, "程序核对未发现疑点，未经人工逐格确认。"),
        (False, True, "已由 li@desk 于 2026-03-02 09:15 确认。"),
        (True, False, "还有 5 格存疑：底色为黄，原因见批注。"),
    ],
)
def test_how_far_a_report_is_checked_is_said_in_true_words(flagged: bool, done: bool, sentence: str) -> None:
    figures = consistent() | ({at("granted", "total"): 8} if flagged else {})
    work = session(report_of(figures))
    if done:
        work.mark_done()
    assert said(Item(work.report, history=work.acts)).endswith(sentence)


def test_the_comment_of_a_corrected_cell_says_printed_corrected_when_and_by_whom(tmp_path: Path) -> None:
    work = edited()
    book = export(work, tmp_path / "out.xlsx").path
    comment = cell_at(book, work.report, at("denied_third_party", "natural_person")).comment.text
    assert comment == f"原文为：1\n改为：空\n{LATER} li@desk"


def test_flags_are_commented_with_their_reason_and_counted_above_the_tables(tmp_path: Path) -> None:
    work = edited()
    book = export(work, tmp_path / "out.xlsx")
    sheet = load_workbook(book.path).worksheets[0]
    flagged = [a for a, c in work.report.cells.items() if c.flag]
    assert book.flagged == len(flagged) > 0
    assert f"还有 {len(flagged)} 格存疑" in sheet["Q1"].value
    place = places(work.report)
    assert all("存疑：勾稽不符" in sheet.cell(place[a].row + 1, place[a].column + 1).comment.text for a in flagged)


def test_the_form_is_printed_with_its_merged_groups_and_three_header_rows(tmp_path: Path) -> None:
    work = session(report_of(consistent()))
    sheet = load_workbook(export(work, tmp_path / "out.xlsx").path).worksheets[0]
    merged = {
        sheet.cell(r.min_row, r.min_col).value: (r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges
    }
    assert merged["三、本年度办理结果"] == (22, 2)
    assert merged["（三）不予公开"] == (8, 2)
    assert merged["（六）其他处理"] == (3, 2)
    assert merged["法人或其他组织"] == (1, 5)
    assert merged["行政诉讼"] == (1, 10)
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    for start in ("=", "+", "-", "@", "\t"):
        hostile = f"{start}HYPERLINK(1)"
        report = replace(report_of(consistent()), title=hostile, agency=hostile)
        book = export_report(report, tmp_path / "out.xlsx", name=hostile, force=True).path
        kinds = {c.data_type for row in load_workbook(book).worksheets[0].iter_rows(max_row=5) for c in row if c.value}
        assert kinds == {"s"}, start


@pytest.mark.parametrize("text", ["<r>a</r>", "_x0041_", ' "a" & <b>\n', "=1+1", "a\x01"])
def test_text_of_the_long_table_is_read_as_it_was_written(text: str, tmp_path: Path) -> None:
    book = export(edited(), tmp_path / "out.xlsx", name=text).path
    cell = load_workbook(book)["长表"]["A2"]
    value = cell.value.replace("x005F_", "")  # openpyxl undoes this in shared strings only
    assert (value, cell.data_type, cell.quotePrefix) == (visible(text), "s", text == "=1+1")


def test_a_figure_of_more_than_fifteen_digits_is_kept_as_text(tmp_path: Path) -> None:
    report = report_of({at("granted", "total"): 12345678901234567890})
    book = export_report(report, tmp_path / "out.xlsx").path
    assert cell_at(book, report, at("granted", "total")).value == "12345678901234567890"


def test_its_own_workbook_is_overwritten_and_a_changed_or_foreign_one_only_by_force(tmp_path: Path) -> None:
    work, target = edited(), tmp_path / "out.xlsx"
    export(work, target)
    export(work, target)
    changed = load_workbook(target)
    changed.worksheets[0]["A1"] = "我的批注"
    changed.save(target)
    before = target.read_bytes()
    with pytest.raises(ExportRefused, match="改过"):
        export(work, target)
    foreign = tmp_path / "foreign.xlsx"
    foreign.write_bytes(b"not a workbook")
    with pytest.raises(ExportRefused, match="不是本程序"):
        export(work, foreign)
    assert (target.read_bytes(), foreign.read_bytes()) == (before, b"not a workbook")
    export(work, target, force=True)
    assert target.read_bytes() != before


@pytest.mark.parametrize("name", ["report.txt", "folder.xlsx"])
def test_what_is_no_place_for_a_workbook_is_refused_even_by_force(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(ExportRefused):
        export(edited(), tmp_path / name, force=True)


def test_a_full_disk_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work, target = edited(), tmp_path / "out.xlsx"
    export(work, target)
    before = target.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for place in ("zipfile.ZipFile.write", "zipfile.ZipFile.writestr", "os.fsync", "os.replace"):
        with monkeypatch.context() as broken, pytest.raises(OSError, match="No space"):
            broken.setattr(place, full)
            export(work, target)
        assert [p.name for p in tmp_path.iterdir()] == ["out.xlsx"], place
        assert target.read_bytes() == before


def test_a_workbook_that_reads_back_differently_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.export.workbook.pages.figures", lambda report, layout: {(5, 5): -1})
    with pytest.raises(ExportFailed):
        export(edited(), tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_no_workbook_library_is_imported_before_it_is_needed() -> None:
    heavy = {"openpyxl", "xlsxwriter", "pandas", "textual"}
    code = f"import sys, tui.export.workbook; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_flagged_blank_is_marked_though_no_figure_stands_there(tmp_path: Path) -> None:
    report = report_of(consistent())
    missing = {a: Cell(flag="row_missing", origin=Origin.BLANK) for a in report.cells if a.row == "partial"}
    work = session(report.with_cells({**report.cells, **missing}, ()))
    book = export(work, tmp_path / "out.xlsx")
    cell = cell_at(book.path, work.report, at("partial", "business"))
    assert (cell.value, cell.comment.text, book.flagged) == (None, "存疑：原文缺行", 7)


def test_a_single_report_has_its_findings_corrections_and_figures_listed_behind_the_form(tmp_path: Path) -> None:
    done = export(edited(), tmp_path / "out.xlsx")
    assert done.sheets == ("云溪县档案馆2021", "问题", "修改记录", "长表")
    book = load_workbook(done.path)
    assert book["修改记录"].max_row == 4
    assert book["长表"].max_row == 1 + len(edited().report.cells)


def test_a_workbook_that_the_disk_did_not_keep_is_said_and_not_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_arguments: object, **_names: object) -> None:
        raise zipfile.BadZipFile("File is not a zip file")

    monkeypatch.setattr("tui.export.workbook.stamp.zipfile", SimpleNamespace(**{**vars(zipfile), "ZipFile": damaged}))
    with pytest.raises(ExportFailed):
        export_report(report_of({}), tmp_path / "年报.xlsx")
    assert list(tmp_path.iterdir()) == []
