"""The samples: each seed's layout and figures with none of its sentences; a file of every type and of every defect."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, need_shared
from make_samples import defects, filled, types
from printed_form import bars

import parsers
from parsers.checking.years import compare
from tui.case.files import READABLE

SAMPLES = ROOT / "sample_reports"
SEED_OF = {
    "pipes_one_line.txt": "000",
    "pipes_dropped_blanks.txt": "001",
    "lines_nbsp_2019_form.txt": "002",
    "lines_three_row_other.txt": "003",
    "pipes_cell_per_line.txt": "004",
}
_FROM, _TO = "\n二、主动公开政府信息情况\n", "五、存在的主要问题及改进情况\n"
LONGEST_SHARED = 36
"""Characters in a row that prose may share with a seed: titles of sections and of the form do."""


def seed(number: str) -> Path:
    (path,) = need_shared("seeds").glob(f"{number}_*.txt")
    return path


def parts(path: Path) -> tuple[str, str]:
    """The tables of a report, and its prose with line breaks taken out."""
    text = path.read_bytes().decode()
    start, end = text.index(_FROM), text.index(_TO)
    return text[start:end], "".join((text[:start] + text[end:]).split())


@pytest.mark.parametrize(("name", "number"), SEED_OF.items())
def test_a_sample_has_its_seeds_tables_byte_for_byte_and_prose_of_its_own(name: str, number: str) -> None:
    tables, prose = parts(SAMPLES / name)
    seed_tables, seed_prose = parts(seed(number))
    assert tables == seed_tables
    windows = (prose[i : i + LONGEST_SHARED] for i in range(len(prose) - LONGEST_SHARED + 1))
    assert [w for w in windows if w in seed_prose] == []


@pytest.mark.parametrize(("name", "number"), SEED_OF.items())
def test_a_sample_reads_with_the_figures_of_its_seed(name: str, number: str) -> None:
    sample, original = (parsers.read(p.read_bytes()) for p in (SAMPLES / name, seed(number)))
    assert sample.found == original.found == frozenset({"disclosure", "applications", "review_litigation"})
    assert {a: (c.value, c.origin, c.flag) for a, c in sample.cells.items()} == {
        a: (c.value, c.origin, c.flag) for a, c in original.cells.items()
    }
    assert (sample.edition, sample.three_other, sample.year) == (original.edition, original.three_other, original.year)


# -- one file of every type and defect ------------------------------------------------------------------------


LARGEST = 60_000

SHOWN = {
    "defects/digit_misread.txt": {"row_sum", "column_sum"},
    "defects/balance_broken.txt": {"balance"},
    "defects/total_not_printed.txt": {"total_missing"},
    "defects/figure_far_off.txt": {"implausible"},
    "defects/figure_unreadable.txt": {"unreadable", "blank_needed"},
    "defects/figure_with_letter.txt": {"value_inferred"},
    "defects/unit_not_said.txt": {"unit_unknown"},
    "defects/row_lost.txt": {"row_missing"},
    "defects/row_twice.txt": {"row_doubled"},
    "defects/rows_out_of_order.txt": {"row_order"},
    "defects/row_too_many.txt": {"extra_row", "left_over"},
    "defects/text_cut_off.txt": {"row_missing", "table_absent"},
    "defects/lines_made_unique.txt": {"table_torn", "blank_unproven"},
    "defects/form_of_another_time.txt": {"edition_unusual"},
    "defects/two_reports.txt": {"several_reports"},
    "defects/year_in_doubt.txt": {"year_doubtful"},
    "defects/agency_in_doubt.txt": {"agency_doubtful"},
    "defects/prose_disagrees.txt": {"prose_differs"},
    "types/web_page_hidden_text.html": {"document_hidden"},
    "types/word_tracked_deletion.docx": {"document_deleted"},
    "types/word_picture.docx": {"document_picture"},
    "types/workbook_formulas_hidden_row.xlsx": {"document_hidden", "document_unstored"},
    "lines_nbsp_2019_form.txt": {"known_line"},
    "pipes_dropped_blanks.txt": {"position_inferred", "position_guessed"},
}
"""By file, codes that it shows."""


def codes(path: Path) -> set[str]:
    return {finding.code for report in parsers.read_all(path.read_bytes()) for finding in report.findings}


@pytest.mark.parametrize(("name", "shown"), SHOWN.items())
def test_a_sample_of_a_defect_shows_it(name: str, shown: set[str]) -> None:
    assert codes(SAMPLES / name) >= shown


def test_the_samples_of_two_years_of_one_agency_disagree() -> None:
    before, after = (parsers.read((SAMPLES / f"defects/year_before_{year}.txt").read_bytes()) for year in (2022, 2023))
    assert {finding.code for finding in compare(before, after)} == {"carry_differs", "stock_differs"}


def whole(name: str) -> bool:
    return f"types/{name}" not in SHOWN


@pytest.mark.parametrize("path", sorted((SAMPLES / "types").iterdir()), ids=lambda path: path.name)
def test_every_type_of_file_gives_the_same_figures(path: Path) -> None:
    if not whole(path.name):
        return
    report = parsers.read(path.read_bytes())
    meant = parsers.read(bars(filled("某县某局")).encode())
    assert report.found == meant.found
    assert {a: (c.value, c.flag) for a, c in report.cells.items()} == {
        a: (c.value, c.flag) for a, c in meant.cells.items()
    }
    assert (report.year, bool(report.findings)) == (2023, False)


def test_there_is_a_small_sample_of_every_type_that_a_folder_is_searched_for() -> None:
    samples = [path for path in SAMPLES.rglob("*.*") if path.is_file() and ".gouji" not in path.parts]
    assert {".markdown", ".text"} == set(READABLE) - {path.suffix for path in samples}
    assert [path.name for path in samples if path.stat().st_size > LARGEST] == []


def test_the_samples_are_what_the_script_makes() -> None:
    made = {f"defects/{name}": text.encode() for name, text in defects().items()}
    made |= {f"types/{name}": data for name, data in types().items() if not name.startswith("workbook")}
    assert [name for name, data in made.items() if (SAMPLES / name).read_bytes() != data] == []
