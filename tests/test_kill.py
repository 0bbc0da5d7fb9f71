"""The real workbench is killed, or its line drops, while keys stream in: what it had shown is there afterwards."""

from pathlib import Path

import pytest
from person import Ending, Person, hang_up, kill, lose_terminal, terminate

TIMES = 10


@pytest.mark.parametrize("ending", [kill, hang_up])
def test_every_act_that_was_shown_is_kept_in_its_cell_and_no_other(tmp_path: Path, ending: Ending) -> None:
    person = Person(tmp_path, seed=6)
    for _ in range(TIMES):
        person.sitting(ending)
    assert person.proven > TIMES, "the endings came before anything was shown"
    assert len(person.kept()) >= person.proven


def test_a_request_to_end_loses_nothing_and_frees_the_report(tmp_path: Path) -> None:
    person = Person(tmp_path, seed=7)
    person.sitting(terminate)
    assert list(person.report.parent.glob(".gouji/*.lock")) == []


def test_a_terminal_that_goes_without_a_signal_ends_the_program_and_loses_nothing(tmp_path: Path) -> None:
    Person(tmp_path, seed=8).sitting(lose_terminal)
