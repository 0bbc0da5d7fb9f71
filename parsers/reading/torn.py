"""Signs that the lines of a text are not those of its tables any more: nothing read from them may go unflagged."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.reading.labels import Squashed
from parsers.text.figures import Token

FEWEST = 20
"""Fewer lines tell nothing."""
_HEAD = "处理决定数"
"""表二 prints this head over 行政许可 and again over 行政处罚, in both editions."""


def heads_once(squashed: str) -> bool:
    """A head that the form prints twice stands there once: equal lines are gone, an empty row may have lost its own."""
    return squashed.count(_HEAD) == 1 and "行政许可" in squashed and "行政处罚" in squashed


def lines_deduplicated(folded: str, squashed: Squashed, figures: Sequence[Token]) -> bool:
    """No line from the first to the last label of 表三, or from 表二 on, stands twice though figures have their own."""
    labels = [label for label in squashed.labels if label.numbered]
    if len(labels) < FEWEST // 2:
        return False
    end = folded.find("\n", squashed.offset(labels[-1].start))
    stretch = folded[: end if end >= 0 else None]
    starts = (squashed.offset(labels[0].start), folded.find("信息内容"))
    return any(_unique(stretch, start, figures) for start in starts if start >= 0)


def _unique(folded: str, start: int, figures: Sequence[Token]) -> bool:
    lines = [s for line in folded[start:].split("\n") if (s := line.strip(" |\u200b"))]
    if len(lines) < FEWEST or len(set(lines)) < len(lines):
        return False
    alone = sum(line.isdigit() for line in lines)
    inside = sum(start < t.start < len(folded) for t in figures)
    only = inside == 1 and "|" not in folded[start:]
    return (alone > 1 or (alone == 1 and only)) and alone * 2 >= inside
