"""The rows of the form in a sheet: which field of which row is which cell, and what of the sheet is left over."""

from __future__ import annotations

from typing import NamedTuple

from parsers.form.form import form_of
from parsers.form.printed import Row, Shape
from parsers.model import Address
from parsers.reading.gridded.sheet import Field, Sheet, What
from parsers.reading.labels import CJK


class Seat(NamedTuple):
    """Cells of the form in printed order, each with its field; the last of them is their total where they have one."""

    addresses: tuple[Address, ...]
    fields: tuple[Field, ...]
    summed: bool
    whole: bool = True
    """The printed label stands there whole, where the row has one."""
    head: str = ""
    """The words of the head over the last column."""

    @property
    def row(self) -> str:
        """The key of the row."""
        return self.addresses[0].row


class Table(NamedTuple):
    """What a sheet has of one table."""

    table: str
    edition: str | None
    """Of 表二."""
    shape: Shape | None
    """Of 表三."""
    seats: tuple[Seat, ...]
    unseated: tuple[str, ...] = ()
    """Rows whose label stands there, but not their fields."""
    doubled: tuple[Seat, ...] = ()
    loose: tuple[Field, ...] = ()
    """Figures of rows that have no label, between the table's ends."""
    extra: tuple[tuple[str, tuple[Field, ...]], ...] = ()
    """Rows with labels that the form has not, and their figures."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the form that the table should have."""
        return self.shape.rows if self.shape else tuple(form_of(self.edition, True).rows(self.table))


def others(sheet: Sheet, rows: range, taken: set[int]) -> tuple[list[Field], list[tuple[str, tuple[Field, ...]]]]:
    """The figures of rows between a table's ends that are no row of the form: without a label, and with one."""
    loose: list[Field] = []
    extra: list[tuple[str, tuple[Field, ...]]] = []
    for n in rows:
        figures = [f for f in sheet.rows[n] if f.token is not None and f.what is not What.MARK]
        if n not in taken and figures:
            words = "".join(f.words for f in sheet.rows[n] if CJK.search(f.words) and f.column < figures[0].column)
            if words:
                extra.append((words, tuple(figures)))
            else:
                loose += figures
    return loose, extra
