"""Tables in grids: each figure comes out of its own cell, and what no cell proves is not believed."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable, Sequence

import pytest
from rendering import HEADER, Line, Matrix, lines, made, report

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Report
from parsers.reading.evidence import explain

FORM = FORMS["2021", True]


def labels(line: Line) -> str:
    return "".join(text for text, _ in line.labels)


def quoted(rows: Sequence[Line]) -> str:
    """CSV, every field in quotation marks."""
    return "\n".join(",".join(f'"{c}"' for c in r) for r in [["", *HEADER], *([labels(x), *x.cells] for x in rows)])


def json_lists(rows: Sequence[Line]) -> str:
    return json.dumps([["", *HEADER], *([labels(x), *x.cells] for x in rows)], ensure_ascii=False)


def json_records(rows: Sequence[Line]) -> str:
    return json.dumps(
        [{"项目": labels(x)} | {h: int(c) if c else None for h, c in zip(HEADER, x.cells, strict=True)} for x in rows],
        ensure_ascii=False,
        indent=1,
    )


def python_records(rows: Sequence[Line]) -> str:
    return str({labels(x): dict(zip(HEADER, x.cells, strict=True)) for x in rows})


def named(rows: Sequence[Line]) -> str:
    """One line a row, every figure behind the name of its column."""
    return "\n".join(
        f"{labels(x)}:" + "，".join(f"{h}：{c}" for h, c in zip(HEADER, x.cells, strict=True)) for x in rows
    )


def turned(rows: Sequence[Line]) -> str:
    """The applicants down, the results across."""
    head = "| | " + " | ".join(map(labels, rows)) + " |"
    return "\n".join([head, *(f"| {h} | " + " | ".join(x.cells[n] for x in rows) + " |" for n, h in enumerate(HEADER))])


def repeated(rows: Sequence[Line]) -> str:
    """Tabs; a cell that spans columns or rows stands in each of them."""
    out = [["项目"] * 3 + ["自然人", *["法人或其他组织"] * 5, "总计"], ["项目"] * 3 + list(HEADER)]
    groups = ["", "", ""]
    for row in rows:
        own = [text for text, span in row.labels for _ in range(span)]
        groups = [new or old for new, old in zip(own, groups, strict=True)]
        out.append([*groups, *row.cells])
    return "\n".join("\t".join(row) for row in out)


def boxed(rows: Sequence[Line]) -> str:
    """A ruled box; labels are broken over two lines of their cell."""
    rule = "├──────┼────┼────┼────┼────┼────┼────┼────┤"
    out = [rule, "│ 项目 │" + "│".join(HEADER) + "│", rule]
    for row in rows:
        label = labels(row)
        out += [f"│{label[:6]}│" + "│".join(f" {c} " for c in row.cells) + "│"]
        out += [f"│{label[6:]}│" + "│".join(["    "] * 7) + "│"] if label[6:] else []
        out.append(rule)
    return "\n".join(out)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def dashed_lines(rows: Sequence[Line]) -> list[str]:
    """Columns of a screen's width under a rule of dashes; the room behind a line's last cell is left out."""
    heads = [["", "", "", HEADER[0], "法人或其他组织", *[""] * 4, HEADER[6]], [*[""] * 4, *HEADER[1:6], ""]]
    table = [*heads, *([*(c for text, n in x.labels for c in (text, *[""] * (n - 1))), *x.cells] for x in rows)]
    sizes = [max(map(width, column)) + 2 for column in zip(*table, strict=True)]
    rule = "  " + " ".join("-" * size for size in sizes)

    def put(cells: Sequence[str]) -> str:
        return "  " + "".join(c + " " * (n + 1 - width(c)) for c, n in zip(cells[:-1], sizes, strict=False)) + cells[-1]

    return [rule, *map(put, table), rule]


def dashed(rows: Sequence[Line]) -> str:
    return "\n".join(dashed_lines(rows))


def framed(rows: Sequence[Line]) -> str:
    """The same in a frame that is too narrow: lines are cut into pieces, counted from their right end."""
    out = ["+" + "-" * 71 + "+"]
    for line in dashed_lines(rows):
        pieces = [""]
        for char in reversed(line):
            pieces = [char + pieces[0], *pieces[1:]] if width(char + pieces[0]) <= 69 else [char, *pieces]
        out += ["| " + piece + " " * (69 - width(piece)) + " |" for piece in pieces]
    return "\n".join([*out, out[0]])


LAYOUTS: tuple[Callable[[Sequence[Line]], str], ...] = (
    quoted,
    json_lists,
    json_records,
    python_records,
    named,
    turned,
    repeated,
    boxed,
    dashed,
    framed,
)


WORDY = tuple(layout for layout in LAYOUTS if layout is not json_records)
"""Those whose cells may hold words; the figures of JSON records are numbers."""


def wrong(matrix: Matrix, found: Report) -> list[tuple[str, str, object, object]]:
    """The cells that are read otherwise than they were made: row, column, made, read."""
    cells = [(k, c, v) for k, row in matrix.items() for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)]
    return [(k, c, v, got) for k, c, v in cells if (got := found.value(Address(APPLICATIONS, k, c))) != v]


def flags(found: Report) -> set[str]:
    return {str(c.flag) for a, c in found.cells.items() if a.table == APPLICATIONS and c.flag}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.__name__))
@pytest.mark.parametrize("blanks", ["none", "some", "zeros"])
@pytest.mark.parametrize("seed", range(4))
def test_every_cell_is_read_from_its_own_place(layout: Callable[[Sequence[Line]], str], blanks: str, seed: int) -> None:
    matrix = made(random.Random(seed), FORM, blanks)
    found = parsers.read(report(layout(lines(FORM, matrix))).encode())
    assert wrong(matrix, found) == []
    assert flags(found) <= {"total_missing"}


def centred(rows: Sequence[Line], kept: bool = True) -> str:
    """A cell a line in the middle of the page; what follows blanks, themselves gone, is set off if they are `kept`."""
    out, blanks = [], 0
    for cell in (c for x in rows for c in ("".join(t for t, _ in x.labels), *x.cells)):
        if cell:
            off = (0, -50, 8, 9, 50, 52, 54, 30, 31)[min(blanks, 8)] if kept else 0
            out.append(" " * max(0, 53 + off - len(cell.encode()) // 2) + cell)
        blanks = 0 if cell else blanks + 1
    return "\n\n".join(out)


@pytest.mark.parametrize("blanks", ["some", "zeros", "rows", "natural_total"])
@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_what_stands_off_the_middle_is_read_right_or_flagged(blanks: str, kept: bool, seed: int) -> None:
    matrix = made(random.Random(seed), FORM, blanks)
    found = parsers.read(report(centred(lines(FORM, matrix), kept)).encode())
    assert [x for x in wrong(matrix, found) if not found.cells[Address(APPLICATIONS, x[0], x[1])].flag] == []


def test_how_far_a_figure_stands_off_the_middle_tells_the_blanks_before_it() -> None:
    matrix = made(random.Random(5), FORM, "some")
    found = parsers.read(report(centred(lines(FORM, matrix))).encode())
    assert (wrong(matrix, found), flags(found)) == ([], set())
    assert "centred" in found.evidence[APPLICATIONS, "new_received"]


def test_labels_that_span_columns_may_be_set_narrower_under_a_rule_than_the_heads_say() -> None:
    matrix = made(random.Random(3), FORM, "natural_total") | {"partial": [0, *[None] * 5, 0]}
    rows = lines(FORM, matrix)
    narrow = [Line((*x.labels[:-1], (x.labels[-1][0], x.labels[-1][1] - 1)), (*x.cells, "")) for x in rows]
    text = report(dashed([x if len(x.labels) == 3 else n for x, n in zip(rows, narrow, strict=True)]))
    found = parsers.read(text.encode())
    assert wrong(matrix, found) == []
    assert flags(found) == set()


@pytest.mark.parametrize("layout", WORDY, ids=lambda layout: str(layout.__name__))
@pytest.mark.parametrize("word", ["暂无", "同上", "五件", "约5", "不详", "见附件", "0.5"])
def test_a_word_in_a_cell_is_that_cell_and_moves_no_other(layout: Callable[[Sequence[Line]], str], word: str) -> None:
    matrix = made(random.Random(3), FORM, "none")
    rows = lines(FORM, matrix)
    spoiled = [x if n != 8 else Line(x.labels, (*x.cells[:2], word, *x.cells[3:])) for n, x in enumerate(rows)]
    found = parsers.read(report(layout(spoiled)).encode())
    silent = [x for x in wrong(matrix, found) if not found.cells[Address(APPLICATIONS, x[0], x[1])].flag]
    assert silent == []
    assert {x[0] for x in wrong(matrix, found)} <= {list(matrix)[8]}


def test_what_speaks_for_a_cell_and_against_it_is_said() -> None:
    matrix = made(random.Random(3), FORM, "none")
    text = report(repeated_bars(lines(FORM, matrix)))
    done = matrix["processed_total"][6]
    found = parsers.read(text.replace(f"| {done} |\n| 四", f"| {int(done or 0) + 1} |\n| 四").encode())
    total = Address(APPLICATIONS, "processed_total", "total")
    said = [(w.speaks_for, w.en) for w in explain(found, total)]
    assert said[:2] == [(True, "bars part its cells"), (True, "every cell of the row has a figure")]
    assert [f.code for f in found.findings if total in f.cells] == ["row_sum", "column_sum", "balance"]
    assert sum(not speaks_for for speaks_for, _ in said) == 4


def test_figures_that_moved_to_the_left_are_not_taken_where_they_stand() -> None:
    matrix = made(random.Random(5), FORM, "zeros")
    rows = [Line(x.labels, tuple(sorted(x.cells, key=lambda c: c == ""))) for x in lines(FORM, matrix)]
    found = parsers.read(report(quoted(rows)).encode())
    assert [x for x in wrong(matrix, found) if not found.cells[Address(APPLICATIONS, x[0], x[1])].flag] == []


def test_a_row_that_stands_again_with_other_figures_is_flagged() -> None:
    matrix = made(random.Random(3), FORM, "none")
    rows = lines(FORM, matrix)
    again = [*rows[:5], Line(rows[4].labels[-1:], ("7",) * 7), *rows[5:]]
    found = parsers.read(report(repeated_bars(again)).encode())
    assert found.cells[Address(APPLICATIONS, list(matrix)[4], "total")].flag == "row_doubled"


def repeated_bars(rows: Sequence[Line]) -> str:
    return "\n".join("| " + " | ".join([labels(x), *x.cells]) + " |" for x in rows)


def test_each_of_two_reports_in_one_text_is_read_by_itself() -> None:
    one, two = (made(random.Random(seed), FORM, "none") for seed in (3, 4))
    first = report(repeated_bars(lines(FORM, one)))
    second = report(repeated_bars(lines(FORM, two))).replace("2022", "2023")
    found = parsers.read_all((first + "\n\n" + second).encode())
    assert [(r.part, r.parts, r.year) for r in found] == [(1, 2, 2022), (2, 2, 2023)]
    assert [wrong(one, found[0]), wrong(two, found[1])] == [[], []]
    cell = found[1].cells[Address(APPLICATIONS, "new_received", "total")]
    assert cell.span is not None and found[1].offset > 0
    whole = first + "\n\n" + second
    assert whole[found[1].offset + cell.span.start :].startswith(str(cell.raw))
