"""The rows of 表二 in a text: where each stands, which figures and words are its cells, which blanks are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from parsers.form.printed import DISCLOSURE, EDITIONS, Row
from parsers.model import Address, Span
from parsers.reading.bands import Band, Follow, strange_gaps, unread_digits
from parsers.reading.labels import CJK
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.table import Read, Text, listed, runs
from parsers.reading.torn import heads_once
from parsers.reading.words import seated, without_notes, words_between
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

_BEGINNING, _BROKEN_OFF = 5, 3
"""Characters of a label that have to stand there; fewer where it breaks off in no Chinese character."""


def _begins(labels: Iterable[str]) -> str:
    """How a row's label begins, with or without what one edition prints before it."""
    short, *longer = sorted(set(labels), key=len)
    before = "".join(f"(?:{label.removesuffix(short)})?" for label in longer)
    whole = short[:_BEGINNING] + "".join(f"{char}?" for char in short[_BEGINNING:])
    return f"{before}(?:{whole}|{short[:_BROKEN_OFF]}(?!{CJK.pattern}))"


_FORM_ROWS = [row for edition in EDITIONS.values() for block in edition.disclosure for row in block.rows]
ROWS = expression(
    "|".join(
        f"(?P<{key}>{_begins(row.words.zh for row in _FORM_ROWS if row.key == key)})"
        for key in dict.fromkeys(row.key for row in _FORM_ROWS)
    )
)
"""How each row's label begins."""
_KNOWN = expression(r"[^。；;]{0,40}发布总数量[^。；;]{0,20}")
_LABELS = {row.key: row.words.zh + "行政填写单位件项数" for row in _FORM_ROWS}
"""The characters of each row's label, and of what may stand behind it."""


class Area(NamedTuple):
    """Where the table stands in the squashed text."""

    start: int
    end: int


def addresses_of(row: Row) -> list[Address]:
    """The cells of a row."""
    return [Address(DISCLOSURE, row.key, column) for column in row.columns]


def stretches_of(text: Text, area: Area, edition: str, read: Read) -> list[Band]:
    """One band a row, of everything up to the next row's label."""
    blocks = EDITIONS[edition].disclosure
    order = [row.key for block in blocks for row in block.rows]
    first = {block.rows[0].key for block in blocks}
    found = _labels(text.squashed.text, area, order)
    offset = text.squashed.offset
    ends = [*(offset(start) for _, start, _ in found[1:]), read.span.end]
    bands = []
    for (row, label, label_end), end in zip(found, ends, strict=True):
        start = offset(label)
        after = order[order.index(row) + 1] if row != order[-1] else ""
        follow = Follow(1, row in first, 1 if after else 0, after in first)
        mine = tuple(t for t in text.tokens if start <= t.start < end)
        bands.append(Band(row, start, offset(label_end - 1) + 1, end, mine, 1, follow))
    return bands


def note_unread(text: Text, stretch: Band, own: Band, rows: Mapping[str, Row], read: Read) -> None:
    """Flag a row among whose figures stands what is none; behind the last row's figures prose may follow."""
    spans = strange_gaps(own, text.folded)
    prose = own.tokens[0].start if own.tokens and not stretch.follow.depth else stretch.end
    spans += [span for span in unread_digits(stretch, text.folded) if span[0] < prose]
    if all(t.kind is Kind.BLANK for t in own.tokens) and (found := _RUN_ON.match(text.folded, own.body, stretch.end)):
        spans.append(found.span(1))
    if len(own.tokens) == len(rows[own.row].columns) == 1 and _spanned(text, stretch, own.tokens[0]):
        spans.append((own.tokens[0].start, own.tokens[0].end))
    if spans:
        read.unread.add(own.row)
        first = Span(*spans[0])
        places = tuple(Span(*span) for span in spans)
        read.note("unreadable", addresses_of(rows[own.row])[:1], places, raw=text.raw(first))


_RUN_ON = expression(r"(?:(?!\n)[\s\u200b|:;,/、\-—])*(\d[\d.]*)(?!\d)")
"""Digits on the label's line behind nothing but separators and printed blanks."""
_MOST_SPANNED = 9


def _spanned(text: Text, stretch: Band, token: Token) -> bool:
    """The figure may be one that stands once a column that its cell spans, as the head above it does."""
    word = token.word
    parts = (n for n in range(2, _MOST_SPANNED) if len(word) % n == 0)
    return any(word == word[: len(word) // n] * n for n in parts) and _head_again(text, stretch)


def _once(text: Text, band: Band, width: int) -> tuple[Token, ...]:
    """The figures of a row of four columns without those that only repeat the last, as its head is repeated."""
    tokens = band.tokens
    spanned = width < len(tokens) == WIDEST and len({t.word for t in tokens[width - 1 :]}) == 1
    return tokens[:width] if spanned and _head_again(text, band) else tokens


def _head_again(text: Text, band: Band) -> bool:
    until = text.squashed.index(band.start)
    return _TWICE.search(text.squashed.text, max(0, until - 80), until) is not None


WIDEST = 3
"""Figures of the widest row of 表二."""
_TWICE = expression(r"([\u3400-\u9fff()/:]{4,20})\1")


def _labels(squashed: str, area: Area, order: Sequence[str]) -> list[tuple[str, int, int]]:
    """The longest run of row labels in the form's order, each with its start and end."""
    chains: list[list[tuple[str, int, int]]] = [[]]
    for match in ROWS.finditer(squashed, area.start, area.end):
        row = str(match.lastgroup)
        if row in order:
            before = max((c for c in chains if not c or order.index(c[-1][0]) < order.index(row)), key=len)
            chains.append([*before, (row, match.start(), match.end())])
    return max(chains, key=len)


def unlabelled(
    text: Text, stretches: Sequence[Band], rows: Mapping[str, Row], read: Read
) -> tuple[dict[str, Band], bool]:
    """A first row whose label is lost: its figures stand before the second row's label.

    And whether other figures stand before the first label: then the text is not in the order of rows.
    """
    first, second, *_ = rows
    start = stretches[0].start if stretches else read.span.end
    before = [t for t in text.tokens if read.span.start <= t.start < start]
    if stretches and stretches[0].row == second and len(before) == len(rows[first].columns):
        read.find("row_missing", addresses_of(rows[first]), before)
        return {first: Band(first, before[0].start, -1, start, tuple(before), 0, Follow(0, True, 1, False))}, False
    read.loose += before
    return {}, bool(stretches) and any(t.kind is Kind.FIGURE for t in before)


def own_cells(band: Band, columns: Sequence[str], text: Text, read: Read) -> Band:
    """The band with the figures and words that are its cells; later runs belong to rows that the form has not."""
    width = len(columns)
    band = replace(band, tokens=without_notes(band.tokens, text.folded))
    end = _cells_end(band, text.folded)
    inside = _once(text, band, width)
    if len(inside) < len(band.tokens):
        band = replace(band, tokens=inside)
    inside = tuple(t for t in inside if t.start < end)
    words = list(words_between(text.folded, band.body, end, inside))
    whole = None if len(inside) >= width else seated(text.folded, band.body, inside, words, width)
    if whole:
        if whole[0].kind is Kind.WORD and inside:
            read.unread.add(band.row)  # the word may be the label of a row that the form has not
        read.loose += [t for t in band.tokens if t.start >= end]
        return replace(band, tokens=whole)
    if words and len(inside) < width:
        read.unread.add(band.row)
        read.find("unreadable", [Address(DISCLOSURE, band.row, columns[0])], words, raw=words[0].word)
    parts = list(runs(band, text.folded))
    between = text.folded[band.body : parts[0][0].start] if parts else ""
    if parts and _foreign(between, _LABELS[band.row]):
        if _MISSPELT.fullmatch(between):
            read.unread.add(band.row)
        else:
            parts.insert(0, ())
    for before, run in pairwise(parts):
        after = before[-1].stop if before else band.body
        printed = "".join(text.plain[after : run[0].start].split()).strip("|：:")[-60:]
        known = _KNOWN.search(printed)
        code = "known_line" if known else "extra_row"
        read.find(code, (), run, label=printed, numbers=listed(run))
        if not known:
            read.loose += run
    return replace(band, tokens=parts[0] if parts else ())


_BLOCK = expression(r"第\s*二\s*十\s*条|信\s*息\s*内\s*容")
_MISSPELT = expression(r"[\u3400-\u9fff]{1,6}[\s|\u200b:]*")
"""What may go on behind the known beginning of a label without being another cell."""


def _cells_end(band: Band, folded: str) -> int:
    """Where the row's cells end: before the heading of the next block."""
    block = _BLOCK.search(folded, band.body, band.end)
    return block.start() if block else band.end


def proven_blank(text: Text, bands: Mapping[str, Band], rows: Mapping[str, Row], read: Read) -> set[str]:
    """The rows without figures whose empty cells the text shows, if all figures of the table have their place.

    None where a row has more figures than cells, or where equal lines are gone.
    """
    crowded = any(len(band.tokens) > len(rows[key].columns) for key, band in bands.items())
    if crowded or heads_once(text.squashed.text) or any(token.kind is Kind.FIGURE for token in read.loose):
        return set()
    whole = [band for key, band in bands.items() if len(band.tokens) == len(rows[key].columns) and band.body >= 0]
    empty = {key: band for key, band in bands.items() if not band.tokens and key not in read.unread}
    ends = {key: _cells_end(band, text.folded) for key, band in empty.items()}
    return {
        key
        for key, band in empty.items()
        if by_gaps.shows_blanks(replace(band, end=ends[key]), whole, text.folded, len(rows[key].columns))
    }


_NOTE = expression(r"\([^()]*\)")


def _foreign(between: str, label: str) -> bool:
    """Something else than the rest of the row's own label, or a note in brackets, stands before its figures."""
    bare = _NOTE.sub("", between)
    return any(char not in label for char in CJK.findall(bare)) or "。" in bare
