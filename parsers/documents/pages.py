"""A page as it is drawn: glyphs and rules, by position. Points of 1/72 inch from its upper left corner."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from parsers.documents.blocks import raised

MOST_PAGES = 400
MOST_GLYPHS = 60_000
"""Glyphs of a page; a page of small print has 6,000."""


class Glyph(NamedTuple):
    """A character where it is drawn."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    upright: bool = True
    """False for text that runs down or up the page."""


class Rule(NamedTuple):
    """A straight line, across or down the page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


class Page(NamedTuple):
    """What is drawn on a page."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]
    pictures: int = 0


class Line(NamedTuple):
    """Glyphs on one line, with what they say."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


THICKEST = 3.0
"""A filled box that is thinner is a rule."""
GAP, WORD_GAP = 0.35, 1.2
"""Room between glyphs, by their height, from which it is a space, and from which another word begins."""


def straight(points: Sequence[tuple[float, float]]) -> Rule | None:
    """The rule between two points; None for a slanting line."""
    (ax, ay), (bx, by) = points
    if min(abs(ax - bx), abs(ay - by)) > 1.0:
        return None
    return Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def drawn(points: Sequence[tuple[float, float]], stroked: bool) -> Iterator[Rule]:
    """The rules that a path draws: each side of one that is stroked, a filled one if it is thin."""
    if not points:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, y1 - y0) <= THICKEST:
        across = x1 - x0 >= y1 - y0
        middle = (y0 + y1) / 2 if across else (x0 + x1) / 2
        yield Rule(x0, middle, x1, middle) if across else Rule(middle, y0, middle, y1)
    elif stroked:
        for pair in pairwise(points):
            if (rule := straight(pair)) is not None:
                yield rule


_KANGXI = str.maketrans(
    "⺠⻔⻅⻓⻋⻉⻚⻛⻜⻢⻥⻦⻩⻬⻮⻰⻳⺟⻘⻤⻆⻄⻝⼾", "民门见长车贝页风飞马鱼鸟黄齐齿龙龟母青鬼角西食户"
)
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def meant(text: str) -> str:
    """The characters meant by radicals and compatibility forms, which some fonts are mapped to."""
    if not _COMPATIBLE.search(text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if _COMPATIBLE.match(c) else c for c in text.translate(_KANGXI))


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that glyphs stand on, from the top; those that run down the page are one line each column."""
    glyphs = _once(glyphs)
    upright = sorted((g for g in glyphs if g.upright), key=lambda g: ((g.y0 + g.y1) / 2, g.x0))
    lines = [_line(row) for row in _rows(upright)]
    turned = sorted((g for g in glyphs if not g.upright), key=lambda g: (-round((g.x0 + g.x1) / 2 / 6), g.y0))
    if turned:
        lines.append(_line(turned, "".join(g.text for g in turned)))
    return sorted(lines, key=lambda line: (line.y0, line.x0))


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Without glyphs drawn a second time a hair aside, as bold type is feigned."""
    seen: dict[str, list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        near = 0.15 * max(glyph.y1 - glyph.y0, 1)
        twins = seen.setdefault(glyph.text, [])
        if not any(abs(glyph.x0 - o.x0) < near and abs(glyph.y0 - o.y0) < near for o in twins[-3:]):
            kept.append(glyph)
            twins.append(glyph)
    return kept


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs whose middles are on one height."""
    row: list[Glyph] = []
    for glyph in glyphs:
        height = max(glyph.y1 - glyph.y0, 1)
        middle = (glyph.y0 + glyph.y1) / 2
        if row and middle - (row[0].y0 + row[0].y1) / 2 > 0.45 * max(height, row[0].y1 - row[0].y0):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _line(row: Sequence[Glyph], text: str | None = None) -> Line:
    row = sorted(row, key=lambda g: g.x0) if text is None else row
    x0, x1 = min(g.x0 for g in row), max(g.x1 for g in row)
    y0, y1 = min(g.y0 for g in row), max(g.y1 for g in row)
    return Line(_words(row) if text is None else text, x0, y0, x1, y1)


def _words(row: Sequence[Glyph]) -> str:
    """What a line says, with room where it has room; small digits that stand high are raised."""
    height = median(max(g.y1 - g.y0, 0.1) for g in row)
    bottom = median(g.y1 for g in row)
    pieces: list[str] = []
    for at, glyph in enumerate(row):
        if at and glyph.x0 - row[at - 1].x1 > GAP * height:
            wide = glyph.x0 - row[at - 1].x1 >= WORD_GAP * height
            pieces.append(_room(pieces, glyph.x0, height) if wide else " ")
        high = glyph.y1 - glyph.y0 < 0.75 * height and glyph.y1 < bottom - 0.2 * height
        pieces.append(raised(glyph.text) if high else glyph.text)
    return "".join(pieces)


def _room(pieces: Sequence[str], x: float, height: float) -> str:
    """Spaces up to where a word stands on the page, two to a character of full width."""
    written = sum(1 + (unicodedata.east_asian_width(c) in "WF") for piece in pieces for c in piece)
    return " " * max(3, min(round(2.5 * x / height) - written, 200))


def text_of(glyphs: Iterable[Glyph]) -> str:
    """What stands in a cell, its lines one behind the other."""
    return " ".join(line.text for line in lines_of(glyphs))
