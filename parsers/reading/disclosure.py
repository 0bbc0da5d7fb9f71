"""表二 out of a text: its edition, its rows by their labels, its amounts in 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.form.printed import DISCLOSURE, EDITIONS, Row
from parsers.model import Address, Origin, Span, Value
from parsers.reading.bands import Band
from parsers.reading.disclosure_rows import (
    ROWS,
    Area,
    addresses_of,
    note_unread,
    own_cells,
    proven_blank,
    stretches_of,
    unlabelled,
)
from parsers.reading.labels import CJK
from parsers.reading.layouts import columns as by_columns
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.table import Read, Text, amount, difference, span_of, whole_number
from parsers.reading.weigh import most_rows
from parsers.text.expression import expression
from parsers.text.figures import Token
from parsers.text.folding import fold

_HEAD = expression(r"第二十条(?:第?[(一]|第?信息)|信息(?:内容)?(?:本年|上一年)|制发件数|制发数量|新制作数量|上一年项目")
_THIRD = expression(r"三[、,，.]?(?:行政机关)?收到和处理")
_SECTION = expression(r"主动公开政府信息")


def area_of(text: Text, end: int) -> Area | None:
    """From the first clause or column header behind the section's heading to the squashed index `end`."""
    squashed = text.squashed.text
    third = _THIRD.search(squashed, _last_row(squashed, end), end)
    end = third.start() if third else end
    sections = [m.end() for m in _SECTION.finditer(squashed, 0, end)]
    for start in (*reversed(sections), 0):
        head = _HEAD.search(squashed, start, end)
        if head and len(ROWS.findall(squashed, head.start(), end)) >= 1:
            return Area(head.start(), end)
    return None


def _last_row(squashed: str, end: int) -> int:
    """Where the last row of 行政强制 or what follows it in the form is named before `end`."""
    return max(squashed.rfind(word, 0, end) for word in ("行政强制", "行政事业性收费", "政府集中采购", "第二十条")) + 1


def edition_of(text: Text, area: Area) -> str:
    """The edition that more of the column headers belong to."""
    return edition_told(text.squashed.text[area.start : area.end])


def edition_told(part: str) -> str:
    """The edition of whose column headers, and then rows, more stands in squashed words; of equals the newest."""
    return max(reversed([*_TELLING]), key=lambda key: [len(words.findall(part)) for words in _TELLING[key]])


_GRAM = 3


def _grams(words: Iterable[str]) -> set[str]:
    """All sequences of so many characters, as they stand in squashed text."""
    return {word[n : n + _GRAM] for word in map(fold, words) for n in range(len(word) - _GRAM + 1)}


def _telling(printed: Mapping[str, set[str]]) -> dict[str, re.Pattern[str]]:
    """What an edition prints and none with another 表二."""
    return {
        key: expression("|".join(map(re.escape, sorted(own.difference(*(o for o in printed.values() if o != own))))))
        for key, own in printed.items()
    }


_HEADS = {
    key: _grams(head.zh for block in edition.disclosure for head in block.heads.values())
    | _grams(block.heading for block in edition.disclosure)
    for key, edition in EDITIONS.items()
}
_LABELS = {
    key: _grams(row.words.zh for block in edition.disclosure for row in block.rows) for key, edition in EDITIONS.items()
}
_TELLING = {key: (_telling(_HEADS)[key], _telling(_LABELS)[key]) for key in EDITIONS}
"""By edition: what of its column headers, and of its labels, tells it from others."""


def read_disclosure(text: Text, area: Area) -> tuple[str, Read]:
    """The edition and 表二."""
    edition = edition_of(text, area)
    rows = {row.key: row for row in [row for block in EDITIONS[edition].disclosure for row in block.rows]}
    squashed = text.squashed
    last = squashed.offset(area.end) if area.end < len(squashed.text) else len(text.folded)
    read = Read(DISCLOSURE, Span(squashed.offset(area.start), last))
    stretches = stretches_of(text, area, edition, read)
    first, torn = unlabelled(text, stretches, rows, read)
    bands = first | {b.row: own_cells(b, rows[b.row].columns, text, read) for b in stretches}
    for stretch in stretches:
        note_unread(text, stretch, bands[stretch.row], rows, read)
    crowded = any(len(b.tokens) > 2 * len(rows[b.row].columns) + 3 for b in bands.values())
    if torn or crowded or _by_columns(bands, read):
        text = text._replace(torn=True)
        read.find("table_torn")
    settled = _laid_out(text, area, bands, rows)
    proven = proven_blank(text, bands, rows, read)
    for key, row in rows.items():
        addresses = addresses_of(row)
        if key in bands:
            _Row(text, area, read, bands[key], addresses).fill(settled.get(key), key in proven)
        else:
            read.miss(addresses)
    read.report_loose()
    return edition, read


def _by_columns(bands: Mapping[str, Band], read: Read) -> bool:
    """Rows are empty and figures stand elsewhere: the text has column after column."""
    return sum(not band.tokens for band in bands.values()) > 1 and len(read.loose) > 1


def _laid_out(text: Text, area: Area, bands: dict[str, Band], rows: dict[str, Row]) -> dict[str, tuple[int, ...]]:
    """The columns of the rows with blanks that the layout tells, rows of equal width together."""
    settled: dict[str, tuple[int, ...]] = {}
    for width in {len(row.columns) for row in rows.values()}:
        same = [band for key, band in bands.items() if len(rows[key].columns) == width and band.body >= 0]
        exact = [f for f in by_columns.fits(same, text.plain, [], width) if f.exact]
        fit = most_rows([*by_gaps.fits(same, text.folded, [], width), *exact])
        if fit is not None:
            settled |= {same[i].row: columns for i, columns in fit.columns.items()}
    return settled


class _Row(NamedTuple):
    """One row to be written."""

    text: Text
    area: Area
    read: Read
    band: Band
    addresses: Sequence[Address]

    def fill(self, settled: tuple[int, ...] | None, proven: bool) -> None:
        """Write the row: whole, empty, laid out, split, or guessed; `proven`: the text shows its empty cells."""
        tokens, width = self.band.tokens, len(self.addresses)
        flag = "row_missing" if self.band.body < 0 else "unreadable" if self.band.row in self.read.unread else None
        if not tokens and not proven and not flag:
            self.read.blank(self.addresses, "blank_unproven")
            self.read.find("blank_unproven", self.addresses)
        elif len(tokens) in (0, width):
            self._put(tuple(range(len(tokens))), tokens, flag)
        elif len(tokens) > width:
            self._put(tuple(range(width)), tokens[:width], "row_doubled")
            self.read.loose += tokens[width:]
            self.read.find("row_doubled", self.addresses, tokens)
        elif settled is not None:
            self._put(settled, tokens, flag)
        else:
            self._guess(tokens, width)

    def _guess(self, tokens: Sequence[Token], width: int) -> None:
        """Figures that ran together are split if there is one way; else the row is filled from the left."""
        words = [t.word for t in tokens]
        if len(tokens) == 1 and words[0].isdecimal() and len(words[0]) > 1 and (words[0][0] == "0" or self._on_label()):
            if len(words[0]) != width:
                self.read.leave(self.addresses, tokens)
                return
            tokens = _digits(tokens[0])
        flag = "position_inferred" if len(tokens) == width else "position_guessed"
        self._put(tuple(range(len(tokens))), tokens, flag)
        self.read.find(flag, self.addresses, tokens)

    def _on_label(self) -> bool:
        """The figure follows its label without any separator."""
        return CJK.match(self.text.folded, self.band.tokens[0].start - 1) is not None

    def _put(self, columns: Sequence[int], tokens: Sequence[Token], flag: str | None) -> None:
        by_address = [self.addresses[c].column for c in columns]
        units = {span_of(t): column for column, t in zip(by_address, tokens, strict=True)}

        def unit(token: Token, value: Value) -> tuple[Value, Origin, str | None]:
            column = units[span_of(token)]
            if column == "amount":
                return amount(token, value, self._head())
            if column == "change":
                return difference(token, value)
            return whole_number(token, value)

        self.read.put(self.text, self.addresses, columns, tokens, flag, unit)

    def _head(self) -> str:
        """The words of the row's head from 金额 on."""
        squashed = self.text.squashed
        until = squashed.index(self.band.start)
        header = squashed.text[max(self.area.start, until - 40) : until]
        head = "采购总金额" if self.band.row == "procurement" else "金额"
        return header[header.rfind(head) :] if head in header else ""


def _digits(token: Token) -> list[Token]:
    """Each digit of a figure as a figure of its own."""
    places = zip(range(token.start, token.end), token.word, strict=True)
    return [token._replace(start=i, end=i + 1, stop=i + 1, word=digit) for i, digit in places]
