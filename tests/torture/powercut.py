"""The power fails after any call; what was not synced is lost, or torn. `uv run python tests/torture/powercut.py`"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

import parsers
from tui.corrections.acts import Entry
from tui.corrections.atomic import write_whole
from tui.corrections.journal import Journal

CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "link", "unlink", "mkdir")
NEW = b"new" * 2000


class Disk:
    """What is surely on the disk under a folder, and what only the system's memory has."""

    def __init__(self, folder: Path, cut: Callable[[], None]) -> None:
        self.folder, self.cut = folder, cut
        self.real = {name: getattr(os, name) for name in CALLS}
        self.sure_names: dict[Path, int] = {}
        self.sure: dict[int, bytes] = {}
        for path, number in self.names().items():
            self.sure_names[path] = number
            if path.is_file():
                self.sure[number] = path.read_bytes()

    def names(self) -> dict[Path, int]:
        """Every file and folder as the running system sees it, by its inode."""
        return {path: path.lstat().st_ino for path in sorted(self.folder.rglob("*"))}

    def call(self, name: str) -> Callable[..., Any]:
        """A function of `os` behind which the power may fail."""

        def called(*args: Any, **named: Any) -> Any:
            made = self.real[name](*args, **named)
            if name == "fsync":
                self._synced(Path(os.readlink(f"/proc/self/fd/{args[0]}")))  # noqa: PTH115
            self.cut()
            return made

        return called

    def _synced(self, path: Path) -> None:
        if path.is_dir():
            self.sure_names = {p: n for p, n in self.sure_names.items() if p.parent != path}
            self.sure_names |= {p: n for p, n in self.names().items() if p.parent == path}
        elif path.is_file():
            self.sure[path.stat().st_ino] = path.read_bytes()

    def left(self, into: Path, how: str, chance: random.Random) -> None:
        """What a person finds afterwards: what was not sure is `lost`, `there`, or each for itself by chance."""
        contents = {path.lstat().st_ino: path.read_bytes() for path in self.names() if path.is_file()}
        names = self.sure_names if how == "lost" else self.names()
        if how == "torn" and chance.random() < 0.5:
            names = self.sure_names
        for path in sorted(names):
            target = into / path.relative_to(self.folder)
            if not target.parent.is_dir():
                continue
            if names[path] not in contents and names[path] not in self.sure:
                target.mkdir()
            else:
                sure = self.sure.get(names[path], b"")
                now = contents.get(names[path], sure)  # of a file whose name is gone no more is known
                target.write_bytes(_torn(sure, now, chance) if how == "torn" else sure if how == "lost" else now)


def _torn(sure: bytes, now: bytes, chance: random.Random) -> bytes:
    """A part of what was written, or as many zeros."""
    if not now.startswith(sure):
        return chance.choice((sure, now))
    more = now[len(sure) :]
    cut = chance.randint(0, len(more))
    return sure + chance.choice((more[:cut], b"\0" * len(more), b"\0" * cut + more[cut:]))


def trials(times: int, seed: int) -> Iterator[str]:
    """A sitting of acts and an export, cut behind every call, three ways each."""
    chance = random.Random(seed)
    done = 0
    while done < times:
        for wrong in _sitting(chance):
            done += 1
            yield wrong
            if done == times:
                return


def _sitting(chance: random.Random) -> list[str]:
    said: list[str] = []
    with place() as top:
        report = top / "in" / "r.txt"
        report.parent.mkdir()
        report.write_bytes(SAMPLE.read_bytes())
        target = report.with_name("out.bin")
        target.write_bytes(b"old")
        kept: list[Entry] = []
        busy = False

        def cut() -> None:
            nonlocal busy
            if busy:
                return
            busy = True
            with ExitStack() as real:
                for name in CALLS:
                    real.enter_context(patch.object(os, name, disk.real[name]))
                said.extend(_found(disk, top / "after", how, kept, chance) for how in ("lost", "there", "torn"))
            busy = False

        disk = Disk(report.parent, cut)
        with ExitStack() as world:
            for name in CALLS:
                world.enter_context(patch.object(os, name, disk.call(name)))
            _work(report, target, kept, chance)
    return said


def _work(report: Path, target: Path, kept: list[Entry], chance: random.Random) -> None:
    for _ in range(2):
        journal = Journal.open(report, SAMPLE.read_bytes())
        for where in chance.sample(CELLS, 2):
            kept += [journal.keep(Entry("edit", ((where, chance.randrange(1000)),), ("5",)))]
        journal.close()
    write_whole(target, lambda part: _write(part), lambda part: None)


def _write(part: Path) -> None:
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(fd, NEW)
    os.close(fd)


def _found(disk: Disk, after: Path, how: str, kept: list[Entry], chance: random.Random) -> str:
    shutil.rmtree(after, ignore_errors=True)
    (after / "in").mkdir(parents=True)
    disk.left(after / "in", how, chance)
    report = after / "in" / "r.txt"
    try:
        journal = Journal.look(report, report.read_bytes())
        changed = Journal.look(report, report.read_bytes() + b"\n")
    except Exception as error:
        return f"{how}: {type(error).__name__}: {error}"
    if list(journal.entries[: len(kept)]) != kept or len(journal.entries) > len(kept) + 1:
        return f"{how}: {len(kept)} acts kept, {len(journal.entries)} found"
    if [act for _header, acts in changed.carried for act in acts][: len(kept)] != kept:
        return f"{how}: the changed text does not find its {len(kept)} acts"
    return "" if (after / "in" / "out.bin").read_bytes() in (b"old", NEW) else f"{how}: the export is half"


CELLS = list(parsers.read(SAMPLE.read_bytes()).cells)

if __name__ == "__main__":
    sys.exit(main(trials, 1_750, __doc__))
