"""表三 whose labels and figures stand apart: a complete sequence by rows or by columns, as its sums prove."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parsers.reading.labels import APPLICATION_ROWS
from parsers.reading.matrix_doubts import WIDTH
from parsers.reading.matrix_rows import Area
from parsers.reading.table import Text
from parsers.text.figures import Kind, Token

Rows = dict[str, tuple[Token, ...]]
_NOT_RESULTS = ("new_received", "carried_over", "processed_total", "carried_forward")


def in_sequence(text: Text, area: Area, end: int, keys: Sequence[str]) -> Rows:
    """The seven figures of every row; nothing where the table lacks a label or a figure, or a sum of it fails.

    So many figures as the form has cells, in the order of its rows or of its columns, in which every row, every column
    and every balance adds up, leave no other reading; where both orders do and differ, neither is believed.
    """
    if text.torn or [APPLICATION_ROWS[label.row].row for label in area.labels] != list(keys):
        return {}
    start = text.squashed.offset(area.start)
    tokens = [t for t in text.tokens if start <= t.start < end]
    if len(tokens) != WIDTH * len(keys) or any(t.kind is Kind.GARBLED for t in tokens):
        return {}
    held = [rows for rows in _orders(tokens, keys) if _adds_up(rows)]
    return held[0] if held and all(_words(rows) == _words(held[0]) for rows in held) else {}


def _orders(tokens: Sequence[Token], keys: Sequence[str]) -> Iterator[Rows]:
    yield {key: tuple(tokens[n * WIDTH : (n + 1) * WIDTH]) for n, key in enumerate(keys)}
    yield {key: tuple(tokens[n :: len(keys)]) for n, key in enumerate(keys)}


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
