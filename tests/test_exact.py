"""The smallest repairs change as few figures as an exact solver can; beyond its bounds the search never gives nothing."""

import pytest
from bench_exact import BEYOND, KINDS, found, mended, tables


@pytest.mark.parametrize("kind", KINDS)
def test_no_repair_is_smaller_than_those_found(kind):
    for spoilt in tables(kind, KINDS[kind], 8 if kind == "rectangle" else 3, []):
        one = found(spoilt)
        assert one.fewest == one.least


@pytest.mark.parametrize("kind", BEYOND)
def test_many_faults_are_never_without_a_suggestion_that_satisfies_every_sum(kind):
    assert all(mended(spoilt) for spoilt in tables(kind, BEYOND[kind], 20, []))
