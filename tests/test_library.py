"""`import gouji`: reports and frames for those who work in Python; wrong types are told, blanks are missing values."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import api_page
import gouji
import pytest
from books import at, consistent, report_of
from conftest import ROOT

import parsers
from tui.case.opener import claim as opened

SAMPLE = ROOT / "sample_reports" / "lines_three_row_other.txt"
NEW = at("new_received", "natural_person")


def test_a_report_is_read_from_a_path_or_from_bytes(tmp_path: Path) -> None:
    data = SAMPLE.read_bytes()
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert gouji.read(path) == gouji.read(str(path)) == gouji.read(data) == parsers.read(data)
    assert gouji.read(path).value(NEW) == 136


def test_corrections_beside_a_file_are_applied_unless_they_are_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SAMPLE.read_bytes())
    desk = opened(str(path))
    desk.session.edit({NEW: 137})
    desk.close()
    assert (gouji.read(path).value(NEW), gouji.read(path, corrected=False).value(NEW)) == (137, 136)


@pytest.mark.parametrize("wrong", [None, 3, ["a.txt"], {"a": 1}])
def test_what_is_no_path_and_no_bytes_is_told(wrong: object) -> None:
    with pytest.raises(TypeError, match="a path or bytes, not "):
        gouji.read(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, 3, "a.txt", b"text", ["a.txt"], {"a": 1}])
def test_what_is_no_report_is_told(wrong: object) -> None:
    for frame in (gouji.to_frame, gouji.wide):
        with pytest.raises(TypeError, match=r"that gouji\.read gave, not "):
            frame(wrong)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_an_error_and_one_that_is_no_report_says_why(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        gouji.read(tmp_path / "none.txt")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02" * 99)
    assert gouji.read(tmp_path / "b.txt").error


def test_the_long_frame_has_the_columns_that_are_described_and_blanks_are_missing() -> None:
    frame = gouji.to_frame(report_of(consistent()))
    assert list(frame.columns) == list(gouji.COLUMNS)
    row = frame[(frame["row"] == "denied_third_party") & (frame["column"] == "natural_person")].iloc[0]
    assert (row["row_label"], row["column_label"]) == ("（三）不予公开 4.保护第三方合法权益", "自然人")
    assert (row["edition"], row["title"]) == ("2021", "云溪县档案馆2021年政府信息公开工作年度报告")
    assert list(frame["order"]) == list(range(1, len(frame) + 1))
    blank = frame[frame["value"].isna()]
    assert blank["raw"].isna().all()
    assert blank["flag"].isna().all()
    assert not (frame.astype("string") == "None").any().any()


def test_a_wide_frame_has_a_row_a_report_in_printed_order() -> None:
    other = report_of({at("fees", "change", "disclosure"): -3}, edition="2019", three_other=False, year=2019)
    frame = gouji.wide([report_of(consistent()), other])
    assert list(frame["year"]) == [2021, 2019]
    assert frame["applications.granted.total"].tolist()[0] == 7
    assert frame["disclosure.fees.change"].isna().tolist() == [True, False]
    columns = list(frame.columns)
    assert columns.index("applications.new_received.total") < columns.index("applications.granted.natural_person")
    assert len(gouji.wide([])) == 0


def test_the_module_is_light_and_says_how_to_use_and_to_cite_it() -> None:
    program = "import sys, gouji; print(sorted({'pandas', 'textual', 'openpyxl', 'xlsxwriter'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert gouji.__doc__ is not None
    assert "Cite as" in gouji.__doc__


def test_the_page_about_it_is_the_one_that_its_docstrings_give() -> None:
    assert api_page.PAGE.read_text("utf-8") == api_page.page(), "uv run python tests/api_page.py"
    assert "## How to cite" in api_page.page()
