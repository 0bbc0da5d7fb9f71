"""A band: the stretch of text of one row, from its label to the next, with its figures and what separates them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.text.expression import expression
from parsers.text.figures import Token

SEPARATORS = " |\n\t\u200b─+\\"
"""What stands between cells, after folding."""


class Follow(NamedTuple):
    """A row and what comes after it; where these are equal, so are the separators behind the row's last cell."""

    own_depth: int
    own_group: bool
    """The row's own group label stands before it."""
    depth: int
    group: bool
    """The next row's group label stands before it."""


@dataclass(frozen=True, slots=True)
class Band:
    """One row's stretch of text."""

    row: str
    start: int
    """Where its label starts."""
    body: int
    """Where its recognised label ends and cells may begin."""
    end: int
    """Where the next label starts."""
    tokens: tuple[Token, ...]
    depth: int
    """How many columns of the form its label spans: 3 for 一、二、四, 2 for (一), 1 for `1.`."""
    follow: Follow

    def gaps(self, folded: str) -> list[str]:
        """The separators before the first figure, between figures, and after the last; one more than figures."""
        tokens = self.tokens
        wraps = self.body > tokens[0].start  # the label goes on behind the figures
        lead = folded[self.start if wraps else self.body : tokens[0].start]
        lead = lead[_label_end(lead) :]
        inner = [folded[a.end : b.start] for a, b in pairwise(tokens)]
        rest = folded[tokens[-1].end : self.end]
        return [lead, *inner, rest[: len(rest) - len(rest.lstrip(SEPARATORS))]]


def _label_end(lead: str) -> int:
    """Where the rest of a label ends in front of separators; marks between bars, as of styles, are not its rest."""
    end = len(lead.rstrip(SEPARATORS))
    words = _LAST_WORD.search(lead)
    after = words.end(1) if words else 0
    return after if "|" in lead[after:end] else end


_LAST_WORD = expression(r"(?s:.*)([\u3400-\u9fff)\]”\"](?:\*|_)*)")
_CJK = expression(r"[\u3400-\u9fff]")
_DIGITS = expression(r"\d+")
_NO_FIGURE = expression(r"[ \u200b\\]*(?:[.、](?!\n?[\d、])|\)[ \u200b]*[\u3400-\u9fff])|[ \u200b|\n]*[年月日号页条章]")


def unread_digits(band: Band, folded: str) -> list[tuple[int, int]]:
    """Digits of the band that are in no token, no numeral of a label and no date: figures that could not be told."""
    taken = {t.start: t.end for t in band.tokens}
    found = []
    past = band.start
    end = band.end if band.follow.depth else _before_text(folded, band)
    notes = [m.span() for m in _NOTE.finditer(folded, band.start, end)] if "(" in folded[band.start : end] else []
    for match in _DIGITS.finditer(folded, band.body if band.body >= 0 else band.start, end):
        at = match.start()
        stop = taken.get(at) or taken.get(at - 1)
        if stop:
            past = max(past, stop)
        elif at >= past and not _NO_FIGURE.match(folded, match.end()) and not any(a < at < b for a, b in notes):
            found.append(match.span())
    return found


_NOTE = expression(r"(?<=\d)[ \u200b]*\([^()\n|]*[\u3400-\u9fff][^()\n|]*\)")
"""A note in brackets behind a figure."""
_CELL = expression(r"(?<=\|)[^|\n]+(?=\|)")
_ROOM = " \t\u200b─+\\*&~^=;:.{}[]<>@#…·□"
_NOTHING = frozenset({"", "空", "暂无", "未", "未发生", "不涉及", "N/A", "null"})
_DASHES = expression(r"-{3,}|—{3,}|\[em\]")


def strange_gaps(band: Band, folded: str) -> list[tuple[int, int]]:
    """What stands in a cell between the band's figures and is neither figure nor printed blank.

    Also dashes on the line of its figures that are too long for a printed blank and too short for a rule.
    """
    if not band.tokens:
        return []
    for a, b in pairwise(band.tokens):
        if b.start - a.stop > 3:
            cells = _CELL.finditer(folded, a.stop, b.start)
            strange = [m.span() for m in cells if m.group().strip(_ROOM) not in _NOTHING]
            if strange:
                return strange
    start = max(band.body, folded.rfind("\n", 0, band.tokens[0].start))
    return [m.span() for m in _DASHES.finditer(folded, start, band.tokens[-1].start) if m.end() - m.start() < 5]


def _before_text(folded: str, last: Band) -> int:
    """Where the last row of a table ends: before the first Chinese text behind its label and figures."""
    figures = _DIGITS.search(folded, last.body, last.end)
    text = _CJK.search(folded, figures.end() if figures else last.body, last.end)
    return text.start() if text else last.end


class Fit(NamedTuple):
    """What one layout makes of the bands."""

    name: str
    columns: dict[int, tuple[int, ...]]
    """For the index of each band that the layout explains, the column of each of its tokens."""
    exact: bool
    """The text settles the columns; otherwise alignment suggests them."""
    hollow: frozenset[int] = frozenset()
    """Bands without figures that are too short to hold a row of blanks."""
    shown: bool = True
    """Blanks stand between figures somewhere, or before them; where all stand behind, they may be pads."""


def partial(bands: Sequence[Band], width: int) -> list[int]:
    """The bands with some figures, but fewer than columns: those that a layout has to explain."""
    return [i for i, band in enumerate(bands) if 0 < len(band.tokens) < width]
