"""What a person did to a report, kept on disk before it shows: one file of lines a report, only ever appended to."""

from __future__ import annotations

import errno
import hashlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from parsers.codes import CODES
from parsers.model import Address, Finding
from tui.corrections import guarded, places
from tui.corrections.actline import Header, act_json, reads_back
from tui.corrections.acts import LATER, LOST, Entry, live
from tui.corrections.atomic import make_folder
from tui.corrections.linefile import LineFile
from tui.corrections.lines import Lines, whole_journal
from tui.corrections.lock import Holder, Lock, take
from tui.corrections.places import CursorFile, JournalRefused
from tui.corrections.state import state_folder
from tui.corrections.who import now, whoami
from tui.words.language import _

__all__ = ["Held", "Journal", "JournalRefused"]

FOLDER = ".gouji"
"""Beside the report; where no file can be made there, the user's state directory is used."""

_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR, errno.EISDIR})
"""The last three: something else has the name of the folder, or of the claim."""


_TOLD = 20
"""Numbers of damaged lines that a sentence names."""


class Held(OSError):  # noqa: N818
    """Another person has the report, or wrote to its journal; str() is the sentence."""


class Journal:
    """The acts on one report, by the hash of its bytes."""

    entries: tuple[Entry, ...]
    """What was kept, before and now."""
    path: Path
    """The file; it is made at the first act."""
    holder: Holder | None
    """Another person has the report: acts are refused."""
    cursor: Address | None
    """Where the person last was."""
    writes: bool
    """Whether it was opened to keep acts, not only to look."""

    def __init__(self, report: Path, data: bytes, part: int = 1, rendition: int | None = None) -> None:
        """As `look`."""
        self._sha256 = hashlib.sha256(data).hexdigest()
        home = report.resolve().parent
        folders = home / FOLDER, state_folder()
        which = f"\n{part}" if part > 1 else ""
        self._beside, self._state = (folder / places.name_of(self._sha256, part, rendition) for folder in folders)
        self._rights = guarded.rights_beside(home / report.name)
        self._seen: dict[Path, tuple[bytes, Lines]] = {}
        self._names = {self._beside: report.name + which, self._state: str(home / report.name) + which}
        self._header = Header(self._sha256, report.name, rendition=rendition)
        self._lock: Lock | None = None
        self._named = False
        self.writes = False
        self.holder = None
        self._read()
        self._place = self._cursor_file()
        self.cursor = self._place.read()

    @classmethod
    def open(cls, report: Path, data: bytes, part: int = 1, rendition: int | None = None) -> Journal:
        """Claim a report of these bytes and read its journal; raises JournalRefused for one that is not its own."""
        journal = cls(report, data, part, rendition)
        journal.writes = True
        try:
            with suppress(OSError):  # said again at the first act
                journal._claim()
            journal._read()
        except JournalRefused:
            journal.close()
            raise
        journal._seen.clear()
        return journal

    @classmethod
    def look(cls, report: Path, data: bytes, part: int = 1, rendition: int | None = None) -> Journal:
        """Only read the journal of a report, whoever has it. Raises JournalRefused."""
        return cls(report, data, part, rendition)

    def keep(self, entry: Entry) -> Entry:
        """Stamp an act and put it on the disk; raises OSError, and then nothing of it is left there."""
        entry = replace(entry, time=now(), by=whoami())
        if not reads_back(entry):
            raise Held(_("数字过长，没有保存"))
        try:
            self._write(entry)
        except OSError as error:
            if self.fallback or error.errno not in _READ_ONLY:
                raise
            self._move_to_state()
            self._write(entry)
        self.entries = (*self.entries, entry)
        if self.cursor is not None:
            self._write_cursor(self.cursor)
        return entry

    def keep_cursor(self, address: Address) -> None:
        """Remember where the person is, once an act was kept; never fails, and does not wait for the disk."""
        moved = address != self.cursor
        self.cursor = address
        if moved and self._lock is not None and not self._behind:
            self._write_cursor(address)

    def close(self) -> None:
        """Let others have the report; a folder that nothing was kept in goes."""
        self._place.close()
        self._drop_lock()
        if self.writes:
            with suppress(OSError):
                self.path.parent.rmdir()

    @property
    def id(self) -> str:
        """What the report is known by: the SHA-256 of its bytes."""
        return self._sha256

    @property
    def fallback(self) -> bool:
        """Whether the journal lies in the state directory, as the report's folder is read-only."""
        return self.path == self._state

    @property
    def carried(self) -> tuple[tuple[Header, tuple[Entry, ...]], ...]:
        """The acts that apply in the journals of this report file's older texts, the oldest text first."""
        texts: dict[str, Lines] = {}
        for path, name in self._names.items():
            for text, found in places.older(path.parent, name, path.stem).items():
                texts[text] = max(texts.get(text, found), found, key=lambda lines: len(lines.entries))
        done = [(found.header, live(found.entries)) for found in texts.values()] + [(self._header, live(self._stray))]
        return tuple((header, acts) for header, acts in done if header is not None and acts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should know of the journal: damage, acts of a later version, that it is a stranger's."""
        lost = [f"{n}" for n in self._damaged]
        lost += [f"{n}" for n, e in enumerate(self.entries, 2) if e.kind == LATER and e.what == LOST]
        later = sum(entry.kind == LATER and entry.what != LOST for entry in self.entries)
        told = []
        if lost:
            told.append(_finding("journal_damaged", len(lost), lines=", ".join(lost[:_TOLD])))
        if later:
            told.append(_finding("journal_later", later))
        if self.entries and self.strange:
            told.append(_finding("journal_foreign", len(self.entries), folder=str(self._beside.parent)))
        return tuple(told)

    @property
    def strange(self) -> bool:
        """Whether the folder of journals beside the report is a stranger's: it is read, and not written to."""
        return guarded.is_strange(self._beside.parent)

    def describe(self, agency: str | None, year: int | None) -> None:
        """Say what report this is as read, to tell it from another of the same file name later."""
        self._header = replace(self._header, agency=agency, year=year)

    def _write_cursor(self, address: Address) -> None:
        if self._place.path != self.path.with_suffix(".cursor"):
            self._place.close()
            self._place = self._cursor_file()
        self._place.write(address)

    def _cursor_file(self) -> CursorFile:
        return CursorFile(self.path.with_suffix(".cursor"), self._mode(self.path))

    def _mode(self, path: Path) -> int:
        """The rights of what lies beside the report; in the state directory everything is the person's own."""
        return 0o600 if path.parent == self._state.parent else self._rights

    def _read(self) -> None:
        """Both folders are looked in, and the longer journal counts; what only the other has is carried over."""
        found = {path: places.read_journal(path, self._sha256, self._seen) for path in (self._beside, self._state)}
        best, other = sorted(found, key=lambda path: -len(found[path].entries))
        self.entries = found[best].entries or places.moved_from(self._state, self._sha256).entries
        self._stray = () if _begins(self.entries, found[other].entries) else found[other].entries
        if self._lock is None:
            self.path = best
        there = found[self.path]
        self._file = LineFile(self.path, there, self._mode(self.path))
        self._damaged = found[best].damaged
        self._behind = there.header is None or there.entries != self.entries

    # -- the claim ----------------------------------------------------------------------------------------

    def _claim(self) -> None:
        """Have the report, or raise Held."""
        if self.holder is None:
            try:
                self.holder = self._take(self._beside, self._state) if self._lock is None else self._lock.other()
            except FileNotFoundError:
                self._drop_lock()
                self.holder = self._take(self.path)
        if self.holder is not None:
            words = _("{who} 自 {since} 起正在处理这份报告，这里只能查看")
            raise Held(words.format(who=self.holder.by, since=self.holder.since))

    def _claim_late(self) -> None:
        """The claim that could not be made at the opening; the journal may have grown since, or lie elsewhere now."""
        before = self.entries
        self._claim()
        try:
            self._read()
        except JournalRefused as error:
            raise Held(str(error)) from error
        if self.entries != before:
            self.entries = before
            raise Held(_("修改记录已被别的程序改动，请重新打开这份报告：{path}").format(path=self.path))

    def _take(self, path: Path, instead: Path | None = None) -> Holder | None:
        """Claim the report beside a journal, or where nothing can be made there beside another."""
        try:
            make_folder(path.parent, private=path == self._state)
            taken = take(path.with_suffix(".lock"), self._mode(path))
        except OSError as error:
            if instead is None or error.errno not in _READ_ONLY:
                raise
            return self._take(instead)
        if isinstance(taken, Holder):
            return taken
        self._lock, self.path = taken, path
        return None

    def _move_to_state(self) -> None:
        """Go on in the state directory, with everything that was kept."""
        self._drop_lock()
        self._behind, self._named = True, False
        self.holder = self._take(self._state)

    def _drop_lock(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # -- writing ------------------------------------------------------------------------------------------

    def _write(self, entry: Entry) -> None:
        if self._lock is None:
            self._claim_late()
        else:
            self._claim()
        self._expect_untouched()
        if self._behind or not self._named:
            guarded.expect_trusted(self.path.parent)
            places.add_text(self.path.parent, self._names[self.path], self.path.stem, self._mode(self.path))
            places.note_place(self.path)
            self._named = True
        if self._behind:
            self._catch_up()
        self._file.append(act_json(entry))

    def _expect_untouched(self) -> None:
        """Locks of network folders are not trusted alone: what others wrote meanwhile is seen by the length."""
        try:
            touched = not self._behind and self._file.touched()
        except FileNotFoundError:
            touched, self._behind = False, True
        if touched:
            raise Held(_("修改记录已被别的程序改动，请重新打开这份报告：{path}").format(path=self.path))

    def _catch_up(self) -> None:
        """Everything that was kept, in a file that is not there, or no longer, or that another went beyond."""
        try:
            there = places.read_journal(self.path, self._sha256, {})
        except JournalRefused as error:
            raise Held(str(error)) from error
        if not _begins(self.entries, there.entries):
            places.set_aside(self.path, self._names[self.path], self._mode(self.path))
        self._file = LineFile(self.path, there, self._mode(self.path))
        self._file.rewrite(whole_journal(self._header, self.entries))
        self._behind = False


def _begins(entries: tuple[Entry, ...], first: tuple[Entry, ...]) -> bool:
    return entries[: len(first)] == first


def _finding(code: str, count: int, **facts: str) -> Finding:
    return Finding(code, CODES[code].severity, actual=count, facts=tuple(facts.items()))
