"""Text of reports made fit for a cell: control characters visible, nothing a spreadsheet could take for a formula."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from parsers.model import Value
from parsers.text.expression import expression

LONGEST = 32_000
"""Characters; a cell of a workbook holds 32,767."""
_UNFIT = expression("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LIVE = expression("[=+\\-@]")
_BEFORE = expression("[\\s,;'\"\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*")
"""What spreadsheets trim off the front of text, or split it at."""
_NUMBER = expression(r"[+-]?[\d,]*\.?\d+%?|[-+]")


def visible(text: str) -> str:
    """The text with control characters as their pictures, lone surrogates as U+FFFD, cut where a cell ends."""
    return _UNFIT.sub(_picture, text[:LONGEST])


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def live(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula when it is imported, trimmed, split or folded."""
    folded = unicodedata.normalize("NFKC", text)
    within = _BEFORE.sub("", folded, count=1)
    return text[:1] in ("\t", "\r") or (bool(_LIVE.match(within)) and not _NUMBER.fullmatch(folded))


def number(value: Value) -> int | float | None:
    """The value as a workbook keeps numbers (15 digits), or None where digits would be lost."""
    if isinstance(value, int):
        return value if abs(value) < 10**15 else None
    near = float(value)
    return near if Decimal(repr(near)) == value else None
