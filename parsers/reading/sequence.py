"""表三 whose labels and figures stand apart: a complete sequence by rows or by columns, as its sums prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.reading.labels import APPLICATION_ROWS
from parsers.reading.matrix_doubts import WIDTH
from parsers.reading.matrix_rows import Area
from parsers.reading.pieces import adds_up
from parsers.reading.table import Text
from parsers.text.figures import Kind, Token

Rows = dict[str, tuple[Token, ...]]
_NOT_RESULTS = ("new_received", "carried_over", "processed_total", "carried_forward")


TOGETHER = 4
"""So many rows at most have their figures column by column where the others have not: beside one merged label."""

MOST_SPARE = WIDTH
"""So many figures of another table may stand before the first row, or behind the last."""


def in_sequence(text: Text, area: Area, end: int, keys: Sequence[str]) -> tuple[Rows, bool]:
    """The seven figures of every row; nothing where the table lacks a label or a figure, or a sum of it fails.

    So many figures as the form has cells, in the order of its rows or of its columns, in which every row, every column
    and every balance adds up, leave no other reading; where both orders do and differ, neither is believed. And whether
    they are sure: not where sums had to tell which rows stand column by column, or where the first begins.
    """
    if text.torn or [APPLICATION_ROWS[label.row].row for label in area.labels] != list(keys):
        return {}, False
    start = text.squashed.offset(area.start)
    tokens = [t for t in text.tokens if start <= t.start < end]
    need = WIDTH * len(keys)
    spare = len(tokens) - need
    if not 0 <= spare <= MOST_SPARE or any(t.kind is Kind.GARBLED for t in tokens):
        return {}, False
    held = [] if spare else [rows for rows in _orders(tokens, keys) if _adds_up(rows)]
    if held:
        return (held[0], True) if all(_words(rows) == _words(held[0]) for rows in held) else ({}, False)
    mixed = [dict(zip(keys, _mixed(tokens[at : at + need]), strict=False)) for at in range(spare + 1)]
    held = [rows for rows in mixed if len(rows) == len(keys) and _adds_up(rows)]
    return (held[0], False) if len(held) == 1 and any(t.value for t in held[0]["processed_total"]) else ({}, False)


def _orders(tokens: Sequence[Token], keys: Sequence[str]) -> Iterator[Rows]:
    yield {key: tuple(tokens[n * WIDTH : (n + 1) * WIDTH]) for n, key in enumerate(keys)}
    yield {key: tuple(tokens[n :: len(keys)]) for n, key in enumerate(keys)}


def _mixed(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    """Row after row; where one does not add up, the fewest that do column by column."""
    at = 0
    while at < len(tokens):
        sizes = range(1, min(TOGETHER, (len(tokens) - at) // WIDTH) + 1)
        ways = ([tuple(tokens[at + n : at + WIDTH * many : many]) for n in range(many)] for many in sizes)
        rows = next((way for way in ways if all(map(adds_up, way))), None)
        if rows is None:
            return
        yield from rows
        at += WIDTH * len(rows)


def _adds_up(rows: Mapping[str, Sequence[Token]]) -> bool:
    """Every total is there and every sum of the form holds."""
    values = {key: [token.value or 0 for token in tokens] for key, tokens in rows.items()}
    if any(row[-1] != sum(row[:-1]) for row in values.values()):
        return False
    results = [row for key, row in values.items() if key not in _NOT_RESULTS]
    if values["processed_total"] != [sum(column) for column in zip(*results, strict=True)]:
        return False
    new, over, done, forward = (values[key] for key in _NOT_RESULTS)
    return all(a + b == c + d for a, b, c, d in zip(new, over, done, forward, strict=True))


def _words(rows: Mapping[str, Sequence[Token]]) -> list[list[str]]:
    return [[token.word for token in tokens] for tokens in rows.values()]
