"""Bytes to a report: the five seeds to the last figure, any encoding, and no bytes that make the reader raise."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, need_shared
from hypothesis import given, settings
from hypothesis import strategies as st
from made import report as made_report

import parsers
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW, TABLES
from parsers.model import Address, Cell, Origin, Report, Severity
from parsers.sentences import sentence
from tui.export import answer

SEEDS = ("000", "001", "002", "003", "004")
SETTLED = ("000", "002", "003", "004")
"""The seeds whose text settles every figure; the scraper of 001 dropped its blanks."""
IN_CI = bool(os.environ.get("CI") or os.environ.get("GOUJI_NO_SKIP"))

Figures = dict[Address, float | None]


def seed(number: str) -> Report:
    (path,) = need_shared("seeds").glob(f"{number}_*.txt")
    return parsers.read(path.read_bytes())


def truth() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(need_shared("seeds/truth.json").read_text("utf-8"))
    return found


def printed(table: str, rows: dict[str, dict[str, float | None]]) -> Figures:
    """A table of truth.json by address."""
    return {Address(table, row, column): value for row, cells in rows.items() for column, value in cells.items()}


def figures(report: Report, table: str) -> Figures:
    return {a: None if c.value is None else float(c.value) for a, c in report.cells.items() if a.table == table}


# -- the seeds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", SETTLED)
@pytest.mark.parametrize(("table", "key"), [(APPLICATIONS, "rows"), (DISCLOSURE, DISCLOSURE), (REVIEW, REVIEW)])
def test_a_seed_whose_text_settles_its_figures_reads_to_the_last_of_them(number: str, table: str, key: str) -> None:
    assert figures(seed(number), table) == printed(table, truth()[key][number])


@pytest.mark.parametrize("number", SETTLED)
def test_a_seed_whose_text_settles_its_figures_has_nothing_flagged(number: str) -> None:
    report = seed(number)
    assert [(a, c.flag) for a, c in report.cells.items() if c.flag] == []
    assert {f.code for f in report.findings if f.severity is not Severity.INFO} == set()


@pytest.mark.parametrize("number", SEEDS)
def test_a_seed_says_year_edition_and_agency(number: str) -> None:
    report, meta = seed(number), truth()["meta"][number]
    assert (report.year, report.edition) == (meta["year"], meta["edition"])
    assert report.agency in meta["agency"]
    assert report.found == frozenset(TABLES)


def test_rows_that_lost_their_blanks_are_placed_with_a_flag_on_every_cell() -> None:
    report, totals = seed("001"), truth()["001_totals"]
    rows = {a.row for a, c in report.cells.items() if a.table == APPLICATIONS and c.value is not None}
    assert rows == set(totals)
    assert {row: report.value(Address(APPLICATIONS, row, "total")) for row in rows} == totals
    placed = [c for a, c in report.cells.items() if a.table == APPLICATIONS and a.row in rows]
    assert {c.flag for c in placed} <= {"position_inferred", "position_guessed"}
    assert {c.origin for c in placed if c.value is not None} == {Origin.INFERRED}
    for table in (DISCLOSURE, REVIEW):
        assert figures(report, table) == printed(table, truth()[table]["001"])


def test_a_report_that_contradicts_itself_is_read_as_printed_and_says_so() -> None:
    found = [f for f in seed("001").findings if f.code == "column_sum"]
    total = [(f.cells[0].column, f.expected, f.actual) for f in found if f.cells[0].row == "processed_total"]
    assert total == [("natural_person", 1, 4), ("total", 1, 4)]


@pytest.mark.parametrize("number", SEEDS)
def test_every_span_gives_back_what_was_printed(number: str) -> None:
    report = seed(number)
    assert spans_lie(report) == []
    assert [a for a, c in report.cells.items() if c.origin is Origin.READ and c.span is None] == []


def spans_lie(report: Report) -> list[Address]:
    """The cells whose span does not give back their raw characters."""
    return [a for a, c in report.cells.items() if c.span and report.text[c.span.start : c.span.end] != c.raw]


# -- whatever the bytes -----------------------------------------------------------------------------------

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xef\xbb\xbf", id="a byte-order mark alone"),
        pytest.param(b"\xff\xfe\x00", id="half a character"),
        pytest.param(b"\x00" * 999, id="zeros"),
        pytest.param(PICTURE, id="a picture"),
        pytest.param("某县2022年报告\n今年公开信息125条,收到申请3件。\n".encode(), id="prose"),
        pytest.param("二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n".encode(), id="headings alone"),
        pytest.param("(一)予以公开 1.属于国家秘密 总计 自然人".encode(), id="a few labels"),
    ],
)
def test_a_text_without_tables_has_none_and_that_is_no_error(data: bytes) -> None:
    report = parsers.read(data)
    assert (report.found, dict(report.cells), report.error) == (frozenset(), {}, None)


@pytest.mark.parametrize("number", ["9" * 5000, "1," * 3000 + "1", "0" * 9000, "9" * 400 + ".5", "-" + "1" * 700])
def test_a_number_of_any_length_is_no_count_and_does_no_harm(number: str) -> None:
    report = parsers.read(made_report().replace(b"| 3 | 1 |", f"| {number} | 1 |".encode(), 1))
    assert report.cells[Address(APPLICATIONS, "granted", "natural_person")].flag
    untouched = report.cells[Address(APPLICATIONS, "other_misc", "total")]
    assert (untouched.value, untouched.flag) == (0, None)
    assert json.loads(answer.line(answer.answer("a", report)))["error"] is None


def samples() -> Iterator[Path]:
    return iter(sorted((ROOT / "sample_reports").glob("*.txt")))


SAMPLES = {path.name: path.read_bytes() for path in samples()}
HOSTILE = st.sampled_from(
    [b"|", b"\n", b"\t", b"\x00", b"\xff", b"\x1b[31m", b"0", b"9" * 60, b"-", "总计".encode(), "\u200b".encode()]
)


@settings(max_examples=60, deadline=None, derandomize=IN_CI)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_harm(data: bytes) -> None:
    assert_sound(parsers.read(data))


@settings(max_examples=60, deadline=None, derandomize=IN_CI)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_report_with_bytes_changed_is_read_without_harm(name: str, data: st.DataObject) -> None:
    spoiled = SAMPLES[name]
    for _ in range(data.draw(st.integers(1, 6), "changes")):
        at = data.draw(st.integers(0, len(spoiled)), "at")
        gone = data.draw(st.one_of(st.integers(0, 9), st.integers(0, len(spoiled))), "bytes lost")
        spoiled = spoiled[:at] + data.draw(HOSTILE, "put") + spoiled[at + gone :]
    assert_sound(parsers.read(spoiled))


def assert_sound(report: Report) -> None:
    """What holds of every answer.

    The form's cells and no others, spans that give back raw, no figure used twice or both used and left over,
    inferences flagged, and findings about cells that there are, in words of both languages.
    """
    form = form_of(report.edition, report.three_other)
    assert list(report.cells) == [a for table in TABLES if table in report.found for a in form.addresses[table]]
    assert spans_lie(report) == []
    assert [a for a, c in report.cells.items() if c.origin is Origin.INFERRED and c.flag is None] == []
    assert [a for a, c in report.cells.items() if c.value is not None and c.raw is None and c.flag is None] == []
    assert report.error is None or not report.cells  # a document that cannot be read
    spans = sorted({c.span for c in report.cells.values() if c.span} | set(report.loose))
    assert [pair for pair in pairwise(spans) if pair[0].end > pair[1].start] == []
    assert {a for f in report.findings for a in f.cells} <= set(report.cells)
    assert all(sentence(f, lang) for f in report.findings for lang in ("zh", "en"))


# -- encodings --------------------------------------------------------------------------------------------

_TO_TRADITIONAL = str.maketrans(
    "业举会关内决况减办务动区单发国处审对属废开强当总执护报数无权条没现稳类纠纳组织经结继续维缴罚获补规计认议许讼访诉询请购费转过这项额复范",
    "業舉會關內決況減辦務動區單發國處審對屬廢開強當總執護報數無權條沒現穩類糾納組織經結繼續維繳罰獲補規計認議許訟訪訴詢請購費轉過這項額復範",
)


def cells_of(data: bytes) -> dict[Address, Cell]:
    """The cells without their spans and raw characters, which move with the encoding of a line's end."""
    cells = parsers.read(data).cells
    return {a: Cell(c.value, None, None, c.origin, c.flag) for a, c in cells.items()}


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"", "gb18030"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["pipes_one_line.txt", "lines_nbsp_2019_form.txt"])
def test_a_report_reads_the_same_in_every_encoding_and_with_every_line_end(
    name: str, end: str, mark: bytes, encoding: str
) -> None:
    text = SAMPLES[name].decode()
    assert cells_of(mark + text.replace("\n", end).encode(encoding)) == cells_of(SAMPLES[name])


@pytest.mark.parametrize("space", [" ", "\xa0", "\u3000", "\u2003", "\u202f"])
@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_report_reads_the_same_whatever_spaces_it_is_printed_with(name: str, space: str) -> None:
    text = SAMPLES[name].decode()
    spaced = text.translate(dict.fromkeys(map(ord, " \xa0\u3000"), space))
    assert cells_of(spaced.encode()) == cells_of(text.encode())


def test_a_report_in_big5_reads_as_the_same_report_in_simplified_characters() -> None:
    traditional = SAMPLES["pipes_one_line.txt"].decode().translate(_TO_TRADITIONAL).encode("big5", "replace")
    assert parsers.read(traditional).encoding == "big5"
    assert cells_of(traditional) == cells_of(SAMPLES["pipes_one_line.txt"])


def test_what_no_encoding_can_decode_costs_the_figure_it_stands_in_and_no_other() -> None:
    whole = made_report()
    spoiled = parsers.read(whole.replace("公开申请情况".encode(), b"\xff\xfe\xff", 1))
    assert cells_of(whole) == {a: Cell(c.value, None, None, c.origin, c.flag) for a, c in spoiled.cells.items()}
