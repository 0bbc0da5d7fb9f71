"""How the cells of a workbook look, as data; a look is said by colour, by a sign beside the form and by a comment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_SONG, _HEI = "宋体", "黑体"
_BODY: Mapping[str, Any] = {"font_name": _SONG, "font_size": 10, "valign": "vcenter", "text_wrap": True}
_FIGURE = {**_BODY, "border": 1, "align": "center", "num_format": "General"}
_LIST = {**_BODY, "text_wrap": False, "border": 4, "border_color": "#A6A6A6"}

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {**_BODY, "font_name": _HEI, "font_size": 16, "align": "center"},
    "note": {**_BODY, "font_size": 9, "font_color": "#595959"},
    "count": {**_BODY, "bold": True},
    "heading": {**_BODY, "font_name": _HEI, "font_size": 12},
    "head": {**_BODY, "border": 1, "align": "center"},
    "group": {**_BODY, "border": 1, "align": "center"},
    "label": {**_BODY, "border": 1},
    "figure": _FIGURE,
    "list_head": {**_BODY, "bold": True, "border": 1, "bg_color": "#D9E1F2", "align": "center"},
    "list": _LIST,
    "wrapped": {**_LIST, "text_wrap": True},
    "link": {**_LIST, "text_wrap": True, "font_color": "#0563C1", "underline": 1},
    "time": {**_LIST, "num_format": "yyyy-mm-dd hh:mm"},
    "back": {**_BODY, "font_size": 9, "font_color": "#0563C1", "underline": 1, "text_wrap": False},
}

_DOUBT: Mapping[str, Any] = {"bg_color": "#FFF2CC", "font_color": "#833C0B"}


class Mark(NamedTuple):
    """How a mark shows: a sign beside the form, and colours laid over the figure."""

    sign: str
    look: Mapping[str, Any]


MARKS: Mapping[str, Mark] = {
    "quoted": Mark("", {"quote_prefix": True}),
    "confirmed": Mark("√", {"bg_color": "#E2EFDA"}),
    "edited": Mark("*", {"bg_color": "#DDEBF7", "font_color": "#1F4E78", "bold": True}),
    "flagged": Mark("?", _DOUBT),
    "failing": Mark("!", _DOUBT),
    "hatched": Mark("?", {"pattern": 14, "fg_color": "#C65911", "bg_color": "#FFF2CC"}),
}
"""The later over the earlier; `quoted` keeps text from becoming a formula."""

FAILS: Mapping[str, Any] = {
    "font_color": "#C00000",
    "bg_color": "#FFC7CE",
    "bold": True,
    "num_format": 'General"≠"',
}
"""Where a spreadsheet finds that an identity fails, for as long as it does."""


class Styles:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, ...], Any] = {}

    def __call__(self, name: str, *marks: str) -> Any:
        """The format of a style with marks (keys of `MARKS`) over it."""
        key = (name, *marks)
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(name, marks))
        return self._made[key]

    def fails(self) -> Any:
        """The format of the conditional rules."""
        return self._book.add_format(dict(FAILS))


def _properties(name: str, marks: tuple[str, ...]) -> dict[str, Any]:
    properties = dict(STYLES[name])
    for mark, (_sign, look) in MARKS.items():
        if mark in marks:
            properties |= look
    return properties
