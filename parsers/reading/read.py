"""The whole pipeline: bytes to a checked report."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.checking.checks import checked
from parsers.checking.tables import absent
from parsers.codes import CODES
from parsers.documents import render
from parsers.documents.rendition import REFUSALS, Note, Rendition
from parsers.form.form import edition_of, form_of, usual_shape
from parsers.form.printed import APPLICATIONS, DISCLOSURE, EDITIONS, REVIEW, TABLES, Shape
from parsers.grid import Grid, within
from parsers.model import Address, Cell, Finding, Report, Severity, Span
from parsers.prose.heading import read_heading
from parsers.reading import disclosure, review
from parsers.reading.cut import told_of_cut
from parsers.reading.gridded.proof import Proven
from parsers.reading.gridded.tables import proven_tables
from parsers.reading.labels import squash
from parsers.reading.lost import told_of_lost
from parsers.reading.matrix import read_matrix
from parsers.reading.matrix_rows import area_of
from parsers.reading.parts import parts
from parsers.reading.table import Read, Text, span_of
from parsers.reading.torn import lines_deduplicated
from parsers.text.figures import tokens
from parsers.text.source import Source, decode

_ENDS = ("一、本年新收政府", "四、结转下年度继续")
LEAST_TABLE = 200
"""Characters between the same label in two tables, white space and figures aside."""


def read(data: bytes) -> Report:
    """Read the first report of a file's bytes; never raises, whatever the bytes."""
    return read_all(data)[0]


def read_all(data: bytes) -> tuple[Report, ...]:
    """Read every report that a file's bytes hold, a text's or a document's; never raises, whatever the bytes."""
    rendition = render(data)
    return reports_of(decode(data)) if rendition is None else reports_of_rendition(rendition)


def reports_of_rendition(rendition: Rendition) -> tuple[Report, ...]:
    """The reports of a document, read from the text that stands for it and from the grids of its tables."""
    if rendition.error is not None:
        return (Report("", rendition.format, error=REFUSALS[rendition.error][0], rendition=rendition.version),)
    reports = reports_of(Source(rendition.text, rendition.format), rendition.grids)
    noted = tuple(map(_finding, rendition.notes))
    return tuple(
        replace(
            report,
            reading=(*report.reading, *noted),
            findings=(*report.findings, *noted),
            rendition=rendition.version,
            places=rendition.places,
        )
        for report in reports
    )


def _finding(note: Note) -> Finding:
    """What the text of a document does not show; only beside a table could a figure of the form be concerned."""
    severity = CODES[note.code].severity if note.in_table else Severity.INFO
    return Finding(note.code, severity, facts=(("words", note.words),))


def reports_of(source: Source, grids: Sequence[Grid] = ()) -> tuple[Report, ...]:
    """The reports of a decoded text, each read by itself; `grids` are the tables of the document that it stands for."""
    stretches = parts(source.text)
    if len(stretches) == 1:
        return (_report(source, grids),)
    reports = []
    for number, stretch in enumerate(stretches, 1):
        own = [cut for grid in grids if (cut := within(grid, stretch)) is not None]
        report = _report(Source(source.text[slice(*stretch)], source.encoding), own)
        several = Finding("several_reports", CODES["several_reports"].severity, facts=_facts(number, len(stretches)))
        reading, findings = (*report.reading, several), (*report.findings, several)
        made = replace(report, part=number, parts=len(stretches), offset=stretch.start)
        reports.append(replace(made, reading=reading, findings=findings))
    return tuple(reports)


def _facts(part: int, parts: int) -> tuple[tuple[str, str], ...]:
    return (("part", str(part)), ("parts", str(parts)))


def _report(source: Source, grids: Sequence[Grid]) -> Report:
    found = list(tokens(source.folded))
    text = Text(source.text, source.folded, squash(source.folded, found), found)
    torn = lines_deduplicated(source.text, source.folded, text.squashed, found) or _several_reports(text.squashed.text)
    text = text._replace(torn=torn)
    heading = read_heading(source.text)
    proven = proven_tables(text, grids, source.encoding)
    edition, shape, tables = _all_tables(text, proven)
    cells: dict[Address, Cell] = {}
    findings: list[Finding] = [*heading.doubts]
    for table in TABLES:
        if table in tables:
            cells |= tables[table].cells
            findings += tables[table].findings
    changed, lost = told_of_lost(source.text, cells)
    cells |= changed
    cells |= _claimed_twice(cells)
    changed, cut = told_of_cut(source.folded, form_of(edition, shape.three_other), cells)
    cells |= changed
    findings += (*lost, *cut, *absent(tables, text.squashed.text), *_unusual(heading.year, edition))
    return checked(
        Report(
            source.text,
            source.encoding,
            heading.title,
            heading.agency,
            heading.year,
            edition,
            shape.three_other,
            frozenset(tables),
            cells,
            tuple(findings),
            evidence={(t, row): told for t, made in proven.items() for row, told in made.evidence.items()},
            loose=_unused(cells, [span_of(t) for read in tables.values() for t in read.loose]),
        )
    )


def _unused(cells: Mapping[Address, Cell], loose: Iterable[Span]) -> tuple[Span, ...]:
    """The figures left over that no cell of any table holds, each once."""
    used = sorted(cell.span for cell in cells.values() if cell.span)
    starts = [span.start for span in used]
    found = []
    for span in sorted(set(loose)):
        at = bisect_right(starts, span.start)
        if not any(a.start < span.end and span.start < a.end for a in used[max(0, at - 1) : at + 1]):
            found.append(span)
    return tuple(found)


def _claimed_twice(cells: Mapping[Address, Cell]) -> dict[Address, Cell]:
    """The cells of one and the same figure, read by two tables of a damaged text: neither goes unflagged."""
    held = sorted((cell.span, address) for address, cell in cells.items() if cell.span)
    pairs = [(a, b) for (one, a), (other, b) in pairwise(held) if other.start < one.end]
    return {a: cells[a]._replace(flag=cells[a].flag or "position_guessed") for pair in pairs for a in pair}


def _unusual(year: int | None, edition: str | None) -> list[Finding]:
    """A report on the form of another time; reports for 2021 to 2023 on the old form exist."""
    if year is None or edition is None or edition == _due(year):
        return []
    facts = (("year", str(year)), ("edition", edition))
    return [Finding("edition_unusual", CODES["edition_unusual"].severity, facts=facts)]


def _due(year: int) -> str:
    """The edition that a year is to be reported on; the oldest for years before there was a form."""
    (oldest, *_later) = EDITIONS
    return next((key for key in reversed([*EDITIONS]) if EDITIONS[key].since <= year), oldest)


def _all_tables(text: Text, proven: Mapping[str, Proven]) -> tuple[str | None, Shape, dict[str, Read]]:
    """The edition, the shape of 表三, and the tables: what grids prove, and the rest as lines have it."""
    whole = {table: made for table, made in proven.items() if made.whole}
    tables = {table: made.read for table, made in whole.items()}
    edition = whole[DISCLOSURE].table.edition if DISCLOSURE in whole else None
    shape = whole[APPLICATIONS].table.shape if APPLICATIONS in whole else None
    if len(whole) < len(TABLES):
        edition, shape = _by_lines(text, tables, edition, shape)
    edition = edition_of(edition, shape)
    for table, made in proven.items():
        if table not in whole and table in tables and _agrees(made, edition, shape):
            tables[table].take(made.read, made.settled)
    return edition, shape or usual_shape(edition), tables


def _agrees(made: Proven, edition: str | None, shape: Shape | None) -> bool:
    """A reading by grids has the same shape of the form as the one by lines that it is to complete."""
    return made.table.edition in (None, edition) and (made.table.table != APPLICATIONS or made.table.shape is shape)


def _by_lines(
    text: Text, tables: dict[str, Read], edition: str | None, shape: Shape | None
) -> tuple[str | None, Shape | None]:
    """Read by lines the tables that are not in `tables` yet; the edition that 表二 tells, and the shape of 表三."""
    matrix = area_of(text)
    if DISCLOSURE not in tables:
        second = disclosure.area_of(text, matrix.start if matrix else len(text.squashed.text))
        if second is not None:
            edition, tables[DISCLOSURE] = disclosure.read_disclosure(text, second)
    if matrix is not None and APPLICATIONS not in tables:
        shape, tables[APPLICATIONS] = read_matrix(text, matrix, usual_shape(edition))
    if REVIEW not in tables:
        after = text.squashed.index(tables[DISCLOSURE].span.end) if DISCLOSURE in tables else 0
        fourth = review.area_of(text, matrix.end if matrix else after)
        if fourth is not None:
            tables[REVIEW] = review.read_review(text, fourth)
    return edition, shape


def _several_reports(squashed: str) -> bool:
    """Both ends of 表三 stand there twice, a table apart: which figures belong together cannot be told."""
    return squashed.count("自然人") > 1 and all(squashed.rfind(end) - squashed.find(end) > LEAST_TABLE for end in _ENDS)
