"""The sheets of what was found and done, 问题 and 修改记录, a row at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from parsers.model import Finding, Severity
from parsers.sentences import column_name, place_name, row_name, sentence, table_name
from tui.corrections.acts import Entry
from tui.export.item import Item, corrections, decisions, last_acts
from tui.export.workbook.layout import Layout
from tui.export.workbook.listing import Column, Link, Value
from tui.words.language import catalogue


def problem_columns(lang: str) -> list[Column]:
    """The header of 问题."""
    _ = catalogue(lang).gettext
    heads = ((_("文件"), 20), (_("机关"), 20), (_("年度"), 6), (_("级别"), 6), (_("表"), 6), (_("位置"), 30))
    tail = ((_("问题"), 50), (_("应为"), 8), (_("实为"), 8), (_("处理"), 10), (_("处理时间"), 16), (_("处理人"), 14))
    return [Column(*head) for head in (*heads, *tail)]


def problems(item: Item, layout: Layout | None, sheet: str, lang: str) -> Iterator[Sequence[Value]]:
    """A row a finding, with what was decided; a report that could not be read has one row that says why."""
    _ = catalogue(lang).gettext
    report = item.report
    if report.error is not None:
        yield item.name, report.agency, report.year, _("错误"), None, None, report.error
        return
    for finding in report.findings:
        words, act = handled(item, finding, lang)
        yield (
            item.name,
            report.agency,
            report.year,
            _severity(finding, lang),
            table_name(finding.table, lang) if finding.table else None,
            _place(finding, layout, sheet, lang),
            sentence(finding, lang),
            finding.expected,
            finding.actual,
            words,
            _when(act.time) if act else None,
            act.by if act else None,
        )


def handled(item: Item, finding: Finding, lang: str) -> tuple[str | None, Entry | None]:
    """What a person did about a finding, and the act: decided it, or corrected or confirmed its cells, all or some."""
    _ = catalogue(lang).gettext
    if finding.key in item.settled:
        return _("原文如此"), decisions(item.history).get(finding.key)
    last = last_acts(item.history)
    acts = [last[a] for a in finding.cells if a in last]
    if not acts:
        return None, None
    left = any(cell.flag is not None for a in finding.cells if (cell := item.report.cells.get(a)) is not None)
    edited = any(act.kind == "edit" for act in acts)
    words = _("部分处理") if left else _("已改正") if edited else _("已确认")
    return words, max(acts, key=item.history.index)


def _when(time: str) -> datetime | str:
    """The time where the person was, as spreadsheets keep times; text where it is none."""
    try:
        return datetime.fromisoformat(time).replace(tzinfo=None)
    except ValueError:
        return time


def _severity(finding: Finding, lang: str) -> str:
    _ = catalogue(lang).gettext
    return {Severity.ERROR: _("错误"), Severity.WARNING: _("存疑"), Severity.INFO: _("提示")}[finding.severity]


def _place(finding: Finding, layout: Layout | None, sheet: str, lang: str) -> Value:
    """Where the finding is, with a link to the cell where its report has a sheet."""
    if not finding.cells:
        return None
    from xlsxwriter.utility import xl_rowcol_to_cell

    address = finding.cells[0]
    place = layout.places.get(address) if layout else None
    text = place_name(address, lang)
    return Link(text, sheet, xl_rowcol_to_cell(place.row, place.column)) if place else text


def log_columns(lang: str) -> list[Column]:
    """The header of 修改记录."""
    _ = catalogue(lang).gettext
    heads = ((_("文件"), 20), (_("机关"), 20), (_("年度"), 6), (_("时间"), 16), (_("操作人"), 14), (_("操作"), 7))
    tail = ((_("表"), 6), (_("行"), 34), (_("列"), 14), (_("原文为"), 12), (_("改前"), 12), (_("改后"), 12))
    return [Column(*head) for head in (*heads, *tail)]


def log(item: Item, lang: str) -> Iterator[Sequence[Value]]:
    """A row a cell and act: what was printed, what stood there and what a person put there."""
    _ = catalogue(lang).gettext
    kinds = {"edit": _("改正"), "confirm": _("确认")}
    for made in corrections(item):
        act, address = made.act, made.address
        yield (
            item.name,
            item.report.agency,
            item.report.year,
            _when(act.time),
            act.by,
            kinds.get(act.kind, act.kind),
            table_name(address.table, lang) if address.table != "fields" else None,
            row_name(address.table, address.row, lang),
            column_name(address.table, address.column, lang) or None,
            made.printed,
            _("空") if made.before is None and address.table != "fields" else made.before,
            _("空") if made.after is None else made.after,
        )
