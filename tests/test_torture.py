"""The short form of every kind of torture; the long ones are `uv run python tests/torture/<kind>.py`."""

import subprocess
import sys

import pytest
from conftest import ROOT
from torture import bits, bursts, faults, journals, mutated, neighbours, powercut, running, strings

SHORT = {bits: 300, bursts: 15, faults: 40, journals: 28, mutated: 12, neighbours: 50, powercut: 200, strings: 10}
"""Trials of each kind; `endings` has its short form in `test_kill`."""


@pytest.mark.parametrize("kind", SHORT, ids=lambda kind: kind.__name__.rpartition(".")[2])
def test_nothing_is_lost_and_nobody_fooled(kind: object) -> None:
    trials: running.Trials = kind.trials  # type: ignore[attr-defined]
    assert running.bad(trials, SHORT[kind], seed=11) == []  # type: ignore[index]


@pytest.mark.parametrize("kind", ["windows"])
def test_a_world_that_cannot_be_taken_back_is_played_in_a_process_of_its_own(kind: str) -> None:
    command = [sys.executable, str(ROOT / "tests" / "torture" / f"{kind}.py"), "--times", "1"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
