"""Blanks told by counting separators: bars, line breaks or tabs between neighbouring figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from parsers.bands import Band, Fit, partial

UNITS: dict[str, Callable[[str], int]] = {
    "bars": lambda gap: gap.count("|"),
    "lines": lambda gap: gap.count("\n"),
    "tabs": lambda gap: gap.count("\t"),
}


def fits(bands: Sequence[Band], folded: str, header: Sequence[str], width: int) -> Iterable[Fit]:
    """One fit for each unit that counts the blanks of this text.

    With `a` units between neighbours and `b` more for every blank between them, a row's blanks add up to the columns
    less its figures. `a`, and the units before and after a row, are learned from rows that are whole, else from the
    separators of the `header`. Nothing is explained unless a blank stands before or between figures somewhere: where
    all blanks trail, the scraper may have dropped them and filled the row up at its end.
    """
    short = partial(bands, width)
    if not short:
        return
    texts = {i: band.gaps(folded) for i, band in enumerate(bands) if band.tokens}
    for name, count in UNITS.items():
        counted = {i: [count(gap) for gap in gaps] for i, gaps in texts.items()}
        whole = [i for i, band in enumerate(bands) if len(band.tokens) == width]
        step = _step([counted[i] for i in whole], [count(gap) for gap in header])
        if step:
            fit = _best(bands, texts, counted, whole, short, step, width)
            if fit:
                yield Fit(name, fit, True)


def _step(whole: Sequence[list[int]], header: Sequence[int]) -> int:
    """Units between neighbours where nothing is blank; 0 where the text is not regular in them."""
    inner = Counter(gap for gaps in whole for gap in gaps[1:-1]) or Counter(header)
    if not inner:
        return 0
    step, times = inner.most_common(1)[0]
    return step if times >= 0.9 * inner.total() or (not whole and min(inner) == step) else 0


def _best(
    bands: Sequence[Band],
    texts: dict[int, list[str]],
    counted: dict[int, list[int]],
    whole: Sequence[int],
    short: Sequence[int],
    step: int,
    width: int,
) -> dict[int, tuple[int, ...]]:
    """The solution that explains most rows, over the units a blank may add and the lead of rows without a whole one."""
    leads = _learned((bands[i].depth, counted[i][0]) for i in whole)
    trails = _learned((bands[i].follow, counted[i][-1]) for i in whole)
    best: dict[int, tuple[int, ...]] = {}
    spelled = {i for i in short if texts[i][-1].count("|") > 1 and "||" not in texts[i][-1]}
    for blank in range(1, step + 2):
        for guess in _leads(leads, step):
            solved = _solved(bands, counted, short, step, blank, guess, trails, width)
            implied = _implied(bands, counted, solved, blank, width)
            solved = _solved(bands, counted, short, step, blank, guess, implied | trails, width)
            if len(solved) > len(best) and _blanks_kept(bands, solved, leads, spelled):
                best = solved
    return best if len(best) * 3 >= len(short) * 2 else {}


def _leads(learned: dict[object, int], step: int) -> list[dict[object, int]]:
    """What the leads of the depths without a whole row may be: as the others', or one unit a spanned column more."""
    depths = (1, 2, 3)
    if not learned:
        return [dict.fromkeys(depths, step), {d: step * d for d in depths}]
    found: list[dict[object, int]] = []
    if len(set(learned.values())) == 1:
        found.append(dict.fromkeys(depths, next(iter(learned.values()))))
    bases = {units - int(str(depth)) for depth, units in learned.items()}
    if len(bases) == 1:
        found.append({d: min(bases) + d for d in depths})
    return found or [dict(learned)]


def _implied(
    bands: Sequence[Band], counted: dict[int, list[int]], solved: dict[int, tuple[int, ...]], blank: int, width: int
) -> dict[object, int]:
    """The units behind a row's last cell that most solved rows agree on."""
    seen = ((bands[i].follow, counted[i][-1] - blank * (width - 1 - columns[-1])) for i, columns in solved.items())
    return _learned(seen)


def _learned(seen: Iterable[tuple[object, int]]) -> dict[object, int]:
    by: dict[object, Counter[int]] = defaultdict(Counter)
    for key, units in seen:
        by[key][units] += 1
    return {key: units.most_common(1)[0][0] for key, units in by.items()}


def _solved(
    bands: Sequence[Band],
    counted: dict[int, list[int]],
    short: Sequence[int],
    step: int,
    blank: int,
    leads: dict[object, int],
    trails: dict[object, int],
    width: int,
) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for i in short:
        band = bands[i]
        columns = solve(counted[i], step, blank, leads.get(band.depth), trails.get(band.follow), width)
        if columns is not None:
            found[i] = columns
    return found


def solve(
    units: Sequence[int], step: int, blank: int, lead: int | None, trail: int | None, width: int
) -> tuple[int, ...] | None:
    """The columns of a row's figures from the units in its gaps; None where they do not come out whole."""
    inner = []
    for gap in units[1:-1]:
        blanks, rest = divmod(gap - step, blank)
        if rest or blanks < 0:
            return None
        inner.append(blanks)
    outer = width - (len(units) - 1) - sum(inner)
    before = _blanks(units[0], lead, blank)
    after = _blanks(units[-1], trail, blank)
    if lead is None and after is not None:
        before = outer - after
    if outer < 0 or before is None or not 0 <= before <= outer:
        return None
    if trail is not None and after != outer - before:
        return None
    columns = [before]
    for blanks in inner:
        columns.append(columns[-1] + blanks + 1)
    return tuple(columns)


def _blanks(units: int, base: int | None, blank: int) -> int | None:
    if base is None:
        return None
    blanks, rest = divmod(units - base, blank)
    return None if rest or blanks < 0 else blanks


def _blanks_kept(
    bands: Sequence[Band], solved: dict[int, tuple[int, ...]], leads: dict[object, int], spelled: set[int]
) -> bool:
    """Somewhere a blank stands between figures, or before them where the lead of such rows was seen or none was.

    Trailing blanks count where there is room in every one of them: `| |`, not `||`.
    """
    return spelled.issuperset(solved) or any(
        columns[-1] - columns[0] >= len(columns) or (columns[0] > 0 and (bands[i].depth in leads or not leads))
        for i, columns in solved.items()
    )
