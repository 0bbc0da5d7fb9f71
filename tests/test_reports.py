"""A report out of its file: as the text says it, as a person corrected it, and how far that is."""

import json
from pathlib import Path

import made
import pytest
from conftest import listed_files
from typed import gouji

from parsers.form.printed import APPLICATIONS
from parsers.model import Address
from tui.case.advice import repairs
from tui.case.opener import claim, look
from tui.many import rows

TOTAL = Address(APPLICATIONS, "granted", "total")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A report whose total of one row is off: two identities fail."""
    path = tmp_path / "wrong.txt"
    path.write_bytes(made.report(granted=9))
    return path


def corrected(path: Path, value: int = 4, done: bool = False) -> None:
    """What a person does at the workbench."""
    desk = claim(str(path))
    desk.session.edit({TOTAL: value})
    if done:
        desk.session.mark_done()
    desk.close()


def state(path: Path) -> str:
    """As `check` says it."""
    return gouji("check", "--csv", path)[1].splitlines()[1].split(",")[6]


def test_check_looks_at_the_figures_as_corrected(wrong: Path) -> None:
    assert gouji("check", wrong)[0] == 1
    corrected(wrong)
    assert gouji("check", wrong)[0] == 0


def test_extract_says_what_the_text_says_unless_corrections_are_asked_for(wrong: Path) -> None:
    before = gouji("extract", wrong)[1]
    corrected(wrong)
    assert gouji("extract", wrong)[1] == before
    cell = json.loads(gouji("extract", "--corrected", wrong)[1])["tables"][APPLICATIONS]["cells"]["granted"]["total"]
    assert cell.pop("span") == [wrong.read_text("utf-8").index("| 9 |") + offset for offset in (2, 3)]
    was = {"value": 9, "origin": "read", "flag": "identity_fails"}
    assert cell == {"value": 4, "raw": "9", "origin": "edited", "flag": None, "place": None, "was": was}


def test_export_writes_the_figures_as_corrected(wrong: Path) -> None:
    corrected(wrong)
    assert gouji("export", wrong, "-o", wrong.with_suffix(".csv"))[0] == 0
    rows = wrong.with_suffix(".csv").read_text("utf-8-sig").splitlines()
    (row,) = (row for row in rows if ",granted,total," in row)
    assert row.startswith(f"{wrong},甲市乙局,2022,applications,granted,total,4,9,edited,,True,")


def test_the_state_of_a_report_is_what_a_person_did_and_left_open_and_no_export_changes_it(wrong: Path) -> None:
    out = wrong.with_suffix(".xlsx")
    states = [state(wrong)]
    for step in (
        lambda: corrected(wrong, 5),
        lambda: gouji("export", wrong, "-o", out),
        lambda: corrected(wrong, 4, done=True),
        lambda: gouji("export", wrong.parent, "-o", out, "--force"),
        lambda: corrected(wrong, 6),
        lambda: corrected(wrong, 7, done=True),
    ):
        step()
        states.append(state(wrong))
    assert states == ["untouched", "in_work", "in_work", "done", "done", "in_work", "doubtful"]


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_an_export_leaves_nothing_but_its_file_in_the_folder_and_the_report_to_do(name: str, wrong: Path) -> None:
    gouji("export", wrong, "-o", wrong.parent / name)
    assert sorted(path.name for path in wrong.parent.iterdir()) == [name, "wrong.txt"]
    assert rows.work_left(listed_files(wrong)[str(wrong)])


def test_what_is_left_to_do_depends_on_doubts_and_on_done_alone(wrong: Path) -> None:
    left = [rows.work_left(listed_files(wrong)[str(wrong)])]
    for value, done in ((5, False), (5, True), (4, False)):
        corrected(wrong, value, done)
        left.append(rows.work_left(listed_files(wrong)[str(wrong)]))
    assert left == [True, True, False, False]


def test_a_journal_that_cannot_be_used_is_said_and_the_report_counts_as_unreadable(wrong: Path) -> None:
    """Its figures might be others than the person gave them."""
    corrected(wrong)
    (journal,) = (wrong.parent / ".gouji").glob("*.jsonl")
    journal.write_text("{}\n")
    status, _out, err = gouji("check", wrong)
    assert status == 2
    assert err.count("\n") == 1
    assert str(journal) in err


def test_a_finding_that_was_decided_no_longer_wants_a_person(wrong: Path) -> None:
    desk = claim(str(wrong))
    desk.session.decide([finding.key for finding in desk.session.report.findings])
    desk.close()
    status, out, _err = gouji("check", wrong)
    assert status == 0
    assert out.count("已定") == 2


def test_whatever_goes_wrong_in_reading_is_said_of_that_file_alone(
    wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_data: bytes) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("parsers.read_all", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    log = tmp_path / "state" / "gouji" / "gouji.log"
    for case in (*look(str(wrong)), claim(str(wrong))):
        assert case.report.error == f"程序出错（RecursionError: too deep）；详情记在 {log}"
    assert log.read_text("utf-8").count("RecursionError: too deep") == log.read_text("utf-8").count("Traceback") == 1
    assert "in fail" in log.read_text("utf-8")
    assert gouji("check", wrong)[0] == 2


def test_a_failure_in_seeking_repairs_is_said_and_is_not_an_empty_answer(
    wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_report: object) -> None:
        raise ZeroDivisionError("no sums")

    monkeypatch.setattr("parsers.repairing.repair.suggest", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    said = f"程序出错（ZeroDivisionError: no sums）；详情记在 {tmp_path / 'state' / 'gouji' / 'gouji.log'}"
    assert said in gouji("check", wrong)[1]
    status, out, err = gouji("extract", wrong)
    assert (status, err) == (2, f"gouji: {wrong}: {said}\n")
    assert json.loads(out)["tables"][APPLICATIONS]["cells"]["granted"]["total"]["value"] == 9


def test_repairs_are_sought_only_where_a_sum_fails(wrong: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(made.report())
    assert repairs(*look(str(tmp_path / "good.txt"))) == ((), 0, "")
    offered, more, fault = repairs(*look(str(wrong)))
    assert (offered[0].changes[0].address, offered[0].changes[0].value, more, fault) == (TOTAL, 4, 0, "")
