"""汇总: one row a report and its main figures, each a formula on the report's own sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Address, Severity
from tui.case.remaining import remaining
from tui.export.item import Item
from tui.export.workbook.layout import Layout
from tui.export.workbook.listing import Column, Formula, Link, Marked, Value
from tui.export.workbook.names import quoted
from tui.export.workbook.notes import mark
from tui.export.workbook.streamed import Plain
from tui.export.workbook.sums import cell_of
from tui.many.summary import tables
from tui.words.celltext import number
from tui.words.language import catalogue


def columns(lang: str) -> list[Column]:
    """The header of 汇总."""
    _ = catalogue(lang).gettext
    heads = [(_("机关"), 22.0), (_("年度"), 6.0), (_("表式"), 6.0)]
    figures = [(name, 7.5) for name in _figure_names(lang)]
    tail = [
        (_("表格"), 6.0),
        (_("存疑格数"), 6.0),
        (_("错误"), 6.0),
        (_("存疑"), 6.0),
        (_("说明"), 14.0),
        (_("文件"), 16.0),
    ]
    return [Column(*head) for head in (*heads, *figures, *tail)]


def _figure_names(lang: str) -> list[str]:
    _ = catalogue(lang).gettext
    applications = [_("新收"), _("上年结转"), _("予以公开"), _("部分公开"), _("不予公开"), _("无法提供"), _("不予处理")]
    results = [_("其他处理"), _("办理总计"), _("结转下年")]
    return [*applications, *results, _("规范性文件"), _("收费（万元）"), _("行政复议"), _("行政诉讼")]


def row(item: Item, layout: Layout | None, sheet: str, lang: str, book: str = "") -> Sequence[Value]:
    """The row of a report, which has a sheet here or stands in another book; one that could not be read says why."""
    report = item.report
    label = report.agency or report.title or item.name or sheet
    leads = Link(label, sheet, book=book) if layout or (book and report.error is None) else label
    head: list[Value] = [leads, report.year, report.edition]
    sums: list[Value] = [None] * len(_figure_names(lang))
    if report.error is None:
        sums = [_sum(item, layout, sheet, group) for group in _groups(item)]
    left = remaining(report, item.settled)
    errors, warnings = (sum(f.severity is s for f in left) for s in (Severity.ERROR, Severity.WARNING))
    return [
        *head,
        *sums,
        None if report.error else tables(report),
        item.flagged,
        errors,
        warnings,
        report.error,
        item.name,
    ]


def plain(item: Item, lang: str) -> list[Plain]:
    """The row of a report as bare values, for CSV."""
    return [_bare(value) for value in row(item, None, "", lang)]


def _bare(value: Value) -> Plain:
    if isinstance(value, Link):
        return value.text
    if isinstance(value, Marked):
        return value.value
    assert not isinstance(value, Formula | datetime)
    return value


def _groups(item: Item) -> Iterator[tuple[Address, ...]]:
    """The cells that each figure of 汇总 adds up, in the order of its columns."""
    form = form_of(item.report.edition, item.report.three_other)
    rows = [row.key for row in form.rows(APPLICATIONS)]
    for start in ("new_received", "carried_over", "granted", "partial", "denied_", "unable_", "rejected_", "other"):
        yield tuple(Address(APPLICATIONS, key, "total") for key in rows if key.startswith(start))
    yield (Address(APPLICATIONS, "processed_total", "total"),)
    yield (Address(APPLICATIONS, "carried_forward", "total"),)
    stock = next(column for column in ("in_force", "total_public") if column in form.blocks[DISCLOSURE][0].columns)
    yield (Address(DISCLOSURE, "normative_documents", stock),)
    yield (Address(DISCLOSURE, "fees", "amount"),)
    yield (Address(REVIEW, "review", "total"),)
    yield tuple(Address(REVIEW, key, "total") for key in ("litigation_direct", "litigation_after_review"))


def _sum(item: Item, layout: Layout | None, sheet: str, group: tuple[Address, ...]) -> Value:
    """A formula on the report's sheet, nothing where all cells are blank (blank is not zero), marked as its worst."""
    values = [v for a in group if (v := item.report.value(a)) is not None]
    total = number(sum(values, start=0)) if values else None
    if any(number(v) is None for v in values):
        return Marked(None, worst(item, group) or "flagged")
    if layout is None:
        return Marked(total, worst(item, group))
    if not all(a in layout.places for a in group):
        return None
    places = [layout.places[a] for a in group]
    cells = ",".join(f"{quoted(sheet)}!{cell_of(p.row, p.column)}" for p in places)
    return Formula(f'=IF(COUNT({cells}),SUM({cells}),"")', "" if total is None else total, worst(item, group))


def worst(item: Item, group: Iterable[Address]) -> str:
    """The worst mark of the cells that a figure rests on, as a key of `styles.MARKS`; empty where none is doubtful."""
    flags = {cell.flag for a in group if (cell := item.report.cells.get(a)) is not None and cell.flag is not None}
    return min(map(mark, flags), key=("flagged", "hatched", "failing").index, default="")
