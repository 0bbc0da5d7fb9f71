"""The samples keep each seed's layout and figures, and none of its sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, need_shared

import parsers

SAMPLES = ROOT / "sample_reports"
SEED_OF = {
    "pipes_one_line.txt": "000",
    "pipes_dropped_blanks.txt": "001",
    "lines_nbsp_2019_form.txt": "002",
    "lines_three_row_other.txt": "003",
    "pipes_cell_per_line.txt": "004",
}
_FROM, _TO = "\n二、主动公开政府信息情况\n", "五、存在的主要问题及改进情况\n"
LONGEST_SHARED = 36
"""Characters in a row that prose may share with a seed: titles of sections and of the form do."""


def seed(number: str) -> Path:
    (path,) = need_shared("seeds").glob(f"{number}_*.txt")
    return path


def parts(path: Path) -> tuple[str, str]:
    """The tables of a report, and its prose with line breaks taken out."""
    text = path.read_bytes().decode()
    start, end = text.index(_FROM), text.index(_TO)
    return text[start:end], "".join((text[:start] + text[end:]).split())


@pytest.mark.parametrize(("name", "number"), SEED_OF.items())
def test_a_sample_has_its_seeds_tables_byte_for_byte_and_prose_of_its_own(name: str, number: str) -> None:
    tables, prose = parts(SAMPLES / name)
    seed_tables, seed_prose = parts(seed(number))
    assert tables == seed_tables
    windows = (prose[i : i + LONGEST_SHARED] for i in range(len(prose) - LONGEST_SHARED + 1))
    assert [w for w in windows if w in seed_prose] == []


@pytest.mark.parametrize(("name", "number"), SEED_OF.items())
def test_a_sample_reads_with_the_figures_of_its_seed(name: str, number: str) -> None:
    sample, original = (parsers.read(p.read_bytes()) for p in (SAMPLES / name, seed(number)))
    assert sample.found == original.found == frozenset({"disclosure", "applications", "review_litigation"})
    assert {a: (c.value, c.origin, c.flag) for a, c in sample.cells.items()} == {
        a: (c.value, c.origin, c.flag) for a, c in original.cells.items()
    }
    assert (sample.edition, sample.three_other, sample.year) == (original.edition, original.three_other, original.year)
