"""Workbooks (.xlsx)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.documents.blocks import Block, raised
from parsers.documents.package import Package
from parsers.documents.rendition import Note, Refused, Rendition
from parsers.documents.sheet import MOST_SHEETS, UNSTORED, Sheet, number
from parsers.documents.typeset import typeset
from parsers.text.expression import expression

MOST_SHEET = 32 << 20
"""Bytes of a sheet, unpacked."""
OFF = frozenset({"0", "false"})
_CELL = expression(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPE = expression(r"_x([0-9A-Fa-f]{4})_")
_BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "y"
)
"""Formats that workbooks do not spell out: shares and dates (ECMA-376-1, 18.8.30)."""


def workbook(package: Package, main: str) -> Rendition:
    """The rendition of a workbook whose main part has this name: its shown sheets in order."""
    relations = package.relations(main)
    parts = {kind: name for kind, name in relations.values() if name in package.names}
    strings, formats, book = _Strings(), _Formats(), _Book()
    if "sharedStrings" in parts:
        package.walk(parts["sharedStrings"], strings)
    if "styles" in parts:
        package.walk(parts["styles"], formats)
    package.walk(main, book)
    blocks: list[Block] = []
    notes: list[Note] = []
    for name, hidden, identifier in book.sheets[:MOST_SHEETS]:
        kind, part = relations.get(identifier, ("", ""))
        if kind == "worksheet" and part in package.names:
            reader = _Cells(Sheet(name, hidden), strings.strings, formats.patterns)
            package.walk(part, reader, MOST_SHEET)
            blocks += reader.sheet.blocks()
            notes += reader.sheet.notes
    return typeset("xlsx", blocks, notes)


class _Handler:
    """A part that needs only some of what is told."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def text(self, text: str) -> None:
        """Text within an element."""

    def end(self, name: str) -> None:
        """An element ends."""


class _Book(_Handler):
    """Handler of workbook.xml: the sheets in their order, with whether they are hidden."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), hidden, attributes.get("id", "")))


class _Formats(_Handler):
    """Handler of styles.xml: the number format of each cell style."""

    def __init__(self) -> None:
        self.patterns: list[str] = []
        self._own: dict[str, str] = {}
        self._of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            told = attributes.get("numFmtId", "0")
            built_in = _BUILT_IN.get(int(told), "") if told.isdecimal() and len(told) < 6 else ""
            self.patterns.append(self._own.get(told, built_in))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


class _Words(_Handler):
    """Handler of text with runs: what is struck out is left out, what is raised is no digit."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.struck: list[str] = []
        self._run: dict[str, bool] = {}
        self._in_text = self._in_reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "r":
            self._run = {}
        elif name in ("strike", "vertAlign"):
            value = attributes.get("val", "1")
            self._run[name] = value in ("superscript", "subscript") if name == "vertAlign" else value not in OFF
        elif name == "t":
            self._in_text = not self._in_reading
        elif name == "rPh":
            self._in_reading = True

    def text(self, text: str) -> None:
        if self._in_text:
            text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
            said = raised(text) if self._run.get("vertAlign") else text
            (self.struck if self._run.get("strike") else self.pieces).append(said)

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "r":
            self._run = {}
        elif name == "rPh":
            self._in_reading = False

    def taken(self) -> str:
        """The text so far; what follows begins anew."""
        text = "".join(self.pieces)
        self.pieces.clear()
        return text


class _Strings(_Words):
    """Handler of sharedStrings.xml."""

    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.strings.append(self.taken())


class _Cells(_Words):
    """Handler of a sheet."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], patterns: Sequence[str]) -> None:
        super().__init__()
        self.sheet = sheet
        self._strings, self._patterns = strings, patterns
        self._row = self._column = -1
        self._type = self._style = ""
        self._value: str | None = None
        self._in_value = self._formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._begin(attributes)
        elif name == "row":
            told = attributes.get("r", "")
            self._row, self._column = (int(told[:7]) - 1 if told.isdecimal() else self._row + 1), -1
            if attributes.get("hidden", "0") not in OFF or attributes.get("ht") == "0":
                self.sheet.hide(self.sheet.rows_hidden, self._row, self._row)
        elif name == "v":
            self._in_value, self._value = True, ""
        elif name == "f":
            self._formula = True
        elif name == "col":
            self._hide_columns(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            super().start(name, attributes)

    def _begin(self, attributes: Mapping[str, str]) -> None:
        row, column = _place(attributes.get("r", ""))
        self._column = self._column + 1 if column < 0 else column
        self._row = self._row if row < 0 else row
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value, self._formula = None, False

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        hidden = attributes.get("hidden", "0") not in OFF or attributes.get("width") == "0"
        if hidden and first.isdecimal() and last.isdecimal():
            self.sheet.hide(self.sheet.columns_hidden, int(first[:6]) - 1, int(last[:6]) - 1)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place(first), _place(last)
        if min(top, left) >= 0 and bottom >= top and right >= left:
            self.sheet.spans[top, left] = (bottom - top + 1, right - left + 1)

    def text(self, text: str) -> None:
        if self._in_value:
            self._value = (self._value or "") + text
        else:
            super().text(text)

    def end(self, name: str) -> None:
        if name == "v":
            self._in_value = False
        elif name == "c":
            self.sheet.put(self._row, self._column, self._said())
        else:
            super().end(name)

    def _said(self) -> str:
        """What the cell shows."""
        own, value = self.taken(), self._value
        if self._type == "inlineStr":
            return own
        if value is None or (not value and self._type != "str"):
            return UNSTORED if self._formula else ""
        if self._type == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if self._type == "n":
            style = int(self._style) if self._style.isdecimal() else 0
            return number(value, self._patterns[style] if style < len(self._patterns) else "")
        return {"0": "FALSE", "1": "TRUE"}.get(value, value) if self._type == "b" else value


def _place(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference like D7; -1 where it is none."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    if int(match[2]) < 1:
        raise Refused("damaged")
    return int(match[2]) - 1, column - 1
