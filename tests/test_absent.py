"""A table that the text lacks is said everywhere, and sums that it has no totals for are not held against it."""

from __future__ import annotations

import re
from pathlib import Path

import made
import pytest
from openpyxl import load_workbook
from typed import gouji

import parsers
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Address, Severity
from tui.case.opener import claim, look
from tui.many.summary import summary

THIRD = re.compile("三、收到.*?(?=\n四、政府)", re.S)
SECOND = re.compile("二、主动.*?(?=三、收到)", re.S)
FOURTH = re.compile("四、政府信息.*", re.S)


def without(*sections: re.Pattern[str]) -> bytes:
    text = made.report().decode()
    for section in sections:
        text = section.sub("", text)
    return text.encode()


@pytest.mark.parametrize(
    ("data", "told", "tables"),
    [
        (made.report(), [], "二三四"),
        (without(THIRD), [("table_absent", APPLICATIONS)], "二—四"),
        (without(SECOND), [("table_absent", DISCLOSURE)], "—三四"),
        (without(SECOND, FOURTH), [("table_absent", DISCLOSURE), ("table_absent", REVIEW)], "—三—"),
        ("今天天气很好。".encode(), [("no_table", None)], "———"),
        (
            "四、政府信息公开行政复议、行政诉讼情况\n无。".encode(),
            [("table_absent", REVIEW), ("no_table", None)],
            "———",
        ),
    ],
)
def test_what_lacks_a_table_is_not_clean(
    data: bytes, told: list[tuple[str, str | None]], tables: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    report = parsers.read(data)
    assert [(f.code, f.table) for f in report.findings] == told
    assert all(f.severity is Severity.WARNING for f in report.findings)
    (case,) = look(str(path))
    assert (summary(case).tables, case.clean) == (tables, not told)
    status, out, _err = gouji("check", path)
    assert (status, tables in out, "无问题" in out) == (int(bool(told)), True, not told)
    out = gouji("export", path, "-o", tmp_path / "out.csv")[1]
    assert ("缺表的报告 1 份" in out) == bool(told)
    (tmp_path / "out.csv").unlink()
    gouji("export", tmp_path, "-o", tmp_path / "out.xlsx")
    head, line = load_workbook(tmp_path / "out.xlsx")["汇总"].iter_rows(values_only=True)
    assert dict(zip(head, line, strict=True))["表格"] == tables


def test_a_table_that_a_person_typed_or_settled_is_missed_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(without(FOURTH))
    case = claim(str(path))
    case.session.decide([case.report.findings[0].key])
    assert case.clean
    case.session.undo()
    case.session.edit({Address(REVIEW, "review", "total"): 0})
    assert [f.code for f in case.report.findings] == []
    case.close()


@pytest.mark.parametrize("row", ["(七)总计", "四、结转下年度继续办理", "一、本年新收政府信息公开申请数量"])
def test_a_row_that_the_text_has_not_makes_no_sum_fail(row: str) -> None:
    lines = made.report(over=2, forward=3).decode().split("\n")
    report = parsers.read("\n".join(line for line in lines if not line.startswith(f"| {row} ")).encode())
    assert {f.code for f in report.findings} == {"row_missing"}
    assert {cell.flag for address, cell in report.cells.items() if cell.value is not None} == {None}
