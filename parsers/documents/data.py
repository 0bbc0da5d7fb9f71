"""Data files (JSON, or a record a line) in which a scraper keeps pages or texts: what stands in their strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape

from parsers.documents.rendition import Refused, Rendition
from parsers.documents.webpage import of_text
from parsers.text.expression import expression
from parsers.text.source import decode

LONG = 200
"""Characters of a string that is a text; a shorter one is a word about it, as its title."""
MOST_STRINGS = 100_000
DEEPEST = 40

_MARKED = expression(r"<(?:/?t[dr]|p|div|table|span|br)[\s/>]", re.IGNORECASE)
"""A string that is a page, or a piece of one."""
_FORM = expression(r"自然人|行政[许許]可")
_CODE = expression(r"\\u((?!d[89a-f])[0-9a-f]{4})", re.IGNORECASE)
"""A character written as its number, in data that stand among other text."""
_WORDS = expression(r"[\u3400-\u9fff]")


def texts(data: bytes) -> Rendition | None:
    """The rendition of the texts in a data file, or None where it is none, or holds rows: those are read as they stand.

    Rows whose characters are written as escapes are rendered as the same rows in the characters themselves.
    """
    text = decode(data).text
    values = list(_values(text))
    strings = [string for value in values for string in _strings(value, DEEPEST) if _WORDS.search(string)]
    if not values:
        return Rendition(_CODE.sub(_character, text), "json") if _CODE.search(text) else None
    if len(strings) > MOST_STRINGS:
        raise Refused("too_large")
    if not any(len(string) >= LONG and _FORM.search(string) for string in strings):
        shown = "\n".join(json.dumps(value, ensure_ascii=False, indent=1) for value in values)
        return Rendition(shown, "json") if "\\u" in text and strings else None
    if any(_MARKED.search(string) for string in strings):
        pieces = (string if _MARKED.search(string) else escape(string) for string in strings)
        return of_text("".join(f"<div>{piece}</div>" for piece in pieces), "json")
    return Rendition("\n".join(string.replace("\r\n", "\n") for string in strings), "json")


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _values(text: str) -> Iterator[object]:
    """The value of the whole text, or one of each line; none where any line is no value."""
    try:
        return iter([json.loads(text)])
    except (ValueError, RecursionError):
        pass
    try:
        return iter([json.loads(line) for line in text.split("\n") if line.strip()])
    except (ValueError, RecursionError):
        return iter(())


def _strings(value: object, deep: int) -> Iterator[str]:
    """The strings in a value, in its order; keys are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and deep:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, deep - 1)
