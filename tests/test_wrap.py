"""Rows of a text: what fits, what begins them, that offsets stay true, and that only what is looked at is wrapped."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbench.painting.wrap import NO_BEGIN, PIECE, Row, Wrap, breaks, cell_width, is_control, stand_in


def shown(text: str, width: int) -> list[str]:
    wrap = Wrap(text, width)
    return [text[row.start : row.end] for row in wrap.rows(0, 1000)]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        ("本机关今年收到申请", ["本机关今年", "收到申请"]),
        ("本机关今年，收到申请", ["本机关今", "年，收到申", "请"]),
        ("本机关今年（见表）", ["本机关今年", "（见表）"]),
        ("本机关今（见表）", ["本机关今", "（见表）"]),
        ("收到申请 12345 件", ["收到申请 ", "12345 件"]),
        ("收到申请12,345.67件", ["收到申请", "12,345.67", "件"]),
        ("收到１２３４５件", ["收到", "１２３４５", "件"]),
        ("abcdefghijklmnopqrst", ["abcdefghij", "klmnopqrst"]),
        ("。。。。。。。", ["。。。。。", "。。"]),
        ("1\t2\t3", ["1\t2", "\t3"]),
    ],
)
def test_a_line_breaks_where_a_reader_expects_it(line: str, rows: list[str]) -> None:
    assert shown(line, 10) == rows


def test_blank_lines_are_left_out_and_numbers_and_offsets_stay_true() -> None:
    text = "甲\n\n \u3000\xa0\n136\n\n\n2"
    wrap = Wrap(text, 20)
    rows = wrap.rows(0, 9)
    assert [(text[r.start : r.end], wrap.number(r.start)) for r in rows] == [("甲", 1), ("136", 4), ("2", 7)]
    assert wrap.row_at(text.index("136") - 2) == rows[1]


@pytest.mark.parametrize(
    "hostile",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x9b",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufe0f",
        "\u0301",
        "\ufeff",
        "\ud800",
        "\ue000",
        "🇨",
        "🏽",
    ],
)
def test_what_would_steer_the_terminal_is_drawn_as_one_visible_cell(hostile: str) -> None:
    drawn = stand_in(hostile)
    assert drawn.isprintable()
    assert not drawn.isspace()
    assert drawn != hostile
    assert is_control(hostile)
    assert cell_width(hostile) == 1


@pytest.mark.parametrize(
    ("harmless", "drawn"), [("\xa0", " "), ("\u2003", " "), ("\t", " "), ("\u3000", "\u3000"), ("中", "中"), ("[", "[")]
)
def test_harmless_characters_are_drawn_as_they_are_or_as_spaces(harmless: str, drawn: str) -> None:
    assert stand_in(harmless) == drawn
    assert not is_control(harmless)


LINES = st.text(st.sampled_from("一二中，。”（1２3.a \t\n\n\x1b\u200b"), max_size=200)


@given(LINES, st.integers(2, 30))
def test_rows_hold_all_ink_in_order_and_fit(text: str, width: int) -> None:
    rows = Wrap(text, width).rows(0, 1000)
    inked = [i for i, c in enumerate(text) if not c.isspace()]
    assert [i for r in rows for i in range(r.start, r.end) if not text[i].isspace()] == inked
    for row in rows:
        assert row.end - row.start == 1 or fits(text[row.start : row.end], width)


def fits(line: str, width: int) -> bool:
    column = 0
    for character in line:
        column += cell_width(character, column)
    return column <= width


@given(LINES, st.integers(4, 30))
def test_walking_back_gives_the_rows_of_walking_on(text: str, width: int) -> None:
    wrap = Wrap(text, width)
    rows = wrap.rows(0, 1000)
    assert wrap.rows_before(len(text), 1000) == rows
    for before, row in pairwise(rows):
        assert wrap.rows_before(row.start, 1) == [before]
        assert wrap.row_at(row.start) == row
        assert wrap.number(row.start) == text.count("\n", 0, row.start) + 1


@given(st.lists(st.sampled_from(["一", "二，", "三。”", "四；", "（五）", "12%"]), max_size=40).map("".join))
def test_no_row_begins_with_closing_punctuation(text: str) -> None:
    assert all(text[start] not in NO_BEGIN for start in breaks(text, 12)[1:])


def test_pieces_of_a_long_line_join_without_gap() -> None:
    text = "前\n" + "数字12，" * 2000 + "\n后"
    rows = Wrap(text, 37).rows(0, 10**6)
    assert "".join(text[r.start : r.end] for r in rows) == text.replace("\n", "")
    assert [r.first for r in rows].count(True) == 3


def test_a_line_of_a_million_characters_is_wrapped_where_it_is_looked_at() -> None:
    text = "申请136件，" * 150_000
    wrap = Wrap(text, 70)
    middle = wrap.rows(len(text) // 2, 50)
    wrap.rows_before(middle[0].start, 50)
    assert max(r.end - r.start for r in middle) <= 70 < PIECE


def test_fifty_megabytes_of_blank_lines_do_not_stop_the_walk() -> None:
    text = "首" + "\n" * 50_000_000 + "尾"
    wrap = Wrap(text, 70)
    assert [text[r.start] for r in wrap.rows(0, 5)] == ["首", "尾"]
    assert wrap.rows_before(len(text) - 1, 5) == [Row(0, 1, True)]
    assert wrap.number(len(text) - 1) == 50_000_001
