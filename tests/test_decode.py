"""The search for the smallest sets of changes meets each of them once, and misses none."""

import random
from itertools import combinations, product

import pytest

from parsers.repairing.decode import Budget, Search, Solution, System

ROWS, COLUMNS = 4, 3
"""Two rows of parts, a row of their totals and a row that the totals balance; the last column sums the row."""


def small_system() -> System:
    """Row sums, column sums and balances as 表三 has them, in twelve cells."""
    cell = {(r, c): r * COLUMNS + c for r in range(ROWS) for c in range(COLUMNS)}
    sums = [(*((cell[r, c], 1) for c in range(COLUMNS - 1)), (cell[r, COLUMNS - 1], -1)) for r in range(ROWS)]
    for c in range(COLUMNS):
        sums.append(((cell[0, c], 1), (cell[1, c], 1), (cell[2, c], -1)))
        sums.append(((cell[3, c], 1), (cell[2, c], -1)))
    of_cell = [tuple((e, s) for e, terms in enumerate(sums) for n, s in terms if n == i) for i in range(len(cell))]
    pairs = tuple((ROWS + 2 * c, ROWS + 2 * c + 1) for c in range(COLUMNS))
    return System(tuple(sums), tuple(of_cell), tuple(range(ROWS)), pairs)


SYSTEM = small_system()


def by_force(values: list[int], size: int) -> set[Solution]:
    """Every set of so many changes, of up to nine each, that satisfies every sum."""
    found = set()
    for cells in combinations(range(len(values)), size):
        for deltas in product([d for d in range(-9, 10) if d], repeat=size):
            changed = list(values)
            for cell, delta in zip(cells, deltas, strict=True):
                changed[cell] += delta
            if min(changed) >= 0 and not any(SYSTEM.residuals(changed)):
                found.add(tuple(zip(cells, deltas, strict=True)))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_all_smallest_sets_are_found_and_each_once(seed):
    rng = random.Random(seed)
    a, b, c, d = (rng.choice((0, 1, 2, 4)) for _ in range(4))
    values = [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d, a + c, b + d, a + b + c + d]
    assert not any(SYSTEM.residuals(values))
    for cell in rng.sample(range(12), rng.choice((1, 2, 2, 3))):
        values[cell] = max(0, values[cell] + rng.choice((-2, -1, 1, 2)))
    for size in range(3):
        found = Search(SYSTEM, values, SYSTEM.residuals(values), Budget(10**6)).run(size)
        assert len(found) == len(set(found))
        assert set(found) == by_force(values, size)
        if found:
            break


def test_a_search_ends_with_its_budget():
    values = [random.Random(1).randint(0, 9) for _ in range(12)]
    budget = Budget(2_000)
    Search(SYSTEM, values, SYSTEM.residuals(values), budget).run(12)
    assert budget.spent


def test_cells_that_may_not_change_do_not():
    values = [1, 1, 3, 1, 1, 2, 2, 2, 4, 2, 2, 4]
    search = Search(SYSTEM, values, SYSTEM.residuals(values), Budget(10**6), fixed=frozenset({2}))
    assert all(cell != 2 for changes in search.run(3) for cell, _ in changes)
