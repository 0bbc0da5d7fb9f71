"""长表: a row a figure with the words of the form, a table of the spreadsheet that is ready for a pivot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from parsers.codes import FLAGS
from parsers.form.printed import TABLES
from parsers.model import Origin
from parsers.sentences import table_name
from tui.export.item import Item
from tui.export.longtable import Line, lines
from tui.export.workbook.listing import Column
from tui.export.workbook.streamed import Plain
from tui.words.language import catalogue


def columns(lang: str) -> list[Column]:
    """The header: `Line` in words, then the keys of the contract and the whole place in one."""
    _ = catalogue(lang).gettext
    words = ((_("文件"), 24.0), (_("机关"), 24.0), (_("年度"), 7.0), (_("表"), 7.0), (_("行"), 36.0), (_("列"), 16.0))
    figure = ((_("数值"), 11.0), (_("原文"), 11.0), (_("来源"), 9.0), (_("存疑"), 24.0), (_("人工改正"), 9.0))
    rest = ((_("表式"), 7.0), (_("标题"), 36.0), (_("次序"), 7.0), (_("原文位置"), 18.0), (_("指标"), 48.0))
    keys = ((_("表代码"), 17.0), (_("行代码"), 24.0), (_("列代码"), 17.0))
    return [Column(*head) for head in (*words, *figure, *rest, *keys)]


def rows(item: Item, lang: str) -> Iterator[Sequence[Plain]]:
    """A row a figure."""
    table_of, origin_of, flag_of, yes = _words(lang)
    for line in lines(item):
        table = table_of[line.table]
        flag = line.flag and flag_of.get(line.flag, line.flag)
        yield (
            *(line.file, line.agency, line.year, table, line.row_label, line.column_label),
            *(line.value, line.raw, origin_of[line.origin], flag, yes if line.corrected else None),
            *(line.edition, line.title, line.order, line.place, _whole(table, line)),
            *(line.table, line.row, line.column),
        )


def _whole(table: str, line: Line) -> str:
    return f"{table} {line.row_label} · {line.column_label}"


@cache
def _words(lang: str) -> tuple[dict[str, str], dict[str, str], dict[str, str], str]:
    """The names of tables, of how figures came about and of why they are doubtful, and `yes`."""
    _ = catalogue(lang).gettext
    origins = {
        Origin.READ: _("原文"),
        Origin.INFERRED: _("推定"),
        Origin.BLANK: _("空白"),
        Origin.EDITED: _("人工改正"),
        Origin.CONFIRMED: _("人工确认"),
        Origin.COMPUTED: _("各项合计"),
    }
    tables = {table: table_name(table, lang) for table in TABLES}
    flags = {flag: words[lang == "en"] for flag, words in FLAGS.items()}
    return tables, {origin.value: words for origin, words in origins.items()}, flags, _("是")
