"""The title of a report: which lines are one, and the agency and the year that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.text.expression import expression
from parsers.text.folding import replaced, simplify

_JUNK = expression(r"(?:\n(?=\s)|[^\S\n]|[|│┃*#=_`\u200b-\u200f\u2060\ufeff\xad\\?])+|[(（][a-zà-ǜ]{1,6}[)）]")
"""White space, bars, markup; pinyin in brackets behind a character (mirrors in traditional script print it)."""
_ASCII = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}


def squash(words: str) -> str:
    """The words without white space and markup."""
    return _JUNK.sub("", words)


def folded(words: str) -> str:
    """Full-width forms and traditional characters made one; exactly as long as the words."""
    return replaced(simplify(words), _ASCII)


_TERM = expression(
    r"公开.{0,24}?(?:年度报告|工作告年度报|工作报告|情况报告|的?报告|年报|年度总结|工作总结)(?:[(]?20\d\d年?度?[)]?)?"
)
_TITLES = 60
"""At most so many lines that mention a report are looked at, the nearest to the first section."""
_MARK = expression(r"公开|报")
_SENTENCE = expression(r"[。;!]|[,:]|^本(?:年度)?报告|根据|依据|按照|向社会|现公布|现将|通知|条例|如下|[上下]一[篇条]")
_CRUMB = expression(
    r"[>»›|_<\[\]{}】●◆■★▪►·•]|--+|(?:标题|名称|附件\d{0,2}):?|(?<=\d)次|门户网站|第\d{1,3}页(?:,?共\d{1,3}页)?"
    r"|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}:\d\d(?::\d\d)?)?|20\d\d年\d{1,2}月\d{1,2}日|^(?:P\.?)?\d{1,2}[.、](?!\d)"
)
"""What a page puts before a title on its line: crumbs, fields, bullets, numbers, dates."""
_YEAR = expression(r"(?<![\d/.])(20[0-4]\d)(?=年|[^\d月日.:/-]{0,8}(?:公开|年度))")
_CHINESE_YEAR = expression(r"二[〇○零O0Ο]([一二三四五])?([〇○零O0Ο一二三四五六七八九])年")
_CLAIM = expression(r"^.*?(?=政府信息公开|政务公开|政务信息公开|信息公开|公开)")
_ALIEN = expression(r"^(?:(?:当前位置|您的位置|首页|信息名称|政务公开|政府信息公开(?!工作)|信息公开(?!工作)|关于):?)+")
_SUFFIX = expression(
    r"(?:政府|[局委办厅镇乡县市区州盟旗省院站馆所校部处署会社司庭队街道园场学]|办公室|中心|街道|机关|公司|大队|学校|集团|开发区|分局|苏木|银行|科)$"
)
_NO_AGENCY = expression(
    r"[\d,。;:《》<>/\ufffd]|^(?:我|本(?!溪)|该|全(?!南|椒|州)|现|各)|(?:网站|大厅|专区|首页)$|公众|申请|情况|本年|上年|通过|按照|根据|栏目|^.$|^(?:政府|人民政府|办公室|中心|街道|新区)$"
)


_BRACKET = expression(r"\(([^()]{2,30})\)")


class Title(NamedTuple):
    """A title as found, and what it names."""

    words: str
    """As printed, on one line."""
    agency: str | None
    year: int | None
    lines: int
    """How many printed lines it was put together from."""
    first: int
    """Which line it begins on."""

    @property
    def rank(self) -> int:
        """How much of agency and year the title names."""
        return (self.year is not None) + (self.agency is not None)


def best_title(head: list[str], folded: list[str]) -> Title | None:
    """The best of the titles on one line, or, where none says agency and year, on up to four lines."""
    best: Title | None = None
    for count in MOST_LINES:
        for title in titles(head, folded, count):
            best = title if best is None or title.rank > best.rank else best
        if best and best.rank == 2:
            break
    return best


MOST_LINES = (1, 2, 3, 4)
"""Over how many lines a title may run."""


def titles(head: list[str], folded: list[str], count: int) -> Iterator[Title]:
    """The titles that `count` lines make, of squashed lines as printed and folded."""
    for last in [i for i, line in enumerate(folded) if _MARK.search(line)][-_TITLES:]:
        first = last + 1 - count
        if first >= 0 and sum(map(len, folded[first : last + 1])) < 400:
            title = _title("".join(head[first : last + 1]), "".join(folded[first : last + 1]), first, count)
            if title:
                yield title


def _title(printed: str, folded: str, first: int, lines: int) -> Title | None:
    """The best title inside a line, if there is one: no sentence, and nothing behind the term but markup."""
    best: Title | None = None
    for start, end in _stretches(folded):
        words = folded[start:end]
        if "公开" in words and len(words) <= 70 and not _SENTENCE.search(words) and (lines == 1 or folded[end:] == ""):
            shown, name = printed[start:end], _named(words)
            at = words.find(name) if name else -1
            agency = shown[at : at + len(name)] if name and at >= 0 else name
            title = Title(shown, agency, _year_in(words), lines, first)
            best = title if best is None or title.rank > best.rank else best
    return best


def _stretches(line: str) -> Iterator[tuple[int, int]]:
    """Where titles may stand in a line: from what the page puts before one to the word report."""
    past = 0
    for found in _TERM.finditer(line):
        start = max((m.end() for m in _CRUMB.finditer(line, past, found.start())), default=past)
        yield start + (len(alien[0]) if (alien := _ALIEN.match(line[start:])) else 0), found.end()
        past = found.end()


def _named(title: str) -> str | None:
    """The agency that a title names before 政府信息公开, its year taken out wherever it stands."""
    found = _CLAIM.match(title)
    name = found[0] if found else ""
    if name.endswith("人民") and title[len(name) :].startswith("政府"):
        name += "政府"
    name = re.sub(r"\(?(?:20\d\d|二[〇○零O0Ο].{1,2})(?:年度|年)?\)?|年度$|年$", "", name)
    return plausible(re.sub(r"^(?:关于|年度|年)|(?:关于|的|年度|政府工作|年)$", "", name))


def plausible(name: str) -> str | None:
    """The name if a public body may be called so, with the second names that it carries in brackets."""
    for bracket in _BRACKET.finditer(name):
        if not _SUFFIX.search(bracket[1]):
            name = name.replace(bracket[0], "")
    body = _BRACKET.sub("", name)
    return name if 2 <= len(body) <= 40 and _SUFFIX.search(body) and not _NO_AGENCY.search(body) else None


def damaged_year(title: Title) -> str | None:
    """Digits before 年 in a title that are no year: 20201."""
    found = re.search(r"\d{3,}(?=年)", folded(title.words))
    return found[0] if found and title.year is None else None


def _year_in(words: str) -> int | None:
    if found := _YEAR.search(words):
        return int(found[1])
    if (spelt := _CHINESE_YEAR.search(words)) is None:
        return None
    return 2000 + 10 * "〇一二三四五".find(spelt[1] or "〇") + max(0, "〇一二三四五六七八九".find(spelt[2]))
