"""What lies beside a report is opened only where it is a plain file of one name, not too large, of somebody trusted."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.corrections import guarded
from tui.corrections.guarded import Unsafe

Lay = Callable[[Path], object]


def link(path: Path) -> None:
    path.symlink_to(path.with_name("other"))


def second_name(path: Path) -> None:
    path.hardlink_to(path.with_name("other"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where something lies beside a file of somebody's own."""
    (tmp_path / "other").write_bytes(b"mine")
    return tmp_path / "r.jsonl"


@pytest.mark.parametrize("lay", [link, os.mkfifo, Path.mkdir], ids=["link", "pipe", "folder"])
@pytest.mark.parametrize("how", [guarded.read, guarded.open_to_write])
def test_what_is_no_plain_file_is_neither_read_nor_written(lay: Lay, how: Lay, path: Path) -> None:
    lay(path)
    with pytest.raises(Unsafe):
        how(path)


def test_a_file_of_two_names_is_read_and_not_written(path: Path) -> None:
    second_name(path)
    assert guarded.read(path) == b"mine"
    with pytest.raises(Unsafe):
        guarded.open_to_write(path)


@pytest.mark.parametrize(("size", "safe"), [(4, True), (5, False)])
def test_a_file_larger_than_allowed_is_not_read(size: int, safe: bool, path: Path) -> None:
    path.write_bytes(b"x" * size)
    if safe:
        assert guarded.read(path, most=4) == b"x" * size
    else:
        with pytest.raises(Unsafe):
            guarded.read(path, most=4)


def test_a_file_that_grows_while_it_is_read_is_not_read_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"x" * 9)
    monkeypatch.setattr(os, "fstat", lambda fd, real=os.fstat: _with(real(fd), st_size=1))
    with pytest.raises(Unsafe):
        guarded.read(path, most=4)


@pytest.mark.parametrize(
    ("uid", "gid", "mode", "strange"),
    [
        ("own", "own", 0o755, False),
        ("other", "own", 0o755, True),
        ("other", "own", 0o775, False),
        ("other", "other", 0o775, True),
        ("other", "own", 0o777, True),
        (0, "other", 0o755, False),
    ],
)
def test_a_folder_of_journals_is_a_strangers_by_its_owner_and_the_rights_around(
    uid: str | int, gid: str, mode: int, strange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that its group may write to is the group's; one that all may write to is anybody's."""
    folder = tmp_path / ".gouji"
    folder.mkdir()
    tmp_path.chmod(mode)
    owner, group = os.geteuid(), tmp_path.stat().st_gid
    uids = {"own": owner, "other": owner + 1_000, 0: 0}
    facts = _with(folder.lstat(), st_uid=uids[uid], st_gid=group + (gid == "other"))
    monkeypatch.setattr(Path, "lstat", lambda _path: facts)
    assert guarded.is_strange(folder) is strange


def _with(facts: os.stat_result, **other: int) -> os.stat_result:
    names = (
        "st_mode",
        "st_ino",
        "st_dev",
        "st_nlink",
        "st_uid",
        "st_gid",
        "st_size",
        "st_atime",
        "st_mtime",
        "st_ctime",
    )
    return os.stat_result([other.get(name, getattr(facts, name)) for name in names])


def test_a_link_to_a_folder_is_a_strangers(path: Path) -> None:
    path.with_name("folder").mkdir()
    path.symlink_to(path.with_name("folder"))
    assert guarded.is_strange(path)
    with pytest.raises(Unsafe):
        guarded.open_to_write(path / "r.jsonl")
