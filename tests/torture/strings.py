"""Hostile text in every place a text can come from: nothing of it steers a terminal, and none is a formula.

`uv run python tests/torture/strings.py --times 1500`
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

from parsers.model import Address
from tui.case import opener
from tui.case.case import Case
from tui.command.line import run
from tui.corrections import journal as kept
from tui.corrections.acts import Entry
from tui.corrections.journal import Journal
from tui.words.celltext import live
from tui.workbench import firstframe
from tui.workbench.painting.pieces import bar_row
from tui.workbench.painting.wrap import harmless

ATTACKS = (
    "\x1b[2J\x1b[H",
    "\x1b]52;c;cm0gLXJmIC8=\x07",
    "\x1bP+q544e\x1b\\",
    "\x9b31m",
    "\x9d52;c;x\x9c",
    "\x1bc",
    "\x90q\x9c",
    "\x1b]0;title\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\x",
    "\u202e\u2066",
    "\u200f\u061c",
    "\x00\x07\x08\x7f",
    "\x0e\x0f",
    "\x1b[6n",
    "\x1b[?1049l",
    "\x85\x8d",
    "\ud800",
    "\U000e0041",
    "\u2028\u2029",
    "\ufeff\u200b\u2060",
    "\x1b_Gf=24;x\x1b\\",
    "=1+1",
    " =cmd|'/c calc'!A1",
    ",=1+1",
    "＝1+1",
    "@SUM(1)",
    "\t=1",
    "\u3000＋1",
)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""What may be in nothing that is written to a terminal."""
EVERY_SCREEN = 50
"""A screen takes a third of a second: one trial of so many draws it."""


def trials(times: int, seed: int) -> Iterator[str]:
    """Texts made of attacks, in file name, title, agency, cells, prose, journal and claim."""
    chance = random.Random(seed)
    for number in range(times):
        hostile = "".join(chance.choice((chance.choice(ATTACKS), "县", "a")) for _ in range(chance.randint(1, 4)))
        with place() as folder:
            yield _trial(folder, hostile, chance, screen=number % EVERY_SCREEN == 0)


def _trial(folder: Path, hostile: str, chance: random.Random, screen: bool) -> str:
    report = folder / (hostile.replace("/", "_").replace("\0", "_").replace("\ud800", "_")[:40] + ".txt")
    text = SAMPLE.read_text("utf-8").replace("政府信息公开", f"政府{hostile}信息公开", 2)
    lines = text.split("\n")
    lines.insert(chance.randrange(len(lines)), hostile)
    report.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    claimed = chance.random() < 0.5
    _keep(report, hostile, claimed)
    opened = opener.claim(str(report))
    try:
        if claimed == opened.writable:
            return f"a claim is {'not ' * claimed}seen"
        drawn = "\n".join(
            firstframe._sequence(bar_row([(harmless(said), name) for said, name in row], (), 100))
            for row in firstframe.rows(opened, 100, 40)
        )
        wrong = _unclean("first screen", re.sub("\x1b\\[[0-9;]*m", "", drawn))
        if screen and not wrong:
            wrong = _unclean("workbench", asyncio.run(_shown(opened)))
    finally:
        opened.close()
    return wrong or _commands(report)


def _keep(report: Path, hostile: str, claimed: bool) -> None:
    """Acts, and perhaps a claim that still holds, of somebody with such a name on such a machine."""
    with patch.object(kept, "whoami", lambda: f"{hostile}@{hostile}"):
        journal = _acts(report, hostile)
    if claimed:
        process = [hostile, hostile, "", "", 1, ""]
        claim = {"by": f"{hostile}@{hostile}", "since": hostile, "process": process, "token": "another"}
        journal.path.with_suffix(".lock").write_text(json.dumps(claim))


def _acts(report: Path, hostile: str) -> Journal:
    journal = Journal.open(report, report.read_bytes())
    journal.keep(Entry("edit", ((Address("fields", "title", ""), hostile),), (hostile,), what=hostile))
    journal.keep(Entry("edit", ((Address("fields", "agency", ""), hostile),), (None,), what="edit"))
    journal.keep(Entry("edit", ((Address(hostile, hostile, hostile), 1),), (hostile,), what="edit"))
    journal.close()
    return journal


async def _shown(opened: Case) -> str:
    """Everything that the workbench and its lists write."""
    from textual.widget import Widget

    from tui.workbench.app import Gouji

    app = Gouji([opened.path], first=opened)
    said: list[str] = []
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("n", "o", "escape", "f5", "escape", "m", "escape", "question_mark", "escape"):
            await pilot.press(key)
            strips = (app.screen.get_style_at(0, 0), *app.screen._compositor.render_strips())[1:]
            said += [strip.text for strip in strips if not isinstance(strip, Widget)]
    return "\n".join(said)


def _commands(report: Path) -> str:
    for words in (["check"], ["check", "--json"], ["check", "--csv"], ["extract", "--json", "--corrected"], ["doctor"]):
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            run([*words, str(report)])
            out.flush()
        written = out.buffer.getvalue().decode("utf-8")
        wrong = _unclean(" ".join(words), (written + err.getvalue()).lstrip("\ufeff").replace("\r\n", "\n"))
        if "--json" in words:
            json.loads(written)
        if not wrong and "--csv" in words:
            fields = [field for row in csv.reader(io.StringIO(written.lstrip("\ufeff"))) for field in row]
            wrong = "".join(f"a formula in CSV: {field!r}" for field in fields if field[:1] != "'" and live(field))
        if wrong:
            return wrong
    return ""


def _unclean(where: str, written: str) -> str:
    found = STEERS.search(written)
    return f"{where}: {found[0]!r} at {written[max(0, found.start() - 20) : found.end() + 20]!r}" if found else ""


if __name__ == "__main__":
    sys.exit(main(trials, 1_500, __doc__))
