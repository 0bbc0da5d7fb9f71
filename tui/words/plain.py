"""Text on a terminal without a screen: harmless, aligned by cells, in the terminal's own encoding."""

from __future__ import annotations

import sys
import unicodedata
from typing import TextIO

_WIDE = frozenset("WF")


def visible(text: str) -> str:
    """The text with everything that would command a terminal written out, as in `\\x1b`; on one line."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or (character in "\u00a0\u3000"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many cells the text takes; a Chinese character takes two."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def fitted(text: str, cells: int) -> str:
    """The text filled up with spaces, or cut with an ellipsis, to exactly so many cells."""
    missing = cells - width(text)
    if missing >= 0:
        return text + " " * missing
    kept, used = "", 0
    for character in text:
        if used + _cells(character) > cells - 1:
            break
        kept, used = kept + character, used + _cells(character)
    return kept + "…" + " " * (cells - 1 - used)


def speak_safely(*streams: TextIO) -> None:
    """Make streams write what their encoding lacks (an emoji on a GBK terminal) as an escape, not as an error."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def encoded(text: str) -> bytes:
    """The text in the encoding of standard output, for those who write bytes there."""
    return text.encode(sys.stdout.encoding or "utf-8", "backslashreplace")


def complain(path: str, why: str) -> None:
    """One sentence on standard error about one file, over the progress bar if there is one."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
    print(f"gouji: {visible(path)}: {visible(why)}" if path else f"gouji: {visible(why)}", file=sys.stderr)
