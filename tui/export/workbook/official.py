"""One report on one sheet, in the official form."""

from __future__ import annotations

from typing import Any

from parsers.form.form import Form, Identity, form_of
from parsers.model import Address
from tui.export.celltext import live, number, visible
from tui.export.item import Item
from tui.export.workbook.layout import LAST, WIDTHS, Layout, Place, height_of, lay_out
from tui.export.workbook.notes import Notes
from tui.export.workbook.rules import write_rules
from tui.export.workbook.styles import Styles
from tui.words.language import catalogue

_TOP = 5
"""Rows above the first table: title, source, count of flags, key to the signs, an empty one."""


def write_official(sheet: Any, styles: Styles, item: Item, lang: str = "zh", back: str = "") -> Layout:
    """Write the report to an empty sheet, with a link to the sheet `back`; return where everything stands."""
    form = form_of(item.report.edition, item.report.three_other)
    layout = lay_out(form, item.report.found, _TOP, catalogue(lang).gettext("(原文没有这张表)"))
    _set_up(sheet, layout)
    _heading(sheet, styles, item, lang)
    if back:
        sheet.write_url(_TOP - 1, 0, f"internal:'{back}'!A1", styles("back"), "← " + back)
    for box in layout.boxes:
        if (box.top, box.left) == (box.bottom, box.right):
            sheet.write_string(box.top, box.left, box.text, styles(box.style))
        else:
            sheet.merge_range(box.top, box.left, box.bottom, box.right, box.text, styles(box.style))
    _figures(sheet, styles, item, form, layout, Notes(item, lang))
    write_rules(sheet, styles.fails(), form, layout)
    return layout


def _set_up(sheet: Any, layout: Layout) -> None:
    """Column widths, row heights, and print on A4, one page wide."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, height in layout.heights.items():
        sheet.set_row(row, height)
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)
    sheet.set_comments_author("gouji")


def _heading(sheet: Any, styles: Styles, item: Item, lang: str) -> None:
    _ = catalogue(lang).gettext
    report = item.report
    year = f"{report.year}年" if report.year else ""
    title = report.title or f"{report.agency or ''}{year}政府信息公开工作年度报告"
    source = [
        _("机关:") + (report.agency or "—"),
        _("年度:") + str(report.year or "—"),
        _("来源:") + (item.name or "—"),
    ]
    lines = (
        (title, "title"),
        ("  ".join(source), "note"),
        (count_line(item.flagged, lang), "count"),
        (_("记号:* 改过 · ? 待核 · ! 勾稽不符 · ≠ 合计与各项之和不符;缘由见单元格批注"), "note"),
    )
    for row, (text, style) in enumerate(lines):
        shown = visible(text)
        sheet.merge_range(row, 0, row, LAST, "", styles(style))
        sheet.write_string(row, 0, shown, styles(style, "quoted") if live(shown) else styles(style))
        scale = 1.6 if style == "title" else 1.0
        sheet.set_row(row, height_of(shown, 0, LAST) * scale + 2)


def count_line(flagged: int, lang: str = "zh") -> str:
    """The line above the tables that says how much is left to look at."""
    _ = catalogue(lang).gettext
    if not flagged:
        return _("各格均已核定,没有待核的数字。")
    return _("还有 {count} 格待核:底色为黄,原因见批注。").format(count=flagged)


def _figures(sheet: Any, styles: Styles, item: Item, form: Form, layout: Layout, notes: Notes) -> None:
    formulas = _formulas(form, layout)
    for address, place in layout.places.items():
        cell = notes.cell(address)
        look = styles("figure", *notes.marks(address))
        if place.last > place.column:
            sheet.merge_range(place.row, place.column, place.row, place.last, "", look)
        stored = None if cell.value is None else number(cell.value)
        if cell.value is None:
            sheet.write_blank(place.row, place.column, None, look)
        elif stored is None:
            sheet.write_string(place.row, place.column, str(cell.value), look)
        elif address in formulas and _adds_up(item, formulas[address][0], notes.stands(address)):
            sheet.write_formula(place.row, place.column, formulas[address][1], look, stored)
        else:
            sheet.write_number(place.row, place.column, stored, look)
        if comment := notes.text(address):
            _comment(sheet, place, visible(comment))


def _comment(sheet: Any, place: Place, text: str) -> None:
    options = {
        "width": 240,
        "height": 18 * round(height_of(text, 0, 3) / 13.5) + 6,
        "font_size": 9,
        "font_name": "宋体",
    }
    sheet.write_comment(place.row, place.column, text, options)


def _formulas(form: Form, layout: Layout) -> dict[Address, tuple[tuple[Address, ...], str]]:
    """The parts and the sum of every total, the sum of (七) down its column, any other along its row."""
    totals: dict[Address, tuple[tuple[Address, ...], str]] = {}
    for identity in form.identities:
        if identity.code != "balance" and identity.totals[0] in layout.places:
            total = identity.totals[0]
            parts = totals[total][0] + identity.parts if total in totals else identity.parts
            totals[total] = (parts, f"=SUM({_range(identity, layout)})")
    return totals


def _adds_up(item: Item, parts: tuple[Address, ...], stands: bool) -> bool:
    """Whether a spreadsheet would come to the printed total: no sum is against it, no part is kept as text."""
    values = (item.report.value(a) for a in parts)
    return not stands and all(v is None or number(v) is not None for v in values)


def _range(identity: Identity, layout: Layout) -> str:
    from xlsxwriter.utility import xl_range

    first, last = layout.places[identity.parts[0]], layout.places[identity.parts[-1]]
    return str(xl_range(first.row, first.column, last.row, last.column))
