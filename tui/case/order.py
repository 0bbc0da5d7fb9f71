"""Sorting many things in little memory: parts of them are sorted, packed close and merged."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import TypeVar

Key = TypeVar("Key", int, str)

HELD = 4096
"""So many are sorted at a time; all the names of a folder of 50,000 would weigh as much as the program's other data."""


def names_in_order(names: Iterable[str]) -> Iterator[str]:
    """File names, smallest first."""
    return _merged(names, _packed)


def numbers_in_order(numbers: Iterable[int]) -> Iterator[int]:
    """Whole numbers of up to eight bytes, none below 0, smallest first."""
    return _merged(numbers, lambda part: array("Q", part))


def _merged(items: Iterable[Key], pack: Callable[[list[Key]], Iterable[Key]]) -> Iterator[Key]:
    rest = iter(items)
    parts = []
    while part := sorted(islice(rest, HELD)):
        parts.append(pack(part))
    return merge(*parts) if len(parts) > 1 else iter(parts[0] if parts else ())


def _packed(names: list[str]) -> Iterator[str]:
    """The same names; until they are asked for they take their bytes and no more."""
    return _unpacked(b"\0".join(map(os.fsencode, names)))


def _unpacked(packed: bytes) -> Iterator[str]:
    start = 0
    while (end := packed.find(b"\0", start)) >= 0:
        yield os.fsdecode(packed[start:end])
        start = end + 1
    yield os.fsdecode(packed[start:])
