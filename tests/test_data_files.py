"""Pages and texts that a scraper keeps in the strings of a data file are read as if they were files of their own."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import pytest

import parsers
from parsers.model import Address, Value

ROWS = {"行政处罚": 3, "行政强制": 14}
PAGE = (
    "<p>二、主动公开政府信息情况</p><table><tr><td>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td>"
    "</tr><tr><td>行政许可</td><td>408</td></tr><tr><td>第二十条第（六）项</td></tr>"
    + "".join(f'<tr><td align="left">{label}</td><td>{value}</td></tr>' for label, value in ROWS.items())
    + "</table>"
)
LINES = "二、主动公开政府信息情况\n第二十条第（五）项\n信息内容\t本年处理决定数量\n行政许可\t408\n" + "".join(
    ["第二十条第（六）项\n", *(f"{label}\t{value}\n" for label, value in ROWS.items())]
)
PROSE = "现公布青田县教育局2023年政府信息公开工作年度报告。" * 8


def found(data: bytes) -> tuple[str, list[tuple[Value | None, str | None]]]:
    report = parsers.read(data)
    cells = (
        report.cells.get(Address("disclosure", row, "decisions")) for row in ("licensing", "punishment", "coercion")
    )
    return report.encoding, [(cell.value, cell.flag) for cell in cells if cell]


@pytest.mark.parametrize("text", [PAGE, PROSE + "\n" + LINES], ids=["page", "lines"])
@pytest.mark.parametrize(
    "stored",
    [
        lambda text: json.dumps(text, ensure_ascii=False),
        lambda text: json.dumps({"code": 200, "data": {"list": [{"title": "年报", "content": text}]}}, indent=2),
        lambda text: json.dumps({"id": 1, "text": "别的"}) + "\n" + json.dumps({"id": 2, "text": text}) + "\n",
    ],
    ids=["a string", "escapes", "a record a line"],
)
def test_a_text_in_a_string_is_read_as_a_file_of_its_own(text: str, stored: Callable[[str], str]) -> None:
    assert found(stored(text).encode()) == ("json", [(408, None), (3, None), (14, None)])


def test_a_page_whose_markup_was_escaped_is_a_page() -> None:
    assert found(html.escape(PAGE).encode()) == ("html", [(408, None), (3, None), (14, None)])


def test_rows_are_read_as_they_stand_but_for_escapes() -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", 408], ["行政处罚", 3], ["行政强制", 14], ["无", 0]]
    plain, escaped = (parsers.read(json.dumps(rows, ensure_ascii=ascii).encode()) for ascii in (False, True))
    assert (plain.encoding, escaped.encoding) == ("utf-8", "json")
    assert [c.value for c in plain.cells.values()] == [c.value for c in escaped.cells.values()] != []


def test_rows_in_escapes_among_other_text_are_read() -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", 408], ["行政处罚", 3], ["行政强制", 14], ["无", 0]]
    escaped = f"二、主动公开政府信息情况\n{json.dumps(rows)}\n五、存在的主要问题"
    assert found(escaped.encode()) == ("json", [(408, None), (3, None), (14, None)])


@pytest.mark.parametrize("data", [b"[[[", b'{"a": ', b'["a"]', b"[" * 100_000, b'{"a": "\\ud800"}', b'"' + b"a" * 99])
def test_what_is_no_data_or_holds_no_report_is_no_report_and_no_exception(data: bytes) -> None:
    assert not parsers.read(data).cells
