"""Every code that a finding or a flag can have, a row each: how bad, in which words, and what it says of a cell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, Flag, auto
from typing import NamedTuple

from parsers.model import Severity


class Says(Flag):
    """What a code says of the cells that carry it as their flag, and of how a person settles it."""

    FLAG = auto()
    """Cells carry it."""
    LACKS = auto()
    """The cell may lack a figure that the report prints."""
    ABSENT = auto()
    """The text does not have the cell: a blank is no 0, no sum is held against it and no repair fills it."""
    UNSURE = auto()
    """The cell may hold another figure than the report prints."""
    PLACED = auto()
    """Arithmetic or convention chose the figure's column: who puts the same figure there confirms it."""
    LIVE = auto()
    """Checks set it and take it away as figures change; every other flag is the reader's."""
    FAILS = auto()
    """A sum does not add up, or is not printed."""
    FIRST = auto()
    """It is walked before the sums, which fail because of it."""
    LOOKED = auto()
    """Looking at its cells settles it; every other finding a person decides as a whole."""
    WHOLE = auto()
    """A person is asked about all its cells at once; otherwise about one row of them."""
    ONE = auto()
    """It is about its first cell alone."""


class Kind(Enum):
    """Findings that a person decides alike."""

    SUMS = "勾稽不符"
    LACKING = "缺行缺数"
    PLACES = "位置不定"
    INFERRED = "推定"
    TOTALS = "总计未填"
    VALUES = "数值可疑"
    OTHERWISE = "前后不一"
    TABLES = "缺表乱表"
    OTHER = "其他"


NOTHING = Says(0)
EMPTY_ROW = Says.LACKS | Says.WHOLE
"""What is said of a row without figures, whole: a repair that fills the row answers it."""


class Code(NamedTuple):
    """One row of the table."""

    severity: Severity
    """`info` wants nobody."""
    short: tuple[str, str]
    """What it is in a few words, Chinese and English; of a flag, why a person should look."""
    zh: str = ""
    """The sentence of a finding; empty where the code is a flag alone.

    It may use `{table}`, `{title}`, `{place}` (the first cell), `{row}`, `{column}`, `{count}` (of cells),
    `{expected}`, `{actual}`, `{difference}` (actual less expected) and whatever the finding's `facts` name.
    """
    en: str = ""
    says: Says = NOTHING
    mark: str = ""
    """The flag that a finding of the checks puts on its cells: on the first, or on all that hold a figure."""
    kind: Kind = Kind.OTHER


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_FLAG, _LACKS, _ABSENT, _UNSURE, _PLACED = Says.FLAG, Says.LACKS, Says.ABSENT, Says.UNSURE, Says.PLACED
_LIVE, _FAILS, _FIRST, _LOOKED, _WHOLE, _ONE = Says.LIVE, Says.FAILS, Says.FIRST, Says.LOOKED, Says.WHOLE, Says.ONE

CODES: Mapping[str, Code] = {
    "row_sum": Code(
        _E,
        ("行合计不符", "row sum fails"),
        "{row}：{column}原文为 {actual}，各项合计 {expected}，相差 {difference}",
        "{row}: {column} is printed {actual}, its parts add up to {expected}, off by {difference}",
        mark="identity_fails",
        kind=Kind.SUMS,
    ),
    "column_sum": Code(
        _E,
        ("列合计不符", "column sum fails"),
        "{column}：{row}原文为 {actual}，各行合计 {expected}，相差 {difference}",
        "{column}: {row} is printed {actual}, the results add up to {expected}, off by {difference}",
        mark="identity_fails",
        kind=Kind.SUMS,
    ),
    "balance": Code(
        _E,
        ("收办结转不平", "balance fails"),
        "{column}：第一项加第二项为 {expected}，第三项加第四项为 {actual}，相差 {difference}",
        "{column}: I + II is {expected}, III + IV is {actual}, off by {difference}",
        mark="identity_fails",
        kind=Kind.SUMS,
    ),
    "identity_fails": Code(_E, ("勾稽不符", "identity fails"), says=_FLAG | _LIVE | _FAILS),
    "total_missing": Code(
        _W,
        ("总计原文未填", "total not printed"),
        "{place}原文未填，各项合计 {expected}",
        "{place} is not printed; its parts add up to {expected}",
        _FLAG | _LIVE | _FAILS | _ONE,
        "total_missing",
        kind=Kind.TOTALS,
    ),
    "totals_missing": Code(
        _W,
        ("总计一列原文未填", "no totals printed"),
        "{table}总计一列原文未填，{count} 格各按本行合计",
        "{table}: no total is printed; {count} of them follow their rows",
        _WHOLE,
        "total_missing",
        kind=Kind.TOTALS,
    ),
    "part_exceeds_total": Code(
        _W,
        ("分项大于合计", "part exceeds total"),
        "{place}为 {actual}，大于其合计 {expected}",
        "{place} is {actual}, more than its total {expected}",
        _ONE,
        "doubtful",
        kind=Kind.VALUES,
    ),
    "implausible": Code(
        _W,
        ("合计相差悬殊", "implausible total"),
        "{place}为 {actual}，与各项（{expected}）相差悬殊",
        "{place} is {actual}, far from its parts ({expected})",
        _ONE,
        "doubtful",
        kind=Kind.VALUES,
    ),
    "blank_needed": Code(
        _W,
        ("空白格应有数", "blank that should hold a figure"),
        "{place}为空，但按勾稽关系应为 {expected}",
        "{place} is blank, but the identities need {expected}",
        _ONE,
        "doubtful",
        kind=Kind.LACKING,
    ),
    "doubtful": Code(_W, ("与其他数字不合", "at odds with other figures"), says=_FLAG | _UNSURE | _LIVE),
    "sum_doubtful": Code(_W, ("其中有报告存疑", "some of the reports are doubtful here"), says=_FLAG | _UNSURE),
    "position_inferred": Code(
        _W,
        ("位置按勾稽关系推定", "placed by arithmetic"),
        "{row}：原文缺少空白单元格，{count} 格按勾稽关系推定位置",
        "{row}: the text lost its blanks; arithmetic placed {count} cells",
        _FLAG | _PLACED | _LOOKED | _WHOLE,
        kind=Kind.INFERRED,
    ),
    "position_guessed": Code(
        _W,
        ("位置不能确定", "position uncertain"),
        "{row}：原文缺少空白单元格，位置不能确定，按通常填报方式暂放",
        "{row}: the text lost its blanks; the usual placement was taken, others fit too",
        _FLAG | _UNSURE | _PLACED | _FIRST | _LOOKED | _WHOLE,
        kind=Kind.PLACES,
    ),
    "left_blank": Code(
        _W,
        ("有数字但无法定位", "a figure could not be placed"),
        "{row}：{numbers} 无法确定位置，未填入",
        "{row}: {numbers} could not be placed and was left out",
        _FLAG | _LACKS | _UNSURE | _FIRST | _LOOKED | _WHOLE,
        kind=Kind.LACKING,
    ),
    "value_inferred": Code(
        _W,
        ("数值按勾稽关系推定", "value inferred"),
        "{place}：原文“{raw}”不能直接读出，按勾稽关系推定为 {actual}",
        "{place}: “{raw}” cannot be read as it stands; the identities make it {actual}",
        _FLAG | _UNSURE | _LOOKED,
        kind=Kind.INFERRED,
    ),
    "unreadable": Code(
        _W,
        ("不是数字", "no figure"),
        "{place}：“{raw}”不是数字",
        "{place}: “{raw}” is no figure",
        _FLAG | _LACKS | _UNSURE | _FIRST | _LOOKED,
        kind=Kind.LACKING,
    ),
    "blank_unproven": Code(
        _W,
        ("空白未经印证", "blank not shown by the text"),
        "{row}：没有数字，原文也未见空白单元格",
        "{row}: no figures, and the text does not show its empty cells",
        _FLAG | _LOOKED,
        kind=Kind.LACKING,
    ),
    "unit_unknown": Code(
        _W,
        ("单位不明", "unit unknown"),
        "{place}：{actual} 没有单位，按原数保留",
        "{place}: {actual} has no unit and stays as it is",
        _FLAG | _LOOKED,
        kind=Kind.VALUES,
    ),
    "table_absent": Code(
        _W, ("缺表", "table absent"), "没有找到{table}（{title}）", "{table} was not found", kind=Kind.TABLES
    ),
    "no_table": Code(_W, ("没有表格", "no table"), "没有找到任何一张表", "no table was found", kind=Kind.TABLES),
    "row_missing": Code(
        _W,
        ("原文缺行", "row missing"),
        "{table}缺行：{row}",
        "{table}: a row is missing: {row}",
        _FLAG | _LACKS | _ABSENT | _UNSURE | _FIRST | _LOOKED | _WHOLE,
        kind=Kind.LACKING,
    ),
    "row_doubled": Code(
        _W,
        ("此行出现多次", "row printed twice"),
        "{row}出现多次，取第一次",
        "{row} stands more than once; the first was read",
        _FLAG | _LACKS | _UNSURE | _LOOKED,
        kind=Kind.VALUES,
    ),
    "row_order": Code(
        _W, ("行序有误", "row out of order"), "{row}不在应有的位置", "{row} is out of order", _LOOKED, kind=Kind.VALUES
    ),
    "table_torn": Code(
        _W,
        ("文字次序已乱", "torn text"),
        "{table}的文字次序已乱，无法按行读取",
        "{table}: the text is torn and cannot be read by rows",
        _FLAG | _LACKS | _ABSENT | _UNSURE | _LOOKED,
        kind=Kind.TABLES,
    ),
    "table_cut": Code(
        _W,
        ("原文在此中断", "text cut off"),
        "{table}在原文中中断",
        "{table} is cut off in the text",
        _FLAG | _LACKS | _ABSENT | _UNSURE | _LOOKED,
        kind=Kind.TABLES,
    ),
    "text_garbled": Code(
        _W,
        ("有乱码", "garbled text"),
        "原文有 {n} 处乱码或丢失的字符（如“{said}”），数字可能不全",
        "Characters are lost or garbled in {n} places of the text (“{said}”); figures may lack digits",
        kind=Kind.LACKING,
    ),
    "left_over": Code(
        _I,
        ("有数字未归入", "figures left over"),
        "{table}范围内有数字未归入任何单元格：{numbers}",
        "{table}: figures that no cell uses: {numbers}",
    ),
    "extra_row": Code(
        _I,
        ("多出一行", "extra row"),
        "{table}有表式以外的行：{label}",
        "{table} has a row that the form has not: {label}",
    ),
    "known_line": Code(
        _I,
        ("表外说明", "line beside the table"),
        "表外说明：{label} {numbers}",
        "A line beside the table: {label} {numbers}",
    ),
    "edition_unusual": Code(
        _I,
        ("表式与年度不合", "unusual edition"),
        "{year}年的报告使用 {edition} 年表式",
        "A report for {year} on the form of {edition}",
    ),
    "several_reports": Code(
        _I,
        ("多份报告", "several reports"),
        "原文含 {parts} 份报告，这是第 {part} 份",
        "The text holds {parts} reports; this is number {part}",
    ),
    "year_doubtful": Code(
        _W, ("年度存疑", "year doubtful"), "年度存疑，原文所见：{said}", "The year is doubtful; the text has: {said}"
    ),
    "agency_doubtful": Code(
        _W,
        ("机关存疑", "agency doubtful"),
        "机关存疑，原文所见：{said}",
        "The agency is doubtful; the text has: {said}",
    ),
    "prose_differs": Code(
        _W,
        ("与正文不合", "prose differs"),
        "正文说“{sentence}”，表中{place}为 {actual}",
        "The prose says “{sentence}”; {place} in the table is {actual}",
        _ONE,
        kind=Kind.OTHERWISE,
    ),
    "carry_differs": Code(
        _W,
        ("与上年不衔接", "differs from last year"),
        "{column}：上年结转 {actual}，{before}年报告结转下年 {expected}",
        "{column}: carried over {actual}; the report for {before} carried {expected} forward",
        _ONE,
        kind=Kind.OTHERWISE,
    ),
    "stock_differs": Code(
        _W,
        ("有效件数与上年不衔接", "stock differs from last year"),
        "{row}现行有效 {actual}，按{before}年有效数加制发减废止应为 {expected}",
        "{row}: {actual} in force; last year's ({before}) plus issued less repealed makes {expected}",
        kind=Kind.OTHERWISE,
    ),
    "level_differs": Code(
        _W,
        ("与所属各报告之和不符", "differs from its units"),
        "{place}：本级报告为 {actual}，所属 {units} 份报告之和为 {expected}",
        "{place}: {actual}; the reports of its {units} units add up to {expected}",
        _ONE,
        kind=Kind.OTHERWISE,
    ),
    "journal_damaged": Code(
        _W,
        ("修改记录有损坏", "damaged journal"),
        "修改记录有 {actual} 行已损坏，没有计入（第 {lines} 行）；gouji doctor 可查看",
        "{actual} lines of the journal are damaged and do not count (line {lines}); see gouji doctor",
    ),
    "journal_later": Code(
        _W,
        ("修改记录较新", "journal of a later version"),
        "修改记录有 {actual} 步由更新版本的 gouji 写成，这里没有计入，也没有丢弃",
        "{actual} acts in the journal were written by a later gouji; they are kept, and do not count here",
    ),
    "journal_foreign": Code(
        _I,
        ("修改记录属于他人", "somebody else's journal"),
        "{folder} 不属于本人，其中的修改记录只读取，不写入；新的改动存在本人的状态目录",
        "{folder} is somebody else's: its journal is read and not written to; new acts go to your state directory",
    ),
    "document_hidden": Code(
        _W,
        ("有隐藏内容", "hidden content"),
        "文件中隐藏的内容没有读入：{words}",
        "Hidden in the document and not read: {words}",
    ),
    "document_deleted": Code(
        _W,
        ("有删去内容", "struck-out content"),
        "文件中已删去或划掉的内容没有读入：{words}",
        "Struck out in the document and not read: {words}",
    ),
    "document_unstored": Code(
        _W,
        ("公式无结果", "formula without a value"),
        "公式没有保存结果：{words}",
        "Formulas without a stored value: {words}",
    ),
    "document_picture": Code(
        _W,
        ("有图片", "pictures"),
        "文件中有图片或没有文字的页，内容无法读取：{words}",
        "Pictures or pages without text, not read: {words}",
    ),
    "text_changed": Code(
        _W,
        ("原文已改动", "the text changed"),
        "原文已改动：{place}原为“{before}”，现为“{after}”，当时改为 {actual}",
        "The text changed: {place} was “{before}”, now “{after}”; it had been corrected to {actual}",
        _FLAG | _UNSURE | _FIRST | _LOOKED,
        kind=Kind.OTHERWISE,
    ),
}
"""Findings and flags; `text_changed`, `carry_differs`, `stock_differs`, `level_differs` compare it with others."""

FLAGS: Mapping[str, tuple[str, str]] = {name: code.short for name, code in CODES.items() if Says.FLAG in code.says}
"""Those that cells carry: why a person should look, in a few words."""


def says(code: str | None, what: Says) -> bool:
    """Whether a flag (None is none) or a finding's code says this."""
    return code is not None and what in CODES[code].says
