"""Texts with lost or wrong characters, and texts that end too early: never clean, and no figure of them silent."""

from __future__ import annotations

import pytest
from made import report

import parsers
from parsers.model import Address, Report, Severity
from tui.corrections.applied import corrected

TEXT = report().decode()
LICENSING = Address("disclosure", "licensing", "decisions")


def read(text: str | bytes) -> Report:
    return corrected(parsers.read(text if isinstance(text, bytes) else text.encode()), ())


def clean(found: Report) -> bool:
    flagged = any(cell.flag for cell in found.cells.values())
    return not (flagged or any(finding.severity is not Severity.INFO for finding in found.findings))


def test_a_whole_text_is_clean() -> None:
    assert clean(read(TEXT))


WRONG = {
    "a character that could not be decoded": "乙\ufffd局",
    "UTF-8 read as GB18030": "政府信息".encode().decode("gb18030"),
    "UTF-8 read as Latin-1": "政府信息".encode().decode("latin-1"),
    "UTF-8 read as Windows-1252": "公开".encode().decode("cp1252", "ignore"),
    "GB18030 read as Latin-1": "政府信息".encode("gb18030").decode("latin-1"),
    "GB18030 read as Big5": "政府信息".encode("gb18030").decode("big5", "ignore"),
    "twice": "锟斤拷锟斤拷",
    "memory that nobody filled": "烫烫烫烫",
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("where", ["二、主动公开", "四、政府信息公开行政复议"])
def test_what_nobody_wrote_so_is_told(words: str, where: str) -> None:
    found = read(TEXT.replace(where, f"{words}\n{where}", 1))
    (told,) = [finding for finding in found.findings if finding.code == "text_garbled"]
    assert found.text[slice(*told.spans[0])] in words
    assert not clean(found)


def test_a_byte_that_is_lost_is_told() -> None:
    data = TEXT.encode()
    at = data.index("本年制发件数".encode()) + 1
    assert not clean(read(data[:at] + data[at + 1 :]))


@pytest.mark.parametrize("printed", ["1\ufffd", "\ufffd5", "5\ufffd\ufffd"])
def test_a_figure_of_no_sum_beside_a_lost_character_may_lack_a_digit(printed: str) -> None:
    assert read(TEXT.replace("| 行政许可 | 5 |", f"| 行政许可 | {printed} |")).cells[LICENSING].flag == "unreadable"


def test_a_lost_character_elsewhere_flags_no_figure() -> None:
    found = read(TEXT.replace("甲市乙局", "甲市\ufffd局"))
    assert not any(cell.flag for cell in found.cells.values())


def test_a_text_that_ends_within_its_tables_is_never_clean() -> None:
    whole = {address: cell.value for address, cell in read(TEXT).cells.items()}
    for end in range(60, len(TEXT.rstrip(" |\n")), 43):
        found = read(TEXT[:end])
        assert not clean(found) or {a: c.value for a, c in found.cells.items()} == whole, repr(TEXT[end - 40 : end])


@pytest.mark.parametrize("row", ["| 行政许可 | 5 |", "予以公开 | 3 |", "结转下年度继续办理 | 0 |"])
@pytest.mark.parametrize("printed", ["①", "²", "½", "①②", "-17", "7" * 5000, "1e9", "٣", "𝟐"])
def test_no_character_ends_the_reading(row: str, printed: str) -> None:
    figure = row.strip("| ").split()[-1]
    assert row in TEXT
    found = read(TEXT.replace(row, row.replace(figure, printed), 1))
    assert found.error is None


@pytest.mark.parametrize("unit", ["元", "万元"])
def test_money_is_no_count_of_items(unit: str) -> None:
    from conftest import ROOT

    text = (ROOT / "sample_reports" / "lines_nbsp_2019_form.txt").read_text("utf-8")
    address = Address("disclosure", "licensing", "change")
    span = read(text).cells[address].span
    assert span is not None
    found = read(text[: span.start] + f"12{unit}" + text[span.end :])
    assert found.cells[address].flag == "unreadable"


@pytest.mark.parametrize("printed", ["7" * 5000, "1" + "0" * 15, "0." + "3" * 40])
def test_no_fee_has_so_many_digits(printed: str) -> None:
    found = read(TEXT.replace("| 行政事业性收费 | 0 |", f"| 行政事业性收费 | {printed} |"))
    assert found.cells[Address("disclosure", "fees", "amount")].flag == "unreadable"


@pytest.mark.parametrize(
    ("head", "open_"), [("单位:万元", False), ("单位:元", False), ("单位:\ufffd元", True), ("单位:\n元", True)]
)
@pytest.mark.parametrize("bar", [" | ", "\t"])
def test_a_unit_that_lost_its_first_character_is_not_taken_for_another(head: str, open_: bool, bar: str) -> None:
    text = TEXT.replace("单位:万元", head).replace("行政事业性收费 | 0", "行政事业性收费 | 53").replace(" | ", bar)
    assert bool(read(text).cells[Address("disclosure", "fees", "amount")].flag) is open_
