"""Spreadsheets of the open document format (.ods)."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.documents.blocks import Block, raised
from parsers.documents.package import Package
from parsers.documents.rendition import Note, Refused, Rendition
from parsers.documents.sheet import MOST_SHEETS, UNSTORED, Sheet, number
from parsers.documents.typeset import typeset

CONTENT = "content.xml"
MOST_ROW, MOST_COLUMN = 1 << 21, 1 << 15
"""Where a sheet ends; what is repeated beyond is nothing."""
MOST_REPEATED = 1_000
"""How often the same figure stands side by side or one below the other."""

_SKIPPED = frozenset({"annotation", "tracked-changes", "shapes", "forms", "ruby-text", "dde-links"})


def spreadsheet(package: Package) -> Rendition:
    """The rendition of a spreadsheet: its shown sheets in order."""
    reader = _Reader()
    package.walk(CONTENT, reader)
    blocks: list[Block] = []
    notes: list[Note] = []
    for sheet in reader.sheets[:MOST_SHEETS]:
        blocks += sheet.blocks()
        notes += sheet.notes
    return typeset("ods", blocks, notes)


class _Reader:
    """Handler of content.xml: the styles that hide or raise, then the sheets."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._styles: dict[str, set[str]] = {}
        self._style = ""
        self._skipping = 0
        self._row = self._column = 0
        self._columns = self._repeated_rows = 0
        self._cell: Mapping[str, str] | None = None
        self._pieces: list[str] = []
        self._struck: list[str] = []
        self._looks: list[set[str]] = []
        self._row_cells: list[tuple[int, str, Mapping[str, str]]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name in ("style", "table-properties", "text-properties"):
            self._look(name, attributes)
        elif name == "table":
            hidden = "hidden" in self._styles.get(attributes.get("style-name", ""), ())
            self.sheets.append(Sheet(attributes.get("name", ""), hidden))
            self._row = self._columns = 0
        elif self.sheets:
            self._in_sheet(name, attributes)

    def _look(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
            self._styles[self._style] = set()
            return
        looks = self._styles.setdefault(self._style, set())
        if attributes.get("display") in ("false", "none"):
            looks.add("hidden")
        if attributes.get("text-line-through-style", attributes.get("text-line-through-type", "none")) != "none":
            looks.add("struck")
        if attributes.get("text-position", "").startswith(("super", "sub")):
            looks.add("raised")

    def _in_sheet(self, name: str, attributes: Mapping[str, str]) -> None:
        sheet = self.sheets[-1]
        if name == "table-column":
            repeated = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility", "visible") != "visible":
                sheet.hide(sheet.columns_hidden, self._columns, self._columns + repeated - 1)
            self._columns += repeated
        elif name == "table-row":
            self._column, self._row_cells = 0, []
            self._repeated_rows = _count(attributes, "number-rows-repeated")
            if attributes.get("visibility", "visible") != "visible":
                sheet.hide(sheet.rows_hidden, self._row, self._row + self._repeated_rows - 1)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            look = self._styles.get(attributes.get("style-name", ""), set())
            self._pieces, self._struck, self._looks = [], [], [look]
        elif self._cell is not None:
            self._in_cell(name, attributes)

    def _in_cell(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "span":
            self._looks.append(self._looks[-1] | self._styles.get(attributes.get("style-name", ""), set()))
        elif name in ("p", "s", "tab", "line-break"):
            self._pieces.append(" ")

    def text(self, text: str) -> None:
        if self._cell is None or self._skipping:
            return
        look = self._looks[-1]
        if look & {"struck", "hidden"}:
            self._struck.append(text)
        else:
            self._pieces.append(raised(text) if "raised" in look else text)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name == "span" and len(self._looks) > 1:
            self._looks.pop()
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell, covered=name == "covered-table-cell")
            self._cell = None
        elif name == "table-row" and self.sheets:
            self._end_row()

    def _end_cell(self, cell: Mapping[str, str], covered: bool) -> None:
        repeated = _count(cell, "number-columns-repeated")
        said = "" if covered else _said(cell, "".join(self._pieces), struck=bool(self._struck))
        if self._struck:
            self.sheets[-1].notes.append(Note("document_deleted", "".join(self._struck)))
        if said.strip():
            if repeated > MOST_REPEATED:
                raise Refused("too_large")
            self._row_cells += [(self._column + i, said, cell) for i in range(repeated)]
        self._column = min(self._column + repeated, MOST_COLUMN)

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if self._row_cells and self._repeated_rows > MOST_REPEATED:
            raise Refused("too_large")
        for row in range(self._row, self._row + (self._repeated_rows if self._row_cells else 0)):
            for column, said, cell in self._row_cells:
                sheet.put(row, column, said)
                rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
                if rows * columns > 1:
                    sheet.spans[row, column] = (rows, columns)
        self._row = min(self._row + self._repeated_rows, MOST_ROW)


def _count(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "1")
    return max(1, min(int(value[:9]), MOST_ROW)) if value.isdecimal() else 1


def _said(cell: Mapping[str, str], text: str, struck: bool) -> str:
    """What a cell shows: a number as it is stored, unless part of what is shown is struck out or raised."""
    kind, value = cell.get("value-type", ""), cell.get("value", "")
    if kind == "date":
        return text or f"{cell.get('date-value', '')} 日"
    if kind in ("float", "currency") and value and not struck:
        return number(value)
    if kind == "percentage" and value and not struck:
        return number(value, "0%")
    return UNSTORED if "formula" in cell and not text.strip() and not kind else text
