"""The case files: a text above the line of equals signs, what is read of it below.

A row reads `granted: 3 . . . . . 3?`: a figure, `.` for a blank, `?` where it is flagged; `rest` is every other row of
表三. Each `finding` is named once. Tables without a row are not found.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

import parsers
from parsers.form.printed import APPLICATIONS
from parsers.model import Cell, Report

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def shown(cell: Cell) -> str:
    return ("." if cell.value is None else str(cell.value)) + ("?" if cell.flag else "")


def outcome(report: Report) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Every row as the case files write it, by table and row, and the codes of findings, absent tables aside."""
    rows = {
        place: " ".join(shown(cell) for _, cell in cells)
        for place, cells in groupby(report.cells.items(), key=lambda item: item[0][:2])
    }
    return rows, sorted({finding.code for finding in report.findings} - {"table_absent"})


def expected(below: str, rows: dict[tuple[str, str], str]) -> tuple[dict[tuple[str, str], str], list[str]]:
    """The outcome that a case asks for; `rest` stands for the rows read that it does not name."""
    lines = [line.split(": ", 1) for line in below.split("\n") if line]
    table_of = {row: table for table, row in rows}
    wanted = {(table_of.get(row, ""), row): cells for row, cells in lines if row not in ("finding", "rest")}
    rest = dict(lines).get("rest")
    unnamed = {place for place in rows if place[0] == APPLICATIONS and place not in wanted} if rest else set()
    return wanted | dict.fromkeys(unnamed, str(rest)), sorted(code for key, code in lines if key == "finding")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_text_is_read_as_its_case_file_says(path: Path) -> None:
    text, _, below = path.read_bytes().decode().partition("=====\n")
    rows, codes = outcome(parsers.read(text.encode()))
    assert (rows, codes) == expected(below, rows)
