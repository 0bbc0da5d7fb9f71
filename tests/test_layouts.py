"""Layouts: which columns a row's figures stand in, told by counted separators, by alignment, by ruled bars."""

from __future__ import annotations

import random

import pytest
from rendering import LAYOUTS, Matrix, lines, report

import parsers
from parsers.form.form import FORMS, Form
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Report
from parsers.reading.layouts import columns, gaps
from parsers.reading.layouts.gaps import solve

FORM = FORMS["2021", False]
FIGURES = {
    "new_received": (5, 2, 0, 0, 0, 0, 7),
    "carried_over": (1, 0, 0, 0, 0, 0, 1),
    "granted": (3, 1, 0, 0, 0, 0, 4),
    "denied_third_party": (0, 1, 0, 0, 0, 0, 1),
    "unable_not_held": (2, 0, 0, 0, 0, 0, 2),
    "processed_total": (5, 2, 0, 0, 0, 0, 7),
    "carried_forward": (1, 0, 0, 0, 0, 0, 1),
}


def matrix(blanks: bool, form: Form = FORM) -> Matrix:
    """A report that agrees with itself, its zeros printed or left blank."""
    rows = {row.key: FIGURES.get(row.key, (0,) * 7) for row in form.rows(APPLICATIONS)}
    return {key: [value or (None if blanks else 0) for value in values] for key, values in rows.items()}


def read(layout: str, made: Matrix) -> Report:
    return parsers.read(report(LAYOUTS[layout](random.Random(1), lines(FORM, made))).encode())


def row(found: Report, key: str) -> str:
    cells = [found.cells[Address(APPLICATIONS, key, column)] for column in COLUMNS[APPLICATIONS]]
    return " ".join(("." if c.value is None else str(c.value)) + ("?" if c.flag else "") for c in cells)


# -- counting separators ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "step", "blank", "lead", "trail", "want"),
    [
        pytest.param([1, 1, 1, 1, 1, 1, 1, 1], 1, 1, 1, 1, (0, 1, 2, 3, 4, 5, 6), id="a whole row"),
        pytest.param([1, 6, 1], 1, 1, 1, 1, (0, 6), id="five blanks between the first figure and the total"),
        pytest.param([3, 1, 3, 1], 1, 1, 1, 1, (2, 3, 6), id="two before, two between"),
        pytest.param([1, 1, 6], 1, 1, 1, 1, (0, 1), id="five behind"),
        pytest.param([2, 12, 2], 2, 2, 2, 2, (0, 6), id="two line breaks a cell"),
        pytest.param([2, 7, 2], 2, 1, 2, 2, (0, 6), id="a blank adds one line break to the two between cells"),
        pytest.param([5, 2], 1, 1, 1, None, (4,), id="nothing known of the end"),
        pytest.param([9, 1, 3], 1, 1, None, 1, (3, 4), id="nothing known of the start"),
        pytest.param([1, 5, 1], 1, 1, 1, 1, None, id="too few blanks for the row"),
        pytest.param([1, 8, 1], 1, 1, 1, 1, None, id="too many"),
        pytest.param([2, 3, 1], 2, 2, 2, 1, None, id="half a blank"),
        pytest.param([0, 6, 1], 1, 1, 1, 1, None, id="closer to the label than a whole row"),
    ],
)
def test_columns_follow_from_the_units_in_the_gaps_or_do_not_come_out_whole(
    units: list[int], step: int, blank: int, lead: int | None, trail: int | None, want: tuple[int, ...] | None
) -> None:
    assert solve(units, step, blank, lead, trail, 7) == want


# -- whole tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "layout", ["markdown", "bare_bars", "cell_lines", "nbsp_lines", "tabs", "commas", "grid", "html"]
)
def test_a_layout_that_keeps_its_blanks_settles_every_column(layout: str) -> None:
    found = read(layout, matrix(blanks=True))
    assert row(found, "new_received") == "5 2 . . . . 7"
    assert row(found, "denied_third_party") == ". 1 . . . . 1"
    assert row(found, "denied_admin_query") == ". . . . . . ."
    assert {f.code for f in found.findings} <= {"table_absent"}


@pytest.mark.parametrize("layout", ["padded_bars", "dropped_lines", "spaces"])
def test_a_layout_that_drops_blanks_flags_every_cell_of_the_rows_it_shortens(layout: str) -> None:
    found = read(layout, matrix(blanks=True))
    assert row(found, "new_received") == "5? 2? .? .? .? .? 7?"
    assert row(found, "denied_third_party") == ".? 1? .? .? .? .? 1?"


@pytest.mark.parametrize("layout", ["padded_bars", "dropped_lines", "spaces"])
def test_a_whole_row_is_settled_even_where_other_rows_lost_their_blanks(layout: str) -> None:
    made = matrix(blanks=True) | {"granted": [3, 1, 0, 0, 0, 0, 4], "denied_admin_query": [0] * 7}
    found = read(layout, made)
    assert row(found, "granted") == "3 1 0 0 0 0 4"
    assert row(found, "denied_admin_query") == "0 0 0 0 0 0 0"
    assert row(found, "unable_not_held") == "2? .? .? .? .? .? 2?"


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_under_each_other_are_placed_by_the_whole_rows_around_them(seed: int) -> None:
    made = matrix(blanks=False) | {"carried_over": [1, *[None] * 5, 1], "denied_third_party": [None, 1, *[None] * 4, 1]}
    text = report(LAYOUTS["aligned"](random.Random(seed), lines(FORM, made)))
    found = parsers.read(text.encode())
    assert (row(found, "carried_over"), row(found, "denied_third_party")) == ("1 . . . . . 1", ". 1 . . . . 1")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("blanks", [True, False])
def test_layouts_are_ranked_by_evidence_and_not_by_the_order_they_are_tried_in(
    layout: str, blanks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(layout, matrix(blanks))
    monkeypatch.setattr(gaps, "UNITS", dict(reversed(gaps.UNITS.items())))
    monkeypatch.setattr(columns, "MEASURES", columns.MEASURES[::-1])
    assert read(layout, matrix(blanks)) == first
