"""The README's pictures, taken of the real program: `uv run --with pillow python tests/picture.py`."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tui.case.opener import claim
from tui.words import language
from tui.workbench.app import Gouji

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / ".github" / "workbench.svg"
BOOK = ROOT / ".github" / "workbook.png"
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


def printed() -> bytes:
    """The first page of the same report's workbook as an office program prints it, as PNG without its margins."""
    import pypdfium2
    from PIL import ImageChops, ImageOps

    with tempfile.TemporaryDirectory() as folder:
        report = shutil.copy(REPORT, folder)
        export = [sys.executable, "-m", "tui", "export", report, "-o", f"{folder}/a.xlsx"]
        subprocess.run(export, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, f"{folder}/a.xlsx"]
        subprocess.run(office, stdout=subprocess.DEVNULL, check=True, timeout=120)
        with pypdfium2.PdfDocument(f"{folder}/a.pdf") as document:
            page = document[0].render(scale=1.6).to_pil().convert("RGB")
    page = page.crop((0, 0, page.width, int(page.height * 0.92)))  # less the number of the page
    box = ImageChops.invert(page).getbbox()
    drawn = io.BytesIO()
    colours = ImageOps.expand(page.crop(box), 16, "white").quantize(64, kmeans=3)
    colours.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


if __name__ == "__main__":
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(taken()), "utf-8")
    BOOK.write_bytes(printed())
