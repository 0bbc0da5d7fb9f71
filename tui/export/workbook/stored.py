"""The values of a workbook as they are stored on the disk, read as a stream: a whole reader takes ten times as long."""

from __future__ import annotations

import zipfile
from functools import cached_property
from typing import IO
from xml.parsers import expat

_MAIN = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedStrings.xml"

Value = int | float | str | bool
Cells = dict[tuple[int, int], Value]
"""The values of a sheet by row and column, both from 0; cells without one are not in it."""


class Unreadable(Exception):  # noqa: N818 (what happened)
    """The XML of the workbook is broken."""


class Stored:
    """The sheets of an open workbook (ECMA-376-1, 18.2 and 18.3)."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def cells(self, sheet: str) -> Cells | None:
        """The stored values of a sheet, a formula's too; None where there is no such sheet. Raises Unreadable."""
        name = self._parts.get(sheet)
        if name is None or name not in self._archive.namelist():
            return None
        reader = _Cells()
        _parse(self._archive.open(name), reader)
        try:
            return {place: self._value(kind, text) for place, (kind, text) in reader.found.items()}
        except (ValueError, IndexError) as error:
            raise Unreadable(str(error)) from error

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Where each sheet is in the archive."""
        targets, sheets = _Attributes("Relationship"), _Attributes("sheet")
        _parse(self._archive.open(_RELATIONS), targets)
        _parse(self._archive.open(_MAIN), sheets)
        by_id = {one["Id"]: one["Target"] for one in targets.found}
        return {one["name"]: f"xl/{by_id[one['r:id']].removeprefix('/xl/')}" for one in sheets.found}

    @cached_property
    def _strings(self) -> list[str]:
        reader = _Strings()
        if _STRINGS in self._archive.namelist():
            _parse(self._archive.open(_STRINGS), reader)
        return reader.found

    def _value(self, kind: str, text: str) -> Value:
        if kind == "s":
            return self._strings[int(text)]
        if kind == "b":
            return text == "1"
        if kind != "n":
            return text
        return int(text) if text.lstrip("-").isdecimal() else float(text)


def _parse(stream: IO[bytes], reader: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        with stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable(str(error)) from error


class _Reader:
    """Is told of each element."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """It ends."""

    def text(self, text: str) -> None:
        """What stands in it."""


class _Attributes(_Reader):
    """The attributes of all elements of a name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._name:
            self.found.append(attributes)


class _Strings(_Reader):
    """The texts of all strings, rich ones joined."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.found.append("")
        self._inside = name == "t"

    def end(self, name: str) -> None:
        self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self.found[-1] += text


class _Cells(_Reader):
    """Kind and text of the value of each cell that has one."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], tuple[str, str]] = {}
        self._place, self._kind, self._text, self._inside = (0, 0), "n", "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place, self._kind = place(attributes["r"]), attributes.get("t", "n")
        elif name in ("v", "t"):
            self._text, self._inside = "", True

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._text:
            self.found[self._place] = self._kind, self._text
        self._inside = False

    def text(self, text: str) -> None:
        if self._inside:
            self._text += text


def place(address: str) -> tuple[int, int]:
    """Row and column, from 0, of an address like `AB12`."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(address[len(letters) :]) - 1, column - 1
