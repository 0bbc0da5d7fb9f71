"""What spoke for a cell and what against it: how its row was read, the sums it stands in, the findings that name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parsers.codes import FLAGS
from parsers.form.form import Identity, form_of
from parsers.model import Address, Report
from parsers.sentences import sentence


class Witness(NamedTuple):
    """One thing that speaks for a cell or against it."""

    speaks_for: bool
    zh: str
    en: str


READ_BY: Mapping[str, tuple[str, str]] = {
    "bars": ("每格之间有竖线", "bars part its cells"),
    "tabs": ("每格之间有制表符", "tabs part its cells"),
    "commas": ("每格之间有逗号", "commas part its cells"),
    "joined": ("各格之间分隔相同", "one separator parts all its cells"),
    "aligned": ("各列上下对齐", "its columns stand under each other"),
    "dashes": ("横线标出各列", "dashes mark its columns"),
    "centred": ("各行偏离居中的位置标出空白", "what stands off the middle shows its blanks"),
    "records": ("每格是数据的一项", "each cell is an item of printed data"),
    "named": ("每个数前有列名", "each figure stands behind the name of its column"),
    "document": ("每格是文档表格的一格", "each cell is one of the document's table"),
    "whole": ("本行各格都有数字", "every cell of the row has a figure"),
    "kept": ("原文保留了空白单元格", "the text kept its blank cells"),
    "empty": ("各空白单元格在原文中都有位置", "each blank has its own place in the text"),
    "again": ("原文另有一份，数字相同", "the text has it twice, alike"),
}
"""How a row's cells were told apart, by the names that the reading leaves in `Report.evidence`."""


def explain(report: Report, address: Address) -> tuple[Witness, ...]:
    """The witnesses of a cell, those that speak for it first; none for a place that the report's form has not."""
    cell = report.cells.get(address)
    if cell is None:
        return ()
    told = [Witness(True, *READ_BY[name]) for name in report.evidence.get((address.table, address.row), ())]
    if not told and cell.span is not None and cell.flag is None:
        told.append(Witness(True, "按行读出", "read line by line"))
    witnesses = [*told, *_sums(report, address)]
    if cell.flag is not None:
        witnesses.append(Witness(False, *FLAGS[cell.flag]))
    found = [f for f in report.findings if address in f.cells]
    witnesses += [Witness(False, sentence(f, "zh"), sentence(f, "en")) for f in found]
    return tuple(sorted(witnesses, key=lambda w: not w.speaks_for))


def _sums(report: Report, address: Address) -> Iterator[Witness]:
    """The sums of the form that the cell stands in, that could have failed and hold."""
    for identity in form_of(report.edition, report.three_other).identities:
        if address in identity.cells and _holds(report, identity):
            yield Witness(True, *_SUMS[identity.code])


def _holds(report: Report, identity: Identity) -> bool:
    total = sum(report.value(a) or 0 for a in identity.totals)
    return total != 0 and total == sum(report.value(a) or 0 for a in identity.parts)


_SUMS = {
    "row_sum": ("本行各项之和等于总计", "its row adds up to its total"),
    "column_sum": ("本列各项之和等于总计", "its column adds up to its total"),
    "balance": ("本列第一项加第二项等于第三项加第四项", "in its column I + II is III + IV"),
}
