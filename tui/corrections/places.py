"""What lies in the folders of journals: reading them, the cursor beside them, and those of a report's older texts."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from pathlib import Path

from parsers.model import Address
from tui.corrections.atomic import share
from tui.corrections.lines import Damaged, Lines, NewerFormat, read_lines
from tui.words.language import _

_CURSOR_BYTES = 256
"""The cursor's file has one length, so that writing it again is one small write in place."""


class JournalRefused(Exception):  # noqa: N818 (a refusal, not a fault)
    """A journal that is not read, in one sentence why; nothing was changed."""


def state_folder() -> Path:
    """Where journals of reports in read-only folders lie: `$XDG_STATE_HOME/gouji`."""
    named = os.environ.get("XDG_STATE_HOME", "")
    home = Path(named) if named.startswith("/") else Path("~/.local/state").expanduser()
    return home / "gouji"


def read_journal(path: Path, sha256: str) -> Lines:
    """The journal of the report with that hash; without a header where there is none. Raises JournalRefused."""
    try:
        found = read_lines(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return Lines(None)
    except OSError as error:
        raise JournalRefused(_("修改记录读不出来({why}):{path}").format(why=error.strerror, path=path)) from error
    except NewerFormat as error:
        words = _("修改记录由更新版本的 gouji 写成(格式 {form}),本版本不能读:{path}")
        raise JournalRefused(words.format(form=error.args[0], path=path)) from error
    except Damaged as error:
        words = _("修改记录第 {line} 行已损坏,未作任何改动:{path}")
        raise JournalRefused(words.format(line=error.args[0], path=path)) from error
    except ValueError as error:
        raise JournalRefused(_("不是 gouji 的修改记录,未作任何改动:{path}").format(path=path)) from error
    if found.header is not None and found.header.sha256 != sha256:
        raise JournalRefused(_("修改记录属于另一份报告,未作任何改动:{path}").format(path=path))
    return found


def older(folder: Path, name: str, sha256: str) -> dict[str, Lines]:
    """What was done to other texts of the report with that name, by their hashes, the oldest first."""
    kept = {}
    for text in texts(folder, name):
        if not sha256.startswith(text):
            with suppress(OSError, ValueError):
                kept[text] = read_lines((folder / f"{text}.jsonl").read_bytes())
    return kept


def texts(folder: Path, name: str) -> list[str]:
    """The journals begun for a report by its name, oldest first, each by the hash of the text as it then was."""
    try:
        return (folder / _list_of(name)).read_text("ascii").split()
    except (OSError, ValueError):
        return []


def add_text(folder: Path, name: str, text: str) -> None:
    """Remember under a report's name that a journal is begun, so that it is found when the text changes."""
    if text not in texts(folder, name):
        with (folder / _list_of(name)).open("a", encoding="ascii") as file:
            file.write(f"{text}\n")
        share(folder / _list_of(name))


def set_aside(path: Path, name: str) -> None:
    """Give a journal that is about to be replaced another name, where `older` finds it."""
    aside = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.jsonl")
    add_text(path.parent, name, aside.stem)
    path.rename(aside)


def note_place(state: Path, journal: Path) -> None:
    """Remember in the state directory where a journal lies, for when the report alone is moved elsewhere."""
    with suppress(OSError, UnicodeEncodeError):
        state.mkdir(0o700, parents=True, exist_ok=True)
        (state / f"{journal.stem}.place").write_text(str(journal), encoding="utf-8")


def moved_from(state: Path, sha256: str) -> Lines:
    """The journal at the place that was remembered, if the report is no longer there; nothing is taken from a copy."""
    with suppress(OSError, ValueError):
        place = Path((state / f"{sha256[:16]}.place").read_text("utf-8"))
        found = read_lines(place.read_bytes())
        if found.header and found.header.sha256 == sha256 and not (place.parent.parent / found.header.file).exists():
            return found
    return Lines(None)


def _list_of(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16] + ".texts"


class CursorFile:
    """Where the person is: one line of one length, written in place without waiting for the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._fd: int | None = None

    def read(self) -> Address | None:
        """None where that was not kept."""
        try:
            match json.loads(self.path.read_bytes()):
                case [str(table), str(row), str(column)]:
                    return Address(table, row, column)
        except (OSError, ValueError, RecursionError):
            pass
        return None

    def write(self, cursor: Address) -> None:
        """A failure costs no more than the place."""
        with suppress(OSError):
            if self._fd is None:
                self._fd = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o666)
                share(self.path)
            os.lseek(self._fd, 0, os.SEEK_SET)
            os.write(self._fd, json.dumps(cursor).encode().ljust(_CURSOR_BYTES - 1) + b"\n")

    def close(self) -> None:
        """Give the file back."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
