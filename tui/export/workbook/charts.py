"""图表: native charts of what the reports add up to, each beside the figures that it draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from parsers.codes import CODES
from parsers.form.printed import APPLICATIONS, COLUMNS, PARTS, REVIEW
from parsers.model import Address, Value
from tui.export.item import Item
from tui.export.workbook.picks import CHARTS
from tui.export.workbook.styles import Styles
from tui.export.workbook.totals import Total
from tui.words.celltext import number, visible
from tui.words.language import catalogue

_ROWS, _FIRST, _MOST = 20, 2, 10
"""Rows that a chart takes; the first row of the first; how many agencies and findings are shown."""
_KEPT = 1000
"""Of so many reports the largest half is kept."""
_OUTCOMES = ("granted", "partial", "denied_", "unable_", "rejected_", "other")


class Chart(NamedTuple):
    """A table and how it is drawn: a row a category, a column a series."""

    title: str
    kind: str
    subtype: str
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Value | None]]]


class Noted:
    """What the charts tell of single reports: the findings, and who has the most applications."""

    def __init__(self) -> None:
        self.codes: Counter[str] = Counter()
        self.received: dict[str, Value] = {}

    def add(self, item: Item) -> None:
        """Note one report."""
        self.codes.update(finding.code for finding in item.report.findings)
        received = item.report.value(Address(APPLICATIONS, "new_received", "total"))
        if received is not None and number(received) is not None:
            who = f"{item.report.agency or item.name}{item.report.year or ''}"
            self.received[who] = max(received, self.received.get(who, 0))
            if len(self.received) > _KEPT:
                self.received = dict(self.largest(_KEPT // 2))

    def largest(self, most: int) -> list[tuple[str, Value]]:
        """Whoever received the most applications."""
        return sorted(self.received.items(), key=lambda one: -one[1])[:most]


def write_charts(book: Any, sheet: Any, styles: Styles, totals: Sequence[Total], noted: Noted, lang: str) -> None:
    """Write every chart that there are figures for, one under the other, on A4 pages."""
    _ = catalogue(lang).gettext
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 6, 11)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.merge_range(0, 0, 0, 6, "", styles("note"))
    sheet.write_string(0, 0, _("由本工作簿各报告汇总；存疑数字照计，见各“合计”表"), styles("note"))
    top = _FIRST
    for chart in (*_by_year(totals, lang), *_found(noted, lang)):
        if any(value for _, values in chart.rows for value in values):
            _write(book, sheet, styles, chart, top)
            top += _ROWS
    sheet.set_h_pagebreaks(range(_FIRST + 2 * _ROWS, top, 2 * _ROWS))


def _write(book: Any, sheet: Any, styles: Styles, chart: Chart, top: int) -> None:
    sheet.write_string(top, 0, chart.title, styles("heading"))
    for column, name in enumerate(chart.series, 1):
        sheet.write_string(top + 1, column, name, styles("list_head"))
    for row, (name, values) in enumerate(chart.rows, top + 2):
        sheet.write_string(row, 0, visible(name), styles("list"))
        for column, value in enumerate(values, 1):
            if value is not None and (stored := number(value)) is not None:
                sheet.write_number(row, column, stored, styles("list"))
    drawn = book.add_chart({"type": chart.kind} | ({"subtype": chart.subtype} if chart.subtype else {}))
    first, last = top + 2, top + 1 + len(chart.rows)
    for column in range(1, len(chart.series) + 1):
        cells = {"categories": [CHARTS, first, 0, last, 0], "values": [CHARTS, first, column, last, column]}
        labels = {"value": len(chart.rows) <= _MOST}
        drawn.add_series(cells | {"name": [CHARTS, top + 1, column], "data_labels": labels})
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
    if chart.kind == "bar":
        drawn.set_y_axis({"reverse": True})
    drawn.set_size({"width": 720, "height": 370})
    sheet.insert_chart(top, 8, drawn)


def _by_year(totals: Sequence[Total], lang: str) -> list[Chart]:
    _ = catalogue(lang).gettext
    years: dict[int, Counter[Address]] = {}
    for total in totals:
        years.setdefault(total.year, Counter()).update(total.sums)
    keys = ("new_received", "carried_over", "processed_total", "carried_forward")
    names = (_("新收"), _("上年结转"), _("办理总计"), _("结转下年"))
    flows = [(str(y), [sums[Address(APPLICATIONS, key, "total")] for key in keys]) for y, sums in sorted(years.items())]
    outcomes = (_("予以公开"), _("部分公开"), _("不予公开"), _("无法提供"), _("不予处理"), _("其他处理"))
    shares = [(str(y), [_outcome(sums, start) for start in _OUTCOMES]) for y, sums in sorted(years.items())]
    heads = COLUMNS[APPLICATIONS]
    kinds = [heads[part].en if lang == "en" else heads[part].zh for part in PARTS]
    asked = [
        (str(y), [sums[Address(APPLICATIONS, "new_received", p)] for p in PARTS]) for y, sums in sorted(years.items())
    ]
    disputes = [(str(y), _disputes(sums)) for y, sums in sorted(years.items())]
    rate = [(str(y), [_rate(sums)]) for y, sums in sorted(years.items())]
    return [
        Chart(_("各年度收到、办理与结转"), "column", "", names, flows),
        Chart(_("办理结果构成"), "column", "percent_stacked", outcomes, shares),
        Chart(_("申请人构成"), "column", "stacked", kinds, asked),
        Chart(_("行政复议与行政诉讼"), "column", "", (_("行政复议"), _("行政诉讼")), disputes),
        Chart(_("复议诉讼纠正率（%，占已审结）"), "line", "", (_("纠正率"),), rate),
    ]


def _outcome(sums: Counter[Address], start: str) -> int:
    return sum(v for a, v in sums.items() if (a.table, a.column) == (APPLICATIONS, "total") and a.row.startswith(start))


def _disputes(sums: Counter[Address]) -> list[Value | None]:
    direct, after = (sums[Address(REVIEW, row, "total")] for row in ("litigation_direct", "litigation_after_review"))
    return [sums[Address(REVIEW, "review", "total")], direct + after]


def _rate(sums: Counter[Address]) -> Value | None:
    """Corrected of all that were decided, in per cent; None where none was."""
    decided = [(a, v) for a, v in sums.items() if a.table == REVIEW and a.column in ("upheld", "corrected", "other")]
    all_of_them = sum(v for _, v in decided)
    corrected = sum(v for a, v in decided if a.column == "corrected")
    return round(100 * corrected / all_of_them) if all_of_them else None


def _found(noted: Noted, lang: str) -> list[Chart]:
    _ = catalogue(lang).gettext
    common: list[tuple[str, Sequence[Value | None]]] = [
        (CODES[code].short[lang == "en"], [n]) for code, n in noted.codes.most_common(_MOST)
    ]
    large = [(who, [n]) for who, n in noted.largest(_MOST)]
    return [
        Chart(_("最常见的问题"), "bar", "", (_("次数"),), common),
        Chart(_("新收申请最多的报告"), "bar", "", (_("新收"),), large),
    ]
