"""No sequence of the keys that decide many things at once leaves a wrong figure without a flag."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench_keys import clerk_of, unflagged
from conftest import need_shared


def sample() -> list[Path]:
    return sorted(need_shared("corpus/train2").glob("*.txt"))[2::9]


@pytest.mark.score
@pytest.mark.parametrize("keys", [("Y",), ("A", "Y", "ctrl+s", "ctrl+s"), ("Y", "A", "Y")], ids="-".join)
def test_no_wrong_figure_loses_its_flag(keys: tuple[str, ...]) -> None:
    lost = {}
    for path in sample():
        clerk = clerk_of(path)
        before = set(unflagged(clerk.bench, clerk.truth))
        clerk.press(*keys)
        if hidden := set(unflagged(clerk.bench, clerk.truth)) - before:
            lost[path.name] = hidden
    assert lost == {}
