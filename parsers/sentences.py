"""Findings, repairs and places as a person would say them, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.codes import CODES
from parsers.form.form import FORMS
from parsers.form.printed import COLUMNS, GROUPS, TITLES, Words
from parsers.model import Address, Finding

REASONS: Mapping[str, tuple[str, str]] = {
    "digit_misread": ("一位数字识别有误", "one digit misread"),
    "digit_lost": ("丢失一位数字", "a digit lost"),
    "digit_doubled": ("多出一位数字", "a digit doubled"),
    "digits_turned": ("相邻两位数字颠倒", "two digits changed places"),
    "figure_lost": ("漏读一个数字", "a figure was not read"),
    "glued": ("与相邻数字粘连", "glued to its neighbour"),
    "split": ("一个数字断成两个", "one figure split in two"),
    "swapped": ("两格互换", "two cells swapped"),
    "row_lost": ("漏读一行，按各列所缺补入", "a row was not read; filled with what its columns lack"),
    "row_shifted": ("整行错开一格", "the row is shifted by one cell"),
    "same_misreading": ("合计与分项同样识别有误", "total and part misread the same way"),
    "blank_dropped": ("漏读一格", "a cell was dropped"),
    "total_zero": ("合计原文为 0，按各项合计改正", "the total is printed 0; it becomes the sum of its parts"),
    "totals_blank": ("总计原文未填，按各项合计补入", "totals are not printed; filled with their sums"),
    "several": ("几处各有可解释的差错", "several faults, each explained"),
    "too_many": (
        "差错太多，逐组修改，未必是最小的改动",
        "too many faults: mended in groups, perhaps not the least",
    ),
    "arithmetic": ("使勾稽关系成立的最小改动", "the smallest change that satisfies the identities"),
}
"""Why a repair is offered: known scraping faults, then bare arithmetic."""

_ROWS: dict[tuple[str, str], Words] = {
    (table, row.key): row.words for form in FORMS.values() for table in form.blocks for row in form.rows(table)
}
_GROUP_OF = {
    row.key: row.groups[-1] for form in FORMS.values() for row in form.rows("applications") if len(row.groups) > 1
}
_FIELDS = {
    "title": Words("标题", "标题", "Title"),
    "agency": Words("机关", "机关", "Agency"),
    "year": Words("年度", "年度", "Year"),
    "edition": Words("表式", "表式", "Edition"),
    "three_other": Words("（六）分三行", "（六）分三行", "Three rows of (6)"),
}


def _pick(words: Words, lang: str) -> str:
    return words.en if lang == "en" else words.zh


def table_name(table: str, lang: str = "zh") -> str:
    """表二, 表三, 表四, or the English title."""
    words = TITLES[table]
    return words.en if lang == "en" else words.short


def row_name(table: str, row: str, lang: str = "zh") -> str:
    """The printed label of a row, a numbered one after its group's; one that the form does not have is its own name."""
    words = _FIELDS.get(row) if table == "fields" else _ROWS.get((table, row))
    if words is None or table == "fields":
        return row if words is None else _pick(words, lang)
    label = _pick(words, lang)
    group = GROUPS.get(_GROUP_OF.get(row, "")) if table == "applications" else None
    return f"{_pick(group, lang)} {label}" if group else label


def column_name(table: str, column: str, lang: str = "zh") -> str:
    """The printed header of a column; one that the form does not have is its own name."""
    words = COLUMNS.get(table, {}).get(column)
    return _pick(words, lang) if words is not None else column


def place_name(address: Address, lang: str = "zh") -> str:
    """Row and column of a cell as a person would say them."""
    names = row_name(address.table, address.row, lang), column_name(address.table, address.column, lang)
    return " · ".join(n for n in names if n)


def sentence(finding: Finding, lang: str = "zh") -> str:
    """The finding in one sentence, in Chinese (`zh`) or English (`en`)."""
    code = CODES[finding.code]
    words = {
        "table": table_name(finding.table, lang) if finding.table else "",
        "title": TITLES[finding.table].zh if finding.table else "",
        "count": str(len(finding.cells)),
        "expected": _figure(finding.expected, lang),
        "actual": _figure(finding.actual, lang),
    }
    if finding.cells:
        first = finding.cells[0]
        words |= {
            "place": place_name(first, lang),
            "row": row_name(first.table, first.row, lang),
            "column": column_name(first.table, first.column, lang),
        }
    if finding.expected is not None and finding.actual is not None:
        words["difference"] = f"{finding.actual - finding.expected:+}"
    facts = dict(finding.facts)
    if address := facts.get("address"):  # of a cell that the report's form has no longer
        words["place"] = place_name(Address(*address.split(".")), lang)
    if group := GROUPS.get(facts.get("group", "")):
        words["place"] = _pick(group, lang)
    elif finding.code == "prose_differs" and (more := len(finding.cells) - 1):
        words["place"] += f" and {more} more, together," if lang == "en" else f"等 {more + 1} 行合计"
    template = code.en if lang == "en" else code.zh
    return template.format_map(words | facts)


def _figure(value: object, lang: str) -> str:
    return ("blank" if lang == "en" else "空") if value is None else str(value)
