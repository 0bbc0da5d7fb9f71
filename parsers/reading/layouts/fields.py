"""Lines cut into fields by bars or tabs: each run of such lines is a grid, its empty fields are cells too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, repeat
from typing import NamedTuple

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.text.expression import expression

ROOM = " \u200b─*`"
"""What may stand around the words of a field."""
FEWEST_LINES = 3
MOST_BLANK = 2
"""Blank lines that may stand between the rows of one grid."""
_RULE = expression(r"[\s\u200b─\-=+:|~_.]*[─\-=][\s\u200b─\-=+:|~_.]*|[\s\u200b|+]*")
_PART = expression(r"─{2}|[|+]-{3,}[+|]")
"""A rule under some cells of a ruled box, beside words that span rows."""
_LINE = expression(r"[^\n]+")
_SEPARATED = expression(r"^[^,\n]*(?:,[^,\n]*){3,}$", re.MULTILINE)
_QUOTES = expression(r'"[^"\n]*"')
FEWEST_COMMAS = 60
"""A text with fewer is no comma-separated file of 表三."""
FEWEST_FIELDS = 3
"""Fewer commas on a line are those of a sentence."""
MOST_WRAPPED = 40
"""A longer line without a delimiter is no piece of a cell."""


class _Line(NamedTuple):
    start: int
    end: int
    rule: bool
    """It parts rows and holds nothing."""


def grids(plain: str, folded: str) -> Iterator[tuple[str, list[Grid]]]:
    """By the delimiter that cuts lines (`bars`, `tabs`, `commas`), the grids of a text in their order."""
    for name, mark, text in (("bars", "|", folded), ("tabs", "\t", folded), ("commas", ",", _unquoted(plain, folded))):
        if text.count(mark) > FEWEST_LINES and (found := grids_by(mark, text)):
            yield name, found


def grids_by(mark: str, text: str) -> list[Grid]:
    """The grids of the runs of lines that a delimiter cuts."""
    return [_grid(text, block, mark) for block in _blocks(text, mark)]


def _unquoted(plain: str, folded: str) -> str:
    """The text with the commas between the fields of a comma-separated file alone; nothing where there are no such."""
    if plain.count(",") < FEWEST_COMMAS or len(_SEPARATED.findall(plain)) < FEWEST_LINES:
        return ""
    lines = []
    past = 0
    for match in _LINE.finditer(plain):
        start, end = match.span()
        quiet = _QUOTES.sub(lambda m: "\u200b" * len(m.group()), match.group())
        kept = {n for n, char in enumerate(quiet) if char == ","} if quiet.count(",") >= FEWEST_FIELDS else set()
        words = ("," if n in kept else "\u200b" if c in ",|" else c for n, c in enumerate(folded[start:end]))
        lines += [folded[past:start], "".join(words)]
        past = end
    return "".join([*lines, folded[past:]])


def _blocks(folded: str, mark: str) -> Iterator[list[_Line]]:
    """Runs of lines that hold the delimiter; a line of words without it ends one, so do many blank lines."""
    block: list[_Line] = []
    past = 0
    for match in _LINE.finditer(folded):
        start, end = match.span()
        line = match.group()
        rule = (mark == "|" and _PART.search(line) is not None) or (
            _RULE.fullmatch(line) is not None and (mark == "|" or mark not in line)
        )
        if block and folded.count("\n", past, start) > MOST_BLANK + 1:
            yield from [block] if _holds(block) else []
            block = []
        if rule or mark in line or (block and _wrapped(folded, past, start, end, mark)):
            block.append(_Line(start, end, rule))
            past = end
        elif block:
            yield from [block] if _holds(block) else []
            block = []
    yield from [block] if _holds(block) else []


def _wrapped(folded: str, past: int, start: int, end: int, mark: str) -> bool:
    """A short line right between two lines of the block: a piece of a cell that was broken over lines."""
    after = folded.find("\n", end + 1)
    follows = mark in folded[end + 1 : after if after >= 0 else len(folded)]
    return start == past + 1 and end - start <= MOST_WRAPPED and follows


def _holds(block: Sequence[_Line]) -> bool:
    return sum(not line.rule for line in block) >= FEWEST_LINES


def _grid(folded: str, block: Sequence[_Line], mark: str) -> Grid:
    lines = [line for line in block if not line.rule]
    words = [folded[line.start : line.end].strip(" \u200b") for line in lines]
    opened, closed = (mark == "|" and sum(test) * 5 >= len(words) * 4 for test in _ends(words, mark))
    rows = _groups(block)
    cells: list[GridCell] = []
    columns = 0
    for row, group in enumerate(rows):
        for line in group:
            fields = _fields(folded, line, mark, opened, closed)
            columns = max(columns, len(fields))
            cells += map(GridCell, repeat(row), count(), fields)
    return Grid(len(rows), columns, tuple(cells))


def _groups(block: Sequence[_Line]) -> list[list[_Line]]:
    """The lines of each row: one, or where rules part all rows, those between two rules."""
    groups: list[list[_Line]] = [[]]
    for line in block:
        if line.rule:
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    parted = sum(line.rule for line in block) * 2 >= sum(not line.rule for line in block) and len(groups) > 6
    return groups if parted else [[line] for group in groups for line in group]


def _ends(words: Sequence[str], mark: str) -> tuple[list[bool], list[bool]]:
    """By line: whether the delimiter opens it, and whether it closes it."""
    return [line.startswith(mark) for line in words], [line.endswith(mark) for line in words]


def _fields(folded: str, line: _Line, mark: str, opened: bool, closed: bool) -> list[Span]:
    """The stretches between the delimiters of a line, without the room around their words."""
    start, end = line.start, line.end
    words = folded[start:end]
    if closed and words.rstrip(" \u200b").endswith(mark):
        end = start + len(words.rstrip(" \u200b")) - 1
    if opened and words.lstrip(" \u200b").startswith(mark):
        start += len(words) - len(words.lstrip(" \u200b")) + 1
    spans = []
    for piece in folded[start:end].split(mark):
        bare = piece.strip(ROOM)
        left = start + piece.find(bare)
        spans.append(Span(left, left + len(bare)))
        start += len(piece) + 1
    return spans


def trimmed(folded: str, start: int, end: int) -> Span:
    """A stretch without the room around its words; empty at its start where it holds nothing else."""
    words = folded[start:end]
    bare = words.strip(ROOM)
    left = start + words.find(bare)
    return Span(left, left + len(bare))
