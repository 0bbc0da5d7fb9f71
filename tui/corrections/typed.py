"""A figure as a person types it, in the workbench or in a spreadsheet: the one place that turns it into a value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from parsers.model import Value
from tui.words.halfwidth import folded
from tui.words.language import _


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not done, in one sentence."""

    sentence: str


_INTEGER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)")
_DECIMAL = re.compile(r"(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?")
_BLANK = frozenset({"", "/", "-", "--", "无", "空"})
_LONGEST = 15
"""Digits that a spreadsheet keeps exactly."""


def typed(text: str, column: str) -> Value | Refusal | None:
    """The figure that a person typed: whole, but decimal for `amount` and signed for `change`; blank marks are None."""
    plain = folded(text).strip().replace(" ", "").replace("—", "-")
    if plain in _BLANK or set(plain) == {"-"}:
        return None
    if sum(c.isdigit() for c in plain) > _LONGEST:
        return Refusal(_("“{text}”位数太多").format(text=text))
    if _INTEGER.fullmatch(plain):
        number = int(plain.replace(",", ""))
        if number < 0 and column != "change":
            return Refusal(_("“{text}”是负数，这一格不能为负").format(text=text))
        return number
    if _DECIMAL.fullmatch(plain) and any(c.isdigit() for c in plain):
        if column != "amount":
            return Refusal(_("“{text}”有小数，这一格是件数").format(text=text))
        return Decimal(plain.replace(",", ""))
    return Refusal(_("“{text}”不是数字").format(text=text))
