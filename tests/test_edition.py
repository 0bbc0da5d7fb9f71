"""A new edition with one more row: only the form's own file changes, and every part of the program has the row."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

_EDITIONS_END = '}\n"""The editions, the oldest first'
_ROW = '_row("rejected_machine", "6.机器自动生成的申请", "6.机器生成", "6. Made by machine", "results", "rejected")'
_EDITION = f"""    "2026": Edition(
        2026,
        Words("新版（2026）", "2026版", "2026 form"),
        _ISSUED_AND_DECIDED,
        (Shape((*_HEAD, {_ROW}, *_THREE_OTHER, *_TAIL), True),),
    ),
"""

_PROGRAM = """
import json, sys
from pathlib import Path
import made
import parsers
from openpyxl import load_workbook
from parsers.form.form import Address, form_of
from parsers.repairing.repair import suggest
from tui.command.line import run
from tui.workbench.painting.sheet import sheet_of

def told(data):
    report = parsers.read(data)
    form = form_of(report.edition, report.three_other)
    added = Address("applications", "rejected_machine", "total")
    value = report.value(added) if added in report.cells else None
    flagged = sum(cell.flag is not None for cell in report.cells.values())
    return [report.edition, len(form.shape.rows), value, flagged, [finding.code for finding in report.findings]]

data = made.report(year=2026, edition="2026")
wrong = data.replace("机器自动生成的申请 | 0".encode(), "机器自动生成的申请 | 9".encode())
lines = data.replace(b"| ", b"").replace(b" |", b"")
Path("甲.txt").write_bytes(wrong)
run(["export", "甲.txt", "-o", "甲.xlsx"])
run(["export", "甲.txt", "-o", "甲.csv"])
(best, *_rest) = suggest(parsers.read(wrong)).repairs
shown = [line.label.short for line in sheet_of(form_of("2026", True), "applications").lines
    if line.label.en.startswith("6. M")]
words = [cell.value for row in load_workbook("甲.xlsx").worksheets[0].iter_rows() for cell in row]
print(json.dumps({
    "read": [told(data), told(lines), told(made.report(year=2022)), told(wrong)],
    "repaired": [[*change.address, change.value] for change in best.changes],
    "shown": [shown, any("机器自动生成" in str(word) for word in words)],
    "exported": "rejected_machine" in Path("甲.csv").read_text(),
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is read of a report on the new form, one on the form of 2021, and one on the new form with a wrong row."""
    home = tmp_path_factory.mktemp("edition")
    shutil.copytree(ROOT / "parsers", home / "parsers", ignore=shutil.ignore_patterns("__pycache__"))
    form = home / "parsers" / "form" / "printed.py"
    source = form.read_text("utf-8")
    assert _EDITIONS_END in source
    form.write_text(source.replace(_EDITIONS_END, _EDITION + _EDITIONS_END), "utf-8")
    paths = os.pathsep.join(map(str, (home, ROOT / "tests", ROOT)))
    done = _run(home, paths)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _run(home: Path, paths: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _PROGRAM]
    environ = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=home, env=environ)


def test_a_row_added_to_the_form_is_read_and_added_up(told: dict[str, Any]) -> None:
    new, lines, before, wrong = told["read"]
    assert new == lines == ["2026", 26, 0, 0, []]
    assert before == ["2021", 25, None, 0, []]
    assert (wrong[0], wrong[2], set(wrong[4])) == ("2026", 0, {"row_sum", "column_sum"})


def test_a_row_added_to_the_form_is_repaired_shown_and_exported(told: dict[str, Any]) -> None:
    assert told["repaired"] == [["applications", "rejected_machine", "natural_person", 0]]
    assert told["shown"] == [["6.机器生成"], True]
    assert told["exported"]
