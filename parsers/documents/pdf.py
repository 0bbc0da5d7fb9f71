"""PDF: the glyphs and rules of its pages. The library is native code, so this is called in a process of its own."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from parsers.documents.drawn import blocks_of
from parsers.documents.pages import MOST_GLYPHS, MOST_PAGES, Glyph, Page, drawn, meant
from parsers.documents.rendition import Refused, Rendition
from parsers.documents.typeset import typeset

MOST_OBJECTS = 40_000
"""Objects of a page."""
TALLEST = 72.0
"""Points: no character of a report is an inch tall and wide."""
DEEPEST = 6
"""Forms within forms."""
_PATH, _IMAGE, _FORM = 2, 3, 5
_QUARTERS = 4

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def document(data: bytes) -> Rendition:
    """The rendition of a document. A page tree that holds itself, or noise, is refused."""
    import pypdfium2 as pdfium

    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Refused("encrypted" if "assword" in str(error) else "damaged") from None
    count = len(opened)
    if not 0 < count <= MOST_PAGES:
        raise Refused("too_large" if count else "damaged")
    pages = []
    for number in range(count):
        try:
            pages.append(_page(opened[number]))
        except pdfium.PdfiumError:
            continue
    if not pages:
        raise Refused("damaged")
    blocks, notes = blocks_of(pages)
    return typeset("pdf", blocks, notes)


def _page(page: Any) -> Page:
    """A page upright: as it is shown, or as most of its text reads."""
    left, bottom, right, top = page.get_mediabox()
    text_page = page.get_textpage()  # held: it is closed with the last name for it
    glyphs = list(_glyphs(text_page.raw))
    paths, pictures = _drawn(page)
    turn = page.get_rotation() // 90
    if not turn and glyphs:
        turn = Counter(quarter for _text, _box, quarter in glyphs).most_common(1)[0][0]
    place = _upright(turn, left, bottom, right, top)
    made = []
    for text, (x0, y0, x1, y1), quarter in glyphs:
        (ax, ay), (bx, by) = place(x0, y0), place(x1, y1)
        made.append(Glyph(text, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), quarter == turn))
    rules = [rule for points, stroked in paths for rule in drawn([place(*point) for point in points], stroked)]
    width, height = (right - left, top - bottom) if turn % 2 == 0 else (top - bottom, right - left)
    return Page(width, height, made, rules, pictures)


def _upright(turn: int, left: float, bottom: float, right: float, top: float) -> Callable[[float, float], Point]:
    """From the page's coordinates to those from its upper left corner, turned clockwise by quarters."""
    if turn == 1:
        return lambda x, y: (y - bottom, x - left)
    if turn == 2:
        return lambda x, y: (right - x, y - bottom)
    if turn == 3:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _glyphs(text_page: Any) -> Iterator[tuple[str, tuple[float, float, float, float], int]]:
    """Every character but spaces, its box, and by how many quarters it is turned."""
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    count = raw.FPDFText_CountChars(text_page)
    if count > MOST_GLYPHS:
        raise Refused("too_large")
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code <= 32 or 0xD800 <= code < 0xE000 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        if raw.FPDFText_GetLooseCharBox(text_page, at, box):
            angle = raw.FPDFText_GetCharAngle(text_page, at)
            quarter = -round(angle / (math.pi / 2)) % _QUARTERS if angle > 0 else 0
            yield meant(chr(code)), _box(text_page, at, box), quarter


def _box(text_page: Any, at: int, loose: Any) -> tuple[float, float, float, float]:
    """A character's box by its font, or by its ink where the font's is out of scale, as in vertical writing."""
    import pypdfium2.raw as raw

    if min(loose.right - loose.left, loose.top - loose.bottom) > TALLEST:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top):
            return left.value, bottom.value, right.value, top.value
    return loose.left, loose.bottom, loose.right, loose.top


def _drawn(page: Any) -> tuple[list[tuple[list[Point], bool]], int]:
    """The paths of a page as points with whether they are stroked, and the number of its large pictures."""
    import pypdfium2.raw as raw

    paths: list[tuple[list[Point], bool]] = []
    pictures = seen = 0
    stack: list[tuple[Any, Matrix, int]] = [(page.raw, (1, 0, 0, 1, 0, 0), 0)]
    while stack:
        holder, around, depth = stack.pop()
        count = raw.FPDFFormObj_CountObjects(holder) if depth else raw.FPDFPage_CountObjects(holder)
        for at in range(max(count, 0)):
            one = raw.FPDFFormObj_GetObject(holder, at) if depth else raw.FPDFPage_GetObject(holder, at)
            kind = raw.FPDFPageObj_GetType(one)
            seen += 1
            if seen > MOST_OBJECTS:
                return [], pictures
            if kind == _PATH:
                paths += _path(one, _times(_matrix(one), around))
            elif kind == _IMAGE:
                pictures += 1
            elif kind == _FORM and depth < DEEPEST:
                stack.append((one, _times(_matrix(one), around), depth + 1))
    return paths, pictures


def _matrix(one: Any) -> Matrix:
    import pypdfium2.raw as raw

    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(one, m) else (1, 0, 0, 1, 0, 0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _path(one: Any, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
    """The straight parts of a path, each begun by a move."""
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, fill, stroke)
    if not fill.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[Point] = []
    for at in range(min(raw.FPDFPath_CountSegments(one), 2_000)):
        segment = raw.FPDFPath_GetPathSegment(one, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points, bool(stroke.value)
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, bool(stroke.value)
