"""Sheets whose rows go to the disk as they come, each at one stroke: 长表 and `_gouji` have a million cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tui.words.celltext import live, number, visible

_LITERAL = re.compile(r"(_x[0-9a-fA-F]{4}_)")
"""What a reader would take for an escaped character (ECMA-376-1, 22.9.2.19, ST_Xstring)."""


class Reference(NamedTuple):
    """A formula that is a reference to another cell, without `=`, and the value stored beside it."""

    cell: str
    value: int | float | str


Plain = str | int | float | Decimal | bool | None
Content = Plain | Reference


def streamed(book: Any, name: str) -> Any:
    """Add a sheet that keeps no rows; XlsxWriter asks for this when the sheet is added."""
    book.constant_memory = True
    sheet = book.add_worksheet(name)
    book.constant_memory = False
    return sheet


def put(sheet: Any, row: int, values: Sequence[Content], plain: Any = None, quoted: Any = None) -> None:
    """Write a row (from 0) below all others of a streamed sheet; None leaves its cell empty.

    `plain` is the format of the cells, `quoted` that of text that a spreadsheet might take for a formula. XlsxWriter's
    own way looks every cell over some ten times, a third of the time of a whole workbook.
    """
    look, apart = _attribute(plain), _attribute(quoted or plain)
    at = str(row + 1)
    cells = [
        f'<c r="{letter}{at}{_cell(value, look, apart)}</c>'
        for letter, value in zip(_letters(len(values)), values, strict=True)
        if value is not None
    ]
    sheet._check_dimensions(row, 0)
    sheet._check_dimensions(row, len(values) - 1)
    sheet._write_single_row(row)
    sheet.fh.write(f'<row r="{at}">{"".join(cells)}</row>')


def add_table(sheet: Any, rows: int, heads: Sequence[str], name: str) -> None:
    """Make the rows of a streamed sheet, header and all, a table of the spreadsheet.

    XlsxWriter refuses this for such a sheet only because it would write the header anew; that stands there already.
    """
    columns = [{"header": head} for head in heads]
    sheet.constant_memory = False
    sheet.add_table(0, 0, rows - 1, len(heads) - 1, {"name": name, "style": None, "columns": columns})
    sheet.constant_memory = True


def _attribute(look: Any) -> str:
    return '"' if look is None else f'" s="{look._get_xf_index()}"'


def _cell(value: str | int | float | Decimal | bool | Reference, look: str, apart: str) -> str:
    """The element behind its place: its format, type and content."""
    if isinstance(value, str):
        risky, text = _text(value)
        return (apart if risky else look) + text
    if isinstance(value, bool):
        return f'{look} t="b"><v>{value:d}</v>'
    if isinstance(value, Reference):
        kind = ' t="str"' if isinstance(value.value, str) else ""
        return f"{look}{kind}><f>{_escaped(value.cell)}</f><v>{_escaped(str(value.value))}</v>"
    stored = value if isinstance(value, float) else number(value)
    return _cell(str(value), look, apart) if stored is None else f"{look}><v>{stored:.16G}</v>"


@lru_cache(4096)
def _text(text: str) -> tuple[bool, str]:
    """Whether a spreadsheet might take the text for a formula, and its element."""
    shown = visible(text)
    space = ' xml:space="preserve"' if shown != shown.strip() else ""
    words = _escaped(_LITERAL.sub(r"_x005F\1", shown))
    return live(shown), f' t="inlineStr"><is><t{space}>{words}</t></is>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def _letters(columns: int) -> tuple[str, ...]:
    from xlsxwriter.utility import xl_col_to_name

    return tuple(xl_col_to_name(column) for column in range(columns))
