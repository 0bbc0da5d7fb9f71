"""What the sentences of a report state in figures, with their places: 受理…申请166件, 予以公开103件, 未发生行政复议."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from parsers.model import Span
from parsers.prose.clauses import COUNTING, Count, counts
from parsers.text.expression import expression
from parsers.text.folding import simplify


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure that a sentence gives for something the tables count."""

    kind: str
    """A key of `prose.SPEAKS_OF`, or several joined by `+` where the figure is their sum."""
    value: int
    figure: Span
    """The figure in the decoded text; for 未收到 and its like, the word that says no."""
    sentence: Span
    """The clause that holds the figure."""
    words: str
    """The clause on one line, without white space."""
    year: int | None = None
    """The year that the sentence names, if it does; 0 for an earlier one, several or part of one."""
    scope: str | None = None
    """市, 区, 县, … where the sentence speaks of 全市, 全区, 全县, …"""
    body: str | None = None
    """The body that the sentence names as the one that received, handled or issued."""


@lru_cache(maxsize=1)
def statements(text: str, outside: tuple[Span, ...]) -> tuple[Statement, ...]:
    """All that is understood in the given stretches of text, in their order; what is not understood is left out.

    Kept for the next call: checks and repairs ask for the same after every figure that a person corrects.
    """
    return tuple(statement for span in outside for statement in _in_stretch(text, span))


_LONGEST, _SENTENCE = 30_000, 400
"""Code points of a stretch that are read, and of a sentence on either side of a hint: junk has no full stops."""
_JUNK = expression(r"(?:\([a-zà-ǜ]{1,6}\)|[\s|│┃*#?\u200b-\u200f\u2060\ufeff\xad])+")
"""White space, frames and markup between the characters of a sentence; pinyin in brackets."""
_HINT = expression(
    "(?:予以|全部|同意|部分|不予)公开|公开的?申请|依申请|申请公开|无法提供|不予处理|其他处理|结转|行政复议|行政诉讼|规范性文件"
)
_STOP = expression("[。！!]")


def _in_stretch(text: str, span: Span) -> Iterator[Statement]:
    start, end = span.start, min(span.end, span.start + _LONGEST)
    plain = _JUNK.sub("", text[start:end])
    plain = simplify(plain)
    offsets: list[int] = []
    done = 0
    for hint in _HINT.finditer(plain):
        if hint.start() >= done:
            first = max(done, hint.start() - _SENTENCE, 1 + max(plain.rfind(c, done, hint.start()) for c in "。！!"))
            stop = _STOP.search(plain, hint.end(), hint.end() + _SENTENCE)
            done = stop.start() if stop else min(len(plain), hint.end() + _SENTENCE)
            if not COUNTING.search(plain, first, done):
                continue
            for count, clause, context in _said(plain, first, done):
                if len(offsets) < done:
                    offsets = _offsets(text, start, end, done)
                yield from _placed(text, offsets, plain, count, clause, context)


def _offsets(text: str, start: int, end: int, count: int) -> list[int]:
    """Where each of the first `count` characters that `_JUNK` leaves stands in the text."""
    kept: list[int] = []
    at = start
    for junk in _JUNK.finditer(text, start, end):
        kept.extend(range(at, junk.start()))
        at = junk.end()
        if len(kept) >= count:
            return kept
    kept.extend(range(at, end))
    return kept


class _Context(NamedTuple):
    """What a sentence is about, and what holds from one of its clauses to the next."""

    applications: bool
    disclosure: bool
    year: int | None
    scope: str | None = None
    others: bool = False
    """The figures are those of other bodies."""
    body: str | None = None

    def after(self, clause: str) -> _Context:
        """The context once a clause is read."""
        context = self
        if _OTHER_TIME.search(clause):
            context = context._replace(year=0)
        elif year := _YEAR.search(clause):
            context = context._replace(year=int(year[1]))
        elif _THIS_YEAR.search(clause):
            context = context._replace(year=None)
        if body := _BODY.match(clause):
            context = context._replace(body=body[1])
        elif _OURS.search(clause):
            context = context._replace(body=None)
        if whole := _WHOLE.search(clause):
            context = context._replace(scope=whole[1], others=False)
        elif _OTHERS.search(clause):
            context = context._replace(others=True)
        elif _OURS.search(clause):
            context = context._replace(others=False)
        return context


_TOPIC = expression("公开的?申请|依申请|申请公开")
_DISCLOSURE = expression("信息公开|政务公开|申请公开")
_YEAR = expression(r"(?<!\d)(?<!转[至到入])([2２][0０]\d\d)年")
_THIS_YEAR = expression("本年|今年|全年")
_OTHER_TIME = expression(
    r"^(?:而|其中)?(?:去年|前年|往年|上一?年度?(?!.*[结转]))|20\d\d年?[-—~～至到]+20\d\d年(?!\d)"
    r"|[上下]半年|季度|(?<!\d)(?:[2-9]|1[01])月"
)
"""An earlier year, several years, or a part of one."""
_WHOLE = expression("全([市区县省州旗镇乡])(?<!全州(?=县))")
_OTHERS = expression(
    "各(?:镇|乡|街|部门|单位|级|地|区|县|市|局|委|处|科)|[市区县省]直|乡镇(?!人民)|镇街|下属|所属|直属|基层|本级|兄弟"
    "|代表[^、和及]{0,12}(?:政府|[市区县省州旗镇乡]委)|名义"
)
_OURS = expression("我[局委办厅镇乡县市区院中街]|本[局机单]")
_BODY = expression(
    r"(?:20\d\d年度?|全年|本年度?|其中|由|经统计)*([^\d我本该各全]{1,20}?(?:局|委|办|办公[室厅]|办事处|厅|街道|[镇乡]|政府|中心|院|队))"
    r"(?:共计?|累计|合计|总计|全年|本年度?|代表|依法|新)*(?=(?:未|没有)?(?:收到|受理|接收|接到|办[理结]|新收|发生|产生|制[发定]|印发|出台|答复))"
)
"""A body that does what the tables count, where a clause begins with it."""
_FILING = expression("备案|报备|审[查核]|清理")
"""A sentence about other bodies' documents, or older ones."""
_CLAUSE = expression(r"(?:[^，,;；:：()（）]|(?<=\d)[,，](?=\d{3}(?!\d)))+")


def _said(plain: str, first: int, done: int) -> Iterator[tuple[Count, Span, _Context]]:
    """The counts of a sentence, the first of a kind and year only: later ones are lists, or other bodies'."""
    context = _opening(plain, first, done)
    seen: set[tuple[str, int | None]] = set()
    for found in _CLAUSE.finditer(plain, first, done):
        clause = found.group()
        context = context.after(clause)
        for count in counts(clause, context.applications, context.disclosure):
            filed = count.kind.startswith("documents") and _FILING.search(plain, first, found.end())
            if not context.others and not filed and (count.kind, context.year) not in seen:
                seen.add((count.kind, context.year))
                yield count, Span(*found.span()), context


def _opening(plain: str, first: int, done: int) -> _Context:
    """What a sentence is about, by its own words or by those of the sentence or heading before it."""
    sentence = plain[first:done]
    end = max(0, first - 1)
    before = plain[max(0, end - _SENTENCE, 1 + max(plain.rfind(c, 0, end) for c in "。！!")) : end]
    years = _YEAR.findall(before)
    return _Context(
        applications=bool(_TOPIC.search(sentence) or _TOPIC.search(before)),
        disclosure=bool(_DISCLOSURE.search(sentence) or (len(before) <= _HEADING and _DISCLOSURE.search(before))),
        year=int(years[-1]) if years else None,
        others=sentence.startswith(("其中", "已", "均")) and bool(_OTHERS.search(before)),
    )


_HEADING = 40
"""Longest sentence that may be a heading of what follows, in characters."""


def _placed(
    text: str, offsets: list[int], plain: str, count: Count, clause: Span, context: _Context
) -> Iterator[Statement]:
    """The statement with its spans in the text; none where white space runs through its figure: a page number?"""
    first, last = clause.start + count.start, clause.start + count.end - 1
    if offsets[last] - offsets[first] == last - first:
        figure = Span(offsets[first], offsets[last] + 1)
        sentence = Span(offsets[clause.start], offsets[clause.end - 1] + 1)
        words = plain[clause.start : clause.end]
        about = context.year, context.scope, context.body
        yield Statement(count.kind, count.value, figure, sentence, words, *about)
