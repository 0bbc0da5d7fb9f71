"""The whole pipeline: bytes to a checked report."""

from __future__ import annotations

from parsers.checks import checked
from parsers.figures import tokens
from parsers.form import APPLICATIONS
from parsers.heading import read_heading
from parsers.labels import squash
from parsers.matrix import Text, read_matrix
from parsers.model import Report, Span
from parsers.source import decode


def read(data: bytes) -> Report:
    """Read a report from its bytes; never raises, whatever the bytes."""
    source = decode(data)
    folded = source.folded
    found = list(tokens(folded))
    text = Text(source.text, folded, squash(folded, found), found)
    heading = read_heading(source.text)
    report = Report(source.text, source.encoding, heading.title, heading.agency, heading.year, "2021")
    matrix = read_matrix(text)
    if matrix is None:
        return report
    return checked(
        Report(
            source.text,
            source.encoding,
            heading.title,
            heading.agency,
            heading.year,
            "2021",
            matrix.three_other,
            frozenset({APPLICATIONS}),
            matrix.cells,
            tuple(matrix.findings),
            loose=tuple(Span(t.start, t.end) for t in matrix.loose),
        )
    )
