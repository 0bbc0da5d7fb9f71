"""Journals of every kind: of other versions, torn, damaged, hostile. `uv run python tests/torture/journals.py`"""

from __future__ import annotations

import hashlib
import io
import json
import random
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

from parsers.model import Address
from tui.case import opener
from tui.command.line import run

CELL = ["applications", "granted", "natural_person"]
HERE = Address(*CELL)
WITHIN = 15.0
"""Seconds for everything that is done with one journal."""

EDIT = {
    "act": "edit",
    "cells": [[*CELL, 5]],
    "printed": ["50"],
    "what": "edit",
    "time": "2026-01-02T03:04:05+08:00",
    "by": "王@局",
}
LINES: tuple[object, ...] = (
    EDIT,
    {"act": "done", "on": True},
    {"act": "undo", "to": 0},
    {"act": "redo", "to": 10**30},
    {"act": "undo", "to": -1},
    {"act": "undo", "to": True},
    {"act": "merge", "with": [1, {"x": None}]},
    {"act": "edit", "cells": [[*CELL, 5, "future"]]},
    {"act": "edit", "cells": [["applications", "no_such_row", "total", 5]]},
    {"act": "edit", "cells": [["tables", "x", "y", 5]]},
    {"act": "edit", "cells": [["fields", "year", "", 10**18]]},
    {"act": "edit", "cells": [["fields", "edition", "", "2099"]]},
    {"act": "edit", "cells": [["fields", "title", "", "\x1b]0;x\x07" * 1000]]},
    {"act": "edit", "cells": [[*CELL, "="]]},
    {"act": "confirm", "cells": [[*CELL, None]], "printed": ["50"]},
    {"act": "decision", "findings": ["a" * 10_000], "on": False},
    {"act": "edit", "cells": [[*CELL, 5]] * 5000, "printed": ["50"] * 5000},
    '{"act":"edit","cells":[["disclosure","fees","amount",1E+9999999]]}',
    '{"act":"edit","cells":[["disclosure","fees","amount","1E-999999999"]]}',
    '{"act":"edit","cells":[["applications","granted","total",' + "7" * 5000 + "]]}",
    '{"act":"edit","cells":[["disclosure","fees","amount",NaN]]}',
    "[" * 100_000,
    "null",
    "",
    "\0" * 5000,
    '{"act":"edit"',
    "not a journal line",
    '{"act":"done","on":true,"sum":"0123456789abcdef"}',
)


def trials(times: int, seed: int) -> Iterator[str]:
    """Each line alone, then two before and behind acts as they are written, with and without sums of their own."""
    chance = random.Random(seed)
    for number in range(times):
        own, behind = number % 2, number % 3
        lines = [LINES[number % len(LINES)], *chance.sample(LINES, number // len(LINES) % 3)]
        with place() as folder:
            wrong = _trial(folder, lines, own, behind)
        yield f"{[str(line)[:60] for line in lines]} {own} {behind}: {wrong}" if wrong else ""


def _trial(folder: Path, lines: list[object], own: int, behind: int) -> str:
    report = folder / "r.txt"
    report.write_bytes(SAMPLE.read_bytes())
    sha256 = hashlib.sha256(report.read_bytes()).hexdigest()
    path = folder / ".gouji" / f"{sha256[:16]}.jsonl"
    if own:
        _act(report)
    else:
        path.parent.mkdir()
        path.write_text(json.dumps({"gouji": 1, "sha256": sha256, "file": "r.txt"}) + "\n", encoding="utf-8")
    with path.open("ab") as file:
        file.writelines(_bytes(line) + b"\n" for line in [*lines, *[EDIT] * behind])
    before = path.read_bytes()
    began = time.monotonic()
    try:
        wrong = _used(report, path, before)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    slow = time.monotonic() - began
    return wrong or (f"took {slow:.0f} s" if slow > WITHIN else "")


def _bytes(line: object) -> bytes:
    return (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)).encode()


def _act(report: Path) -> bool:
    opened = opener.claim(str(report))
    try:
        if opened.writable:
            opened.session.edit({HERE: 77})
            return opened.session.report.value(HERE) == 77
        return False
    finally:
        opened.close()


def _used(report: Path, path: Path, before: bytes) -> str:
    """Act on it, look, export, mend."""
    acted = _act(report)
    after = path.read_bytes()
    if not after.startswith(before):
        return "something that stood there was cut off or changed"
    if acted and _value(report) != 77:
        return "an act that was kept is not there"
    if not acted and after != before:
        return "written to, though nothing could be kept"
    for words in (["check"], ["extract", "--json", "--corrected"], ["check", "--csv"], ["doctor"], ["check"]):
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run([*words, str(report)])
        if status not in (0, 1, 2) or "出错" in err.getvalue():
            return f"{words} {status} {err.getvalue()[:200]}"
    return "" if not acted or _value(report) == 77 else "doctor lost an act"


def _value(report: Path) -> object:
    opened = opener.claim(str(report))
    opened.close()
    return opened.session.report.value(HERE)


if __name__ == "__main__":
    sys.exit(main(trials, 168, __doc__))
