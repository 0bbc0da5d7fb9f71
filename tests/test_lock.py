"""Two people, one report: the second is told who has it, and a claim that a dead process left behind is none."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.corrections import lock
from tui.corrections.lock import SILENT, Holder, Lock, take
from tui.corrections.who import this_process, whoami

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")

HOLD = """
import sys; from pathlib import Path; from tui.corrections.lock import take
claim = take(Path(sys.argv[1])); print(type(claim).__name__, flush=True); sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "0123456789abcdef.lock"


@pytest.fixture
def other(path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the report."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Lock\n"
        yield process
        process.kill()


def claimed(path: Path) -> Lock:
    claim = take(path)
    assert isinstance(claim, Lock)
    return claim


def rewritten(path: Path, **fields: str | int) -> None:
    """The claim in the file with other facts about its process, and a sign of life as old as it was."""
    words = json.loads(path.read_bytes())
    names = ("host", "machine", "boot", "space", "pid", "started")
    words["process"] = [fields.get(name, value) for name, value in zip(names, words["process"], strict=True)]
    words["token"] = "another"
    silent = path.stat().st_mtime
    path.write_text(json.dumps(words), encoding="utf-8")
    os.utime(path, (silent, silent))


def test_the_second_is_told_who_has_it_and_since_when(path: Path, other: "subprocess.Popen[str]") -> None:
    found = take(path)
    assert isinstance(found, Holder)
    assert (found.process.pid, found.by.count("@"), found.since[10]) == (other.pid, 1, "T")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_released_report_is_free_and_leaves_nothing(path: Path) -> None:
    claimed(path).release()
    assert not path.exists()
    claimed(path).release()


def test_the_claim_of_a_killed_process_is_none(path: Path, other: "subprocess.Popen[str]") -> None:
    other.kill()
    other.wait()
    claim = claimed(path)
    assert claim.other() is None
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@needs_proc
def test_the_claim_of_a_killed_process_that_nobody_waited_for_is_none(
    path: Path, other: "subprocess.Popen[str]"
) -> None:
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)
    assert isinstance(take(path), Lock)


@needs_proc
@pytest.mark.parametrize(
    ("fields", "silent", "free"),
    [
        ({"pid": 1}, 0, True),  # the id is used again: process 1 was not started when the claim says
        ({"boot": "before"}, 0, True),  # this machine was started again since
        ({"host": "elsewhere"}, 0, False),
        ({"host": "elsewhere"}, SILENT + 1, True),
        ({"host": "elsewhere"}, -10 * 86_400, True),  # its clock was ten days ahead, and it is silent since
        ({"machine": "namesake"}, 0, False),
        ({"machine": "namesake"}, SILENT + 1, True),
        ({"space": "container"}, 0, False),
        ({"space": "container"}, SILENT + 1, True),
        ({"started": ""}, 0, False),
        ({"started": ""}, SILENT + 1, True),
        ({}, SILENT + 1, True),  # this very process: it reopens the report
    ],
)
def test_who_counts_as_dead(path: Path, fields: dict[str, str | int], silent: float, free: bool) -> None:
    if "boot" in fields and not this_process().machine:
        free = False  # without /etc/machine-id the machine may be another of the same name
    claimed(path)
    then = path.stat().st_mtime - silent
    os.utime(path, (then, then))
    rewritten(path, **fields)
    assert isinstance(take(path), Lock) == free
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@needs_proc
def test_a_stopped_process_on_this_machine_keeps_its_report(path: Path, other: "subprocess.Popen[str]") -> None:
    os.utime(path, (0, 0))
    assert isinstance(take(path), Holder)


@pytest.mark.parametrize("content", [b"", b'{"by":', b"[]", b"\xff", b'{"by":1,"since":2,"process":3,"token":4}'])
def test_a_claim_that_cannot_be_read_holds_only_while_it_is_fresh(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert isinstance(take(path), Holder)
    then = path.stat().st_mtime - SILENT - 1
    os.utime(path, (then, then))
    assert isinstance(take(path), Lock)


def test_a_claim_that_was_taken_away_is_noticed(path: Path) -> None:
    claim = claimed(path)
    rewritten(path)
    other = claim.other()
    assert other is not None
    assert other.token == "another"
    claim.release()
    assert path.exists(), "it is the other's"


def test_a_process_shows_that_it_lives(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT", 0.001)
    claim = claimed(path)
    os.utime(path, (0, 0))
    while path.stat().st_mtime == 0:
        pass
    claim.release()


@pytest.mark.parametrize("fault", [KeyError("uid"), OSError("no such user")])
def test_a_user_without_a_name_goes_by_number(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise fault

    monkeypatch.setattr("getpass.getuser", nameless)
    assert whoami().startswith(f"{os.getuid()}@")
