"""The values stored in a workbook, read as a stream, are those that openpyxl reads; broken XML is said."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from books import export, sessions
from openpyxl import Workbook, load_workbook

from tui.export.export_errors import ExportFailed
from tui.export.workbook.stored import Stored, Unreadable, place
from tui.export.workbook.verify import verify


def read_whole(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    book = load_workbook(path, data_only=True)
    return {
        sheet.title: {(c.row - 1, c.column - 1): c.value for row in sheet for c in row if c.value not in (None, "")}
        for sheet in book
        if hasattr(sheet, "iter_rows")
    }


def read_as_a_stream(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    with zipfile.ZipFile(path) as archive:
        book = Stored(archive)
        return {name: dict(book.cells(name) or {}) for name in load_workbook(path).sheetnames}


@pytest.mark.parametrize("address", ["A1", "Z9", "AA10", "XFD1048576"])
def test_an_address_is_a_row_and_a_column(address: str) -> None:
    cell = Workbook().active[address]
    assert place(address) == (cell.row - 1, cell.column - 1)


def test_a_workbook_of_gouji_has_the_values_that_openpyxl_reads(tmp_path: Path) -> None:
    path = export(sessions()["edited"], tmp_path / "out.xlsx").path
    whole = read_whole(path)
    stream = read_as_a_stream(path)
    dates = {place for cells in whole.values() for place, value in cells.items() if hasattr(value, "year")}
    for name, cells in whole.items():
        assert {p: v for p, v in stream[name].items() if p not in dates} == {
            p: v for p, v in cells.items() if p not in dates
        }


def test_every_kind_of_value_is_read_from_whatever_wrote_the_book(tmp_path: Path) -> None:
    values = [0, -3, 1.5, 10**14, "甲 & <乙>", " spaced ", "0012", True, False]
    book = Workbook()
    book.active.append(values)
    book.create_sheet("乙 & 丙").append(["x", None, 7])
    book.save(tmp_path / "a.xlsx")
    other = xlsxwriter.Workbook(tmp_path / "b.xlsx", {"in_memory": True})
    sheet = other.add_worksheet("表")
    sheet.write_row(0, 0, values)
    sheet.write_formula(1, 0, "=SUM(A1:B1)", None, -3)
    sheet.write_formula(1, 1, '=""', None, "")
    other.close()
    for name in ("a.xlsx", "b.xlsx"):
        assert read_as_a_stream(tmp_path / name) == read_whole(tmp_path / name)


def broken(source: Path, target: Path, part: str, old: bytes, new: bytes) -> Path:
    """A workbook in which a part of the archive reads otherwise; its checksums are right."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, data.replace(old, new, 1) if name == part else data)
    return target


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("xl/worksheets/sheet1.xml", b"<v>4</v>", b"<v>5</v>", "不符"),
        ("xl/worksheets/sheet1.xml", b"<v>4</v>", b"", "不符"),
        ("xl/worksheets/sheet1.xml", b"<v>4</v>", b"<v>4</w>", "损坏"),
        ("xl/worksheets/sheet1.xml", b"<v>4</v>", b"<v>four</v>", "损坏"),
        ("xl/workbook.xml", 'name="表"'.encode(), 'name="标"'.encode(), "不符"),
    ],
)
def test_a_figure_that_is_not_the_one_that_was_meant_is_found(
    part: str, old: bytes, new: bytes, words: str, tmp_path: Path
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["甲", 4, 1.5])
    book.close()
    meant = {"表": {(0, 0): "甲", (0, 1): 4, (0, 2): 1.5, (3, 3): None}}
    verify(tmp_path / "a.xlsx", meant)
    with pytest.raises(ExportFailed, match=words):
        verify(broken(tmp_path / "a.xlsx", tmp_path / "b.xlsx", part, old, new), meant)


def test_broken_xml_is_said(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    path = broken(tmp_path / "a.xlsx", tmp_path / "b.xlsx", "xl/workbook.xml", b"</sheets>", b"")
    with zipfile.ZipFile(path) as archive, pytest.raises(Unreadable):
        Stored(archive).cells("Sheet")
