"""Which files a person means, and their bytes, or one clear sentence why there are none."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.case import bounds
from tui.case.order import names_in_order
from tui.case.own import is_own
from tui.words.language import _

STDIN = "-"
READABLE = (
    *(".txt", ".text", ".md", ".markdown", ".csv", ".tsv"),
    *(".html", ".htm", ".mht", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".ods", ".ofd"),
)
"""File names that a folder is searched for; a file that is named itself is read whatever it is called."""


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
        data = sys.stdin.buffer.read(bounds.MAX_BYTES + 1) if path == STDIN else _bytes(path)
    except OSError as error:
        raise Unreadable(_reason(error)) from None
    if why := bounds.why_none(data):
        raise Unreadable(why)
    return data


def stamp(path: str) -> tuple[int, int] | None:
    """What tells a file from itself written anew: its time in nanoseconds, its size in bytes; None where it is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


def _bytes(path: str) -> bytes:
    mode = os.stat(path).st_mode  # noqa: PTH116
    if stat.S_ISDIR(mode):
        os.listdir(path)  # noqa: PTH208 (raises where the folder may not be opened)
        raise Unreadable(_("文件夹里没有可读的报告（{types}）").format(types=" ".join(READABLE)))
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise Unreadable(_("不是普通文件"))
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read(bounds.MAX_BYTES + 1)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件")
    if isinstance(error, PermissionError):
        return _("没有读取权限")
    return _("读取失败：{reason}").format(reason=error.strerror or error)
