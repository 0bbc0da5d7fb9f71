"""What stands in the cell of a figure: a number, a text where digits would be lost, or the mark of a blank."""

from __future__ import annotations

from parsers.model import Address, Cell
from tui.corrections.typed import typed
from tui.export.item import Item, notes
from tui.words.celltext import number, visible

_LONGEST_MARK = 4


class Shown:
    """The contents of one report's cells."""

    def __init__(self, item: Item) -> None:
        self._cells = item.report.cells
        self._notes = notes(item.history)

    def at(self, address: Address) -> int | float | str | None:
        """The content of a cell; None where nothing is to be seen."""
        cell = self._cells.get(address)
        if cell is None:
            return None
        if cell.value is None:
            return self._mark(address, cell)
        stored = number(cell.value)
        return str(cell.value) if stored is None else stored

    def _mark(self, address: Address, cell: Cell) -> str | None:
        """What a blank is printed as (`/`, `—`, `无`): by the person who emptied the cell, else by the report."""
        for words in (self._notes.get(address, ""), cell.raw or ""):
            mark = words.partition("\n")[0].strip()
            if is_mark(mark):
                return visible(mark)
        return None


def is_mark(text: str) -> bool:
    """Whether a text says no more than that nothing stands there."""
    return 0 < len(text.strip()) <= _LONGEST_MARK and typed(text, "") is None
