"""Rows whose cells one separator joins (two spaces, `;`, `、`): split by it, all have as many fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.model import Span
from parsers.reading.grid import Grid, GridCell
from parsers.reading.labels import CJK, ONE_OTHER, THREE_OTHER, Label, Squashed, candidates, chain
from parsers.reading.layouts.fields import trimmed
from parsers.text.figures import Token

CELLS = 7
FEWEST_ROWS = 12
MOST_AGAIN = 3
"""Labels beside the chain: more of them are a second copy, which is not cut here."""
MOST_WORDS = 4
"""Chinese characters in a cell; more are a label."""
_SEPARATOR = re.compile(r" ?[;；、/,，:] ?| {1,2}")
"""More room than two spaces is that of aligned columns; bars, tabs and lines have layouts of their own."""


def grids(plain: str, folded: str, squashed: Squashed, figures: Sequence[Token]) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of the rows of 表三, by the separator that cuts nine in ten of them into as many fields."""
    found = candidates(squashed)
    labels = max(chain(found, ONE_OTHER), chain(found, THREE_OTHER), key=lambda c: sum(label.weight for label in c))
    again = sum(label.numbered for label in found) - sum(label.numbered for label in labels)
    if len(labels) < FEWEST_ROWS or again >= MOST_AGAIN:
        return
    rows = [_stretch(plain, squashed, a, b) for a, b in pairwise([*labels, None]) if a is not None]
    for separator in _separators(plain, rows, figures):
        cut = [_fields(plain, folded, label, body, end, separator) for label, body, end in rows]
        usual = Counter(spare for _, spare in filter(None, cut)).most_common(1)
        if not usual or usual[0][1] * 10 < len(rows) * 9:
            continue
        kept = [(row[0], c[0]) for row, c in zip(rows, cut, strict=True) if c and c[1] == usual[0][0]]
        lines = enumerate([label, *fields] for label, fields in kept)
        cells = [GridCell(n, column, span) for n, line in lines for column, span in enumerate(line)]
        yield "joined", [Grid(len(kept), 1 + CELLS, tuple(cells))]
        return


def _stretch(plain: str, squashed: Squashed, label: Label, after: Label | None) -> tuple[Span, int, int]:
    """A label's span with all of its words, and the text behind it up to the next label."""
    start, body = squashed.offset(label.start), squashed.offset(label.end - 1) + 1
    end = squashed.offset(after.start) if after else len(plain)
    tail = _TAIL.match(plain, body, end)
    body = tail.end() if tail else body
    return Span(start, body), body, end


_TAIL = re.compile(r"(?:[^\S\n]?[\u3400-\u9fff“”\"、,，()（）])*")
"""The rest of a label; a single space may stand inside of it."""


def _separators(plain: str, rows: Sequence[tuple[Span, int, int]], figures: Sequence[Token]) -> list[str]:
    """What stands between neighbouring figures, the most frequent first."""
    gaps: Counter[str] = Counter()
    starts = [row[1] for row in rows]
    inside = [t for t in figures if starts[0] <= t.start < rows[-1][2]]
    for a, b in pairwise(inside):
        gap = plain[a.stop : b.start]
        if _SEPARATOR.fullmatch(gap):
            gaps[gap] += 1
    return [gap for gap, _ in gaps.most_common(2)]


def _fields(plain: str, folded: str, label: Span, body: int, end: int, separator: str) -> tuple[list[Span], int] | None:
    """The seven fields behind a label, and how many empty ones stand between them and what follows; None if fewer."""
    if not plain.startswith(separator, body):
        return None
    if "\n" not in separator:
        line = plain.find("\n", body, end)
        if line >= 0:
            if any(char.isdigit() for char in folded[line:end].rpartition("\n")[0]):
                return None
            end = line
    fields: list[Span] = []
    at = body + len(separator)
    while True:
        stop = plain.find(separator, at, end)
        fields.append(Span(at, end if stop < 0 else stop))
        if stop < 0:
            break
        at = stop + len(separator)
    cells, rest = fields[:CELLS], fields[CELLS:]
    if len(cells) < CELLS or any("\n" in plain[slice(*span)] for span in cells):
        return None
    if any(len(CJK.findall(plain, *span)) > MOST_WORDS for span in cells):
        return None
    words = next((n for n, span in enumerate(rest) if plain[slice(*span)].strip()), None)
    if words is not None and not CJK.search(plain, *rest[words]):
        return None
    spare = max(0, len(rest) - 1) if words is None else words
    return [trimmed(folded, *span) for span in cells], spare
