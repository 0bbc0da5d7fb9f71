"""A text that ends within a line of a table: the last figure may go on, and cells that are not there are not blank."""

from __future__ import annotations

import pytest

import parsers
from parsers.form.printed import DISCLOSURE
from parsers.model import Address

BARS = """二、主动公开政府信息情况
第二十条第(一)项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 14
行政规范性文件 | 42 | 7 | 0
第二十条第(五)项
信息内容 | 本年处理决定数量
行政许可 | 408
第二十条第(六)项
信息内容 | 本年处理决定数量
行政处罚 | 273
行政强制 | 15
第二十条第(八)项
信息内容 | 本年收费金额(单位:万元)
行政事业性收费 | 19
"""


def cell(text: str, row: str, column: str) -> tuple[object, bool]:
    found = parsers.read(text.encode()).cells[Address(DISCLOSURE, row, column)]
    return found.value, found.flag is not None


@pytest.mark.parametrize("text", [BARS, BARS.replace(" | ", "\n")], ids=["bars", "lines"])
@pytest.mark.parametrize(
    ("until", "row", "column", "read"),
    [
        ("行政强制@1", "coercion", "decisions", (1, True)),
        ("行政强制@15\n", "coercion", "decisions", (15, False)),
        ("行政强制@15\n第二十", "coercion", "decisions", (15, False)),
        ("行政强制@", "coercion", "decisions", (None, True)),
        ("规章@0@0@1", "regulations", "in_force", (1, True)),
        ("规章@0@0@1", "regulations", "repealed", (0, False)),
        ("行政事业性收费@1", "fees", "amount", (1, True)),
    ],
)
def test_the_last_figure_of_a_text_that_ends_within_its_line_is_open(
    text: str, until: str, row: str, column: str, read: tuple[object, bool]
) -> None:
    until = until.replace("@", " | " if " | " in text else "\n")
    assert cell(text[: text.index(until) + len(until)].rstrip(" "), row, column) == read
