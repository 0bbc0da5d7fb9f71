"""What a cell of a table becomes: a figure, a blank, a word, or digits that may be no figure."""

import pytest

from parsers.form.form import ROW_CELLS
from parsers.form.printed import APPLICATIONS
from parsers.model import Span
from parsers.reading.labels import Squashed
from parsers.reading.table import Read, Text
from parsers.text.figures import Kind, Token

TOTAL = ROW_CELLS[APPLICATIONS, "granted"][-1]


@pytest.mark.parametrize(
    ("printed", "kind", "value", "flag"),
    [
        ("12", Kind.FIGURE, 12, None),
        ("同上", Kind.WORD, None, "unreadable"),
        ("1", Kind.WORD, 1, "unreadable"),  # in front of 、 it may number a list
    ],
)
def test_a_word_is_no_figure_and_its_digits_are_a_guess(
    printed: str, kind: Kind, value: int | None, flag: str | None
) -> None:
    text = Text(printed, printed, Squashed(printed, (0,), (0,)), ())
    read = Read(APPLICATIONS, Span(0, len(printed)))
    read.put(text, [TOTAL], [0], [Token(0, len(printed), kind, printed, "", len(printed))])
    assert (read.cells[TOTAL].value, read.cells[TOTAL].flag) == (value, flag)
