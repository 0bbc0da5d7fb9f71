"""The sentence about the cell under the cursor: where it stands in the text, what it was, what speaks against it."""

from __future__ import annotations

from parsers.codes import FLAGS, Says, says
from parsers.model import Address, Cell, Finding, Origin, Report, Severity, Value
from parsers.sentences import column_name, row_name, sentence
from tui.words.language import _, language
from tui.workbench.painting.marks import against, lost
from tui.workbench.painting.sheet import short_row, tab
from tui.workbench.view import Facts

_LONG_LINE = 200
"""Characters from which a line is no place to look something up."""
_LONG = 24
"""Characters of a row's name from which its short one is said: the line has no more than 80 cells."""


def place(address: Address) -> str:
    """Row and column as a person says them."""
    lang = language()
    row = row_name(address.table, address.row, lang)
    if len(row) > _LONG and lang == "zh":
        row = short_row(address.table, address.row, lang)
    return f"{row} · {column_name(address.table, address.column, lang)}"


def row_in_short(address: Address) -> str:
    """The row's name where there is little room."""
    return short_row(address.table, address.row, language())


def explained(report: Report, address: Address, short: bool = False) -> str:
    """The cell in one line: place (`short` where there is little room), figure, origin, where it stands in the text."""
    if address not in report.cells:
        absent = _("原文没有{table}，可粘贴、输入，或按 I 取自另一份文件")
        return absent.format(table=tab(address.table))
    cell = report.cells.get(address, Cell())
    column = column_name(address.table, address.column, language())
    where = f"{row_in_short(address)} · {column}" if short else place(address)
    words = [where, *_figures(report, address, cell), *_why(cell)]
    if cell.span is not None:
        words.append(report.place(cell.span) or _in_text(report.text, cell.span.start))
    return " · ".join(words)


def _in_text(text: str, offset: int) -> str:
    """The line; where it is so long that it is no place, the character in it, or in a text without lines."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line, character = text.count("\n", 0, start) + 1, offset - start + 1
    if (len(text) if end < 0 else end) - start <= _LONG_LINE:
        return _("原文第 {line} 行").format(line=line)
    if "\n" not in text.strip():
        return _("原文第 {character} 字").format(character=offset + 1)
    return _("原文第 {line} 行第 {character} 字").format(line=line, character=character)


def _figures(report: Report, address: Address, cell: Cell) -> list[str]:
    total = against(report, address.table).get(address)
    if total is not None:
        return [_("表内 {printed}，各项合计 {total}").format(printed=written(cell.value), total=total)]
    if cell.was is not None and cell.origin in (Origin.EDITED, Origin.COMPUTED):
        return [_("原文 {was}，改为 {now}").format(was=cell.raw or written(cell.was.value), now=written(cell.value))]
    if cell.raw is not None and cell.raw != str(cell.value):
        return [_("原文“{raw}”").format(raw=cell.raw)]
    return []


def _why(cell: Cell) -> list[str]:
    if cell.flag is not None and cell.flag in FLAGS:
        return [FLAGS[cell.flag][language() == "en"]]
    return [_("已确认")] if cell.origin is Origin.CONFIRMED else []


def written(value: Value | None) -> str:
    """A figure in a sentence."""
    return _("空") if value is None else str(value)


def finding_words(finding: Finding) -> str:
    """The finding's sentence in the language of the screen."""
    return sentence(finding, language())


def verdict(facts: Facts) -> tuple[str, ...]:
    """The whole report in ten seconds: what fails, what is inferred, what is lost; and that the rest can be trusted."""
    fails = sum(f.severity is Severity.ERROR for f in facts.findings)
    doubted = [cell for cell in facts.report.cells.values() if cell.flag is not None and not says(cell.flag, Says.LIVE)]
    gone = sum(map(lost, doubted))
    counts = ((fails, _("{n} 处不符")), (len(doubted) - gone, _("{n} 格推定")), (gone, _("{n} 格缺失")))
    words = " ".join(text.format(n=n) for n, text in counts if n)
    return (words, _("其余可信")) if words else ()
