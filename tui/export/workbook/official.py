"""One report on one sheet, in the official form."""

from __future__ import annotations

from typing import Any

from parsers.form.form import Form, form_of
from tui.export.item import Item
from tui.export.workbook.layout import LAST, TOP, WIDTHS, Layout, Place, height_of, lay_out
from tui.export.workbook.margin import write_margin
from tui.export.workbook.notes import AUTHOR, Notes
from tui.export.workbook.rules import write_rules
from tui.export.workbook.shown import Shown
from tui.export.workbook.styles import Styles
from tui.export.workbook.sums import is_live, range_of, sums
from tui.words.celltext import live, visible
from tui.words.language import catalogue


def write_official(sheet: Any, styles: Styles, item: Item, lang: str = "zh", back: str = "", said: str = "") -> Layout:
    """Write the report to an empty sheet, with a link to the sheet `back`; return where everything stands.

    `said` is what the margin says of how far the figures can be trusted, where the report does not say it itself.
    """
    _ = catalogue(lang).gettext
    form = form_of(item.report.edition, item.report.three_other)
    layout = lay_out(form, item.report.found, _("（原文没有这张表）"))
    notes = Notes(item, lang)
    _set_up(sheet, layout)
    _title(sheet, styles, item)
    for box in layout.boxes:
        if (box.top, box.left) == (box.bottom, box.right):
            sheet.write_string(box.top, box.left, box.text, styles(box.style))
        else:
            sheet.merge_range(box.top, box.left, box.bottom, box.right, box.text, styles(box.style))
    _figures(sheet, styles, item, form, layout, notes)
    write_rules(sheet, styles.fails(), form, layout)
    write_margin(sheet, styles, item, layout, notes, lang, back, said)
    return layout


def _set_up(sheet: Any, layout: Layout) -> None:
    """Column widths, row heights, and print on A4, one page wide: the form, in black, and nothing else."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, height in layout.heights.items():
        sheet.set_row(row, height)
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, layout.rows - 1, LAST)
    sheet.print_black_and_white()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer("&C&P / &N")
    sheet.hide_gridlines(2)
    sheet.set_comments_author(AUTHOR)
    figures = range_of(TOP, 0, layout.rows - 1, LAST)
    sheet.ignore_errors({"number_stored_as_text": figures, "formula_differs": figures, "formula_range": figures})


def _title(sheet: Any, styles: Styles, item: Item) -> None:
    report = item.report
    year = f"{report.year}年" if report.year else ""
    shown = visible(report.title or f"{report.agency or ''}{year}政府信息公开工作年度报告")
    sheet.merge_range(0, 0, 0, LAST, "", styles("title"))
    sheet.write_string(0, 0, shown, styles("title", "quoted") if live(shown) else styles("title"))
    sheet.set_row(0, height_of(shown, 0, LAST) * 1.6 + 2)


def _figures(sheet: Any, styles: Styles, item: Item, form: Form, layout: Layout, notes: Notes) -> None:
    formulas, shown = sums(form, layout), Shown(item)
    for address, place in layout.places.items():
        look = styles("figure", *notes.marks(address))
        if place.last > place.column:
            sheet.merge_range(place.row, place.column, place.row, place.last, "", look)
        content = shown.at(address)
        total = formulas.get(address)
        if total is not None and is_live(item, address, total.parts, notes.stands(address)):
            sheet.write_formula(
                place.row, place.column, _formula(total.range, content), look, content or _empty(content)
            )
        elif content is None:
            sheet.write_blank(place.row, place.column, None, look)
        elif isinstance(content, str):
            sheet.write_string(place.row, place.column, content, look)
        else:
            sheet.write_number(place.row, place.column, content, look)
        if comment := notes.text(address):
            _comment(sheet, place, visible(comment))


def _formula(cells: str, content: int | float | str | None) -> str:
    """A sum that shows what is printed while its parts are blank: nothing, the mark of a blank, or 0."""
    blank = content if isinstance(content, str) else ""
    empty = "0" if content == 0 else f'"{blank}"'
    return f"=IF(COUNT({cells}),SUM({cells}),{empty})"


def _empty(content: int | float | str | None) -> int | str:
    return "" if content is None else 0


def _comment(sheet: Any, place: Place, text: str) -> None:
    options = {
        "width": 240,
        "height": 18 * round(height_of(text, 0, 3) / 13.5) + 6,
        "font_size": 9,
        "font_name": "宋体",
    }
    sheet.write_comment(place.row, place.column, text, options)
