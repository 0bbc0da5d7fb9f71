"""Drawn pages to blocks: lines of text become paragraphs, frames become tables, and what a page's end cut is joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from parsers.documents.blocks import Block, Box, Paragraph, Table, has_digits
from parsers.documents.lattice import Cell, Frame, clustered, frames, nearest
from parsers.documents.pages import Line, Page, lines_of
from parsers.documents.rendition import Note

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,3}(?:\s*/\s*\d{1,3}|\s*页.{0,12})?[-—–·\s]*")
_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]")
_LABEL = re.compile(
    r"规章|行政|规范|其他|政府集中|信息内容|第二十条|未经|复议|结果|尚未|总计|自然人|法人|申请人|商业|科研|社会|法律"
)
"""How rows of the form begin that have no numeral: such a row is no rest of the one before."""
_FIGURE = re.compile(r"[-+]?[\d,.]+(?:万?元)?|[/—\-无]")
SAME = 5.0
"""Points by which the sides of a table may differ from one page to the next."""
LEAST_HEAD = 3
"""Boxes that a head has at least which is printed again on the next page."""


class _Text(NamedTuple):
    """A line of text on its page."""

    line: Line
    page: int
    width: float
    """Of the page."""


def blocks_of(pages: Iterable[Page]) -> tuple[list[Block], list[Note]]:
    """The blocks of a document's pages in order, and what is to be said of them."""
    laid: list[_Text | Frame] = []
    notes: list[Note] = []
    for number, page in enumerate(pages, 1):
        if not page.glyphs and page.pictures:
            notes.append(Note("document_picture", f"第{number}页"))
        found, outside = frames(page, number)
        texts = [_Text(line, number, page.width) for line in lines_of(outside)]
        placed: list[tuple[float, float, _Text | Frame]] = [(frame.y0, frame.x0, frame) for frame in found]
        placed += [(text.line.y0, text.line.x0, text) for text in texts]
        _continue(laid, [one for _y, _x, one in sorted(placed, key=lambda triple: triple[:2])])
    return list(_blocks(laid)), notes


def _continue(laid: list[_Text | Frame], on_page: list[_Text | Frame]) -> None:
    """Add a page; a table at its head that goes on where the page before ended is joined to the one there."""
    before = next((one for one in reversed(laid) if not _is_furniture(one)), None)
    first = next((one for one in on_page if not _is_furniture(one)), None)
    if isinstance(before, Frame) and isinstance(first, Frame) and _fits(before, first):
        on_page.remove(first)
        _join(before, first)
    laid += on_page


def _is_furniture(one: _Text | Frame) -> bool:
    return isinstance(one, _Text) and _PAGE_NUMBER.fullmatch(one.line.text.strip()) is not None


def _fits(before: Frame, after: Frame) -> bool:
    return abs(before.x0 - after.x0) <= SAME and abs(before.x1 - after.x1) <= SAME


def _join(before: Frame, after: Frame) -> None:
    """One table out of two: a head printed again is dropped, the rest of a row that was cut goes where it began."""
    cells = _without_head(before, sorted(after.cells, key=lambda cell: (cell.y0, cell.x0)))
    cells = _without_rest(before, cells)
    shift = before.y1 - after.y0
    for cell in cells:
        cell.y0, cell.y1 = cell.y0 + shift, cell.y1 + shift
    before.cells += cells
    before.y1 += after.y1 - after.y0


def _without_head(before: Frame, cells: list[Cell]) -> list[Cell]:
    head = sorted(before.cells, key=lambda cell: (cell.y0, cell.x0))
    same = 0
    while (
        same < min(len(head), len(cells)) and head[same].text == cells[same].text and not has_digits(cells[same].text)
    ):
        same += 1
    return cells[same:] if same >= LEAST_HEAD and same < len(cells) else cells


def _without_rest(before: Frame, cells: list[Cell]) -> list[Cell]:
    """Without a first row that is the rest of the row before: the page's end cut it."""
    if not cells:
        return cells
    first = [cell for cell in cells if cell.y0 <= cells[0].y0 + 1]
    first = [cell for cell in first if cell.y1 <= min(cell.y1 for cell in first) + 1]
    bottom = max(cell.y1 for cell in first)
    start = max(cell.y0 for cell in before.cells)
    row = [cell for cell in before.cells if cell.y1 >= before.y1 - 1 and cell.y0 >= start - 1]
    owners = [_beside(row, cell) for cell in first]
    pairs = [(own, cell) for own, cell in zip(owners, first, strict=True) if cell.text]
    if not pairs or not (_ends_labels(row, pairs) or _completes(row, pairs)):
        return cells
    for own, cell in pairs:
        own.text += cell.text
    kept = [cell for cell in cells if cell not in first]
    for cell in kept:
        cell.y0 = max(cell.y0, bottom)
    return kept


def _beside(row: Sequence[Cell], cell: Cell) -> Cell:
    """The cell of a row that has the same sides as another."""
    return min(row, key=lambda own: abs(own.x0 - cell.x0) + abs(own.x1 - cell.x1))


def _ends_labels(row: Sequence[Cell], pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """The figures stand in the row before; what comes is the rest of words that begin there."""
    texts = [cell.text for _own, cell in pairs]
    rest = not any(has_digits(text) or _NUMERAL.match(text) or _LABEL.match(text) for text in texts)
    return rest and all(own.text for own, _cell in pairs) and any(has_digits(cell.text) for cell in row)


def _completes(row: Sequence[Cell], pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """One part has the label and no figures, the other the figures and no label; no cell has something in both."""
    if any(own.text and own.text != cell.text for own, cell in pairs):
        return False
    above, below = [cell.text for cell in row if cell.text], [cell.text for _own, cell in pairs]
    return bool(above) and _figures(above) != _figures(below) and _words(above) != _words(below)


def _figures(texts: Sequence[str]) -> bool:
    return any(_FIGURE.fullmatch(text) for text in texts)


def _words(texts: Sequence[str]) -> bool:
    return any(not _FIGURE.fullmatch(text) for text in texts)


def _blocks(laid: Sequence[_Text | Frame]) -> Iterator[Block]:
    held: list[_Text] = []
    for one in laid:
        if isinstance(one, Frame) or (held and not _goes_on(held[-1], one)):
            yield from _paragraph(held)
            held = []
        if isinstance(one, Frame):
            yield _table(one)
        else:
            held.append(one)
    yield from _paragraph(held)


def _goes_on(above: _Text, below: _Text) -> bool:
    """Whether a line continues the paragraph of the line above: that one is full, and it is not set in."""
    if above.page != below.page or _is_furniture(above) or _is_furniture(below):
        return False
    height = max(above.line.y1 - above.line.y0, 1)
    full = above.line.x1 > below.width - above.width * 0.12 - 2.5 * height and len(above.line.text) > 12
    return full and below.line.x0 < above.width * 0.12 + 1.2 * height and "   " not in above.line.text + below.line.text


def _paragraph(held: Sequence[_Text]) -> Iterator[Paragraph]:
    if held:
        first = held[0]
        place = f"第{first.page}页 ({first.line.x0:.0f},{first.line.y0:.0f})"
        yield Paragraph("".join(text.line.text.strip() for text in held).replace("|", "｜"), place)


def _table(frame: Frame) -> Table:
    columns = clustered((x for cell in frame.cells for x in (cell.x0, cell.x1)), SAME)
    rows = clustered(y for cell in frame.cells for y in (cell.y0, cell.y1))
    boxes = []
    for cell in sorted(frame.cells, key=lambda cell: (cell.y0, cell.x0)):
        top, bottom = nearest(rows, cell.y0), nearest(rows, cell.y1)
        left, right = nearest(columns, cell.x0), nearest(columns, cell.x1)
        place = f"第{cell.page}页 ({cell.x0:.0f},{cell.at:.0f})"
        content: list[Paragraph | Table] = [Paragraph(cell.text.replace("|", "｜"))] if cell.text else []
        boxes.append(Box(top, left, max(1, bottom - top), max(1, right - left), content, place))
    return Table(boxes)
