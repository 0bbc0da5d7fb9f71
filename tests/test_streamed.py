"""Rows put at one stroke use private parts of XlsxWriter: they are named here, and give what its public way gives."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from tui.export.workbook import streamed

PRIVATE = {"_check_dimensions", "_write_single_row", "_get_xf_index", "fh", "constant_memory"}
"""Measured with 12,000 rows of 19 cells, the public way (`constant_memory` and a call a cell) takes five times as long:
that is why these are used, and why pyproject.toml allows no XlsxWriter that was not tried."""
ROWS = (("甲", 1, None, 2.5, True), ("=1+1", -3, 0, 10**14, False), (' "a" & <b>\n', 7, None, None, None))


def test_no_other_private_part_is_used_and_those_are_there(tmp_path: Path) -> None:
    source = inspect.getsource(streamed)
    assert set(re.findall(r"(?:sheet|look|book)\.(_\w+|fh|constant_memory)\b", source)) == PRIVATE
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, look = streamed.streamed(book, "甲"), book.add_format()
        assert {name for name in PRIVATE if hasattr(sheet, name) or hasattr(look, name)} == PRIVATE


def test_rows_put_at_one_stroke_read_back_as_rows_written_cell_by_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"strings_to_formulas": False}) as book:
        fast, plain = streamed.streamed(book, "快"), book.add_worksheet("慢")
        for number, row in enumerate(ROWS):
            streamed.put(fast, number, row)
            plain.write_row(number, 0, row)
    read = load_workbook(tmp_path / "a.xlsx")
    assert list(read["快"].values) == list(read["慢"].values) == list(ROWS)


def test_streamed_rows_become_a_table_with_their_own_header(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = streamed.streamed(book, "表")
        for number, row in enumerate((("名称", "数值"), ("甲", 1), ("乙", 2))):
            streamed.put(sheet, number, row)
        streamed.add_table(sheet, 3, ("名称", "数值"), "长表")
    read = load_workbook(tmp_path / "a.xlsx")["表"]
    assert list(read.values) == [("名称", "数值"), ("甲", 1), ("乙", 2)]
    assert [(t.displayName, t.ref) for t in read.tables.values()] == [("长表", "A1:B3")]
