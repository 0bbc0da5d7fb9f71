"""The words of the form beside and above a figure: they hold a reference to its cell, or show that it slipped."""

from __future__ import annotations

from functools import cache
from typing import Any

from parsers.form.form import FORMS
from parsers.form.printed import REVIEW
from parsers.model import Address
from tui.words.halfwidth import folded


class Anchors:
    """The words of each sheet, looked up once a row and column.

    A spreadsheet moves references with the cells; a program that does not, or a person who sorts rows, leaves them
    pointing at another figure. Then the label of the row or the head of the column is another one.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self._labels: dict[tuple[str, int], frozenset[str]] = {}
        self._heads: dict[tuple[str, int], list[tuple[int, str]]] = {}

    def hold(self, address: Address, sheet: str, row: int, column: int) -> bool:
        """Whether the cell (counted from 1) still stands in its row and column of the form."""
        labels, heads = _words(address)
        if address.table != REVIEW and not labels & self._row(sheet, row):
            return False
        above = [word for at, word in self._column(sheet, column) if at < row and word in _heads(address.table)]
        return bool(above) and above[-1] in heads

    def _row(self, sheet: str, row: int) -> frozenset[str]:
        key = (sheet, row)
        if key not in self._labels:
            cells = next(self._book[sheet].iter_rows(min_row=row, max_row=row, values_only=True), ())
            self._labels[key] = frozenset(_plain(value) for value in cells if isinstance(value, str))
        return self._labels[key]

    def _column(self, sheet: str, column: int) -> list[tuple[int, str]]:
        key = (sheet, column)
        if key not in self._heads:
            cells = self._book[sheet].iter_rows(min_col=column, max_col=column, values_only=True)
            words = ((row, value) for row, (value,) in enumerate(cells, 1) if isinstance(value, str))
            self._heads[key] = [(row, _plain(value)) for row, value in words]
        return self._heads[key]


def _plain(words: str) -> str:
    return "".join(folded(words).split()).replace("、", "/")


@cache
def _words(address: Address) -> tuple[frozenset[str], frozenset[str]]:
    """The labels of the address's row and the heads of its column, over all forms."""
    labels, heads = set(), set()
    for form in FORMS.values():
        for block in form.blocks[address.table]:
            for row in block.rows:
                if row.key == address.row and address.column in block.heads:
                    labels.add(_plain(row.words.zh))
                    heads.add(_plain(block.heads[address.column].zh))
    return frozenset(labels), frozenset(heads)


@cache
def _heads(table: str) -> frozenset[str]:
    """Every head of a column of the table."""
    return frozenset(_plain(w.zh) for form in FORMS.values() for b in form.blocks[table] for w in b.heads.values())
