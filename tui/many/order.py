"""Sorting many things in little memory: they are gone through several times, and a part of them held each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from typing import TypeVar

Key = TypeVar("Key", int, str)

HELD = 2048
"""So many are held at a time; all the names of a folder of 50,000 would weigh as much as the program's other data."""


def in_order(again: Callable[[], Iterable[Key]], below: Key) -> Iterator[Key]:
    """What `again` gives each time it is called, smallest first and each once; all of it must be above `below`."""
    while True:
        part = nsmallest(HELD, (one for one in again() if one > below))
        yield from part
        if len(part) < HELD:
            return
        below = part[-1]
