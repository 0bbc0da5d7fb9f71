"""One token to a figure, a printed blank, or neither; and every token of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import NamedTuple

from parsers.model import Value
from parsers.text.expression import expression

_LOOKALIKES = str.maketrans("oODQlIiSsBZz", "000011155822")


MOST_DIGITS = 15
"""Longer numbers are no counts; they stay decimals, which every table flags."""


class Kind(Enum):
    """What a token is."""

    FIGURE = "figure"
    BLANK = "blank"
    GARBLED = "garbled"
    """Not a figure as it stands, but letters that scanners put for digits."""
    WORD = "word"
    """Something else that fills a cell: 暂无, 约5."""


class Token(NamedTuple):
    """A figure, printed blank or garbled figure, with its place in the text."""

    start: int
    end: int
    kind: Kind
    word: str
    """The folded characters, without a unit."""
    unit: str
    stop: int
    """Where the token ends with its unit."""

    @property
    def value(self) -> Value | None:
        """The figure as printed, whatever its unit; None for a blank and a word."""
        return None if self.kind in (Kind.BLANK, Kind.WORD) else figure(self.word)


# A figure ends where no digit, letter or Chinese character follows; `4.` or `1)` is the numeral of a label, `2021年` a
# date, three or more dashes a rule, and 无 before a Chinese character a word.
_CJK = "\u3400-\u9fff"
_COMMA = r"、(?!\d|[/—-]|无(?!正))"
"""Behind a numeral, and not between figures and printed blanks."""
_BULLET = rf"(?<![^\n])-[ ]+(?:[{_CJK}]|\([{_CJK}]|\d[.、])"
"""A dash at the beginning of a line, before a label."""
_TOKEN = (
    rf"(?P<figure>(?<![\w.+\-第—↑↓])(?<!\d,)[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\u200b?\.\d+)?)(?![.,]?\d)"
    rf"(?:[ ]?(?P<unit>万元|元|件|条|项|个))?(?![\w%{_CJK}]|[ \u200b]+[年月日]|\.\d)"
    rf"(?![ \u200b\\]*(?:[.)](?!\d)|{_COMMA}))(?!(?<=(?<!\d)[1-8])[ \u200b\\|\n]*(?:\.(?!\d)|{_COMMA}))"
    rf"|(?P<rule>(?<!-)-{{3,}}[-\s|]{{0,200}})"
    rf"|(?<![^\s|\u200b])(?!{_BULLET})(?P<blank>NaN|nan|NaT|None|null|<NA>|/|-{{1,2}}|—{{1,2}}|\\"
    rf"|无(?![ \u200b|]*(?!无)[{_CJK}]))(?=[\s|\u200b]|\Z)"
    rf"|(?<![^\s|\u200b])(?P<garbled>(?=\d{{0,9}}[oOlIDQSsBZzi])[\doOlIDQSsBZzi]{{1,15}}|\d+(?:[.,]\d+)+)(?=[\s|\u200b]|\Z)"
)
# The first character is looked for alone, which the engine does fast, and the token seen from there (labels.py too).
_TOKENS = expression(rf"[\d+\-/—无\\NnoOlIDQSsBZzi<](?<=(?={_TOKEN}).)", re.ASCII | re.DOTALL)


def tokens(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Every figure, printed blank and garbled figure of a folded text, in order."""
    ruled = start
    for match in _TOKENS.finditer(folded, start, len(folded) if end is None else end):
        at = match.start()
        if at < ruled:
            continue
        figure, unit, rule, blank, garbled = match.groups()
        if figure is not None:
            stop = match.end("unit") if unit else at + len(figure)
            yield Token(at, at + len(figure), Kind.FIGURE, figure, unit or "", stop)
        elif rule is not None:
            ruled = at + len(rule)
        elif blank is not None:
            yield Token(at, at + len(blank), Kind.BLANK, blank, "", at + len(blank))
        else:
            yield Token(at, at + len(garbled), Kind.GARBLED, garbled, "", at + len(garbled))


def figure(word: str) -> Value | None:
    """The number that a folded word prints (`1,234`, `+19`, `27.0`), look-alike letters as digits; None if none."""
    if word.isdecimal() and len(word) <= MOST_DIGITS:
        return int(word)
    digits = word.replace(",", "").replace("\u200b", "").translate(_LOOKALIKES)
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return None
    return int(number) if number == number.to_integral_value() and abs(number) < 10**MOST_DIGITS else number
