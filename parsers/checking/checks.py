"""What the form's arithmetic says of the figures: `CHECKS`, plain functions over a report, each giving findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.checking.totals import followed, tells, unprinted
from parsers.codes import CODES, Says, says
from parsers.form.form import Form, Identity, form_of
from parsers.model import Address, Cell, Finding, Report, Severity, Value
from parsers.prose import against

THOUSANDS, FEW = 1000, 10
"""A total of thousands over parts below ten is implausible."""
CAME_IN = ("new_received", "carried_over")
"""The rows of 表三 whose sum no result can exceed."""


class Sum(NamedTuple):
    """An identity with what its two sides come to; a blank counts as 0."""

    identity: Identity
    parts: Value
    totals: Value


Check = Callable[[Report, Sequence[Sum]], Iterator[Finding]]


def sums(report: Report, form: Form) -> list[Sum]:
    """Both sides of every identity of the tables that the text has."""
    figure = {address: cell.value or 0 for address, cell in report.cells.items()}.__getitem__
    return [
        Sum(identity, sum(map(figure, identity.parts)), sum(map(figure, identity.totals)))
        for identity in form.identities
        if identity.table in report.found
    ]


def identities(report: Report, sums: Sequence[Sum]) -> Iterator[Finding]:
    """Every sum that does not add up (row_sum, column_sum, balance), and every total that is not printed."""
    missing: list[Finding] = []
    for identity, parts, totals in sums:
        if all(unprinted(report.cells[a]) for a in identity.needs):
            told = identity.code != "balance" and any(tells(report.cells[a]) for a in identity.parts)
            if told and not _untold(report, identity):
                missing.append(_finding("total_missing", report, identity.totals, expected=parts))
        elif parts != totals and not _untold(report, identity) and not (parts < totals and _torn_off(report, identity)):
            yield _finding(identity.code, report, _total_first(identity), expected=parts, actual=totals)
    yield from _together(report, missing)


def _together(report: Report, missing: Sequence[Finding]) -> Iterator[Finding]:
    """One finding for all totals of a table, where none of its rows has one printed; the others each by itself."""
    printed = {a.table for a, cell in report.cells.items() if a.column == "total" and not unprinted(cell)}
    whole: dict[str, dict[Address, None]] = {}
    for finding in missing:
        (total,) = finding.cells
        if total.column == "total" and total.table not in printed:
            whole.setdefault(total.table, {})[total] = None
    for finding in missing:
        if len(whole.get(finding.cells[0].table, ())) < 2 or finding.cells[0] not in whole[finding.cells[0].table]:
            yield finding
    yield from (_finding("totals_missing", report, tuple(cells)) for cells in whole.values() if len(cells) > 1)


def _untold(report: Report, identity: Identity) -> bool:
    """Whether the text does not have the row of a total, or of what the balance begins with: nothing is checked."""
    cells = (report.cells[a] for a in (*identity.totals, *identity.needs))
    return any(unprinted(cell) and says(cell.flag, Says.ABSENT) for cell in cells)


def _torn_off(report: Report, identity: Identity) -> bool:
    """Whether the text lacks most rows that the total sums, as a page of a document does: nothing is amiss."""
    lacking = [a for a in identity.parts if says(report.cells[a].flag, Says.ABSENT) and unprinted(report.cells[a])]
    return 2 * len(lacking) > len(identity.parts)


def out_of_scale(report: Report, sums: Sequence[Sum]) -> Iterator[Finding]:
    """A total of thousands over parts below ten: rather two figures run together than a sum that went wrong."""
    for identity, parts, total in sums:
        large = total >= THOUSANDS and parts and identity.code != "balance"
        if large and all((report.value(a) or 0) < FEW for a in identity.parts):
            yield _finding("implausible", report, _total_first(identity), expected=parts, actual=total)


def exceeding(report: Report, sums: Sequence[Sum]) -> Iterator[Finding]:
    """A result larger than all that came in, where (七)总计 is blank and no sum tells."""
    limits = {identity.parts[0].column: parts for identity, parts, _ in sums if identity.code == "balance"}
    for identity, _, _ in sums:
        if identity.code == "column_sum" and unprinted(report.cells[identity.totals[0]]):
            column = identity.totals[0].column
            came = tuple(Address(identity.table, row, column) for row in CAME_IN)
            for address in identity.parts if report.value(came[0]) is not None else ():
                value = report.value(address)
                if value is not None and value > limits[column]:
                    cells = (address, *came)
                    yield _finding("part_exceeds_total", report, cells, expected=limits[column], actual=value)


def needed_blanks(report: Report, sums: Sequence[Sum]) -> Iterator[Finding]:
    """A blank where a row and a column lack the same figure, and no other blank of the two would do."""
    lacking: dict[Address, list[Value]] = {}
    for identity, parts, totals in sums:
        if parts != totals and not all(unprinted(report.cells[a]) for a in identity.needs):
            for side, lack in ((identity.parts, totals - parts), (identity.totals, parts - totals)):
                for address in side if lack > 0 else ():
                    if report.value(address) is None:
                        lacking.setdefault(address, []).append(lack)
    needed = {a: lacks[0] for a, lacks in lacking.items() if len(lacks) > 1 and len(set(lacks)) == 1}
    rows, columns = Counter(a[:2] for a in needed), Counter(a.column for a in needed)
    for address, lack in needed.items():
        if rows[address[:2]] == columns[address.column] == 1:
            yield _finding("blank_needed", report, (address,), expected=lack)


def _total_first(identity: Identity) -> tuple[Address, ...]:
    return identity.totals + identity.parts


def _finding(
    code: str,
    report: Report,
    cells: tuple[Address, ...],
    expected: Value | None = None,
    actual: Value | None = None,
) -> Finding:
    spans = tuple(c.span for a in cells if (c := report.cells.get(a)) is not None and c.span is not None)
    return Finding(code, CODES[code].severity, cells[0].table, cells, spans, expected, actual)


CHECKS: tuple[Check, ...] = (identities, out_of_scale, exceeding, needed_blanks)

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def checked(report: Report, settled: frozenset[str] = frozenset()) -> Report:
    """The report with findings and the checks' flags as its figures now stand.

    `settled` holds the keys of findings that a person marked as printed: they stay findings, but flag no cell.
    """
    form = form_of(report.edition, report.three_other)
    standing = report.with_cells(followed(form, report.cells), ())
    both = sums(standing, form)
    found = [*(finding for check in CHECKS for finding in check(standing, both)), *against.differing(standing, form)]
    findings = tuple(sorted((*report.reading, *found), key=lambda f: _ORDER[f.severity]))
    return report.with_cells(_flagged(report.cells, [f for f in found if f.key not in settled]), findings)


def _flagged(cells: Mapping[Address, Cell], found: list[Finding]) -> dict[Address, Cell]:
    flags: dict[Address, str] = {}
    for finding in found:
        code = CODES[finding.code]
        about = finding.cells[:1] if Says.ONE in code.says else finding.cells
        for address in about if code.mark else ():
            if code.severity is not Severity.ERROR:
                flags.setdefault(address, code.mark)
            elif cells[address].value is not None:
                flags[address] = code.mark
    live = {flag for flag in {cell.flag for cell in cells.values()} if says(flag, Says.LIVE)}
    stale = {a: None for a, cell in cells.items() if cell.flag in live}
    open_ = {a: flag for a, flag in flags.items() if a in stale or cells[a].flag is None}
    return {**cells, **{a: cells[a]._replace(flag=flag) for a, flag in {**stale, **open_}.items()}}
