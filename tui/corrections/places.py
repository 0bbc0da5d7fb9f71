"""What lies in the folders of journals: reading them, the cursor beside them, and those of a report's older texts."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from parsers.model import Address
from tui.corrections import guarded
from tui.corrections.actline import Damaged, NewerFormat
from tui.corrections.atomic import sync, sync_folder
from tui.corrections.lines import Lines, read_lines
from tui.corrections.state import make_state_folder
from tui.words.language import _

_CURSOR_BYTES = 256
"""The cursor's file has one length, so that writing it again is one small write in place."""

_SMALL = 1 << 20
"""Bytes of what is no journal; a list of the texts of one report has 17 a text."""


class JournalRefused(Exception):  # noqa: N818 (a refusal, not a fault)
    """A journal that is not read, in one sentence why; nothing was changed."""


def name_of(sha256: str, part: int = 1, rendition: int | None = None) -> str:
    """The file name of a report's journal.

    A document that is read by another rendition is another text: what was done to it before is carried over.
    """
    return (
        sha256[:16] + (f".{part}" if part > 1 else "") + (f".v{rendition}" if (rendition or 1) > 1 else "") + ".jsonl"
    )


def read_journal(path: Path, sha256: str, seen: dict[Path, tuple[bytes, Lines]]) -> Lines:
    """The journal of the report with that hash; without a header where there is none. Raises JournalRefused.

    What was read before is in `seen`: the same bytes say the same.
    """
    try:
        data = guarded.read(path)
        if path in seen and seen[path][0] == data:
            return seen[path][1]
        found = read_lines(data)
        seen[path] = data, found
    except (FileNotFoundError, NotADirectoryError):
        return Lines(None)
    except guarded.Unsafe as error:
        words = _("修改记录的位置上不是普通文件（或过大），没有读，也未作任何改动：{path}")
        raise JournalRefused(words.format(path=path)) from error
    except OSError as error:
        raise JournalRefused(_("修改记录读不出来（{why}）：{path}").format(why=error.strerror, path=path)) from error
    except NewerFormat as error:
        words = _("修改记录由更新版本的 gouji 写成（格式 {form}），本版本不能读：{path}")
        raise JournalRefused(words.format(form=error.args[0], path=path)) from error
    except Damaged as error:
        line, after = error.args
        words = _("修改记录第 {line} 行已损坏，其后还有 {n} 步；未作任何改动，gouji doctor 可恢复：{path}")
        raise JournalRefused(words.format(line=line, n=after, path=path)) from error
    except ValueError as error:
        raise JournalRefused(_("不是 gouji 的修改记录，未作任何改动：{path}").format(path=path)) from error
    if found.header is not None and found.header.sha256 != sha256:
        raise JournalRefused(_("修改记录属于另一份报告，未作任何改动：{path}").format(path=path))
    return found


def older(folder: Path, name: str, own: str) -> dict[str, Lines]:
    """What was done to other texts of the report with that name than its `own`, by their hashes, the oldest first."""
    kept = {}
    for text in texts(folder, name):
        if text != own:
            with suppress(OSError, ValueError):
                kept[text] = read_lines(guarded.read(folder / f"{text}.jsonl"))
    return kept


def texts(folder: Path, name: str) -> list[str]:
    """The journals begun for a report by its name, oldest first, each by the hash of the text as it then was."""
    return _listed(folder / _list_of(name))


def _listed(path: Path) -> list[str]:
    """What such a list says; nothing where there is none."""
    try:
        return [text for text in guarded.read(path, _SMALL).decode("ascii").split() if _is_name(text)]
    except (OSError, ValueError):
        return []


def _is_name(text: str) -> bool:
    """A line that a power cut tore, or that somebody else wrote, names no file."""
    return text.replace("-", "").replace(".", "").isalnum()


def add_text(folder: Path, name: str, text: str, mode: int) -> None:
    """Remember under a report's name that a journal is begun, so that it is found when the text changes.

    It is on the disk afterwards: without it a power cut would lose the way from the changed text to the journal.
    """
    if text in texts(folder, name):
        return
    path = folder / _list_of(name)
    fd = guarded.open_or_create(path, mode, os.O_WRONLY | os.O_APPEND)
    try:
        guarded.give_rights(fd, mode)
        guarded.write(fd, f"\n{text}\n".encode("ascii"))  # not glued to what is torn
        sync(fd)
    finally:
        os.close(fd)
    sync_folder(folder)


def set_aside(path: Path, name: str, mode: int) -> Path:
    """Give a journal that is about to be replaced another name, where `older` finds it; the new name."""
    aside = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.jsonl")
    add_text(path.parent, name, aside.stem, mode)
    path.rename(aside)
    return aside


def note_place(journal: Path) -> None:
    """Remember in the state directory where a journal lies, for when the report alone is moved elsewhere."""
    with suppress(OSError, UnicodeEncodeError):
        place = make_state_folder() / f"{journal.stem}.place"
        fd = guarded.open_or_create(place, 0o600, os.O_WRONLY | os.O_TRUNC)
        with open(fd, "wb") as file:  # noqa: PTH123 (a descriptor)
            file.write(str(journal).encode())


def moved_from(state: Path, sha256: str) -> Lines:
    """The journal where it was remembered to lie, if the report is no longer there; nothing is taken from a copy."""
    with suppress(OSError, ValueError):
        place = Path(guarded.read(state.with_suffix(".place"), _SMALL).decode())
        found = read_lines(guarded.read(place))
        if found.header and found.header.sha256 == sha256 and not (place.parent.parent / found.header.file).exists():
            return found
    return Lines(None)


def _list_of(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16] + ".texts"


class CursorFile:
    """Where the person is: one line of one length, written in place without waiting for the disk."""

    def __init__(self, path: Path, mode: int) -> None:
        self.path = path
        self._mode = mode
        self._fd: int | None = None

    def read(self) -> Address | None:
        """None where that was not kept."""
        try:
            match json.loads(guarded.read(self.path, _SMALL)):
                case [str(table), str(row), str(column)]:
                    return Address(table, row, column)
        except (OSError, ValueError, RecursionError):
            pass
        return None

    def write(self, cursor: Address) -> None:
        """A failure costs no more than the place."""
        with suppress(OSError):
            if self._fd is None:
                self._fd = guarded.open_or_create(self.path, self._mode)
                guarded.give_rights(self._fd, self._mode)
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.write(self._fd, json.dumps(cursor).encode().ljust(_CURSOR_BYTES - 1) + b"\n")

    def close(self) -> None:
        """Give the file back."""
        if self._fd is not None:
            with suppress(OSError):
                os.close(self._fd)
            self._fd = None
