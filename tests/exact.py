"""The least number of figures that must change for every sum to hold, by an exact solver (HiGHS, mixed integer)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from parsers.repairing.decode import System


def least(system: System, values: Sequence[int], presolve: bool = True) -> int:
    """How many of the figures a smallest set of changes touches; none may fall below 0.

    With a large M, HiGHS 1.12 presolves some optima away: where its answer is beaten, ask again without.
    """
    count, room = len(values), 2 * max(values) + 10
    sums = np.zeros((len(system.sums), 2 * count))
    for e, terms in enumerate(system.sums):
        for cell, sign in terms:
            sums[e, cell] = sign
    figures, changed = np.eye(count), np.eye(count) * room
    printed = np.array(values)
    answer = milp(
        np.concatenate([np.zeros(count), np.ones(count)]),
        integrality=np.ones(2 * count),
        bounds=Bounds(0, np.concatenate([np.full(count, room), np.ones(count)])),
        constraints=[
            LinearConstraint(sums, 0, 0),
            LinearConstraint(np.hstack([figures, -changed]), -np.inf, printed),
            LinearConstraint(np.hstack([figures, changed]), printed, np.inf),
        ],
        options={"mip_rel_gap": 0.0, "presolve": presolve},
    )
    assert answer.success, answer.message
    return round(answer.fun)
