"""A bar on the terminal's standard error while many reports are read; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO, TypeVar

T = TypeVar("T")
_CELLS, _SECONDS = 30, 0.1


def wanted(stream: TextIO | None = None) -> bool:
    """Whether anybody would see a bar."""
    return (stream or sys.stderr).isatty()


def watched(items: Iterable[T], total: int, stream: TextIO | None = None) -> Iterator[T]:
    """The items, with a bar that says how many of `total` have passed; the bar is gone at the end."""
    stream = stream or sys.stderr
    drawn = monotonic()
    try:
        for count, item in enumerate(items, 1):
            yield item
            if monotonic() - drawn > _SECONDS:
                drawn = monotonic()
                stream.write("\r" + bar(count, total))
                stream.flush()
    finally:
        stream.write("\r\x1b[K")
        stream.flush()


@contextmanager
def ticking(total: int, wanted: bool, stream: TextIO | None = None) -> Iterator[Callable[[float], None]]:
    """A bar while something is done, moved by whoever is told how much more of `total` is; it is gone at the end."""
    stream = stream or sys.stderr
    done, drawn = 0.0, monotonic()

    def tick(more: float) -> None:
        nonlocal done, drawn
        done += more
        if wanted and monotonic() - drawn > _SECONDS:
            drawn = monotonic()
            stream.write("\r" + bar(int(done), total))
            stream.flush()

    try:
        yield tick
    finally:
        if wanted:
            stream.write("\r\x1b[K")
            stream.flush()


def bar(count: int, total: int) -> str:
    """`[#####.....] 123/456`"""
    full = _CELLS * min(count, total) // max(total, 1)
    return f"[{'#' * full}{'.' * (_CELLS - full)}] {count}/{total}"
