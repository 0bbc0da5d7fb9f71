"""The README, tried as a new user would: its commands are run, its tables are the code's, what it names exists."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from readme_tables import README, filled

import parsers
from parsers import reading
from tui.case.files import READABLE
from tui.command.line import COMMANDS
from tui.workbench.actions import ACTIONS
from tui.workbench.keys import shown

TEXT = README.read_text("utf-8")
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")

INSTALLING = {
    "pip install uv && uv run gouji sample_reports",
    "pip install uv && uv run pytest",
    "python3 -m venv .venv && .venv/bin/pip install uv && .venv/bin/uv run gouji sample_reports",
    "uv tool install .",
    "uv tool install --force .",
    "uv tool uninstall gouji",
}
"""What changes the machine or wants the network; the gate itself runs the second, and `tests/wheel.py` a wheel."""


def blocks(language: str, text: str = TEXT) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M)


COMMAND_LINES = list(dict.fromkeys(line for block in blocks("sh") for line in block.splitlines()))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README supposes it, with a `gouji` on the path."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "sample_reports", folder / "sample_reports", ignore=shutil.ignore_patterns(".*"))
    (folder / "年报").mkdir()
    for number, name in enumerate(("pipes_one_line.txt", "lines_three_row_other.txt", "defects/digit_misread.txt")):
        shutil.copy(ROOT / "sample_reports" / name, folder / "年报" / f"某局202{number + 1}.txt")
    program = folder / "bin" / "gouji"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m tui "$@"\n')
    program.chmod(0o755)
    return folder


def run(desk: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TMPDIR": str(desk)}
    return subprocess.run(
        command, cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )


def test_every_command_of_the_readme_does_what_it_says_without_an_error(desk: Path) -> None:
    ours = [line for line in COMMAND_LINES if line not in INSTALLING]
    assert set(COMMAND_LINES) - set(ours) == INSTALLING
    for line in ours:
        done = run(desk, "bash", "-c", line)
        assert (done.returncode in (0, 1), done.stderr) == (True, ""), line
    assert all((desk / name).stat().st_size for name in ("汇总.xlsx", "长表.csv", "核对.csv", "全部.ndjson"))


def test_the_researchers_example_gives_a_long_table_a_wide_one_and_a_parquet_file(desk: Path) -> None:
    pytest.importorskip("pyarrow")
    (example,) = (block for block in blocks("python") if "import gouji" in block)
    done = run(desk, sys.executable, "-c", example + "\nprint(len(long), len(wide), reports[0].year)")
    assert (done.stderr, done.stdout.split()[1:]) == ("", ["3", "2021"])
    assert (desk / "figures.parquet").stat().st_size


def test_the_two_commands_come_first_and_as_they_are_in_both_languages() -> None:
    first = "pip install uv && uv run gouji sample_reports\npip install uv && uv run pytest\n"
    assert blocks("sh", TEXT.partition("\n# 中文\n")[0])[0] == first
    assert blocks("sh", TEXT.partition("\n# 中文\n")[2])[0] == first


def test_the_tables_of_codes_and_columns_are_those_of_the_code() -> None:
    assert filled(TEXT) == TEXT, "uv run python tests/readme_tables.py"


def test_every_command_key_and_file_type_that_is_named_exists() -> None:
    for text in TEXT.split("\n# 中文\n"):
        assert {name for name in COMMANDS if f"| `gouji {name}" not in text} == set()
    assert {kind for kind in READABLE if kind not in TEXT} == set()
    keys = {shown(key) for action in ACTIONS for key in action.keys}
    assert set("nNfaAxYzptqmocu/P?<>=[]") <= keys
    assert {"F6", "F2", "^E", "^S", "^Q", "^Y", "^P"} <= keys


@pytest.mark.parametrize("text", [TEXT, GUIDE], ids=["README", "CONTRIBUTING"])
def test_what_the_guides_point_to_is_there(text: str) -> None:
    linked = [name for name in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in name]
    home = ROOT if text is TEXT else ROOT / ".github"
    assert [name for name in linked if not (home / name).exists()] == []
    named = re.findall(r"`((?:parsers|tui|tests|sample_reports|\.github)/[\w./-]*)(?:::(\w+))?`", text)
    assert named
    for path, name in named:
        assert (ROOT / path).exists(), path
        assert not name or re.search(rf"\b{name}\b", (ROOT / path).read_text("utf-8")), f"{name} in {path}"


def test_the_map_names_what_is_there() -> None:
    (drawn,) = (block for block in blocks("") if block.startswith("parsers/"))
    room = ROOT
    for line in drawn.splitlines():
        name = line.split()[0]
        room = room if line.startswith(" ") else ROOT / name
        inside = room / "reading" / name if line.startswith("    ") else room / name if line.startswith(" ") else room
        assert inside.exists(), name


def test_the_row_that_the_readers_docstring_works_out_is_read_so() -> None:
    case = (ROOT / "tests" / "cases" / "contradiction_as_printed.txt").read_text("utf-8").partition("=====\n")[0]
    report, told = parsers.read(case.encode()), reading.__doc__ or ""
    cell = report.cells[parsers.Address("applications", "granted", "natural_person")]
    assert case.split("\n")[6] in told
    assert f"Cell(value={cell.value}, raw='{cell.raw}', span={cell.span}, origin=<Origin.READ: 'read'>" in told
    assert cell.flag == "identity_fails"
    assert report.evidence["applications", "granted"] == ("bars", "whole")
