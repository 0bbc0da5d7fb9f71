"""The long table as a data frame, CSV or Parquet; the only importer of pandas and pyarrow."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.form.form import FORMS
from parsers.form.printed import TABLES
from parsers.model import Address, Report, Value
from tui.corrections.applied import corrected
from tui.corrections.atomic import write_whole
from tui.export.export_errors import ExportRefused
from tui.export.item import Item
from tui.export.longtable import COLUMNS, is_corrected, labels, lines
from tui.words.celltext import live, visible
from tui.words.language import _

if TYPE_CHECKING:
    import pandas as pd

DTYPES: Mapping[str, str] = {
    **dict.fromkeys(COLUMNS, "string"),
    **dict.fromkeys(("table", "row", "column", "origin", "flag", "row_label", "column_label"), "category"),
    "year": "Int64",
    "value": "float64",
    "corrected": "bool",
    "order": "int64",
}
"""The types of `to_frame`'s columns; blanks are missing values, never zeros."""

REPORTS_AT_ONCE = 500
"""How many reports are held while Parquet is written."""


def to_frame(reports: Iterable[Report | Item]) -> pd.DataFrame:
    """One row a figure, with the columns of the long table (`COLUMNS`).

    A bare report is one as `parsers.read` gives it: its totals follow here as they do wherever it is opened.
    """
    import pandas as pd

    rows = chain.from_iterable(lines(r if isinstance(r, Item) else Item(corrected(r, ()))) for r in reports)
    columns = zip(*rows, strict=True)
    data = {name: list(column) for name, column in zip(COLUMNS, columns, strict=False)}
    frame = pd.DataFrame(data, columns=list(COLUMNS))
    frame["value"] = frame["value"].map(float, na_action="ignore")
    return frame.astype(dict(DTYPES))


HEADS: Mapping[str, str] = {"agency": "string", "year": "Int64", "edition": "string", "title": "string"}
"""What a row of `wide` says of its report, with the types."""


def wide(reports: Iterable[Report]) -> pd.DataFrame:
    """One row a report: `HEADS`, then a column `table.row.column` a figure that one of them has, in printed order."""
    import pandas as pd

    rows = [
        {head: getattr(report, head) for head in HEADS}
        | {".".join(a): None if c.value is None else float(c.value) for a, c in report.cells.items()}
        for report in reports
    ]
    order = dict.fromkeys(".".join(a) for form in FORMS.values() for t in TABLES for a in form.addresses[t])
    there = {name for row in rows for name in row}
    figures = [name for name in order if name in there]
    frame = pd.DataFrame(rows, columns=[*HEADS, *figures])
    return frame.astype({**HEADS, **dict.fromkeys(figures, "float64")})


def read_csv(path: Path) -> pd.DataFrame:
    """A CSV of this program with the types of `to_frame`."""
    import pandas as pd

    return pd.read_csv(path, dtype=dict(DTYPES), encoding="utf-8-sig", keep_default_na=False, na_values=[""])


# -- CSV: text made in the workers, so that reports need not travel -----------------------------------------


def csv_lines(item: Item) -> str:
    """The rows of a report as CSV text, without a header."""
    report = item.report
    head = f"{_field(item.name)},{_field(report.agency)},{'' if report.year is None else report.year},"
    tail = f"{report.edition or ''},{_field(report.title)}"
    return "".join(
        f"{head}{a.table},{a.row},{a.column},{_figure(c.value)},{_field(c.raw)},"
        f"{c.origin.value},{c.flag or ''},{is_corrected(c)},{tail},{_labels(a)},{order},"
        f"{_field(report.place(c.span))}\r\n"
        for order, (a, c) in enumerate(report.cells.items(), 1)
    )


@cache
def _labels(address: Address) -> str:
    row, column = labels(address)
    return f"{_field(row)},{_field(column)}"


def summary_line(values: Iterable[Any]) -> str:
    """A row of 汇总 as CSV text."""
    return ",".join(_field(v) if isinstance(v, str) else "" if v is None else str(v) for v in values) + "\r\n"


def write_csv(texts: Iterable[str], target: Path, force: bool = False) -> Path:
    """Write what `csv_lines` gave, with the header of the long table, as `write_text` does."""
    return write_text(chain([",".join(COLUMNS) + "\r\n"], texts), target, force)


def write_text(texts: Iterable[str], target: Path, force: bool = False) -> Path:
    """Write lines of CSV as one file, UTF-8 with byte-order mark (Excel needs it); the path is absolute.

    Raises ExportRefused where the file exists, OSError where it cannot be written.
    """
    target = target.absolute()
    refuse_existing(target, force)
    size = 0

    def make(path: Path) -> None:
        nonlocal size
        with path.open("wb") as file:
            file.write(codecs.BOM_UTF8)
            for text in texts:
                file.write(text.encode("utf-8", "replace"))
            size = file.tell()

    def verify(path: Path) -> None:
        if path.stat().st_size != size:
            raise OSError(_("写出的文件读回后长度不符，未保留。"))

    write_whole(target, make, verify)
    return target


def refuse_existing(target: Path, force: bool) -> None:
    """Raise ExportRefused where a file is in the way: a CSV cannot tell whose it is."""
    if target.is_dir():
        raise ExportRefused(_("{path} 是文件夹，不能写成文件。").format(path=target))
    if target.exists() and not target.is_file():
        raise ExportRefused(_("{path} 不是普通文件，不能替换").format(path=target))
    if target.exists() and not force:
        raise ExportRefused(_("{path} 已存在，未覆盖（要覆盖请用 --force）。").format(path=target))


def _figure(value: Value | None) -> str:
    return "" if value is None else str(value) if isinstance(value, int) else format(value, "f")


def _field(text: str | None) -> str:
    """A field of CSV: control characters visible, an apostrophe before what a spreadsheet would take for a formula."""
    if not text or text.isalnum():
        return text or ""
    text = visible(text)
    if live(text):
        text = "'" + text
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(mark in text for mark in '",\r\n') else text


# -- Parquet --------------------------------------------------------------------------------------------------


def write_parquet(items: Iterable[Item], target: Path, force: bool = False) -> Path:
    """Write the long table as Parquet; reads back with the types of `to_frame`.

    Raises ExportRefused where the file exists or pyarrow is not installed, OSError where it cannot be written.
    """
    target = target.absolute()
    refuse_existing(target, force)
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise ExportRefused(_("写 Parquet 需要 pyarrow:pip install 'gouji[parquet]'")) from None
    rows = 0

    def make(path: Path) -> None:
        nonlocal rows
        tables = _arrow_tables(items)
        first = next(tables)
        with pq.ParquetWriter(path, first.schema, compression="zstd") as writer:
            for table in chain((first,), tables):
                writer.write_table(table)
                rows += table.num_rows

    def verify(path: Path) -> None:
        if pq.read_metadata(path).num_rows != rows:
            raise OSError(_("写出的文件读回后行数不符，未保留。"))

    write_whole(target, make, verify)
    return target


def _arrow_tables(items: Iterable[Item]) -> Iterator[Any]:
    """At least one table, which may be empty, all of one schema."""
    import pyarrow as pa

    items = iter(items)
    schema = pa.Table.from_pandas(to_frame(()), preserve_index=False).schema
    names = {"string": pa.string(), "category": pa.dictionary(pa.int32(), pa.string())}
    for position, name in enumerate(COLUMNS):
        if DTYPES[name] in names:
            schema = schema.set(position, pa.field(name, names[DTYPES[name]]))
    yield pa.Table.from_pandas(to_frame(()), schema, preserve_index=False)
    while part := list(islice(items, REPORTS_AT_ONCE)):
        yield pa.Table.from_pandas(to_frame(part), schema, preserve_index=False)
