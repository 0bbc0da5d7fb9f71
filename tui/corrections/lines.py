"""The lines of a journal: what they tell of a report, whatever happened to the file."""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tui.corrections import chain
from tui.corrections.actline import FORMAT, Damaged, Header, act_json, header_json, parsed, read_act, read_header
from tui.corrections.acts import Entry

_WITH_SUMS = re.compile(rb',"sum":"[0-9a-f]{16}"')

_RECENT = 64
"""Lines back to which a line may follow on that was written by somebody who had not seen those between."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a journal's bytes say."""

    header: Header | None
    """None where nothing whole was written yet."""
    entries: tuple[Entry, ...] = ()
    damaged: tuple[int, ...] = ()
    """Numbers, from 1, of whole lines that cannot be read, with which no act that stands behind them was lost."""
    state: int = 0
    """What the sums of the next line are to follow from."""
    glue: bytes = b""
    """What must stand before the next line, so that it is none with what a power cut left."""
    length: int = 0
    """Bytes in all."""


def whole_journal(header: Header, entries: Iterable[Entry]) -> bytes:
    """All lines of a journal."""
    line, state = chain.sealed(header_json(header), 0)
    lines = [line]
    for entry in entries:
        line, state = chain.sealed(act_json(entry), state)
        lines.append(line)
    return b"".join(lines)


def read_lines(data: bytes) -> Lines:
    """A journal's bytes as header and acts. Raises NewerFormat, Damaged, or ValueError for another kind of file."""
    lines, ended = split(data)
    if len(lines) <= 1 and _torn_header(data):
        return Lines(None, length=len(data))
    header = read_header(lines[0])
    reading = _Reading(lines[0])
    with _many_objects():
        for number, line in enumerate(lines[1:], 2):
            reading.take(number, line)
    cut = reading.end(ended)
    glue = b"" if ended else b"\0\n" if cut else b"\n"
    return Lines(header, tuple(reading.entries), tuple(reading.damaged), reading.state, glue, len(data))


@contextmanager
def _many_objects() -> Iterator[None]:
    """Half the time of reading would go into looking for garbage where there is none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def split(data: bytes) -> tuple[list[bytes], bool]:
    """The lines without their line feeds, and whether the last one has one."""
    lines = data.split(b"\n")
    ended = not lines[-1]
    return (lines[:-1] if ended else lines), ended


class _Reading:
    """Takes one line after the other and knows what was lost between them."""

    def __init__(self, header: bytes) -> None:
        self.entries: list[Entry] = []
        self.damaged: list[int] = []
        self.state = chain.said(header) if chain.has_sums(header) else chain.after_bare(header, 0)
        self._states = deque([self.state], _RECENT)
        self._bad: list[tuple[int, bytes]] = []

    def take(self, number: int, line: bytes) -> None:
        """A line is an act where its sums say so; one without sums where nothing before it is in doubt."""
        entry = state = None
        if chain.has_sums(line):
            state = self._behind(line)
            entry = None if state is None else read_act(line)
        elif not self._bad and (entry := read_act(line, bare=True)) is not None:
            state = chain.after_bare(line, self.state)
        if entry is None or state is None:
            self._bad.append((number, line))
            return
        if self._bad:
            self.end(ended=True)
        self.entries.append(entry)
        self.state = state
        self._states.append(state)

    def _behind(self, line: bytes) -> int | None:
        """The state behind a sound line that follows on the last one, or on one shortly before it."""
        if not chain.is_sound(line):
            return None
        state = chain.after(line, self.state)
        if state is not None:
            return state
        return next((s for before in self._states if (s := chain.after(line, before)) is not None), None)

    def end(self, ended: bool) -> bool:
        """Nothing else comes, or what comes knew of the bad lines before it; whether the last one was cut off.

        Raises Damaged where acts are among the bad lines: they follow on something that is lost.
        """
        bad, self._bad = self._bad, []
        acts = sum(is_act(line) for _number, line in bad)
        if acts:
            raise Damaged(bad[0][0], acts)
        cut = bool(bad) and not ended and not _WITH_SUMS.search(bad[-1][1])
        whole = bad[:-1] if cut else bad
        self.damaged += [number for number, line in whole if line.strip(b"\0") and not line.endswith(b"\0")]
        return cut


def is_act(line: bytes) -> bool:
    """Whether a line by itself can be trusted to be an act, whatever stood before it."""
    if chain.has_sums(line):
        return chain.is_sound(line) and read_act(line) is not None
    return read_act(line, bare=True) is not None


def _torn_header(data: bytes) -> bool:
    """A header cut off while it was written: its beginning, or zeros where the disk never got it."""
    begin = b'{"gouji":%d,"sha256":"' % FORMAT
    return not data.strip(b"\0") or begin.startswith(data) or (data.startswith(begin) and parsed(data) is None)
