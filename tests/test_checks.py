"""What the sums say of the figures: the findings, the flags, and the silence where nothing is wrong."""

import json
from dataclasses import replace

import pytest
from conftest import need_shared

from parsers.checking.checks import checked
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS, REVIEW
from parsers.model import Address, Cell, Origin, Report

Rows = dict[str, tuple[int | None, ...]]


def report(rows: Rows, table: str = APPLICATIONS, rest: int | None = 0) -> Report:
    """A checked report with these rows; all other cells hold `rest`."""
    cells = {}
    for address in FORMS["2021", True].addresses[table]:
        column = tuple(COLUMNS[table]).index(address.column)
        value = rows[address.row][column] if address.row in rows else rest
        cells[address] = Cell(value, origin=Origin.BLANK if value is None else Origin.READ)
    return checked(Report("", "utf-8", edition="2021", found=frozenset({table}), cells=cells))


def found(report: Report) -> list[tuple[str, str, int | None, int | None]]:
    """Code, first cell, expected and actual of each finding."""
    return [(f.code, ".".join(f.cells[0][1:]), f.expected, f.actual) for f in report.findings]


def flags(report: Report) -> dict[str, set[str]]:
    """The flagged cells by flag."""
    by_flag: dict[str, set[str]] = {}
    for address, cell in report.cells.items():
        if cell.flag:
            by_flag.setdefault(cell.flag, set()).add(f"{address.row}.{address.column}")
    return by_flag


CONSISTENT: Rows = {
    "new_received": (12, 3, None, None, None, None, 15),
    "carried_over": (1, None, None, None, None, None, 1),
    "granted": (9, 2, None, None, None, None, 11),
    "rejected_repeat": (3, None, None, None, None, None, 3),
    "processed_total": (12, 2, None, None, None, None, 14),
    "carried_forward": (1, 1, None, None, None, None, 2),
}


@pytest.mark.parametrize(("rows", "rest"), [(CONSISTENT, None), ({}, 0), ({}, None)])
def test_a_matrix_that_adds_up_has_no_finding_and_no_flag(rows, rest):
    clean = report(rows, rest=rest)
    assert found(clean) == [] and flags(clean) == {}


def test_a_column_of_totals_that_is_not_printed_is_one_finding_and_every_total_in_it_is_flagged():
    rows = {key: (*figures[:-1], None) for key, figures in CONSISTENT.items()}
    blank = report(rows, rest=None)
    (told,) = blank.findings
    assert (told.code, {a.column for a in told.cells}, len(told.cells)) == ("totals_missing", {"total"}, len(rows))
    assert flags(blank) == {"total_missing": {f"{row}.total" for row in rows}}
    one = report(rows | {"granted": CONSISTENT["granted"]}, rest=None)
    assert {f.code for f in one.findings} == {"total_missing"}


def test_a_wrong_part_fails_its_row_and_its_column_and_every_figure_of_both_is_flagged():
    wrong = report(CONSISTENT | {"granted": (8, 2, None, None, None, None, 11)}, rest=None)
    assert found(wrong) == [
        ("row_sum", "granted.total", 10, 11),
        ("column_sum", "processed_total.natural_person", 11, 12),
    ]
    assert flags(wrong) == {
        "identity_fails": {
            *("granted.natural_person", "granted.business", "granted.total"),
            *("rejected_repeat.natural_person", "processed_total.natural_person"),
        }
    }


def test_the_balance_names_what_came_in_and_what_went_out():
    wrong = report({"new_received": (5, 0, 0, 0, 0, 0, 5)})
    assert found(wrong) == [
        ("balance", "processed_total.natural_person", 5, 0),
        ("balance", "processed_total.total", 5, 0),
    ]


def test_a_total_that_is_not_printed_is_a_warning_and_flags_itself_alone():
    wrong = report(CONSISTENT | {"granted": (9, 2, None, None, None, None, None)}, rest=None)
    assert ("total_missing", "granted.total", 11, None) in found(wrong)
    assert flags(wrong)["total_missing"] == {"granted.total"}


def test_a_balance_is_not_checked_where_both_sides_are_blank():
    blank = {"carried_over": (2, 0, 0, 0, 0, 0, 2), **dict.fromkeys(("new_received", "processed_total"), (None,) * 7)}
    assert {code for code, *_ in found(report(blank))} == {"total_missing"}


def test_a_blank_that_row_and_column_both_miss_cannot_be_one():
    wrong = report(CONSISTENT | {"rejected_repeat": (None, None, None, None, None, None, 3)}, rest=None)
    assert ("blank_needed", "rejected_repeat.natural_person", 3, None) in found(wrong)
    assert flags(wrong)["doubtful"] == {"rejected_repeat.natural_person"}


def test_two_blanks_that_would_do_are_no_finding():
    rows = {
        "new_received": (3, 3, 0, 0, 0, 0, 6),
        "granted": (None, None, 0, 0, 0, 0, 3),
        "partial": (None, None, 0, 0, 0, 0, 3),
        "processed_total": (3, 3, 0, 0, 0, 0, 6),
    }
    assert {code for code, *_ in found(report(rows))} == {"row_sum", "column_sum"}


def test_a_total_of_thousands_over_parts_below_ten_is_implausible():
    wrong = report(CONSISTENT | {"granted": (9, 2, 0, 0, 0, 0, 9211)})
    assert ("implausible", "granted.total", 11, 9211) in found(wrong)
    assert "granted.total" in flags(wrong)["identity_fails"]


def test_a_result_larger_than_all_that_came_in_is_seen_where_no_sum_tells():
    rows = {
        "new_received": (3, 0, 0, 0, 0, 0, 3),
        "granted": (30, 0, 0, 0, 0, 0, 30),
        "processed_total": (None, 0, 0, 0, 0, 0, None),
        "carried_forward": (3, 0, 0, 0, 0, 0, 3),
    }
    assert ("part_exceeds_total", "granted.natural_person", 3, 30) in found(report(rows))


def test_a_row_of_the_small_table_is_checked_by_its_sum():
    assert found(report({"review": (2, 0, 0, 1, 4)}, REVIEW)) == [("row_sum", "review.total", 3, 4)]


def test_a_finding_marked_as_printed_stays_and_flags_nothing():
    wrong = report({"review": (2, 0, 0, 1, 4)}, REVIEW)
    settled = checked(wrong, frozenset(f.key for f in wrong.findings))
    assert found(settled) == found(wrong) and flags(settled) == {}


def test_a_flag_of_the_reader_outlives_the_checks():
    wrong = report({"review": (2, 0, 0, 1, 4)}, REVIEW)
    address = Address(REVIEW, "review", "total")
    read = replace(wrong, cells={**wrong.cells, address: wrong.cells[address]._replace(flag="position_inferred")})
    assert checked(read).cells[address].flag == "position_inferred"


def test_no_published_matrix_that_agrees_with_itself_is_called_implausible():
    for path in sorted(need_shared("corpus/train").glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if not truth["violated"]:
            form = FORMS["2021", not truth["single_other"]]
            cells = {
                a: Cell(v if isinstance(v := truth["cells"][a.row][a.column]["value"], int) else None)
                for a in form.addresses[APPLICATIONS]
            }
            true = Report("", "utf-8", edition="2021", three_other=not truth["single_other"], cells=cells)
            codes = {f.code for f in checked(replace(true, found=frozenset({APPLICATIONS}))).findings}
            assert codes <= {"total_missing", "totals_missing"}, path.name
