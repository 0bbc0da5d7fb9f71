"""The short form of every kind of torture; the long ones are `uv run python tests/torture/<kind>.py`."""

import pytest
from torture import bits, faults, neighbours, running


@pytest.mark.parametrize(
    ("trials", "times"),
    [(bits.trials, 400), (faults.trials, 60), (neighbours.trials, 60)],
    ids=["bits", "faults", "neighbours"],
)
def test_nothing_is_lost_and_nobody_fooled(trials: running.Trials, times: int) -> None:
    assert running.bad(trials, times, seed=11) == []
