"""`gouji export` as a person meets it: what is written, what is said, the exit status."""

import re
import zipfile
from pathlib import Path

import made
import pytest
from typed import gouji


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clean report, one that contradicts itself, and one that cannot be read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_bytes(made.report("甲局"))
    (folder / "wrong.txt").write_bytes(made.report("乙局", granted=9))
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_export_says_0_written_1_with_flagged_figures_2_where_a_report_is_missing(folder: Path, kind: str) -> None:
    for number, (paths, status) in enumerate(((["good.txt"], 0), (["wrong.txt"], 1), (["good.txt", "empty.txt"], 2))):
        out = folder.parent / f"{number}.{kind}"
        said, words, _err = gouji("export", *paths, "-o", out, cwd=folder)
        assert said == status
        assert out.stat().st_size > 500
        assert str(out) in words


def test_a_report_that_cannot_be_read_is_reported_and_the_others_are_exported(folder: Path) -> None:
    out = folder.parent / "all.csv"
    status, words, err = gouji("export", folder, "-o", out)
    assert (status, err) == (2, f"gouji: {folder}/empty.txt: 文件是空的\n")
    assert "报告 2 份" in words
    files = {line.split(",")[0] for line in out.read_text("utf-8-sig").splitlines()[1:]}
    assert files == {f"{folder}/good.txt", f"{folder}/wrong.txt"}


def test_nothing_is_written_where_no_report_can_be_read(folder: Path) -> None:
    for name in ("out.xlsx", "out.csv"):
        for paths in (["empty.txt"], ["empty.txt", "none.txt"]):
            assert gouji("export", *paths, "-o", folder.parent / name, cwd=folder)[0] == 2
            assert [path.name for path in folder.parent.iterdir()] == ["reports"]


def test_what_was_exported_beside_the_reports_is_no_report_the_next_time(folder: Path) -> None:
    for _time in range(2):
        assert "报告 2 份" in gouji("export", ".", "-o", "long.csv", "--force", cwd=folder)[1]
        (folder / "checked.csv").write_text(gouji("check", ".", "--csv", cwd=folder)[1], encoding="utf-8")
        assert gouji("check", ".", cwd=folder)[1].splitlines()[-1].startswith("共 3 份")


def test_a_foreign_file_is_not_overwritten_without_being_asked(folder: Path) -> None:
    for name in ("mine.xlsx", "mine.csv"):
        (folder / name).write_bytes(b"my own figures")
        status, _words, err = gouji("export", "good.txt", "-o", name, cwd=folder)
        assert status == 2
        assert err.count("\n") == 1
        assert "--force" in err
        assert (folder / name).read_bytes() == b"my own figures"
        assert gouji("export", "good.txt", "-o", name, "--force", cwd=folder)[0] == 0


def test_a_folder_that_is_not_there_is_said_with_the_name_that_was_typed(folder: Path) -> None:
    status, _words, err = gouji("export", "good.txt", "-o", "nowhere/out.xlsx", cwd=folder)
    assert (status, err) == (2, "gouji: 没有写成：文件夹不在了:nowhere/out.xlsx\n")


def test_the_summary_is_written_as_csv_and_is_no_report_the_next_time(folder: Path) -> None:
    out = folder / "汇总.csv"
    for _time in range(2):
        assert gouji("export", ".", "-o", out, "--sheets", "汇总", "--force", cwd=folder)[0] == 2
        head, *rows = [line.split(",") for line in out.read_text("utf-8-sig").splitlines()]
        assert head[:4] == ["机关", "年度", "表式", "新收"]
        assert [row[0] for row in rows] == ["./empty.txt", "甲局", "乙局"]


@pytest.mark.parametrize(("name", "sheets"), [("a.csv", "问题"), ("a.parquet", "汇总"), ("a.xlsx", "附表")])
def test_a_sheet_that_cannot_be_written_is_refused_before_anything_is(folder: Path, name: str, sheets: str) -> None:
    assert gouji("export", "good.txt", "-o", name, "--sheets", sheets, cwd=folder)[0] == 2
    assert not (folder / name).exists()


def test_a_single_report_has_the_sheets_that_are_picked(folder: Path) -> None:
    assert gouji("export", "good.txt", "-o", "a.xlsx", "--sheets", "报告,长表", cwd=folder)[0] == 0
    with zipfile.ZipFile(folder / "a.xlsx") as book:
        names = re.findall('<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    assert names == ["甲局2022", "长表", "_gouji"]
