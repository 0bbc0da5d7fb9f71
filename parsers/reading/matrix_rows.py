"""Where 表三 stands in a text, and the stretch of text of each of its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.form.form import HEADED, MATRIX_ROWS
from parsers.form.printed import Shape
from parsers.reading.bands import Band, Follow
from parsers.reading.labels import APPLICATION_ROWS, CJK, Label, heavier, rows_of
from parsers.reading.pieces import run_into
from parsers.reading.table import Text
from parsers.text.expression import expression
from parsers.text.figures import Token

_MOST_GROUPS = max(len(row.groups) for row in MATRIX_ROWS)
_DEPTH = {row.key: 1 + _MOST_GROUPS - len(row.groups) for row in MATRIX_ROWS}
"""One for the innermost rows, more for those that stand under fewer groups."""
_HEADING = expression(r"申请人情况|本列数据的勾稽关系")
_SECTION = expression(r"收到和处理政府信息公开申请")
_AFTER = expression(r"四[、,，.].{0,14}行政复议|行政复议.{0,3}行政诉讼|结果维持|[五六][、,，.]存在|存在的?主要问题")
_HEADER = expression(r"(商业(?:企业)?)(科研(?:机构)?)(社会公?益?(?:组织)?)(法律服?务?(?:机构)?)(其他)")
"""The header cells from 商业企业 to 其他; of broken ones the first line."""


class Area(NamedTuple):
    """Where the table stands in the squashed text, and the labels of its rows."""

    start: int
    end: int
    labels: list[Label]
    strays: list[Label]
    """Labels that stand out of order or twice."""
    shape: Shape


_SEVEN = expression(r"[ \t|\u200b]*\d+(?:[ \t|\u200b]+\d+){6}[ \t|\u200b]*$", re.MULTILINE)
"""What stands behind a label on the line of a whole row."""


def area_of(text: Text) -> Area | None:
    """Where 表三 stands, or None where the text does not have it."""
    squashed = text.squashed
    found = squashed.labels
    labels, shape = squashed.rows
    if not labels:
        return None
    middle = labels[len(labels) // 2].start
    heading = _HEADING.search(squashed.text, 0, middle)
    section = [m.end() for m in _SECTION.finditer(squashed.text, 0, middle)]
    start = heading.start() if heading else (section[-1] if section else 0)
    after = _AFTER.search(squashed.text, labels[-1].end)
    end = after.start() if after else len(squashed.text)
    inside = [label for label in found if start <= label.start < end]
    if len(inside) < len(found):
        labels, shape = heavier(inside)
    numbered = sum(label.numbered for label in labels)
    if not numbered or (numbered < 4 and not heading and not any(_is_whole(text, label) for label in labels)):
        return None
    if not start and any(_is_whole(text, label) for label in labels):
        head = squashed.text.find("自然人", 0, labels[0].start)
        start = head if head >= 0 else labels[0].start
    return Area(start, end, labels, _strays(inside, labels, rows_of(shape)), shape)


def _is_whole(text: Text, label: Label) -> bool:
    """The row's seven figures stand behind its label, as no sentence has them."""
    return _SEVEN.match(text.folded, text.squashed.offset(label.end - 1) + 1) is not None


def _strays(inside: Sequence[Label], labels: Sequence[Label], rows: frozenset[int]) -> list[Label]:
    """Numbered labels beside the chain, between its ends."""
    first, last = labels[0].start, labels[-1].start
    return [
        s
        for s in inside
        if s.numbered
        and s.row in rows
        and first <= s.start <= last
        and not any(label.start <= s.start < label.end for label in labels)
    ]


def bands_of(text: Text, area: Area) -> list[Band]:
    """The rows' stretches of text; those of stray labels have the key of their row after a star."""
    marks = sorted([(label, False) for label in area.labels] + [(label, True) for label in area.strays])
    keys = [APPLICATION_ROWS[label.row].row for label, _ in marks]
    squashed = text.squashed
    starts = [squashed.offset(label.start) for label, _ in marks]
    last = squashed.offset(area.end) if area.end < len(squashed.text) else len(text.folded)
    ends = [*starts[1:], last]
    bands: list[Band] = []
    tokens = [t for t in text.tokens if starts[0] <= t.start < last]
    at = 0
    for n, ((label, stray), start, end) in enumerate(zip(marks, starts, ends, strict=True)):
        mine: list[Token] = []
        while at < len(tokens) and tokens[at].start < end:
            mine.append(tokens[at])
            at += 1
        row, after = keys[n], keys[n + 1] if n + 1 < len(keys) else ""
        follow = Follow(_DEPTH[row], row in HEADED, _DEPTH.get(after, 0), after in HEADED)
        name = f"*{row}" if stray else row
        body = squashed.offset(label.end - 1) + 1
        last_one = run_into(text.folded, body, end, mine)
        mine += [last_one] if last_one else []
        bands.append(Band(name, start, body, end, tuple(mine), _DEPTH[row], follow))
    return bands


def label_whole(text: Text, band: Band) -> bool:
    """All of the row's printed label stands there; of a lost row a scraper may leave the beginning of its label."""
    squashed = text.squashed
    rest = iter(squashed.text[squashed.index(band.start) : squashed.index(band.end)])
    label = next(w.body for w in APPLICATION_ROWS if w.row == band.row)
    return all(char in rest for char in CJK.findall(label))


_HEADS = expression(r"自然人|商业企业|科研机构|社会公益|法律服务")


def header_behind(text: Text, area: Area) -> bool:
    """Words of the header stand among the rows, one without the next: the text is not in the order of rows."""
    words = text.squashed.text
    first, last = area.labels[0].start, area.labels[-1].start
    at = text.squashed.offset
    heads = [at(m.start()) for m in _HEADS.finditer(words, first, last)]
    return (
        any(
            any(a < token.start < b for token in text.tokens) and not any(a < at(s.start) < b for s in area.labels)
            for a, b in pairwise(heads)
        )
        or len(heads) % 5 > 0
    )


def header_of(text: Text, area: Area) -> tuple[list[str], list[int]]:
    """The separators between the header cells 商业企业 … 其他, and where all seven header cells start."""
    squashed = text.squashed
    first = area.labels[0].start
    match = _HEADER.search(squashed.text, area.start, first)
    if match is None:
        return [], []
    starts = [squashed.offset(match.start(n)) for n in range(1, 6)]
    ends = [squashed.offset(match.end(n) - 1) + 1 for n in range(1, 6)]
    gaps = [text.folded[a:b] for a, b in zip(ends[:-1], starts[1:], strict=True)]
    natural = squashed.text.find("自然", area.start, first)
    total = squashed.text.find("总计", area.start, first)
    if natural < 0 or total < 0:
        return gaps, []
    return gaps, [squashed.offset(natural), *starts, squashed.offset(total)]
