"""The signature of a report: the last date at the end of a line, and the agency before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from parsers.prose.titles import folded, plausible, squash
from parsers.text.expression import expression


class Signature(NamedTuple):
    """Who signed, and for which year; None where the text does not say."""

    agency: str | None = None
    year: int | None = None
    """The year before a date of January to March, when reports are due (条例 第五十条)."""


_DATE = expression(r"^(?:(.{2,40})\n)?(.{2,40})?(20[0-4]\d)年(\d{1,2})月\d{1,2}日$", re.MULTILINE)


_DAY = expression(r"月\s*\d\s*\d?\s*日")
_BEFORE_DAY = 160
"""Code points before a day in which the agency that signs and the year may stand."""


def signed(tail: str) -> Signature:
    """The last date at the end of a line, and the agency before it."""
    for day in reversed(list(_DAY.finditer(tail))):
        stop = tail.find("\n", day.end())
        lines = squash(tail[max(0, day.start() - _BEFORE_DAY) : stop if stop >= 0 else len(tail)])
        if found := max(_DATE.finditer(lines), key=lambda m: m.start(), default=None):
            name = folded(found[2] or found[1] or "")
            return Signature(plausible(name), int(found[3]) - 1 if int(found[4]) <= 3 else None)
    return Signature()
