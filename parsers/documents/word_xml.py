"""Word documents (.docx, and .wps of that kind)."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.documents.blocks import Box, Flow, raised
from parsers.documents.package import Package, walk
from parsers.documents.rendition import Refused, Rendition
from parsers.documents.typeset import typeset
from parsers.documents.word_styles import MARKS, OFF, Styles, mark

_SKIPPED = frozenset({"Fallback", "rt", "numbering", "sectPr", "tblPr"})
_SMALL = 60 * 9525
"""Pictures of less than 60 pixels are ornaments; in English metric units."""


def document(package: Package, main: str) -> Rendition:
    """The rendition of a document whose main part has this name."""
    styles = Styles()
    for kind, name in package.relations(main).values():
        if kind == "styles" and name in package.names:
            told = package.part(name)
            if any(word.encode() in told for word in MARKS):
                walk(told, styles)
    writer = _Writer(styles)
    package.walk(main, writer)
    if not writer.seen_body:
        raise Refused("unknown_zip")
    return typeset("docx", writer.flow.end(), writer.flow.notes)


class _Writer:
    """Handler of document.xml."""

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self.seen_body = False
        self._styles = styles
        self._path: list[str] = []
        self._skipping = 0
        self._deleted = 0
        """Tags open that mark text as deleted or moved away."""
        self._paragraph: dict[str, bool] = {}
        self._run: dict[str, bool] = {}
        self._tables: list[_Table] = []
        self._picture = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif name == "body":
            self.seen_body = True
        elif name in ("p", "r", "br", "cr", "tab", "noBreakHyphen"):
            self._text_part(name)
        elif name in ("tbl", "tr", "tc", "gridCol"):
            self._table_part(name, attributes)
        elif parent in ("rPr", "pPr"):
            self._text_property(name, parent, attributes)
        elif parent in ("trPr", "tcPr"):
            self._table_property(name, attributes)
        elif name in ("del", "moveFrom"):
            self._deleted += 1
        elif name == "extent":
            self._picture = min(_size(attributes, "cx"), _size(attributes, "cy"))
        elif name in ("blip", "imagedata") and not 0 < self._picture < _SMALL:
            self.flow.picture()

    def _text_part(self, name: str) -> None:
        if name == "p":
            self._open_cell()
            self.flow.end_paragraph()
            self._paragraph, self._run = {}, {}
        elif name == "r":
            self._run = dict(self._paragraph)
        elif name == "noBreakHyphen":
            self._write("-")
        elif name == "tab" or self.flow.in_table:
            self._write(" ")
        else:
            self.flow.end_paragraph()

    def _text_property(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        if name == "pStyle":
            self._paragraph = self._styles.marks(attributes.get("val", ""))
        elif "r" not in self._path[-4:] or parent != "rPr":
            return
        elif name == "rStyle":
            self._run |= self._styles.marks(attributes.get("val", ""))
        elif said := mark(name, attributes):
            self._run[said[0]] = said[1]

    def _table_part(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "tbl":
            self._open_cell()
            self.flow.begin_table()
            self._tables.append(_Table())
        elif self._tables:
            table = self._tables[-1]
            if name == "tr":
                self.flow.begin_row()
                table.hidden = table.deleted = False
            elif name == "tc":
                table.columns, table.merge, table.waiting = 1, "", True
            else:
                table.widths.append(_size(attributes, "w"))

    def _table_property(self, name: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1] if self._tables else _Table()
        value = attributes.get("val", "")
        if name == "gridSpan" and value.isdecimal():
            table.columns = int(value[:9])
        elif name == "gridBefore" and value.isdecimal():
            self.flow.skip(int(value[:9]))
        elif name in ("vMerge", "hMerge"):
            table.merge = name if value != "restart" else ""
        elif name == "hidden" and value not in OFF:
            table.hidden = True
        elif name == "del":
            table.deleted = True

    def _open_cell(self) -> None:
        """The cell in hand begins with its first content, when its extent is known."""
        if self._tables and self._tables[-1].waiting:
            table = self._tables[-1]
            table.waiting = False
            if table.hidden or table.deleted:
                table.box = None
            elif table.merge == "vMerge":
                table.box = self.flow.continue_cell(table.columns)
            else:
                table.box = self.flow.begin_cell(1, table.columns)

    def text(self, text: str) -> None:
        if not self._skipping and self._path[-1] in ("t", "delText"):
            self._write(text)

    def _write(self, text: str) -> None:
        row = self._tables[-1] if self._tables else _Table()
        if self._deleted or row.deleted or self._run.get("struck"):
            self.flow.unread("document_deleted", text)
        elif row.hidden or self._run.get("hidden"):
            self.flow.unread("document_hidden", text)
        else:
            self.flow.write(raised(text) if self._run.get("raised") else text)

    def end(self, name: str) -> None:
        self._path.pop()
        if self._skipping:
            self._skipping -= 1
        elif name == "p":
            self.flow.end_paragraph()
        elif name in ("del", "moveFrom") and (self._path[-1:] != ["rPr"] and self._path[-1:] != ["trPr"]):
            self._deleted = max(0, self._deleted - 1)
        elif name == "tc" and self._tables:
            self._open_cell()
            if self._tables[-1].box is not None:
                self.flow.end_cell()
        elif name == "tbl" and self._tables:
            widths = self._tables.pop().widths
            zero = [column for column, width in enumerate(widths) if not width]
            self.flow.drop_columns(self.flow.end_table(), zero if len(zero) < len(widths) else [])


class _Table:
    """A table while it is read."""

    def __init__(self) -> None:
        self.widths: list[int] = []
        self.hidden = self.deleted = False
        """Of the row in hand."""
        self.columns = 1
        self.merge = ""
        self.waiting = False
        """A cell has begun, and its properties may still come."""
        self.box: Box | None = None


def _size(attributes: Mapping[str, str], name: str) -> int:
    value = attributes.get(name, "")
    return int(value[:12]) if value.isdecimal() else 1
