"""Printed data (JSON, Python's own): each innermost list is a row of a grid, each record a row under its keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.grid import Grid, GridCell
from parsers.model import Span
from parsers.reading.labels import CJK
from parsers.text.expression import expression

_SIGN = expression(r"[\[{]\s*(?:['\"][^'\"\n]{1,80}['\"]\s*[:,\]]|\d{1,2}\s*:)")
_INSIDE = r"\\.|\n(?=[\u3400-\u9fff])"
"""In a string: what is escaped, and a line's end where a page was wrapped within a label."""
_TOKEN = expression(
    rf"\"(?:[^\"\\\n]|{_INSIDE})*\"|'(?:[^'\\\n]|{_INSIDE})*'|-?\d+(?:\.\d+)?|[\[\]{{}},:]"
    r"|(?:null|None|NaN|nan|true|false)\b"
)
_LINE_OF_WORDS = expression(r"[\]}][\s,]*\n\s*[^\s\[{\"'][^\n\[{]*[\u3400-\u9fff]")
"""Data end, and on a line of its own stands something else."""
FEWEST_ROWS = 5
MOST_DEPTH = 12


class _Open(NamedTuple):
    """A list or record that has not ended."""

    record: bool
    values: list[Span]
    keys: list[Span]
    label: Span | None
    """The key that it is the value of."""
    broken: list[int]
    """Where something else stands in it, as the rest of a value that a page broke: what is behind may have moved."""


def grids(text: str) -> Iterator[tuple[str, list[Grid]]]:
    """The rows that the printed data of a text holds, if they are enough; words between the data part its grids."""
    if _SIGN.search(text) is None:
        return
    found: list[list[list[Span]]] = [[]]
    for row in _rows(text):
        if not row:
            return
        if found[-1] and _LINE_OF_WORDS.search(text, found[-1][-1][-1].end, row[0].start):
            found.append([])
        found[-1].append(row)
    if sum(map(len, found)) >= FEWEST_ROWS:
        yield "records", [_grid(rows) for rows in found]


def _grid(rows: list[list[Span]]) -> Grid:
    cells = tuple(GridCell(n, column, span) for n, row in enumerate(rows) for column, span in enumerate(row))
    return Grid(len(rows), max(map(len, rows)), cells)


def _lead(label: Span | None, stack: Sequence[_Open], text: str) -> list[Span]:
    """What names a list or record: its key, if that is a word of the form, else the words that stand around it."""
    if label and (CJK.search(text, *label) or not stack):
        return [label]
    around = next((outer for outer in reversed(stack[-2:]) if outer.record), None)
    return list(around.values) if around else []


def _rows(text: str) -> Iterator[list[Span]]:
    """Rows as they end in the text; the keys of records are a row of their own where they change.

    An empty row stands for a list that was broken: items of it may have moved, and rows may be gone with their labels.
    """
    stack: list[_Open] = []
    heads: list[str] = []
    key: Span | None = None
    last: Span | None = None
    past = 0
    for match in _TOKEN.finditer(text):
        word = match.group()
        if stack and text[past : match.start()].strip():
            stack[-1].broken.append(past)
        past = match.end()
        if word in "[{":
            if len(stack) == MOST_DEPTH:
                return
            stack.append(_Open(word == "{", [], [], key, []))
            key = last = None
        elif word in "]}":
            if not stack:
                continue
            ended = stack.pop()
            names = [text[a:b] for a, b in ended.keys]
            if ended.broken and len(ended.values) >= FEWEST_ROWS:
                yield []
            elif ended.broken:
                pass
            elif ended.record and len(ended.values) == len(ended.keys) > 1:
                lead = _lead(ended.label, stack, text)
                if names != heads and not all(map(str.isdigit, names)):
                    heads = names
                    yield [*(Span(s.start, s.start) for s in lead), *ended.keys]
                yield [*lead, *ended.values]
            elif not ended.record and ended.values:
                yield [*_lead(ended.label, stack, text), *ended.values]
            key = last = None
        elif word == ":":
            key = last
            if stack and stack[-1].record and stack[-1].values and stack[-1].values[-1] == last:
                stack[-1].values.pop()
        elif word != "," and stack:
            last = _inside(match)
            stack[-1].values.append(last)
            if stack[-1].record and key is not None:
                stack[-1].keys.append(key)
                key = None


def _inside(match: re.Match[str]) -> Span:
    """The characters between quotation marks; nothing where the value is none."""
    start, end = match.span()
    word = match.group()
    if word[0] in "\"'":
        return Span(start + 1, end - 1)
    return Span(start, start) if word in ("null", "None", "NaN", "nan") else Span(start, end)
