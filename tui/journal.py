"""What a person did to a report, kept on disk before it shows: one file of lines a report, only ever appended to."""

from __future__ import annotations

import errno
import getpass
import hashlib
import os
import socket
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tui.atomic import sync, sync_folder
from tui.i18n import _
from tui.lines import Damaged, Header, Lines, NewerFormat, entry_line, header_line, read_lines
from tui.session import Entry

FOLDER = ".gouji"
"""Beside the report; where that folder is read-only, the user's state directory is used."""

_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class JournalRefused(Exception):  # noqa: N818 (a refusal, not a fault)
    """A journal that is not read, in one sentence why; nothing was changed."""


def state_folder() -> Path:
    """Where journals of reports in read-only folders lie: `$XDG_STATE_HOME/gouji`."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "gouji"


class Journal:
    """The acts on one report, by the hash of its bytes."""

    def __init__(self, path: Path, header: Header, found: Lines, fallback: bool) -> None:
        self.path = path
        """The file, which may not exist before the first act."""
        self.fallback = fallback
        """The report's folder is read-only, and the journal lies in the state directory."""
        self.entries = found.entries
        """What was kept, before and now."""
        self._header = header
        self._found = found

    @classmethod
    def open(cls, report: Path, data: bytes) -> Journal:
        """The journal of a report with these bytes; raises JournalRefused for one of another format or report."""
        sha256 = hashlib.sha256(data).hexdigest()
        name = f"{sha256[:16]}.jsonl"
        home = report.resolve().parent
        beside, state = home / FOLDER / name, state_folder() / name
        kept = {path: found for path in (beside, state) if (found := _read(path, sha256)) is not None}
        path = max((beside, state), key=lambda p: len(kept[p].entries) if p in kept else -1)
        header = Header(sha256, report.name, str(home) if path == state else None)
        return cls(path, header, kept.get(path, Lines(None)), path == state)

    def keep(self, entry: Entry) -> Entry:
        """Stamp an act and put it on the disk; raises OSError, and then nothing of it is left there."""
        entry = replace(entry, time=now(), by=whoami())
        try:
            self._append(entry)
        except OSError as error:
            if self.fallback or error.errno not in _READ_ONLY:
                raise
            self._move_to_state()
            self._append(entry)
        self.entries = (*self.entries, entry)
        return entry

    def close(self) -> None:
        """Let go of the report."""

    def _move_to_state(self) -> None:
        """Go on in the state directory, with everything that was kept."""
        self._header = replace(self._header, folder=str(self.path.parent.parent))
        self.path = state_folder() / self.path.name
        self.fallback = True
        self._found = Lines(None)

    def _append(self, entry: Entry) -> None:
        """One line after the whole ones; a file that is not there yet, or no longer, gets everything."""
        _make_folder(self.path.parent, parents=self.fallback)
        new = not self.path.exists()
        lines = b"" if self._found.ended else b"\n"
        if new or self._found.header is None:
            lines = header_line(self._header) + b"".join(entry_line(e) for e in self.entries)
            self._found = Lines(self._header)
        lines += entry_line(entry)
        start = self._found.size
        fd = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            _write_at(fd, start, lines)
            if new:
                sync_folder(self.path.parent)
        except OSError:
            with suppress(OSError):
                os.ftruncate(fd, start)
                sync(fd)
            if new:
                with suppress(OSError):
                    self.path.unlink()
            raise
        finally:
            os.close(fd)
        self._found = Lines(self._header, size=start + len(lines))


def _write_at(fd: int, start: int, lines: bytes) -> None:
    """Put lines on the disk after the whole ones, in place of anything torn."""
    os.ftruncate(fd, start)
    os.lseek(fd, start, os.SEEK_SET)
    while lines:
        lines = lines[os.write(fd, lines) :]
    sync(fd)


def _make_folder(folder: Path, parents: bool) -> None:
    if folder.is_dir():
        return
    folder.mkdir(parents=parents, exist_ok=True)
    sync_folder(folder.parent)


def _read(path: Path, sha256: str) -> Lines | None:
    """A journal's lines, or None where there is no such file."""
    try:
        found = read_lines(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
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


def now() -> str:
    """The time with its offset from UTC, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def whoami() -> str:
    """user@host."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{user}@{socket.gethostname()}"
