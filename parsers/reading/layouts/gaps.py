"""Blanks told by counting separators: bars, line breaks or tabs between neighbouring figures."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from parsers.reading.bands import SEPARATORS, Band, Fit, Follow, partial
from parsers.text.expression import expression

UNITS: Mapping[str, Callable[[str], int]] = {
    "bars": lambda gap: gap.count("|"),
    "lines": lambda gap: gap.count("\n"),
    "tabs": lambda gap: gap.count("\t"),
}

_ROOM = expression(f"[{re.escape(SEPARATORS)}]+")

FEW = 8
"""In tables of fewer rows no others bear out what the text behind a row's last figure means."""

Columns = tuple[int, ...]
K = TypeVar("K", bound=Hashable)


def fits(bands: Sequence[Band], folded: str, header: Sequence[str], width: int) -> Iterable[Fit]:
    """Every way to count the blanks of this text that explains most rows.

    With `step` units between neighbours and `blank` more for every blank between them, a row's blanks add up to the
    columns less its figures. `step`, and the units before and after a row, are learned from rows that are whole, else
    from the separators of the `header`. Blanks show only where they stand before or between figures often enough: where
    all blanks trail, the scraper may have dropped them and filled the row up at its end.
    """
    short = partial(bands, width)
    if not short:
        return
    texts = {i: band.gaps(folded) for i, band in enumerate(bands) if band.tokens}
    for unit, count in UNITS.items():
        units = {i: [count(gap) for gap in gaps] for i, gaps in texts.items()}
        whole = [i for i, band in enumerate(bands) if len(band.tokens) == width]
        step = _step([units[i] for i in whole], [count(gap) for gap in header])
        if step:
            yield from _Counting(bands, unit, units, whole, short, step, width).hypotheses(folded)


def _step(whole: Sequence[list[int]], header: Sequence[int]) -> int:
    """Units between neighbours where nothing is blank; 0 where the text is not regular in them."""
    inner = Counter(gap for gaps in whole for gap in gaps[1:-1]) or Counter(header)
    if not inner:
        return 0
    step, times = inner.most_common(1)[0]
    return step if times >= 0.9 * inner.total() or (not whole and min(inner) == step) else 0


class _Counting(NamedTuple):
    """The gaps of all rows in one unit."""

    bands: Sequence[Band]
    unit: str
    units: Mapping[int, list[int]]
    """By band: the units before its first figure, between figures and behind the last."""
    whole: Sequence[int]
    short: Sequence[int]
    step: int
    width: int

    def hypotheses(self, folded: str) -> Iterable[Fit]:
        """The solutions that explain two rows of three, over the units of a blank and the leads not known."""
        known = _learned((self.bands[i].depth, self.units[i][0]) for i in self.whole)
        for blank in range(1, self.step + 2):
            for leads in self._leads(known):
                solved = self._solved(blank, leads, self._trails({}, blank))
                trails = self._trails(solved, blank)
                solved = self._solved(blank, leads, trails)
                if solved and len(solved) * 3 >= len(self.short) * 2:
                    hollow = frozenset(self._hollow(folded, blank, leads, trails))
                    yield Fit(self.unit, solved, True, hollow, self._shown(solved, known))

    def _leads(self, known: dict[int, int]) -> list[dict[int, int]]:
        """What the leads of the depths without a whole row may be: as the others', or one unit a spanned column."""
        depths = (1, 2, 3)
        if self.unit == "lines":
            flat = next(iter(known.values())) if len(set(known.values())) == 1 else self.step
            return [dict.fromkeys(depths, flat) | known]
        if not known:
            return [dict.fromkeys(depths, self.step), {d: self.step * d for d in depths}]
        found = []
        if len(set(known.values())) == 1:
            found.append(dict.fromkeys(depths, next(iter(known.values()))))
        bases = {units - depth for depth, units in known.items()}
        if len(bases) == 1:
            found.append({d: min(bases) + d for d in depths})
        return found or [known]

    def _trails(self, solved: Mapping[int, Columns], blank: int) -> dict[Follow, int]:
        """Units behind a row's last cell: as in whole rows, as most solved rows imply, as before rows of that kind."""
        bands, units = self.bands, self.units
        seen = [(bands[i].follow, units[i][-1]) for i in self.whole]
        implied = [(bands[i].follow, units[i][-1] - blank * (self.width - 1 - c[-1])) for i, c in solved.items()]
        often = Counter(follow for follow, _ in (*seen, *implied))
        firm = [pair for pair in (*seen, *implied) if often[pair[0]] > 1]
        kinds = _learned(((follow.depth, follow.group), n) for follow, n in (*seen, *firm))
        follows = {band.follow for band in bands if band.follow.depth}
        kindred = {f: kinds[f.depth, f.group] for f in follows if (f.depth, f.group) in kinds}
        return {**_learned(implied), **kindred, **_learned(firm), **_learned(seen)}

    def _solved(self, blank: int, leads: Mapping[int, int], trails: Mapping[Follow, int]) -> dict[int, Columns]:
        found: dict[int, Columns] = {}
        few = len(self.whole) + len(self.short) < FEW
        for i in self.short:
            band = self.bands[i]
            lead, trail = leads.get(band.depth), trails.get(band.follow)
            columns = solve(self.units[i], self.step, blank, lead, trail, self.width)
            trailing = columns == tuple(range(len(self.units[i]) - 1))
            unseen = few and trailing and trail is None
            if columns is not None and not unseen:
                found[i] = columns
        return found

    def _shown(self, solved: Mapping[int, Columns], known: Mapping[int, int]) -> bool:
        """Blanks show between figures, or before them by the lead of whole rows, in enough rows.

        Before a lone figure they show where every row has one; a line too many is likelier than a bar.
        """
        several = [i for i, columns in solved.items() if len(columns) > 1] or list(solved)
        alone = all(len(columns) == 1 for columns in solved.values())
        seen = sum(
            solved[i][-1] - solved[i][0] >= len(solved[i])
            or (solved[i][0] > 0 and (self.bands[i].depth in known or (alone and not known)))
            for i in several
        )
        lines = self.unit == "lines"
        return seen * (4 if lines else 10) >= len(several) and len(solved) > (1 if lines else 0)

    def _hollow(self, folded: str, blank: int, leads: Mapping[int, int], trails: Mapping[Follow, int]) -> Iterable[int]:
        """The rows without figures that have too few separators for their blanks: their cells are lost."""
        count = UNITS[self.unit]
        for i, band in enumerate(self.bands):
            if not band.tokens and band.depth in leads and band.follow in trails:
                room = max((count(m.group()) for m in _ROOM.finditer(folded, band.body, band.end)), default=0)
                inside = (self.width - 1) * self.step + self.width * (blank - self.step)
                if room < leads[band.depth] + inside + trails[band.follow]:
                    yield i


def holds_blanks(bands: Sequence[Band], empty: int, folded: str, width: int) -> bool:
    """Whether a row without figures has the separators of a row of blanks, by the whole rows of its kind."""
    row = bands[empty]
    for count in UNITS.values():
        like = [b for b in bands if len(b.tokens) == width]
        gaps = [[count(gap) for gap in b.gaps(folded)] for b in like]
        step = _step(gaps, ())
        if step:
            room = max((count(m.group()) for m in _ROOM.finditer(folded, row.body, row.end)), default=0)
            ends = min(g[0] for g in gaps) + min(g[-1] for g in gaps)
            least = ends + (width - 1) * step - width * (step - 1)
            if room >= max(least, width):
                return True
    return False


def shows_blanks(row: Band, whole: Sequence[Band], folded: str, width: int) -> bool:
    """Whether a row without figures has the separators of `width` empty cells, by rows that are whole."""
    for count in UNITS.values():
        gaps = [[count(gap) for gap in band.gaps(folded)] for band in whole]
        inner = [gap for g in gaps for gap in g[1:-1]]
        if gaps and min(g[0] for g in gaps) > 0 and min(inner, default=1) > 0:
            room = max((count(m.group()) for m in _ROOM.finditer(folded, row.body, row.end)), default=0)
            step = min(inner, default=min(g[0] for g in gaps))
            if room >= min(g[0] + g[-1] for g in gaps) + (width - 1) * step:
                return True
    return not whole and any(folded.count(bar, row.body, row.end) > width for bar in "|\t")


def _learned(seen: Iterable[tuple[K, int]]) -> dict[K, int]:
    """The most frequent number of units of each kind."""
    by: dict[K, Counter[int]] = defaultdict(Counter)
    for key, units in seen:
        by[key][units] += 1
    return {key: units.most_common(1)[0][0] for key, units in by.items()}


def solve(
    units: Sequence[int], step: int, blank: int, lead: int | None, trail: int | None, width: int
) -> Columns | None:
    """The columns of a row's figures from the units in its gaps; None where they do not come out whole."""
    inner = [_blanks(gap, step, blank) for gap in units[1:-1]]
    if any(blanks is None for blanks in inner):
        return None
    between = [blanks or 0 for blanks in inner]
    outer = width - (len(units) - 1) - sum(between)
    before, after = _blanks(units[0], lead, blank), _blanks(units[-1], trail, blank)
    if lead is None and after is not None:
        before = outer - after
    if outer < 0 or before is None or not 0 <= before <= outer:
        return None
    if (trail is not None and after != outer - before) or units[-1] < blank * (outer - before):
        return None
    columns = [before]
    for blanks in between:
        columns.append(columns[-1] + blanks + 1)
    return tuple(columns)


def _blanks(units: int, base: int | None, blank: int) -> int | None:
    if base is None:
        return None
    blanks, rest = divmod(units - base, blank)
    return None if rest or blanks < 0 else blanks
