"""One clause of a report's prose to the counts it states: 其中予以公开103件、部分公开31件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from parsers.text.expression import expression


class Count(NamedTuple):
    """A count, and where its figure stands in the clause; for 未收到 and its like, the word that says no."""

    kind: str
    """A key of `prose.SPEAKS_OF`, or several joined by `+` where the figure is their sum."""
    value: int
    start: int
    end: int


def counts(clause: str, applications: bool = False, disclosure: bool = False) -> list[Count]:
    """What a clause without white space counts; nothing where it cannot be understood or speaks of a part only.

    `applications` and `disclosure` say that the sentence around it is about requests, or about disclosure at all.
    """
    if not COUNTING.search(clause):
        return []
    tokens = list(_words(clause))
    kinds = {word.kind for word in tokens}
    if "no" in kinds and "figure" in kinds:
        return _split(clause, applications, disclosure)
    if "documents" in kinds:
        stated = _documents(clause, tokens)
    elif "no" in kinds:
        stated = list(_denials(clause, tokens))
    else:
        stated = [c for c in _counted(clause, tokens, applications) if _about(c.kind, kinds, applications, disclosure)]
    return [count for count in stated if not _doubtful(count.kind, clause)]


class _Word(NamedTuple):
    kind: str
    start: int
    end: int
    text: str


def _words(clause: str) -> Iterator[_Word]:
    past = 0
    for found in _WORDS.finditer(clause):
        if found.start() >= past:
            kind = found.lastgroup or ""
            past = found.end(kind)
            yield _Word(kind, found.start(), past, found[kind])


_NO = r"未(?![按办结审予能及公完答反经])|没有|无(?![法效正障需须偿纸线])|不存在"
COUNTING = expression(rf"\d[件宗起例份条项个部次]|[零〇一二两三四五六七八九十百][件宗起例]|为[0０零]|{_NO}")
"""What a clause must hold to count anything."""
_WORD = (
    r"(?P<carried_over>上(?:一)?年度?(?:接收|收到|受理|未办结|申请)?(?:并|继续)?结转|结转(?:自)?上(?:一)?年度?)"
    r"|(?P<carried_forward>(?:结转|顺延)(?:至|到|入)?(?:下|次)(?:一)?年度?(?:继续办理)?|转(?:入|至)下(?:一)?年度?)"
    r"|(?P<carried>结转)"
    r"|(?P<denied>不予(?:以)?公开|不同意公开)"
    r"|(?P<partial>部分公开)"
    r"|(?P<granted>予以(?:全部)?公开|全部公开|同意公开)"
    r"|(?P<unable>无法提供)|(?P<rejected>不予处理)|(?P<other>其他处理)"
    r"|(?P<processed>办结(?!率)|办理完毕|办理完结)"
    r"|(?P<new>新收到?|新受理)"
    r"|(?P<received>收到|(?<!不予)受理|接收|接到)"
    r"|(?P<object>信息公开(?:类)?的?申请(?!人|表|引|受理|办理|渠道|工作|平台|系统)|申请公开(?:政府)?信息"
    r"|依申请公开(?!制度|工作|平台|系统|渠道|栏目|办理|受理|流程)(?:的?政府信息|信息)?的?(?:申请|事项|件)?|公开申请)"
    r"|(?P<review>行政复议(?!机关|法)|复议(?=(?:案件)?\d))|(?P<litigation>行政诉讼(?!法)|诉讼(?=(?:案件)?\d))"
    r"|(?P<documents>(?:行政)?规范性文件)"
    rf"|(?P<no>{_NO})"
    r"|(?P<figure>(?<![\d.第〔\[\-—–~～至/])(?<!\d[,，])(?:\d{1,3}(?:[,，]\d{3})+|\d+)"
    r"(?=[件宗起例份条项个部次](?!月|工作日|自然日|部门|单位|会))"
    r"|(?<=为)[0０零](?![\d.万千百])|[零〇一二两三四五六七八九十百]+(?=[件宗起例]))"
)
# The first character is looked for alone, which the engine does fast, and the word seen from there.
_WORDS = expression(
    rf"[上结顺次转不同部予全无其办新收受接信申依公行复诉规未没\d零〇一二两三四五六七八九十百](?<=(?={_WORD}).)"
)

_REACH = {"received": 60, "new": 60, "carried_over": 25, "carried_forward": 25, "carried": 25, "processed": 30}
_REACH |= {"review": 15, "litigation": 15}
"""How many characters may stand between a word and its figure; 12 where nothing is said."""
_BARE = expression(r"(?:申请|共计?|了|的|各类|件|有|为|到|数量?|总数?)*")


def _counted(clause: str, tokens: list[_Word], applications: bool) -> Iterator[Count]:
    """The figures of a clause with the words they belong to, where that is beyond doubt."""
    objects = [word.start for word in tokens if word.kind == "object"]
    words = [word for i, word in enumerate(tokens) if word.kind != "object" and not _of_a_case(tokens, i)]
    if summed := _summed(clause, words):
        yield summed
        return
    for word, figure in _paired(clause, words):
        gap = clause[min(word.end, figure.end) : max(word.start, figure.start)]
        bare = applications and _BARE.fullmatch(gap)
        if len(gap) <= _REACH.get(word.kind, 12) and (word.kind not in ("received", "new") or objects or bare):
            yield Count(word.kind, _number(figure.text), figure.start, figure.end)


_SUMMED: tuple[frozenset[str], ...] = (
    frozenset(("granted", "partial", "denied", "unable", "rejected", "other")),
    frozenset(("new", "carried_over")),
    frozenset(("review", "litigation")),
)
"""What one figure may count together."""
_JOINED = expression(r"(?:的|件|案件|情形|申请|政府信息公开申请)*(?:、|及|以及|和|与|或者?)")
_TOGETHER = expression("[共和与及或]|合计|总计")
_EACH = expression("均|各|分别|都")


def _summed(clause: str, words: list[_Word]) -> Count | None:
    """予以公开及部分公开258件: one figure for all that is named before it or, after it, at once."""
    keys, figures = [w for w in words if w.kind != "figure"], [w for w in words if w.kind == "figure"]
    kinds = [key.kind for key in keys]
    if len(figures) != 1 or len(set(kinds)) != len(kinds) or len(kinds) < 2 or _EACH.search(clause):
        return None
    (figure,), first, last = figures, keys[0], keys[-1]
    after = last.end <= figure.start
    near = figure.start - last.end <= 12 if after else 0 <= first.start - figure.end <= 3
    between = [clause[one.end : other.start] for one, other in pairwise(keys)]
    said = _TOGETHER.search("".join(between) + clause[last.end : figure.start])
    known = any(kind >= set(kinds) for kind in _SUMMED) and all(map(_JOINED.fullmatch, between))
    number = _number(figure.text)
    return Count("+".join(kinds), number, figure.start, figure.end) if near and said and known and number else None


def _of_a_case(tokens: list[_Word], i: int) -> bool:
    """收到行政复议…: the verb counts cases, not requests."""
    return tokens[i].kind == "received" and i + 1 < len(tokens) and tokens[i + 1].kind in ("review", "litigation")


_ALTERNATING, _FIGURES_FIRST = expression("(KN)+"), expression("(NK)+")


def _paired(clause: str, words: list[_Word]) -> Iterator[tuple[_Word, _Word]]:
    keys, figures = [w for w in words if w.kind != "figure"], [w for w in words if w.kind == "figure"]
    order = "".join("N" if w.kind == "figure" else "K" for w in words)
    if _ALTERNATING.fullmatch(order) or (order == "NK" and keys[0].kind != "processed"):
        yield from zip(keys, figures, strict=True)
    elif order == "KNK" and keys[1].kind == "processed":
        yield keys[0], figures[0]
    elif (
        len(keys) > 1
        and _FIGURES_FIRST.fullmatch(order)
        and all(k.start - n.end <= 8 for k, n in zip(keys, figures, strict=True))
    ):
        yield from zip(keys, figures, strict=True)
    elif order == "K" * len(keys) + "N" and (_number(figures[0].text) == 0 or _same_ones(keys)):
        yield from ((key, figures[0]) for key in keys)
    elif len(keys) == len(figures) > 1 and "分别" in clause and order == "K" * len(keys) + "N" * len(keys):
        yield from zip(keys, figures, strict=True)


def _same_ones(keys: list[_Word]) -> bool:
    """受理并办结…4件: one figure for both."""
    return [k.kind for k in keys] == ["received", "processed"] and keys[1].start - keys[0].end <= 2


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def _number(figure: str) -> int:
    """166, 1,234, ３, 零, 两, 十二, 一百零三."""
    if figure[0] not in "零〇一二两三四五六七八九十百":
        return int(re.sub("[,，]", "", figure))
    total = digit = 0
    for c in figure:
        if c in "十百":
            total, digit = total + (digit or 1) * (10 if c == "十" else 100), 0
        else:
            digit = _DIGITS[c]
    return total + digit


_SOME_ONLY = expression("[未不逾超延违]")
_NONE_AT_ALL = expression("无|没有")


def _denials(clause: str, words: list[_Word]) -> Iterator[Count]:
    """未收到…申请, 无…申请, 未发生行政复议、行政诉讼: zero of all that follows; 无逾期未答复的申请 says nothing."""
    first = next(i for i, word in enumerate(words) if word.kind == "no")
    no, rest = words[first], words[first + 1 :]
    meant = [word for word in rest if word.kind in ("object", "review", "litigation")]
    if not meant or _SOME_ONLY.search(clause, no.end, meant[0].start) or any(word.kind == "processed" for word in rest):
        return
    if meant[0].kind == "object" and (_received(rest) or _at_all(clause, no, meant[0])):
        yield Count("received", 0, no.start, no.end)
    for word in meant:
        if word.kind != "object":
            yield Count(word.kind, 0, no.start, no.end)


def _received(rest: list[_Word]) -> bool:
    return len(rest) > 1 and rest[0].kind in ("received", "new") and rest[1].kind == "object"


def _at_all(clause: str, no: _Word, requests: _Word) -> bool:
    """无政府信息公开申请 to the end of the clause; 未对依申请公开收费 is something else."""
    near = requests.start - no.end <= 4 and clause[requests.end :] in ("", "情况", "的情况", "事项")
    return near and _NONE_AT_ALL.fullmatch(no.text) is not None and requests.text.endswith(("申请", "件", "事项"))


_VERBS = (
    ("documents_repealed", expression("废止|失效")),
    ("documents_in_force", expression("现行有效|继续有效|保留有效")),
    ("documents_public", expression("公开|发布")),
    ("documents_issued", expression("制发|制定|出台|印发|制作")),
)
_COUNTED_DOCUMENTS = expression(r"(?:共计?|数量?|为|有|的|目前|合计|总数?|均)*")


def _documents(clause: str, tokens: list[_Word]) -> list[Count]:
    """制发规范性文件3件, or 3件规范性文件; only with one verb that says which column is meant."""
    words = [word for word in tokens if word.kind in ("documents", "figure")]
    kind = next((kind for kind, verb in _VERBS if verb.search(clause)), None)
    if kind is None or [w.kind for w in words] not in (["documents", "figure"], ["figure", "documents"]):
        return []
    figure = words[0] if words[0].kind == "figure" else words[1]
    gap = clause[words[0].end : words[1].start]
    if not _COUNTED_DOCUMENTS.fullmatch(gap[1:] if figure is words[0] else gap):
        return []
    return [Count(kind, _number(figure.text), figure.start, figure.end)]


def _split(clause: str, applications: bool, disclosure: bool) -> list[Count]:
    """收到申请0件、未发生行政复议: figures and denials between 、 are read one by one."""
    parts, at = [], 0
    for part in clause.split("、"):
        if len(part) < len(clause):
            parts += [c._replace(start=c.start + at, end=c.end + at) for c in counts(part, applications, disclosure)]
        at += len(part) + 1
    return parts


_RESULTS = frozenset(("granted", "partial", "denied", "unable", "rejected", "other"))
_CARRIED = frozenset(("carried_over", "carried_forward", "carried", "processed", "new", "received"))
_COURT = frozenset(("review", "litigation"))
_DOCUMENTS = frozenset(kind for kind, _ in _VERBS)


def _about(kind: str, kinds: set[str], applications: bool, disclosure: bool) -> bool:
    """Whether the figure counts what the form counts: requests for disclosure, cases about disclosure."""
    if kind.split("+")[0] in _COURT:
        return disclosure
    return applications or "object" in kinds


_DOUBTS = (
    (
        _RESULTS | _CARRIED | _COURT | _DOCUMENTS,
        r"同比|比上|比去|[较与](?:上|去|20)|相比|增加|减少|增长|下降|上升|累计|以来|历年|近[年两三几]|往年|前年|去年|平均"
        r"|(?<!结转)(?<!结转自)上(?:一)?年(?!度?(?:接收|收到|受理|未办结|申请)?(?:并|继续)?结转)",
    ),
    (_RESULTS | _CARRIED, r"自然人|个人|企业|科研机构|公益组织|法律服务"),
    (frozenset(("processed",)), "其中"),
    (
        _RESULTS | _CARRIED,
        r"^(?!.*等.{0,6}(?:渠道|方式|途径|形式)).*"
        r"(?:网上|网络|网站|平台|在线|线上|线下|信函|邮寄|当面|现场|窗口|邮件|邮箱|传真|信件|口头)",
    ),
    (
        _RESULTS | _CARRIED,
        r"提案|建议|留言|热线|来信|来电|来访|咨询|投诉|行政许可|登记|信箱|备案|12345|网民|舆情|新闻|稿件|微博|培训|会议",
    ),
    (
        _RESULTS - {"granted", "partial"},
        r"秘密|法律|法规|三安全|第三方|内部|过程性|案卷|查询|隐私|不掌握|不存在|现成|补正|不明确|信访|举报|重复|出版物"
        r"|反复|确认|逾期|费用|因|属",
    ),
    (_COURT, r"纠正|败诉|胜诉|维持|撤销|审结|驳回|违法|责令|应诉|审理|受理|办理|代理|出庭|开庭"),
    (
        _DOCUMENTS,
        r"解读|审查|审核|备案|起草|草案|征求|清理|修订|修改|意见|评估|报送|合法|[、和及与等或](?:行政)?规范|文件[、和及与等或]",
    ),
)
"""What makes a clause speak of less or more than the year's count: comparisons, applicants, channels, reasons, …"""
_DOUBTING = tuple((kinds, expression(pattern)) for kinds, pattern in _DOUBTS)


def _doubtful(kind: str, clause: str) -> bool:
    return any(not kinds.isdisjoint(kind.split("+")) and doubt.search(clause) for kinds, doubt in _DOUBTING)
