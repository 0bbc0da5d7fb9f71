"""Strange things under the names beside a report: links, pipes, devices. `uv run python tests/torture/neighbours.py`"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

from parsers.model import Address
from tui.case.opener import claim
from tui.corrections.journal import Journal

SUFFIXES = (".jsonl", ".cursor", ".lock", ".texts")
CELL = Address("applications", "granted", "natural_person")
WITHIN = 20.0
"""Seconds after which a trial hangs."""


def _sparse(path: Path, _victim: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _large(path: Path, _victim: Path) -> None:
    path.write_bytes(b"\n" * (3 << 20))


KINDS: dict[str, Callable[[Path, Path], None]] = {
    "link to a file": lambda path, victim: path.symlink_to(victim),
    "hard link": lambda path, victim: path.hardlink_to(victim),
    "dangling link": lambda path, victim: path.symlink_to(victim.with_name("made")),
    "link to a device": lambda path, victim: path.symlink_to("/dev/zero"),
    "pipe": lambda path, victim: os.mkfifo(path),
    "folder": lambda path, victim: path.mkdir(),
    "full folder": lambda path, victim: (path / "in").mkdir(parents=True),
    "sparse file": _sparse,
    "empty lines": _large,
    "noise": lambda path, victim: path.write_bytes(random.Random(1).randbytes(5000)),
}


def trials(times: int, seed: int) -> Iterator[str]:
    """Every kind under every name, then pairs of them at random; owned by this person or, for root, by a stranger."""
    chance = random.Random(seed)
    singles = [((suffix, kind),) for suffix in SUFFIXES for kind in KINDS]
    for number in range(times):
        pairs = tuple((suffix, chance.choice(list(KINDS))) for suffix in chance.sample(SUFFIXES, 2))
        strange = bool(number % 2) and os.geteuid() == 0
        yield _trial(singles[number] if number < len(singles) else pairs, strange)


def _trial(things: tuple[tuple[str, str], ...], strange: bool) -> str:
    said: list[str] = []
    worker = threading.Thread(target=lambda: said.append(_wrong(things, strange)), daemon=True)
    worker.start()
    worker.join(WITHIN)
    return f"{things} {'of a stranger' if strange else ''}: {said[0] if said else 'hangs'}" if said != [""] else ""


def _wrong(things: tuple[tuple[str, str], ...], strange: bool) -> str:
    with place() as name:
        folder = name / "shared"
        (folder / ".gouji").mkdir(parents=True)
        victim = name / ".bashrc"
        victim.write_bytes(b"alias ls=ls\n")
        victim.chmod(0o600)
        report = folder / "r.txt"
        report.write_bytes(SAMPLE.read_bytes())
        stem = {".texts": hashlib.sha256(b"r.txt").hexdigest()[:16]}
        for suffix, kind in things:
            own = hashlib.sha256(report.read_bytes()).hexdigest()[:16]
            KINDS[kind](folder / ".gouji" / f"{stem.get(suffix, own)}{suffix}", victim)
        if strange:
            os.chown(folder / ".gouji", 65534, 65534)
        try:
            _work(report)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        facts = victim.stat()
        if victim.read_bytes() != b"alias ls=ls\n" or facts.st_mode & 0o777 != 0o600:
            return "another file was written to"
        return "a file was made elsewhere" if victim.with_name("made").exists() else ""


def _work(report: Path) -> None:
    """Open, act, move, export, leave, look again."""
    opened = claim(str(report))
    kept = None
    if opened.writable:
        try:
            opened.session.edit({CELL: 77})
            kept = opened.session.report.value(CELL)
        except OSError:
            kept = None
    opened.leave_at(CELL)
    opened.close()
    if kept is not None:
        again = Journal.look(report, report.read_bytes())
        if [value for entry in again.entries for _cell, value in entry.cells] != [77]:
            raise AssertionError("an act that was kept is not there")


if __name__ == "__main__":
    sys.exit(main(trials, 150, __doc__))
