"""The first screen is the workbench's own, and stands until that takes its place."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from pty_program import Program

from tui.case.opening import begun
from tui.workbench import firstframe
from tui.workbench.app import Gouji

SAMPLES = sorted((ROOT / "sample_reports").glob("*.txt"))


def text_of(rows: list[firstframe.Row]) -> list[str]:
    return ["".join(words for words, _ in row).rstrip() for row in rows]


async def painted(app: Gouji, size: tuple[int, int]) -> list[str]:
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize(
    ("sample", "size"),
    [*((sample, (80, 24)) for sample in SAMPLES), *((SAMPLES[1], size) for size in ((60, 14), (130, 40), (200, 50)))],
    ids=str,
)
async def test_the_first_screen_is_what_the_workbench_paints_then(
    sample: Path, size: tuple[int, int], tmp_path: Path
) -> None:
    report = shutil.copy(sample, tmp_path)
    desk = begun(str(report))
    drawn = text_of(firstframe.rows(desk, *size))
    then = await painted(Gouji([str(report)], first=desk), size)
    assert drawn[:-2] == then[:-2]
    # A repair is offered on the right of the status line only after it has been looked for.
    assert drawn[-2][:16] == then[-2][:16]


async def test_the_first_screen_of_a_list_is_what_the_list_paints_then(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SAMPLES[0].read_bytes())
    drawn = text_of(firstframe.list_rows(80, 24))
    then = await painted(Gouji([str(tmp_path)]), (80, 24))
    assert (drawn[0], drawn[-1]) == (then[0], then[-1])


def test_a_list_so_long_that_others_help_reading_fills_in_a_real_terminal(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.txt").write_bytes(SAMPLES[1].read_bytes())
    with Program([sys.executable, "-m", "tui", str(tmp_path)]) as program:
        program.wait_for("00.txt", 30)


@pytest.mark.parametrize("padding", [0, 2_000_000], ids=["small", "2 MB"])
def test_the_matrix_stays_in_sight_from_the_first_screen_on(tmp_path: Path, padding: int) -> None:
    report = tmp_path / "report.txt"
    report.write_bytes("前言。\n".encode() * (padding // 10) + SAMPLES[1].read_bytes())
    with Program([sys.executable, "-m", "tui", str(report)]) as program:
        program.wait_for("新收")
        program.output, first = program.output[:], len(program.output)
        program.send("2")
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.settle(1.0)
        everything = program.output
        for shown in range(first, len(everything) + 1):
            program.output = everything[:shown]
            assert any("新收" in row for row in program.screen()), f"gone after {shown} of {len(everything)} writes"
        assert program.written.count(b"\x1b[?1049h") == 1
        assert any("Enter 确认下移" in row for row in program.screen()) or padding, "a key typed early is not lost"


def test_nothing_of_textual_is_imported_before_the_first_screen() -> None:
    heavy = ("textual", "asyncio", "pandas", "openpyxl", "xlsxwriter", "chardet")
    code = "import sys, tui.workbench.firstframe, tui.case.opening;"
    code += f"print([m for m in sys.modules if m.startswith({heavy})])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_end_before_the_workbench_stands_leaves_the_terminal_in_order(tmp_path: Path) -> None:
    broken = (
        "import sys; sys.argv[1:] = sys.argv[2:]; sys.modules['tui.workbench.app'] = None;"
        "from tui.__main__ import main; sys.exit(main())"
    )
    with Program([sys.executable, "-c", broken, "", str(shutil.copy(SAMPLES[0], tmp_path))]) as program:
        assert program.ended(10) == 2
        assert program.written.count(b"\x1b[?1049h") == program.written.count(b"\x1b[?1049l") == 1
        assert b"\x1b[?25h" in program.written


def test_a_screen_over_the_workbench_costs_the_cells_that_differ_and_leaves_it_as_it_was(tmp_path: Path) -> None:
    report = shutil.copy(SAMPLES[1], tmp_path)
    with Program([sys.executable, "-m", "tui", "--theme", "ansi", str(report)]) as program:
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.settle()
        program.send("\x1b")
        program.settle()
        before, sent = program.screen(), len(program.written)
        for key in ("?", "\x1b"):
            program.send(key)
            program.settle()
        assert program.screen() == before
        assert 1_000 < len(program.written) - sent < 6_000
        sent = len(program.written)
        program.send("\x0c")
        program.settle()
        assert program.screen() == before
        assert len(program.written) - sent > 2_000  # all of it again
