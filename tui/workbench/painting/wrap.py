"""A text as rows that fit a width: wrapped by cells, only where it is looked at, every row knowing its offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich import cells

PIECE = 2048
"""A line longer than this is wrapped piece by piece, so that no line is too long to scroll in."""

NO_BEGIN = frozenset("。，、；：？！）》」』】〕〉”’…—％℃%,.;:?!)]}")
"""What begins no row (避头尾)."""
NO_END = frozenset("（《「『【〔〈“‘([{")
"""What ends no row."""

STAND_IN = "␦"
"""Drawn for whatever would steer the terminal or draw nothing; one cell wide in every terminal."""

_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Me", "Mn", "Zl", "Zp"})
_JOINERS = (range(0x1160, 0x1200), range(0x1F1E6, 0x1F200), range(0x1F3FB, 0x1F400))
"""Jamo, regional indicators and skin tones: drawn together with what stands before them."""
_INK = re.compile(r"\S")


class Row(NamedTuple):
    """One row of the screen."""

    start: int
    end: int
    """Half-open range of code points in the text; a row never holds a newline."""
    first: bool
    """A physical line begins in this row."""


@lru_cache(maxsize=8192)
def stand_in(character: str) -> str:
    """What is drawn for a character: itself, a space, or a sign one cell wide where drawing it could do harm."""
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return " " if character == "\t" else chr(0x2400 + min(code, 0x21))
    category = unicodedata.category(character)
    if category in _HIDDEN or any(code in joiners for joiners in _JOINERS):
        return STAND_IN
    return " " if category == "Zs" and character != "\u3000" else character


def harmless(text: str) -> str:
    """Text of whatever origin with the stand-ins of what would steer a terminal; every screen draws through this."""
    if text.isprintable() or text.replace("\u3000", "").isprintable():
        return text
    return "".join(map(stand_in, text))


def is_control(character: str) -> bool:
    """Whether a visible sign stands in for the character."""
    return stand_in(character) not in (character, " ")


def cell_width(character: str, column: int = 0) -> int:
    """Cells that a character takes when drawn in a column of its row; a tab runs to the next multiple of eight."""
    if character == "\t":
        return 8 - column % 8
    return cells.get_character_cell_size(stand_in(character)) or 1


def breaks(line: str, width: int) -> list[int]:
    """Where the rows of a line begin, by code point; a row takes at most `width` cells where that is possible."""
    if len(line) * 2 <= width and "\t" not in line:
        return [0]
    starts, column, at = [0], 0, 0
    while at < len(line):
        taken = cell_width(line[at], column)
        if column + taken > width and at > starts[-1]:
            at = _cut(line, starts[-1], at)
            starts.append(at)
            column = 0
        else:
            column += taken
            at += 1
    return starts


def _cut(line: str, start: int, end: int) -> int:
    """The last place where a row from `start` that is full at `end` may break."""
    half = start + max(1, (end - start) // 2)
    for may in (_may_break, _may_begin):
        for at in range(end, half - 1, -1):
            if may(line[at - 1], line[at]):
                return at
    return end


def _may_begin(before: str, after: str) -> bool:
    return after not in NO_BEGIN and before not in NO_END


def _may_break(before: str, after: str) -> bool:
    """A break splits no figure and no Latin word."""
    return _may_begin(before, after) and not (_in_word(after) and (before in ".,．" or _in_word(before)))


def _in_word(character: str) -> bool:
    return (character < "⺀" and character.isalnum()) or "０" <= character <= "９"


class Wrap:
    """A text at a width. Rows without ink are left out: scraped texts put blank lines between all figures."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(width, 2)
        self._known = (0, 1)
        """An offset and its line number; counting goes on from there."""

    def rows(self, offset: int, count: int) -> list[Row]:
        """At most `count` rows, from the one that shows the offset on (from the next with ink, where it has none)."""
        found: list[Row] = []
        at = offset
        while len(found) < count and (ink := _INK.search(self.text, at)):
            start, end = self._piece(ink.start())
            found += [row for row in self._wrapped(start, end) if row.end > offset]
            at = end
        return found[:count]

    def rows_before(self, offset: int, count: int) -> list[Row]:
        """At most `count` rows that end at or before the start of the row that shows the offset."""
        found: list[Row] = []
        at = offset
        while len(found) < count and (ink := self._ink_before(at)) >= 0:
            start, end = self._piece(ink)
            found = [row for row in self._wrapped(start, end) if row.end <= offset] + found
            at = start
        return found[-count:] if count else []

    def row_at(self, offset: int) -> Row | None:
        """The row that shows an offset; the nearest one with ink where none does; None for a blank text."""
        nearest = self.rows(offset, 1) or self.rows_before(offset, 1)
        return nearest[0] if nearest else None

    def number(self, offset: int) -> int:
        """The physical line of an offset, from 1."""
        known, line = self._known
        if offset >= known:
            line += self.text.count("\n", known, offset)
        else:
            line -= self.text.count("\n", offset, known)
        self._known = (offset, line)
        return line

    def _piece(self, offset: int) -> tuple[int, int]:
        """The line around an offset, or a piece: a multiple of PIECE cuts a line that began PIECE before it or more."""
        text, mark = self.text, offset - offset % PIECE
        newline = text.rfind("\n", max(0, mark - PIECE), offset)
        start = newline + 1 if newline >= 0 else mark
        newline = text.find("\n", offset, mark + 2 * PIECE)
        if text.find("\n", mark, mark + PIECE) < 0:
            return start, min(mark + PIECE, len(text))
        return start, newline if newline >= 0 else min(mark + 2 * PIECE, len(text))

    def _wrapped(self, start: int, end: int) -> list[Row]:
        line = self.text[start:end]
        begins = breaks(line, self.width)
        rows = [Row(start + a, start + b, False) for a, b in zip(begins, [*begins[1:], len(line)], strict=True)]
        inked = [row for row in rows if not self.text[row.start : row.end].isspace()]
        if inked and (start == 0 or self.text[start - 1] == "\n"):
            inked[0] = inked[0]._replace(first=True)
        return inked

    def _ink_before(self, offset: int) -> int:
        """The last place before an offset that has ink, or -1."""
        while offset > 0:
            block = max(0, offset - PIECE)
            if inked := self.text[block:offset].rstrip():
                return block + len(inked) - 1
            offset = block
        return -1
