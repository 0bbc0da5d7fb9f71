"""Word documents of the older binary format (.doc, .wps): the text by its pieces, tables by the marks of their cells.

Offsets and codes are those of [MS-DOC]: FIB 2.5.1, pieces 2.8.35, PAPX and CHPX 2.9.30, sprms 2.6, TDefTable 2.9.243.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from struct import error as StructError  # noqa: N812
from struct import unpack_from
from typing import NamedTuple

from parsers.documents.blocks import Flow, raised
from parsers.documents.rendition import Refused, Rendition
from parsers.documents.streams import Compound
from parsers.documents.typeset import typeset
from parsers.documents.word_rows import Row, write_table

MOST_TEXT = 4_000_000
_PAGE = 512
_IN_TABLE, _ROW_END, _INNER_ROW_END, _DEPTH, _DEFINED = 0x2416, 0x2417, 0x244C, 0x6649, 0xD608
_ELSEWHERE = {0x6645, 0x6646, 0x646B}
"""Properties too long for their page: the operand says where in the data stream they are."""
_MARKS = {0x0800: "deleted", 0x0837: "struck", 0x2A53: "struck", 0x083C: "hidden", 0x2A48: "raised"}


class _Piece(NamedTuple):
    """Characters of the text, and where their bytes are in the stream."""

    first: int
    last: int
    offset: int
    wide: bool

    def position(self, character: int) -> int:
        """The byte of a character in the stream."""
        return self.offset + (character - self.first) * (2 if self.wide else 1)


def document(file: Compound) -> Rendition:
    """The rendition of a document."""
    main = file.stream("WordDocument")
    try:
        flags = unpack_from("<H", main, 10)[0]
        if flags & 0x0100:
            raise Refused("encrypted")
        table = file.stream("1Table" if flags & 0x0200 else "0Table")
        text = _Text(main, table, file.stream("Data") if "Data" in file.names else b"")
        flow = Flow()
        _write(flow, text)
    except (StructError, IndexError):
        raise Refused("damaged") from None
    return typeset("doc", flow.end(), flow.notes)


class _Text:
    """The characters of the main text, with what stands in its formats."""

    def __init__(self, main: bytes, table: bytes, more: bytes) -> None:
        self._main, self._more = main, more
        length = unpack_from("<I", main, 0x4C)[0]
        self.pieces = list(_pieces(main, table))
        self.text = "".join(map(self._decoded, self.pieces))[: min(length, MOST_TEXT)]
        self._papx = _Runs(main, table, 0x102)
        self._chpx = _Runs(main, table, 0xFA)
        self._starts = [piece.first for piece in self.pieces]

    def _decoded(self, piece: _Piece) -> str:
        size = (piece.last - piece.first) * (2 if piece.wide else 1)
        data = self._main[piece.offset : piece.offset + size]
        if piece.wide:
            return data.decode("utf-16-le", "surrogatepass").ljust(piece.last - piece.first, "\0")
        return data.decode("cp1252", "replace").ljust(piece.last - piece.first, "\0")

    def position(self, character: int) -> int:
        """The byte of a character in the stream."""
        return self.pieces[max(0, bisect_right(self._starts, character) - 1)].position(character)

    def paragraph(self, character: int) -> dict[int, bytes]:
        """The properties of the paragraph that a character ends."""
        properties = self._papx.at(self.position(character))
        for code in _ELSEWHERE & properties.keys():
            at = unpack_from("<I", properties[code])[0]
            if at + 2 <= len(self._more):
                size = unpack_from("<H", self._more, at)[0]
                properties |= dict(_sprms(self._more[at + 2 : at + 2 + size]))
                del properties[code]
        return properties

    def looks(self, first: int, last: int) -> Iterator[tuple[str, dict[str, bool]]]:
        """A stretch of the text by its looks."""
        at = first
        while at < last:
            piece = self.pieces[max(0, bisect_right(self._starts, at) - 1)]
            end = self._chpx.end(piece.position(at))
            step = max(1, (end - piece.position(at)) // (2 if piece.wide else 1))
            stop = min(last, piece.last, at + step)
            stop = max(stop, at + 1)
            yield self.text[at:stop], _look(self._chpx.at(piece.position(at)))
            at = stop


def _look(properties: dict[int, bytes]) -> dict[str, bool]:
    return {name: properties[code][:1] not in (b"", b"\0") for code, name in _MARKS.items() if code in properties}


def _pieces(main: bytes, table: bytes) -> Iterator[_Piece]:
    offset, size = unpack_from("<II", main, 0x1A2)
    clx = table[offset : offset + size]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise Refused("damaged")
    size = unpack_from("<I", clx, at + 1)[0]
    table_of_pieces = clx[at + 5 : at + 5 + size]
    count = (len(table_of_pieces) - 4) // 12
    if count < 1:
        raise Refused("damaged")
    ends = unpack_from(f"<{count + 1}I", table_of_pieces, 0)
    for number, (first, last) in enumerate(pairwise(ends)):
        if not first <= last <= 2 * MOST_TEXT:
            raise Refused("damaged")
        packed = unpack_from("<I", table_of_pieces, 4 * (count + 1) + 8 * number + 2)[0]
        wide = not packed & 0x40000000
        yield _Piece(first, last, packed & 0x3FFFFFFF if wide else (packed & 0x3FFFFFFF) // 2, wide)


class _Runs:
    """Stretches of the stream that share properties, told by pages of 512 bytes that a table lists."""

    def __init__(self, main: bytes, table: bytes, fib: int) -> None:
        offset, size = unpack_from("<II", main, fib)
        plc = table[offset : offset + size]
        count = max(0, (len(plc) - 4) // 8)
        self._paragraphs = fib == 0x102
        self._ends: list[int] = []
        self._where: list[tuple[int, int, int]] = []
        """First byte, and the page and the offset of the properties in it."""
        for number in range(count):
            page = (unpack_from("<I", plc, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF) * _PAGE
            if page + _PAGE <= len(main):
                self._read(main, page)
        self._main = main
        self._kept: dict[tuple[int, int], dict[int, bytes]] = {}

    def _read(self, main: bytes, page: int) -> None:
        count = main[page + _PAGE - 1]
        width = 13 if self._paragraphs else 1
        bounds = unpack_from(f"<{count + 1}I", main, page)
        for number, (first, last) in enumerate(pairwise(bounds)):
            self._where.append((first, page, 2 * main[page + 4 * (count + 1) + width * number]))
            self._ends.append(last)

    def _number(self, position: int) -> int | None:
        at = bisect_right(self._ends, position)
        return at if at < len(self._ends) and self._where[at][0] <= position else None

    def end(self, position: int) -> int:
        """Where the stretch ends that a byte stands in; the next byte where none is told."""
        at = self._number(position)
        return self._ends[at] if at is not None else position + 1

    def at(self, position: int) -> dict[int, bytes]:
        """The properties of the stretch that a byte stands in: code to operand."""
        at = self._number(position)
        if at is None:
            return {}
        _first, page, offset = self._where[at]
        if (page, offset) not in self._kept:
            self._kept[page, offset] = dict(_sprms(self._group(page, offset))) if offset else {}
        return self._kept[page, offset]

    def _group(self, page: int, offset: int) -> bytes:
        at = page + offset
        size = self._main[at]
        if not self._paragraphs:
            return self._main[at + 1 : at + 1 + size]
        if size:
            return self._main[at + 3 : at + 2 * size]
        return self._main[at + 4 : at + 2 + 2 * self._main[at + 1]]


_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


def _sprms(group: bytes) -> Iterator[tuple[int, bytes]]:
    """The single properties of a group."""
    at = 0
    while at + 2 <= len(group):
        code = group[at] | group[at + 1] << 8
        at += 2
        kind = code >> 13
        if kind == 6:
            wide = code == _DEFINED
            size = (unpack_from("<H", group, at)[0] - 1) if wide and at + 2 <= len(group) else group[at : at + 1][0]
            at += 2 if wide else 1
        else:
            size = _SIZES[kind]
        yield code, group[at : at + size]
        at += size


def _write(flow: Flow, text: _Text) -> None:
    """Paragraphs, and the rows of tables as they end."""
    rows: list[Row] = []
    cells: list[list[tuple[int, int]]] = [[]]
    start = 0
    fields = _fields_of(text.text)
    for at, character in enumerate(text.text):
        if character not in "\r\x07\x0c":
            continue
        properties = text.paragraph(at)
        inside = properties.get(_IN_TABLE, b"\0")[:1] != b"\0" or character == "\x07"
        if not inside:
            _end_table(flow, text, rows, fields)
            rows, cells = [], [[]]
            _write_text(flow, text, start, at, fields)
            flow.end_paragraph()
        elif properties.get(_ROW_END, b"\0")[:1] != b"\0":
            rows.append(Row(properties.get(_DEFINED, b""), cells[:-1]))
            cells = [[]]
        else:
            cells[-1].append((start, at))
            if character == "\x07":
                cells.append([])
        start = at + 1
    _end_table(flow, text, rows, fields)


def _end_table(flow: Flow, text: _Text, rows: list[Row], fields: set[int]) -> None:
    if rows:
        write_table(flow, rows, lambda first, last: _write_text(flow, text, first, last, fields))


def _fields_of(text: str) -> set[int]:
    """Where the characters stand that say how a field is made, not what it shows."""
    hidden: set[int] = set()
    depth: list[bool] = []
    for at, character in enumerate(text):
        if character == "\x13":
            depth.append(True)
        elif character == "\x14" and depth:
            depth[-1] = False
        elif character == "\x15" and depth:
            depth.pop()
        elif any(depth):
            hidden.add(at)
    return hidden


def _write_text(flow: Flow, text: _Text, first: int, last: int, fields: set[int]) -> None:
    at = first
    for words, look in text.looks(first, last):
        shown = "".join(c for i, c in enumerate(words, at) if i not in fields and c not in "\x13\x14\x15\0")
        at += len(words)
        if "\x01" in shown or "\x08" in shown:
            flow.picture()
        shown = shown.translate({1: None, 2: None, 5: None, 8: None, 0x1E: "-", 0x1F: None})
        if look.get("deleted") or look.get("struck"):
            flow.unread("document_deleted", shown)
        elif look.get("hidden"):
            flow.unread("document_hidden", shown)
        elif shown:
            flow.write(raised(shown) if look.get("raised") else shown)
