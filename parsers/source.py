"""Bytes to text, and the one coordinate system that every span counts in."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_LABELS = re.compile(
    "政府信息|信息公开|第二十条|行政许可|行政复议|行政訴訟|行政诉讼|总计|總計|自然人|结转|結轉|規範性文件|规范性文件"
)

# Length-preserving, so that an offset in the folded text is an offset in the text: full-width forms and spaces, the
# bars of every box-drawing style, invisible characters (`?` and U+FFFD stand where an encoder had no character), and
# the traditional characters that the form's labels use.
_TRADITIONAL = (
    "總計規範處強訴訟複議結轉務機構關開請數絕類屬護權過執檔詢無現補內復業會費發條項標說額購採許罰決廢糾維審經沒續辦確認獲實際單萬減組織報後"
    "徵當訪舉對號書員網頁長區縣鎮鄉廳環財衛動勞險農稅監質產資園黨醫殘聯應電視廣傳見調評證據終責違團體專題將進還問時間與為從個兩導領點戶門簡"
)
_SIMPLIFIED = (
    "总计规范处强诉讼复议结转务机构关开请数绝类属护权过执档询无现补内复业会费发条项标说额购采许罚决废纠维审经没续办确认获实际单万减组织报后"
    "征当访举对号书员网页长区县镇乡厅环财卫动劳险农税监质产资园党医残联应电视广传见调评证据终责违团体专题将进还问时间与为从个两导领点户门简"
)
_FOLD: dict[int, str] = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
_FOLD |= dict.fromkeys((0xA0, 0x3000, 0x202F, 0x205F, 0x1680, *range(0x2000, 0x200B)), " ")
_FOLD |= dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x200E, 0x200F, 0x3F, 0xFF1F, 0xFFFD), "\u200b")
_FOLD |= dict.fromkeys(map(ord, "│┃║┆┇┊┋￨∣"), "|")
_FOLD |= dict.fromkeys(
    (*range(0x2500, 0x2502), *range(0x2504, 0x2506), *range(0x250C, 0x2551), *range(0x2552, 0x2580)), "─"
)
_FOLD |= dict.fromkeys(map(ord, "│┃║┆┇┊┋"), "|")
_FOLD |= dict.fromkeys(map(ord, "−﹣‐‑‒–"), "-")
_FOLD |= {ord("―"): "—", ord("〔"): "(", ord("〕"): ")", ord("。"): "。"}
_FOLD |= {ord(a): b for a, b in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}


def _hidden(match: re.Match[str]) -> str:
    return "\u200b" * len(match.group())


def _tag(match: re.Match[str]) -> str:
    """A cell's end is a bar, a row's end a line's end, a space entity room; every other tag is nothing."""
    word = match.group()
    stand_in = {"</td>": "|", "</th>": "|", "</tr>": "\n"}.get(word.lower(), " " if word[0] == "&" else "\u200b")
    return stand_in + "\u200b" * (len(word) - 1)


def _bars(match: re.Match[str]) -> str:
    return _COMMA.sub(lambda m: "|" if m.group() == "," else m.group(), match.group())


_COMMA = re.compile(r'"[^"\n]*"|,')
_FIELD = r'[ ]?(?:"[\d.,]*"|[\d./\-—]*|NaN|无)'

_NOISE: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("</t[dh]>"), re.compile(r"<[/!a-zA-Z][^<>]{0,2000}>|&(?:nbsp|#160|#xa0|emsp|ensp);"), _tag),
    (
        re.compile(r"[\u3400-\u9fff]\([a-z]"),
        re.compile(r"(?<=[\u3400-\u9fff])\([a-zü\u00e0-\u00fc\u0100-\u01dc]{1,7}\)"),
        _hidden,
    ),
    (
        re.compile(rf"(?:^.*,(?:{_FIELD},){{6}}{_FIELD}[ ]*\n+){{3}}", re.MULTILINE),
        re.compile(r"^[^,\n]{0,40},.*,.*$", re.MULTILINE),
        _bars,
    ),
)
"""What to look for, what to hide, and what stands in for it, length for length: the page's own tags, the reading that
some mirrors put behind a character (項(xiàng)), the commas of comma-separated rows."""


@dataclass(frozen=True)
class Source:
    """The decoded text of a report (contract, section 2) and its encoding."""

    text: str
    encoding: str

    @cached_property
    def folded(self) -> str:
        """The text with forms of one character made one and its noise made invisible; exactly as long as the text."""
        folded = self.text.translate(_FOLD)
        for sign, noise, stand_in in _NOISE:
            if sign.search(folded):
                folded = noise.sub(stand_in, folded)
        return folded

    @cached_property
    def lines(self) -> list[int]:
        """Offset of the first character of every line."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def line_of(self, offset: int) -> int:
        """The line, counted from 0, that an offset stands in."""
        return bisect_right(self.lines, offset) - 1


def decode(data: bytes) -> Source:
    """Decode a report's bytes; what no encoding can decode becomes U+FFFD.

    A byte-order mark decides, then UTF-8, then the encoding whose text has most labels of the form.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _source(data.decode(encoding, "replace"), encoding)
    try:
        return _source(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    text, encoding = max(_candidates(data), key=lambda c: _plausibility(c[0]))
    return _source(text, encoding)


def _source(text: str, encoding: str) -> Source:
    return Source(_BREAKS.sub("\n", text.lstrip("\ufeff")), encoding)


def _candidates(data: bytes) -> list[tuple[str, str]]:
    names = ["gb18030", "big5", "utf-8"]
    if data.count(0) > len(data) // 50:
        names = ["utf-16-le", "utf-16-be", *names]
    tried = [(data.decode(name, "replace"), name) for name in names]
    if not any(_LABELS.search(text) for text, _ in tried):
        import chardet

        guess = chardet.detect(data[:65536])["encoding"]
        if guess and guess.lower() not in names:
            tried.append((_decoded(data, guess), guess.lower()))
    return tried


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return ""


def _plausibility(text: str) -> tuple[int, int]:
    return len(_LABELS.findall(text)), -text.count("\ufffd")
