"""The sentences of a report against its own tables: `prose_differs`, and what the sentences say of single cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, product
from typing import NamedTuple

from parsers.codes import Says, says
from parsers.form.form import FORMS, Form, form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW, TABLES
from parsers.model import Address, Cell, Finding, Report, Severity, Span, Value
from parsers.prose.heading import same_body
from parsers.prose.statements import Statement, statements
from parsers.text.expression import expression

__all__ = ["SPEAKS_OF", "Statement", "compare", "differing", "evidence", "outside", "statements"]


class Speaks(NamedTuple):
    """The cells that a kind of statement may mean."""

    table: str
    readings: tuple[tuple[str, ...], ...]
    """Each a sum of row totals, a row after `-` less; a group of the form stands for its rows. For 表二, columns."""
    group: str | None = None
    """The group of rows that is meant, for the words of the finding."""


SPEAKS_OF: Mapping[str, Speaks] = {
    "received": Speaks(APPLICATIONS, (("new_received",), ("new_received", "carried_over"))),
    "new": Speaks(APPLICATIONS, (("new_received",),)),
    "carried_over": Speaks(APPLICATIONS, (("carried_over",),)),
    "carried_forward": Speaks(APPLICATIONS, (("carried_forward",),)),
    "carried": Speaks(APPLICATIONS, (("carried_forward",), ("carried_over",))),
    "granted": Speaks(APPLICATIONS, (("granted",),)),
    "partial": Speaks(APPLICATIONS, (("partial",),)),
    "denied": Speaks(APPLICATIONS, (("denied",),), "denied"),
    "unable": Speaks(APPLICATIONS, (("unable",),), "unable"),
    "rejected": Speaks(APPLICATIONS, (("rejected",),), "rejected"),
    "other": Speaks(APPLICATIONS, (("other",),), "other"),
    "processed": Speaks(APPLICATIONS, (("processed_total",), ("new_received", "-carried_forward"))),
    "review": Speaks(REVIEW, (("review",),)),
    "litigation": Speaks(REVIEW, (("litigation",),), "litigation"),
    "documents_issued": Speaks(DISCLOSURE, (("issued",), ("created",))),
    "documents_repealed": Speaks(DISCLOSURE, (("repealed",),)),
    "documents_in_force": Speaks(DISCLOSURE, (("in_force",), ("total_public",))),
    "documents_public": Speaks(
        DISCLOSURE, (("issued",), ("disclosed",), ("in_force",), ("created",), ("total_public",))
    ),
}
"""受理, 收到 and 办结 may or may not include what was carried over, 公开…规范性文件 what is older than this year."""


class _Term(NamedTuple):
    """A cell of a sum, and the figures beside it that it should itself be the sum of."""

    sign: int
    address: Address
    parts: tuple[Address, ...]


_Reading = tuple[_Term, ...]


def _terms(form: Form, table: str, name: str) -> Iterator[_Term]:
    key, sign = name.removeprefix("-"), -1 if name.startswith("-") else 1
    for row in form.rows(table):
        if table == DISCLOSURE and row.key == "normative_documents" and key in row.columns:
            yield _Term(sign, Address(table, row.key, key), ())
        elif table != DISCLOSURE and key in (row.key, *row.groups):
            *parts, total = (Address(table, row.key, column) for column in row.columns)
            yield _Term(sign, total, tuple(parts))


def _readings_in(form: Form, speaks: Speaks) -> tuple[_Reading, ...]:
    """The sums that a kind of statement may mean in a form, those left out whose columns the edition has not."""
    readings = (tuple(term for name in names for term in _terms(form, speaks.table, name)) for names in speaks.readings)
    return tuple(reading for reading in readings if reading)


_READINGS: Mapping[tuple[str, bool], Mapping[str, tuple[_Reading, ...]]] = {
    key: {kind: _readings_in(form, speaks) for kind, speaks in SPEAKS_OF.items()} for key, form in FORMS.items()
}


def compare(report: Report) -> tuple[Finding, ...]:
    """A finding for each sentence that none of the readings of the tables bears out."""
    form = form_of(report.edition, report.three_other)
    return tuple(differing(report, form))


def differing(report: Report, form: Form) -> Iterator[Finding]:
    """The same, where the form is known."""
    printed = {address.table for address, cell in report.cells.items() if cell.value is not None}
    for statement in _ours(report):
        readings = _readings(report, form, statement.kind) if _table(statement) in printed else ()
        told = [reading for reading in readings if not any(_supposed(report, term) for term in reading)]
        if told and not any(statement.value in _possible(report, reading) for reading in told):
            yield _finding(report, statement, told[0])


def _table(statement: Statement) -> str:
    return SPEAKS_OF[statement.kind.split("+")[0]].table


def evidence(report: Report) -> Mapping[Address, tuple[Value, Span]]:
    """What the sentences say of single cells (totals of rows), and where; a sum that is zero says it of each.

    Cells on which the sentences contradict each other are left out.
    """
    form = form_of(report.edition, report.three_other)
    said: dict[Address, set[Value]] = {}
    where: dict[Address, Span] = {}
    for statement in _ours(report):
        for address in _said_of(report, form, statement):
            if address not in report.cells:
                continue
            said.setdefault(address, set()).add(statement.value)
            where.setdefault(address, statement.figure)
    return {address: (next(iter(values)), where[address]) for address, values in said.items() if len(values) == 1}


def outside(report: Report) -> tuple[Span, ...]:
    """The text outside the tables, each table being all between its first and its last figure."""
    spans: dict[str, list[Span]] = {table: [] for table in TABLES}
    for address, cell in report.cells.items():
        if cell.span is not None:
            spans[address.table].append(cell.span)
    areas = [_hull(found) for found in (*spans.values(), list(report.loose)) if found]
    at, free = 0, []
    for area in sorted(areas):
        if area.start > at:
            free.append(Span(at, area.start))
        at = max(at, area.end)
    return (*free, Span(at, len(report.text)))


def _hull(spans: Iterable[Span]) -> Span:
    starts, ends = zip(*spans, strict=True)
    return Span(min(starts), max(ends))


_WHOLE = expression(r"(?:人民政府|[市区县省州旗镇乡]|开发区|管委会|管理委员会)(?:办公室|办公厅|办事处)?$")


def _ours(report: Report) -> Iterator[Statement]:
    """The statements about this report's year and body: 全市 is a city government's own, and another's for a bureau."""
    for statement in statements(report.text, outside(report)):
        if statement.year is not None and statement.year != report.year:
            continue
        if statement.scope and not (report.agency and _WHOLE.search(report.agency)):
            continue
        if statement.body is None or report.agency is None or _is(statement.body, report.agency):
            yield statement


_OFFICE = expression("(?<!街道)办(?:公[室厅])?$")


def _is(body: str, agency: str) -> bool:
    """Whether a sentence's body is the one that reports; a government's office is not the government."""
    return bool(_OFFICE.search(body)) == bool(_OFFICE.search(agency)) and same_body(body, agency)


def _readings(report: Report, form: Form, kind: str) -> tuple[_Reading, ...]:
    """The sums that may be meant; none where a cell of them was lost, for then no comparison is sure."""
    readings = _sums(form, kind)
    lost = any(_lost(report.cells.get(term.address)) for reading in readings for term in reading)
    return () if lost else readings


def _sums(form: Form, kind: str) -> tuple[_Reading, ...]:
    """Every reading of a kind, or of the sum of several."""
    meant = _READINGS[form.edition, form.three_other]
    return tuple(tuple(chain(*terms)) for terms in product(*(meant[part] for part in kind.split("+"))))


def _lost(cell: Cell | None) -> bool:
    """Whether a figure may stand there in print that was not read: such a cell says nothing of a sentence."""
    if cell is None or cell.flag is None:
        return cell is None
    return says(cell.flag, Says.LACKS) or (cell.value is None and not says(cell.flag, Says.LIVE))


def _supposed(report: Report, term: _Term) -> bool:
    """No total is printed, and where its parts stand is a guess: a sentence against them says nothing new."""
    printed = report.cells[term.address].raw is not None
    return not printed and any(report.cells[a].flag == "position_guessed" for a in (term.address, *term.parts))


def _possible(report: Report, reading: _Reading) -> set[Value]:
    """What a sum may come to, each row by its printed total or by the figures that the total sums.

    Where the two differ the row is a finding already, and the sentence only says which of them is right.
    """
    sums: set[Value] = {0}
    for term in reading:
        parts = [value for address in term.parts if (value := report.value(address)) is not None]
        either = {report.value(term.address), sum(parts) if parts else None} - {None} or {0}
        sums = {so_far + term.sign * value for so_far in sums for value in either if value is not None}
    return sums


def _finding(report: Report, statement: Statement, reading: _Reading) -> Finding:
    cells = tuple(term.address for term in reading)
    values = [term.sign * value for term in reading if (value := report.value(term.address)) is not None]
    spans = tuple(span for a in cells if (span := report.cells[a].span) is not None)
    group = SPEAKS_OF[statement.kind].group if statement.kind in SPEAKS_OF else None
    return Finding(
        "prose_differs",
        Severity.INFO if statement.kind.startswith("documents") else Severity.WARNING,
        cells[0].table,
        cells,
        (statement.figure, statement.sentence, *spans),
        expected=statement.value,
        actual=sum(values) if values else None,
        facts=(("sentence", statement.words[:60]), *((("group", group),) if group and len(cells) > 1 else ())),
    )


def _said_of(report: Report, form: Form, statement: Statement) -> list[Address]:
    """The cells whose figure a statement gives beyond doubt."""
    carried = report.value(Address(APPLICATIONS, "carried_over", "total"))
    if statement.kind in ("carried", "documents_public") or (
        statement.kind == "received" and carried and statement.value
    ):
        return []
    sure = next(iter(_sums(form, statement.kind)), ())
    return [term.address for term in sure] if len(sure) == 1 or statement.value == 0 else []
