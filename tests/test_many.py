"""Many reports go into one workbook: 汇总, 问题, 修改记录, 长表 and a sheet a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from books import at, consistent, edited, places, report_of, session
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from parsers.model import Address, Report
from tui.export.frames import read_csv, to_frame
from tui.export.item import Item
from tui.export.workbook import Exported, ExportRefused, export_reports, picked, refuse_lost
from tui.many import batch

WHEN = datetime(2026, 3, 2, 9, 15)
LISTS = ("汇总", "问题", "修改记录", "长表")


def own(done: Exported) -> tuple[str, ...]:
    """The sheets of the reports themselves."""
    together = [sheet for sheet in done.sheets if sheet in (*LISTS, "图表") or sheet.startswith("合计")]
    return done.sheets[len(together) :]


UNREADABLE = Item(Report("", "utf-8", error="不是文本文件"), "坏.txt")


def item(report: Report, name: str = "a.txt") -> Item:
    return Item(report, name)


def three() -> list[Item]:
    work = edited()
    work.decide([work.report.findings[0].key])
    old = report_of({at("fees", "change", "disclosure"): -3}, edition="2019", three_other=False, year=2020)
    return [Item(work.report, "甲.txt", work.acts, work.settled), item(old, "乙.txt"), UNREADABLE]


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *body = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_workbook_has_the_lists_and_a_sheet_for_every_report_that_could_be_read(tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx")
    assert done.sheets == (
        "汇总",
        "合计2020",
        "合计2021",
        "图表",
        "问题",
        "修改记录",
        "长表",
        "云溪县档案馆2021",
        "云溪县档案馆2020",
    )
    assert done.flagged == three()[0].flagged
    book = load_workbook(done.path)
    assert all(sheet.page_setup.fitToHeight == 0 for sheet in book if sheet.sheet_state == "visible")
    assert all(book[name].freeze_panes in ("A2", "B2") for name in LISTS)
    assert all(book[name].auto_filter.ref for name in LISTS if name != "长表")


def test_the_summary_has_a_row_a_report_with_figures_and_a_link(tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx")
    first, second, third = rows(load_workbook(done.path, data_only=True), "汇总")
    assert (first["机关"], first["年度"], first["新收"], first["不予公开"]) == ("云溪县档案馆", 2021, 9, 1)
    assert (first["收费（万元）"], first["行政复议"], first["行政诉讼"]) == (3481.768936, 8, None)
    assert (second["新收"], second["存疑格数"]) == (None, 0)
    assert (third["机关"], third["新收"], third["说明"]) == ("坏.txt", None, "不是文本文件")
    sheet = load_workbook(done.path)["汇总"]
    assert sheet["A2"].hyperlink.location == "'云溪县档案馆2021'!A1"
    assert str(sheet["D2"].value).startswith("=IF(COUNT('云溪县档案馆2021'!$O$")


def test_findings_are_listed_with_what_was_decided_when_and_by_whom(tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx")
    found = rows(load_workbook(done.path), "问题")
    decided = [row for row in found if row["处理"] == "原文如此"]
    assert {row["处理"] for row in found} == {"原文如此", "部分处理", None}
    assert [(r["处理"], r["处理时间"], r["处理人"]) for r in decided] == [("原文如此", WHEN, "li@desk")]
    assert found[-1]["问题"] == "不是文本文件"
    assert len(found) == len(three()[0].report.findings) + 1


def test_the_log_lists_every_cell_of_every_act_that_still_applies(tmp_path: Path) -> None:
    work = edited()
    work.edit({at("granted", "business"): 5, Address("fields", "agency", ""): "=云溪"})
    work.edit({at("granted", "business"): 6})
    work.undo()
    (done,) = export_reports([Item(work.report, "甲.txt", work.acts[: work.applied])], tmp_path / "out.xlsx")
    log = rows(load_workbook(done.path), "修改记录")
    assert [(r["操作"], r["行"], r["列"], r["原文为"], r["改前"], r["改后"]) for r in log] == [
        ("改正", "（七）总计", "商业企业", "2", 2, 3),
        ("改正", "（三）不予公开 4.保护第三方合法权益", "自然人", "1", 1, "空"),
        ("确认", "（一）予以公开", "自然人", "5", 5, 5),
        ("改正", "（一）予以公开", "商业企业", "2", 2, 5),
        ("改正", "机关", None, "云溪县档案馆", None, "=云溪"),
    ]
    assert {(r["时间"], r["操作人"]) for r in log} == {(WHEN, "li@desk")}


def test_the_long_table_of_the_workbook_equals_the_frame(tmp_path: Path) -> None:
    import pandas as pd

    items = three()
    (done,) = export_reports(items, tmp_path / "out.xlsx")
    read = pd.read_excel(done.path, sheet_name="长表", dtype={"原文": "string"})
    meant = to_frame(items[:2])
    same = {"文件": "file", "机关": "agency", "年度": "year", "数值": "value", "原文": "raw", "表式": "edition"}
    same |= {"行": "row_label", "列": "column_label", "标题": "title", "次序": "order"}
    same |= {"表代码": "table", "行代码": "row", "列代码": "column"}
    words = {name: "string" for name in same.values() if name not in ("value", "year", "order")}
    pd.testing.assert_frame_equal(
        read[list(same)].rename(columns=same).astype(words),
        meant[list(same.values())].astype(words | {"year": "int64"}),
        check_dtype=False,
    )
    assert set(read["指标"]) >= {"表三 （三）不予公开 4.保护第三方合法权益 · 自然人"}
    assert (read["人工改正"] == "是").tolist() == meant["corrected"].tolist()
    assert set(read["来源"]) == {"原文", "空白", "人工改正", "人工确认"}


def test_the_long_table_is_a_table_of_the_spreadsheet_with_chinese_headers(tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx")
    sheet = load_workbook(done.path)["长表"]
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref) == ("长表", f"A1:S{sheet.max_row}")
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert [cell.value for cell in sheet[1]][:8] == ["文件", "机关", "年度", "表", "行", "列", "数值", "原文"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\uff1d"])
def test_hostile_text_is_text_in_every_sheet(start: str, tmp_path: Path) -> None:
    hostile = f"{start}HYPERLINK(1)"
    report = replace(report_of({at("granted", "total"): 3}), title=hostile, agency=hostile)
    work = session(report)
    work.edit({Address("fields", "agency", ""): hostile})
    (done,) = export_reports([Item(work.report, hostile, work.acts)], tmp_path / "out.xlsx")
    book = load_workbook(done.path)
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert all(
        str(f).startswith(("=IF(COUNT(", "='")) and "HYPERLINK(1)" not in str(f).split("!")[-1] for f in formulas
    )
    assert any(c.quotePrefix for row in book["长表"].iter_rows() for c in row)


def test_sheet_names_are_short_allowed_and_one_of_a_kind(tmp_path: Path) -> None:
    names = {
        "甲[乙]:丙*丁?戊/己\\": "甲_乙__丙_丁_戊_己_2021",
        "县" * 40: "县" * 27 + "2021",
        "𠮷" * 20: "𠮷" * 13 + "2021",
        "'泉溪'": "泉溪2021",
        "云溪": "云溪2021",
        "": "2021",
    }
    reports = [item(report_of({}, agency=agency)) for agency in names for _ in range(2)]
    (done,) = export_reports(reports, tmp_path / "out.xlsx")
    assert own(done)[::2] == tuple(names.values())
    assert len({sheet.lower() for sheet in own(done)}) == len(reports)
    assert all(len(sheet.encode("utf-16-le")) // 2 <= 31 for sheet in done.sheets)
    assert [s.title for s in load_workbook(done.path) if s.sheet_state == "visible"] == list(done.sheets)


def test_more_reports_than_a_workbook_takes_go_into_numbered_workbooks_and_one_over_all_of_them(
    tmp_path: Path,
) -> None:
    reports = [item(report_of(consistent(), agency=f"{n}局")) for n in range(4)] + [UNREADABLE]
    over, *done = export_reports(reports, tmp_path / "out.xlsx", most_sheets=2)
    assert [(d.path.name, len(own(d))) for d in done] == [("out-1.xlsx", 2), ("out-2.xlsx", 2), ("out-3.xlsx", 0)]
    assert (over.path.name, over.sheets, over.reports) == ("out.xlsx", ("汇总", "合计2021", "图表"), 5)
    assert done[0].sheets[:4] == LISTS
    book = load_workbook(over.path)
    found = rows(book, "汇总")
    assert [(r["机关"], r["新收"], r["工作簿"]) for r in found[3:]] == [
        ("3局", 9, "out-2.xlsx"),
        ("坏.txt", None, "out-3.xlsx"),
    ]
    assert book["汇总"]["A2"].hyperlink.target == "out-1.xlsx"
    place = places(report_of({}))[at("granted", "total")]
    assert book["合计2021"].cell(place.row + 1, place.column + 1).value is not None
    assert load_workbook(over.path, data_only=True)["合计2021"].cell(place.row + 1, place.column + 1).value == 28
    two = export_reports([item(report_of({}))] * 2, tmp_path / "two.xlsx", most_sheets=2)
    assert [d.path.name for d in two] == ["two.xlsx"]


def test_workbooks_are_written_by_several_workers_as_by_one(tmp_path: Path) -> None:
    reports = [item(report_of(consistent(), agency=f"{n}局")) for n in range(5)]
    told: list[float] = []
    (tmp_path / "other").mkdir()
    one = export_reports(reports, tmp_path / "out.xlsx", most_sheets=2)
    many = export_reports(reports, tmp_path / "other" / "out.xlsx", most_sheets=2, made=batch.jobs, tick=told.append)
    assert [d.sheets for d in one] == [d.sheets for d in many]
    assert told == [2, 2, 1]
    for a, b in zip(one, many, strict=True):
        first, second = (list(load_workbook(done.path)) for done in (a, b))
        assert [list(sheet.values) for sheet in first] == [list(sheet.values) for sheet in second]


@pytest.mark.parametrize(
    ("words", "sheets"),
    [
        ("长表", ("长表",)),
        ("summary,reports", ("汇总", "云溪县档案馆2021", "云溪县档案馆2020")),
        ("问题、修改记录", ("问题", "修改记录")),
        ("合计", ("合计2020", "合计2021")),
    ],
)
def test_sheets_are_picked(words: str, sheets: tuple[str, ...], tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx", sheets=picked(words))
    assert done.sheets == sheets
    book = load_workbook(done.path)
    assert ("_gouji" in book.sheetnames) == ("云溪县档案馆2021" in sheets)
    if words.startswith("summary"):
        assert str(book["汇总"]["D2"].value).startswith("=IF(COUNT(")


def test_the_summary_alone_has_figures_for_formulas_and_their_marks(tmp_path: Path) -> None:
    (done,) = export_reports(three(), tmp_path / "out.xlsx", sheets=picked("汇总"))
    sheet = load_workbook(done.path)["汇总"]
    assert (sheet["A2"].value, sheet["D2"].value) == ("云溪县档案馆", 9)
    assert sheet["L2"].fill.fgColor.rgb == "FFFFF2CC"


def test_a_sheet_that_there_is_not_is_refused_by_name() -> None:
    with pytest.raises(ExportRefused, match="没有这种工作表：附表（可选："):
        picked("汇总,附表")


def test_too_many_rows_for_a_sheet_go_to_a_csv_and_the_workbook_says_so(tmp_path: Path) -> None:
    reports = [item(report_of(consistent(), year=year), f"{year}.txt") for year in (2021, 2022, 2023)]
    _over, *done = export_reports(iter(reports), tmp_path / "out.xlsx", most_rows=500, most_sheets=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out-1.xlsx", "out-2.xlsx", "out.csv", "out.xlsx"]
    assert "out.csv" in str(load_workbook(done[0].path)["长表"]["A2"].value)
    assert len(read_csv(tmp_path / "out.csv")) == len(to_frame(reports))


def test_what_would_be_lost_is_refused_before_any_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "out-2.xlsx").write_bytes(b"mine")
    with pytest.raises(ExportRefused, match="out-2"):
        refuse_lost(tmp_path / "out.xlsx", 3, force=False, most_sheets=2)


def test_a_report_that_breaks_off_leaves_no_workbook(tmp_path: Path) -> None:
    def broken() -> Iterator[Item]:
        yield item(report_of({}))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_reports(broken(), tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_name_cannot_look_like_a_function_in_a_formula(tmp_path: Path) -> None:
    reports = [item(report_of({at("new_received", "total"): 3}, agency="SORT(A1)", year=1)) for _ in range(2)]
    (done,) = export_reports(reports, tmp_path / "out.xlsx")
    assert own(done) == ("SORT\uff08A1\uff091", "SORT\uff08A1\uff091\uff082\uff09")
    formulas = [row[3] for row in load_workbook(done.path)["汇总"].iter_rows(min_row=2, values_only=True)]
    assert [f.split("!")[0] for f in formulas] == [f"=IF(COUNT('{sheet}'" for sheet in own(done)]


def test_the_reports_of_a_year_are_added_up_in_the_form_and_doubtful_sums_are_hatched_and_counted(
    tmp_path: Path,
) -> None:
    works = [edited(), session(report_of(consistent())), session(report_of({at("granted", "total"): 10**19}))]
    (done,) = export_reports([item(work.report, f"{n}.txt") for n, work in enumerate(works)], tmp_path / "out.xlsx")
    sheet = load_workbook(done.path, data_only=True)["合计2021"]
    place = places(works[0].report)

    def cell(row: str, column: str) -> Any:
        return sheet.cell(place[at(row, column)].row + 1, place[at(row, column)].column + 1)

    assert (cell("new_received", "total").value, cell("granted", "total").value) == (18, 14)
    assert cell("partial", "business").value is None
    assert cell("granted", "total").fill.patternType == "lightUp"
    assert cell("granted", "total").comment.text == "1 份报告的这一格存疑"
    assert str(sheet["Q1"].value).startswith("3 份报告合计；")


def test_charts_are_drawn_from_figures_that_stand_beside_them(tmp_path: Path) -> None:
    reports = [item(report_of(consistent(), year=year), f"{year}.txt") for year in (2021, 2022)]
    (done,) = export_reports(reports, tmp_path / "out.xlsx")
    sheet = load_workbook(done.path)["图表"]
    assert len(sheet._charts) == 6
    assert [[c.value for c in row] for row in sheet["A4:E6"]] == [
        [None, "新收", "上年结转", "办理总计", "结转下年"],
        ["2021", 9, 0, 8, 1],
        ["2022", 9, 0, 8, 1],
    ]
