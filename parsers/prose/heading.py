"""What a report says of itself: title, agency and the year it reports on, and where it leaves that in doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from parsers.codes import CODES
from parsers.model import Finding, Span
from parsers.prose.signature import Signature, signed
from parsers.prose.titles import Title, best_title, damaged_year, folded, plausible, squash
from parsers.text.expression import expression


class Heading(NamedTuple):
    """Each field is None where the text does not say it, or contradicts itself."""

    title: str | None = None
    """As printed, on one line, without white space and markup."""
    agency: str | None = None
    """The body that reports, as it names itself."""
    year: int | None = None
    """The year reported on, not the year of publication."""
    doubts: tuple[Finding, ...] = ()
    """`agency_doubtful`, `year_doubtful`: the text says several things, or only hints at one."""


def read_heading(text: str, body_end: int | None = None) -> Heading:
    """The heading of a decoded text; `body_end` is where its last table ends, after which the signature is sought."""
    start = _section_one(text)
    head = squash(_URL.sub("\n", text[max(0, start - _REACH) : start]))
    plain = folded(head)
    title = best_title(head.split("\n"), plain.split("\n"))
    first = folded(squash(text[start : start + _PARAGRAPH]))
    witnesses = _Witnesses(
        title,
        (plain[-_INTRO:] + "\n" + first).replace("\n", ""),
        first[:_OPENING],
        signed(text[max(body_end or 0, len(text) - _TAIL) :]),
    )
    agency, agencies = _agency(witnesses)
    year, years = _year(witnesses, _periods(text))
    doubts = (*_doubt("agency_doubtful", text, agencies), *_doubt("year_doubtful", text, years))
    return Heading(title.words if title else None, agency, year, doubts)


_REACH, _OPENING, _PARAGRAPH, _TAIL, _INTRO = 3000, 250, 400, 1500, 1000
"""How far to look, in code points: before 一、, after it, to its first paragraph's end, before the end of the text; the
introduction."""

_SECTION_ONE = expression(
    r"一\s*[、,.．，]\s*(?:政府信息公开|政府資訊公開|政府信息公開)?\s*(?:工作)?\s*"
    r"(?:[总總]\s*体|[总總]\s*體|概\s*[述况況]|基本情|[总總]体推|主[动動]公[开開])|第\s*二\s*十\s*[条條]\s*第|(?:信息|資訊)\s*[内內]\s*容"
)
_URL = expression(r"(?:https?://|www\.)[^\s()（），,。]+|(?<![\w.-])[\w.-]+\.(?:com|net|org|cn)\b", re.ASCII)
"""A folder of a website is no witness of the year."""
_CITED = expression(r"《[^》]{0,80}》")


def _section_one(text: str) -> int:
    """Where the first section begins (or, lacking its heading, the first table): what stands before is the head."""
    found = _SECTION_ONE.search(text, 0, 200_000)
    return found.start() if found else min(len(text), _REACH)


class _Witnesses(NamedTuple):
    title: Title | None
    intro: str
    """The introduction and the first paragraph."""
    opening: str
    signature: Signature


def _doubt(code: str, text: str, said: Iterable[str]) -> Iterator[Finding]:
    """The finding that names what the text has, and where that first stands."""
    if said := tuple(said):
        places = (re.search(r"\s*".join(map(re.escape, words)), text[:_LOOKED_AT]) for words in said)
        spans = tuple(Span(*place.span()) for place in places if place)
        yield Finding(code, CODES[code].severity, spans=spans, facts=(("said", "、".join(said)),))


_LOOKED_AT = 200_000
"""Code points of a text in which what is said of a whole report is sought."""

_INTRODUCED = expression(
    r"(?:现将|[现会]公开|公布|发布|编制|撰写|形成|披露)(?:的|本)?"
    r"([^\d,。;:《》]{2,40}?)(?:关于)?20\d\d年度?的?[^,。;]{0,12}?(?:政府信息|政务|信息)公开"
)
_INTRODUCED_AFTER = expression(
    r"(?:现将|公布|发布|编制|撰写|形成|披露)20\d\d年度?([^\d,。;:《》]{2,40}?)(?:政府信息|政务|信息)公开"
)
_INTRODUCED_BETWEEN = expression(
    r"(?:现将|[现会]公开|公布|发布|编制|撰写|形成|披露)([^\d,。;:《》]{2,40}?)(?:政府信息|政务|信息)公开(?:工作)?20\d\d年度?"
)
_MAKES = expression(r"(?:^|[,。;:])([^\d,。;:《》]{3,40}?)(?:特|现|组织)?编制(?:本|20\d\d)年度?[^,。;:《》]{0,10}公开")
_CONTACT = expression(r"请(?:直接)?(?:与|联系|向)([^\d,。;:《》()]{3,40}?)(?:\(|联系|咨询)")
_SOURCE = expression(
    r"(?:来源|发布机构|发布单位|制作单位|公开主体):([^\d,。;:《》()\[\]【】]{3,30}?)(?:$|字体|打印|浏览|分享|发布|点击|【|\[|访问|日期)"
)
_BRACKETED = expression(r"(?:报告|年报)\(([^()]{3,30})\)")
_MADE = expression(
    r"(?:^|[,。;:]|报告|年报|要求)(?:是|系)?由([^\d,。;:《》]{3,40}?)"
    r"(?:根据|按照|依据|结合|负责|汇总|组织|统一|具体|会同|牵头|编制|编写|撰写)"
)
_OWN = expression(
    r"(?:现将|公布|发布|编制|撰写|形成|披露)了?《([^\d《》]{0,40}?)(20[0-4]\d)年度?([^\d《》]{0,30}?)公开[^《》]{0,16}?(?:报告|年报)》"
)
"""The report's own title between brackets, as no cited document is announced."""
_SUBJECT = expression(
    r"20\d\d年度?(?:以来)?,?([^\d,。;:《》()]{2,30}?)(?=高度|认真|深入|严格|坚持|积极|全面|以|按照|在|持续|紧紧|围绕|始终|不断)"
)


def _agency(said: _Witnesses) -> tuple[str | None, tuple[str, ...]]:
    """The title's; else what the introduction, the signature and the page agree on best; and the names in doubt."""
    title, votes = said.title, _named(said)
    if title and title.agency and title.lines == 1:
        others = _against(title.agency, votes)
        return title.agency, (title.agency, *others) if others else ()
    if title and title.agency:
        votes[title.agency] += 3
    if not votes or max(votes.values()) < 2:
        return None, ()
    best = max(votes, key=lambda name: votes[name])
    others = _against(best, votes)
    return best, (best, *others) if others or votes[best] < _STRONG else ()


_GOVERNMENT = expression("(?:政府|[市区县省州旗镇乡])$")


def _against(agency: str, votes: Counter[str]) -> list[str]:
    """The other bodies that strong witnesses name; a bureau may make and sign the report of its government."""
    named = [name for name, weight in votes.items() if weight >= _STRONG and not same_body(name, agency)]
    return [name for name in named if not _GOVERNMENT.search(agency) or _GOVERNMENT.search(name)]


_STRONG = 3
"""The least weight of a witness that names the reporting body, where others name whom to ask, or who acts."""


_NAMING = (
    (_INTRODUCED, 4),
    (_INTRODUCED_AFTER, 4),
    (_INTRODUCED_BETWEEN, 4),
    (_MADE, 4),
    (_MAKES, 4),
    (_BRACKETED, 3),
    (_CONTACT, 2),
    (_SOURCE, 1),
)
"""What names the body in the introduction, and how far to trust it."""


def _named(said: _Witnesses) -> Counter[str]:
    """The agencies that the introduction, the first paragraph and the signature name, by the weight of the witness."""
    votes: Counter[str] = Counter()
    intro = _CITED.sub("", said.intro)
    for pattern, weight in _NAMING:
        if (found := pattern.search(intro)) and (name := plausible(found[1])):
            votes[name] += weight
    if (own := _OWN.search(said.intro)) and (name := plausible(own[1]) or plausible(own[3])):
        votes[name] += 4
    if (acts := _SUBJECT.search(said.opening)) and (name := plausible(acts[1])):
        votes[name] += 2
    if said.signature.agency:
        votes[said.signature.agency] += 4
    return votes


_OFFICE = expression("人民|办(?:公[室厅])?$")


def same_body(one: str, other: str) -> bool:
    """Whether a name may be short for the other, or its office: 县住建局 for 安阳县住房和城乡建设局."""
    short, long = sorted((_OFFICE.sub("", folded(name)) for name in (one, other)), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


_PERIOD = expression(r"(20[0-4]\d)年?0?1月0?1日(?:[^。;]{0,12}?(?:20\d\d)年?)?[^。;]{0,12}?12月31日")
_TERM = expression(
    r"[统統](?<![上去]年.)\s*[计計]\s*(?:数\s*据\s*)?的?\s*(?:(?:期|[时時])\s*限|[时時]\s*[间間](?=\s*[为為自从從是])|周\s*期|[区區]\s*[间間])"
)
"""统计期限, wherever it stands."""
_DATED = expression(r"(20[0-4]\d)(?:年?度|年全年|[年./-](?:0?1|元)[月./-]0?1(?!\d)|[年./-]12[月./-])")
_REPORTED = expression(
    r"(?:现将|[现会]公开|公布|发布|编制|撰写|形成|披露)[^,。;:\d]{0,45}?(20[0-4]\d)(?!\d)年?度?[^,。;:]{0,40}?公开[^,。;:]{0,12}?(?:报告|年报)(?!编制|有关|的通知)"
)
_OPENS = expression(r"(?<![\d〔\[(至])(20[0-4]\d)年度?(?=[,,以来我本全])")


_MOST_TERMS = 50
"""At most so many mentions of the period are read."""


def _periods(text: str) -> tuple[int, ...]:
    """The years that 统计期限 names: one, or two where it contradicts itself."""
    years: list[int] = []
    for term in islice(_TERM.finditer(text, 0, _LOOKED_AT), _MOST_TERMS):
        words = folded(squash(text[term.end() : term.end() + 120])).replace("\n", "")
        years += [int(found[1]) for found in _DATED.finditer(re.split("[。;]", words)[0])]
    return tuple(dict.fromkeys(years))[:2]


def _year(said: _Witnesses, periods: tuple[int, ...]) -> tuple[int | None, tuple[str, ...]]:
    """The year that the witnesses agree on, and the years in doubt.

    A title against two others, or two against two, is no answer; a sentence against the period is not heard.
    """
    votes, printed = _voted(said, periods), said.title.year if said.title else None
    by_date = said.signature.year
    if not votes:
        damaged = damaged_year(said.title) if said.title else None
        return by_date, (str(by_date or damaged),) if by_date or damaged else ()
    if by_date:
        votes[by_date] += 2
    (year, most), *rivals = votes.most_common()
    others = max((weight for _, weight in rivals), default=0)
    if len(periods) == 1 and not printed:
        return periods[0], _years(votes) if rivals else ()
    if most < others + 2:
        return None, _years(votes)
    return year, _years(votes) if most < 3 * others else ()


def _years(votes: Counter[int]) -> tuple[str, ...]:
    return tuple(str(year) for year, _ in votes.most_common())


def _voted(said: _Witnesses, periods: tuple[int, ...]) -> Counter[int]:
    """What title, period, introduction and first sentence say, by the weight of the witness."""
    votes: Counter[int] = Counter()
    if said.title and said.title.year:
        votes[said.title.year] += 5
    for year in periods:
        votes[year] += 4 // len(periods)
    intro = _CITED.sub("", said.intro)
    for pattern, where, weight in (
        (_PERIOD, "" if periods else intro, 4),
        (_REPORTED, intro, 3),
        (_OPENS, said.opening, 2),
    ):
        if years := [int(found[1]) for found in pattern.finditer(where)]:
            votes[Counter(years).most_common(1)[0][0]] += weight
    if own := _OWN.search(said.intro):
        votes[int(own[2])] += 3
    return votes
