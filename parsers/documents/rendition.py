"""A document as one text: its lines, the grids of its tables, and where each stretch of it stands in the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from parsers.grid import Grid
from parsers.model import Place

VERSION = 1
"""Counted up when the same bytes give another text, for spans that were kept would slip."""


class Refused(Exception):  # noqa: N818 (the file is at fault, not the program)
    """A document that cannot be read; `code` is a key of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


REFUSALS: Mapping[str, tuple[str, str]] = {
    "encrypted": ("文件已加密，请先用原来的程序打开并取消密码", "The file is encrypted; remove its password first"),
    "damaged": ("文件已损坏或不完整，无法读取", "The file is damaged or incomplete"),
    "too_large": ("文件展开后过大，不会是年度报告", "The file unpacks to more than any annual report"),
    "entities": ("文件含有实体声明，可能是恶意文件，没有读取", "The file declares XML entities, which no report needs"),
    "unknown_zip": ("压缩包里没有能读的文档", "The archive holds no document that can be read"),
    "unknown_ole": ("不是能读的 Office 文档", "No Office document that can be read"),
    "rtf": ("是 RTF 文件，请另存为 .docx 再打开", "This is RTF; save it as .docx first"),
    "no_text": (
        "文件里只有图片没有文字，请先识别文字",
        "The file holds pictures and no text; recognise the text first",
    ),
    "missing_library": ("缺少读取这种文件的程序库，请重新安装 gouji", "The library for this file type is missing"),
    "crashed": ("读取这份文件的进程意外中止", "The process that read this file ended unexpectedly"),
    "too_slow": ("文件过于复杂，限定时间内没有读完", "The file is too complex to be read in time"),
}
"""Why a document is not read, in one sentence, Chinese and English."""


class Note(NamedTuple):
    """What a careful person would see in the original and the text does not show."""

    code: str
    """A key of `sentences.CODES`."""
    words: str
    """What it is about: the hidden figures, the cells, the pages."""
    in_table: bool = True


@dataclass(frozen=True, slots=True)
class Rendition:
    """The text that stands for a document, a line a paragraph or a row of a table; all spans count in it."""

    text: str
    format: str
    """The kind of document: `docx`, `pdf`, …"""
    version: int = VERSION
    grids: tuple[Grid, ...] = ()
    places: tuple[Place, ...] = ()
    """In the order of the text, none overlapping."""
    notes: tuple[Note, ...] = ()
    error: str | None = None
    """A key of REFUSALS, or None."""


def refused(kind: str, code: str) -> Rendition:
    """The rendition of a document that cannot be read."""
    return Rendition("", kind, error=code)
