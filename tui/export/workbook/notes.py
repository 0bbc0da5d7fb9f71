"""What a cell's comment says: why it wants a person, what was printed, what it became, when and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parsers.codes import FLAGS, Says, says
from parsers.model import Address, Cell, Finding, Origin
from parsers.sentences import sentence
from tui.corrections.session import Entry
from tui.export.item import Item, last_acts, notes, touching
from tui.words.language import catalogue

_MOST_SENTENCES = 3
_SUMS = ("row_sum", "column_sum")
_TOUCHED = {Origin.EDITED: "edited", Origin.CONFIRMED: "confirmed"}
"""A total that follows its parts was corrected by nobody."""
SUM_DOUBTFUL = "sum_doubtful"
"""The flag of a sum over reports, some of which have a doubtful figure there."""
AUTHOR = "gouji"
"""Whose the comments of this program are."""
_BLANK = Cell()


class Notes:
    """Marks and comments of one report's cells."""

    def __init__(self, item: Item, lang: str = "zh") -> None:
        self._report, self._cells = item.report, item.report.cells
        self._settled = item.settled
        self._acts: Mapping[Address, Entry] = last_acts(item.history)
        self._notes = notes(item.history)
        self._findings = touching(item.report)
        self._lang = lang
        self._say: Callable[[str], str] = catalogue(lang).gettext

    def cell(self, address: Address) -> Cell:
        """The cell, a blank one where the reader has none."""
        return self._cells.get(address, _BLANK)

    def stands(self, address: Address) -> bool:
        """Whether the cell is a total that stands against a sum of its parts."""
        return any(f.code in _SUMS and f.cells[0] == address for f in self._findings.get(address, ()))

    def marks(self, address: Address) -> tuple[str, ...]:
        """The keys of `styles.MARKS` that apply to a cell."""
        cell = self.cell(address)
        marks = [_TOUCHED[cell.origin]] if cell.was and cell.origin in _TOUCHED else []
        if cell.flag is not None:
            marks.append(mark(cell.flag))
        return tuple(marks)

    def text(self, address: Address) -> str:
        """The comment of a cell; an empty string where there is nothing to say."""
        cell = self.cell(address)
        if cell.flag is None and cell.was is None and not self.stands(address):
            return ""
        place = self._report.place(cell.span)
        return "\n".join((*self._flag(cell, address), *self._correction(cell, address), *([place] if place else [])))

    def _flag(self, cell: Cell, address: Address) -> list[str]:
        _ = self._say
        lines = []
        if cell.flag is not None:
            lines.append(_("存疑：") + FLAGS[cell.flag][self._lang == "en"])
        if cell.flag is not None or self.stands(address):
            findings = self._findings.get(address, ())
            lines += [self._sentence(finding) for finding in findings[:_MOST_SENTENCES]]
        return lines

    def _sentence(self, finding: Finding) -> str:
        _ = self._say
        decided = _("（已定：原文如此）") if finding.key in self._settled else ""
        return sentence(finding, self._lang) + decided

    def _correction(self, cell: Cell, address: Address) -> list[str]:
        if cell.was is None:
            return []
        _ = self._say
        printed = cell.raw if cell.raw is not None else _figure(cell.was.value, _("空"))
        lines = [_("原文为：") + printed]
        if cell.origin is Origin.EDITED:
            lines.append(_("改为：") + _figure(cell.value, _("空")))
        elif cell.origin is Origin.COMPUTED:
            lines.append(_("改为随各项合计"))
        else:
            lines.append(_("已核对，照原文保留"))
        if address in self._notes:
            lines.append(_("备注：") + self._notes[address])
        act = self._acts.get(address)
        if act is not None and (act.time or act.by):
            lines.append(f"{act.time} {act.by}".strip())
        return lines


def mark(flag: str) -> str:
    """The key of `styles.MARKS` for a flag."""
    return "failing" if says(flag, Says.FAILS) else "hatched" if flag == SUM_DOUBTFUL else "flagged"


def _figure(value: object, blank: str) -> str:
    return blank if value is None else str(value)
