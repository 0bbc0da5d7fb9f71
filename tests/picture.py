"""The README's picture, taken of the real program: `uv run python tests/picture.py`."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from tui.case.opener import claim
from tui.words import language
from tui.workbench.app import Gouji

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / ".github" / "workbench.svg"
REPORT = ROOT / "sample_reports" / "defects" / "digit_misread.txt"
SIZE = 96, 30


async def taken() -> str:
    """The workbench on a report with a contradiction, as SVG that fetches nothing."""
    language.use("zh")
    with tempfile.TemporaryDirectory() as folder:
        report = shutil.copy(REPORT, folder)
        app = Gouji([str(report)], first=claim(str(report)))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            drawn = app.export_screenshot(title="gouji 年报")
    drawn = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.S)
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.S).replace("Fira Code", "Sarasa Mono SC, Noto Sans Mono CJK SC")
    return re.sub(r"terminal-\d+", "gouji", drawn)


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(taken()), "utf-8")
