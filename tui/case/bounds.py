"""Which bytes can be a report's at all: what comes near no report is told in a sentence, before it fills the memory."""

from __future__ import annotations

import re
from itertools import islice

from parsers.documents import kind_of
from parsers.text.expression import expression
from tui.words.language import _

MAX_BYTES = 64 << 20
"""No report comes near this size; a device or a disk image would fill the memory."""

MOST_TEXT, LONGEST_LINE, MOST_LINES, MOST_FIGURES = 8 << 20, 4 << 20, 300_000, 60_000
"""Of a text, in bytes, lines and figures: a hundred reports in one file have fewer; more would keep a person waiting
for nothing. A line may hold a picture (`data:` in Markdown)."""

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
)
"""First bytes of files that are neither text nor document, whatever their name says."""

SAMPLE = 65536
CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32)})
"""Bytes that no text has many of; the escape is none of them, for a hostile text is a text."""

_USUAL = expression("[\t\n\r -\u00ff\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_FIGURE = re.compile(
    rb"[0-9]+|(?:\xef\xbc[\x90-\x99])+|(?:\xa3[\xb0-\xb9])+|-+|/+|\xe2\x80\x94|\xe6\x97\xa0|\xce\xde|[oOlIDQSsBZzi\\](?=\s)"
)
"""In half width, and in full width as UTF-8 and GB18030 write them; and what stands in the place of one."""

_ONE_BYTE = b"0123456789-/oOlIDQSsBZzi\\"
_MORE_BYTES = (
    *(b"\xef\xbc" + bytes([digit]) for digit in range(0x90, 0x9A)),
    *(b"\xa3" + bytes([digit]) for digit in range(0xB0, 0xBA)),
    *(b"\xe2\x80\x94", b"\xe6\x97\xa0", b"\xce\xde"),
)
"""Every figure has one of these: counting them is quick, and most texts have few enough even so."""


def why_none(data: bytes) -> str | None:
    """The sentence that says why these bytes are no report: no document, and nothing that an encoding makes one of."""
    if len(data) > MAX_BYTES:
        return _("文件太大（超过 {size} MB），不会是报告").format(size=MAX_BYTES >> 20)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return _("文件是空的")
    if kind_of(data) is not None:
        return None
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return _("不是文本文件，而是 {kind}").format(kind=kind)
    return _("不是文本文件") if _binary(data[:SAMPLE]) else _beyond(data)


def _beyond(data: bytes) -> str | None:
    if len(data) > MOST_TEXT:
        return _("文字太多（超过 {size} MB），不会是报告").format(size=MOST_TEXT >> 20)
    if len(data) > LONGEST_LINE and max(map(len, data.splitlines())) > LONGEST_LINE:
        return _("有一行太长（超过 {size} MB），不会是报告").format(size=LONGEST_LINE >> 20)
    if data.count(b"\n") + data.count(b"\r") > MOST_LINES:
        return _("行数太多（超过 {n} 行），不会是报告").format(n=MOST_LINES)
    if _figures_at_most(data) > MOST_FIGURES and any(islice(_FIGURE.finditer(data), MOST_FIGURES, None)):
        return _("数字太多（超过 {n} 个），不会是报告").format(n=MOST_FIGURES)
    return None


def _figures_at_most(data: bytes) -> int:
    return len(data) - len(data.translate(None, _ONE_BYTE)) + sum(data.count(sign) for sign in _MORE_BYTES)


def _binary(sample: bytes) -> bool:
    """More control characters than a text has, unless they are the halves of characters in UTF-16."""
    if 50 * (len(sample) - len(sample.translate(None, CONTROLS))) <= len(sample):
        return False
    marked = sample.startswith((b"\xff\xfe", b"\xfe\xff"))
    return not marked and not any(_reads_as(sample, encoding) for encoding in ("utf-16-le", "utf-16-be"))


def _reads_as(sample: bytes, encoding: str) -> bool:
    """Whether most characters are Chinese, Latin or punctuation in this encoding; of noise in UTF-16 a third is."""
    text = sample.decode(encoding, "replace")
    return 10 * len(_USUAL.findall(text)) > 6 * len(text)
