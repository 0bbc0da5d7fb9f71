"""Where the form's labels stand in a text: squashed characters with their offsets, and the best chain of row labels."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    at: list[int] = []
    begin: list[int] = []
    length = last = 0
    for start, end in (*((t.start, t.end) for t in found), (len(folded), len(folded))):
        for run in _RUN.finditer(folded, last, start):
            pieces.append(run.group())
            at.append(length)
            begin.append(run.start())
            length += run.end() - run.start()
        last = end
    return Squashed("".join(pieces), tuple(at), tuple(begin))


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


def _pattern(wording: Wording) -> str:
    """Numeral, point and a character (no two labels share these); numeral and two; or four characters alone.

    The numeral may be repeated, as it is where a cell is printed once a column that it spans.
    """
    numeral, body = re.escape(wording.numeral), re.escape(wording.body[:2])
    if wording.numeral.isdigit():
        strong = f"{numeral}(?:(?:{_POINT}{numeral}){{0,2}}{_POINT}{body[0]}|{body})"
    elif wording.numeral.startswith("("):
        strong = f"(?:{numeral}){{1,3}}{body}"
    else:
        strong = f"(?:{numeral}{_POINT}){{0,2}}{numeral}{_POINT}?{body}"
    return strong if len(wording.body) < 4 or wording.row == "other" else f"{strong}|{re.escape(wording.body[:4])}"


_FIRST = "".join({w.numeral[0] for w in APPLICATION_ROWS} | {w.body[0] for w in APPLICATION_ROWS})
_APPLICATION = expression(
    f"[{re.escape(_FIRST)}](?<=(?={'|'.join(f'({_pattern(w)})' for w in APPLICATION_ROWS)}).)", re.DOTALL
)


def candidates(squashed: Squashed, start: int = 0, end: int | None = None) -> list[Label]:
    """Every place that may be a label of a row of 表三, in order and without overlap."""
    found: list[Label] = []
    text = squashed.text
    past = start
    for match in _APPLICATION.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        if at < past:
            continue
        row = (match.lastindex or 1) - 1
        wording = APPLICATION_ROWS[row]
        numbered = not text.startswith(wording.body[:2], at)
        body = text.index(wording.body[0], at + len(wording.numeral)) if numbered else at
        size = _common(text, body, wording.body)
        past = at + len(match[row + 1])
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
    label: Label
    weight: int
    before: _Link | None


def chain(labels: Sequence[Label], rows: frozenset[int]) -> list[Label]:
    """The heaviest sequence of labels in which rows and places both increase; of equals the one that starts later."""
    best: list[_Link | None] = [None] * len(APPLICATION_ROWS)
    for label in labels:
        if label.row in rows:
            before = _heaviest(best[: label.row])
            link = _Link(label, label.weight + (before.weight if before else 0), before)
            old = best[label.row]
            if old is None or link.weight >= old.weight:
                best[label.row] = link
    link_or_none = _heaviest(best)
    found: list[Label] = []
    while link_or_none is not None:
        found.append(link_or_none.label)
        link_or_none = link_or_none.before
    return found[::-1]


def _heaviest(links: Sequence[_Link | None]) -> _Link | None:
    heaviest: _Link | None = None
    for link in links:
        if link is not None and (
            heaviest is None
            or link.weight > heaviest.weight
            or (link.weight == heaviest.weight and link.label.start > heaviest.label.start)
        ):
            heaviest = link
    return heaviest
