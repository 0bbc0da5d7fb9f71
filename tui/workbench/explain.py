"""The sentence about the cell under the cursor: where it stands in the text, what it was, what speaks against it."""

from __future__ import annotations

from parsers.model import Address, Cell, Finding, Origin, Report, Value
from parsers.sentences import FLAGS, column_name, row_name, sentence
from tui.words.language import _, language
from tui.workbench.painting.marks import against
from tui.workbench.painting.sheet import short_row

_LONG = 24
"""Characters of a row's name from which its short one is said: the line has no more than 80 cells."""


def place(address: Address) -> str:
    """Row and column as a person says them."""
    lang = language()
    row = row_name(address.table, address.row, lang)
    if len(row) > _LONG and lang == "zh":
        row = short_row(address.table, address.row)
    return f"{row} · {column_name(address.table, address.column, lang)}"


def explained(report: Report, address: Address) -> str:
    """The cell in one line: place, figure, origin, line of the text."""
    cell = report.cells.get(address, Cell())
    words = [place(address), *_figures(report, address, cell), *_why(cell)]
    if cell.span is not None:
        words.append(_("原文第 {line} 行").format(line=line_of(report, cell.span.start)))
    return " · ".join(words)


def line_of(report: Report, offset: int) -> int:
    """The line of the text, from 1."""
    return report.text.count("\n", 0, offset) + 1


def _figures(report: Report, address: Address, cell: Cell) -> list[str]:
    total = against(report, address.table).get(address)
    if total is not None:
        return [_("表内 {printed},各项合计 {total}").format(printed=_said(cell.value), total=total)]
    if cell.was is not None and cell.origin in (Origin.EDITED, Origin.COMPUTED):
        return [_("原文 {was},改为 {now}").format(was=cell.raw or _said(cell.was.value), now=_said(cell.value))]
    if cell.raw is not None and cell.raw != str(cell.value):
        return [_("原文“{raw}”").format(raw=cell.raw)]
    return []


def _why(cell: Cell) -> list[str]:
    if cell.flag is not None and cell.flag in FLAGS:
        return [FLAGS[cell.flag][language() == "en"]]
    return [_("已确认")] if cell.origin is Origin.CONFIRMED else []


def _said(value: Value | None) -> str:
    return _("空") if value is None else str(value)


def finding_words(finding: Finding) -> str:
    """The finding's sentence in the language of the screen."""
    return sentence(finding, language())
