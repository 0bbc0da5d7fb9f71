"""What stands beside the official form and is not printed: its source, how far it is checked, marks of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from parsers.sentences import column_name
from tui.corrections.acts import live as applied
from tui.export.item import Item
from tui.export.workbook.layout import LAST, TOP, Layout
from tui.export.workbook.notes import Notes
from tui.export.workbook.styles import MARKS, Styles
from tui.words.celltext import live, visible
from tui.words.language import catalogue

COLUMN = LAST + 2
"""The column of the notes, one empty column beside the form."""
_WIDTH = 58


def write_margin(
    sheet: Any,
    styles: Styles,
    item: Item,
    layout: Layout,
    notes: Notes,
    lang: str = "zh",
    back: str = "",
    words: str = "",
) -> None:
    """Write the notes beside the form, with a link to the sheet `back`."""
    sheet.set_column(COLUMN - 1, COLUMN - 1, 2)
    sheet.set_column(COLUMN, COLUMN, _WIDTH)
    sheet.write_string(0, COLUMN, words or said(item, lang), styles("count"))
    if back:
        sheet.write_url(1, COLUMN, f"internal:'{back}'!A1", styles("back"), "← " + back)
    marks = _marks(layout, notes, lang)
    free = [row for row in range(TOP, layout.rows) if row not in marks]
    for row, text in zip(free, (*_source(item, lang), *legend(lang)), strict=False):
        _write(sheet, styles, row, text)
    for row, text in marks.items():
        _write(sheet, styles, row, text)


def _write(sheet: Any, styles: Styles, row: int, text: str) -> None:
    shown = visible(text)
    sheet.write_string(row, COLUMN, shown, styles("note", "quoted") if live(shown) else styles("note"))


def said(item: Item, lang: str = "zh") -> str:
    """How far the figures can be trusted, in one true sentence."""
    _ = catalogue(lang).gettext
    acts = applied(item.history)
    last = acts[-1] if acts else None
    done = (
        _("已由 {by} 于 {time} 确认。").format(by=last.by or "—", time=last.time[:16].replace("T", " "))
        if last is not None and last.kind == "done" and last.on
        else ""
    )
    if item.flagged:
        return done + _("还有 {count} 格存疑：底色为黄，原因见批注。").format(count=item.flagged)
    return done or _("程序核对未发现疑点，未经人工逐格确认。")


def _source(item: Item, lang: str) -> Iterator[str]:
    _ = catalogue(lang).gettext
    yield _("机关：") + (item.report.agency or "—")
    yield _("年度：") + str(item.report.year or "—")
    yield _("来源：") + (item.name or "—")


def legend(lang: str) -> Iterator[str]:
    """What colours and signs mean, a line each."""
    _ = catalogue(lang).gettext
    yield _("? 底色为黄：存疑")
    yield _("! 底色为黄：勾稽不符")
    yield _("≠ 红色：合计与各项之和不符，改正后自动消失")
    yield _("* 底色为蓝：人工改过")
    yield _("√ 底色为绿：人工确认无误")
    yield _("缘由见单元格批注；本栏不打印")


def _marks(layout: Layout, notes: Notes, lang: str) -> Mapping[int, str]:
    """By row, the signs of its cells with the columns where they stand."""
    found: defaultdict[int, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for address, place in layout.places.items():
        for mark in notes.marks(address):
            if sign := MARKS[mark].sign:
                found[place.row][sign].append(column_name(address.table, address.column, lang))
    return {
        row: "  ".join(f"{sign} {'、'.join(dict.fromkeys(columns))}" for sign, columns in signs.items())
        for row, signs in found.items()
    }
