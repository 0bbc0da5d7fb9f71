"""Nothing that was kept is lost: acts come back as they were, whatever happened to the file's end."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers.model import Address
from tui.corrections.acts import Entry
from tui.corrections.journal import Held, Journal, JournalRefused
from tui.corrections.lines import read_lines
from tui.words.refused import refused

GRANTED = Address("applications", "granted", "total")
FEES = Address("disclosure", "fees", "amount")
TITLE = Address("fields", "title", "")
DATA = "报告".encode()

ACTS = (
    Entry("edit", ((GRANTED, 5), (FEES, Decimal("123.050"))), printed=("50", None), what="edit"),
    Entry("edit", ((TITLE, "5\ud800\u2028标题\n"), (GRANTED, "="), (FEES, Decimal("1E+3")))),
    Entry("undo", to=1),
    Entry("confirm", ((GRANTED, None),), printed=("50",), what="confirm"),
    Entry("decision", findings=("row_sum:applications:x:1:2",), on=False, what="decision"),
    Entry("redo", to=3),
    Entry("done", on=True, what="done"),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "gouji"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "报告.txt"
    path.parent.mkdir()
    path.write_bytes(DATA)
    return path


def kept(report: Path) -> tuple[Entry, ...]:
    return Journal.look(report, DATA).entries


def fill(report: Path) -> tuple[Entry, ...]:
    journal = Journal.open(report, DATA)
    entries = tuple(journal.keep(act) for act in ACTS)
    journal.close()
    return entries


def test_acts_come_back_as_they_were(report: Path) -> None:
    entries = fill(report)
    assert kept(report) == entries
    assert [e.kind for e in entries] == [a.kind for a in ACTS]
    assert str(kept(report)[0].cells[1][1]) == "123.050"
    assert all(e.by.count("@") == 1 and e.time[-6] in "+-" for e in entries)


def test_a_journal_cut_at_any_byte_loses_only_the_line_that_was_cut(report: Path) -> None:
    entries = fill(report)
    path = Journal.look(report, DATA).path
    whole = path.read_bytes()
    ends = [i for i, byte in enumerate(whole) if byte == ord("\n")]
    more = Entry("done", on=False)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        before = entries[: max(0, sum(end <= cut for end in ends) - 1)]
        journal = Journal.open(report, DATA)
        assert journal.entries == before, cut
        added = journal.keep(more)
        journal.close()
        assert kept(report) == (*before, added), cut


def test_whatever_a_power_cut_leaves_at_the_end_is_written_behind(report: Path) -> None:
    entries = fill(report)
    path = Journal.look(report, DATA).path
    whole = path.read_bytes()
    for torn in (b"\0" * 5000, b"{", b"\xff\xfe\n", b"{\n{\n", b"[" * 100_000, b'{"act":"edit","cells":1}\n'):
        path.write_bytes(whole + torn)
        journal = Journal.open(report, DATA)
        assert journal.entries == entries
        journal.keep(ACTS[0])
        journal.close()
        assert path.read_bytes().startswith(whole + torn), "what stands there is never cut off"
        assert len(kept(report)) == len(ACTS) + 1


@pytest.mark.parametrize(
    "content",
    [
        b"hello\n",
        b"{}\n",
        b'{"gouji":2,"sha256":"x","file":"y"}\n',
        b'{"gouji":1,"sha256":"00","file":"y"}\n',
        b'{"gouji":1,"sha256":"00","file":"y"}\n{"act":"undo","to":-1}\n{"act":"done"}\n',
    ],
)
def test_a_journal_of_another_format_or_report_is_refused_and_left_alone(report: Path, content: bytes) -> None:
    path = Journal.look(report, DATA).path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(JournalRefused):
        Journal.open(report, DATA)
    assert path.read_bytes() == content


# -- where it lies ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rights", "files"), [(0o2775, 0o664), (0o777, 0o666), (0o1777, 0o666), (0o700, 0o600)])
def test_whoever_may_write_in_the_reports_folder_may_go_on_with_its_journal(
    report: Path, rights: int, files: int
) -> None:
    report.parent.chmod(rights)
    before = os.umask(0o022)
    try:
        journal = Journal.open(report, DATA)
        journal.keep_cursor(GRANTED)
        journal.keep(ACTS[0])
        journal.close()
    finally:
        os.umask(before)
    folder = journal.path.parent
    assert folder.stat().st_mode & 0o7777 == rights
    assert {p.stat().st_mode & 0o777 for p in folder.iterdir()} == {files}


def test_looking_leaves_no_trace(report: Path, state: Path) -> None:
    journal = Journal.open(report, DATA)
    journal.keep_cursor(GRANTED)
    journal.close()
    assert Journal.look(report, DATA).cursor is None
    assert [p.name for p in report.parent.iterdir()] == [report.name]
    assert not state.exists()


def test_the_cursor_comes_back(report: Path) -> None:
    journal = Journal.open(report, DATA)
    journal.keep_cursor(FEES)
    journal.keep(ACTS[0])
    assert Journal.look(report, DATA).cursor == FEES
    journal.keep_cursor(GRANTED)
    assert Journal.look(report, DATA).cursor == GRANTED
    journal.path.with_suffix(".cursor").write_bytes(b"[torn")
    assert Journal.look(report, DATA).cursor is None
    journal.close()


def test_a_renamed_report_and_a_moved_folder_keep_their_corrections(report: Path) -> None:
    entries = fill(report)
    moved = report.rename(report.with_name("renamed.txt"))
    assert kept(moved) == entries
    folder = report.parent.rename(report.parent.with_name("moved"))
    assert kept(folder / "renamed.txt") == entries


def test_a_report_that_is_moved_without_its_journal_keeps_its_corrections(report: Path, tmp_path: Path) -> None:
    entries = fill(report)
    (tmp_path / "sorted").mkdir()
    moved = report.rename(tmp_path / "sorted" / "1.txt")
    journal = Journal.open(moved, DATA)
    assert journal.entries == entries
    more = journal.keep(ACTS[0])
    journal.close()
    assert journal.path.parent == tmp_path / "sorted" / ".gouji"
    assert read_lines(journal.path.read_bytes()).entries == (*entries, more)


def test_a_copy_of_a_report_has_corrections_of_its_own(report: Path, tmp_path: Path) -> None:
    fill(report)
    (tmp_path / "copies").mkdir()
    copy = Path(shutil.copy(report, tmp_path / "copies"))
    assert kept(copy) == ()


def refusing(monkeypatch: pytest.MonkeyPatch, folder: Path, error: int = errno.EROFS) -> None:
    """Let nothing be made or written under a folder, as where it is read-only (tests may run as root)."""
    real_open, real_mkdir = os.open, os.mkdir

    def open_(path: str, flags: int, *args: int, **named: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and folder in Path(path).parents:
            raise OSError(error, os.strerror(error), str(path))
        return real_open(path, flags, *args, **named)

    def mkdir(path: str, *args: int, **named: int) -> None:
        if folder in Path(path).parents:
            raise OSError(error, os.strerror(error), str(path))
        real_mkdir(path, *args, **named)

    monkeypatch.setattr(os, "open", open_)
    monkeypatch.setattr(os, "mkdir", mkdir)


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_read_only_folder_has_its_journal_in_the_state_directory(
    report: Path, state: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    with monkeypatch.context() as patch:
        refusing(patch, report.parent, error)
        journal = Journal.open(report, DATA)
        assert journal.fallback, "the status line says so before the first act"
        act = journal.keep(ACTS[0])
        journal.close()
        assert journal.path.parent == state
        assert [p.name for p in report.parent.iterdir()] == [report.name]
        assert kept(report) == (act,)
    assert kept(report) == (act,), "both are looked in"


def test_a_folder_that_becomes_read_only_goes_on_in_the_state_directory(
    report: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(report, DATA)
    first = journal.keep(ACTS[0])
    assert not journal.fallback
    with monkeypatch.context() as patch:
        refusing(patch, report.parent)
        second = journal.keep(ACTS[1])
        assert journal.fallback
        assert kept(report) == (first, second)
    third = journal.keep(ACTS[2])
    journal.close()
    assert kept(report) == (first, second, third)
    again = Journal.open(report, DATA)
    assert not again.fallback, "it can be written to again"
    fourth = again.keep(ACTS[3])
    again.close()
    assert read_lines(again.path.read_bytes()).entries == (first, second, third, fourth)


def test_two_journals_that_went_different_ways_are_both_kept(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        refusing(patch, report.parent)
        one = Journal.open(report, DATA)
        away = [one.keep(ACTS[1]), one.keep(ACTS[3])]
        one.close()
        elsewhere = one.path.rename(one.path.with_suffix(".away"))
    here = fill(report)[:1]
    path = Journal.look(report, DATA).path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    elsewhere.rename(one.path)
    journal = Journal.open(report, DATA)
    assert list(journal.entries) == away
    assert journal.carried[-1][1] == here
    journal.keep(ACTS[3])
    journal.close()
    again = Journal.look(report, DATA)
    assert len(again.entries) == 3
    assert here in [acts for _, acts in again.carried]


# -- what goes wrong ----------------------------------------------------------------------------------------

CALLS = ("open", "write", "fsync", "replace", "mkdir", "rename", "close", "link", "fstat", "lstat")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("partly", [False, True])
def test_every_call_failing_once_loses_no_act_and_keeps_none_that_failed(
    report: Path, monkeypatch: pytest.MonkeyPatch, call: str, partly: bool
) -> None:
    real = getattr(os, call)
    failures = 0
    for nth in range(1, 200):
        calls = iter(range(1, 10_000))

        def refuse(*args: Any, **named: Any) -> Any:
            if next(calls) != nth:  # noqa: B023
                return real(*args, **named)
            if partly and call == "write":  # the disk fills up in the middle of a line
                real(args[0], args[1][: len(args[1]) // 2])
            if call == "close":
                real(*args)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        shutil.rmtree(report.parent / ".gouji", ignore_errors=True)
        done = []
        with monkeypatch.context() as patch:
            patch.setattr(os, call, refuse)
            try:
                journal = Journal.open(report, DATA)
            except JournalRefused:  # it could not be read whether there is one
                failures += 1
                continue
            for act in ACTS[:3]:
                try:
                    done.append(journal.keep(act))
                except OSError as error:
                    failures += 1
                    assert refused(error)
                    assert kept(report) == tuple(done)
            journal.close()
        assert kept(report) == tuple(done)
        assert {p.suffix for p in report.parent.glob(".gouji/*")} <= {".jsonl", ".texts", ".lock"}
        if next(calls) <= nth:
            break
    assert nth < 199
    assert failures or call in ("rename", "mkdir", "link", "lstat"), f"os.{call} never mattered"


@pytest.mark.parametrize("grown", [False, True])
def test_a_claim_that_fails_at_the_opening_is_made_at_the_first_act(
    report: Path, monkeypatch: pytest.MonkeyPatch, grown: bool
) -> None:
    with monkeypatch.context() as patch:
        refusing(patch, report.parent)
        away = Journal.open(report, DATA)
        first = away.keep(ACTS[0])
        away.close()
    with monkeypatch.context() as patch:
        refusing(patch, report.parent, errno.ENOSPC)
        journal = Journal.open(report, DATA)
        assert journal.entries == (first,)
    if grown:
        other = Journal.open(report, DATA)
        second = other.keep(ACTS[1])
        other.close()
        with pytest.raises(Held, match="重新打开"):
            journal.keep(ACTS[2])
    else:
        second = journal.keep(ACTS[1])
        assert not journal.fallback
        assert read_lines(journal.path.read_bytes()).entries == (first, second)
    journal.close()
    assert kept(report) == (first, second)


def test_a_journal_that_was_deleted_is_written_again_at_the_next_act(report: Path) -> None:
    journal = Journal.open(report, DATA)
    first = journal.keep(ACTS[0])
    shutil.rmtree(journal.path.parent)
    second = journal.keep(ACTS[1])
    assert kept(report) == (first, second)
    journal.close()


def test_a_folder_that_vanished_is_said_and_what_was_kept_went_with_it(report: Path) -> None:
    journal = Journal.open(report, DATA)
    first = journal.keep(ACTS[0])
    moved = report.parent.rename(report.parent.with_name("moved"))
    with pytest.raises(OSError) as caught:
        journal.keep(ACTS[1])
    assert refused(caught.value).startswith("文件夹不在了")
    assert not report.parent.exists()
    assert kept(moved / report.name) == (first,)
    moved.rename(report.parent)
    second = journal.keep(ACTS[1])
    assert kept(report) == (first, second)
    journal.close()


def test_what_another_program_wrote_is_noticed_before_it_is_written_over(report: Path) -> None:
    journal = Journal.open(report, DATA)
    journal.keep(ACTS[0])
    with journal.path.open("ab") as file:
        file.write(b'{"act":"done","on":true}\n')
    with pytest.raises(Held, match="重新打开"):
        journal.keep(ACTS[1])
    journal.close()
    assert [e.kind for e in kept(report)] == ["edit", "done"]


# -- two people ---------------------------------------------------------------------------------------------

WORK = """
import sys; from pathlib import Path
from tui.corrections.journal import Journal; from tui.corrections.acts import Entry
report = Path(sys.argv[1]); journal = Journal.open(report, report.read_bytes())
for line in sys.stdin:
    try:
        journal.keep(Entry("done")); print("kept", flush=True)
    except OSError as error:
        print(error, flush=True)
"""


@pytest.fixture
def colleague(report: Path) -> Iterator[Callable[[], str]]:
    """Another process that has the report open; a call lets it keep an act, and gives what it says."""
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(report)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:

        def act() -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        yield act
        process.kill()


def test_the_second_person_may_look_but_not_write(report: Path, colleague: Callable[[], str]) -> None:
    assert colleague() == "kept"
    journal = Journal.open(report, DATA)
    assert journal.holder is not None
    assert len(journal.entries) == 1
    with pytest.raises(Held, match=f"{journal.holder.by} 自 {journal.holder.since[:10]}"):
        journal.keep(ACTS[0])
    journal.keep_cursor(GRANTED)
    journal.close()
    assert colleague() == "kept", "closing what one only looks at takes nothing away"
    assert len(kept(report)) == 2


def test_of_two_that_both_believe_they_have_it_only_one_writes(report: Path, colleague: Callable[[], str]) -> None:
    assert colleague() == "kept"
    claim = Journal.look(report, DATA).path.with_suffix(".lock")
    claim.unlink()
    journal = Journal.open(report, DATA)
    assert journal.holder is None
    mine = journal.keep(ACTS[0])
    assert "只能查看" in colleague()
    assert kept(report)[1:] == (mine,)
    journal.close()
