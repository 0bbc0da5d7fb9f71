"""Where several whole reports begin and end in one text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.model import Span
from parsers.prose.heading import Heading, read_heading, same_body
from parsers.prose.titles import MOST_LINES, Title, folded, squash, titles
from parsers.text.expression import expression
from parsers.text.folding import simplify

_LEAVES = (
    "三安全一稳定",
    "内部事务信息",
    "过程性信息",
    "执法案卷",
    "行政查询事项",
    "没有现成信息",
    "公开出版物",
    "大量反复申请",
    "重新出具",
)
"""Words of 表三 that hardly a sentence has, in printed order: each stands once in a table."""
_LEAST, _BACK = 5, 3
"""So many different ones are a table; so many steps back in their order begin the next."""


def _spaced(words: str) -> str:
    return r"\s*".join(words)


_LEAF = expression("|".join(f"({_spaced(leaf)})" for leaf in _LEAVES))
_TWICE = expression(f"{_spaced('案卷')}()|{_spaced('出版物')}")
_FIRST_SECTION = expression(r"一\s*[、,.．，]\s*(?:总\s*体|概\s*[述况]|基\s*本\s*情)")
_SECTION = expression(
    _FIRST_SECTION.pattern + r"|二\s*[、,.．，]\s*主\s*动\s*公\s*开|三\s*[、,.．，]\s*收\s*到\s*和\s*处\s*理"
)
_FIGURE = expression(r"\d+")
_ALIKE = 0.8
"""The share of figures that two copies of one table have in common."""


def parts(text: str) -> tuple[Span, ...]:
    """The stretch of each report in a decoded text, first to last; together they are the whole text.

    A new report has a 表三 and, before it, a head of its own: a title or a first section, of another body or year than
    the report before. A table that stands twice has none, and neither contents nor quoted titles bring a second 表三.
    """
    borders = [0]
    if _may_be_several(text):
        plain = simplify(text)
        tables = _tables(plain)
        heading = read_heading(text[: tables[0].end]) if tables else Heading()
        for before, after in pairwise(tables):
            head = _head(text, plain, before, after)
            other = read_heading(text[head.start : after.end]) if head else Heading()
            if head and _apart(heading, other, head, alike=_alike(plain, before, after)):
                heading = other
                borders.append(head.start)
    return tuple(Span(start, end) for start, end in pairwise([*borders, len(text)]))


def _may_be_several(text: str) -> bool:
    """Whether some word of 表三 stands there twice."""
    words = [found.lastindex for found in _TWICE.finditer(text)]
    return len(words) > len(set(words))


def _tables(plain: str) -> list[Span]:
    """From the first to the last of the words that tell each 表三."""
    tables: list[tuple[set[int], int, int]] = []
    for found in _LEAF.finditer(plain):
        leaf = found.lastindex or 0
        if not tables or leaf <= max(tables[-1][0]) - _BACK:
            tables.append((set(), found.start(), found.end()))
        leaves, start, _ = tables.pop()
        tables.append((leaves | {leaf}, start, found.end()))
    return [Span(start, end) for leaves, start, end in tables if len(leaves) >= _LEAST]


class _Head(NamedTuple):
    """What may be the head of another report."""

    start: int
    first_section: bool
    """The first section stands below it."""
    section: bool
    """A section that comes before 表三, or its own, does."""


def _head(text: str, plain: str, before: Span, after: Span) -> _Head | None:
    """The title, or lacking that the first section, between two tables."""
    first = _FIRST_SECTION.search(plain, before.end, after.start)
    lines = list(_lines(text, Span(before.end, first.start() if first else after.start)))
    title = _nearest([line for line, _ in lines])
    if title:
        start = lines[title.first][1]
    elif first:
        start = plain.rfind("\n", 0, first.start()) + 1
    else:
        return None
    return _Head(start, first is not None, _SECTION.search(plain, start, after.start) is not None)


def _lines(text: str, stretch: Span) -> Iterator[tuple[str, int]]:
    """The lines of a stretch that hold something, squashed, and where each begins."""
    at = stretch.start
    for line in text[stretch.start : stretch.end].split("\n"):
        if words := squash(line):
            yield words, at
        at += len(line) + 1


def _nearest(lines: list[str]) -> Title | None:
    """The first printing of the last title, one that names body and year where there is such a one."""
    plain = [folded(line) for line in lines]
    found = [title for count in MOST_LINES for title in titles(lines, plain, count)]
    for rank in (2, 1):
        ranked = [title for title in found if title.rank == rank]
        if ranked:
            fewest = min(title.lines for title in ranked)
            last = [title for title in ranked if title.lines == fewest][-1]
            return next(title for title in ranked if title[1:3] == last[1:3] and title.lines == fewest)
    return None


def _apart(one: Heading, other: Heading, head: _Head, alike: bool) -> bool:
    """Whether the head of another body or year begins another report; one that names no body, by its figures."""
    years = one.year is not None and other.year is not None and one.year != other.year
    if years or (one.agency and other.agency and not same_body(one.agency, other.agency)):
        return head.section or not alike
    return other.agency is None and head.first_section and not alike


def _alike(plain: str, one: Span, other: Span) -> bool:
    """Whether two tables hold the same figures, zeros and the numerals of labels aside."""
    counts = [Counter(f.lstrip("0") for f in _FIGURE.findall(plain, *span)) for span in (one, other)]
    for count in counts:
        del count[""]
    common = sum((counts[0] & counts[1]).values())
    return common >= _ALIKE * max(sum(count.values()) for count in counts)
