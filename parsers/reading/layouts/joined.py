"""Rows whose cells one separator joins (two spaces, `;`, `、`): split by it, all have as many fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from parsers.grid import Grid
from parsers.model import Span
from parsers.reading.labels import CJK
from parsers.reading.layouts.fields import trimmed
from parsers.reading.layouts.stretches import CELLS, Stretch, grid_of
from parsers.text.expression import expression
from parsers.text.figures import Token

MOST_WORDS = 4
"""Chinese characters in a cell; more are a label."""
_BETWEEN = expression(r"(?<=[\d无—-])(?: ?[;；、/,，:] ?| {1,2})(?=[\d无—-])")
"""More room than two spaces is that of aligned columns; bars, tabs and lines have layouts of their own."""


def grids(
    plain: str, folded: str, rows: Sequence[Stretch], figures: Sequence[Token]
) -> Iterator[tuple[str, list[Grid]]]:
    """One grid of the rows of 表三, by the separator that cuts nine in ten of them into as many fields."""
    for separator in _separators(plain, rows):
        cut = [(row.label, _fields(plain, folded, row.body, row.end, separator)) for row in rows]
        spares = Counter(fields[1] for _, fields in cut if fields)
        usual, times = spares.most_common(1)[0] if spares else (0, 0)
        if times * 10 >= len(rows) * 9:
            yield "joined", [grid_of([(label, fields[0]) for label, fields in cut if fields and fields[1] == usual])]
            return


def _separators(plain: str, rows: Sequence[Stretch]) -> list[str]:
    """What stands between neighbouring figures and printed blanks, the most frequent first."""
    gaps = Counter(chain.from_iterable(_BETWEEN.findall(plain, row.body, row.end) for row in rows))
    return [gap for gap, _ in gaps.most_common(2)]


_INVISIBLE = "[\u200b-\u200d\ufeff\u2060]*"


@cache
def _parting(separator: str) -> re.Pattern[str]:
    """The separator, whatever invisible characters stand before and in it."""
    return re.compile(_INVISIBLE + _INVISIBLE.join(map(re.escape, separator)))


_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_LEADS = frozenset(":：") | _BRACKETS.keys()
"""What may stand between a label and its cells, instead of what stands between these."""


def _begin(plain: str, body: int, separator: str) -> int | None:
    """Where the cells behind a label begin, or None where something else stands there."""
    if (parting := _parting(separator).match(plain, body)) is not None:
        return parting.end()
    if plain[body : body + 1] in _LEADS:
        return body + 1
    return body if plain[body - 1] in _LEADS or plain[body - len(separator) : body] == separator else None


def _fields(plain: str, folded: str, body: int, end: int, separator: str) -> tuple[list[Span], int] | None:
    """The seven fields behind a label, and how many empty ones stand between them and what follows; None if fewer."""
    at = _begin(plain, body, separator)
    if at is None:
        return None
    if "\n" not in separator:
        line = plain.find("\n", body, end)
        if line >= 0:
            if any(char.isdigit() for char in folded[line:end].rpartition("\n")[0]):
                return None
            end = line
    closed = plain.find(_BRACKETS[plain[at - 1]], at, end) if plain[at - 1] in _BRACKETS else -1
    end = closed if closed >= 0 else end
    fields: list[Span] = []
    for match in _parting(separator).finditer(plain, at, end):
        fields.append(Span(at, match.start()))
        at = match.end()
    fields.append(Span(at, end))
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
