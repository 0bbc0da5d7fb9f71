"""Every code a finding, a flag or a repair can have, and the sentence it becomes in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from parsers.form.form import COLUMNS, FORMS, GROUPS, TITLES, Words
from parsers.model import Address, Finding, Severity


class Code(NamedTuple):
    """A finding's severity and its templates.

    Templates may use `{table}`, `{place}` (the first cell), `{row}`, `{column}`, `{count}` (of cells), `{expected}`,
    `{actual}`, `{difference}` (actual less expected) and whatever the finding's `facts` name.
    """

    severity: Severity
    zh: str
    en: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CODES: Mapping[str, Code] = {
    "row_sum": Code(
        _E,
        "{row}:{column}印为 {actual},各项合计 {expected},相差 {difference}",
        "{row}: {column} is printed {actual}, its parts add up to {expected}, off by {difference}",
    ),
    "column_sum": Code(
        _E,
        "{column}:{row}印为 {actual},各行合计 {expected},相差 {difference}",
        "{column}: {row} is printed {actual}, the results add up to {expected}, off by {difference}",
    ),
    "balance": Code(
        _E,
        "{column}:第一项加第二项为 {expected},第三项加第四项为 {actual},相差 {difference}",
        "{column}: I + II is {expected}, III + IV is {actual}, off by {difference}",
    ),
    "total_missing": Code(
        _W, "{place}没有印出,各项合计 {expected}", "{place} is not printed; its parts add up to {expected}"
    ),
    "part_exceeds_total": Code(
        _W, "{place}为 {actual},大于其合计 {expected}", "{place} is {actual}, more than its total {expected}"
    ),
    "implausible": Code(
        _W, "{place}为 {actual},与各项({expected})相差悬殊", "{place} is {actual}, far from its parts ({expected})"
    ),
    "blank_needed": Code(
        _W, "{place}为空,但按勾稽关系应为 {expected}", "{place} is blank, but the identities need {expected}"
    ),
    "position_inferred": Code(
        _W,
        "{row}:原文丢失空格,{count} 格按勾稽关系推定位置",
        "{row}: the text lost its blanks; arithmetic placed {count} cells",
    ),
    "position_guessed": Code(
        _W,
        "{row}:原文丢失空格,位置不能确定,按常见填法放置",
        "{row}: the text lost its blanks; the usual placement was taken, others fit too",
    ),
    "left_blank": Code(
        _W,
        "{row}:{numbers} 无法确定位置,未填入",
        "{row}: {numbers} could not be placed and was left out",
    ),
    "value_inferred": Code(
        _W,
        "{place}:原文“{raw}”不能直接读出,按勾稽关系推定为 {actual}",
        "{place}: “{raw}” cannot be read as it stands; the identities make it {actual}",
    ),
    "unreadable": Code(_W, "{place}:“{raw}”不是数字", "{place}: “{raw}” is no figure"),
    "blank_unproven": Code(
        _W, "{row}:没有数字,原文也未见空格", "{row}: no figures, and the text does not show its empty cells"
    ),
    "unit_unknown": Code(
        _W, "{place}:{actual} 没有单位,按原数保留", "{place}: {actual} has no unit and stays as it is"
    ),
    "table_absent": Code(_W, "没有找到{table}（{title}）", "{table} was not found"),
    "no_table": Code(_W, "没有找到任何一张表", "no table was found"),
    "row_missing": Code(_W, "{table}缺行:{row}", "{table}: a row is missing: {row}"),
    "row_doubled": Code(_W, "{row}出现多次,取第一次", "{row} stands more than once; the first was read"),
    "row_order": Code(_W, "{row}不在应有的位置", "{row} is out of order"),
    "table_torn": Code(
        _W, "{table}的文字次序已乱,无法按行读取", "{table}: the text is torn and cannot be read by rows"
    ),
    "table_cut": Code(_W, "{table}在原文中中断", "{table} is cut off in the text"),
    "text_garbled": Code(
        _W,
        "原文有 {n} 处乱码或丢失的字符（如“{said}”），数字可能不全",
        "Characters are lost or garbled in {n} places of the text (“{said}”); figures may lack digits",
    ),
    "left_over": Code(
        _I, "{table}范围内有数字未归入任何单元格:{numbers}", "{table}: figures that no cell uses: {numbers}"
    ),
    "extra_row": Code(_I, "{table}有表式以外的行:{label}", "{table} has a row that the form has not: {label}"),
    "known_line": Code(_I, "表外说明:{label} {numbers}", "A line beside the table: {label} {numbers}"),
    "edition_unusual": Code(_I, "{year}年的报告使用 {edition} 年表式", "A report for {year} on the form of {edition}"),
    "several_reports": Code(
        _I,
        "原文含 {parts} 份报告，这是第 {part} 份",
        "The text holds {parts} reports; this is number {part}",
    ),
    "year_doubtful": Code(_W, "年度存疑，原文所见：{said}", "The year is doubtful; the text has: {said}"),
    "agency_doubtful": Code(_W, "机关存疑，原文所见：{said}", "The agency is doubtful; the text has: {said}"),
    "prose_differs": Code(
        _W,
        "正文说“{sentence}”,表中{place}为 {actual}",
        "The prose says “{sentence}”; {place} in the table is {actual}",
    ),
    "carry_differs": Code(
        _W,
        "{column}:上年结转 {actual},{before}年报告结转下年 {expected}",
        "{column}: carried over {actual}; the report for {before} carried {expected} forward",
    ),
    "stock_differs": Code(
        _W,
        "{row}现行有效 {actual},按{before}年有效数加制发减废止应为 {expected}",
        "{row}: {actual} in force; last year's ({before}) plus issued less repealed makes {expected}",
    ),
    "journal_damaged": Code(
        _W,
        "修改记录有 {actual} 行已损坏，没有计入（第 {lines} 行）；gouji doctor 可查看",
        "{actual} lines of the journal are damaged and do not count (line {lines}); see gouji doctor",
    ),
    "journal_later": Code(
        _W,
        "修改记录有 {actual} 步由更新版本的 gouji 写成，这里没有计入，也没有丢弃",
        "{actual} acts in the journal were written by a later gouji; they are kept, and do not count here",
    ),
    "journal_foreign": Code(
        _I,
        "{folder} 不属于本人，其中的修改记录只读取，不写入；新的改动存在本人的状态目录",
        "{folder} is somebody else's: its journal is read and not written to; new acts go to your state directory",
    ),
    "document_hidden": Code(_W, "文件中隐藏的内容没有读入：{words}", "Hidden in the document and not read: {words}"),
    "document_deleted": Code(
        _W, "文件中已删去或划掉的内容没有读入：{words}", "Struck out in the document and not read: {words}"
    ),
    "document_unstored": Code(_W, "公式没有保存结果：{words}", "Formulas without a stored value: {words}"),
    "document_picture": Code(
        _W, "文件中有图片或没有文字的页，内容无法读取：{words}", "Pictures or pages without text, not read: {words}"
    ),
    "text_changed": Code(
        _W,
        "原文已改动:{place}原印“{before}”,现印“{after}”,当时改为 {actual}",
        "The text changed: {place} was “{before}”, now “{after}”; it had been corrected to {actual}",
    ),
}
"""Findings. `text_changed`, `carry_differs` and `stock_differs` compare a report with another one."""

FLAGS: Mapping[str, tuple[str, str]] = {
    "position_inferred": ("位置按勾稽关系推定", "placed by arithmetic"),
    "position_guessed": ("位置不能确定", "position uncertain"),
    "value_inferred": ("数值按勾稽关系推定", "value inferred"),
    "left_blank": ("有数字但无法定位", "a figure could not be placed"),
    "unreadable": ("不是数字", "no figure"),
    "blank_unproven": ("空白未经印证", "blank not shown by the text"),
    "unit_unknown": ("单位不明", "unit unknown"),
    "row_missing": ("原文缺行", "row missing"),
    "row_doubled": ("此行出现多次", "row printed twice"),
    "total_missing": ("总计未印出", "total not printed"),
    "identity_fails": ("勾稽不符", "identity fails"),
    "doubtful": ("与其他数字不合", "at odds with other figures"),
    "table_torn": ("文字次序已乱", "torn text"),
    "table_cut": ("原文在此中断", "text cut off"),
    "text_changed": ("原文已改动", "the text changed"),
}
"""Why a person should look at a cell, in a few words."""

REASONS: Mapping[str, tuple[str, str]] = {
    "digit_misread": ("认错一位数字", "one digit misread"),
    "digit_lost": ("丢失一位数字", "a digit lost"),
    "digit_doubled": ("多出一位数字", "a digit doubled"),
    "digits_turned": ("相邻两位数字颠倒", "two digits changed places"),
    "figure_lost": ("漏读一个数字", "a figure was not read"),
    "glued": ("与相邻数字粘连", "glued to its neighbour"),
    "split": ("一个数字断成两个", "one figure split in two"),
    "swapped": ("两格互换", "two cells swapped"),
    "row_lost": ("漏读一行,按各列所缺补入", "a row was not read; filled with what its columns lack"),
    "row_shifted": ("整行错开一格", "the row is shifted by one cell"),
    "same_misreading": ("合计与分项同样认错", "total and part misread the same way"),
    "blank_dropped": ("漏读一格", "a cell was dropped"),
    "total_zero": ("合计印为 0，按各项合计改正", "the total is printed 0; it becomes the sum of its parts"),
    "totals_blank": ("总计未印出,按各项合计补入", "totals are not printed; filled with their sums"),
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
    "three_other": Words("(六)分三行", "(六)分三行", "Three rows of (6)"),
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
    if group := GROUPS.get(facts.get("group", "")):
        words["place"] = _pick(group, lang)
    elif finding.code == "prose_differs" and (more := len(finding.cells) - 1):
        words["place"] += f" and {more} more, together," if lang == "en" else f"等 {more + 1} 行合计"
    template = code.en if lang == "en" else code.zh
    return template.format_map(words | facts)


def _figure(value: object, lang: str) -> str:
    return ("blank" if lang == "en" else "空") if value is None else str(value)
