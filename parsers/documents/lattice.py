"""Tables by their rules: which boxes the lines of a page close in, and what stands in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from parsers.documents.pages import Glyph, Page, Rule, text_of

NEAR = 2.5
"""Points within which two ends meet, and two lines are one."""
MOST_CROSSINGS = 4_000_000
MOST_UNITS = 40_000


@dataclass(slots=True)
class Cell:
    """A box of a frame with its text."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str = ""
    page: int = 0
    at: float = 0
    """Its upper side on that page, whatever is joined to the table above."""
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """A table on a page."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: list[Cell]


def frames(page: Page, number: int = 0) -> tuple[list[Frame], list[Glyph]]:
    """The tables that a page's rules make, and the glyphs that stand in none."""
    across = _merged([rule for rule in page.rules if rule.across])
    down = [_turned(rule) for rule in _merged([_turned(rule) for rule in page.rules if not rule.across])]
    found = [frame for group in _groups(across, down) if (frame := _frame(*group)) is not None]
    found = sorted((frame for frame in found if len(frame.cells) > 1), key=lambda f: (f.x1 - f.x0) * (f.y1 - f.y0))
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        cell = next((cell for frame in found if (cell := _cell_at(frame, x, y)) is not None), None)
        (outside if cell is None else cell.glyphs).append(glyph)
    for frame in found:
        for cell in frame.cells:
            cell.text, cell.page, cell.at = text_of(cell.glyphs), number, cell.y0
            cell.glyphs = []
    kept = [frame for frame in found if any(cell.text for cell in frame.cells)]
    return sorted(kept, key=lambda frame: frame.y0), outside


def _turned(rule: Rule) -> Rule:
    return Rule(rule.y0, rule.x0, rule.y1, rule.x1)


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines across the page that continue or cover each other are one."""
    merged: list[Rule] = []
    heights = clustered((rule.y0 for rule in rules), NEAR / 2)
    for _height, level in groupby(sorted(rules, key=lambda r: r.y0), key=lambda r: bisect_right(heights, r.y0)):
        last: Rule | None = None
        for rule in sorted(level, key=lambda rule: rule.x0):
            if last is not None and rule.x0 <= last.x1 + NEAR:
                last = last._replace(x1=max(last.x1, rule.x1))
                merged[-1] = last
            else:
                last = rule
                merged.append(rule)
    return merged


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The lines that cross or touch, directly or by others."""
    if len(across) * len(down) > MOST_CROSSINGS:
        return []
    parent = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    by_x = sorted(range(len(down)), key=lambda i: down[i].x0)
    xs = [down[i].x0 for i in by_x]
    for a, rule in enumerate(across):
        for at in by_x[bisect_right(xs, rule.x0 - NEAR) : bisect_right(xs, rule.x1 + NEAR)]:
            if down[at].y0 - NEAR <= rule.y0 <= down[at].y1 + NEAR:
                parent[root(a)] = root(len(across) + at)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for one in range(len(parent)):
        group = groups.setdefault(root(one), ([], []))
        (group[0] if one < len(across) else group[1]).append((*across, *down)[one])
    return list(groups.values())


def clustered(values: Iterable[float], near: float = NEAR) -> list[float]:
    """Values that are almost the same, once."""
    lines: list[float] = []
    for value in sorted(values):
        if not lines or value - lines[-1] > near:
            lines.append(value)
    return lines


def nearest(lines: Sequence[float], value: float) -> int:
    """Which of the lines a value stands for."""
    at = bisect_right(lines, value)
    return at - 1 if at and (at == len(lines) or value - lines[at - 1] <= lines[at] - value) else at


def _frame(across: list[Rule], down: list[Rule]) -> Frame | None:
    """The boxes between the lines; a side that is left open ends where the lines across end."""
    if len(across) < 2 or not down:
        return None
    xs = clustered([*(rule.x0 for rule in down), *(x for rule in across for x in (rule.x0, rule.x1))], 2 * NEAR)
    ys = clustered([*(rule.y0 for rule in across), *(y for rule in down for y in (rule.y0, rule.y1))])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MOST_UNITS:
        return None
    return Frame(xs[0], ys[0], xs[-1], ys[-1], _cells(xs, ys, across, down))


def _cells(xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]) -> list[Cell]:
    columns, rows = len(xs) - 1, len(ys) - 1
    above, left = _walls(ys, xs, across), _walls(xs, ys, [_turned(rule) for rule in down])
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    cells: dict[tuple[int, int], list[int]] = {}
    for row in range(rows):
        for column in range(columns):
            if row and (row, column) not in above:
                own = owner[row - 1, column]
            elif column and (column, row) not in left:
                own = owner[row, column - 1]
            else:
                own = (row, column)
            owner[row, column] = own
            extent = cells.setdefault(own, [own[0], own[1], row, column])
            extent[2], extent[3] = max(extent[2], row), max(extent[3], column)
    return [Cell(xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]) for r0, c0, r1, c1 in cells.values()]


def _walls(lines: Sequence[float], others: Sequence[float], rules: Sequence[Rule]) -> set[tuple[int, int]]:
    """The unit boxes that a rule closes off from the one before: by line, and by place along it."""
    walls = set()
    for rule in rules:
        line = nearest(lines, rule.y0)
        for at in range(len(others) - 1):
            if rule.x0 - NEAR <= (others[at] + others[at + 1]) / 2 <= rule.x1 + NEAR:
                walls.add((line, at))
    return walls


def _cell_at(frame: Frame, x: float, y: float) -> Cell | None:
    if not (frame.x0 <= x <= frame.x1 and frame.y0 <= y <= frame.y1):
        return None
    return next((cell for cell in frame.cells if cell.x0 <= x <= cell.x1 and cell.y0 <= y <= cell.y1), None)
