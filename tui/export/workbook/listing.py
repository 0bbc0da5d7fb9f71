"""A sheet that is a list: a frozen header with filters, typed cells row by row, set up for print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from tui.export.workbook.layout import height_in
from tui.export.workbook.names import quoted
from tui.export.workbook.streamed import Plain, add_table, put
from tui.export.workbook.styles import Styles
from tui.words.celltext import live, number, visible

MOST_LINKS = 65_000
"""Links of one sheet; spreadsheets open no more than 65,530."""


_LEAST_HEIGHT = 18.0


class Column(NamedTuple):
    """A column's header and its width in figures."""

    head: str
    width: float


class Link(NamedTuple):
    """Text that leads to a cell of another sheet."""

    text: str
    sheet: str
    cell: str = "A1"
    book: str = ""
    """The file of another workbook, which is opened as a whole."""

    @property
    def where(self) -> str:
        """As XlsxWriter wants it."""
        return f"external:{self.book}" if self.book else f"internal:{quoted(self.sheet)}!{self.cell}"


class Formula(NamedTuple):
    """A formula with the value that is stored beside it."""

    formula: str
    value: int | float | str
    mark: str = ""
    """A key of `styles.MARKS`."""


class Marked(NamedTuple):
    """A figure with a mark, a key of `styles.MARKS`."""

    value: int | float | None
    mark: str


Value = Plain | datetime | Link | Formula | Marked


class Listing:
    """A sheet that rows are added to, one under the other."""

    def __init__(
        self, sheet: Any, styles: Styles, columns: Sequence[Column], wrapped: bool = False, fixed: int = 0
    ) -> None:
        """`fixed` columns stay in sight when the sheet is moved to the side, as its header does."""
        self._sheet = sheet
        self._styles = styles
        self._columns = columns
        self._style = "wrapped" if wrapped else "list"
        self._links = 0
        self.rows = 1
        """How many rows stand on the sheet, the header among them."""
        sheet.set_row(0, max(height_in(column.head, column.width) for column in columns))
        for position, column in enumerate(columns):
            sheet.set_column(position, position, column.width)
            sheet.write_string(0, position, column.head, styles("list_head"))
        sheet.freeze_panes(1, fixed)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C&P / &N")

    def add(self, values: Sequence[Plain]) -> None:
        """Add a row to a list of many rows, which is streamed; None leaves its cell empty."""
        put(self._sheet, self.rows, values, self._styles(self._style), self._styles(self._style, "quoted"))
        self.rows += 1

    def add_all(self, rows: Iterable[Sequence[Plain]]) -> None:
        """Add rows as `add` does."""
        for row in rows:
            self.add(row)

    def add_all_tall(self, rows: Iterable[Sequence[Value]]) -> None:
        """Add rows as `add_tall` does."""
        for row in rows:
            self.add_tall(row)

    def add_tall(self, values: Sequence[Value]) -> None:
        """Add a row that is as high as its text, its lines drawn also where nothing stands."""
        filled = [*values, *[None] * (len(self._columns) - len(values))]
        texts = ((v.text if isinstance(v, Link) else v, c.width) for v, c in zip(filled, self._columns, strict=True))
        tall = [height_in(text, width) for text, width in texts if isinstance(text, str)]
        self._sheet.set_row(self.rows, max([_LEAST_HEIGHT, *tall]))
        for position, value in enumerate(filled):
            self._write(self.rows, position, value)
        self.rows += 1

    def finish(self, table: str = "") -> None:
        """Put filters over the rows, once all are there; with a name they become a table of the spreadsheet."""
        if table and self.rows > 1:
            add_table(self._sheet, self.rows, [column.head for column in self._columns], table)
        else:
            self._sheet.autofilter(0, 0, self.rows - 1, len(self._columns) - 1)

    def _write(self, row: int, column: int, value: Value) -> None:
        if value is None:
            self._sheet.write_blank(row, column, None, self._styles(self._style))
        elif isinstance(value, bool):
            self._sheet.write_boolean(row, column, value, self._styles(self._style))
        elif isinstance(value, datetime):
            self._sheet.write_datetime(row, column, value, self._styles("time"))
        elif isinstance(value, Link):
            self._link(row, column, value)
        elif isinstance(value, Marked):
            look = self._look(value.mark)
            if value.value is None:
                self._sheet.write_blank(row, column, None, look)
            else:
                self._sheet.write_number(row, column, value.value, look)
        elif isinstance(value, Formula):
            self._sheet.write_formula(row, column, value.formula, self._look(value.mark), value.value)
        elif isinstance(value, int | float | Decimal) and (stored := _stored(value)) is not None:
            self._sheet.write_number(row, column, stored, self._styles(self._style))
        else:
            text = visible(str(value))
            self._sheet.write_string(row, column, text, self._styles(self._style, *(("quoted",) if live(text) else ())))

    def _look(self, mark: str) -> Any:
        return self._styles(self._style, mark) if mark else self._styles(self._style)

    def _link(self, row: int, column: int, link: Link) -> None:
        text = visible(link.text)
        self._links += 1
        if self._links > MOST_LINKS:
            self._sheet.write_string(row, column, text, self._styles(self._style))
        else:
            self._sheet.write_url(row, column, link.where, self._styles("link"), text)


def _stored(value: float | Decimal) -> int | float | None:
    return value if isinstance(value, float) else number(value)
