"""What one year leaves, the next must take over: 结转 column by column, and the stock of documents in force."""

from dataclasses import replace

import pytest

from parsers.checking import years
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, TABLES
from parsers.model import Address, Cell, Report, Severity, Span
from parsers.sentences import sentence

FORWARD, OVER = Address(APPLICATIONS, "carried_forward", "total"), Address(APPLICATIONS, "carried_over", "total")
LEFT, TAKEN = (Address(APPLICATIONS, row, "business") for row in ("carried_forward", "carried_over"))
ISSUED, REPEALED, STOCK = (
    Address(DISCLOSURE, "normative_documents", column) for column in ("issued", "repealed", "in_force")
)


def report(year: int, figures: dict[Address, int | None] | None = None, **fields: object) -> Report:
    """A report of zeros with these figures."""
    form = form_of("2021", True)
    cells = {address: Cell(0) for table in TABLES for address in form.addresses[table]}
    cells |= {address: Cell(value) for address, value in (figures or {}).items()}
    whole = Report("", "utf-8", agency="甲县财政局", year=year, edition="2021", found=frozenset(TABLES), cells=cells)
    return replace(whole, **fields)  # type: ignore[arg-type]


def said(earlier: Report, later: Report) -> list[str]:
    return [sentence(finding) for finding in years.compare(earlier, later)]


CASES = [
    ("agree", {LEFT: 3, FORWARD: 3, STOCK: 10}, {TAKEN: 3, OVER: 3, STOCK: 12, ISSUED: 5, REPEALED: 3}, []),
    (
        "one column",
        {LEFT: 3, FORWARD: 3},
        {TAKEN: 2, Address(APPLICATIONS, "carried_over", "research"): 1, OVER: 3},
        ["商业企业：上年结转 2，2021年报告结转下年 3", "科研机构：上年结转 1，2021年报告结转下年 0"],
    ),
    ("blank is as good as 0", {LEFT: None, FORWARD: 0}, {TAKEN: 0, OVER: None}, []),
    ("blank against a figure", {FORWARD: 3}, {OVER: None}, ["总计：上年结转 空，2021年报告结转下年 3"]),
    (
        "stock",
        {STOCK: 10},
        {STOCK: 11, ISSUED: 5, REPEALED: 3},
        ["行政规范性文件现行有效 11，按2021年有效数加制发减废止应为 12"],
    ),
    ("stock not printed", {STOCK: 10}, {STOCK: None, ISSUED: 5}, []),
]


@pytest.mark.parametrize(("earlier", "later", "outcome"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_later_report_takes_over_what_the_earlier_left(
    earlier: dict[Address, int | None], later: dict[Address, int | None], outcome: list[str]
) -> None:
    before, after = report(2021, earlier), report(2022, later)
    assert said(before, after) == outcome
    assert said(years.kept(before), years.kept(after)) == outcome


def test_the_finding_is_the_later_reports_and_a_warning() -> None:
    later = report(2022)
    later = replace(later, cells=dict(later.cells) | {OVER: Cell(2, "2", Span(5, 6))})
    (finding,) = years.compare(report(2021, {FORWARD: 3}), later)
    assert (finding.code, finding.severity) == ("carry_differs", Severity.WARNING)
    assert (finding.cells, finding.spans, finding.expected, finding.actual) == ((OVER,), (Span(5, 6),), 3, 2)
    assert sentence(finding, "en") == "Total: carried over 2; the report for 2021 carried 3 forward"


def test_unsure_cells_and_missing_tables_and_the_old_form_are_not_compared() -> None:
    earlier, later = report(2021, {FORWARD: 3, STOCK: 9}), report(2022)
    guessed = dict(later.cells) | {OVER: Cell(2, flag="position_guessed")}
    assert len(said(earlier, later)) == 2
    assert len(said(earlier, replace(later, cells=guessed))) == 1
    assert said(earlier, replace(later, found=frozenset())) == []
    assert len(said(replace(earlier, edition="2019"), later)) == 1


PAIRED = [
    ("consecutive years", [("甲县财政局", 2021), ("甲县财政局", 2022), ("甲县财政局", 2024)], [(0, 1)]),
    ("any order", [("甲县财政局", 2022), ("甲县财政局", 2021)], [(1, 0)]),
    ("another agency", [("甲县财政局", 2021), ("乙县财政局", 2022)], []),
    ("with and without 人民政府", [("甲市", 2021), ("甲市人民政府", 2022)], [(0, 1)]),
    ("an office is not its government", [("甲市人民政府办公室", 2021), ("甲市人民政府", 2022)], []),
    ("with and without the county", [("乙镇服务中心", 2021), ("甲县乙镇服务中心", 2022)], [(0, 1)]),
    ("which county?", [("乙镇政府", 2021), ("甲县乙镇政府", 2022), ("丙县乙镇政府", 2022)], []),
    ("spelt alike first", [("甲市", 2021), ("甲市人民政府", 2021), ("甲市人民政府", 2022)], [(1, 2)]),
    ("white space", [("甲县 财政局", 2021), ("甲县财政局", 2022)], [(0, 1)]),
    ("no agency, no year", [(None, 2021), (None, 2022), ("甲县财政局", None)], []),
]


@pytest.mark.parametrize(("given", "outcome"), [case[1:] for case in PAIRED], ids=[case[0] for case in PAIRED])
def test_reports_of_one_agency_in_consecutive_years_are_paired(
    given: list[tuple[str | None, int | None]], outcome: list[tuple[int, int]]
) -> None:
    reports = [replace(report(2021), agency=agency, year=year) for agency, year in given]
    assert [(_place(reports, a), _place(reports, b)) for a, b in years.pairs(reports)] == outcome


def _place(reports: list[Report], wanted: Report) -> int:
    return next(i for i, each in enumerate(reports) if each is wanted)


def test_what_is_kept_of_a_report_is_small() -> None:
    assert len(years.kept(report(2021)).cells) == 2
