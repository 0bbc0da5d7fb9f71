"""A workbook read back by its hidden sheet: what stands where its figures were, and what a person wrote beside them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from parsers.form.form import FORMS
from parsers.model import Address
from tui.export.workbook.anchors import Anchors
from tui.export.workbook.ledger import HEAD, LEDGER, SUMMED
from tui.export.workbook.notes import AUTHOR
from tui.export.workbook.sums import cell_of
from tui.words.language import _

Content = str | int | float | None

_REFERENCE = re.compile(r"=?'?((?:[^']|'')+?)'?!\$?([A-Z]{1,3})\$?(\d{1,7})")
_SUM = re.compile(r"=(?:IF\(COUNT\((?P<counted>[A-Z0-9:]+)\)[,;])?SUM\((?P<summed>[A-Z0-9:]+)\)(?:[,;][^,;]*\))?")
_THREADED = re.compile(r"\A\[(?:Threaded comment|线程批注)\].*?(?:Comment|批注|注释)[:：]\s*", re.DOTALL)


class NotOurs(Exception):  # noqa: N818 (what it is)
    """A file that cannot be taken back; str() is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the workbook: as it was exported, and as it stands."""

    address: Address
    exported: Content
    summed: bool
    """Whether it was exported as a sum of its parts."""
    where: str = ""
    """Where it is now, `sheet!I33`; empty where it is gone."""
    content: Content = None
    """What is seen there, text where it is no number; not looked up for a sum of its parts."""
    formula: str = ""
    """The formula that stands there, where it is none of our sums."""
    sums: bool = False
    """Whether a sum of its parts stands there."""
    comment: str = ""
    """What a person wrote in the cell's comment."""
    gone: str = ""
    """Why it cannot be told what stands there."""


class Report(NamedTuple):
    """The figures of one report."""

    id: str
    part: int
    """Which report of the file it is, from 1."""
    acts: int
    """In its journal when it was exported."""
    file: str
    agency: str | None
    year: int | None
    figures: tuple[Figure, ...]


class Book(NamedTuple):
    """A workbook of this program that somebody may have changed."""

    source: str
    """Its name, who saved it last, and its digest."""
    reports: tuple[Report, ...]


def read(path: Path) -> Book:
    """The workbook's figures. Raises NotOurs where it is no workbook of this program, OSError where it is not read."""
    data = path.read_bytes()
    book = _opened(path)
    if LEDGER not in book.sheetnames:
        raise NotOurs(_("{path} 不是本程序导出的工作簿，取不回改正").format(path=path))
    digest = hashlib.sha256(data).hexdigest()[:16]
    source = " · ".join(filter(None, (path.name, book.properties.lastModifiedBy, digest)))
    return Book(source, tuple(_reports(book, path)))


def _opened(path: Path, data_only: bool = False) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(path, data_only=data_only)
    except OSError:
        raise
    except Exception as error:  # what a damaged archive or a foreign file makes the library say
        words = _("{path} 不能作为工作簿读取（{why}）")
        raise NotOurs(words.format(path=path, why=type(error).__name__)) from error


def _reports(book: Any, path: Path) -> Iterator[Report]:
    values = _Values(path)
    anchors = Anchors(book)
    for (id, part, _copy), rows in _by_report(book).items():
        yield _report(id, part, list(rows.values()), book, anchors, values)


_Rows = dict[Address, Mapping[str, Any]]


def _by_report(book: Any) -> Mapping[tuple[str, int, int], _Rows]:
    """The rows of each report; a copy of it, which has the same bytes, begins where an address comes again."""
    lines = book[LEDGER].iter_rows(max_col=len(HEAD), values_only=True)
    head = next(lines, ())
    found: dict[tuple[str, int, int], _Rows] = {}
    copies: Counter[tuple[str, int]] = Counter()
    for values in lines:
        row = dict.fromkeys(HEAD) | dict(zip(head, values, strict=False))
        if isinstance(row["report"], str) and isinstance(row["row"], str):
            which, address = (row["report"], _whole(row["part"], 1)), _address(row)
            copies[which] += address in found.get((*which, copies[which]), ())
            found.setdefault((*which, copies[which]), {})[address] = row
    return found


def _report(id: str, part: int, rows: list[Mapping[str, Any]], book: Any, anchors: Anchors, values: _Values) -> Report:
    first = rows[0]
    places = {_address(row): _place(row["cell"], book) for row in rows}
    figures = tuple(_figure(row, places, book, anchors, values) for row in rows)
    year = _whole(first["year"], 0) or None
    return Report(id, part, _whole(first["acts"], 0), str(first["file"] or ""), first["agency"], year, figures)


def _whole(value: object, missing: int) -> int:
    return value if isinstance(value, int) else missing


def _address(row: Mapping[str, Any]) -> Address:
    return Address(str(row["table"]), str(row["row"]), str(row["column"]))


class _Place(NamedTuple):
    """A cell; row and column count from 1."""

    sheet: str
    row: int
    column: int


Places = Mapping[Address, _Place | None]


def _place(reference: object, book: Any) -> _Place | None:
    """Where a reference leads; None where the spreadsheet lost it."""
    from openpyxl.utils import column_index_from_string

    match = _REFERENCE.fullmatch(str(reference or ""))
    sheet = match[1].replace("''", "'") if match else ""
    if match is None or sheet not in book.sheetnames:
        return None
    return _Place(sheet, int(match[3]), column_index_from_string(match[2]))


def _figure(row: Mapping[str, Any], places: Places, book: Any, anchors: Anchors, values: _Values) -> Figure:
    address = _address(row)
    known = Figure(address, row["value"], row["kind"] == SUMMED)
    place = places[address]
    if place is None:
        return replace(known, gone=_("工作表或单元格已删除"))
    cell = book[place.sheet].cell(place.row, place.column)
    where = f"{place.sheet}!{cell.coordinate}"
    if not anchors.hold(address, place.sheet, place.row, place.column):
        return replace(known, where=where, gone=_("行列已错位，表头与此格对不上"))
    comment = _comment(cell, row["comment"])
    if cell.data_type != "f":
        return replace(known, where=where, content=_content(cell.value), comment=comment)
    formula = str(getattr(cell.value, "text", cell.value))
    if _is_sum(formula, address, places):
        return replace(known, where=where, sums=True, comment=comment)
    return replace(known, where=where, content=values.at(place), formula=formula, comment=comment)


def _content(value: Any) -> Content:
    return value if value is None or (isinstance(value, int | float) and not isinstance(value, bool)) else str(value)


class _Values:
    """What formulas came to when the workbook was last saved; read when the first of them is met."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book: Any = None

    def at(self, place: _Place) -> Content:
        """The stored value; None where none is stored."""
        if self._book is None:
            self._book = _opened(self._path, data_only=True)
        return _content(self._book[place.sheet].cell(place.row, place.column).value)


@cache
def _parts() -> Mapping[Address, frozenset[tuple[Address, Address]]]:
    """By total, the first and the last of what each identity of each form adds up to it."""
    ends: dict[Address, set[tuple[Address, Address]]] = {}
    for form in FORMS.values():
        for identity in form.identities:
            if identity.code != "balance":
                ends.setdefault(identity.totals[0], set()).add((identity.parts[0], identity.parts[-1]))
    return {total: frozenset(found) for total, found in ends.items()}


def _is_sum(formula: str, address: Address, places: Places) -> bool:
    """Whether a formula adds up the parts of a total, wherever they are now."""
    match = _SUM.fullmatch(formula.replace("$", "").replace(" ", "").upper())
    if match is None or match["counted"] not in (None, match["summed"]):
        return False
    return any(
        _range(places.get(first), places.get(last)) == match["summed"] for first, last in _parts().get(address, ())
    )


def _range(first: _Place | None, last: _Place | None) -> str:
    if first is None or last is None or first.sheet != last.sheet:
        return ""
    return f"{cell_of(first.row - 1, first.column - 1)}:{cell_of(last.row - 1, last.column - 1)}".replace("$", "")


def _comment(cell: Any, exported: object) -> str:
    """What a person wrote in a comment, also behind what we had written there."""
    if cell.comment is None:
        return ""
    ours, text = _plain(str(exported or "")), _plain(_THREADED.sub("", cell.comment.text or ""))
    if ours and text.startswith(ours):
        text = text[len(ours) :]
    elif ours and cell.comment.author == AUTHOR and ours == text:
        return ""
    return text.strip()


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
