"""Which rows of 表三 without figures are not blank for certain: their cells do not show, and something speaks against.

A scraper that drops blank cells leaves of a blank row its label alone; so does one that puts its figures elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from parsers.form.form import HEADED, ROW_CELLS, identities_of
from parsers.form.printed import APPLICATIONS, EDITIONS, GROUPS, Shape
from parsers.model import Address, Cell, Value
from parsers.reading.bands import Band
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.table import Text
from parsers.text.expression import expression
from parsers.text.figures import Kind
from parsers.text.folding import fold

_BEGINS = 3
"""Characters of a heading of which the first are `(四)` or `三、`, and one or two more."""
_HEADING = {
    row: expression(r"[\s\u200b]*".join(map(re.escape, fold(GROUPS[group].zh)[: _BEGINS + (group != "results")])))
    for row, group in HEADED.items()
}


def unshown(bands: Iterable[Band], folded: str, width: int) -> list[Band]:
    """The rows without figures that have not the separators of empty cells, by the rows that are whole."""
    every = list(bands)
    whole = [band for band in every if len(band.tokens) == width]
    return [b for b in every if not b.tokens and not by_gaps.shows_blanks(b, whole, folded, width)]


def headed_early(bands: Sequence[Band], folded: str) -> list[tuple[Band, Band]]:
    """Pairs of neighbours: the heading of the second, which has no figures, stands before figures of the first."""
    return [(a, b) for a, b in pairwise(bands) if a.tokens and not b.tokens and _headed(a, b, folded)]


def _headed(row: Band, after: Band, folded: str) -> bool:
    heading = _HEADING.get(after.row)
    return heading is not None and heading.search(folded, row.body, row.tokens[-1].start) is not None


def contradicted(cells: Mapping[Address, Cell], shape: Shape) -> bool:
    """A column or a balance does not add up, blanks as 0: figures of some row were not read, or not as its own."""
    return any(said is False for said in _sums(cells, shape))


def amounts_contradicted(cells: Mapping[Address, Cell], shape: Shape) -> bool:
    """Wherever in their rows the printed figures belong, the rows do not add up, by their last figures nor by all."""
    figures = {
        key: [
            cell.value
            for a in ROW_CELLS[APPLICATIONS, key]
            if (cell := cells.get(a)) is not None and cell.span is not None and cell.value is not None
        ]
        for key in shape.keys
    }
    return all(
        any(sum(map(amount, parts)) != sum(map(amount, totals)) for parts, totals in _printed_sums(figures, shape))
        for amount in (_last, sum)
    )


def _last(figures: Sequence[Value]) -> Value:
    return figures[-1] if figures else 0


def _printed_sums(figures: Mapping[str, list[Value]], shape: Shape) -> Iterator[tuple[list[list[Value]], ...]]:
    """The figures of the rows on both sides of 勾稽关系, each once, where the rows are printed that it needs."""
    for parts, totals, needs in _sides(shape):
        if any(figures[key] for key in needs):
            yield [figures[key] for key in parts], [figures[key] for key in totals]


@cache
def _sides(shape: Shape) -> frozenset[tuple[tuple[str, ...], ...]]:
    """By rows alone: parts, totals, and which of them must not be blank."""
    return frozenset(
        tuple(tuple(a.row for a in cells) for cells in (identity.parts, identity.totals, identity.needs))
        for identity in identities_of(shape)
        if identity.code != "row_sum"
    )


def _sums(cells: Mapping[Address, Cell], shape: Shape) -> Iterable[bool | None]:
    """Of each column and balance, whether it adds up; None where all of it is 0, or its total row is blank."""
    for identity in identities_of(shape):
        if identity.parts[0].table == APPLICATIONS and identity.code != "row_sum":
            parts, totals = (
                [cells[a].value or 0 for a in side if a in cells] for side in (identity.parts, identity.totals)
            )
            printed = identity.code == "balance" or any(
                a in cells and cells[a].value is not None for a in identity.totals
            )
            yield sum(parts) == sum(totals) if printed and (any(parts) or any(totals)) else None


_LAST_ROWS = {edition.disclosure[-1].rows[-1].words.zh for edition in EDITIONS.values()}
"""The labels of the last rows of 表二."""


def side_untold(bands: Sequence[Band], text: Text, width: int, cut: bool) -> bool:
    """Figures stand on lines between labels, nothing behind the last label, and all are 0: they may be the next one's.

    Where the text is cut in the last row's figures, these tell nothing.

    What 表二 has behind its last label tells on which side of the labels the figures of a text stand.
    """
    filled = [(a, b) for a, b in pairwise(bands) if a.tokens]
    if not filled or any(t.kind is Kind.FIGURE and t.value for band in bands for t in band.tokens):
        return False
    if not (cut if bands[-1].tokens else bands[-1] in unshown(bands, text.folded, width)):
        return False
    between = (text.folded[a.body : a.tokens[0].start] for a, _ in filled)
    behind = (text.folded[a.tokens[-1].stop : b.start] for a, b in filled)
    return all("\n" in gap for gaps in (between, behind) for gap in gaps) and not _second_tells(text, bands[0].start)


def _second_tells(text: Text, end: int) -> bool:
    squashed = text.squashed
    last = max(squashed.text.rfind(label, 0, squashed.index(end)) for label in _LAST_ROWS)
    return last >= 0 and any(squashed.offset(last) < t.start < end and t.kind is Kind.FIGURE for t in text.tokens)
