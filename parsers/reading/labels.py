"""Where the form's labels stand in a text: squashed characters with their offsets, and the best chain of row labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from parsers.text.expression import expression
from parsers.text.figures import Token

CJK = expression(r"[\u3400-\u9fff]")

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


APPLICATION_ROWS: tuple[Wording, ...] = (
    Wording("new_received", "一", "本年新收政府信息公开申请"),
    Wording("carried_over", "二", "上年结转政府信息公开"),
    Wording("granted", "(一)", "予以公开"),
    Wording("partial", "(二)", "部分公开"),
    Wording("denied_state_secret", "1", "属于国家秘密"),
    Wording("denied_law_prohibits", "2", "其他法律行政法规禁止"),
    Wording("denied_safety_stability", "3", "危及三安全一稳定"),
    Wording("denied_third_party", "4", "保护第三方合法权益"),
    Wording("denied_internal_affairs", "5", "属于三类内部事务"),
    Wording("denied_procedural", "6", "属于四类过程性"),
    Wording("denied_enforcement_file", "7", "属于行政执法案卷"),
    Wording("denied_admin_query", "8", "属于行政查询事项"),
    Wording("unable_not_held", "1", "本机关不掌握相关"),
    Wording("unable_no_existing", "2", "没有现成信息需要"),
    Wording("unable_unclear", "3", "补正后申请内容仍不"),
    Wording("rejected_petition", "1", "信访举报投诉类"),
    Wording("rejected_repeat", "2", "重复申请"),
    Wording("rejected_publication", "3", "要求提供公开出版"),
    Wording("rejected_excessive", "4", "无正当理由大量反复"),
    Wording("rejected_reconfirm", "5", "要求行政机关确认或"),
    Wording("other", "(六)", "其他处理"),
    Wording("other_overdue_correction", "1", "申请人无正当理由逾期"),
    Wording("other_unpaid_fee", "2", "申请人逾期未按收费"),
    Wording("other_misc", "3", "其他"),
    Wording("processed_total", "(七)", "总计"),
    Wording("carried_forward", "四", "结转下年度继续办理"),
)

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


ONE_OTHER = frozenset(
    i
    for i, w in enumerate(APPLICATION_ROWS)
    if w.row not in {"other_overdue_correction", "other_unpaid_fee", "other_misc"}
)
THREE_OTHER = frozenset(i for i, w in enumerate(APPLICATION_ROWS) if w.row != "other")


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
    three: bool
    """(六) has three rows."""


def heavier(found: Sequence[Label]) -> Rows:
    """The better chain of the two shapes of (六)."""
    one, three = chain(found, ONE_OTHER), chain(found, THREE_OTHER)
    is_three = sum(label.weight for label in three) > sum(label.weight for label in one)
    return Rows(three, True) if is_three else Rows(one, False)
