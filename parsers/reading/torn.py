"""Signs that the lines of a text are not those of its tables any more: nothing read from them may go unflagged."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.reading.labels import Squashed, candidates
from parsers.text.figures import Token

FEWEST = 20
"""Fewer lines tell nothing."""


def lines_deduplicated(folded: str, squashed: Squashed, figures: Sequence[Token]) -> bool:
    """No line between the first and the last label of 表三 stands twice, although each figure has its own."""
    labels = [label for label in candidates(squashed) if label.numbered]
    if len(labels) < FEWEST // 2:
        return False
    start, end = squashed.offset(labels[0].start), squashed.offset(labels[-1].start)
    after = folded.find("\n", end)
    lines = [s for line in folded[start : after if after >= 0 else None].split("\n") if (s := line.strip(" |\u200b"))]
    alone = sum(line.isdigit() for line in lines)
    return (
        len(lines) >= FEWEST
        and len(set(lines)) == len(lines)
        and 1 < alone >= sum(start < t.start < end for t in figures)
    )
