"""Blocks to a rendition: lines, grids and places in one go, so that none is found a second time in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parsers.documents.blocks import MOST_CHARACTERS, Block, Box, Paragraph, Table, has_digits
from parsers.documents.rendition import Note, Refused, Rendition
from parsers.grid import Grid, GridCell
from parsers.model import Place, Span

MOST_POSITIONS = 300_000
"""Places of all grids together, the covered ones too."""
MOST_WORDS = 160
"""Characters of a note."""


def typeset(kind: str, blocks: Iterable[Block], notes: Iterable[Note] = ()) -> Rendition:
    """The rendition of a document's blocks; raises Refused where it is larger than any report."""
    page = _Page()
    for block in _flat(blocks):
        if isinstance(block, Paragraph):
            page.paragraph(block)
        else:
            page.table(block)
    if not page.lines:
        raise Refused("no_text")
    text = "".join(page.lines)
    return Rendition(text, kind, grids=tuple(page.grids), places=tuple(page.places), notes=tuple(_merged(notes)))


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the tables dissolved that only lay out a page: they hold tables, or one box."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif _lays_out(block):
            for box in block.boxes:
                yield from _flat(box.content)
        elif block.boxes:
            yield _inlined(block)


def _lays_out(table: Table) -> bool:
    if len(table.boxes) < 2:
        return True
    inner = (block for box in table.boxes for block in box.content if isinstance(block, Table))
    return any(len(one.boxes) > 1 or _lays_out_more(one) for one in inner)


def _lays_out_more(table: Table) -> bool:
    return any(isinstance(block, Table) and _lays_out(table) for box in table.boxes for block in box.content)


def _inlined(table: Table) -> Table:
    """A table's boxes with paragraphs alone: a table of one box within one of them is but a frame."""
    for box in table.boxes:
        if any(isinstance(block, Table) for block in box.content):
            box.content = list(_flat(box.content))
    return table


def _merged(notes: Iterable[Note]) -> Iterator[Note]:
    """One note a code and kind of place; those about text without a digit are left out."""
    words: dict[tuple[str, bool], list[str]] = {}
    for note in notes:
        if has_digits(note.words) or note.code == "document_picture":
            words.setdefault((note.code, note.in_table), []).append(note.words)
    for (code, in_table), said in words.items():
        whole = "、".join(dict.fromkeys(said))
        yield Note(code, whole if len(whole) <= MOST_WORDS else whole[: MOST_WORDS - 1] + "…", in_table)


class _Page:
    """The text so far; every line is written once, at its offset."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.grids: list[Grid] = []
        self.places: list[Place] = []
        self._at = self._paragraphs = self._positions = 0

    def _line(self, text: str) -> None:
        self._at += len(text) + 1
        if self._at > MOST_CHARACTERS:
            raise Refused("too_large")
        self.lines.append(text + "\n")

    def paragraph(self, block: Paragraph) -> None:
        self._paragraphs += 1
        words = block.place or f"第{self._paragraphs}段"
        self.places.append(Place(Span(self._at, self._at + len(block.text)), words))
        self._line(block.text)

    def table(self, block: Table) -> None:
        """Write a table's rows, every column with its bar."""
        number = len(self.grids) + 1
        rows, columns = _lines_of(block.boxes)
        self._positions += len(rows) * len(columns)
        if self._positions > MOST_POSITIONS:
            raise Refused("too_large")
        laid = _laid(block.boxes, rows, columns)
        cells: list[GridCell] = []
        for row in range(len(rows)):
            pieces, at = ["|"], self._at + 1
            for column in range(len(columns)):
                box = laid.get((row, column))
                text = box.text if isinstance(box, Box) else ""
                pieces.append(f" {text} |")
                span = Span(at + 1, at + 1 + len(text))
                at += len(text) + 3
                if box is None:
                    cells.append(GridCell(row, column, span))
                elif isinstance(box, Box):
                    cells.append(_cell(box, row, column, span, rows, columns))
                    if text:
                        words = box.place or f"表{number} 第{box.row + 1}行第{box.column + 1}格"
                        self.places.append(Place(span, words))
            self._line("".join(pieces))
        self.grids.append(Grid(len(rows), len(columns), tuple(cells)))


_COVERED = object()


def _lines_of(boxes: Sequence[Box]) -> tuple[dict[int, int], dict[int, int]]:
    """The rows and columns at which a box begins, by their number in the original: the others are no lines."""
    rows = {row: i for i, row in enumerate(sorted({box.row for box in boxes}))}
    columns = {column: i for i, column in enumerate(sorted({box.column for box in boxes}))}
    return rows, columns


def _extent(first: int, count: int, lines: dict[int, int]) -> int:
    """How many lines of the grid a box covers."""
    if count == 1:
        return 1
    if count > len(lines):
        return sum(first <= line < first + count for line in lines)
    return sum(line in lines for line in range(first, first + count))


def _cell(box: Box, row: int, column: int, span: Span, rows: dict[int, int], columns: dict[int, int]) -> GridCell:
    return GridCell(row, column, span, _extent(box.row, box.rows, rows), _extent(box.column, box.columns, columns))


def _laid(boxes: Sequence[Box], rows: dict[int, int], columns: dict[int, int]) -> dict[tuple[int, int], object]:
    """What stands at each place: a box where it starts, a mark where one reaches, nothing where none does."""
    laid: dict[tuple[int, int], object] = {}
    for box in boxes:
        top, left = rows[box.row], columns[box.column]
        down, right = _extent(box.row, box.rows, rows), _extent(box.column, box.columns, columns)
        if down * right > 1:
            if down * right > MOST_POSITIONS:
                raise Refused("too_large")
            for r in range(top, top + down):
                for c in range(left, left + right):
                    laid.setdefault((r, c), _COVERED)
        laid[top, left] = box
    return laid
