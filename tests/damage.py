"""What befalls the text of a table on its way from a page: each function spoils it in one way."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Damage = Callable[[random.Random, str], str]

_FIRST, _AFTER = "一、本年新收", "四、政府信息"
"""Where 表三 begins in a made-up report, and what follows it."""


def _bounds(text: str) -> tuple[int, int]:
    """From the line of the first row to the end of the last row."""
    end = len(text[: text.index(_AFTER)].rstrip())
    return text.rfind("\n", 0, text.index(_FIRST)) + 1, end


def _lines_changed(text: str, change: Callable[[list[str]], None]) -> str:
    start, end = _bounds(text)
    part = text[start:end].split("\n")
    change(part)
    return text[:start] + "\n".join(part) + text[end:]


def line_lost(rng: random.Random, text: str) -> str:
    """One line of the table is gone."""
    return _lines_changed(text, lambda part: part.pop(rng.randrange(len(part))) and None)


def line_doubled(rng: random.Random, text: str) -> str:
    """One line of the table stands twice."""

    def change(part: list[str]) -> None:
        at = rng.randrange(len(part))
        part.insert(at, part[at])

    return _lines_changed(text, change)


def lines_lost(rng: random.Random, text: str) -> str:
    """A stretch of the table is gone."""

    def change(part: list[str]) -> None:
        at = rng.randrange(len(part))
        del part[at : at + rng.randint(1, 9)]

    return _lines_changed(text, change)


def cut(rng: random.Random, text: str) -> str:
    """The text ends inside the table."""
    start, end = _bounds(text)
    return text[: rng.randrange(start + 40, end)]


def page_break(rng: random.Random, text: str) -> str:
    """A page number stands between two lines."""
    page = rng.choice(["—1—", "- 2 -", "第 3 页 共 5 页", "                 —2—"])
    return _lines_changed(text, lambda part: part.insert(rng.randrange(len(part)), page))


def wrapped(rng: random.Random, text: str) -> str:
    """A label is broken over two lines."""
    start, end = _bounds(text)
    here = rng.choice([m.end() for m in re.finditer("属于|信息|申请|公开", text[:end]) if m.start() > start])
    return text[:here] + "\n" + text[here:]


def glued(rng: random.Random, text: str) -> str:
    """The separator between two figures is gone."""
    start, end = _bounds(text)
    gaps = [m for m in re.finditer(r"(?<=\d)[\s|│,]+(?=\d+(?![\d.、．]))", text[:end]) if start < m.start()]
    if not gaps:
        return text
    gap = rng.choice(gaps)
    return text[: gap.start()] + text[gap.end() :]


def blank_lines_gone(rng: random.Random, text: str) -> str:
    """Empty lines are gone."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def stripped(rng: random.Random, text: str) -> str:
    """Lines lost the white space at their ends."""
    return "\n".join(line.strip() for line in text.split("\n"))


def invisible(rng: random.Random, text: str) -> str:
    """Zero-width spaces stand between the characters that a page shows."""
    shown = [i for i in range(len(text)) if text.rfind("<", 0, i) <= text.rfind(">", 0, i) and text[i] not in "nbsp;"]
    for at in sorted(rng.sample(shown, min(20, len(shown))), reverse=True):
        text = text[:at] + "\u200b" + text[at:]
    return text


def full_width(rng: random.Random, text: str) -> str:
    """Digits are full-width."""
    return text.translate({0x30 + i: 0xFF10 + i for i in range(10)})


def letters(rng: random.Random, text: str) -> str:
    """A scanner read some zeros as letters."""
    start, _ = _bounds(text)
    body = re.sub(r"(?<![\d.])0(?![\d.])", lambda m: rng.choice("oO") if rng.random() < 0.04 else "0", text[start:])
    return text[:start] + body


def figure_dropped(rng: random.Random, text: str) -> str:
    """One figure is gone, its separators stay."""
    start, end = _bounds(text)
    found = [m for m in re.finditer(r"(?<![\d.\"])\d+(?![\d.、．)\"])", text[:end]) if m.start() > start]
    if not found:
        return text
    figure = rng.choice(found)
    return text[: figure.start()] + text[figure.end() :]


def worded(rng: random.Random, text: str) -> str:
    """A word stands in a cell instead of its figure."""
    start, end = _bounds(text)
    found = [m for m in re.finditer(r"(?<![\d.\"])\d+(?![\d.、．)\"])", text[:end]) if m.start() > start]
    if not found:
        return text
    figure = rng.choice(found)
    return text[: figure.start()] + rng.choice(["暂无", "同上", "五件", "约5", "不详"]) + text[figure.end() :]


def lines_made_unique(rng: random.Random, text: str) -> str:
    """Of equal lines only the first is left."""
    return "\n".join(dict.fromkeys(text.split("\n")))


def unharmed(rng: random.Random, text: str) -> str:
    """Nothing happened."""
    return text


DAMAGE: dict[str, Damage] = {
    f.__name__: f
    for f in (
        unharmed, line_lost, line_doubled, lines_lost, cut, page_break, wrapped, glued, blank_lines_gone, stripped,
        invisible, full_width, letters, figure_dropped, worded,
        lines_made_unique,
    )
}  # fmt: skip
