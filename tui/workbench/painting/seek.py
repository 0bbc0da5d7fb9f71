"""Finding one's way in a text from a place: the figure here, the next, the one before, the next match of a search."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from parsers.model import Span
from parsers.text.figures import Kind, tokens
from parsers.text.source import Source

_MARGIN = 64
"""Characters around a stretch of text that decide whether a figure begins or ends there."""
_STRIDE = 512
_LONGEST_STRIDE = 65536


class Figures:
    """The figures of a text: those the report knows (its cells', the loose ones), and all else that prints as one."""

    def __init__(self, text: str, known: Iterable[Span]) -> None:
        self.text = text
        self.known = sorted(set(known))

    def at(self, offset: int) -> Span | None:
        """The figure that stands at an offset."""
        return next((f for f in self.between(offset - _MARGIN, offset + 1) if f.start <= offset < f.end), None)

    def after(self, offset: int) -> Span | None:
        """The first figure that begins after an offset."""
        start, stride = offset + 1, _STRIDE
        while start < len(self.text):
            if found := self.between(start, start + stride):
                return found[0]
            start, stride = start + stride, min(2 * stride, _LONGEST_STRIDE)
        return None

    def before(self, offset: int) -> Span | None:
        """The last figure that ends at or before an offset."""
        end, stride = offset, _STRIDE
        while end > 0:
            found = [f for f in self.between(end - stride, end) if f.end <= offset]
            if found:
                return found[-1]
            end, stride = end - stride, min(2 * stride, _LONGEST_STRIDE)
        return None

    def between(self, start: int, end: int) -> list[Span]:
        """The figures that begin in a stretch of the text, in order."""
        start = max(0, start)
        known = self.known[bisect_left(self.known, (start,)) : bisect_left(self.known, (end,))]
        near = self.known[max(0, bisect_left(self.known, (start,)) - 1) : bisect_left(self.known, (end + _MARGIN,))]
        others = (t for t in self._printed(start, end) if not any(t.start < n.end and n.start < t.end for n in near))
        return sorted([*known, *others])

    def _printed(self, start: int, end: int) -> Iterator[Span]:
        shift = max(0, start - _MARGIN)
        folded = Source(self.text[shift : end + _MARGIN], "").folded
        for token in tokens(folded):
            if token.kind is Kind.FIGURE and start <= token.start + shift < end:
                yield Span(token.start + shift, token.end + shift)


def find(text: str, words: str, offset: int, backwards: bool = False) -> Span | None:
    """The next match after an offset (the last before it), going around the end of the text; None without any.

    Blanks and line breaks inside the text do not count, nor do case and full-width forms: scraped labels are broken.
    """
    pattern = _pattern(words)
    if pattern is None:
        return None
    if backwards:
        found = list(pattern.finditer(text, 0, offset)) or list(pattern.finditer(text, offset))
        return Span(*found[-1].span()) if found else None
    match = pattern.search(text, offset + 1) or pattern.search(text)
    return Span(*match.span()) if match else None


def every(text: str, words: str) -> Iterator[Span]:
    """All places of the words."""
    pattern = _pattern(words)
    return (Span(*match.span()) for match in pattern.finditer(text)) if pattern is not None else iter(())


def _pattern(words: str) -> re.Pattern[str] | None:
    characters = [c for c in words if not c.isspace()]
    return re.compile(r"\s*".join(map(_either_width, characters)), re.IGNORECASE) if characters else None


def _either_width(character: str) -> str:
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        code -= 0xFEE0
    if 0x21 <= code <= 0x7E:
        return f"[{re.escape(chr(code))}{chr(code + 0xFEE0)}]"
    return re.escape(character)
