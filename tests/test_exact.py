"""The smallest repairs change as few figures as an exact solver can; of faults beyond count, something is mended."""

import pytest
from bench_exact import BEYOND, KINDS, found, mended, tables

TRIED = {"rectangle": 5, "8": 1}
"""Tables of a kind, where it is not two; `bench_exact` tries hundreds."""


@pytest.mark.parametrize("kind", KINDS)
def test_no_repair_is_smaller_than_those_found(kind):
    for spoilt in tables(kind, KINDS[kind], TRIED.get(kind, 2), []):
        one = found(spoilt)
        assert one.fewest == one.least


@pytest.mark.parametrize("kind", BEYOND)
def test_many_faults_are_never_without_a_suggestion_that_satisfies_every_sum(kind):
    assert all(mended(spoilt) for spoilt in tables(kind, BEYOND[kind], 10, []))
