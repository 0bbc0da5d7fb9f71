"""Where the form's labels stand in a text: squashed characters with their offsets, and the best chain of row labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from parsers.form.form import MATRIX_ROWS, SHAPES
from parsers.form.printed import Row, Shape
from parsers.text.expression import expression
from parsers.text.figures import Token
from parsers.text.folding import fold

CJK = expression(r"[\u3400-\u9fff]")
CHINESE = expression(r"[\u3400-\u9fff]+")

_RUN = expression(r"[^\s|\u200b─*\\<>#+\"“”‘’]+")


@dataclass(frozen=True)
class Squashed:
    """A folded text without white space, bars, rules and figures, so that a broken label is whole again."""

    text: str
    _at: tuple[int, ...]
    _from: tuple[int, ...]

    @cached_property
    def labels(self) -> list[Label]:
        """Every place of the text that may be a label of a row of 表三."""
        return candidates(self)

    @cached_property
    def rows(self) -> Rows:
        """The labels that are the rows of 表三."""
        return heavier(self.labels)

    def offset(self, index: int) -> int:
        """Where in the text the squashed character at `index` stands."""
        run = bisect_right(self._at, index) - 1
        return self._from[run] + index - self._at[run]

    def index(self, offset: int) -> int:
        """The squashed index of the first kept character at or after an offset."""
        run = bisect_right(self._from, offset) - 1
        if run < 0:
            return 0
        after = self._at[run + 1] if run + 1 < len(self._at) else len(self.text)
        return min(self._at[run] + offset - self._from[run], after)


def squash(folded: str, found: Iterable[Token]) -> Squashed:
    """Leave out what may stand inside a label: white space, bars, rules, invisible characters and figures."""
    pieces: list[str] = []
    past = 0
    for token in found:
        pieces += (folded[past : token.start], " " * (token.end - token.start))
        past = token.end
    words = "".join([*pieces, folded[past:]])
    runs = [match.span() for match in _RUN.finditer(words)]
    kept = [words[a:b] for a, b in runs]
    return Squashed("".join(kept), tuple(accumulate(map(len, kept[:-1]), initial=0)), tuple(a for a, _ in runs))


class Label(NamedTuple):
    """A place in the squashed text that may be a row's label."""

    start: int
    end: int
    row: int
    """Index of the row in the order the labels were given."""
    weight: int
    """How much of the label stands there; a numeral counts two."""
    numbered: bool
    """Its numeral stands before it."""


class Wording(NamedTuple):
    """How a row's label begins: its numeral, and what follows it."""

    row: str
    numeral: str
    body: str


_PRINTED = expression(r"(?P<numeral>\(?[一二三四五六七八九十\d]+\)?)[.、,]?(?P<body>[\u3400-\u9fff]+)")
_LONGEST = 9
"""Characters of a label that are looked for: no two labels of one numeral share so many."""


def _wording(row: Row) -> Wording:
    printed = _PRINTED.match("".join(_RUN.findall(fold(row.words.zh))))
    assert printed is not None
    return Wording(row.key, printed["numeral"], printed["body"][:_LONGEST])


APPLICATION_ROWS: tuple[Wording, ...] = tuple(map(_wording, MATRIX_ROWS))

_POINT = r"[.、,)]"


def _beginnings(wording: Wording) -> Iterator[str]:
    """Numeral, point and a character (no two labels share these); numeral and two; or four characters alone.

    The numeral may be repeated, as it is where a cell is printed once a column that it spans. Each pattern begins with
    a letter of its own, so that the engine sees at once where it cannot match.
    """
    numeral, body = re.escape(wording.numeral), re.escape(wording.body[:2])
    if wording.numeral.isdigit():
        yield f"{numeral}(?:(?:{_POINT}{numeral}){{0,2}}{_POINT}{body[0]}|{body})"
    elif wording.numeral.startswith("("):
        yield f"{numeral}(?:{numeral}){{0,2}}{body}"
    else:
        yield f"{numeral}(?:{_POINT}{numeral}){{0,2}}{_POINT}?{body}"
    if len(wording.body) >= 4 and wording.row != "other":
        yield re.escape(wording.body[:4])


def _spoiled(wording: Wording) -> Iterator[str]:
    """The same where one of the first two characters behind a numeral is lost."""
    numeral, body = re.escape(wording.numeral), wording.body
    if wording.numeral.isdigit() and len(body) >= 4:
        yield f"{numeral}{_POINT}{body[1:4]}"
    elif not wording.numeral.isdigit():
        rest = f"(?:{body[1:4]}|{body[0]}{body[2:4]})" if len(body) >= 4 else body[1]
        yield f"{numeral}{_POINT}?{rest}"


_BEGINNINGS = [
    (row, begins, spoiled)
    for row, wording in enumerate(APPLICATION_ROWS)
    for spoiled, ways in ((False, _beginnings(wording)), (True, _spoiled(wording)))
    for begins in ways
]
_APPLICATION = expression("|".join(f"{begins}()" for _, begins, _ in _BEGINNINGS))


def candidates(squashed: Squashed) -> list[Label]:
    """Every place that may be a label of a row of 表三, in order and without overlap."""
    found: list[Label] = []
    text = squashed.text
    for match in _APPLICATION.finditer(text):
        at = match.start()
        row, _, spoiled = _BEGINNINGS[(match.lastindex or 1) - 1]
        wording = APPLICATION_ROWS[row]
        if spoiled:
            size = _common(text, match.end(), wording.body[4:])
            found.append(Label(at, match.end() + size, row, size + 3, True))
            continue
        numbered = not text.startswith(wording.body[:2], at)
        body = text.index(wording.body[0], at + len(wording.numeral)) if numbered else at
        size = _common(text, body, wording.body)
        found.append(Label(at, body + size, row, size + 2 * numbered, numbered))
    return found


def _common(text: str, start: int, body: str) -> int:
    """How many characters of the label stand there."""
    if text.startswith(body, start):
        return len(body)
    return next(n for n, char in enumerate(body) if not text.startswith(char, start + n))


ROWS_OF: tuple[tuple[Shape, frozenset[int]], ...] = tuple(
    (shape, frozenset(n for n, row in enumerate(MATRIX_ROWS) if row in shape.rows)) for shape in SHAPES
)
"""Which of `APPLICATION_ROWS` each shape has."""


class _Link(NamedTuple):
    weight: int
    start: int
    """Of chains of equal weight the one that starts later counts more."""
    label: Label | None
    before: _Link | None


_NONE = _Link(0, -1, None, None)


def chain(labels: Sequence[Label], rows: frozenset[int]) -> list[Label]:
    """The heaviest sequence of labels in which rows and places both increase; of equals the one that starts later."""
    best = [_NONE] * (len(APPLICATION_ROWS) + 1)
    for label in labels:
        if label.row in rows:
            before = max(best[: label.row + 1])
            weight = label.weight + before.weight
            if weight >= best[label.row + 1].weight:
                best[label.row + 1] = _Link(weight, label.start, label, before)
    link: _Link | None = max(best)
    found: list[Label] = []
    while link is not None and link.label is not None:
        found.append(link.label)
        link = link.before
    return found[::-1]


class Rows(NamedTuple):
    """The labels of the rows of 表三."""

    labels: list[Label]
    shape: Shape


def heavier(found: Sequence[Label]) -> Rows:
    """The best chain of all shapes of 表三."""
    chains = [Rows(chain(found, indices), shape) for shape, indices in ROWS_OF]
    return max(chains, key=lambda rows: sum(label.weight for label in rows.labels))


def rows_of(shape: Shape) -> frozenset[int]:
    """The indices of a shape's rows."""
    return next(indices for one, indices in ROWS_OF if one is shape)
