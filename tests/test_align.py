"""Rows that lost their blanks: seated where all identities together leave one place, flagged by how many they leave."""

from __future__ import annotations

import random
import time

import pytest
from rendering import form_of, made

from parsers.form.printed import APPLICATIONS
from parsers.reading.align import Lost, Seated, seat, splits_to_sum
from parsers.reading.sums import Vector

RESULTS = ("granted", "partial")
ZERO: Vector = (0,) * 7


def lost(*words: str) -> Lost:
    return Lost(words)


def table(**rows: Lost | Vector) -> dict[str, Lost | Vector]:
    """The six rows of a small table; those not given are zeros."""
    keys = ("new_received", "carried_over", *RESULTS, "processed_total", "carried_forward")
    return {key: rows.get(key, ZERO) for key in keys}


def vectors(seated: dict[str, Seated]) -> dict[str, Vector]:
    return {row: chosen.placement.vector for row, chosen in seated.items()}


def test_a_row_whose_columns_lack_its_figures_has_one_place() -> None:
    done = (0, 3, 0, 0, 1, 0, 4)
    seated = seat(table(new_received=done, granted=lost("3", "1", "4"), processed_total=done), RESULTS)
    assert vectors(seated) == {"granted": done}
    assert all(seated["granted"].alone)


def test_two_lost_rows_are_seated_together() -> None:
    done = (2, 3, 0, 0, 1, 0, 6)
    rows = table(new_received=done, granted=lost("3", "1", "4"), partial=lost("2", "2"), processed_total=done)
    seated = seat(rows, RESULTS)
    assert vectors(seated) == {"granted": (0, 3, 0, 0, 1, 0, 4), "partial": (2, 0, 0, 0, 0, 0, 2)}
    assert all(all(chosen.alone) for chosen in seated.values())


def test_where_every_row_is_lost_the_usual_places_are_taken_and_called_a_guess() -> None:
    rows = dict.fromkeys(("new_received", "granted", "processed_total"), lost("4", "4"))
    seated = seat(table() | rows, RESULTS)
    assert vectors(seated) == dict.fromkeys(rows, (4, 0, 0, 0, 0, 0, 4))
    assert not any(all(chosen.alone) for chosen in seated.values())


def test_the_balance_places_what_no_column_sum_does() -> None:
    rows = table(
        new_received=(5, 0, 1, 0, 0, 0, 6), processed_total=(5, 0, 0, 0, 0, 0, 5), carried_forward=lost("1", "1")
    )
    seated = seat(rows, RESULTS)
    assert vectors(seated) == {"carried_forward": (0, 0, 1, 0, 0, 0, 1)}
    assert all(seated["carried_forward"].alone)


def test_a_report_that_contradicts_itself_is_still_seated_row_by_row() -> None:
    seated = seat(table(granted=lost("9", "9"), processed_total=(1, 0, 0, 0, 0, 0, 1)), RESULTS)
    assert vectors(seated) == {"granted": (9, 0, 0, 0, 0, 0, 9)}
    assert not all(seated["granted"].alone)


def test_a_row_whose_last_figure_is_no_sum_has_no_total() -> None:
    seated = seat(table(granted=lost("2", "5")), RESULTS)
    assert seated["granted"].placement.vector[6] == 0


def test_zeros_of_a_row_stay_in_any_column_that_no_sum_needs() -> None:
    done = (4, 0, 0, 0, 0, 0, 4)
    seated = seat(table(new_received=done, granted=lost("4", "0", "4"), processed_total=done), RESULTS)["granted"]
    assert (seated.placement.vector, all(seated.alone)) == (done, True)
    assert {column for column in seated.placement.columns if column not in (0, 6)} | seated.zeros == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("words", "vector"),
    [
        (("0000000",), (0, 0, 0, 0, 0, 0, 0)),
        (("3100004",), (3, 1, 0, 0, 0, 0, 4)),
        (("12", "3", "00", "1016"), (12, 3, 0, 0, 1, 0, 16)),
        (("120000012",), (12, 0, 0, 0, 0, 0, 12)),
    ],
)
def test_figures_that_ran_together_are_split_where_the_row_adds_up(words: tuple[str, ...], vector: Vector) -> None:
    seated = seat(table(new_received=vector, granted=Lost(words), processed_total=vector), RESULTS)
    assert vectors(seated) == {"granted": vector}


def test_a_piece_says_where_in_its_token_it_stands() -> None:
    done = (3, 1, 0, 0, 0, 0, 4)
    placement = seat(table(new_received=done, granted=lost("31", "0", "0", "004"), processed_total=done), RESULTS)[
        "granted"
    ].placement
    assert [(piece.token, piece.start, piece.end, piece.value) for piece in placement.pieces] == [
        (0, 0, 1, 3), (0, 1, 2, 1), (1, 0, 1, 0), (2, 0, 1, 0), (3, 0, 1, 0), (3, 1, 2, 0), (3, 2, 3, 4),
    ]  # fmt: skip


def test_only_words_that_can_be_cut_into_a_sum_split() -> None:
    assert splits_to_sum(("3100004",))
    assert not splits_to_sum(("3100005",))
    assert not splits_to_sum(("9" * 4000,))


def test_a_row_too_long_for_the_form_or_that_cannot_be_split_is_left_out() -> None:
    assert seat(table(granted=lost("05", "1")), RESULTS) == {}


@pytest.mark.parametrize("seed", range(6))
def test_what_is_called_certain_is_right(seed: int) -> None:
    rng = random.Random(seed)
    form = form_of(True)
    whole = {key: tuple(v or 0 for v in row) for key, row in made(rng, form, "none").items()}
    results = [r.key for r in form.rows(APPLICATIONS) if "results" in r.groups and r.key != "processed_total"]
    gone = rng.sample(sorted(whole), 8)
    rows: dict[str, Lost | Vector] = dict(whole)
    rows |= {key: Lost(tuple(str(v) for v in whole[key] if v)) for key in gone if any(whole[key])}
    seated = seat(rows, results)
    sure = {key: chosen.placement.vector for key, chosen in seated.items() if all(chosen.alone)}
    assert sure == {key: whole[key] for key in sure}


def test_a_search_past_its_bound_is_a_refusal_and_not_a_wait() -> None:
    keys = [row.key for row in form_of(True).rows(APPLICATIONS)]
    results = [key for key in keys[2:] if not key.startswith(("processed", "carried"))]
    figures = {key: str(2**n) for n, key in enumerate(results)}
    rows: dict[str, Lost | Vector] = {key: lost(figure, figure) for key, figure in figures.items()}
    done = [sum(int(figure) for figure in list(figures.values())[column::6]) for column in range(6)]
    rows |= dict.fromkeys(("new_received", "processed_total"), (*done, sum(done)))
    rows |= dict.fromkeys(("carried_over", "carried_forward"), ZERO)
    started = time.process_time()
    seated = seat(rows, results)
    assert time.process_time() - started < 2
    assert vectors(seated) == {key: (int(f), 0, 0, 0, 0, 0, int(f)) for key, f in figures.items()}
    assert not any(all(chosen.alone) for chosen in seated.values())
