"""Blanks told by alignment: figures under each other on lines of their own, in characters or in display cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from parsers.bands import Band, Fit, partial

_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff0f\uff1a-\uff60]")
_WIDE_AMBIGUOUS = re.compile(_WIDE.pattern[:-1] + "“”‘’…—·]")
_WIDE_PUNCTUATION = re.compile(_WIDE.pattern[:-1] + "(),:;]")
_WIDE_BOTH = re.compile(_WIDE.pattern[:-1] + "“”‘’…—·(),:;]")

# How a layout program may have counted: characters; display cells, with ambiguous characters narrow or wide, and with
# punctuation that was full-width before it was normalised.
MEASURES: tuple[Callable[[str], int], ...] = (
    len,
    lambda s: len(s) + len(_WIDE.findall(s)),
    lambda s: len(s) + len(_WIDE_AMBIGUOUS.findall(s)),
    lambda s: len(s) + len(_WIDE_PUNCTUATION.findall(s)),
    lambda s: len(s) + len(_WIDE_BOTH.findall(s)),
)

Edges = list[tuple[int, int]]
"""Start and end of each figure of a row, in display cells from the start of its line."""


def fits(bands: Sequence[Band], text: str, width: int) -> Iterable[Fit]:
    """The alignment that holds the whole rows tightest, if figures stand on lines and one does."""
    short = [i for i in partial(bands, width) if _on_one_line(bands[i], text)]
    whole = [i for i, b in enumerate(bands) if len(b.tokens) == width and _on_one_line(b, text)]
    if not short or len(whole) < 1:
        return
    best: tuple[float, Fit] | None = None
    for measure in MEASURES:
        edges = {i: _edges(bands[i], text, measure) for i in (*whole, *short)}
        spread, anchor = _tightest([edges[i] for i in whole])
        exact = spread == 0 and len(whole) > 1
        placed = {i: c for i in short if (c := _assign(edges[i], _rulers(edges, whole, i), anchor, exact)) is not None}
        if best is None or (spread, -len(placed)) < (best[0], -len(best[1].columns)):
            best = spread, Fit("columns", placed, exact)
    if best is not None:
        yield best[1]


def _on_one_line(band: Band, text: str) -> bool:
    return len(band.tokens) > 0 and "\n" not in text[band.tokens[0].start : band.tokens[-1].end]


def _edges(band: Band, text: str, measure: Callable[[str], int]) -> Edges:
    first = band.tokens[0].start
    left = measure(text[text.rfind("\n", 0, first) + 1 : first])
    return [(left + t.start - first, left + t.end - first) for t in band.tokens]


def _anchors(edge: tuple[int, int]) -> tuple[float, float, float]:
    return edge[0], edge[1], (edge[0] + edge[1]) / 2


def _tightest(rows: Sequence[Edges]) -> tuple[float, int]:
    """The widest spread of a column over rows, and by which anchor (start, end, middle) it is least."""
    spreads = []
    for anchor in range(3):
        columns = zip(*([_anchors(e)[anchor] for e in row] for row in rows), strict=True)
        spreads.append((max(max(c) - min(c) for c in columns), anchor))
    return min(spreads)


def _rulers(edges: dict[int, Edges], whole: Sequence[int], band: int) -> list[Edges]:
    """The whole rows nearest to a band: pages may be set differently."""
    return [edges[i] for i in sorted(whole, key=lambda i: abs(i - band))[:4]]


def _assign(row: Edges, rulers: Sequence[Edges], anchor: int, exact: bool) -> tuple[int, ...] | None:
    """Each figure to its nearest column, if that is clearly nearer than the next and the order holds."""
    centres = [median(_anchors(r[c])[anchor] for r in rulers) for c in range(len(rulers[0]))]
    columns: list[int] = []
    for edge in row:
        at = _anchors(edge)[anchor]
        ranked = sorted(range(len(centres)), key=lambda c: abs(centres[c] - at))
        near, next_ = abs(centres[ranked[0]] - at), abs(centres[ranked[1]] - at)
        if near * 2 >= next_ or (exact and near > 1) or (columns and ranked[0] <= columns[-1]):
            return None
        columns.append(ranked[0])
    return tuple(columns)
