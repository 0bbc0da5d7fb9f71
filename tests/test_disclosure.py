"""表二: amounts in 万元 whatever unit is printed, rows of both editions, rows and lines that the form does not have."""

from __future__ import annotations

import pytest

import parsers
from parsers.form.printed import DISCLOSURE
from parsers.model import Address, Finding, Origin, Report

NEW = """二、主动公开政府信息情况
第二十条第(一)项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | {documents}
第二十条第(五)项
信息内容 | 本年处理决定数量
行政许可 | 1,203
第二十条第(六)项
信息内容 | 本年处理决定数量
行政处罚 | 56
行政强制 | 0
第二十条第(八)项
信息内容 | {header}
行政事业性收费 | {fees}
"""
OLD = """二、主动公开政府信息情况
第二十条第(一)项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 0 | 0
规范性文件 | 2 | 2 | 9
{extra}第二十条第(五)项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 31 | {change} | 118
其他对外管理服务事项 | 4 | +1 | 27
第二十条第(六)项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | 5 | 0 | 3
行政强制 | 0 | 0 | 0
第二十条第(八)项
信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | 0 | 0
第二十条第(九)项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 3 | {amount}
{after}"""
IN_WAN, BARE = "本年收费金额(单位:万元)", "本年收费金额"


def new(documents: str = "4 | 1 | 12", header: str = IN_WAN, fees: str = "0") -> Report:
    return parsers.read(NEW.format(documents=documents, header=header, fees=fees).encode())


def old(extra: str = "", change: str = "-2", amount: str = "0", after: str = "") -> Report:
    return parsers.read(OLD.format(extra=extra, change=change, amount=amount, after=after).encode())


def cell(report: Report, row: str, column: str) -> tuple[str, str | None]:
    found = report.cells[Address(DISCLOSURE, row, column)]
    return str(found.value), found.flag


def row(report: Report, key: str) -> str:
    cells = [c for a, c in report.cells.items() if a.row == key]
    return " ".join(("." if c.value is None else str(c.value)) + ("?" if c.flag else "") for c in cells)


def said(report: Report) -> list[Finding]:
    """What is found in the one table; that the text has no other is not the matter here."""
    return [finding for finding in report.findings if finding.code != "table_absent"]


def codes(report: Report) -> set[str]:
    return {finding.code for finding in said(report)}


@pytest.mark.parametrize(
    ("header", "printed", "amount"),
    [
        (IN_WAN, "36.5", "36.5"),
        (IN_WAN, "1230500元", "123.05"),
        (IN_WAN, "20000元", "2"),
        (IN_WAN, "12.5万元", "12.5"),
        (IN_WAN, "1,203.40", "1203.40"),
        (IN_WAN, "0", "0"),
        (BARE, "36.5万元", "36.5"),
        (BARE, "500元", "0.05"),
        (BARE, "0", "0"),
        (BARE, "0元", "0"),
    ],
)
def test_an_amount_is_in_wan_yuan_by_its_own_unit_or_its_headers(header: str, printed: str, amount: str) -> None:
    report = new(header=header, fees=printed)
    assert cell(report, "fees", "amount") == (amount, None)
    assert said(report) == []


def test_a_bare_amount_under_a_header_without_unit_stays_as_it_is_and_is_flagged() -> None:
    report = new(header=BARE, fees="36.5")
    assert cell(report, "fees", "amount") == ("36.5", "unit_unknown")
    assert codes(report) == {"unit_unknown"}


def test_what_was_printed_is_kept_beside_the_amount() -> None:
    report = new(fees="1230500元")
    fees = report.cells[Address(DISCLOSURE, "fees", "amount")]
    assert (fees.origin, fees.span and report.text[slice(*fees.span)]) == (Origin.READ, fees.raw)
    assert str(fees.raw).startswith("1230500")


@pytest.mark.parametrize(("printed", "value"), [("-2", "-2"), ("−2", "-2"), ("+3", "3"), ("0", "0"), ("-11", "-11")])
def test_a_change_may_be_negative(printed: str, value: str) -> None:
    report = old(change=printed)
    assert cell(report, "licensing", "change") == (value, None)
    assert (report.edition, said(report)) == ("2019", [])


@pytest.mark.parametrize("printed", ["-2 | 0 | 12", "1.5 | 0 | 12"])
def test_a_count_that_is_negative_or_has_decimals_is_flagged(printed: str) -> None:
    assert cell(new(documents=printed), "normative_documents", "issued")[1] == "unreadable"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("/ | / | /", ". . ."),
        ("— | 0 | 无", ". 0 ."),
        (" |  | ", ". . ."),
        ("", ".? .? .?"),
        ("4 | 暂无 | 12", "4 .? 12"),
        ("暂无", ".? .? .?"),
        ("4 |  | 12", "4 . 12"),
        ("4 | 12", "4? 12? .?"),
    ],
)
def test_a_blank_is_no_zero_and_a_lost_one_is_flagged(printed: str, read: str) -> None:
    assert row(new(documents=printed), "normative_documents") == read


def test_a_row_that_the_form_has_not_shifts_no_other_and_is_reported() -> None:
    report = old(extra="其他主动公开文件 | 1 | 1 | 7\n")
    assert [row(report, key) for key in ("normative_documents", "licensing", "procurement")] == [
        "2 2 9", "31 -2 118", "3 0",
    ]  # fmt: skip
    assert codes(report) == {"extra_row", "left_over"}
    assert [report.text[slice(*span)] for span in report.loose] == ["1", "1", "7"]


def test_a_known_line_beside_the_table_is_recognised_and_leaves_nothing_over() -> None:
    line = "2020年本行政区域(或本部门)政府信息公开发布总数量(非新闻类、消息类):312\n"
    report = old(after=line)
    assert (codes(report), report.loose) == ({"known_line"}, ())
    assert row(report, "procurement") == "3 0"


def test_the_edition_is_told_from_the_labels_whatever_year_is_printed() -> None:
    titled = "某某局2022年政府信息公开工作年度报告\n" + OLD.format(extra="", change="0", amount="0", after="")
    report = parsers.read(titled.encode())
    assert (report.year, report.edition) == (2022, "2019")


def test_a_row_whose_label_is_missing_is_there_and_flagged() -> None:
    report = parsers.read(
        NEW.format(documents="4 | 1 | 12", header=IN_WAN, fees="0").replace("行政强制 | 0\n", "").encode()
    )
    assert cell(report, "coercion", "decisions") == ("None", "row_missing")
    assert row(report, "fees") == "0"
