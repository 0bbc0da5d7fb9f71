"""Where a text tells that its bytes were decoded wrongly on the way, or that characters of it are lost."""

from __future__ import annotations

import re
from functools import cache

from parsers.model import Span

LOST = "\ufffd"
"""Stands where no character could be decoded."""

_WORDS = ("政府", "信息", "公开", "年度", "报告", "申请", "行政", "本年", "数量", "总计")
"""Two characters each: six bytes in UTF-8, four in GB18030, so that they are wrong characters and no halves."""
_WRONG = (("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"), ("gb18030", "big5"))
"""How they were written, and as what they were read."""
_TWICE = ("锟斤拷", "烫烫烫", "屯屯屯")
"""U+FFFD read as GB18030, and memory that nobody filled."""


@cache
def _signs() -> re.Pattern[str]:
    """What such words become, and characters that are lost; each begins with a letter, which is found fast."""
    wrong = {word.encode(written).decode(read, "ignore")[:3] for word in _WORDS for written, read in _WRONG}
    return re.compile("|".join([f"{LOST}{LOST}*", *sorted(sign for sign in wrong if len(sign) > 1), *_TWICE]))


def garbled(text: str) -> list[Span]:
    """The places in a text that nobody wrote so, in order."""
    return [Span(*match.span()) for match in _signs().finditer(text)]
