"""The long table is the same in a frame, in CSV and in Parquet, and equal to the session's figures."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from books import at, consistent, edited, report_of
from conftest import ROOT

from parsers.model import Cell
from tui.export.frames import DTYPES, csv_lines, read_csv, to_frame, write_csv, write_parquet
from tui.export.item import Item
from tui.export.longtable import COLUMNS
from tui.export.workbook import ExportRefused


def items() -> list[Item]:
    work = edited()
    old = report_of({at("fees", "change", "disclosure"): -3}, edition="2019", three_other=False, year=2019)
    unknown = replace(report_of({}), agency=None, year=None)
    return [Item(work.report, "甲/a.txt", work.acts), Item(old, 'b,"c".txt'), Item(unknown, "d.txt")]


def test_every_figure_of_the_session_is_one_row_of_the_frame() -> None:
    frame = to_frame(items())
    sessions = [(i.name, *a, c.value) for i in items() for a, c in i.report.cells.items()]
    rows = zip(frame["file"], frame["table"], frame["row"], frame["column"], frame["value"], strict=True)
    assert [(*key, None if value != value else value) for *key, value in rows] == [
        (*key, None if value is None else float(value)) for *key, value in sessions
    ]
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(DTYPES)


def test_a_report_without_a_file_can_be_framed_in_a_notebook() -> None:
    frame = to_frame([report_of(consistent())])
    granted = frame[(frame["row"] == "granted") & (frame["column"] == "total")]
    assert granted["value"].tolist() == [7.0]
    assert len(to_frame([])) == 0


def test_corrected_is_what_a_person_gave_its_value_and_not_what_was_confirmed() -> None:
    frame = to_frame(items()[:1])
    touched = frame[frame["corrected"]]
    assert list(zip(touched["row"], touched["column"], strict=True)) == [
        ("denied_third_party", "natural_person"),
        ("processed_total", "business"),
    ]


def test_csv_and_parquet_read_back_equal_to_the_frame(tmp_path: Path) -> None:
    import pandas as pd

    frame = to_frame(items())
    written = write_csv(map(csv_lines, items()), tmp_path / "out.csv")
    assert written.is_absolute()
    plain = dict.fromkeys(("table", "row", "column", "origin", "flag"), "str")
    pd.testing.assert_frame_equal(read_csv(written).astype(plain), frame.astype(plain))
    pytest.importorskip("pyarrow")
    parquet = pd.read_parquet(write_parquet(iter(items()), tmp_path / "out.parquet"))
    pd.testing.assert_frame_equal(parquet.astype(plain), frame.astype(plain))
    assert [str(parquet[name].dtype) for name in plain] == ["category"] * 5


def test_csv_is_utf8_with_a_byte_order_mark_and_the_columns_of_the_contract(tmp_path: Path) -> None:
    data = write_csv(map(csv_lines, items()), tmp_path / "out.csv").read_bytes()
    assert data.startswith(
        "\ufefffile,agency,year,table,row,column,value,raw,origin,flag,corrected,edition,title,".encode()
    )
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\uff1d1", "'\uff1d1"),
        ("-3", "-3"),
        ("-", "-"),
        ("+1,200.5", "+1,200.5"),
        ("12 34", "12 34"),
        ('a"b,c\nd', 'a"b,c\nd'),
    ],
)
def test_text_in_csv_is_never_a_formula_and_figures_stay_as_they_are(raw: str, written: str) -> None:
    report = report_of({})
    report = report.with_cells({at("granted", "total"): Cell(1, raw)}, ())
    (row,) = (
        csv.reader([csv_lines(Item(report))[:-2]], strict=True)
        if "\n" not in raw
        else [next(csv.reader(iter(csv_lines(Item(report)).splitlines(keepends=True))))]
    )
    assert row[COLUMNS.index("raw")] == written


def test_an_existing_file_is_overwritten_only_by_force(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    with pytest.raises(ExportRefused):
        write_csv([], target)
    assert target.read_text() == "mine"
    write_csv([], target, force=True)
    assert target.read_text("utf-8-sig").startswith("file,")


def test_what_fails_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> object:
        yield "a,b\r\n"
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_csv(broken(), tmp_path / "out.csv")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_csv_is_written_without_importing_pandas() -> None:
    code = (
        "import sys, tui.export.frames; print(sorted({'pandas', 'pyarrow', 'openpyxl', 'textual'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", ",=1+1", "＝1+1", "\u3000＝1", '"=1', ";@x", "\u200b=1", "－x", "\t=1"]
)
def test_no_text_reaches_a_cell_as_a_formula_however_it_is_trimmed_split_or_folded(text: str) -> None:
    from tui.export.summaries import as_csv
    from tui.many.summary import Summary
    from tui.words.celltext import live

    assert live(text)
    assert b"'" + text[:1].encode() in as_csv(Summary(text, None, None, None, None, 0)).replace(
        b"\\x09", b"\t"
    ).replace(b"\\u200b", b"\xe2\x80\x8b")


@pytest.mark.parametrize("text", ["-17", "－１７", "+3", "1,234", "2021-2022", "a=1", "县（市）", "12.5%"])
def test_figures_and_plain_words_are_left_as_they_are(text: str) -> None:
    from tui.words.celltext import live

    assert not live(text)
