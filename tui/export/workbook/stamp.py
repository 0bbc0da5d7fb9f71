"""How the program knows its own workbooks again, and whether a person changed one since."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path

from tui.case.own import is_own_workbook
from tui.export.export_errors import ExportFailed, ExportRefused
from tui.words.language import _

VERSION = "1"

_SEAL = "docProps/gouji.xml"
"""Holds the digest: a part that nothing refers to, which readers shall ignore (ECMA-376-1, 9.1.5, unknown parts)."""
_UNREADABLE = (OSError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What `zipfile` raises for what is no archive, a damaged or an encrypted one."""


def seal(path: Path) -> None:
    """Put the digest of all parts into a workbook that is written and closed. Raises OSError."""
    try:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
            book.writestr(zipfile.ZipInfo(_SEAL, (1980, 1, 31, 0, 0, 0)), f'<gouji digest="{_digest(book)}"/>')
    except zipfile.BadZipFile as error:  # the disk did not keep what was written
        raise ExportFailed(_("写出的工作簿读回时已损坏，未保留。")) from error


def refuse_foreign(target: Path, force: bool) -> None:
    """Raise ExportRefused where `target` is not a place for a workbook, or holds something that would be lost."""
    if target.suffix.lower() != ".xlsx":
        raise ExportRefused(_("{path}：工作簿的文件名须以 .xlsx 结尾。").format(path=target))
    if target.is_dir():
        raise ExportRefused(_("{path} 是文件夹，不能写成工作簿。").format(path=target))
    if target.exists() and not target.is_file():
        raise ExportRefused(_("{path} 不是普通文件，不能替换").format(path=target))
    if force or not target.exists():
        return
    if not is_own_workbook(str(target)):
        raise ExportRefused(_("{path} 已存在，且不是本程序导出的，未覆盖（要覆盖请用 --force）。").format(path=target))
    if not is_untouched(target):
        raise ExportRefused(_("{path} 导出后被人改过，未覆盖（要覆盖请用 --force）。").format(path=target))


def is_untouched(path: Path) -> bool:
    """Whether the workbook is still as this program wrote it, every part of it."""
    try:
        with zipfile.ZipFile(path) as book:
            return f'digest="{_digest(book)}"'.encode() in book.read(_SEAL) and book.testzip() is None
    except _UNREADABLE:
        return False


def _digest(book: zipfile.ZipFile) -> str:
    """Over names, sizes and checksums of the parts: any program that saves the workbook again changes some."""
    parts = sorted((i.filename, i.file_size, i.CRC) for i in book.infolist() if i.filename != _SEAL)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
