"""Reading a workbook back: what is on the disk must be what was meant."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tui.export.export_errors import ExportFailed
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.shown import Shown
from tui.export.workbook.stored import Stored, Unreadable
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
    try:
        with zipfile.ZipFile(path) as archive:
            whole = archive.testzip() is None
            differing = _first_differing(archive, sheets, tick) if whole else None
    except (zipfile.BadZipFile, Unreadable):
        whole, differing = False, None
    if not whole:
        raise ExportFailed(_("写出的工作簿读回时已损坏，未保留。"))
    if differing is not None:
        raise ExportFailed(_("写出的工作簿读回后与原数不符（{sheet}），未保留。").format(sheet=differing))


def _first_differing(archive: zipfile.ZipFile, sheets: Mapping[str, Figures], tick: Tick) -> str | None:
    book = Stored(archive)
    for name, meant in sheets.items():
        cells = book.cells(name)
        if cells is None or any(cells.get(place) != value for place, value in meant.items()):
            return name
        tick(0.5)
    return None
