"""Reading a workbook back: what is on the disk must be what was meant."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tui.export.export_errors import ExportFailed
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.shown import Shown
from tui.words.language import _

Figures = Mapping[tuple[int, int], int | float | str | None]
"""The figures of a sheet by row and column, both from 0."""


Tick = Callable[[float], None]
"""Told how many reports more are done; half of one is a half."""


def quiet(_reports: float) -> None:
    """Nobody watches."""


def figures(item: Item, layout: Layout) -> Figures:
    """What must stand on the sheet of a report."""
    shown = Shown(item)
    return {(place.row, place.column): shown.at(a) for a, place in layout.places.items()}


def verify(path: Path, sheets: Mapping[str, Figures], tick: Tick = quiet) -> None:
    """Raise ExportFailed where the file is damaged, a sheet is missing or a figure differs."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as archive:
            whole = archive.testzip() is None
    except zipfile.BadZipFile:
        whole = False
    if not whole:
        raise ExportFailed(_("写出的工作簿读回时已损坏，未保留。"))
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        for name, meant in sheets.items():
            if name not in book.sheetnames or not _holds(book[name], meant):
                raise ExportFailed(_("写出的工作簿读回后与原数不符（{sheet}），未保留。").format(sheet=name))
            tick(0.5)


def _holds(sheet: Any, meant: Figures) -> bool:
    rows = list(sheet.iter_rows(values_only=True))
    return all(
        row < len(rows) and column < len(rows[row]) and rows[row][column] == value
        for (row, column), value in meant.items()
    )
