"""Rows without figures, and what a broken text does to them: no blank is unflagged that the text does not show."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from rendering import HEADER, Line, Matrix, lines, made, report

import parsers
from parsers.documents import render
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS, DISCLOSURE
from parsers.model import Address, Report

FORM = FORMS["2021", True]
KEYS = [row.key for row in FORM.rows(APPLICATIONS)]
Shape = Callable[[list[Line]], str]


def matrix(**rows: list[int | None]) -> Matrix:
    """A matrix whose other rows are blank."""
    return {key: rows.get(key, [None] * 7) for key in KEYS}


def label(line: Line) -> str:
    return "".join(text for text, _ in line.labels)


def read(shape: Shape, cells: Matrix) -> Report:
    return parsers.read(report(shape(lines(FORM, cells))).encode())


def silent(cells: Matrix, found: Report) -> list[tuple[str, object, object]]:
    """The cells of 表三 read otherwise than made, without a flag: row, made, read."""
    each = [
        (k, v, found.cells[Address(APPLICATIONS, k, c)])
        for k, row in cells.items()
        for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)
    ]
    return [(k, v, cell.value) for k, v, cell in each if cell.value != v and not cell.flag]


def flags(found: Report, row: str) -> set[str | None]:
    return {cell.flag for address, cell in found.cells.items() if address.row == row}


ONE = [1, None, None, None, None, None, 1]
FEW = matrix(new_received=ONE, denied_law_prohibits=ONE, processed_total=ONE)


def labels_first(rows: list[Line]) -> str:
    """All labels, then column after column."""
    return "\n".join([*map(label, rows), *(row.cells[c] for c in range(7) for row in rows)])


def test_labels_whose_figures_all_stand_behind_the_last_are_no_blank_rows() -> None:
    assert silent(FEW, read(labels_first, FEW)) == []


def test_labels_at_the_end_of_a_cut_text_are_no_blank_rows() -> None:
    text = report("\n".join(map(label, lines(FORM, FEW))))
    found = parsers.read(text[: text.index("四、结转")].encode())
    assert silent(FEW, found) == []


def wrapped_around(rows: list[Line]) -> str:
    """Each label is broken around the figures of its row."""
    return "\n".join(f"{label(r)[:6]}\n{' '.join(c for c in r.cells if c)}\n{label(r)[6:]}" for r in rows)


def test_figures_behind_the_heading_of_the_next_row_are_not_the_row_before_it() -> None:
    cells = matrix(new_received=ONE, unable_not_held=ONE, processed_total=ONE)
    found = read(wrapped_around, cells)
    assert silent(cells, found) == []
    assert None not in flags(found, "denied_admin_query") | flags(found, "unable_not_held")


def on_the_line_above(rows: list[Line]) -> str:
    return "\n".join(f"{' '.join(row.cells)}\n{label(row)}" for row in rows)


SECOND = """二、主动公开政府信息情况
第二十条第(一)项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
0
0
0
行政规范性文件
0
0
0
第二十条第(五)项
信息内容
本年处理决定数量
行政许可
0
第二十条第(六)项
信息内容
本年处理决定数量
行政处罚
0
行政强制
0
第二十条第(八)项
信息内容
本年收费金额(单位:万元)
行政事业性收费
0
"""


def test_zeros_between_labels_may_be_those_of_the_label_below() -> None:
    cells = matrix(carried_over=[0] * 7, denied_law_prohibits=[0] * 7)
    assert silent(cells, read(on_the_line_above, cells)) == []


def test_zeros_behind_the_last_label_of_the_table_before_tell_the_side() -> None:
    cells = matrix(new_received=[0] * 7, denied_law_prohibits=[0] * 7)
    below = "\n".join(f"{label(row)}\n{' '.join(row.cells)}" for row in lines(FORM, cells))
    found = parsers.read(report(below).replace("三、收到和处理", SECOND + "三、收到和处理").encode())
    assert silent(cells, found) == []
    assert flags(found, "new_received") == {None}


def noted(rows: list[Line]) -> str:
    """Bars, and a column of notes behind the totals."""
    return "\n".join(
        f"{label(r)} | {' | '.join(r.cells)} | {'见附件' if n % 5 == 0 else ''}" for n, r in enumerate(rows)
    )


def test_a_note_behind_the_total_is_not_the_total() -> None:
    cells = made(random.Random(1), FORM, "some")
    cells[KEYS[10]] = [0, 0, None, 0, 0, 0, 0]
    assert silent(cells, read(noted, cells)) == []


def across(rows: list[Line]) -> str:
    """Labels side by side, and a line of figures for each column; the line of labels is broken."""
    heads = " | ".join(["", *map(label, rows)]).replace("上年结转政府信息", "上年结转政府信息\n")
    return "\n".join(
        [f"|{heads} |", *(f"| {h} | {' | '.join(r.cells[c] for r in rows)} |" for c, h in enumerate(HEADER))]
    )


def test_a_broken_line_of_labels_over_their_columns_moves_no_figure() -> None:
    cells = matrix(**{key: [n % 2 - 1 and None, *[0] * 6] for n, key in enumerate(KEYS)})
    assert silent(cells, read(across, cells)) == []


def boxed(rows: list[Line]) -> str:
    """Bars, every label on two lines with its cells on the first."""
    wide = "│".join(["    "] * 7)
    return "\n".join(f"│{label(r)[:6]}│{'│'.join(r.cells)}│\n│{label(r)[6:]}│{wide}│" for r in rows)


def test_a_row_that_begins_with_the_heading_of_the_next_is_that_rows() -> None:
    cells = matrix(**{key: [0] * 7 for key in KEYS})
    assert silent(cells, read(boxed, cells)) == []


PAGE = "<html><body><table>{}</table></body></html>"


@pytest.mark.parametrize(
    ("broken", "page"),
    [
        (False, PAGE.format("<tr><td>规章</td><td>1</td></tr>")),
        (True, PAGE.format('<tr><td>规章</td><tdcolspan="2">1</td></tr>')),
        (True, PAGE.format("<tr><td>规章</td><\ntd>1</td></tr>")),
        (True, PAGE.format("<tr><td>规章</td><t\nd>1</td></tr>")),
        (True, "<html><body><table><tr><td>规章</td><td>"),
    ],
)
def test_a_page_with_broken_tags_is_read_as_a_text(broken: bool, page: str) -> None:
    assert (render(page.encode()) is None) == broken


def listed(rows: list[Line]) -> str:
    """Printed data: a list for each column, one blank of which is broken over lines."""
    columns = [[label(r) for r in rows], *([r.cells[c] or "nan" for r in rows] for c in range(7))]
    whole = [", ".join(w if w == "nan" else f"'{w}'" for w in column) for column in columns]
    return "{" + ", ".join(f"{n}: [{words}]" for n, words in enumerate(whole)).replace("nan", "n\nan", 1) + "}"


def test_printed_data_with_a_broken_item_moves_no_figure() -> None:
    cells = made(random.Random(3), FORM, "some")
    assert silent(cells, read(listed, cells)) == []


def second(text: str, row: str) -> list[tuple[object, str | None]]:
    found = parsers.read(f"样例局2022年政府信息公开工作年度报告\n{text}三、收到和处理政府信息公开申请情况\n".encode())
    return [(cell.value, cell.flag) for a, cell in found.cells.items() if a.table == DISCLOSURE and a.row == row]


def test_an_amount_broken_behind_its_point_is_unreadable() -> None:
    assert second(SECOND.removesuffix("0\n") + "15430.\n58\n", "fees") == [(58, "unreadable")]


def test_a_figure_printed_once_for_each_column_that_its_head_spans_is_unreadable() -> None:
    text = SECOND.replace(
        "本年处理决定数量\n行政处罚\n0", "本年处理决定本年处理决定本年处理决定\n数量数量数量\n行政处罚333"
    )
    assert second(text, "punishment")[0][1] == "unreadable"


def test_where_a_head_of_the_second_table_is_gone_its_blank_rows_are_unproven() -> None:
    text = SECOND.replace("信息内容\n本年处理决定数量\n行政处罚\n0", "行政处罚\n")
    assert second(text, "punishment") == [(None, "blank_unproven")]


def each_once(rows: list[Line]) -> str:
    """A line a label and a line a cell, no line twice; the last label's line is doubled."""
    words = dict.fromkeys(word for row in rows for word in (label(row), *row.cells))
    return "\n".join([*words, label(rows[-1])])


def test_lines_of_which_one_stands_twice_have_lost_equal_lines_all_the_same() -> None:
    cells = matrix(
        new_received=[5, 0, 0, 1, 0, 0, 6], granted=[5, 0, 0, 1, 0, 0, 6], processed_total=[5, 0, 0, 1, 0, 0, 6]
    )
    assert silent(cells, read(each_once, cells)) == []


def test_a_cut_text_that_lost_equal_lines_has_no_blank_row() -> None:
    cells = matrix(new_received=[68, 15, 6, 5, 2, 7, 103], carried_over=[1, 0, 0, 0, 0, 3, 4], granted=[0] * 7)
    text = report(each_once(lines(FORM, cells)))
    assert silent(cells, parsers.read(text[: text.index("(三)不予公开")].encode())) == []


def rows_once(rows: list[Line]) -> str:
    """The figures of a row on the line below its label, no line twice."""
    return "\n".join(dict.fromkeys(word for row in rows for word in (label(row), "  ".join(row.cells))))


def test_rows_of_zeros_of_which_but_one_is_left_are_no_blank_rows() -> None:
    full = {"new_received": [4, 0, 0, 1, 0, 0, 5], "granted": [3, 0, 0, 1, 0, 0, 4], "partial": [1, 0, 0, 0, 0, 0, 1]}
    cells = matrix(**{key: [0] * 7 for key in KEYS} | full | {"processed_total": full["new_received"]})
    assert silent(cells, read(rows_once, cells)) == []


def test_a_broken_first_label_over_its_column_moves_no_figure() -> None:
    cells = matrix(**{key: [None if n % 3 == 0 else 0] * 7 for n, key in enumerate(KEYS)})
    assert silent(cells, read(lambda rows: across(rows).replace("新收政府信息", "新收政府信息\n", 1), cells)) == []
