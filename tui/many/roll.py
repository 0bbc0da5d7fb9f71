"""The rows of the list of reports, kept sorted in every order at once, so that a key only has to filter numbers."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, overload

from tui.many.rows import KINDS, ORDERS, work_left
from tui.many.summary import Summary


class Shown(Sequence[Summary]):
    """Some of the rows, by their numbers."""

    def __init__(self, roll: Roll, numbers: array[int]) -> None:
        self._roll = roll
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, line: int) -> Summary: ...

    @overload
    def __getitem__(self, line: slice) -> list[Summary]: ...

    def __getitem__(self, line: int | slice) -> Summary | list[Summary]:
        if isinstance(line, slice):
            return [self._roll.rows[number] for number in self._numbers[line]]
        return self._roll.rows[self._numbers[line]]

    def line(self, file: str) -> int | None:
        """Where a file stands among them."""
        try:
            return self._numbers.index(self._roll.numbers[file])
        except (KeyError, ValueError):
            return None


class Roll(Mapping[str, Summary]):
    """Rows by their file; each has a number in the order in which they came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.rows: list[Summary] = []
        self.left = 0
        """How many have work left."""
        self._texts: list[str] = []
        """What the words of a filter are looked for in."""
        self._kinds = [bytearray() for _ in KINDS]
        """For each of `KINDS` which rows are of it."""
        self._sorted = [array("I") for _ in ORDERS]
        self._sought: tuple[str, bytes] | None = None

    def __getitem__(self, file: str) -> Summary:
        return self.rows[self.numbers[file]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.rows)

    def put(self, row: Summary) -> None:
        """Add a row, or put it in the place of what was known of the same file."""
        number = self.numbers.setdefault(row.file, len(self.rows))
        if number < len(self.rows):
            self._take_out(number)
        else:
            self.rows.append(row)
            self._texts.append("")
            for kind in self._kinds:
                kind.append(0)
        self.rows[number] = row
        self._texts[number] = f"{row.file} {row.agency or ''} {row.title or ''} {row.year or ''}".casefold()
        for kind, (_id, _name, is_of) in zip(self._kinds, KINDS, strict=True):
            kind[number] = is_of(row)
        for order, numbers in enumerate(self._sorted):
            insort(numbers, number, key=self._key(order))
        self.left += work_left(row)
        self._sought = None

    def _take_out(self, number: int) -> None:
        for order, numbers in enumerate(self._sorted):
            key = self._key(order)
            del numbers[bisect_left(numbers, key(number), key=key)]
        self.left -= work_left(self.rows[number])

    def _key(self, order: int) -> Callable[[int], Any]:
        """What an order sorts a row's number by; equal rows stand as they came."""
        of, rows = ORDERS[order][1], self.rows
        return lambda number: (of(rows[number]), number)

    def shown(self, words: str, kind: int, order: int) -> Shown:
        """The rows of a kind that have all these words, in one of `ORDERS`."""
        numbers = self._sorted[order][:]
        for wanted in (self._kinds[kind] if kind else b"", self._having(words)):
            if wanted:
                numbers = array("I", compress(numbers, map(wanted.__getitem__, numbers)))
        return Shown(self, numbers)

    def _having(self, words: str) -> bytes:
        """Which rows have all the words; nothing where there are no words."""
        if self._sought is None or self._sought[0] != words:
            has = b""
            for word in words.casefold().split():
                own = bytes([word in text for text in self._texts])
                has = bytes(map(int.__and__, has, own)) if has else own
            self._sought = words, has
        return self._sought[1]
