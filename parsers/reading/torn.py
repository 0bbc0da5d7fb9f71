"""Signs that the lines of a text are not those of its tables any more: nothing read from them may go unflagged."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.reading.labels import CJK, Squashed
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

FEWEST, FEWEST_FIGURES = 20, 3
"""Fewer lines, or figures, tell nothing."""
FEWEST_ALONE = 8
"""Under few labels fewer figures on lines of their own tell nothing."""
SHORTEST_ROW = 7
"""Digits that the figures of a row have at least where they ran together."""
_SAYS = expression(r"[^\W_]")
_SIGNS = expression(r"[^\w.+-]+|_+")
"""What tells no line from another: room, bars, invisible characters, the signs of markup."""
_HEAD = "处理决定数"
"""表二 prints this head over 行政许可 and again over 行政处罚, in both editions."""


def heads_once(squashed: str) -> bool:
    """A head that the form prints twice stands there once: equal lines are gone, an empty row may have lost its own."""
    return squashed.count(_HEAD) == 1 and "行政许可" in squashed and "行政处罚" in squashed


def lines_deduplicated(plain: str, folded: str, squashed: Squashed, figures: Sequence[Token]) -> bool:
    """No line from the first to the last label of 表三, or from 表二 on, stands twice; nor, on one line, any figure.

    One may, where many hold a figure alone: a page number is no line of the table, and a line may be doubled later.
    """
    labels = [label for label in squashed.labels if label.numbered]
    if len(labels) < 2:
        return False
    last = squashed.offset(labels[-1].start)
    ends = [end for end in (folded.find("\n", last), folded.find("行政复议", last)) if end >= 0]
    stretch = plain[: min(ends, default=None)].replace("｜", "|")
    starts = {labels[0].start, *([head] if (head := squashed.text.find("信息内容")) >= 0 else ())}
    few = len(labels) < FEWEST // 2
    return any(_unique(stretch, squashed.offset(start), figures, few) for start in starts)


def lines_once(text: str) -> bool:
    """No line of a table stands twice, not even those of signs alone or of figures without a label."""
    lines = [line for line in text.split("\n") if line.strip()]
    alone = sum(CJK.search(line) is None and any(map(str.isdigit, line)) for line in lines)
    return alone >= FEWEST_FIGURES and len(set(lines)) == len(lines)


def _unique(text: str, start: int, figures: Sequence[Token], few: bool) -> bool:
    inside = [t for t in figures if start < t.start < len(text)]
    printed = [line for line in text[start:].split("\n") if _SAYS.search(line)]
    if few:
        numbers = [word for line in printed if (word := _SIGNS.sub("", line)).isdecimal()]
        return len(numbers) >= FEWEST_ALONE and len(set(numbers)) == len(numbers)
    if len(printed) < FEWEST:
        words = [t.word for t in inside if t.kind is Kind.FIGURE and len(t.word) < SHORTEST_ROW]
        return len(words) >= FEWEST_FIGURES and len(set(words)) == len(words)
    if len(set(printed)) < len(printed) - 1:
        return False
    lines = [_SIGNS.sub("", line) for line in printed]
    alone = sum(CJK.search(line) is None for line in lines if any(map(str.isdigit, line)))
    only = len(inside) == 1 and "|" not in text[start:]
    once = len(set(lines)) >= len(lines) - (alone >= FEWEST_FIGURES)
    return once and (alone > 1 or (alone == 1 and only)) and alone * 2 >= len(inside)
