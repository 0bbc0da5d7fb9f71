"""Sheet names that every spreadsheet takes."""

from __future__ import annotations

import re

from tui.export.item import Item
from tui.words.celltext import visible

LONGEST = 31
"""UTF-16 units, as spreadsheets count them."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ROUND = str.maketrans("()", "\uff08\uff09")
"""In a formula, letters before a round bracket would look like a function."""
_RESERVED = frozenset({"history"})


def sheet_name(item: Item, taken: set[str]) -> str:
    """A name for the report's sheet, short, with its year, allowed and none of `taken`, which gets it in lower case."""
    report = item.report
    wanted, year = (report.agency, str(report.year or "")) if report.agency or report.year else (report.title, "")
    fit = _FORBIDDEN.sub("_", visible(wanted or ("" if year else item.name))).translate(_ROUND).strip(" '")
    end, number = year, 1
    name = _fitted(fit, LONGEST - len(end)) + end or "报告"
    while name.lower() in taken or name.lower() in _RESERVED:
        number += 1
        end = year + f"({number})".translate(_ROUND)
        name = (_fitted(fit, LONGEST - len(end)) or ("" if year else "报告")) + end
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
