"""The official form to be walked over: every shape it has, its cells and the identities (勾稽关系) that tie them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from parsers.form.printed import (
    APPLICATIONS,
    COLUMNS,
    DISCLOSURE,
    EDITIONS,
    REVIEW,
    REVIEW_BLOCKS,
    TABLES,
    Block,
    Edition,
    Row,
    Shape,
)
from parsers.model import Address


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of `parts` equals the sum of `totals`."""

    code: str
    """`row_sum`, `column_sum` or `balance`."""
    table: str
    parts: tuple[Address, ...]
    totals: tuple[Address, ...]
    needs: tuple[Address, ...]
    """Not checked where all of these are null (contract, section 2)."""

    @property
    def cells(self) -> tuple[Address, ...]:
        """All cells that the identity ties."""
        return self.parts + self.totals


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of the form: an edition with one shape of 表三."""

    edition: str
    shape: Shape
    blocks: Mapping[str, tuple[Block, ...]]
    addresses: Mapping[str, tuple[Address, ...]]
    """Every cell of a table in printed order."""
    identities: tuple[Identity, ...]

    @property
    def three_other(self) -> bool:
        """(六)其他处理 has its three rows."""
        return self.shape.three_other

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table in printed order."""
        for block in self.blocks[table]:
            yield from block.rows


def _row_sum(table: str, row: Row) -> Identity:
    total = (Address(table, row.key, "total"),)
    return Identity("row_sum", table, tuple(Address(table, row.key, c) for c in row.columns[:-1]), total, total)


@cache
def identities_of(shape: Shape) -> tuple[Identity, ...]:
    """Row sums, column sums and balances of 表三, as its own head line prints them."""
    return (*(_row_sum(APPLICATIONS, row) for row in shape.rows), *_column_sums(shape))


def _column_sums(shape: Shape) -> Iterator[Identity]:
    for column in COLUMNS[APPLICATIONS]:
        new, over, done, forward = (
            Address(APPLICATIONS, row, column)
            for row in ("new_received", "carried_over", "processed_total", "carried_forward")
        )
        parts = tuple(Address(APPLICATIONS, row, column) for row in shape.results)
        yield Identity("column_sum", APPLICATIONS, parts, (done,), (done,))
        yield Identity("balance", APPLICATIONS, (new, over), (done, forward), (new, done))


def _form(key: str, edition: Edition, shape: Shape) -> Form:
    blocks = {
        DISCLOSURE: edition.disclosure,
        APPLICATIONS: (Block("", COLUMNS[APPLICATIONS], shape.rows),),
        REVIEW: REVIEW_BLOCKS,
    }
    addresses = {
        table: tuple(a for block in blocks[table] for row in block.rows for a in row.cells(table)) for table in TABLES
    }
    reviews = (_row_sum(REVIEW, row) for row in REVIEW_BLOCKS[0].rows)
    return Form(key, shape, blocks, addresses, (*identities_of(shape), *reviews))


FORMS: Mapping[tuple[str, bool], Form] = {
    (key, shape.three_other): _form(key, edition, shape)
    for key, edition in EDITIONS.items()
    for shape in sorted(edition.shapes, key=lambda shape: shape.three_other)
}
"""Every form by its edition and whether (六) has three rows, the oldest edition first."""

NEWEST = next(form for form in reversed([*FORMS.values()]) if form.shape is EDITIONS[form.edition].shapes[0])
"""The form of a report that does not tell which it is on."""

SHAPES: tuple[Shape, ...] = tuple({id(form.shape): form.shape for form in FORMS.values()}.values())
"""The shapes of 表三, as in `FORMS`."""


def _in_order(shapes: tuple[Shape, ...]) -> list[Row]:
    merged: list[Row] = []
    for shape in shapes:
        at = 0
        for row in shape.rows:
            if row not in merged:
                merged.insert(at, row)
            at = merged.index(row) + 1
    return merged


MATRIX_ROWS: tuple[Row, ...] = tuple(_in_order(SHAPES))
"""Every row that a shape of 表三 has; those of each are in their printed order."""

HEADED: Mapping[str, str] = {
    row.key: row.groups[-1]
    for shape in SHAPES
    for before, row in pairwise(shape.rows)
    if set(row.groups) - set(before.groups)
}
"""The rows of 表三 before which the heading of a group is printed, and the innermost such group."""

ROW_CELLS: Mapping[tuple[str, str], tuple[Address, ...]] = {
    (table, row.key): row.cells(table)
    for form in FORMS.values()
    for table in (APPLICATIONS, REVIEW)
    for row in form.rows(table)
}
"""The cells of each row of 表三 and 表四, which are the same in every edition."""


def form_of(edition: str | None, three_other: bool) -> Form:
    """The form of a report; an edition that the labels do not tell is taken for the newest that prints such a 表三."""
    told = FORMS.get((edition, three_other)) if edition else None
    return told or next((form for form in reversed([*FORMS.values()]) if form.three_other == three_other), NEWEST)


def edition_of(told: str | None, shape: Shape | None) -> str | None:
    """The edition of a report whose 表二 tells `told`, or nothing, and whose 表三 has this shape, or is not there.

    Of editions with one and the same 表二 it is the one that prints the shape. A shape alone tells the edition that
    usually prints it, but not the oldest, which lives on in reports on others.
    """
    if told is None:
        (_oldest, *later) = EDITIONS
        return next((key for key in later if EDITIONS[key].shapes[0] is shape), None)
    alike = [key for key, edition in EDITIONS.items() if edition.disclosure == EDITIONS[told].disclosure]
    return next((key for key in alike if shape in EDITIONS[key].shapes), alike[0])


def usual_shape(edition: str | None) -> Shape:
    """What 表三 looks like on an edition where no row tells; on the newest where no edition is told."""
    return EDITIONS[edition].shapes[0] if edition else NEWEST.shape
