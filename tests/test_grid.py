"""What the grid is made of: the sheet, the looks of cells, the editor, what edits mean, what is repainted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from figures_of import at, matrix
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

import parsers
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Address, Cell, Origin, Span, Value
from tui.corrections.session import FOLLOW, Session, Setting
from tui.words import language
from tui.workbench import editing, pasting, picking
from tui.workbench.editing import Refusal
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.gridrows import GridRows
from tui.workbench.painting.marks import Look, look, looks
from tui.workbench.painting.pieces import bar_row, beginning, pressable
from tui.workbench.painting.sheet import sheet_of
from tui.workbench.screens.standing import differing

FORM = form_of("2021", True)
SHEET = sheet_of(FORM, APPLICATIONS)


@pytest.fixture(autouse=True)
def chinese() -> None:
    language.use("zh")


def test_the_sheet_prints_groups_above_their_rows() -> None:
    lines = [("  " * line.depth + line.label.short, len(line.cells)) for line in SHEET.lines[:8]]
    assert lines == [
        ("一、本年新收", 7),
        ("二、上年结转", 7),
        ("三、办理结果", 0),
        ("  (一)予以公开", 7),
        ("  (二)部分公开", 7),
        ("  (三)不予公开", 0),
        ("    1.国家秘密", 7),
        ("    2.法规禁止", 7),
    ]


def test_tables_of_several_blocks_have_their_headers_among_the_lines() -> None:
    lines = sheet_of(FORM, DISCLOSURE).lines
    assert [line.label.zh for line in lines if line.heads] == [f"第二十条第（{n}）项" for n in "一五六八"]
    assert sheet_of(FORM, REVIEW).head


@pytest.mark.parametrize(
    ("cell", "total", "seen"),
    [
        (Cell(12, origin=Origin.READ), None, ("12", " ")),
        (Cell(None, origin=Origin.BLANK), None, ("·", " ")),
        (Cell(12, origin=Origin.EDITED), None, ("*12", " ")),
        (Cell(12, origin=Origin.CONFIRMED), None, ("✓12", " ")),
        (Cell(12, origin=Origin.COMPUTED), None, ("=12", " ")),
        (Cell(12, origin=Origin.INFERRED, flag="position_inferred"), None, ("?12", " ")),
        (Cell(None, origin=Origin.INFERRED, flag="position_guessed"), None, ("?", " ")),
        (Cell(12, origin=Origin.EDITED, flag="identity_fails"), None, ("*12", "!")),
        (Cell(1, origin=Origin.READ, flag="identity_fails"), 2, ("1≠2", "!")),
        (Cell(None, flag="unreadable"), None, ("", "#")),
        (Cell(None, flag="row_missing"), None, ("", "#")),
    ],
)
def test_each_state_has_a_mark_of_its_own(cell: Cell, total: Value | None, seen: tuple[str, str]) -> None:
    assert look(cell, total)[:2] == seen


def test_cells_of_a_table_that_the_text_has_not_are_not_marked_as_blank_in_print() -> None:
    seen = looks(parsers.read("某县2022年政府信息公开工作年度报告\n".encode()), FORM, APPLICATIONS)
    assert {(look.text, look.trouble) for look in seen.values()} == {("", " ")}


def test_a_decided_contradiction_is_marked_and_both_figures_stay_in_sight() -> None:
    session = Session(matrix({"granted": (4, 1, 0, 0, 0, 0, 9)}))
    row_sum = next(f for f in session.report.findings if f.code == "row_sum")
    session.decide([row_sum.key])
    seen = looks(session.report, FORM, APPLICATIONS, session.settled)
    assert seen[at("granted", "total")] == Look("9≠5", "!", "failing")  # its column fails still
    assert seen[at("granted", "business")] == Look("1", " ", "read")  # one x, on the figure that is meant


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("75", "natural_person", 75),
        ("７５", "natural_person", 75),
        ("1,234", "issued", 1234),
        ("１，２３４", "issued", 1234),
        ("-3", "change", -3),
        ("－3", "change", -3),
        ("+3", "change", 3),
        ("12.50", "amount", Decimal("12.50")),
        ("", "total", None),
        ("/", "total", None),
        ("-", "total", None),
        ("——", "total", None),
        ("无", "total", None),
    ],
)
def test_what_is_typed_becomes_a_figure_or_a_blank(text: str, column: str, value: Value | None) -> None:
    assert editing.typed(text, column) == value


@pytest.mark.parametrize(
    ("text", "column", "why"),
    [
        ("7a", "total", "不是数字"),
        ("²", "total", "不是数字"),
        ("1,23", "total", "不是数字"),
        ("=1+1", "total", "不是数字"),
        ("-3", "total", "不能为负"),
        ("1.5", "total", "有小数"),
        ("1234567890123456", "total", "位数太多"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(text: str, column: str, why: str) -> None:
    refusal = editing.typed(text, column)
    assert isinstance(refusal, Refusal)
    assert why in refusal.sentence


_N = None


def pasted(start: Address, text: str) -> editing.Changes | Refusal:
    return pasting.pasted(matrix(), FORM, SHEET, start, text)


@pytest.mark.parametrize(
    ("row", "column", "step", "shifted"),
    [
        ((1, 2, _N, _N, _N, _N, 3), "natural_person", 1, [_N, 1, 2, _N, _N, _N, 3]),
        ((1, 2, _N, _N, _N, _N, 3), "business", 1, [1, _N, 2, _N, _N, _N, 3]),
        ((1, 2, 0, 0, 0, 0, 3), "business", 1, [1, 0, 2, 0, 0, 0, 3]),
        ((_N, 1, 2, _N, _N, _N, 3), "natural_person", -1, [1, 2, _N, _N, _N, _N, 3]),
        ((_N, 1, 2, _N, _N, _N, 3), "business", -1, [1, 2, _N, _N, _N, _N, 3]),
    ],
)
def test_shifts_move_the_parts_and_never_the_total(
    row: tuple[int | None, ...], column: str, step: int, shifted: list[int | None]
) -> None:
    session = Session(matrix({"granted": row}))
    changes = editing.shifted(session.report, SHEET, [at("granted", column)], step)
    assert not isinstance(changes, Refusal)
    session.edit(changes, "shift")
    assert [session.report.value(a) for a in SHEET.lines[SHEET.places[at("granted")][0]].cells] == shifted


@pytest.mark.parametrize(
    ("row", "column", "step"),
    [
        ((1, 2, _N, _N, _N, 4, 7), "natural_person", 1),
        ((1, 2, _N, _N, _N, _N, 3), "natural_person", -1),
        ((1, 2, _N, _N, _N, _N, 3), "total", 1),
    ],
)
def test_a_shift_that_would_drop_a_figure_is_refused(row: tuple[int | None, ...], column: str, step: int) -> None:
    assert isinstance(editing.shifted(matrix({"granted": row}), SHEET, [at("granted", column)], step), Refusal)


def test_a_computed_total_is_a_blank_for_a_shift_and_never_becomes_a_typed_figure() -> None:
    session = Session(matrix({"processed_total": (5, None, 0, 0, 0, 0, 6)}))
    computed = at("processed_total", "business")
    assert session.report.cells[computed].origin is Origin.COMPUTED
    changes = editing.shifted(session.report, SHEET, [at("processed_total")], 1)
    assert not isinstance(changes, Refusal)
    assert (changes[at("processed_total")], changes[computed]) == (0, 5)
    assert changes[at("processed_total", "research")] is None


def test_the_rows_of_a_range_move_together_or_not_at_all() -> None:
    report = matrix({"granted": (_N, 4, 1, 0, 0, 0, 5), "partial": (_N, 2, 0, 0, 0, 0, 2)})
    starts = [at("granted", "business"), at("partial", "business")]
    changes = editing.shifted(report, SHEET, starts, -1)
    assert not isinstance(changes, Refusal)
    assert (changes[at("granted")], changes[at("partial")]) == (4, 2)
    full = matrix({"granted": (_N, 4, 1, 0, 0, 0, 5), "partial": (2, 1, 0, 0, 0, 3, 6)})
    assert isinstance(editing.shifted(full, SHEET, [at("granted"), at("partial")], 1), Refusal)


def test_a_paste_beyond_the_table_changes_nothing() -> None:
    assert isinstance(pasted(at("granted", "total"), "1\t2"), Refusal)
    assert isinstance(pasted(at("carried_forward"), "1\n2"), Refusal)
    assert isinstance(pasted(at("granted"), "1\tx"), Refusal)


def test_a_paste_goes_on_over_group_headings() -> None:
    assert pasted(at("partial"), "1\r\n2\r\n") == {at("partial"): 1, at("denied_state_secret"): 2}


@pytest.mark.parametrize(
    "text",
    [
        "136 2 0 0 27 1 166",
        "136　2　0　0　27　1　166",
        "136\t2\t0\t0\t27\t1\t166",
        "| 136 | 2 | 0 | 0 | 27 | 1 | 166 |",
        "<tr><td>136</td><td>2</td><td>0<td>0</td><td>27</td><td>1</td><td>166",
        "（一）予以公开 136 2 0 0 27 1 166",
        "| （一）予以公开 | 136 | 2 | 0 | 0 | 27 | 1 | 166 |\n|---|---|---|---|---|---|---|---|",
        "<tr><td>(一)予以公开</td><td>136</td><td>2</td><td>0</td><td>0</td><td>27</td><td>1</td><td>166</td></tr>",
    ],
)
def test_a_row_is_seven_cells_however_it_was_copied(text: str) -> None:
    row = SHEET.lines[SHEET.places[at("granted")][0]].cells
    start = at("carried_over", "business") if "公开" in text else at("granted")
    assert pasted(start, text) == dict(zip(row, (136, 2, 0, 0, 27, 1, 166), strict=True))


def test_a_label_that_the_table_has_not_is_said_and_nothing_is_half_done() -> None:
    refusal = pasted(at("granted"), "(一)予以公开 1 2\n从来没有的一行 3 4")
    assert isinstance(refusal, Refusal)
    assert "从来没有的一行" in refusal.sentence


def test_a_whole_table_goes_through_the_reader() -> None:
    form = matrix({"granted": (4, 1, 0, 0, 0, 0, 5)})
    changes = pasted(at("carried_forward"), form.text)
    assert not isinstance(changes, Refusal)
    assert {a: v for a, v in changes.items() if a.row == "granted"} == {
        a: cell.value for a, cell in form.cells.items() if a.row == "granted"
    }


def test_the_gap_of_a_lost_row_holds_only_what_no_cell_uses() -> None:
    report = matrix({"granted": (_N,) * 7})
    gap = picking.gap(report, at("granted"))
    assert gap.left == ()
    assert report.text[gap.start : gap.end].lstrip().startswith("(一)予以公开")


def test_follow_is_for_totals() -> None:
    total: dict[Address, Setting] = {at("granted", "total"): FOLLOW}
    assert editing.follow(at("granted", "total")) == total
    assert editing.follow(at("processed_total")) == {at("processed_total"): FOLLOW}
    assert isinstance(editing.follow(at("granted")), Refusal)


def test_the_editor_keeps_its_caret() -> None:
    editor = Editor.at_end("135", inside=True)
    assert [editor.press(key) for key in ("left", "backspace", "home", "delete", "enter")] == [True] * 4 + [False]
    assert (editor.text, editor.caret) == ("5", 0)
    editor.insert("１2")
    assert (editor.text, editor.caret) == ("125", 2)


def test_picking_begins_behind_the_row_before() -> None:
    report = matrix({"granted": (_N,) * 7})
    last = report.cells[at("carried_over", "total")].span
    following = report.cells[at("partial")].span
    assert last is not None
    assert picking.begin(report, at("granted")) == following
    assert picking.after(report, last) == following


def test_only_cells_that_differ_are_painted_again() -> None:
    red = Style(color="red")

    def strip(*pieces: tuple[str, Style | None]) -> Strip:
        return Strip([Segment(text, style) for text, style in pieces])

    old, new = strip(("(一)公开    75", None)), strip(("(一)公开    76", None))
    assert list(differing(old, new)) == [(13, 14)]
    assert list(differing(old, strip(("(一)公开    ", None), ("75", red)))) == [(12, 14)]
    assert list(differing(old, strip(("(二)公开    75", None)))) == [(1, 3)]
    assert list(differing(old, old)) == []


def test_the_cell_of_a_place_in_the_text_is_found() -> None:
    report = matrix()
    span = report.cells[at("granted")].span
    assert span is not None
    assert picking.cell_of(report, span) == at("granted")
    assert picking.cell_of(report, Span(0, 1)) is None


def test_one_x_marks_the_figure_that_most_of_the_decided_sums_share() -> None:
    session = Session(matrix({"granted": (4, 1, 0, 0, 0, 0, 9)}))
    session.decide([f.key for f in session.report.findings if f.code in ("row_sum", "column_sum")])
    seen = looks(session.report, FORM, APPLICATIONS, session.settled)
    assert [a for a, cell in seen.items() if cell.trouble == "x"] == [at("granted", "total")]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_narrow_grid_scrolls_sideways_and_keeps_the_labels(width: int) -> None:
    grid = GridRows(SHEET, "zh")
    grid.space = (width, 15)
    grid.looks = looks(matrix(), FORM, APPLICATIONS)
    for column in ("natural_person", "total"):
        grid.go(at("granted", column))
        grid.paint()
        lines = ["".join(text for text, _style in row) for row in grid.rows()]
        assert all(cell_len(line) <= width for line in lines)
        row = next(line for line in lines if "予以公开" in line)
        assert row.rstrip().endswith("5") == (column == "total" or width == 80)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (24, " ^E 导出  ? 帮助"),
        (30, " ^E 导出  ? 帮助  ^Q 退出"),
        (60, " ^E 导出  F6 换  p 取数  ? 帮助  ^Q 退出"),
    ],
)
def test_a_footer_leaves_whole_keys_out(width: int, shown: str) -> None:
    keys = pressable([("^E", "导出"), ("F6", "换"), ("p", "取数"), ("?", "帮助"), ("^Q", "退出")])
    assert "".join(text for text, _ in bar_row(keys, (), width)).rstrip() == shown


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert beginning("一、本年新收政府", 12) == "一、本年新… "
    assert beginning("一、本年新收", 12) == "一、本年新收"
