"""A file that is exported is there whole, or as it was before, and nothing else is left beside it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.corrections.atomic import write_whole
from tui.words.refused import refused

CALLS = ("open", "fsync", "replace")


def make(path: Path) -> None:
    path.write_text("new", encoding="ascii")


def verify(path: Path) -> None:
    assert path.read_text("ascii") == "new"


def fail(path: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


@pytest.mark.parametrize("old", [None, "old"])
def test_the_new_file_takes_the_place_of_the_old_and_nothing_else_is_left(tmp_path: Path, old: str | None) -> None:
    target = tmp_path / "报告.xlsx"
    if old:
        target.write_text(old, encoding="ascii")
        target.chmod(0o640)
    write_whole(target, make, verify)
    assert target.read_text("ascii") == "new"
    assert list(tmp_path.iterdir()) == [target]
    if old:
        assert target.stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_pointing_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
    write_whole(tmp_path / "link.xlsx", make, verify)
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real.xlsx").read_text("ascii") == "new"


def interrupt(path: Path) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("steps", [(fail, verify), (make, fail), (interrupt, verify), (make, interrupt)])
def test_where_making_or_checking_fails_the_old_file_stays(
    tmp_path: Path, steps: tuple[Callable[[Path], None], Callable[[Path], None]]
) -> None:
    target = tmp_path / "out.xlsx"
    target.write_text("old", encoding="ascii")
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_whole(target, *steps)
    assert target.read_text("ascii") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", CALLS)
def test_whatever_the_disk_refuses_the_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "out.xlsx"
    target.write_text("old", encoding="ascii")
    real = getattr(os, call)
    for nth in range(1, 10):
        calls = iter(range(1, 100))

        def refuse(*args: object, **named: object) -> object:
            if next(calls) == nth:  # noqa: B023
                raise OSError(errno.EIO, "injected")
            return real(*args, **named)

        monkeypatch.setattr(os, call, refuse)
        try:
            write_whole(target, make, verify)
        except OSError as error:
            assert refused(error)
        finally:
            monkeypatch.setattr(os, call, real)
        if next(calls) <= nth:
            break
        assert target.read_text("ascii") in ("old", "new")
        assert list(tmp_path.iterdir()) == [target]
    assert nth > 1, f"os.{call} is never called"
    assert target.read_text("ascii") == "new"


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(fd: int) -> None:
        raise OSError(errno.EINVAL, "injected")

    monkeypatch.setattr(os, "fsync", unsupported)
    write_whole(tmp_path / "out.xlsx", make, verify)
    assert (tmp_path / "out.xlsx").read_text("ascii") == "new"


def test_a_folder_that_vanished_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        write_whole(tmp_path / "gone" / "out.xlsx", make, verify)
    assert caught.value.filename.endswith("gone/out.xlsx")
    assert refused(caught.value).startswith("文件夹不在了:")


def test_what_a_killed_program_left_is_swept_up_once_it_is_old(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / f".out[1].{name}.xlsx" for name in ("0123abcd", "4567abcd", "notes"))
    for path in (old, fresh, other):
        path.touch()
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_whole(tmp_path / "out[1].xlsx", make, verify)
    assert sorted(tmp_path.iterdir()) == sorted([fresh, other, tmp_path / "out[1].xlsx"])
