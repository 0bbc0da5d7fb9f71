"""What a report says of itself: title, agency and the year it reports on."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple


class Heading(NamedTuple):
    """Each field is None where the text does not say it, or contradicts itself."""

    title: str | None = None
    """As printed, on one line, without white space and markup."""
    agency: str | None = None
    """The body that reports, as it names itself."""
    year: int | None = None
    """The year reported on, not the year of publication."""


def read_heading(text: str, body_end: int | None = None) -> Heading:
    """The heading of a decoded text; `body_end` is where its last table ends, after which the signature is sought."""
    start = _section_one(text)
    head = _squash(_URL.sub("\n", text[max(0, start - _REACH) : start]))
    folded = head.translate(_FOLD)
    intro = _CITED.sub("", folded[-_INTRO:])
    opening = _squash(text[start : start + _OPENING]).translate(_FOLD)
    title = _best_title(head.split("\n"), folded.split("\n"))
    signature = _signature(_squash(text[max(body_end or 0, len(text) - _TAIL) :]))
    return Heading(
        title.words if title else None,
        _agency(title, intro, signature),
        _year(title, intro, opening, signature),
    )


_REACH, _OPENING, _TAIL, _INTRO = 3000, 250, 1500, 1000
"""How far to look, in code points: before 一、, after it, before the end of the text; the introduction."""

_SECTION_ONE = re.compile(
    r"一\s*[、,.．，]\s*(?:政府信息公开|政府資訊公開|政府信息公開)?\s*(?:工作)?\s*"
    r"(?:[总總]\s*体|[总總]\s*體|概\s*[述况況]|基本情|[总總]体推|主[动動]公[开開])|第\s*二\s*十\s*[条條]\s*第|(?:信息|資訊)\s*[内內]\s*容"
)
_URL = re.compile(r"(?:https?://|www\.)[^\s()（），,。]+|(?<![\w.-])[\w.-]+\.(?:com|net|org|cn)\b", re.ASCII)
"""A folder of a website is no witness of the year."""
_CITED = re.compile(r"\n|《[^》]{0,80}》")
"""Line ends inside the introduction, and the documents it cites."""
_JUNK = re.compile(r"(?:\n(?=\s)|[^\S\n]|[|│┃*#=_`\u200b-\u200f\u2060\ufeff\xad\\?])+|[(（][a-zà-ǜ]{1,6}[)）]")
"""White space, bars, markup; pinyin in brackets behind a character (mirrors in traditional script print it)."""
_TRADITIONAL = "開報務總體況條動內與縣區鄉鎮國關於辦處實廳農業衛員會發財監場設書館園機構團隊標題現將衆編製後"
_SIMPLIFIED = "开报务总体况条动内与县区乡镇国关于办处实厅农业卫员会发财监场设书馆园机构团队标题现将众编制后"
_FOLD = str.maketrans(_TRADITIONAL, _SIMPLIFIED) | {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
"""Full-width to ASCII and the traditional characters that matter here; one for one, so that offsets stay."""


def _section_one(text: str) -> int:
    """Where the first section begins (or, lacking its heading, the first table): what stands before is the head."""
    found = _SECTION_ONE.search(text, 0, 200_000)
    return found.start() if found else min(len(text), _REACH)


def _squash(words: str) -> str:
    return _JUNK.sub("", words)


_TERM = re.compile(
    r"公开.{0,24}?(?:年度报告|工作告年度报|工作报告|情况报告|的?报告|年报|年度总结|工作总结)(?:[(]?20\d\d年?度?[)]?)?"
)
_TITLES = 60
"""At most so many lines that mention a report are looked at, the nearest to the first section."""
_MARK = re.compile(r"公开|报")
_SENTENCE = re.compile(r"[。;!]|[,:]|根据|按照|现公布|现将|通知|条例|如下")
_CRUMB = re.compile(r"[>»›|_<\[\]{}]|--+")
_YEAR = re.compile(r"(?<![\d/.])(20[0-4]\d)(?=年|[^\d月日.:/-]{0,8}(?:公开|年度))")
_CHINESE_YEAR = re.compile(r"二[〇○零O0Ο]([一二三四五])?([〇○零O0Ο一二三四五六七八九])年")
_CLAIM = re.compile(r"^.*?(?=政府信息公开|政务公开|政务信息公开|信息公开|公开)")
_ALIEN = re.compile(r"^(?:当前位置|首页|标题|名称|信息名称|政务公开|政府信息公开|信息公开|关于|上一篇|下一篇)+[:：]?")
_SUFFIX = re.compile(
    r"(?:政府|[局委办厅镇乡县市区州盟旗省院站馆所校部处署会社司庭队街道园场学]|办公室|中心|街道|机关|公司|大队|学校|集团|开发区|分局|苏木|银行)$"
)
_NO_AGENCY = re.compile(
    r"[\d,。;:《》<>/]|^(?:我|本(?!溪)|该|全(?!南|椒|州)|现|各)|(?:网站|大厅|专区|首页)$|公众|申请|情况|本年|上年|通过|按照|根据|栏目|^.$|^(?:政府|人民政府|办公室|中心|街道|新区)$"
)


class _Title(NamedTuple):
    words: str
    agency: str | None
    year: int | None
    lines: int
    """How many printed lines it was put together from."""

    @property
    def rank(self) -> int:
        """How much of agency and year the title names."""
        return (self.year is not None) + (self.agency is not None)


def _best_title(head: list[str], folded: list[str]) -> _Title | None:
    """The best of the titles on one line, or, where none says agency and year, on up to four lines."""
    marked = [i for i, line in enumerate(folded) if _MARK.search(line)][-_TITLES:]
    best: _Title | None = None
    for count in (1, 2, 3, 4):
        for i in marked:
            first = i + 1 - count
            if first >= 0 and sum(map(len, folded[first : i + 1])) < 400:
                title = _title("".join(head[first : i + 1]), "".join(folded[first : i + 1]), count)
                best = title if title and (best is None or title.rank > best.rank) else best
        if best and best.rank == 2:
            break
    return best


def _title(printed: str, folded: str, lines: int) -> _Title | None:
    """The title inside a line, if it is one: no sentence, and nothing behind the term but markup."""
    for found in _TERM.finditer(folded):
        start = max((m.end() for m in _CRUMB.finditer(folded, 0, found.start())), default=0)
        start += len(alien[0]) if (alien := _ALIEN.match(folded[start:])) else 0
        words = folded[start : found.end()]
        if len(words) <= 70 and not _SENTENCE.search(words) and (lines == 1 or folded[found.end() :] == ""):
            shown, name = printed[start : found.end()], _named(words)
            at = words.find(name) if name else -1
            agency = shown[at : at + len(name)] if name and at >= 0 else name
            return _Title(shown, agency, _year_in(words), lines)
    return None


def _named(title: str) -> str | None:
    """The agency that a title names before 政府信息公开, its year taken out wherever it stands."""
    found = _CLAIM.match(title)
    name = found[0] if found else ""
    if name.endswith("人民") and title[len(name) :].startswith("政府"):
        name += "政府"
    name = re.sub(r"\(?(?:20\d\d|二[〇○零O0Ο].{1,2})(?:年度|年)?\)?|年度$|年$", "", name)
    return _plausible(re.sub(r"^(?:关于|年度|年)|(?:关于|的|年度|政府工作|年)$", "", name))


def _plausible(name: str) -> str | None:
    return name if 2 <= len(name) <= 40 and _SUFFIX.search(name) and not _NO_AGENCY.search(name) else None


def _year_in(words: str) -> int | None:
    if found := _YEAR.search(words):
        return int(found[1])
    if (spelt := _CHINESE_YEAR.search(words)) is None:
        return None
    return 2000 + 10 * "〇一二三四五".find(spelt[1] or "〇") + max(0, "〇一二三四五六七八九".find(spelt[2]))


_INTRODUCED = re.compile(
    r"(?:现将|公布|发布|编制|撰写|形成|披露)(?:的|本)?"
    r"([^\d,。;:《》]{2,40}?)(?:关于)?20\d\d年度?的?[^,。;]{0,12}?(?:政府信息|政务|信息)公开"
)
_CONTACT = re.compile(r"请(?:直接)?(?:与|联系|向)([^\d,。;:《》()]{3,40}?)(?:\(|联系|咨询)")
_SOURCE = re.compile(
    r"(?:来源|发布机构|发布单位|制作单位|公开主体):([^\d,。;:《》()\[\]【】]{3,30}?)(?:$|字体|打印|浏览|分享|发布|点击|【|\[|访问|日期)"
)
_BRACKETED = re.compile(r"(?:报告|年报)\(([^()]{3,30})\)")
_MADE = re.compile(r"本(?:年度)?(?:报告|年报)由([^\d,。;:《》]{3,40}?)(?:根据|按照|编制|依据)")


def _agency(title: _Title | None, intro: str, signature: _Signature) -> str | None:
    """The title's; else what the introduction, the signature and the lines of the page agree on best."""
    if title and title.agency and title.lines == 1:
        return title.agency
    votes: Counter[str] = Counter()
    for pattern, weight in ((_INTRODUCED, 4), (_MADE, 4), (_BRACKETED, 3), (_CONTACT, 2), (_SOURCE, 1)):
        if (found := pattern.search(intro)) and (name := _plausible(found[1])):
            votes[name] += weight
    if title and title.agency:
        votes[title.agency] += 3
    if signature.agency:
        votes[signature.agency] += 4
    return max(votes, key=lambda n: votes[n]) if votes and max(votes.values()) > 1 else None


_PERIOD = re.compile(r"(20[0-4]\d)年?0?1月0?1日(?:[^。;]{0,12}?(?:20\d\d)年?)?[^。;]{0,12}?12月31日")
_REPORTED = re.compile(
    r"(?:现将|公布|发布|编制|撰写|形成|披露)[^,。;:\d]{0,45}?(20[0-4]\d)(?!\d)年?度?[^,。;:]{0,40}?公开[^,。;:]{0,12}?(?:报告|年报)(?!编制|有关|的通知)"
)
_OPENS = re.compile(r"(?<![\d〔\[(至])(20[0-4]\d)年度?(?=[,,以来我本全])")


def _year(title: _Title | None, intro: str, opening: str, signature: _Signature) -> int | None:
    """The year that the witnesses agree on; a title against two others, or two against two, is no answer."""
    votes: Counter[int] = Counter()
    if title and title.year:
        votes[title.year] += 5
    for pattern, where, weight in ((_PERIOD, intro, 4), (_REPORTED, intro, 3), (_OPENS, opening, 2)):
        if years := [int(found[1]) for found in pattern.finditer(where)]:
            votes[Counter(years).most_common(1)[0][0]] += weight
    if signature.year:
        votes[signature.year] += 2
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < ranked[1][1] + 2):
        return None
    return ranked[0][0]


class _Signature(NamedTuple):
    agency: str | None = None
    year: int | None = None
    """The year before a date of January to March, when reports are due (条例 第五十条)."""


_DATE = re.compile(r"^(?:(.{2,40})\n)?(.{2,40})?(20[0-4]\d)年(\d{1,2})月\d{1,2}日$", re.MULTILINE)


def _signature(tail: str) -> _Signature:
    """The last date at the end of a line, and the agency before it."""
    found = max(_DATE.finditer(tail), key=lambda m: m.start(), default=None)
    if found is None:
        return _Signature()
    name = (found[2] or found[1] or "").translate(_FOLD)
    return _Signature(_plausible(name), int(found[3]) - 1 if int(found[4]) <= 3 else None)
