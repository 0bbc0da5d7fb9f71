"""`gouji demo`: eight keys, each said by the last line, and the samples themselves are not touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import ROOT
from pty_program import Program
from typed import gouji

from tui.command.demo import SHOWN, copied, samples
from tui.workbench import actions
from tui.workbench.guide import STEPS

DID = ("cross", "cross", "accept", "undo", "redo", "next_table", "export", "quit")
PRESSED = {"f6": b"\x1b[17~", "ctrl+y": b"\x19", "ctrl+e": b"\x05", "ctrl+q": b"\x11"}


def test_the_keys_of_every_step_do_what_the_step_is_about() -> None:
    assert len(STEPS) == 8
    for step, action in zip(STEPS, DID, strict=True):
        own = set(actions.BY_ID[action].keys) | ({"escape"} if action == "cross" else set())
        assert set(step.keys) <= own


def test_eight_keys_lead_from_a_contradiction_to_a_workbook(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "demo", "--theme", "ansi", "--lang", "en"]
    with Program(command, environment={"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}) as program:
        for number, step in enumerate(STEPS, 1):
            program.wait_for(f"Demo {number}/8")
            program.send(PRESSED.get(step.keys[0], step.keys[0].encode()))
        assert program.ended() == 0
        said = program.written.decode()
    (report,) = tmp_path.glob(f"gouji-*/sample_reports/{SHOWN}")
    assert report.with_suffix(".xlsx").is_file()
    assert f"gouji {report.parents[1]}" in said


def test_without_a_terminal_the_copy_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    status, out, _err = gouji("demo")
    assert (status, "digit_misread.txt" in out) == (1, True)


def test_a_copy_has_every_sample_and_nobodys_corrections() -> None:
    copy = copied()
    assert samples() == ROOT / "sample_reports"
    names = {path.relative_to(copy) for path in copy.rglob("*")}
    assert Path(SHOWN) in names
    assert not any(part.startswith(".") for name in names for part in name.parts)
