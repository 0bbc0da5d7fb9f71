"""What `import gouji` gives: reports read from Python, as objects and as data frames. Nothing here prints or writes.

    import gouji

    report = gouji.read("某局2023.txt")  # with the corrections kept beside it; bytes are read too
    report.value(gouji.Address("applications", "new_received", "total"))
    gouji.to_frame(report)  # one row a figure; also of many reports
    gouji.wide(gouji.read(path) for path in paths)  # one row a report

The columns of `to_frame` are those of `gouji.COLUMNS`; blank is not zero, so a figure that is not there is a missing
value. Cite as: gouji（勾稽）, the version `gouji.__version__`, and the date on which the reports were read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from parsers.codes import CODES, FLAGS
from parsers.form.form import FORMS
from parsers.model import Address, Cell, Finding, Origin, Report, Severity, Span
from parsers.sentences import sentence
from tui.export.frames import to_frame as _to_frame
from tui.export.frames import wide as _wide
from tui.export.item import Item

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CODES",
    "COLUMNS",
    "FLAGS",
    "FORMS",
    "Address",
    "Cell",
    "Finding",
    "Origin",
    "Report",
    "Severity",
    "Span",
    "__version__",
    "read",
    "sentence",
    "to_frame",
    "wide",
]

try:
    __version__ = version("gouji")
except PackageNotFoundError:
    __version__ = "0"

COLUMNS: Mapping[str, str] = {
    "file": "the file, as its path was given",
    "agency": "the body whose report it is (机关)",
    "year": "the year reported on (年度)",
    "table": "`applications` 表三, `disclosure` 表二, `review_litigation` 表四",
    "row": "the key of the row in its table",
    "column": "the key of the column in its table",
    "value": "the figure; missing where the cell is blank or cannot be read, which is not zero; amounts in 万元",
    "raw": "the characters that stand in the report",
    "origin": "how the figure came about: read, inferred, blank, edited, confirmed, computed",
    "flag": "why a person should look at the cell, missing where nothing is doubtful; see `FLAGS`",
    "corrected": "whether a person gave the cell its value",
    "edition": "the form that is used, `2019` or `2021`, whatever year is reported on",
    "title": "the title of the report",
    "row_label": "the row as the form prints it, with what it stands under",
    "column_label": "the column as the form prints it",
    "order": "the place of the figure in the printed form, from 1",
    "place": "where in the original document the figure stands; missing for texts",
}
"""The columns of `to_frame` and what stands in them."""


def read(source: str | os.PathLike[str] | bytes, *, corrected: bool = True) -> Report:
    """The report of a file or of its bytes; `corrected` applies what is kept beside a file, and lets totals follow.

    A text that is no report gives one whose `error` says why. Raises OSError where a file cannot be read, TypeError
    for anything but a path or bytes.
    """
    from tui.corrections.applied import corrected as totalled

    if isinstance(source, bytes | bytearray | memoryview):
        from tui.case import documents
        from tui.case.bounds import why_none
        from tui.case.opener import unreadable

        why = why_none(bytes(source))
        base = unreadable(why) if why else documents.read(bytes(source))
        return totalled(base, ()) if corrected else base
    if not isinstance(source, str | os.PathLike):
        raise TypeError(f"a path or bytes, not {type(source).__name__}: {source!r:.60}")
    with open(source, "rb"):  # noqa: PTH123 (only to raise what is wrong with it)
        pass
    from tui.case.opener import look, printed

    path = os.fspath(source)
    return look(path)[0].report if corrected else printed(path)[0].session.base


def to_frame(reports: Report | Iterable[Report]) -> pd.DataFrame:
    """One row a figure of one report or of many, with the columns of `COLUMNS`. Raises TypeError for anything else."""
    return _to_frame(_items(reports))


def wide(reports: Report | Iterable[Report]) -> pd.DataFrame:
    """One row a report: agency, year, edition and title, then a column `table.row.column` a figure in printed order.

    A figure that no report has a cell for has no column. Raises TypeError as `to_frame`.
    """
    return _wide(item.report for item in _items(reports))


def _items(reports: Report | Iterable[Report]) -> list[Item]:
    many = [reports] if isinstance(reports, Report) else reports
    if isinstance(many, str | bytes | Mapping) or not isinstance(many, Iterable):
        raise TypeError(f"reports that gouji.read gave, not {type(reports).__name__}: {reports!r:.60}")
    items = []
    for report in many:
        if not isinstance(report, Report):
            raise TypeError(f"a report that gouji.read gave, not {type(report).__name__}: {report!r:.60}")
        items.append(Item(report))
    return items
