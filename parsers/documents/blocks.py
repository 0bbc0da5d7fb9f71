"""What every document is made of: paragraphs, and tables whose boxes hold blocks; and the hand that writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.documents.rendition import Note, Refused
from parsers.text.expression import expression

MOST_BOXES = 120_000
"""Boxes in all tables of a document; the form has some 300."""
MOST_COLUMNS = 1_024
MOST_ROWS = 20_000
MOST_CHARACTERS = 2_000_000
"""Characters of a document; the longest reports have some 60,000."""
DEEPEST = 24
"""Tables within tables."""

PICTURE = "〔图片〕"
"""Stands where the original has a picture."""

_ROOM = expression(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff]+")
_RAISED = str.maketrans("0123456789()[]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁽⁾")


class Paragraph(NamedTuple):
    """A line of the text."""

    text: str
    place: str = ""


@dataclass(slots=True)
class Box:
    """A cell of a table with its extent; rows and columns count from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    content: list[Paragraph | Table] = field(default_factory=list)
    place: str = ""
    """Where it stands, in words, if that is not told by its row and column."""

    @property
    def text(self) -> str:
        """Its paragraphs on one line."""
        return " ".join(block.text for block in self.content if isinstance(block, Paragraph) and block.text)


@dataclass(slots=True)
class Table:
    """A table as its boxes, in the order of the original."""

    boxes: list[Box] = field(default_factory=list)


Block = Paragraph | Table


def plain(text: str) -> str:
    """A text on one line: every run of room one space, and no bar that could pass for a cell's."""
    return _ROOM.sub(" ", text).strip().replace("|", "｜")


def raised(text: str) -> str:
    """Raised characters, which are no digits of the figure before them."""
    return text.translate(_RAISED)


def has_digits(text: str) -> bool:
    """Whether a figure could stand in it."""
    return any(character.isdecimal() for character in text)


class _Rows:
    """A table while it is written: where the next box goes, below what spans further down."""

    def __init__(self) -> None:
        self.table = Table()
        self.row = -1
        self.column = 0
        self.above: dict[int, Box] = {}
        """The last box that begins at each column."""
        self.reach: dict[int, int] = {}
        """The row up to which each column is covered from above."""

    def new_row(self) -> None:
        self.row += 1
        self.column = 0
        if self.row >= MOST_ROWS:
            raise Refused("too_large")

    def box(self, rows: int, columns: int) -> Box:
        while self.reach.get(self.column, 0) > self.row:
            self.column += 1
        if self.column >= MOST_COLUMNS:
            raise Refused("too_large")
        columns = max(1, min(columns, MOST_COLUMNS - self.column))
        box = Box(self.row, self.column, max(1, min(rows, MOST_ROWS)), columns)
        if box.rows > 1:
            self.reach |= dict.fromkeys(range(self.column, self.column + columns), self.row + box.rows)
        self.column += columns
        self.above[box.column] = box
        self.table.boxes.append(box)
        return box

    def longer(self, columns: int) -> Box | None:
        """The box above, one row longer; None where there is none that ends here."""
        box = self.above.get(self.column)
        if box is None or box.row + box.rows != self.row:
            return None
        box.rows += 1
        self.column += columns
        return box

    def closed(self) -> Table:
        """No box reaches below the last row."""
        for box in self.table.boxes:
            box.rows = min(box.rows, self.row + 1 - box.row)
        return self.table


class Flow:
    """Puts a document together in reading order: text and ends of paragraphs, tables, rows and cells."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self._into: list[list[Block]] = [self.blocks]
        self._tables: list[_Rows] = []
        self._pieces: list[str] = []
        self._unread: dict[str, list[str]] = {}
        self._boxes = self._characters = 0
        self.pictures = 0
        """Outside tables."""

    @property
    def in_table(self) -> bool:
        """Whether what is written goes into a cell."""
        return bool(self._tables)

    def write(self, text: str) -> None:
        """Add to the paragraph in hand."""
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise Refused("too_large")
        self._pieces.append(text)

    def end_paragraph(self) -> None:
        """End the paragraph in hand, if anything stands in it."""
        if self._pieces:
            text = plain("".join(self._pieces))
            self._pieces.clear()
            if text:
                self._into[-1].append(Paragraph(text))
        for code in self._unread:
            self.note(code, "".join(self._unread[code]))
        self._unread.clear()

    def unread(self, code: str, text: str) -> None:
        """Text that counts for nothing, but is noted under this code; pieces in one paragraph are one note."""
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise Refused("too_large")
        self._unread.setdefault(code, []).append(text)

    def begin_table(self) -> None:
        """What follows is rows, until the table ends."""
        self.end_paragraph()
        if len(self._tables) >= DEEPEST:
            raise Refused("too_large")
        self._tables.append(_Rows())

    def begin_row(self) -> None:
        """Begin a row of the innermost table."""
        self.end_paragraph()
        self._tables[-1].new_row()

    def skip(self, columns: int) -> None:
        """Leave places of this row without a box."""
        self._tables[-1].column += max(0, min(columns, MOST_COLUMNS))

    def begin_cell(self, rows: int = 1, columns: int = 1) -> Box:
        """What follows stands in a new cell; spans are cut to what a report can have."""
        self._boxes += 1
        if self._boxes > MOST_BOXES:
            raise Refused("too_large")
        self.end_paragraph()
        box = self._tables[-1].box(rows, columns)
        self._into.append(box.content)
        return box

    def continue_cell(self, columns: int = 1) -> Box:
        """What follows stands in the cell above, which reaches down to this row."""
        self.end_paragraph()
        box = self._tables[-1].longer(max(1, min(columns, MOST_COLUMNS)))
        if box is None:
            return self.begin_cell(1, columns)
        self._into.append(box.content)
        return box

    def end_cell(self) -> None:
        """What follows stands in the row, or in the next cell."""
        self.end_paragraph()
        self._into.pop()

    def end_table(self) -> Table:
        """What follows stands behind the table."""
        self.end_paragraph()
        table = self._tables.pop().closed()
        self._into[-1].append(table)
        return table

    def picture(self) -> None:
        """A picture stands here; in a cell it is said where nothing else stands."""
        if len(self._into) == 1:
            self.pictures += 1
        elif not self._pieces and not self._into[-1]:
            self._into[-1].append(Paragraph(PICTURE))
            self.notes.append(Note("document_picture", "表格"))

    def drop_columns(self, table: Table, columns: Sequence[int]) -> None:
        """Take out the boxes of columns that are not shown; figures in them are noted."""
        for column in columns:
            for box in [box for box in table.boxes if box.column == column]:
                if box.columns > 1:
                    box.column, box.columns = box.column + 1, box.columns - 1
                else:
                    self.notes.append(Note("document_hidden", box.text))
                    table.boxes.remove(box)

    def end(self) -> Sequence[Block]:
        """The whole document; pictures where a table should be are noted."""
        self.end_paragraph()
        if self.pictures and not any(isinstance(block, Table) for block in self.blocks):
            self.notes.append(Note("document_picture", f"{self.pictures} 张图片"))
        return self.blocks

    def note(self, code: str, words: str) -> None:
        """Note what the text does not show."""
        self.notes.append(Note(code, plain(words), self.in_table))
