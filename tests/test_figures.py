"""Tokens of a text: what is a figure, what a printed blank, what letters that stand for digits, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.text.figures import Kind, figure, tokens
from parsers.text.source import decode


def told(text: str) -> list[tuple[str, str]]:
    """Each token's kind and the characters it stands on."""
    source = decode(text.encode())
    return [(token.kind.value, source.text[token.start : token.end]) for token in tokens(source.folded)]


def values(text: str) -> list[object]:
    return [token.value for token in tokens(decode(text.encode()).folded)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("136", 136),
        ("8、无、无", 8),
        ("0、—、/", 0),
        ("136", 136),
        (" 12\u3000", 12),
        ("\xa012\xa0", 12),
        ("1,203", 1203),
        ("1,234,567", 1234567),
        ("1,203", 1203),
        ("27.0", 27),
        ("27.80", Decimal("27.80")),
        ("-8", -8),
        ("−8", -8),
        ("+19", 19),
        ("007", 7),
        ("12\u200b", 12),
        ("|12|", 12),
        ("3元", 3),
        ("1230500 元", 1230500),
        ("12.5万元", Decimal("12.5")),
        ("18件", 18),
    ],
)
def test_a_figure_is_read_in_every_way_it_is_printed(text: str, value: object) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["/", "-", "—", "——", "--", "－", "无", "无 ", "| — |", "NaN", "None", "\\"])
def test_a_printed_blank_is_no_zero_and_no_figure(text: str) -> None:
    assert [kind for kind, _ in told(text)] == ["blank"]
    assert values(text) == [None]


@pytest.mark.parametrize("text", ["o", "O", "l2", "1O", "0O", "S"])
def test_letters_that_a_scanner_put_for_digits_are_told_from_figures(text: str) -> None:
    assert told(f" {text} ") == [("garbled", text)]


@pytest.mark.parametrize(
    "text",
    [
        "2021年",
        "1月1日",
        "1.属于国家秘密",
        "2. 重复申请",
        "3、要求提供公开出版物",
        "4、无正当理由大量反复申请",
        "- 行政强制",
        "- (一)予以公开\n- 1.属于国家秘密",
        "(1)规章",
        "1)规章",
        "100%",
        "A4",
        "abc",
        "无正当理由大量反复申请",
        "---",
        "-----",
        "| --- | --- |",
        "- 3 -\n",
        "第 3 页 共 5 页\n",
        "— 12 —\n",
        "",
    ],
)
def test_dates_numerals_words_rules_and_page_numbers_are_no_figures(text: str) -> None:
    assert told(text) == []


def test_a_row_of_figures_is_told_one_by_one_with_their_places() -> None:
    assert told("行政许可 | 1,203 |  | / | -2") == [
        ("figure", "1,203"), ("blank", "/"), ("figure", "-2"),
    ]  # fmt: skip


def test_the_span_of_a_figure_leaves_out_its_unit() -> None:
    text = "收费 12.5 万元。"
    (token,) = tokens(text)
    assert (text[token.start : token.end], token.unit, text[token.start : token.stop]) == ("12.5", "万元", "12.5 万元")


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1,234", 1234),
        ("lO", 10),
        ("S", 5),
        ("x", None),
        ("", None),
        ("1" * 16, Decimal("1" * 16)),
        ("9" * 15, 10**15 - 1),
    ],
)
def test_a_word_is_a_number_up_to_the_size_of_counts(word: str, value: object) -> None:
    found = figure(word)
    assert (found, type(found)) == (value, type(value))


def test_a_figure_of_thousands_of_digits_costs_nothing_and_is_no_count() -> None:
    (token,) = tokens("9" * 20_000)
    assert (token.kind, isinstance(token.value, Decimal)) == (Kind.FIGURE, True)
