"""Blanks told by alignment: figures under each other on lines of their own, in characters or in display cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.reading.bands import Band, Fit, partial
from parsers.text.expression import expression

_WIDE = expression(r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff0f\uff1a-\uff60]")
_WIDE_AMBIGUOUS = expression(_WIDE.pattern[:-1] + "“”‘’…—·]")
_WIDE_PUNCTUATION = expression(_WIDE.pattern[:-1] + "(),:;]")
_WIDE_BOTH = expression(_WIDE.pattern[:-1] + "“”‘’…—·(),:;]")

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


def fits(bands: Sequence[Band], text: str, header: Sequence[int], width: int) -> Iterable[Fit]:
    """The alignment that holds the whole rows tightest, or the `header` (where its cells start) where none is whole."""
    short = [i for i in partial(bands, width) if _spaced(bands[i], text)]
    whole = [i for i, b in enumerate(bands) if len(b.tokens) == width and _spaced(b, text)]
    several = [band for band in bands if len(band.tokens) > 1]
    if not short or not (whole or header) or sum(_spaced(b, text) for b in several) * 5 < len(several) * 4:
        return
    counted: list[_Counted] = []
    for measure in MEASURES:
        if (places := _counted(bands, text, header, (*whole, *short), measure)) not in counted:
            counted.append(places)
    found = [f for places in counted if (f := _fit(places, whole, short)) is not None]
    if found:
        yield max(found, key=lambda f: (f[0], f[1].exact, len(f[1].columns)))[1]


class _Counted(NamedTuple):
    """Where figures, labels and header stand by one measure, from the start of their lines; most measures agree."""

    edges: dict[int, Edges]
    labels: dict[int, int]
    """By band whose label and figures begin on one line: where its label ends."""
    heads: Edges


def _counted(
    bands: Sequence[Band], text: str, header: Sequence[int], rows: Sequence[int], measure: Callable[[str], int]
) -> _Counted:
    def place(at: int) -> int:
        return measure(text[text.rfind("\n", 0, at) + 1 : at])

    labels = {i: place(b.body) for i in rows if "\n" not in text[(b := bands[i]).body : b.tokens[0].start]}
    return _Counted({i: _edges(bands[i], place) for i in rows}, labels, [(x, x + 1) for x in map(place, header)])


def _fit(places: _Counted, whole: Sequence[int], short: Sequence[int]) -> tuple[float, Fit] | None:
    """The fit by one measure, and how well it holds: the share of rows that stand exactly in columns.

    None where the whole rows themselves would not find their columns by their neighbours.
    """
    edges, heads = places.edges, [_ruler(places.heads, 0)] if places.heads else []
    spread, anchor = _tightest([edges[i] for i in whole]) if whole else (0.0, 0)
    rows = {i: _ruler(edges[i], anchor) for i in whole}
    if len(whole) > 1:
        strays = sum(_assign(edges[i], _near(rows, [j for j in whole if j != i], i)) is None for i in whole)
        if strays * 5 > len(whole):
            whole = []
    if not whole and not heads:
        return None
    rulers = {i: _near(rows, whole, i) + heads for i in short}
    held = [_exactly(edges[i], rulers[i][:1]) for i in short]
    free = [i for i in short if places.labels.get(i, -1) <= rulers[i][0].edges[0][1]]
    placed = {i: c for i in free if (c := _assign(edges[i], rulers[i])) is not None}
    exact = spread == 0 and len(whole) != 1 and all(held) and len(whole) + len(short) > 4
    if not whole:  # a header alone tells the columns only where totals stand under 总计
        totals = sum(columns[-1] == len(places.heads) - 1 for columns in placed.values())
        exact = exact and totals * 5 >= len(placed) * 4
    return sum(held) / len(short) - spread / 1000, Fit("columns", placed, exact)


class _Ruler(NamedTuple):
    """Where the columns stand, by one row, and by which of its anchors."""

    edges: Edges
    anchor: int
    centres: list[float]


def _ruler(edges: Edges, anchor: int) -> _Ruler:
    return _Ruler(edges, anchor, [_anchors(edge)[anchor] for edge in edges])


def _exactly(row: Edges, rulers: Sequence[_Ruler]) -> bool:
    """Every figure of the row stands on a column, or one cell beside it as padding does."""
    return all(
        any(abs(_anchors(edge)[ruler.anchor] - x) <= 1 for ruler in rulers for x in ruler.centres) for edge in row
    )


def _spaced(band: Band, text: str) -> bool:
    """The figures stand on one line with nothing but room between them."""
    return all(text[a.end : b.start].strip(" \u3000\xa0") == "" for a, b in pairwise(band.tokens))


def _edges(band: Band, place: Callable[[int], int]) -> Edges:
    first = band.tokens[0].start
    left = place(first)
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


def _near(rows: dict[int, _Ruler], whole: Sequence[int], band: int) -> list[_Ruler]:
    """The whole rows nearest to a band: pages may be set differently."""
    return [rows[i] for i in sorted(whole, key=lambda i: abs(i - band))[:6]]


def _assign(row: Edges, rulers: Sequence[_Ruler]) -> tuple[int, ...] | None:
    """The columns by the ruler that the row's figures keep closest to, if they are clear by it."""
    found = [a for n, ruler in enumerate(rulers) if (a := _against(row, ruler, n)) is not None]
    return min(found)[2] if found else None


def _against(row: Edges, ruler: _Ruler, rank: int) -> tuple[float, int, tuple[int, ...]] | None:
    """How far the worst figure stands from its column, and each figure's nearest column; None where two are as near."""
    columns: list[int] = []
    worst = 0.0
    for edge in row:
        at = _anchors(edge)[ruler.anchor]
        distances = [abs(centre - at) for centre in ruler.centres]
        near, next_, *_ = sorted(distances)
        column = distances.index(near)
        if near * 2 >= next_ or (columns and column <= columns[-1]):
            return None
        columns.append(column)
        worst = max(worst, near)
    return worst, rank, tuple(columns)
