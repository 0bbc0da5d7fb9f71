"""The JSON object of a report: keys in the contract's order, figures exact, nothing that commands a terminal."""

import json
from dataclasses import replace
from decimal import Decimal

from parsers.checking.checks import checked
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Address, Cell, Change, Origin, Repair, Report, Span, Was
from tui.case.opener import unreadable
from tui.export import answer

NEW = Address(APPLICATIONS, "new_received", "natural_person")
FEES = Address(DISCLOSURE, "fees", "amount")


def report(**figures: Cell) -> Report:
    """A report with two tables, blank but for `new` (新收·自然人) and `fees` (收费金额)."""
    form = form_of("2021", True)
    found = (APPLICATIONS, DISCLOSURE)
    cells = {address: Cell() for table in (DISCLOSURE, APPLICATIONS) for address in form.addresses[table]}
    cells |= {{"new": NEW, "fees": FEES}[name]: cell for name, cell in figures.items()}
    return Report("一 136", "utf-8", "年度报告", "某局", 2021, "2021", True, frozenset(found), cells)


def said(found: Report, **more: object) -> dict[str, object]:
    return json.loads(answer.line(answer.answer("a.txt", found, **more)))  # type: ignore[arg-type]


def cell_of(found: Report, address: Address) -> object:
    return said(found)["tables"][address.table]["cells"][address.row][address.column]  # type: ignore[index]


def test_the_keys_stand_in_the_order_of_the_contract() -> None:
    keys = (
        "schema file encoding rendition title agency year edition part parts tables issues repairs repairs_more error"
    )
    assert " ".join(said(report())) == keys
    assert list(cell_of(report(), NEW)) == ["value", "raw", "span", "place", "origin", "flag"]  # type: ignore[call-overload]


def test_a_table_has_exactly_the_rows_and_columns_of_its_form_and_a_missing_one_has_none() -> None:
    tables = said(report())["tables"]
    assert {name: table["found"] for name, table in tables.items()} == {  # type: ignore[attr-defined]
        "applications": True,
        "disclosure": True,
        "review_litigation": False,
    }
    rows = tables[APPLICATIONS]["cells"]  # type: ignore[index]
    assert (len(rows), list(rows)[:2], list(rows)[-1]) == (25, ["new_received", "carried_over"], "carried_forward")
    assert list(rows["granted"]) == [
        *["natural_person", "business", "research", "nonprofit", "legal_service", "other_org", "total"]
    ]
    assert tables[REVIEW]["cells"] == {}  # type: ignore[index]


def test_a_cell_says_value_raw_span_origin_and_flag_and_what_it_was_before_a_person_touched_it() -> None:
    read = Cell(136, "136", Span(2, 5), Origin.READ)
    assert cell_of(report(new=read), NEW) == {
        "value": 136, "raw": "136", "span": [2, 5], "place": None, "origin": "read", "flag": None,
    }  # fmt: skip
    edited = read._replace(value=None, origin=Origin.EDITED, was=Was(136, Origin.READ, "doubtful"))
    assert cell_of(report(new=edited), NEW) == {
        "value": None, "raw": "136", "span": [2, 5], "place": None, "origin": "edited", "flag": None,
        "was": {"value": 136, "origin": "read", "flag": "doubtful"},
    }  # fmt: skip


def test_amounts_are_numbers_without_the_noise_of_floats() -> None:
    for printed, written in (("123.05", "123.05"), ("0.1", "0.1"), ("12", "12"), ("3.50", "3.5"), ("1E+2", "100")):
        line = answer.line(answer.answer("a", report(fees=Cell(Decimal(printed), printed))))
        assert f'"value": {written}, "raw": "{printed}"'.encode() in line


def test_a_number_of_thousands_of_digits_breaks_nothing() -> None:
    for value, written in ((Decimal("9" * 5000), None), (Decimal("1E+9999"), None), (Decimal("9" * 40), int("9" * 40))):
        assert cell_of(report(fees=Cell(value, "9")), FEES)["value"] == written  # type: ignore[index]


def test_findings_and_repairs_are_written_as_the_contract_says_in_either_language() -> None:
    total = NEW._replace(column="total")
    wrong = report(new=Cell(136, "136", Span(2, 5), Origin.READ))
    wrong = checked(replace(wrong, cells={**wrong.cells, total: Cell(4, "4", None, Origin.READ)}))
    repair = Repair((Change(total, 136),), "digit_lost", certain=True)
    found = said(wrong, repairs=[repair], repairs_more=2)
    first = found["issues"][0]  # type: ignore[index]
    assert list(first) == ["code", "severity", "table", "cells", "spans", "expected", "actual", "message"]
    assert (first["code"], first["severity"], first["table"]) == ("row_sum", "error", APPLICATIONS)
    assert (first["cells"][0], first["spans"]) == (["new_received", "total"], [[2, 5]])
    assert (first["expected"], first["actual"]) == (136, 4)
    assert "136" in first["message"]
    assert "相差" in first["message"]
    assert "off by" in said(wrong, lang="en")["issues"][0]["message"]  # type: ignore[index]
    assert found["repairs"] == [
        {"certain": True, "why": "丢失一位数字", "set": [[APPLICATIONS, "new_received", "total", 136]]}
    ]
    assert found["repairs_more"] == 2


def test_a_file_that_cannot_be_read_has_the_same_keys_and_empty_tables() -> None:
    found = said(unreadable("文件是空的"))
    assert list(found) == list(said(report()))
    assert (found["error"], found["encoding"], found["title"], found["issues"]) == ("文件是空的", None, None, [])
    assert all(table == {"found": False, "cells": {}} for table in found["tables"].values())  # type: ignore[attr-defined]


def test_a_line_is_one_line_and_harmless_whatever_the_report_or_the_file_name_holds() -> None:
    hostile = "\x1b]0;gotcha\x07 \x9b31m \u202e \u2028 \x85 \r\n \udcff 总计"
    line = answer.line(answer.answer(hostile, replace(report(), title=hostile)))
    text = line.decode()
    assert text.splitlines() == [text[:-1]]
    assert not any(character in text for character in "\x1b\x07\x9b\u202e\u2028\x85\r")
    assert "总计" in text
    assert json.loads(text)["file"] == hostile
