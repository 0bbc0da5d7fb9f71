"""Figures in pieces (`18 2` for 182), and figures that ran into the label behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.text.figures import Kind, Token

MOST_PIECES = 3
"""So many figures of a row may be cut in two."""


def joined(pieces: Sequence[Token]) -> Token | None:
    """The figure that its pieces make, garbled as it stands; None where they are no plain digits."""
    word = "".join(piece.word for piece in pieces)
    plain = all(p.kind is Kind.FIGURE and p.word.isdigit() and not p.unit for p in pieces)
    if not plain or word[0] == "0":
        return None
    return Token(pieces[0].start, pieces[-1].end, Kind.GARBLED, word, "", pieces[-1].stop)


def rejoined(tokens: Sequence[Token], folded: str, width: int) -> tuple[Token, ...] | None:
    """A row's figures, of which some are in two pieces, so that the last is the sum of the others.

    Less room stands between pieces than between any two cells; None where there is no such way, or another.
    """
    extra = len(tokens) - width
    if not 0 < extra <= MOST_PIECES:
        return None
    gaps = [b.start - a.stop for a, b in pairwise(tokens)]
    near = sorted(gaps)[:extra]
    cuts = [n for n, gap in enumerate(gaps) if gap <= near[-1]]
    if len(cuts) > extra or any("\n" in folded[tokens[n].stop : tokens[n + 1].start] for n in cuts):
        return None
    made: list[Token] = []
    for n, token in enumerate(tokens):
        whole = joined((made[-1], token)) if n - 1 in cuts and made[-1].kind is Kind.FIGURE else None
        if n - 1 in cuts and whole is None:
            return None
        made[-1:] = [whole] if whole else [*made[-1:], token]
    return tuple(made) if adds_up(made) else None


def adds_up(row: Sequence[Token]) -> bool:
    """The last figure is the sum of the others."""
    *parts, total = (token.value or 0 for token in row)
    return total == sum(parts)


def run_into(folded: str, body: int, end: int, tokens: Sequence[Token]) -> Token | None:
    """The digits right before the label at `end` that were no figure, for the text goes on without room."""
    start = end
    while start > body and folded[start - 1].isdigit():
        start -= 1
    taken = tokens[-1].stop if tokens else body
    if start == end or start < taken or folded[start - 1] in "+-.,":
        return None
    return Token(start, end, Kind.FIGURE, folded[start:end], "", end)
