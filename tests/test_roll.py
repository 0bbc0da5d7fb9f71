"""The rows of the list: filtered and sorted as if anew, however they came and were replaced."""

import random

import pytest

from tui.many.roll import Roll
from tui.many.rows import KINDS, ORDERS, STATES
from tui.many.summary import Summary

AGENCIES = (None, "甲市乙局", "丙县", "ABC局")


def row(number: int, rng: random.Random) -> Summary:
    """A row of one of thirty files, whatever is known of it."""
    agency, state = rng.choice(AGENCIES), rng.choice(list(STATES))
    error = rng.choice((None, None, None, "读不了"))
    counts = [rng.randrange(3) for _ in range(3)]
    return Summary(f"{number % 30}.txt", None, agency, rng.choice((None, 2021, 2022)), "2021", 3, state, *counts, error)


@pytest.mark.parametrize("seed", range(5))
def test_a_roll_shows_what_filtering_and_sorting_everything_would(seed: int) -> None:
    rng = random.Random(seed)
    roll, plain = Roll(), dict[str, Summary]()
    for number in range(60):
        one = row(number, rng)
        roll.put(one)
        plain[one.file] = one
    assert dict(roll) == plain
    assert roll.left == sum(KINDS[1][2](one) for one in plain.values())
    for kind in range(len(KINDS)):
        for order, (_name, key) in enumerate(ORDERS):
            for words, agency in (("", None), ("ABC 局", "ABC局"), ("丙", "丙县")):
                kept = [r for r in plain.values() if KINDS[kind][2](r) and (not words or r.agency == agency)]
                assert list(roll.shown(words, kind, order)) == sorted(kept, key=key)


def test_words_are_looked_for_in_file_agency_title_and_year_without_case() -> None:
    roll = Roll()
    roll.put(Summary("Ab/1.TXT", "年度报告", "甲局", 2022, None, 0))
    assert all(roll.shown(words, 0, 0) for words in ("aB", "1.txt", "年度 甲", "2022", "  "))
    assert not roll.shown("2023", 0, 0)


def test_a_file_is_found_among_those_shown_and_stays_what_it_was_shown_as_others_come() -> None:
    rng, roll = random.Random(1), Roll()
    for number in range(20):
        roll.put(row(number, rng))
    shown = roll.shown("", 0, 1)
    roll.put(row(20, rng))
    assert [shown.line(one.file) for one in shown] == list(range(20))
    assert shown.line("20.txt") is shown.line("none.txt") is None
    assert shown[3:5] == [shown[3], shown[4]]
