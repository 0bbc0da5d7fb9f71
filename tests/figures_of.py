"""Reports made by hand for tests: a matrix as lines of figures, each figure standing in a text of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from made import narrow

from parsers.checking.checks import checked
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, TABLES
from parsers.model import Address, Cell, Origin, Report, Span

PLAIN: Mapping[str, Sequence[int]] = {
    "new_received": (5, 1, 0, 0, 0, 0, 6),
    "carried_over": (1, 0, 0, 0, 0, 0, 1),
    "granted": (4, 1, 0, 0, 0, 0, 5),
    "denied_third_party": (1, 0, 0, 0, 0, 0, 1),
    "processed_total": (5, 1, 0, 0, 0, 0, 6),
    "carried_forward": (1, 0, 0, 0, 0, 0, 1),
}
"""Rows of a small report that agrees with itself; all others are 0."""


def matrix(rows: Mapping[str, Sequence[int | None]] = {}, *, flag: Mapping[Address, str] = {}) -> Report:
    """A report whose 表三 is `PLAIN` with other rows put in; the text prints one row a line."""
    form = form_of("2021", True)
    text, cells = "某机关政府信息公开工作年度报告\n", {}
    for row in form.rows(APPLICATIONS):
        text += narrow(row.words.zh)
        figures = {**PLAIN, **rows}.get(row.key, (0,) * 7)
        for column, value in zip(row.columns, figures, strict=True):
            address = Address(APPLICATIONS, row.key, column)
            text += " | "
            cells[address] = _cell(value, len(text), flag.get(address))
            text += "" if value is None else str(value)
        text += "\n"
    assert form.blocks.keys() == set(TABLES)
    found = frozenset({APPLICATIONS})
    return checked(Report(text, "utf-8", "年度报告", "某机关", 2024, "2021", True, found, cells))


def _cell(value: int | None, at: int, flag: str | None) -> Cell:
    if value is None:
        return Cell(flag=flag)
    raw = str(value)
    origin = Origin.INFERRED if flag else Origin.READ
    return Cell(value, raw, Span(at, at + len(raw)), origin, flag)


def at(row: str, column: str = "natural_person") -> Address:
    """A cell of 表三."""
    return Address(APPLICATIONS, row, column)
