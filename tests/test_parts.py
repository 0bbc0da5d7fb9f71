"""Several whole reports in one text are told apart at the head of each; what only looks like a second one is none."""

import random

import pytest
import rendering
from conftest import need_shared
from hypothesis import given
from hypothesis import strategies as st

from parsers.model import Span
from parsers.reading.parts import parts
from parsers.text.source import decode

FURNITURE = [
    "",
    "\n\n— 12 —\n",
    "\n首页 > 政务公开 > 年报\n上一篇：某局2018年政府信息公开工作年度报告\n",
    "\n[打印] [关闭]\n| | |\n",
]
OTHERS = ["临江市审计局2023年", "临江市审计局2022年", "某某县样例局2021年"]
"""Body and year of a second report beside the 某某县样例局2022年 of the first."""


def made(seed: int, layout: str, named: str = "某某县样例局2022年") -> str:
    """A made-up report in one layout, by another body or for another year."""
    rng = random.Random(seed)
    matrix = rendering.made(rng, rendering.form_of(True), "none")
    table = rendering.LAYOUTS[layout](rng, rendering.lines(rendering.form_of(True), matrix))
    return rendering.report(table).replace("某某县样例局2022年", named)


def table_of(text: str) -> str:
    return text[text.index("三、收到和处理") : text.index("四、政府信息公开行政复议")]


@given(
    st.integers(0, 9999),
    st.sampled_from(sorted(rendering.LAYOUTS)),
    st.sampled_from(sorted(rendering.LAYOUTS)),
    st.sampled_from(OTHERS),
    st.sampled_from(FURNITURE),
)
def test_two_reports_are_two_parts_with_the_border_at_the_second_title(
    seed: int, one: str, other: str, named: str, page: str
) -> None:
    first, second = made(seed, one) + page, made(seed + 1, other, named)
    assert parts(first + second) == (Span(0, len(first)), Span(len(first), len(first + second)))


@given(st.integers(0, 9999), st.lists(st.sampled_from(sorted(rendering.LAYOUTS)), min_size=3, max_size=3))
def test_three_years_are_three_parts(seed: int, layouts: list[str]) -> None:
    texts = [made(seed + i, layout, f"某某县样例局{2020 + i}年") for i, layout in enumerate(layouts)]
    ends = [sum(map(len, texts[: i + 1])) for i in range(3)]
    assert parts("".join(texts)) == (Span(0, ends[0]), Span(ends[0], ends[1]), Span(ends[1], ends[2]))


REPORT = made(1, "markdown")
ONE_REPORT = {
    "plain": REPORT,
    "the table again as CSV": REPORT + "\n" + table_of(made(1, "commas")),
    "the table again under a foreign link": REPORT
    + "\n临江市审计局2019年政府信息公开工作年度报告\n"
    + made(1, "commas").split("情况\n\n")[-2],
    "the report again": REPORT + "\n" + made(1, "tabs"),
    "contents before": "甲局2020年政府信息公开工作年度报告\n乙局2021年政府信息公开工作年度报告\n一、总体情况\n"
    + REPORT,
    "links behind": REPORT + "\n甲局2020年政府信息公开工作年度报告\n乙局2021年政府信息公开工作年度报告\n",
    "a quoted report": REPORT
    + "\n根据《甲局2020年政府信息公开工作年度报告》，执法案卷、公开出版物、执法案卷、公开出版物各一件。\n",
    "empty": "",
}


@pytest.mark.parametrize("text", ONE_REPORT.values(), ids=ONE_REPORT)
def test_one_report_is_one_part(text: str) -> None:
    assert parts(text) == (Span(0, len(text)),)


def test_a_report_without_title_begins_at_its_first_section() -> None:
    second = made(2, "spaces").split("\n\n", 1)[1]
    assert parts(REPORT + second) == (Span(0, len(REPORT)), Span(len(REPORT), len(REPORT + second)))


@pytest.mark.parametrize("folder", ["seeds", "wild", "corpus/train", "corpus/train2"])
def test_no_single_report_is_cut(folder: str) -> None:
    for path in sorted(need_shared(folder).glob("*.txt")):
        text = decode(path.read_bytes()).text
        assert parts(text) == (Span(0, len(text)),), path.name


@pytest.mark.parametrize(
    "piece", ["执法案卷公开出版物", "三安全一稳定内部事务信息过程性信息执法案卷行政查询事项", "2021年公开报告\n案卷"]
)
def test_a_text_of_nothing_but_labels_is_one_part(piece: str) -> None:
    text = piece * 20_000
    assert parts(text) == (Span(0, len(text)),)


def test_a_thousand_reports_are_a_thousand_parts() -> None:
    text = "".join(made(i, "markdown", f"第{'甲乙'[i % 2]}街道{2019 + i % 5}年") for i in range(1000))
    assert len(parts(text)) == 1000
