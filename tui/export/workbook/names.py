"""Sheet names that every spreadsheet takes."""

from __future__ import annotations

import re

from tui.export.celltext import visible
from tui.export.item import Item

LONGEST = 31
"""UTF-16 units, as spreadsheets count them."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ROUND = str.maketrans("()", "\uff08\uff09")
"""In a formula, letters before a round bracket would look like a function."""
_RESERVED = frozenset({"history"})


def sheet_name(item: Item, taken: set[str]) -> str:
    """A name for the report's sheet, short, allowed and none of `taken`, to which it is added in lower case."""
    report = item.report
    wanted = f"{report.agency or ''}{report.year or ''}" or report.title or item.name
    fit = _FORBIDDEN.sub("_", visible(wanted)).translate(_ROUND).strip(" '")
    stem = _fitted(fit, LONGEST) or "报告"
    name, number = stem, 1
    while name.lower() in taken or name.lower() in _RESERVED:
        number += 1
        again = f"({number})".translate(_ROUND)
        name = _fitted(stem, LONGEST - len(again)) + again
    taken.add(name.lower())
    return name


def quoted(sheet: str) -> str:
    """A sheet's name as references write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _fitted(text: str, units: int) -> str:
    """The text cut to so many UTF-16 units, no character cut in two; no apostrophe at its end."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.rstrip(" '")
