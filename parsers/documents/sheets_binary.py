"""Workbooks of the older binary format (.xls)."""

from __future__ import annotations

from io import StringIO
from typing import Any

from parsers.documents.blocks import Block
from parsers.documents.rendition import Note, Refused, Rendition
from parsers.documents.sheet import MOST_SHEETS, UNSTORED, Sheet, number
from parsers.documents.typeset import typeset

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def workbook(data: bytes) -> Rendition:
    """The rendition of a workbook: its shown sheets in order."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        raise Refused("encrypted" if "ncrypted" in str(error) else "damaged") from None
    blocks: list[Block] = []
    notes: list[Note] = []
    for number_of_sheet in range(min(book.nsheets, MOST_SHEETS)):
        read = book.sheet_by_index(number_of_sheet)
        sheet = _sheet(book, read)
        blocks += sheet.blocks()
        notes += sheet.notes
    return typeset("xls", blocks, notes)


def _sheet(book: Any, read: Any) -> Sheet:
    sheet = Sheet(read.name, read.visibility != 0)
    for row in range(read.nrows):
        for column in range(read.row_len(row)):
            cell = read.cell(row, column)
            if cell.ctype not in (0, 6):
                sheet.put(row, column, _said(book, cell))
    for top, bottom, left, right in read.merged_cells:
        sheet.spans[top, left] = (bottom - top, right - left)
    for row, told in read.rowinfo_map.items():
        if told.hidden or told.height == 0:
            sheet.hide(sheet.rows_hidden, row, row)
    for column, told in read.colinfo_map.items():
        if told.hidden or told.width == 0:
            sheet.hide(sheet.columns_hidden, column, column)
    return sheet


def _said(book: Any, cell: Any) -> str:
    """What a cell shows: text 1, number 2, date 3, truth 4, error 5."""
    if cell.ctype == 1:
        return str(cell.value)
    if cell.ctype == 4:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == 5:
        return _ERRORS.get(cell.value, UNSTORED)
    pattern = book.format_map[book.xf_list[cell.xf_index].format_key].format_str if cell.xf_index is not None else ""
    return number(repr(cell.value), "y" if cell.ctype == 3 else pattern)
