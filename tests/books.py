"""Reports made by hand for the tests of exports, and workbooks read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from conftest import need_shared
from openpyxl import load_workbook

import parsers
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, TABLES
from parsers.model import Address, Cell, Origin, Report, Value
from tui.corrections.session import Session
from tui.export.workbook import Exported, export_report
from tui.export.workbook.layout import Place, lay_out

LATER = "2026-03-02T09:15:00+08:00"


def at(row: str, column: str, table: str = APPLICATIONS) -> Address:
    return Address(table, row, column)


def report_of(
    figures: Mapping[Address, Value],
    *,
    edition: str = "2021",
    three_other: bool = True,
    found: frozenset[str] = frozenset(TABLES),
    agency: str = "云溪县档案馆",
    year: int = 2021,
) -> Report:
    """A report as read, blank where no figure is given."""
    form = form_of(edition, three_other)
    cells = {
        address: Cell(figures[address], str(figures[address]), None, Origin.READ) if address in figures else Cell()
        for table in TABLES
        if table in found
        for address in form.addresses[table]
    }
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return Report("", "utf-8", title, agency, year, edition, three_other, found, cells)


def session(report: Report) -> Session:
    """A session whose acts carry a time and a name."""
    return Session(report, lambda entry: replace(entry, time=LATER, by="li@desk"))


def consistent() -> dict[Address, Value]:
    """Figures of all three tables (2021) that satisfy every identity, with amounts that have decimals."""
    matrix: dict[Address, Value] = {
        at("new_received", "natural_person"): 7,
        at("new_received", "business"): 2,
        at("new_received", "total"): 9,
        at("granted", "natural_person"): 5,
        at("granted", "business"): 2,
        at("granted", "total"): 7,
        at("denied_third_party", "natural_person"): 1,
        at("denied_third_party", "total"): 1,
        at("processed_total", "natural_person"): 6,
        at("processed_total", "business"): 2,
        at("processed_total", "total"): 8,
        at("carried_forward", "natural_person"): 1,
        at("carried_forward", "total"): 1,
    }
    others: dict[Address, Value] = {
        at("normative_documents", "issued", "disclosure"): 41,
        at("fees", "amount", "disclosure"): Decimal("3481.768936"),
        at("review", "corrected", "review_litigation"): 8,
        at("review", "total", "review_litigation"): 8,
    }
    return matrix | others


def edited() -> Session:
    """A consistent report in which a person made one total wrong, blanked a part and confirmed a figure."""
    work = session(report_of(consistent()))
    work.edit({at("processed_total", "business"): 3})
    work.edit({at("denied_third_party", "natural_person"): None})
    work.confirm([at("granted", "natural_person")])
    return work


def export(work: Session, target: Path, **options: Any) -> Exported:
    return export_report(work.report, target, history=work.acts, settled=work.settled, **options)


def places(report: Report) -> Mapping[Address, Place]:
    return lay_out(form_of(report.edition, report.three_other), report.found, "").places


def cell_at(path: Path, report: Report, address: Address, data_only: bool = False) -> Any:
    place = places(report)[address]
    return load_workbook(path, data_only=data_only).worksheets[0].cell(place.row + 1, place.column + 1)


def read_by_openpyxl(path: Path, report: Report) -> dict[Address, Value | None]:
    sheet = load_workbook(path, data_only=True).worksheets[0]
    return {a: sheet.cell(p.row + 1, p.column + 1).value for a, p in places(report).items()}


def read_by_pandas(path: Path, report: Report) -> dict[Address, Value | None]:
    import pandas as pd

    frame = pd.read_excel(path, header=None, sheet_name=0)
    frame = frame.reindex(index=range(100), columns=range(15))
    found = {a: frame.iat[p.row, p.column] for a, p in places(report).items()}
    return {a: None if pd.isna(v) else v for a, v in found.items()}


def meant(report: Report) -> dict[Address, float | None]:
    return {a: None if c.value is None else float(c.value) for a, c in report.cells.items()}


def sessions() -> dict[str, Session]:
    return {
        "edited": edited(),
        "consistent": session(report_of(consistent())),
        "old_form": session(report_of({at("fees", "change", "disclosure"): -3}, edition="2019", three_other=False)),
        "matrix_only": session(report_of({}, found=frozenset({APPLICATIONS}))),
    }


def from_seed(number: str) -> Session:
    (path,) = need_shared("seeds").glob(f"{number}_*.txt")
    return session(parsers.read(path.read_bytes()))
