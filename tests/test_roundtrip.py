"""A made-up matrix, printed by a layout and spoiled on its way, is read back equal, or flagged where it is not."""

from __future__ import annotations

import os
import random

import pytest
from damage import DAMAGE
from hypothesis import Phase, assume, given, note, settings
from hypothesis import strategies as st
from rendering import BLANKS, KEEPS_BLANKS, LAYOUTS, Matrix, lines, made, report

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Report
from parsers.text.figures import Kind, tokens
from parsers.text.source import Source

IN_CI = bool(os.environ.get("CI") or os.environ.get("GOUJI_NO_SKIP"))

MANY = settings(max_examples=60, deadline=None, derandomize=IN_CI, phases=[Phase.reuse, Phase.generate])
FRESH = settings(
    max_examples=int(os.environ.get("GOUJI_EXAMPLES", "400")),
    deadline=None,
    derandomize=False,
    database=None,
    phases=[Phase.generate],
)
"""Other examples at every run, so many a layout: `pytest -m random`."""
RANDOM = st.integers(0, 2**63).map(random.Random)
"""A seed of its own for every example: a matrix takes hundreds of draws, which Hypothesis would shrink for minutes."""

ZERO_OR_BLANK = {
    "figure_dropped": "the separators around a lost 0 are those of a blank",
    "line_lost": "as a figure dropped, where a figure has a line of its own",
    "lines_lost": "as a line lost",
    "line_doubled": "a second line of 0 fills a row of cells on lines whose blank line was taken for room",
    "glued": "behind two figures that ran together a row's zeros stand one column further to the left",
}
"""Damage after which a 0 may be read as a blank or a blank as 0: no sum can tell the two, and why nothing else does."""

NOT_DONE = {
    ("spaces", "line_lost"): "the one line is the whole table",
    ("spaces", "lines_lost"): "the one line is the whole table",
}
"""Damage that leaves another table, or none."""


def wrong(matrix: Matrix, found: Report, damage: str) -> list[tuple[Address, object, object]]:
    """The cells read otherwise than they were made, and nobody is told: address, made, read."""
    silent = []
    for row, figures in matrix.items():
        for column, want in zip(COLUMNS[APPLICATIONS], figures, strict=True):
            address = Address(APPLICATIONS, row, column)
            got = found.value(address)
            excused = damage in ZERO_OR_BLANK and not want and not got
            if got != want and not excused and not told(found, address):
                silent.append((address, want, got))
    return silent


def told(found: Report, address: Address) -> bool:
    """The cell is flagged, or blank and named by a finding; of a row of (六) the form read has not, all others are."""
    cell = found.cell(address)
    if cell is None:
        return all(c.flag for a, c in found.cells.items() if a.table == APPLICATIONS and a.row.startswith("other"))
    return cell.flag is not None or (cell.value is None and any(address in f.cells for f in found.findings))


def needless(matrix: Matrix, found: Report) -> list[tuple[Address, str]]:
    """The flagged cells, but for totals that were left blank over figures."""
    columns = list(COLUMNS[APPLICATIONS])
    flagged = [(a, c.flag) for a, c in found.cells.items() if c.flag]
    blank = {a for a, _ in flagged if matrix[a.row][columns.index(a.column)] is None}
    return [(a, flag) for a, flag in flagged if not (flag == "total_missing" and a in blank)]


def forgotten(found: Report) -> list[str]:
    """The figures from the first row of 表三 to the next section that no cell holds and that are not left over."""
    start, end = found.text.find("一、本年新收"), found.text.find("四、政府信息")
    if start < 0:
        return []
    used = {i for c in found.cells.values() if c.span for i in range(*c.span)} | {
        i for s in found.loose for i in range(*s)
    }
    inside = tokens(Source(found.text, found.encoding).folded, start, end if end > 0 else None)
    return [token.word for token in inside if token.kind is Kind.FIGURE and token.start not in used]


@pytest.mark.parametrize("layout", LAYOUTS)
@MANY
@given(rng=RANDOM, damage=st.sampled_from(sorted(DAMAGE)), three=st.booleans())
def test_what_is_read_of_a_spoiled_table_is_right_or_told(
    layout: str, rng: random.Random, damage: str, three: bool
) -> None:
    right_or_told(layout, rng, damage, three)


@pytest.mark.random
@pytest.mark.parametrize("layout", LAYOUTS)
@FRESH
@given(seed=st.integers(0, 2**63), damage=st.sampled_from(sorted(DAMAGE)), three=st.booleans())
def test_what_is_read_of_any_spoiled_table_is_right_or_told(layout: str, seed: int, damage: str, three: bool) -> None:
    right_or_told(layout, random.Random(seed), damage, three)


def right_or_told(layout: str, rng: random.Random, damage: str, three: bool) -> None:
    """Make a table up, print and spoil it; no cell is read otherwise without a flag, no figure is forgotten."""
    if (layout, damage) in NOT_DONE:
        return
    form = FORMS["2021", three]
    matrix = made(rng, form, rng.choice(BLANKS))
    text = DAMAGE[damage](rng, report(LAYOUTS[layout](rng, lines(form, matrix))))
    found = parsers.read(text.encode())
    note(text)
    if APPLICATIONS in found.found or damage != "cut":
        assert wrong(matrix, found, damage) == []
        assert forgotten(found) == []


FEWEST = 4
"""Short rows that bear each other out; of fewer, and of an empty row alone, the reader is not sure, and says so."""


def blanks_show(matrix: Matrix) -> bool:
    """Whether the table has rows enough to tell by: figures beside each other, no short or empty row or several."""
    filled = [sum(figure is not None for figure in figures) for figures in matrix.values()]
    short = sum(0 < count < 7 for count in filled)
    return max(filled) > 1 and not 0 < short < FEWEST and filled.count(0) != 1


@pytest.mark.parametrize("layout", sorted(KEEPS_BLANKS))
@MANY
@given(rng=RANDOM, blanks=st.sampled_from(BLANKS), three=st.booleans())
def test_a_table_whose_layout_keeps_blanks_is_read_equal_with_nothing_flagged(
    layout: str, rng: random.Random, blanks: str, three: bool
) -> None:
    form = FORMS["2021", three]
    matrix = made(rng, form, blanks)
    assume(blanks_show(matrix))
    text = report(LAYOUTS[layout](rng, lines(form, matrix)))
    note(text)
    found = parsers.read(text.encode())
    assert wrong(matrix, found, "unharmed") == []
    assert needless(matrix, found) == []


@pytest.mark.parametrize(
    ("layout", "damage", "seed", "why"),
    [
        ("cell_lines", "line_lost", 0.9755567711336615, "a row lost an empty line, and with it the place of its total"),
        ("commas", "cut", 0.810767113833599, "the row in which the text ends has an empty cell before its figure"),
        ("frame", "worded", 0.6347966571242085, "a word is the last cell of the table"),
        ("nbsp_lines", "line_lost", 0.6700146326141907, "of a single figure it is not told whether it is the total"),
        ("padded_bars", "worded", 0.13744994412773504, "rows moved left, and only those with figures show it"),
        ("run_together", "figure_dropped", 0.23847881877362698, "the figures of a row are gone with all blanks"),
        ("run_together", "letters", 0.4775275733362315, "a letter stands for the figures of a row"),
        ("run_together", "worded", 0.7878741525738243, "a word stands for the figures of a row"),
    ],
)
def test_a_trial_that_was_silent_once_is_right_or_told(layout: str, damage: str, seed: float, why: str) -> None:
    rng = random.Random(seed)
    form = FORMS["2021", rng.random() < 0.5]
    matrix = made(rng, form, rng.choice(BLANKS))
    text = DAMAGE[damage](rng, report(LAYOUTS[layout](rng, lines(form, matrix))))
    assert wrong(matrix, parsers.read(text.encode()), damage) == [], why
