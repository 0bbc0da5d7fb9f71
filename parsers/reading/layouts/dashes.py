"""Columns told by a rule of dashes (`---- ------- ---`): each run is a column, and what stands under it is its cells.

A frame of bars may stand around the lines. Where it is too narrow for them, pandoc cuts each line into pieces, counted
from its right end; the rule, cut alike, tells how many pieces are a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, groupby
from math import inf
from typing import NamedTuple

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.layouts.columns import MEASURES
from parsers.text.expression import expression

FEWEST_COLUMNS = 3
MOST_HEADS = 8
"""So many lines right above a rule may be heads."""
_RULE = expression(r" *(?:-+|=+)(?: +(?:-+|=+))* *")
_RUN = expression(r"-+|=+")
_LINE = expression(r"[^\n]*")
_WORD = expression(r"[^\s\u200b]\S*")
_FIGURE = expression(r"[+-]?[\d,]+(?:\.\d+)?|[/\-—]+|无")

Column = tuple[int, int]
"""Where a column starts and ends."""
_SIDES: tuple[Callable[[Column, Column], bool], ...] = (
    lambda word, column: word[0] == column[0],
    lambda word, column: word[1] == column[1],
    lambda word, column: abs(sum(word) - sum(column)) <= 1,
)
"""Whether a figure is set to the left of its column, to the right, in the middle."""


class _Line(NamedTuple):
    start: int
    end: int
    framed: bool
    words: bool
    dashes: bool


class _Rule(NamedTuple):
    first: int
    """The index of its first line."""
    pieces: int
    columns: tuple[Column, ...]
    lead: int
    """The width of the first of several pieces; places count from the second on."""
    width: int
    """Of every other piece."""


class _Word(NamedTuple):
    x: int
    width: int
    span: Span
    figure: bool


class _Parsed(NamedTuple):
    """A line put together again: what speaks for it, and by column the words in it, a span a piece."""

    score: int
    cells: tuple[tuple[int, Span], ...] | None
    """None where a figure does not stand in a column."""
    whole: bool
    """All words stand in columns."""


def grids(plain: str, folded: str) -> Iterator[tuple[str, list[Grid]]]:
    """A grid for each rule of dashes that parts columns."""
    if "- -" not in folded and "-  -" not in folded and "= =" not in folded:
        return
    lines = list(_lines(folded))
    rules = list(_rules(folded, lines))
    found = []
    past = 0
    for n, rule in enumerate(rules):
        body = _body(lines, rules, n) if rule.first >= past and len(rule.columns) >= FEWEST_COLUMNS else []
        if len(body) > 1:
            rows = _rows(plain, folded, [lines[i] for i in body], rule)
            if len(rows) > 1:
                found.append(_grid(rows, len(rule.columns)))
                past = body[-1]
    if found:
        yield "dashes", found


def _lines(folded: str) -> Iterator[_Line]:
    """The lines of a text without a frame of bars around them; blank lines between framed ones are left out."""
    framed = False
    for match in _LINE.finditer(folded):
        start, end = match.span()
        words = match.group().strip()
        inside = len(words) > 1 and words[0] == words[-1] == "|" and words.count("|") == 2
        if inside:
            start, end = folded.index("|", start) + 1, folded.rindex("|", start, end)
            words = words[1:-1].strip()
            if folded[start] == folded[end - 1] == " " and end - start > 1:
                start, end = start + 1, end - 1
        if inside or words or not framed:
            framed = inside
            yield _Line(start, end, inside, bool(words), bool(words) and bool(_RULE.fullmatch(folded, start, end)))


def _rules(folded: str, lines: Sequence[_Line]) -> Iterator[_Rule]:
    """The rules of dashes; in a frame, neighbouring lines of dashes are the pieces of one."""
    at = 0
    for (dashes, framed), group in groupby(lines, key=lambda line: (line.dashes, line.framed)):
        same = list(group)
        for n, pieces in enumerate([same] if framed else [[line] for line in same]) if dashes else ():
            words = [folded[line.start : line.end] for line in pieces]
            first = words[0].rstrip()
            lead = len(first) if len(words) > 1 else 0
            runs = _RUN.finditer("".join([first, *words[1:]]))
            columns = tuple((run.start() - lead, run.end() - lead) for run in runs)
            yield _Rule(at + n, len(words), columns, lead, len(words[-1]))
        at += len(same)


def _body(lines: Sequence[_Line], rules: Sequence[_Rule], n: int) -> list[int]:
    """The lines of a table: the heads right above its rule, and those below it, to its last rule or a blank line."""
    rule = rules[n]
    above, below = rule.first, rule.first + rule.pieces
    while above > max(0, rule.first - MOST_HEADS) and lines[above - 1].words and not lines[above - 1].dashes:
        above -= 1
    if lines[rule.first].framed:
        above = rule.first
    last = next((r.first for r in rules[n + 1 :] if _extent(r) == _extent(rule)), None)
    rest = range(below, len(lines) if last is None else last)
    framed = lines[rule.first].framed
    end = next((i for i in rest if lines[i].framed != framed or not (lines[i].words or last)), rest.stop)
    return [*range(above, rule.first), *range(below, end)]


def _extent(rule: _Rule) -> Column:
    return rule.columns[0][0], rule.columns[-1][1]


def _rows(plain: str, folded: str, lines: Sequence[_Line], rule: _Rule) -> list[list[tuple[int, Span]]]:
    """The rows whose figures stand in columns, by the measure and the side of a column that suit most words.

    None where lines were cut into pieces and one does not fit: another may be lost.
    """
    best: tuple[int, list[_Parsed | None]] = (0, [])
    sides: Sequence[int] = range(len(_SIDES))
    tried: list[list[list[_Word]]] = []
    for measure in (*MEASURES[1:], MEASURES[0]):
        words = [_words(plain, folded, line, measure) for line in lines]
        if words in tried:
            continue
        tried.append(words)
        least = best[0] if len(tried) > 1 else -inf
        for side in sides:
            made = _put_together(words, rule, side, least)
            if made and made[0] > least:
                least, sides = made[0], [side]
                best = max(best, made, key=lambda made: made[0])
        whole = all(line.whole for line in best[1] if line)
        if whole and best[0] * 3 >= sum(map(len, words)) * 2:
            break
    return list(_cells(best[1])) if whole or rule.pieces == 1 else []


def _words(plain: str, folded: str, line: _Line, measure: Callable[[str], int]) -> list[_Word]:
    found = []
    x, past = 0, line.start
    for match in _WORD.finditer(folded, line.start, line.end):
        start, end = match.span()
        x += measure(plain[past:start])
        width = measure(plain[start:end])
        found.append(_Word(x, width, Span(start, end), _FIGURE.fullmatch(folded, start, end) is not None))
        x, past = x + width, end
    return found


def _put_together(
    lines: Sequence[Sequence[_Word]], rule: _Rule, side: int, least: float
) -> tuple[int, list[_Parsed | None]] | None:
    """Lines out of their pieces in the way that suits their words best; None is a blank line between rows.

    Nothing as soon as the words of the lines that are left cannot bring it above `least` any more.
    """
    gains = list(accumulate((sum(1 + word.figure for word in words) for words in lines), initial=0))
    best: list[tuple[int, int, _Parsed | None]] = [(0, 0, None)]
    for at in reversed(range(len(lines))):
        after = len(lines) - at
        chosen: tuple[int, int, _Parsed | None] = (best[-1][0], 1, None)
        if lines[at]:
            chosen = (best[-1][0] - len(lines[at]), 1, _Parsed(-1, None, False))
        for pieces in range(max(1, rule.pieces - 1), min(rule.pieces, after) + 1):
            parsed = _parse(lines[at : at + pieces], rule, side) if any(lines[at : at + pieces]) else None
            if parsed and best[after - pieces][0] + parsed.score >= chosen[0]:
                chosen = (best[after - pieces][0] + parsed.score, pieces, parsed)
        best.append(chosen)
        if max(score for score, *_ in best[-rule.pieces :]) + gains[min(len(lines), at + rule.pieces - 1)] <= least:
            return None
    found = []
    at = len(lines)
    while at:
        _, pieces, parsed = best[at]
        found.append(parsed)
        at -= pieces
    return best[-1][0], found


def _parse(pieces: Sequence[Sequence[_Word]], rule: _Rule, side: int) -> _Parsed | None:
    """One line by its pieces: points for words at their side, less one for each outside; None where it is too long."""
    widths = _widths(pieces, rule, side)
    if widths is None:
        return None
    full = [
        bool(words) and words[-1].x + words[-1].width >= width - 1 for words, width in zip(pieces, widths, strict=True)
    ]
    cells: list[tuple[int, Span]] = []
    score, figures, whole, start = 0, True, True, -rule.lead
    for n, words in enumerate(pieces):
        spare = sum(full[n - 1 : -1]) if n else 0  # a place is left over where a wide character had no room
        goes_on = n > 0 and full[n - 1] and bool(words) and words[0].x == 0
        column = cells[-1][0] if goes_on else -1
        spans: dict[int, Span] = {}
        for k, word in enumerate(words):
            sits = -1 if word.figure else 0
            if k or not goes_on:
                places = range(start + word.x, start + word.x + spare + 1)
                column, sits = _seat(word, places, column, rule, side)
                score += (2 if word.figure else 1) * sits
            whole = whole and sits >= 0
            figures = figures and (sits >= 0 or not word.figure)
            spans[column] = Span(spans.get(column, word.span).start, word.span.end)
        cells += spans.items()
        start += widths[n]
    return _Parsed(score, tuple(cells) if figures else None, whole)


def _widths(pieces: Sequence[Sequence[_Word]], rule: _Rule, side: int) -> list[int] | None:
    """The width of each piece of a line: of all but the first that of the frame; None where so many are not its line.

    The line ends with its last cell: the room behind it is left out.
    """
    start, end = rule.columns[-1]
    length = end + rule.lead - (end - start)
    if len(pieces) == 1:
        return [length] if rule.pieces == 1 or length <= rule.width else None
    last = pieces[-1][-1] if pieces[-1] else None
    before = pieces[-2][-1] if pieces[-2] else None
    full = before is not None and before.x + before.width >= rule.width - 1
    if last and last.x + last.width in (rule.width, rule.width - full):
        spare = end - start - last.width
        length = end + rule.lead - (spare, 0, (spare + 1) // 2)[side]
    first = length - rule.width * (len(pieces) - 1)
    return [first, *[rule.width] * (len(pieces) - 1)] if 0 < first <= rule.width else None


def _seat(word: _Word, places: range, before: int, rule: _Rule, side: int) -> tuple[int, int]:
    """The column in which a word stands, and 1 where it is at its side, 0 where it is elsewhere in it, -1 outside."""
    found = (max(0, bisect_right(rule.columns, (places[0], 1 << 30)) - 1), -1)
    for x in places:
        column = bisect_right(rule.columns, (x, 1 << 30)) - 1
        if column >= 0 and x < rule.columns[column][1]:
            if column == before or _SIDES[side]((x, x + word.width), rule.columns[column]):
                return column, int(column != before)
            found = (column, -1 if word.figure else 0)
    return found


def _cells(parsed: Sequence[_Parsed | None]) -> Iterator[list[tuple[int, Span]]]:
    """The cells of each row: a line, or where blank lines part rows, the lines between two of these."""
    gaps = sum(line is None for line in parsed)
    if gaps * 3 < len(parsed):
        rows = [[line] for line in parsed if line]
    else:
        rows = [[line for line in same if line] for words, same in groupby(parsed, key=bool) if words]
    for row in rows:
        if all(line.cells is not None for line in row):
            yield [cell for line in row for cell in line.cells or ()]


def _grid(rows: Sequence[Sequence[tuple[int, Span]]], columns: int) -> Grid:
    cells = []
    for n, row in enumerate(rows):
        empty = Span(row[0][1].start, row[0][1].start)
        for column in range(columns):
            cells += [GridCell(n, column, span) for place, span in row if place == column] or [
                GridCell(n, column, empty)
            ]
    return Grid(len(rows), columns, tuple(cells))
