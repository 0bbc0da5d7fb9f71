"""表四: fifteen figures side by side, their places told by separators and sums, or flagged."""

from __future__ import annotations

import random

import pytest
import rendering

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, REVIEW
from parsers.model import Finding, Report

_CELLS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
MADE: rendering.Matrix = {row.key: [0] * 7 for row in FORMS["2021", False].rows(APPLICATIONS)}
ROWS = ("review", "litigation_direct", "litigation_after_review")


def text(figures: str, separator: str = " | ") -> bytes:
    """The table with a header of fifteen cells and a line of figures."""
    head = separator.join(("行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", *_CELLS * 3))
    return (
        f"四、政府信息公开行政复议、行政诉讼情况\n{head}\n{figures}\n五、存在的主要问题及改进情况\n第1项工作较慢。\n"
    ).encode()


def rows(report: Report) -> list[str]:
    shown = {a: ("." if c.value is None else str(c.value)) + ("?" if c.flag else "") for a, c in report.cells.items()}
    return [" ".join(cell for a, cell in shown.items() if a[:2] == (REVIEW, row)) for row in ROWS]


def said(report: Report) -> list[Finding]:
    """What is found in the one table; that the text has no other is not the matter here."""
    return [finding for finding in report.findings if finding.code != "table_absent"]


def codes(report: Report) -> set[str]:
    return {finding.code for finding in said(report)}


@pytest.mark.parametrize(
    ("separator", "figures"),
    [
        (" | ", "1 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 1"),
        ("\n", "1\n0\n0\n2\n3\n0\n0\n0\n0\n0\n0\n0\n1\n0\n1"),
        ("\n\n", "1\n\n0\n\n0\n\n2\n\n3\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n0\n\n1\n\n0\n\n1"),
        (" ", "1 0 0 2 3 0 0 0 0 0 0 0 1 0 1"),
        ("\t", "1\t0\t0\t2\t3\t0\t0\t0\t0\t0\t0\t0\t1\t0\t1"),
        ("", "100230000000101"),
    ],
)
def test_fifteen_figures_are_three_rows_of_five(separator: str, figures: str) -> None:
    report = parsers.read(text(figures, separator))
    assert (rows(report), said(report)) == (["1 0 0 2 3", "0 0 0 0 0", "0 0 1 0 1"], [])


def test_a_header_in_single_characters_is_still_a_header() -> None:
    broken = "四、政府信息公开行政复议、行政诉讼情况\n结 结 其 尚\n果 果 他 未\n总计 果 果 他 未 总\n"
    report = parsers.read(f"{broken}1 0 0 2 3 0 0 0 0 0 0 0 1 0 1\n".encode())
    assert rows(report) == ["1 0 0 2 3", "0 0 0 0 0", "0 0 1 0 1"]


@pytest.mark.parametrize(
    ("separator", "figures"),
    [
        ("|", "1|||2|3|||||||1|||1"),
        ("\t", "1\t\t\t2\t3\t\t\t\t\t\t\t1\t\t\t1"),
        ("\n", "1\n\n\n2\n3\n\n\n\n\n\n\n1\n\n\n1"),
    ],
)
def test_blanks_that_separators_and_sums_agree_on_are_settled(separator: str, figures: str) -> None:
    report = parsers.read(text(figures, separator))
    assert rows(report) == ["1 . . 2 3", ". . . . .", ". 1 . . 1"]
    assert codes(report) == set()


def test_figures_without_places_are_seated_by_their_sums_and_flagged() -> None:
    report = parsers.read(text("2 1 3 4 4 1 1", " "))
    assert rows(report) == ["2? 1? .? .? 3?", "4? .? .? .? 4?", "1? .? .? .? 1?"]
    assert codes(report) == {"position_guessed"}


def test_figures_that_no_three_sums_explain_are_left_out_and_reported() -> None:
    report = parsers.read(text("2 9 4 4", " "))
    assert rows(report) == [".? .? .? .? .?"] * 3
    assert codes(report) == {"left_blank", "left_over"}
    assert [report.text[slice(*span)] for span in report.loose] == ["2", "9", "4", "4"]


def test_more_than_fifteen_figures_are_shown_with_every_one_flagged() -> None:
    report = parsers.read(text(" ".join(["0"] * 17), " "))
    assert rows(report) == ["0? 0? 0? 0? 0?"] * 3
    assert "table_torn" in codes(report)


def test_a_row_that_does_not_add_up_says_so() -> None:
    report = parsers.read(text("1 0 0 2 4 0 0 0 0 0 0 0 1 0 1", " "))
    assert rows(report) == ["1? 0? 0? 2? 4?", "0 0 0 0 0", "0 0 1 0 1"]
    assert [(f.code, f.expected, f.actual) for f in said(report)] == [("row_sum", 3, 4)]


def test_blanks_are_settled_only_where_the_separators_of_fifteen_cells_stand() -> None:
    separated, bare = parsers.read(text("|" * 16, "")), parsers.read(text("", " "))
    assert (rows(separated), codes(separated)) == ([". . . . ."] * 3, set())
    assert (rows(bare), codes(bare)) == ([".? .? .? .? .?"] * 3, {"row_missing"})


def test_a_missing_table_is_not_found() -> None:
    without = parsers.read("四、政府信息公开行政复议、行政诉讼情况\n本年没有行政复议,收到诉讼3件。\n".encode())
    assert REVIEW not in without.found


def test_a_text_that_ends_in_the_header_is_cut_off() -> None:
    whole = text("1 0 0 2 3", " ").decode()
    report = parsers.read(whole[: whole.rindex("总计") + 2].encode())
    assert (rows(report), codes(report)) == ([".? .? .? .? .?"] * 3, {"table_cut"})


def test_a_word_in_a_cell_is_one_unreadable_cell() -> None:
    report = parsers.read(text("1 0 0 2 3 0 0 暂无 0 0 0 0 1 0 1", " "))
    assert rows(report) == ["1 0 0 2 3", "0 0 .? 0 0", "0 0 1 0 1"]


@pytest.mark.parametrize("figures", ["1 2 3", "3 3", "1 1 2"])
def test_figures_of_one_row_alone_may_be_those_of_the_first_and_are_flagged(figures: str) -> None:
    report = parsers.read(text(figures, " "))
    assert rows(report)[0].count("?") == 5
    assert rows(report)[0] != ".? .? .? .? .?"


def test_one_row_filled_does_not_slide_where_the_header_stands_next_to_it() -> None:
    report = parsers.read(text("1\n\n\n2\n3\n\n\n\n\n\n\n\n\n\n", "\n"))
    assert rows(report)[0] == "1 . . 2 3"


def test_a_header_from_right_to_left_is_told() -> None:
    head = " ".join(("尚未审结", "其他结果", "结果纠正", "结果维持", "总计") * 3)
    report = parsers.read(f"四、政府信息公开行政复议、行政诉讼情况\n{head}\n2 0 0 1 3 {'0 ' * 10}\n".encode())
    assert all(cell.flag for cell in report.cells.values())


@pytest.mark.parametrize(
    ("figures", "want"),
    [
        ("1,0,0,2,3,0,0,0,1,1,0,2,0,0,2", ["1 0 0 2 3", "0 0 0 1 1", "0 2 0 0 2"]),
        ("0,0,0,0,0,0,0,0,0,0,0,0,0,0,0", ["0? 0? 0? 0? 0?"] * 3),
        ("1,0,0,2,4,0,0,0,1,1,0,2,0,0,2", []),
    ],
)
def test_fifteen_figures_without_heads_behind_the_third_table_are_the_fourth_where_its_totals_add_up(
    figures: str, want: list[str]
) -> None:
    table = rendering.commas(random.Random(1), rendering.lines(rendering.form_of(False), MADE))
    report = parsers.read(f"{table}\n\n\n{figures}\n".encode())
    assert rows(report) == (want or ["", "", ""])


def test_blanks_between_pairs_of_spaces_are_settled_where_the_sums_agree() -> None:
    cells = ["", "5", "", "", "5", *[""] * 8, "8", "8"]
    report = parsers.read(text("  ".join(["", *cells, ""]), "  "))
    assert rows(report) == [". 5 . . 5", ". . . . .", ". . . 8 8"]
    assert codes(report) == set()
