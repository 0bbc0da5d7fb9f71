"""Every figure of a workbook is the session's, read by openpyxl, by pandas and after LibreOffice calculated it anew."""

from __future__ import annotations

import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from books import export, from_seed, meant, read_by_openpyxl, read_by_pandas, report_of, session, sessions
from conftest import need
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from parsers.form.form import form_of
from tui.corrections.acts import FOLLOW
from tui.corrections.applied import is_total
from tui.corrections.session import Session
from tui.export.workbook import Item, export_reports


@pytest.mark.parametrize("name", ["edited", "consistent", "old_form", "matrix_only"])
def test_every_figure_is_read_back_as_the_session_holds_it(name: str, tmp_path: Path) -> None:
    work = sessions()[name]
    book = export(work, tmp_path / "out.xlsx").path
    assert read_by_openpyxl(book, work.report) == meant(work.report)
    assert read_by_pandas(book, work.report) == meant(work.report)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_seed_is_read_back_as_the_session_holds_it(number: str, tmp_path: Path) -> None:
    work = from_seed(number)
    book = export(work, tmp_path / "out.xlsx")
    assert read_by_openpyxl(book.path, work.report) == meant(work.report)
    assert (book.flagged > 0) == (number == "001")


def recalculated(books: list[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them after calculating every formula anew."""
    profile = folder / "profile"
    command = [need("soffice"), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "lo"), *map(str, books)], check=True, capture_output=True, timeout=120
    )
    return [folder / "lo" / book.name for book in books]


def test_libreoffice_calculates_the_same_figures(tmp_path: Path) -> None:
    works = sessions() | {number: from_seed(number) for number in ("001", "003")}
    books = [export(work, tmp_path / f"{name}.xlsx").path for name, work in works.items()]
    (many,) = export_reports((Item(work.report, name) for name, work in works.items()), tmp_path / "many.xlsx")
    summary = stored_values(many.path, "汇总")
    *single, of_many = recalculated([without_values(book) for book in (*books, many.path)], tmp_path)
    for work, book in zip(works.values(), single, strict=True):
        assert read_by_openpyxl(book, work.report) == meant(work.report)
        assert read_by_pandas(book, work.report) == meant(work.report)
    assert stored_values(of_many, "汇总") == summary


def stored_values(book: Path, sheet: str) -> list[tuple[object, ...]]:
    return [row[:22] for row in load_workbook(book, data_only=True)[sheet].iter_rows(values_only=True)]


def without_values(book: Path) -> Path:
    """The workbook with no stored values beside its formulas, so that what is read later was calculated."""
    opened = load_workbook(book)
    opened.save(book)
    return book


@st.composite
def corrected_reports(draw: st.DrawFn) -> Session:
    """Any figures in any form, then any edits of a person."""
    edition, three = draw(st.sampled_from(["2019", "2021"])), draw(st.booleans())
    addresses = [a for table in form_of(edition, three).addresses.values() for a in table]
    figures = st.integers(-9, 9) | st.integers(-(10**18), 10**18) | st.decimals(-999, 999, places=6)
    printed = draw(st.dictionaries(st.sampled_from(addresses), figures, max_size=40))
    work = session(report_of(printed, edition=edition, three_other=three))
    changes = st.dictionaries(
        st.sampled_from(addresses), st.none() | figures | st.just(FOLLOW), min_size=1, max_size=20
    )
    for change in draw(st.lists(changes, max_size=3)):
        work.edit({a: v for a, v in change.items() if v != FOLLOW or is_total(a)})
    return work


@settings(max_examples=15, deadline=None)
@given(corrected_reports())
def test_whatever_a_person_did_every_figure_is_read_back_exactly(work: Session) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = export(work, Path(folder) / "out.xlsx").path
        found = {a: None if v is None else Decimal(str(v)) for a, v in read_by_openpyxl(book, work.report).items()}
    assert found == {a: None if c.value is None else Decimal(c.value) for a, c in work.report.cells.items()}
