"""`gouji doctor`: what the program found out about this machine, and whether the journals of reports are whole."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from parsers.documents import kind_of
from parsers.documents.rendition import VERSION
from tui.case import files
from tui.case.orphans import home_of, orphaned, orphans
from tui.corrections import guarded, places
from tui.corrections.actline import Header
from tui.corrections.acts import LOST
from tui.corrections.journal import FOLDER, Journal, JournalRefused
from tui.corrections.lock import Holder
from tui.corrections.salvage import mend, salvage
from tui.corrections.state import state_folder
from tui.many import batch
from tui.terminal import terminal
from tui.words.language import _, language
from tui.words.plain import complain, visible

WELL, WANTS_A_PERSON, UNREADABLE = 0, 1, 2

_LIBRARIES = ("textual", "rich", "pandas", "openpyxl", "xlsxwriter", "chardet", "platformdirs", "pyarrow")


def run(arguments: Namespace) -> int:
    """Tell about the machine, or with paths about the journals of reports; damaged ones are mended as far as can be."""
    if not arguments.paths:
        for name, value in _machine(arguments):
            print(_("{name}：{value}").format(name=name, value=visible(value)))
        return WELL
    status = WELL
    homes: dict[Path, None] = {}
    for path in files.reports(arguments.paths):
        status = max(status, _report(path))
        homes[home_of(path)] = None
    for orphan in chain.from_iterable(map(orphans, homes)):
        status = max(status, WANTS_A_PERSON)
        print(orphaned(orphan))
    if status == WELL:
        print(_("修改记录都完好"))
    return status


# -- journals -----------------------------------------------------------------------------------------------


def _report(path: str) -> int:
    """Look at the journal of one report."""
    try:
        data = files.read(path)
    except files.Unreadable as error:
        complain(path, str(error))
        return UNREADABLE
    report = Path(path)
    try:
        journal = Journal.look(report, data, rendition=_rendition(data))
    except JournalRefused as error:
        print(f"{visible(path)}: {visible(str(error))}")
        return _mended(report, data)
    if any(finding.code == "journal_damaged" for finding in journal.findings):
        return _mended(report, data)
    if journal.entries:
        words = _("{path}：修改记录 {n} 步，完好（{where}）")
        print(words.format(path=visible(path), n=len(journal.entries), where=visible(str(journal.path))))
    return WELL


def _mended(report: Path, data: bytes) -> int:
    """Recover the journal of a report, in each place where there is one."""
    sha256 = hashlib.sha256(data).hexdigest()
    for folder in (report.resolve().parent / FOLDER, state_folder()):
        journal = folder / places.name_of(sha256, rendition=_rendition(data))
        try:
            _mend(journal, report, sha256, folder == state_folder())
        except FileNotFoundError:
            continue
        except OSError as error:
            complain(str(journal), error.strerror or str(error))
    return WANTS_A_PERSON


def _rendition(data: bytes) -> int | None:
    """The version of the rendition that the bytes are read by; None for a text."""
    return VERSION if kind_of(data) is not None else None


def _mend(journal: Path, report: Path, sha256: str, private: bool) -> None:
    found = salvage(guarded.read(journal))
    if found.header is not None and found.header.sha256 != sha256:
        return  # another report's
    if not found.lost and _is_whole(journal, sha256):
        return
    if found.header is None and not found.entries:
        print(_("{path}：不是修改记录，或已全部损坏，没有改动").format(path=visible(str(journal))))
        return
    header = found.header or Header(sha256, report.name)
    kept = mend(journal, header, found.entries, 0o600 if private else guarded.rights_beside(report))
    if isinstance(kept, Holder):
        words = _("{who} 自 {since} 起正在处理这份报告，这里只能查看")
        print(words.format(who=visible(kept.by), since=visible(kept.since)))
        return
    words = _("{path}：恢复了 {n} 步，丢失 {lost} 行（第 {lines} 行）；损坏的原件留在 {kept}")
    lines = ", ".join(map(str, found.lost)) or "—"
    told = {"path": visible(str(report)), "n": sum(entry.what != LOST for entry in found.entries)}
    print(words.format(**told, lost=len(found.lost), lines=lines, kept=visible(str(kept))))


def _is_whole(journal: Path, sha256: str) -> bool:
    try:
        return not places.read_journal(journal, sha256, {}).damaged
    except JournalRefused:
        return False


# -- the machine --------------------------------------------------------------------------------------------


def _machine(arguments: Namespace) -> Iterator[tuple[str, str]]:
    yield _("版本"), f"gouji {_version('gouji')}, Python {platform.python_version()}, {platform.platform()}"
    yield _("所用的库"), ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    yield from _terminal(arguments)
    yield _("语言"), _beside(language(), f"LANG={os.environ.get('LANG', '')}")
    state = state_folder()
    yield _("状态目录"), _beside(str(state), _may_write(state))
    here = Path.cwd()
    yield _("当前文件夹"), _beside(str(here), _may_write(here))
    yield _("处理器"), str(batch.cores())


def _terminal(arguments: Namespace) -> Iterator[tuple[str, str]]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield _("终端"), _("没有（输入或输出不是终端）")
        return
    facts = terminal.prepare(arguments)
    size = os.get_terminal_size(sys.stdout.fileno())
    yield _("终端"), f"TERM={os.environ.get('TERM', '')}, {size.columns}x{size.lines}, {facts.encoding}"
    said = [f"{name}={os.environ[name]}" for name in ("COLORTERM", "NO_COLOR", "SSH_CONNECTION") if name in os.environ]
    yield _("颜色"), ", ".join([facts.theme, *said])
    yield _("“ … — ① 的宽度"), str(facts.ambiguous)


def _beside(what: str, more: str) -> str:
    return _("{what}（{more}）").format(what=what, more=more)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "—"


def _may_write(folder: Path) -> str:
    there = next((f for f in (folder, *folder.parents) if f.exists()), folder)
    return _("可写") if os.access(there, os.W_OK) else _("不可写")
