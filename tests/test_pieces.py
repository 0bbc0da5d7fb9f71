"""Figures in pieces, and figures that ran into the next label: put right by the row's sum, and flagged."""

from __future__ import annotations

import pytest
from rendering import Matrix, lines, report

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Report

FORM = FORMS["2021", False]
MADE: Matrix = {row.key: [0] * 7 for row in FORM.rows(APPLICATIONS)} | {
    "new_received": [174, 8, 0, 0, 0, 0, 182],
    "granted": [173, 7, 0, 0, 0, 0, 180],
    "unable_not_held": [1, 1, 0, 0, 0, 0, 2],
    "processed_total": [174, 8, 0, 0, 0, 0, 182],
}
BOX = "├──────┼───┼───┼───┼───┼───┼───┼────┤"


def rows(separator: str, blanks: str = "0") -> str:
    """A row a line; its zeros may be blank."""
    made = lines(FORM, MADE)
    return report("\n".join(separator.join(["".join(t for t, _ in x.labels), *x.cells]) for x in made))


def boxed() -> str:
    """A ruled box, every row on two lines; of figures too long for their cell the end stands below."""
    out = [BOX]
    for x in lines(FORM, MADE):
        below = ["", *["" for _ in x.cells[1:]], x.cells[6][2:]]
        out += ["│" + "│".join(["".join(t for t, _ in x.labels), *x.cells[:6], x.cells[6][:2]]) + "│"]
        out += ["│" + "│".join(below) + "│", BOX]
    return report("\n".join(out))


def row(found: Report, key: str) -> str:
    cells = [found.cells[Address(APPLICATIONS, key, column)] for column in COLUMNS[APPLICATIONS]]
    return " ".join(("." if c.value is None else str(c.value)) + ("?" if c.flag else "") for c in cells)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        pytest.param(rows("\t\n\t").replace("\t182", "\t18\t2"), "18\t2", id="tabs"),
        pytest.param(rows("   ").replace("   182", "   18 2"), "18 2", id="room"),
        pytest.param(boxed(), "18│\n││││││││2", id="a ruled box"),
    ],
)
def test_a_figure_in_two_pieces_is_one_where_the_sum_of_its_row_says_so_and_its_neighbours_are_not_doubted(
    text: str, raw: str
) -> None:
    found = parsers.read(text.encode())
    assert row(found, "new_received") == "174? 8? 0? 0? 0? 0? 182?"
    assert row(found, "carried_over") == "0 0 0 0 0 0 0"
    cell = found.cells[Address(APPLICATIONS, "new_received", "total")]
    assert (cell.raw, cell.flag) == (raw, "value_inferred")
    assert [f.code for f in found.findings if f.code in ("left_over", "row_doubled")] == []


@pytest.mark.parametrize("split", ["18 3", "1 83", "18   2"])
def test_figures_that_do_not_add_up_or_stand_as_far_apart_as_cells_stay_apart(split: str) -> None:
    found = parsers.read(rows("   ").replace("   182", "   " + split).encode())
    assert found.cells[Address(APPLICATIONS, "new_received", "total")].value != 183
    assert all(c.flag for a, c in found.cells.items() if a.row == "new_received")


def test_figures_that_ran_together_and_into_the_next_label_are_cut_by_the_sums() -> None:
    found = parsers.read(
        report("".join("".join([*(t for t, _ in x.labels), *x.cells]) for x in lines(FORM, MADE))).encode()
    )
    assert row(found, "new_received") == "174? 8? 0? 0? 0? 0? 182?"
    assert row(found, "granted") == "173? 7? 0? 0? 0? 0? 180?"
    assert row(found, "denied_admin_query") == "0? 0? 0? 0? 0? 0? 0?"
    assert row(found, "unable_not_held") == "1? 1? 0? 0? 0? 0? 2?"


def test_one_figure_that_ran_into_the_next_label_is_read_and_its_row_flagged() -> None:
    found = parsers.read(rows("\t").replace("\t182\n二", "\t182二").encode())
    assert row(found, "new_received") == "174? 8? 0? 0? 0? 0? 182?"
    assert row(found, "carried_over") == "0 0 0 0 0 0 0"


@pytest.mark.parametrize(("below", "flag"), [("有的政府信息", None), ("另行", "blank_unproven")])
def test_figures_inside_of_their_label_are_not_those_of_the_empty_row_behind_it(below: str, flag: str | None) -> None:
    empty = {"rejected_petition": [None] * 7, "rejected_repeat": [None] * 7}
    made = {x.labels[-1][0]: x for x in lines(FORM, MADE | empty)}
    out = ["  ".join(["".join(t for t, _ in x.labels), *x.cells]).rstrip() for x in made.values()]
    at = next(n for n, line in enumerate(out) if "3.补正后" in line)
    out[at : at + 1] = ["3.补正后申请", "0 0 0 0 0 0 0", "（四）其", "内容仍不明确" if flag is None else below]
    found = parsers.read(report("\n".join(out)).encode())
    assert found.cells[Address(APPLICATIONS, "rejected_petition", "total")].flag == flag


LOST = {
    "一、本年新收": ("一、�年新收", "一、本�新收"),
    "(一)予以公开": ("(一)�以公开", "(一)予�公开"),
    "6.属于四类": ("6.�于四类",),
    "(七)总计": ("(七)�计",),
    "四、结转下年": ("四、�转下年", "四、结�下年"),
}


@pytest.mark.parametrize(("whole", "spoiled"), [(whole, x) for whole, ways in LOST.items() for x in ways])
@pytest.mark.parametrize("sign", ["\ufffd", "?", ""])
def test_behind_its_numeral_a_label_may_have_lost_one_of_its_first_two_characters(
    whole: str, spoiled: str, sign: str
) -> None:
    text = rows(" | ").replace("（", "(").replace("）", ")")
    assert whole in text
    found = parsers.read(text.replace(whole, spoiled.replace("�", sign)).encode())
    assert "row_missing" not in {f.code for f in found.findings}
    assert row(found, "new_received") == "174 8 0 0 0 0 182"
    assert row(found, "processed_total") == "174 8 0 0 0 0 182"


def apart(together: tuple[str, ...], before: str = "", changed: tuple[str, str] = ("", "")) -> str:
    """All labels, then all figures a line each; those of some rows that follow each other stand column by column."""
    made = {row.key: x for row, x in zip(FORM.rows(APPLICATIONS), lines(FORM, MADE), strict=True)}
    figures: list[str] = []
    for key, x in made.items():
        if key not in together:
            figures += x.cells
        elif key == together[0]:
            figures += [cell for cells in zip(*(made[k].cells for k in together), strict=True) for cell in cells]
    text = "\n".join(["".join(t for t, _ in x.labels) for x in made.values()])
    return report(text + before + "\n\n" + "\n\n".join(figures).replace(*changed, 1))


@pytest.mark.parametrize("before", ["", "\n\n9\n\n0"])
@pytest.mark.parametrize("together", [("granted", "partial"), ("processed_total", "carried_forward")])
def test_a_sequence_with_some_rows_by_columns_is_read_and_flagged_where_all_sums_hold(
    before: str, together: tuple[str, ...]
) -> None:
    found = parsers.read(apart(together, before).encode())
    for key in MADE:
        assert row(found, key) == " ".join(f"{value}?" for value in MADE[key])


def test_a_sequence_with_a_sum_that_fails_is_not_read() -> None:
    found = parsers.read(apart(("granted", "partial"), "", ("180", "190")).encode())
    assert row(found, "granted") == ".? .? .? .? .? .? .?"
