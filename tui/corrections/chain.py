"""The checksums of a journal's lines: each line has its own, and one that follows from the line before.

A line ends in `,"sum":"<own><chained>"}`, eight hexadecimal digits each: the CRC-32 of what stands before it in the
line, begun at 0 and begun at the chained sum of the line before. So a damaged line is told by itself, a lost or
exchanged one by the next, and lines after a damaged one can still be trusted each for itself.
"""

from __future__ import annotations

from zlib import crc32

_KEY = b',"sum":"'
_END = b'"}'
_BEHIND = len(_KEY) + 16 + len(_END)
"""Bytes of a line from its sums on."""


def sealed(content: bytes, state: int) -> tuple[bytes, int]:
    """A JSON object as a line with its sums, and the state for the next one."""
    body = content[:-1]
    chained = crc32(body, state)
    return b'%b,"sum":"%08x%08x"}\n' % (body, crc32(body), chained), chained


def has_sums(line: bytes) -> bool:
    """Whether a line (without its line feed) ends as one with sums does."""
    return line[-_BEHIND : -_BEHIND + len(_KEY)] == _KEY and line[-len(_END) :] == _END


def is_sound(line: bytes) -> bool:
    """Whether the own sum of a line with sums is right."""
    return b"%08x" % crc32(line[:-_BEHIND]) == line[-18:-10]


def after(line: bytes, state: int) -> int | None:
    """The state behind a sound line; None where another line than that of `state` was before it."""
    chained = crc32(line[:-_BEHIND], state)
    return chained if b"%08x" % chained == line[-10:-2] else None


def after_bare(line: bytes, state: int) -> int:
    """The state behind a line without sums, as older versions write them."""
    return crc32(line + b"\n", state)


def said(line: bytes) -> int:
    """The state that a sound line says is behind it."""
    return int(line[-10:-2], 16)


def content(line: bytes) -> bytes:
    """A line without its sums, if it has any."""
    return line[:-_BEHIND] + b"}" if has_sums(line) else line
