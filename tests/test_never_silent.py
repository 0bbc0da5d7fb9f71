"""Texts that lost what tells figures from blanks: no cell of them is blank or a figure without a flag."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from rendering import HEADER, LAYOUTS, Matrix, lines, made, report

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS, DISCLOSURE
from parsers.model import Address, Report

FORM = FORMS["2021", True]
Sequenced = Callable[[list[str], list[tuple[str, ...]]], str]
HEADS = """第二十条第(一)项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|0|1|2
行政规范性文件|3|0|7
第二十条第(五)项
信息内容|本年处理决定数量
行政许可|5
第二十条第(六)项
信息内容|本年处理决定数量
行政处罚|6
行政强制|0
第二十条第(八)项
信息内容|本年收费金额(单位:万元)
行政事业性收费|4
三、收到和处理政府信息公开申请情况
"""
SECOND = "样例局2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n" + HEADS


def silent(matrix: Matrix, found: Report) -> list[tuple[str, str, object, object]]:
    """The cells of 表三 read otherwise than made, without a flag: row, column, made, read."""
    cells = [(k, c, v) for k, row in matrix.items() for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)]
    read = [(k, c, v, found.cells[Address(APPLICATIONS, k, c)]) for k, c, v in cells]
    return [(k, c, v, cell.value) for k, c, v, cell in read if cell.value != v and not cell.flag]


def wrong(matrix: Matrix, found: Report) -> list[tuple[str, str, object, object]]:
    """The cells of 表三 read otherwise than made, flagged or not."""
    cells = [(k, c, v) for k, row in matrix.items() for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)]
    return [(k, c, v, got) for k, c, v in cells if (got := found.value(Address(APPLICATIONS, k, c))) != v]


def second(text: str, row: str) -> list[tuple[object, str | None]]:
    """Value and flag of each cell of a row of 表二."""
    found = parsers.read(text.encode())
    return [(c.value, c.flag) for a, c in found.cells.items() if a.table == DISCLOSURE and a.row == row]


def labels_then(matrix: Matrix) -> tuple[list[str], list[tuple[str, ...]]]:
    rows = lines(FORM, matrix)
    return ["".join(text for text, _ in row.labels) for row in rows], [row.cells for row in rows]


@pytest.mark.parametrize("seed", range(3))
def test_a_table_all_of_whose_digits_ran_together_has_no_blank_rows(seed: int) -> None:
    matrix = made(random.Random(seed), FORM, "none")
    labels, cells = labels_then(matrix)
    digits = "".join(c for row in cells for c in row)
    for text in ("\n".join([*labels, digits]), "\n".join(labels) + digits, "\n".join([*labels, "自然人" + digits])):
        assert silent(matrix, parsers.read(report(text).encode())) == []


def test_where_equal_rows_are_gone_no_row_without_figures_is_blank() -> None:
    matrix = {key: [0] * 7 for key in made(random.Random(1), FORM, "none")}
    labels, cells = labels_then(matrix)
    text = SECOND + "\n".join([*labels, *(" ".join(row) for row in cells)]) + "\n四、政府信息公开行政复议情况\n"
    assert silent(matrix, parsers.read("\n".join(dict.fromkeys(text.split("\n"))).encode())) == []


def test_one_zero_on_a_line_of_its_own_is_the_rest_of_a_table_of_zeros() -> None:
    matrix = {key: [0] * 7 for key in made(random.Random(1), FORM, "none")}
    text = report(LAYOUTS["cell_lines"](random.Random(1), lines(FORM, matrix)))
    assert silent(matrix, parsers.read("\n".join(dict.fromkeys(text.split("\n"))).encode())) == []


def test_where_equal_cells_are_gone_no_row_without_figures_is_blank() -> None:
    matrix = made(random.Random(3), FORM, "none")
    seen: set[str] = set()
    words = []
    for label, cells in zip(*labels_then(matrix), strict=True):
        words += [label, *(cell for cell in cells if not (cell in seen or seen.add(cell)))]
    text = SECOND + " ".join(words) + " 四、政府信息公开行政复议情况 0 0 0 0 0"
    assert silent(matrix, parsers.read(text.replace("\n", " ").encode())) == []


def test_where_equal_lines_of_keyed_figures_are_gone_no_row_is_blank() -> None:
    matrix = {key: [0] * 7 for key in made(random.Random(1), FORM, "none")}
    rows = [
        [f'"0":"{label}",', *(f'"{n}":{cell},' for n, cell in enumerate(cells, 3)), "},"]
        for label, cells in zip(*labels_then(matrix), strict=True)
    ]
    kept = dict.fromkeys(line for row in rows for line in row)
    assert silent(matrix, parsers.read(report("\n".join(kept)).encode())) == []


def test_figures_between_two_halves_of_a_label_are_not_the_row_before() -> None:
    matrix = made(random.Random(6), FORM, "zeros")
    labels, cells = labels_then(matrix)
    group = "三、本年度办理结果"
    whole = [a if a[:2] in ("一、", "二、", "四、") else group + a.removeprefix(group) for a in labels]
    text = "\n".join(f"{a[:8]}\n{' '.join(filter(None, b))}\n{a[8:]}" for a, b in zip(whole, cells, strict=True))
    assert silent(matrix, parsers.read(report(text).encode())) == []


def test_figures_of_named_columns_that_a_line_break_cut_off_are_no_blanks() -> None:
    matrix = made(random.Random(3), FORM, "none")
    labels, cells = labels_then(matrix)
    rows = (
        f"{a}: {{" + ", ".join(f'"{h}": "{c}"' for h, c in zip(HEADER, b, strict=True)) + "}"
        for a, b in zip(labels, cells, strict=True)
    )
    text = report("".join(rows))
    for width in (37, 40, 41):
        wrapped = "\n".join(text[i : i + width] for i in range(0, len(text), width))
        assert silent(matrix, parsers.read(wrapped.encode())) == []


def test_a_figure_broken_over_two_lines_is_flagged() -> None:
    assert second(SECOND.replace("|7\n", "|7\n642\n"), "normative_documents")[2][1]


def test_marks_of_styles_between_bars_are_no_words_of_a_label() -> None:
    matrix = made(random.Random(3), FORM, "some")
    labels, cells = labels_then(matrix)
    text = " ".join(" ".join(["|<.", a, *(f"|<. {c}" for c in b), "|"]) for a, b in zip(labels, cells, strict=True))
    found = parsers.read(report(text).encode())
    assert silent(matrix, found) == []
    assert sum(
        found.value(Address(APPLICATIONS, k, c)) == v
        for k, row in matrix.items()
        for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)
    ) == 7 * len(matrix)


def test_a_word_between_all_rows_is_a_cell_of_none() -> None:
    matrix = made(random.Random(7), FORM, "some")
    labels, cells = labels_then(matrix)
    text = "\n".join("\n".join(["Row:", a, *b]) for a, b in zip(labels, cells, strict=True))
    assert silent(matrix, parsers.read(report(text).encode())) == []


def test_a_dash_behind_a_sum_is_no_total() -> None:
    matrix = made(random.Random(3), FORM, "none")
    labels, cells = labels_then(matrix)
    row = next(n for n, k in enumerate(matrix) if sum(v or 0 for v in matrix[k][:5]) > 0 and matrix[k][5] == 0)
    cells[row] = (*cells[row][:5], cells[row][6], "-")
    matrix[list(matrix)[row]][5] = None
    text = "\n".join(" ".join([a, *b]) for a, b in zip(labels, cells, strict=True))
    assert silent(matrix, parsers.read(report(text).encode())) == []


def test_moved_figures_of_a_row_are_no_cells_where_the_others_have_totals() -> None:
    matrix = made(random.Random(5), FORM, "zeros")
    rows = labels_then(matrix)
    key = next(n for n, k in enumerate(matrix) if 2 <= sum(v is not None for v in matrix[k]) < 7 and matrix[k][6])
    full = [c for c in rows[1][key] if c]
    rows[1][key] = (*full, *[""] * (7 - len(full)))
    text = "\n".join("| " + " | ".join([a, *b]) + " |" for a, b in zip(*rows, strict=True))
    assert silent(matrix, parsers.read(report(text).encode())) == []


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("行政事业性收费 - 64三、", "fees"),
        ("行政许可|05. 第二十条", "licensing"),
        ("行政强制 /  7第二十条", "coercion"),
    ],
)
def test_digits_that_ran_into_what_follows_are_no_blank(printed: str, row: str) -> None:
    label = printed[:4]
    start = SECOND.index(label)
    text = (
        SECOND[:start] + printed + SECOND[SECOND.index("\n", start) + 1 :].removeprefix("三、").removeprefix("第二十条")
    )
    assert all(flag for _, flag in second(text, row))


def test_a_figure_that_stands_once_a_spanned_column_is_not_one_large_figure() -> None:
    head = "本年处理决定数量"
    text = SECOND.replace(head, head * 3).replace("许可|5", "许可606060").replace("|", "")
    assert all(flag for _, flag in second(text, "licensing"))


@pytest.mark.parametrize("run", ["0" * 20, "12" * 10])
@pytest.mark.parametrize("mark", ["|", "\t", " "])
def test_a_run_of_digits_longer_than_any_count_is_unreadable(run: str, mark: str) -> None:
    text = SECOND.replace("许可|5", f"许可|{run}").replace("收费|4", f"收费|{run}").replace("|", mark)
    assert {flag for row in ("licensing", "fees") for _, flag in second(text, row)} == {"unreadable"}


@pytest.mark.parametrize("note", ["（其中修订16件）", "（其中修订 16 件）", " （其中新制定1件、修订15件）"])
@pytest.mark.parametrize("mark", ["|", "\t", " ", "\n"])
def test_a_note_in_brackets_belongs_to_its_figure(note: str, mark: str) -> None:
    text = SECOND.replace("|3|", f"|22{note}|").replace("|", mark)
    assert second(text, "normative_documents") == [(22, None), (0, None), (7, None)]


def test_two_columns_parted_by_a_comma_are_read() -> None:
    assert second(SECOND.replace("行政处罚|6", "行政处罚,2776"), "punishment") == [(2776, None)]


@pytest.mark.parametrize(("unit", "amount"), [("(万元)", 12000), ("（元）", 1.2), ("单位：元", 1.2)])
@pytest.mark.parametrize("mark", ["|", "\t", " "])
def test_the_head_says_the_unit(unit: str, amount: float, mark: str) -> None:
    text = SECOND.replace("(单位:万元)", unit).replace("收费|4", "收费|12000").replace("|", mark)
    assert [(float(str(value)), flag) for value, flag in second(text, "fees")] == [(amount, None)]


def by_rows_behind(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join([*HEADER, *labels, *(" ".join(row) for row in cells)])


def by_rows_before(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join([*HEADER, *(" ".join(row) for row in cells), *labels])


def by_columns_behind(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join([*HEADER, *labels, *(row[c] for c in range(7) for row in cells)])


def by_headed_columns(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join([*labels, *(" ".join([head, *(row[c] for row in cells)]) for c, head in enumerate(HEADER))])


def figures_first(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join(" ".join(row) + "\n" + label for label, row in zip(labels, cells, strict=True))


def label_around(labels: list[str], cells: list[tuple[str, ...]]) -> str:
    return "\n".join(
        f"{a[: len(a) // 2]}\n{' '.join(b)}\n{a[len(a) // 2 :]}" for a, b in zip(labels, cells, strict=True)
    )


SEQUENCES = (by_rows_behind, by_rows_before, by_columns_behind, by_headed_columns, figures_first, label_around)


@pytest.mark.parametrize("layout", SEQUENCES, ids=lambda layout: str(layout.__name__))
@pytest.mark.parametrize("seed", range(4))
def test_a_complete_sequence_whose_sums_all_hold_is_read(layout: Sequenced, seed: int) -> None:
    matrix = made(random.Random(seed), FORM, "none")
    found = parsers.read(report(layout(*labels_then(matrix))).encode())
    assert wrong(matrix, found) == []
    assert {c.flag for a, c in found.cells.items() if a.table == APPLICATIONS} == {None}


@pytest.mark.parametrize("layout", SEQUENCES, ids=lambda layout: str(layout.__name__))
def test_a_sequence_that_lacks_a_figure_or_breaks_a_sum_is_flagged(layout: Sequenced) -> None:
    matrix = made(random.Random(1), FORM, "none")
    labels, cells = labels_then(matrix)
    other = [*cells[:5], (*cells[5][:6], str(int(cells[5][6]) + 1)), *cells[6:]]
    for spoiled in ([*cells[:5], ("", *cells[5][1:]), *cells[6:]], other):
        found = parsers.read(report(layout(labels, spoiled)).encode())
        assert [x for x in silent(matrix, found) if x[0] != list(matrix)[5]] == []


@pytest.mark.parametrize("seed", range(3))
def test_figures_before_their_labels_on_one_line_are_not_those_of_the_next(seed: int) -> None:
    matrix = made(random.Random(seed), FORM, "none")
    text = " ".join(f"{' '.join(b)} {a}" for a, b in zip(*labels_then(matrix), strict=True))
    assert silent(matrix, parsers.read((SECOND + text + " 四、政府信息公开行政复议情况").encode())) == []
