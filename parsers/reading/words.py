"""Words in cells: what stands in a row beside its label and figures, and notes that belong to a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from parsers.form.form import FORMS
from parsers.form.printed import GROUPS, TITLES
from parsers.reading.labels import CJK
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

LONGEST = 12
"""Characters of a word in a cell; what is longer is prose, or the rest of a label."""

_OTHER = (
    "第二十条 第项 信息内容 申请人情况 法人或其他组织 本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和 "
    "本年新制作数量 新制发数量 对外公开总数 现行有效数量 本年废止数量 本年处理绝对数量 本年制发数量 上一年事项数 "
    "单位万元 单位元 单位件 指年办件量 指年事项数 采购总金额 政府信息公开数量 并说明 其中"
)
"""Words of headers, as some editions print them."""


def _phrases() -> Iterator[str]:
    yield from _OTHER.split()
    for words in (*GROUPS.values(), *TITLES.values()):
        yield words.zh
    for form in FORMS.values():
        for blocks in form.blocks.values():
            for block in blocks:
                yield block.heading
                yield from (head.zh for head in block.heads.values())
                yield from (row.words.zh for row in block.rows)


def _chinese(text: str) -> str:
    return "".join(CJK.findall(text))


FORM_WORDS = " ".join(dict.fromkeys(map(_chinese, _phrases())))
"""Every phrase that the form prints, Chinese characters alone, a space between phrases."""

_PIECE = expression(r"\([^()|]{0,80}\)|[^\s|─]+")
_NUMERAL = expression(r"\(?[一二三四五六七八九十\d]{0,3}[、.,)]*")
_LETTER = expression(r"[A-Za-z]")
_NOISE = expression(r"[\W_]*")


def of_form(piece: str) -> bool:
    """The piece is part of what the form prints, or has neither Chinese characters nor digits nor letters."""
    chinese = _chinese(piece)
    if chinese:
        return chinese in FORM_WORDS and not _LETTER.search(piece)
    return bool(_NUMERAL.fullmatch(piece) and not piece.isdigit()) or bool(_NOISE.fullmatch(piece))


def words_between(folded: str, start: int, end: int, tokens: Sequence[Token]) -> Iterator[Token]:
    """The words between the figures of a stretch that the form does not print, each in its place."""
    edges = [start, *(x for t in tokens for x in (t.start, t.stop)), end]
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        for match in _PIECE.finditer(folded, min(a, b), b):
            piece = match.group().strip("\u200b*\"'`")
            note = piece[:1] == "(" and piece[-1:] == ")"
            if note or not piece or of_form(piece):
                continue
            if len(piece) > LONGEST:
                piece = _behind_label(piece)
            if 0 < len(piece) <= LONGEST:
                at = folded.rindex(piece, match.start(), match.end())
                yield Token(at, at + len(piece), Kind.WORD, piece, "", at + len(piece))


def _behind_label(piece: str) -> str:
    """What is left of a piece behind the most of it that the form prints: a word run into its label, not more of it."""
    printed = next(n for n in range(len(piece), -1, -1) if not n or (CJK.match(piece[n - 1]) and of_form(piece[:n])))
    word = piece[printed:]
    more = any(run in FORM_WORDS for run in (word[n : n + 3] for n in range(len(word) - 2)) if CJK.match(run[-1]))
    return "" if more or printed <= LONGEST else word


def without_notes(tokens: Sequence[Token], folded: str) -> tuple[Token, ...]:
    """The figures but for those inside brackets that open behind another figure: 22(其中修订 16 件)."""
    if len(tokens) < 2 or "(" not in folded[tokens[0].start : tokens[-1].start]:
        return tuple(tokens)
    kept = [tokens[0]]
    for token in tokens[1:]:
        between = folded[kept[-1].stop : token.start]
        opened = between.rfind("(")
        inside = opened >= 0 and ")" not in between[opened:] and "\n" not in between[opened:]
        if not (inside and CJK.search(between, opened) and 0 <= folded.find(")", token.stop) - token.stop < 40):
            kept.append(token)
    return tuple(kept)


def seated(
    folded: str, body: int, tokens: Sequence[Token], words: Sequence[Token], width: int
) -> tuple[Token, ...] | None:
    """Figures and words behind a label in their order where together they are exactly a row's cells, else None."""
    if not words or len(tokens) + len(words) != width:
        return None
    merged = tuple(sorted((*tokens, *words)))
    gaps = pairwise([body, *(edge for token in merged for edge in (token.start, token.stop))])
    return merged if all(_neighbours(folded, *gap) for gap in islice(gaps, 0, None, 2)) else None


def _neighbours(folded: str, end: int, start: int) -> bool:
    """No empty cell shows between two cells, of which the first ends and the second starts here."""
    return end <= start and folded.count("|", end, start) < 2 and folded.count("\t", end, start) < 2
