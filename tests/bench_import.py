"""The way back of a workbook, counted: `python tests/bench_import.py FOLDER [REPORTS EDITS libreoffice]`.

Corrections are made in reports, these are exported together, edits of every kind are made in the workbook, and every
edit must come back to its cell, or be refused by its address; what nobody touched must bring nothing.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from openpyxl import load_workbook  # noqa: E402
from openpyxl.comments import Comment  # noqa: E402

from parsers.model import Address  # noqa: E402
from tui.case.opener import claim, look  # noqa: E402
from tui.command.line import run  # noqa: E402
from tui.export.returning import Returned, returned  # noqa: E402
from tui.export.workbook.taken import Figure, read  # noqa: E402

REFUSED = "refused"
NOTE = "note"
KINDS: dict[str, tuple[Callable[[random.Random], Any], Any]] = {
    "figure": (lambda rng: rng.randrange(1000, 9000), int),
    "figure as text": (lambda rng: str(rng.randrange(1000, 9000)), int),
    "full-width": (lambda rng: "７７" + "".join(chr(0xFF10 + rng.randrange(10)) for _ in range(2)), int),
    "emptied": (lambda rng: None, lambda value: None),
    "mark": (lambda rng: rng.choice("/-—无"), lambda value: None),
    "formula": (lambda rng: f"={rng.randrange(1000, 4000)}+{rng.randrange(1000, 4000)}", REFUSED),
    "text": (lambda rng: rng.choice(("约20", "见附件", "1O5", "2026-01-01", "三十")), REFUSED),
    "comment": (lambda rng: f"电话核实 {rng.randrange(10**6)}", NOTE),
}
"""What a person puts into a cell, and what it is taken as."""


class Edit(NamedTuple):
    """One edit in a workbook."""

    kind: str
    report: int
    figure: Figure
    value: Any


def corrected(folder: Path, rng: random.Random) -> None:
    """Marks and corrections in every report."""
    for path in sorted(folder.iterdir()):
        case = claim(str(path))
        cells = [a for a, c in case.report.cells.items() if c.value is not None]
        if cells:
            case.session.edit({rng.choice(cells): rng.randrange(50) for _ in range(3)})
            case.session.confirm([rng.choice(cells)])
        case.close()


def edited(book: Path, edits: int, rng: random.Random) -> list[Edit]:
    """Edits of every kind in a workbook, saved by openpyxl."""
    reports = read(book).reports
    loaded = load_workbook(book)
    made: list[Edit] = []
    chosen = [(n, f) for n, r in enumerate(reports) for f in r.figures]
    rng.shuffle(chosen)
    for number, (report, figure) in zip(range(edits), chosen, strict=False):
        kind = list(KINDS)[number % len(KINDS)]
        value = KINDS[kind][0](rng)
        sheet, _, cell = figure.where.rpartition("!")
        if kind == "comment":
            loaded[sheet][cell].comment = Comment(value, "李四")
        else:
            loaded[sheet][cell].value = value
        made.append(Edit(kind, report, figure, value))
    loaded.properties.lastModifiedBy = "李四"
    loaded.save(book)
    return made


def by_libreoffice(book: Path) -> None:
    """The workbook opened, calculated and saved again."""
    out = book.parent / "saved"
    profile = (book.parent / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(out),
    ]
    subprocess.run([*command, str(book)], check=True, capture_output=True, timeout=900)
    shutil.move(out / book.name, book)


def outcome(edit: Edit, back: Returned, calculated: bool) -> str:
    """`taken`, `refused`, or what is wrong."""
    taken, address = back.taken, edit.figure.address
    changes = {change.address: change.after for change in taken.changes}
    meant = KINDS[edit.kind][1]
    if meant == NOTE:
        return "taken" if (taken.notes or {}).get(address, "").endswith(edit.value) else "note lost"
    if edit.kind == "formula" and calculated:
        value = sum(map(int, edit.value[1:].split("+")))
        return "taken" if changes.get(address) == value else f"formula {changes.get(address)}"
    if meant == REFUSED:
        return "refused" if address in {one.address for one in taken.refused} else "not refused"
    value = meant(edit.value)
    now = back.desk.report.value(address) if back.desk is not None else None
    return "taken" if (address in changes and changes[address] == value) or now == value else f"{changes.get(address)}"


def strangers(edits: list[Edit], reports: list[Returned]) -> Iterator[tuple[int, Address]]:
    """Differences that nobody made: a total that stands now its parts are others is none."""
    touched = {(edit.report, edit.figure.address) for edit in edits}
    for number, back in enumerate(reports):
        changed = {c.address for c in (*back.taken.changes, *back.taken.conflicts)}
        yield from ((number, a) for a in changed if (number, a) not in touched)


def main(folder: str, reports: int = 40, edits: int = 300, libreoffice: bool = False) -> None:
    """Count what became of every edit."""
    rng = random.Random(15)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "reports"
        home.mkdir()
        texts = [p for p in sorted(Path(folder).glob("*.txt")) if look(str(p))[0].report.found]
        for path in rng.sample(texts, min(reports, len(texts))):
            shutil.copy(path, home)
        corrected(home, rng)
        book = Path(name) / "book.xlsx"
        run(["export", str(home), "-o", str(book)])
        if libreoffice:
            by_libreoffice(book)
        for untouched in returned(read(book), [str(home)]):
            assert not (untouched.taken.changes or untouched.taken.refused or untouched.taken.conflicts), untouched
            assert not (untouched.taken.gone or untouched.taken.notes), untouched
            untouched.close()
        made = edited(book, edits, rng)
        if libreoffice:
            by_libreoffice(book)
        back = list(returned(read(book), [str(home)]))
        told = Counter((edit.kind, outcome(edit, back[edit.report], libreoffice)) for edit in made)
        for (kind, what), count in sorted(told.items()):
            print(f"{kind:16} {what:24} {count}")
        right = sum(count for (_kind, what), count in told.items() if what in ("taken", "refused"))
        print(f"{right} of {len(made)} edits; differences that nobody made: {len(list(strangers(made, back)))}")
        for one in back:
            one.close()


if __name__ == "__main__":
    words = sys.argv[1:]
    main(words[0], *map(int, words[1:3]), libreoffice="libreoffice" in words)
