"""What is pasted: cells from a spreadsheet, rows with their labels, Markdown, HTML, or a whole table of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import parsers
from parsers.form.form import Form
from parsers.model import Address, Origin, Report
from tui.corrections.session import FOLLOW, Setting
from tui.words.language import _
from tui.workbench.editing import Changes, Refusal, filled, typed
from tui.workbench.keys import folded
from tui.workbench.painting.sheet import Line, Sheet

WHOLE = 3
"""Rows of one table from which the reader is asked what it is."""
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)(?=</?t[dhr]\b|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_RULE = re.compile(r"[|:\s-]*-{3,}[|:\s-]*")


def pasted(report: Report, form: Form, sheet: Sheet, start: Address, text: str) -> Changes | Refusal:
    """The changes that pasted text means, by its labels or from the cursor on; all of it or nothing."""
    rows = list(_rows(text))
    labelled = sum(_line_of(sheet, _label(fields)) is not None for fields in rows)
    if labelled >= WHOLE and (whole := _whole(form, text)):
        return whole
    changes: dict[Address, Setting] = {}
    line, column = sheet.places[start]
    for fields in rows:
        label, figures = _label(fields), _figures(fields)
        named = _line_of(sheet, label) if label else None
        if label and named is None:
            if not any(figures):
                continue  # a header
            return Refusal(_("“{label}”不是这张表的行，未粘贴").format(label=label))
        near = sheet.row_near(line, 1) if named is None else sheet.lines.index(named)
        cells = sheet.lines[near].cells if near is not None else ()
        at = 0 if named is not None else column
        if near is None or at >= len(cells):
            return Refusal(_("粘贴的内容超出表格"))
        more = filled(sheet, cells[at], figures)
        if isinstance(more, Refusal):
            return more
        changes |= more
        line = near + 1
    return changes


def _whole(form: Form, text: str) -> Changes:
    """A table as the project's own reader has it, where that leaves no doubt about the place of any figure."""
    read = parsers.read(text.encode())
    cells = {a: cell for a, cell in read.cells.items() if cell.raw is not None}
    if not cells or any(cell.flag and cell.flag != "identity_fails" for cell in cells.values()):
        return {}
    known = {a for table in form.addresses.values() for a in table}
    return {a: cell.value for a, cell in cells.items()} if cells.keys() <= known else {}


def table_of(form: Form, other: Report, table: str) -> Changes | Refusal:
    """A table of another report as changes to this one: only where nothing in it is doubtful, and the form is one."""
    cells = {a: cell for a, cell in other.cells.items() if a.table == table}
    doubted = sum(cell.flag is not None and cell.flag != "identity_fails" for cell in cells.values())
    if doubted:
        return Refusal(_("那份文件的表还有 {count} 格存疑，请先在那里核对").format(count=doubted))
    if not cells or not cells.keys() <= set(form.addresses[table]):
        return Refusal(_("那份文件的表与这里的表式不同；m 改表式"))
    return {a: FOLLOW if cell.origin is Origin.COMPUTED else cell.value for a, cell in cells.items()}


def _rows(text: str) -> Iterator[list[str]]:
    """The fields of each row: of HTML its cells, of Markdown what bars part, of Excel what tabs part, else words."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<td" in text.lower() or "<th" in text.lower():
        from html import unescape

        for row in re.split(r"<tr\b[^>]*>|</tr>", text, flags=re.IGNORECASE):
            if cells := _CELL.findall(row):
                yield [unescape(_TAG.sub("", cell)).strip() for cell in cells]
        return
    for line in text.rstrip("\n").split("\n"):
        if "\t" in line:
            yield line.split("\t")
        elif "|" in line:
            if not _RULE.fullmatch(line.strip()):
                yield [field.strip() for field in line.strip().strip("|").split("|")]
        else:
            yield folded(line).split() or [""]


def _label(fields: Sequence[str]) -> str:
    """The words before the first figure."""
    words: list[str] = []
    for field in fields:
        if not field.strip() or not isinstance(typed(field, "amount"), Refusal):
            break
        words.append(field)
    return "".join(words)


def _figures(fields: Sequence[str]) -> Sequence[str]:
    """The fields from the first figure on."""
    label = _label(fields)
    used = 0
    while label and used < len(fields) and len("".join(fields[:used])) < len(label):
        used += 1
    return fields[used:]


def _line_of(sheet: Sheet, label: str) -> Line | None:
    """The row of the sheet that a label names; of several the one with most of it."""
    sought = _squeezed(label)
    if len(sought) < 2:
        return None
    known = ((line, _squeezed(words)) for line in sheet.lines if line.cells for words in (line.label.zh, line.label.en))
    fits = [(min(len(name), len(sought)), line) for line, name in known if name in sought or sought in name]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _squeezed(words: str) -> str:
    return "".join(c for c in folded(words).casefold() if c.isalpha())
