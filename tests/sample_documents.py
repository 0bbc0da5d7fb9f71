"""Documents written by hand: the parts of a Word file, a workbook an OFD file and a PDF that a report needs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from struct import pack
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from printed_form import PARTS_AND_TOTAL, Box, Filled, Table, expanded, parts

WHEN = (2026, 1, 1, 0, 0, 0)
"""The date of every part: the same bytes each time."""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A package of parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, data in files.items():
            info = ZipInfo(name, WHEN)
            info.compress_type = ZIP_DEFLATED
            package.writestr(info, data)
    return out.getvalue()


# -- Word ------------------------------------------------------------------------------------------------

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def deleted_docx(filled: Filled) -> bytes:
    """A Word document in which a paragraph is deleted, the change tracked and not yet accepted."""
    gone = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>初稿：本年新收99件</w:delText></w:r></w:del></w:p>'
    return _docx("".join(map(_block, parts(filled))) + gone)


def picture_docx(filled: Filled) -> bytes:
    """A Word document that has scans where its tables should stand."""
    size = 3_000_000
    picture = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{size}" '
        f'cy="{size}"/><wp:docPr id="1" name="scan"/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData '
        f'uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" '
        f'name="scan"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
        f"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    body = "".join(_block(part) if isinstance(part, str) else picture for part in parts(filled))
    return _docx(body, {"word/media/scan.png": _grey()})


def _docx(body: str, media: Mapping[str, bytes] | None = None) -> bytes:
    document = f'<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'
    kinds = "".join(
        f'<Default Extension="{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
            ("png", "image/png"),
        )
    )
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    scan = f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="media/scan.png"/>' if media else ""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{kinds}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{scan}</Relationships>',
            **(media or {}),
        }
    )


def _block(part: str | Table) -> str:
    if isinstance(part, str):
        return _paragraph(part)
    width = len(expanded(part)[0])
    grid = '<w:gridCol w:w="800"/>' * width
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(_word_rows(part, width))}</w:tbl>"


def _word_rows(table: Table, width: int) -> Iterator[str]:
    """Cells that span rows go on in the rows below them."""
    below: dict[int, tuple[int, int]] = {}
    for row in table:
        cells, x, boxes = "", 0, iter(row)
        while x < width:
            left, across = below.pop(x, (0, 1))
            box = Box("", left, across) if left else next(boxes)
            merged = "continue" if left else "restart" if box.down > 1 else ""
            merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
            span = f'<w:gridSpan w:val="{box.across}"/>'
            cells += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph(box.text)}</w:tc>"
            if box.down > 1:
                below[x] = (box.down - 1, box.across)
            x += box.across
        yield f"<w:tr>{cells}</w:tr>"


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _grey() -> bytes:
    """A grey picture of 100 pixels a side."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    lines = (b"\0" + b"\x99" * 100) * 100
    head = chunk(b"IHDR", pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


# -- workbooks -------------------------------------------------------------------------------------------


def workbook(filled: Filled, formulas: bool = False, hidden: bool = False) -> bytes:
    """A workbook of one sheet; `formulas` are totals whose values no program stored yet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年报"
    at = 1
    for part in parts(filled):
        table: Table = [[Box(part)]] if isinstance(part, str) else part
        for y, row in enumerate(expanded(table)):
            for x, text in enumerate(row):
                if text:
                    sheet.cell(at + y, x + 1, int(text) if text.isdecimal() else text)
            if formulas and row[-1].isdecimal() and len(row) == len(PARTS_AND_TOTAL) + 3:
                sheet.cell(at + y, len(row), f"=SUM(D{at + y}:I{at + y})")
        for y, x, box in _placed(table):
            if box.down * box.across > 1:
                last = at + y + box.down - 1, x + box.across
                sheet.merge_cells(start_row=at + y, start_column=x + 1, end_row=last[0], end_column=last[1])
        at += len(table)
    if hidden:
        sheet.cell(at, 1, "核对用：本年新收 99 件")
        sheet.row_dimensions[at].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _placed(table: Table) -> Iterator[tuple[int, int, Box]]:
    """Every cell with its row and its column in the grid."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + across) for down in range(box.down) for across in range(box.across)}
            yield y, x, box


# -- pages -----------------------------------------------------------------------------------------------

_WIDE, _HIGH, _LINE, _SIZE, _MARGIN = 297, 210, 7.0, 2.6, 8.0
"""Millimetres: a page of A4 on its side, a paragraph, a letter, the margin."""


class Mark(NamedTuple):
    """Words whose base line begins at a point, or, without words, a rectangle; millimetres from the top left."""

    x: float
    y: float
    words: str = ""
    wide: float = 0
    high: float = 0


def _pages(filled: Filled) -> Iterator[list[Mark]]:
    """Tables stand whole on a page."""
    marks: list[Mark] = []
    y = _MARGIN
    for part in parts(filled):
        high = _LINE if isinstance(part, str) else sum(_heights(part))
        if y + high > _HIGH - 2:
            yield marks
            marks, y = [], _MARGIN
        marks += [Mark(_MARGIN, y + 4.5, part)] if isinstance(part, str) else _drawn(part, y)
        y += high
    yield marks


def _column(table: Table) -> float:
    return (_WIDE - 2 * _MARGIN) / len(expanded(table)[0])


def _broken(box: Box, column: float) -> list[str]:
    fits = int((box.across * column - 1) / _SIZE)
    return [box.text[at : at + fits] for at in range(0, len(box.text), fits)]


def _heights(table: Table) -> list[float]:
    """A row is as high as its longest cell needs."""
    column = _column(table)
    needed = [max((len(_broken(box, column)) for box in row if box.down == 1), default=1) for row in table]
    return [max(5.0, 3.0 * lines + 1) for lines in needed]


def _drawn(table: Table, top: float) -> Iterator[Mark]:
    column, heights = _column(table), _heights(table)
    for row, across, box in _placed(table):
        x, y = _MARGIN + across * column, top + sum(heights[:row])
        yield Mark(x, y, wide=box.across * column, high=sum(heights[row : row + box.down]))
        for number, line in enumerate(_broken(box, column)):
            yield Mark(x + 0.5, y + 3 + number * 3, line)


_OFD = "http://www.ofdspec.org/2016"


def ofd(filled: Filled) -> bytes:
    """A layout document (GB/T 33190), tables drawn by lines."""
    drawn = ["".join(map(_in_ofd, marks)) for marks in _pages(filled)]
    pages = [f"Pages/Page_{number}/Content.xml" for number in range(len(drawn))]
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="{name}"/>' for n, name in enumerate(pages))
    box = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {_WIDE} {_HIGH}</ofd:PhysicalBox></ofd:PageArea>"
    common = f"<ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{box}</ofd:CommonData>"
    root = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{_OFD}" DocType="OFD" Version="1.0">{root}</ofd:OFD>',
            "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{_OFD}">{common}<ofd:Pages>{listed}</ofd:Pages>'
            "</ofd:Document>",
            **{
                f"Doc_0/{name}": f'<ofd:Page xmlns:ofd="{_OFD}"><ofd:Content><ofd:Layer ID="1">{content}</ofd:Layer>'
                "</ofd:Content></ofd:Page>"
                for name, content in zip(pages, drawn, strict=True)
            },
        }
    )


def _in_ofd(mark: Mark) -> str:
    if not mark.words:
        path = f"M 0 0 L {mark.wide:.2f} 0 L {mark.wide:.2f} {mark.high:.2f} L 0 {mark.high:.2f} C"
        box = f"{mark.x:.2f} {mark.y:.2f} {mark.wide:.2f} {mark.high:.2f}"
        inside = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
        return f'<ofd:PathObject Boundary="{box}" LineWidth="0.25">{inside}</ofd:PathObject>'
    steps = " ".join(f"{_SIZE if ord(c) > 0x2E7F else _SIZE / 2:.2f}" for c in mark.words[:-1])
    code = f'<ofd:TextCode X="0" Y="{_SIZE * 0.85:.2f}" DeltaX="{steps}">{escape(mark.words)}</ofd:TextCode>'
    box = f"{mark.x:.2f} {mark.y - _SIZE * 0.85:.2f} {_SIZE * len(mark.words):.2f} {_SIZE * 1.2:.2f}"
    return f'<ofd:TextObject Boundary="{box}" Size="{_SIZE}">{code}</ofd:TextObject>'


_POINT = 72 / 25.4


def pdf(filled: Filled) -> bytes:
    """A document whose font is the reader's own, tables drawn by lines."""
    contents = [zlib.compress("\n".join(map(_in_pdf, marks)).encode()) for marks in _pages(filled)]
    first = 6
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    box = f"[0 0 {_WIDE * _POINT:.1f} {_HIGH * _POINT:.1f}]"
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}/MediaBox{box}/Resources<</Font<</F 3 0 R>>>>>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        b"/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for number, content in enumerate(contents):
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {first + 2 * number + 1} 0 R>>".encode())
        length = f"<</Length {len(content)}/Filter/FlateDecode>>stream\n".encode()
        objects.append(length + content + b"\nendstream")
    return _numbered(objects)


def _in_pdf(mark: Mark) -> str:
    x, y = mark.x * _POINT, (_HIGH - mark.y) * _POINT
    if mark.words:
        return f"BT /F {_SIZE * _POINT:.2f} Tf {x:.2f} {y:.2f} Td <{mark.words.encode('utf-16-be').hex()}> Tj ET"
    return f"0.5 w {x:.2f} {y:.2f} {mark.wide * _POINT:.2f} {-mark.high * _POINT:.2f} re S"


def _numbered(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail
