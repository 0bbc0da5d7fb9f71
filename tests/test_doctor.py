"""`gouji doctor` tells what this machine is like, and of a damaged journal recovers all that can be trusted."""

from pathlib import Path

import pytest
from conftest import ROOT
from typed import gouji

from parsers.model import Address
from tui.corrections.acts import Entry
from tui.corrections.journal import Journal, JournalRefused
from tui.workbench.app import Gouji
from tui.workbench.widgets.bar import Bar

DATA = (ROOT / "sample_reports" / "lines_three_row_other.txt").read_bytes()
CELL = Address("applications", "granted", "natural_person")


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "in" / "r.txt"
    path.parent.mkdir()
    path.write_bytes(DATA)
    journal = Journal.open(path, DATA)
    for figure in range(1, 6):
        journal.keep(Entry("edit", ((CELL, figure),), ("5",), what="edit"))
    journal.close()
    return path


def journal_of(report: Path) -> Path:
    return Journal.look(report, DATA).path


def test_without_paths_it_tells_about_the_machine() -> None:
    status, out, _err = gouji("doctor")
    assert status == 0
    for name in ("版本", "所用的库", "终端", "语言", "状态目录", "当前文件夹"):
        assert f"{name}：" in out


def test_a_whole_journal_is_whole(report: Path) -> None:
    before = journal_of(report).read_bytes()
    status, out, _err = gouji("doctor", report)
    assert (status, "5 步，完好" in out) == (0, True)
    assert journal_of(report).read_bytes() == before


@pytest.mark.parametrize("line", [1, 3, 5])
def test_a_damaged_line_is_named_and_all_others_are_recovered(report: Path, line: int) -> None:
    path = journal_of(report)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b'"edit"', b'"edjt"', 1)
    damaged = b"".join(lines)
    path.write_bytes(damaged)
    if line < 5:
        with pytest.raises(JournalRefused, match=f"第 {line + 1} 行"):
            Journal.look(report, DATA)
    status, out, _err = gouji("doctor", report)
    assert status == 1
    assert f"恢复了 4 步，丢失 1 行（第 {line + 1} 行）" in out
    (kept,) = path.parent.glob("*.damaged")
    assert kept.read_bytes() == damaged
    figures = [entry.cells[0][1] for entry in Journal.look(report, DATA).entries if entry.kind == "edit"]
    assert figures == [figure for figure in range(1, 6) if figure != line]
    assert [finding.code for finding in Journal.look(report, DATA).findings] == ["journal_damaged"]
    assert "恢复了" not in gouji("doctor", report)[1] or status == 1


def test_a_lost_middle_is_told_and_the_rest_recovered(report: Path) -> None:
    path = journal_of(report)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(JournalRefused):
        Journal.look(report, DATA)
    assert gouji("doctor", report)[0] == 1
    assert len(Journal.look(report, DATA).entries) == 4


def test_check_tells_of_a_journal_whose_last_line_is_damaged(report: Path) -> None:
    path = journal_of(report)
    path.write_bytes(path.read_bytes()[:-3] + b"x}\n")
    status, out, _err = gouji("check", report)
    assert (status, "修改记录有 1 行已损坏" in out) == (1, True)


def test_a_journal_without_a_report_is_told(report: Path) -> None:
    report.rename(report.with_name("away"))
    (report.parent / "other.txt").write_bytes(DATA + b"\n")
    status, out, _err = gouji("doctor", report.parent)
    assert (status, "没有对应的报告" in out) == (1, True)
    for asked in ([report.parent], [report.parent / "other.txt"], [report.parent, "--json"]):
        status, out, err = gouji("check", *asked)
        assert (status, "没有对应的报告" in err, "没有对应的报告" in out) == (0, True, False)


async def test_the_list_tells_of_a_journal_without_a_report(report: Path) -> None:
    report.rename(report.with_name("away"))
    (report.parent / "other.txt").write_bytes(DATA + b"\n")
    app = Gouji([str(report.parent)])
    async with app.run_test(size=(200, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "没有对应的报告" in app.screen.query_one("#status", Bar).lines[0]


def test_a_report_under_another_name_still_has_its_journal(report: Path) -> None:
    report.rename(report.with_name("renamed.txt"))
    assert gouji("doctor", report.parent)[0] == 0
    assert gouji("check", report.parent)[2] == ""
