"""Which files a person means, and their bytes, or one clear sentence why there are none."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from parsers.documents import kind_of
from parsers.text.expression import expression
from tui.case.order import names_in_order
from tui.case.own import is_own
from tui.words.language import _

STDIN = "-"
READABLE = (
    *(".txt", ".text", ".md", ".markdown", ".csv", ".tsv"),
    *(".html", ".htm", ".mht", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".ods", ".ofd"),
)
"""File names that a folder is searched for; a file that is named itself is read whatever it is called."""

MAX_BYTES = 64 * 1024 * 1024
"""No report comes near this size; a device or a disk image would fill the memory."""

MOST_LINES, MOST_FIGURES = 300_000, 60_000
"""Of a text: a hundred reports in one file have fewer; more would keep a person waiting for nothing."""

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


class Unreadable(Exception):  # noqa: N818 (the file is at fault, not the program)
    """A file that gives no text; str() is the sentence that says why."""


def reports(paths: Iterable[str]) -> Iterator[str]:
    """The files meant by paths, in the order given; folders are walked in sorted order, what is hidden is skipped.

    A folder without reports, or one that may not be opened, stands for itself: reading it says what is wrong.
    """
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            empty = True
            for found in _walk(path):
                empty = False
                yield found
            if empty:
                yield path
        else:
            yield path


def _walk(top: str) -> Iterator[str]:
    """The reports of a folder, however deep the folders in it lie; one that may not be opened stands for itself."""
    under_way = [(top, _start(top), _entries(top))]
    while under_way:
        folder, start, names = under_way[-1]
        try:
            name = next(names, None)
        except OSError:
            name = None
            yield folder
        if name is None:
            under_way.pop()
        elif name.endswith(os.sep):
            inner = start + name.removesuffix(os.sep)
            under_way.append((inner, _start(inner), _entries(inner)))
        elif not (name[-5:].lower().endswith((".csv", ".xlsx")) and is_own(start + name)):
            yield start + name


def _start(folder: str) -> str:
    return os.path.join(folder, "")  # noqa: PTH118 (a Path would drop the `./` that the person typed)


def _entries(folder: str) -> Iterator[str]:
    yield from names_in_order(_names(folder))


def _names(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if name.lower().endswith(READABLE) and entry.is_file():
                yield name
            elif entry.is_dir(follow_symlinks=False):
                yield name + os.sep


def read(path: str) -> bytes:
    """The bytes of a report, `-` being standard input. Raises Unreadable with the sentence to show."""
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if path == STDIN else _bytes(path)
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    _expect_report(data)
    return data


def _bytes(path: str) -> bytes:
    mode = os.stat(path).st_mode  # noqa: PTH116
    if stat.S_ISDIR(mode):
        os.listdir(path)  # noqa: PTH208 (raises where the folder may not be opened)
        raise Unreadable(_("文件夹里没有可读的报告（{types}）").format(types=" ".join(READABLE)))
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise Unreadable(_("不是普通文件"))
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(MAX_BYTES + 1)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件")
    if isinstance(error, PermissionError):
        return _("没有读取权限")
    return _("读取失败：{reason}").format(reason=error.strerror or error)


def _expect_report(data: bytes) -> None:
    """Raises Unreadable for bytes that are no document and that no encoding makes a report of."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("文件太大（超过 {size} MB），不会是报告").format(size=MAX_BYTES >> 20))
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise Unreadable(_("文件是空的"))
    if kind_of(data) is not None:
        return
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(_("不是文本文件，而是 {kind}").format(kind=kind))
    if _binary(data[:SAMPLE]):
        raise Unreadable(_("不是文本文件"))
    _expect_bounded(data)


def _expect_bounded(data: bytes) -> None:
    if data.count(b"\n") + data.count(b"\r") > MOST_LINES:
        raise Unreadable(_("行数太多（超过 {n} 行），不会是报告").format(n=MOST_LINES))
    if (
        len(data) > MOST_FIGURES
        and sum(1 for _each in islice(re.finditer(rb"[0-9]+", data), MOST_FIGURES + 1)) > MOST_FIGURES
    ):
        raise Unreadable(_("数字太多（超过 {n} 个），不会是报告").format(n=MOST_FIGURES))


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
