"""Bytes to text, and the one coordinate system that every span counts in."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from parsers.text.expression import expression
from parsers.text.folding import fold

_BREAKS = expression("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LABELS = expression(
    "政府信息|信息公开|第二十条|行政许可|行政复议|行政訴訟|行政诉讼|总计|總計|自然人|结转|結轉|規範性文件|规范性文件"
)


@dataclass(frozen=True)
class Source:
    """The decoded text of a report (contract, section 2) and its encoding."""

    text: str
    encoding: str

    @cached_property
    def folded(self) -> str:
        """The text as the reader sees it, `folding.fold`: exactly as long as the text."""
        return fold(self.text)

    @cached_property
    def lines(self) -> list[int]:
        """Offset of the first character of every line."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line_of(self, offset: int) -> int:
        """The line, counted from 0, that an offset stands in."""
        return bisect_right(self.lines, offset) - 1


def decode(data: bytes) -> Source:
    """Decode a report's bytes; what no encoding can decode becomes U+FFFD.

    A byte-order mark decides, then UTF-8, then the encoding whose text has most labels of the form.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _source(data.decode(encoding, "replace"), encoding)
    try:
        return _source(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text, encoding = max(_candidates(data), key=lambda c: _plausibility(c[0]))
    return _source(text, encoding)


def _source(text: str, encoding: str) -> Source:
    return Source(_BREAKS.sub("\n", text.lstrip("\ufeff")), encoding)


def _candidates(data: bytes) -> list[tuple[str, str]]:
    names = ["gb18030", "big5", "utf-8"]
    if data.count(0) > len(data) // 50:
        names = ["utf-16-le", "utf-16-be", *names]
    tried = [(data.decode(name, "replace"), name) for name in names]
    if not any(_LABELS.search(text) for text, _ in tried):
        tried += _guessed(data, names)
    return tried


def _guessed(data: bytes, names: list[str]) -> list[tuple[str, str]]:
    """What chardet takes the bytes for, where that is none of `names`; some of its versions fail on some bytes."""
    import chardet

    try:
        guess = (chardet.detect(data[:65536])["encoding"] or "").lower()
        return [(data.decode(guess, "replace"), guess)] if guess and guess not in names else []
    except Exception:  # whatever it meets, or no codec of that name: then there is no guess
        return []


def _plausibility(text: str) -> tuple[int, int]:
    return len(_LABELS.findall(text)), -text.count("\ufffd")
