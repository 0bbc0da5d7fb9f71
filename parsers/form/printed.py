"""What the official form prints, as data: tables, editions, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from parsers.model import Address

APPLICATIONS, DISCLOSURE, REVIEW = "applications", "disclosure", "review_litigation"
TABLES = (DISCLOSURE, APPLICATIONS, REVIEW)
"""The tables in the order of the report: 表二, 表三, 表四."""


class Words(NamedTuple):
    """A label as the form prints it, a short one for narrow screens (with half-width marks), and its English."""

    zh: str
    short: str
    en: str


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row."""

    key: str
    words: Words
    columns: tuple[str, ...]
    groups: tuple[str, ...] = ()
    """Keys of `GROUPS` that this row stands under, outermost first."""

    def cells(self, table: str) -> tuple[Address, ...]:
        """Its cells in a table in printed order."""
        return tuple(Address(table, self.key, column) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share one line of column headers; 表三 is one block, 表二 one a clause of 第二十条."""

    heading: str
    """What is printed above the block, or an empty string."""
    heads: Mapping[str, Words]
    """The printed header of each column, by column key."""
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The column keys in printed order."""
        return tuple(self.heads)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """One shape of 表三."""

    rows: tuple[Row, ...]
    three_other: bool
    """(六)其他处理 has its three rows."""

    @property
    def keys(self) -> list[str]:
        """The keys of the rows in printed order."""
        return [row.key for row in self.rows]

    @property
    def results(self) -> list[str]:
        """The keys of the rows that add up to （七）."""
        return [row.key for row in self.rows if "results" in row.groups and row.key != "processed_total"]


@dataclass(frozen=True, slots=True)
class Edition:
    """The form as one circular of the State Council's general office has it."""

    since: int
    """The first year that is reported on it."""
    words: Words
    disclosure: tuple[Block, ...]
    """表二."""
    shapes: tuple[Shape, ...]
    """The shapes of 表三 that reports on it print, the usual one first; no two have as many rows of (六)."""


PARTS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_org")
"""The six applicant columns of 表三 that `total` sums."""

COLUMNS: Mapping[str, Mapping[str, Words]] = {
    APPLICATIONS: {
        "natural_person": Words("自然人", "自然人", "Natural persons"),
        "business": Words("商业企业", "商业", "Businesses"),
        "research": Words("科研机构", "科研", "Research"),
        "nonprofit": Words("社会公益组织", "公益", "Non-profit"),
        "legal_service": Words("法律服务机构", "法律", "Legal services"),
        "other_org": Words("其他", "其他", "Other"),
        "total": Words("总计", "总计", "Total"),
    },
    DISCLOSURE: {
        "issued": Words("本年制发件数", "制发", "Issued"),
        "repealed": Words("本年废止件数", "废止", "Repealed"),
        "in_force": Words("现行有效件数", "有效", "In force"),
        "created": Words("本年新制作数量", "新制作", "Created"),
        "disclosed": Words("本年新公开数量", "新公开", "Disclosed"),
        "total_public": Words("对外公开总数量", "公开总数", "Public in all"),
        "previous_year_items": Words("上一年项目数量", "上年项目", "Last year"),
        "change": Words("本年增/减", "增/减", "Change"),
        "decisions": Words("处理决定数量", "处理决定", "Decisions"),
        "amount": Words("金额（单位：万元）", "金额(万元)", "Amount (10k yuan)"),
        "items": Words("采购项目数量", "采购项目", "Items"),
    },
    REVIEW: {
        "upheld": Words("结果维持", "维持", "Upheld"),
        "corrected": Words("结果纠正", "纠正", "Corrected"),
        "other": Words("其他结果", "其他", "Other"),
        "pending": Words("尚未审结", "未审结", "Pending"),
        "total": Words("总计", "总计", "Total"),
    },
}

TITLES: Mapping[str, Words] = {
    DISCLOSURE: Words("主动公开政府信息情况", "表二", "Proactive disclosure"),
    APPLICATIONS: Words("收到和处理政府信息公开申请情况", "表三", "Applications"),
    REVIEW: Words("政府信息公开行政复议、行政诉讼情况", "表四", "Review and litigation"),
}

GROUPS: Mapping[str, Words] = {
    "results": Words("三、本年度办理结果", "三、办理结果", "III. Results this year"),
    "denied": Words("（三）不予公开", "(三)不予公开", "(3) Denied"),
    "unable": Words("（四）无法提供", "(四)无法提供", "(4) Unable to provide"),
    "rejected": Words("（五）不予处理", "(五)不予处理", "(5) Not processed"),
    "other": Words("（六）其他处理", "(六)其他处理", "(6) Other handling"),
    "litigation": Words("行政诉讼", "行政诉讼", "Litigation"),
}

_APPLICATION_COLUMNS = tuple(COLUMNS[APPLICATIONS])


def _row(key: str, zh: str, short: str, en: str, *groups: str) -> Row:
    return Row(key, Words(zh, short, en), _APPLICATION_COLUMNS, groups)


_HEAD = (
    _row("new_received", "一、本年新收政府信息公开申请数量", "一、本年新收", "I. New this year"),
    _row("carried_over", "二、上年结转政府信息公开申请数量", "二、上年结转", "II. Carried over"),
    _row("granted", "（一）予以公开", "(一)予以公开", "(1) Granted", "results"),
    _row(
        "partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "(二)部分公开",
        "(2) Partly granted",
        "results",
    ),
    _row("denied_state_secret", "1.属于国家秘密", "1.国家秘密", "1. State secret", "results", "denied"),
    _row("denied_law_prohibits", "2.其他法律行政法规禁止公开", "2.法规禁止", "2. Law prohibits", "results", "denied"),
    _row(
        "denied_safety_stability", "3.危及“三安全一稳定”", "3.三安全一稳定", "3. Safety, stability", "results", "denied"
    ),
    _row("denied_third_party", "4.保护第三方合法权益", "4.第三方权益", "4. Third-party rights", "results", "denied"),
    _row("denied_internal_affairs", "5.属于三类内部事务信息", "5.内部事务", "5. Internal affairs", "results", "denied"),
    _row("denied_procedural", "6.属于四类过程性信息", "6.过程性信息", "6. Procedural", "results", "denied"),
    _row("denied_enforcement_file", "7.属于行政执法案卷", "7.执法案卷", "7. Enforcement file", "results", "denied"),
    _row("denied_admin_query", "8.属于行政查询事项", "8.行政查询", "8. Admin. query", "results", "denied"),
    _row("unable_not_held", "1.本机关不掌握相关政府信息", "1.不掌握信息", "1. Not held", "results", "unable"),
    _row("unable_no_existing", "2.没有现成信息需要另行制作", "2.需另行制作", "2. Must be made", "results", "unable"),
    _row("unable_unclear", "3.补正后申请内容仍不明确", "3.仍不明确", "3. Still unclear", "results", "unable"),
    _row("rejected_petition", "1.信访举报投诉类申请", "1.信访举报", "1. Petition", "results", "rejected"),
    _row("rejected_repeat", "2.重复申请", "2.重复申请", "2. Repeated", "results", "rejected"),
    _row("rejected_publication", "3.要求提供公开出版物", "3.公开出版物", "3. Publication", "results", "rejected"),
    _row("rejected_excessive", "4.无正当理由大量反复申请", "4.大量反复", "4. Excessive", "results", "rejected"),
    _row(
        "rejected_reconfirm",
        "5.要求行政机关确认或重新出具已获取信息",
        "5.重新出具",
        "5. Reconfirm",
        "results",
        "rejected",
    ),
)
_ONE_OTHER = (_row("other", "（六）其他处理", "(六)其他处理", "(6) Other handling", "results"),)
_THREE_OTHER = (
    _row(
        "other_overdue_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1.逾期不补正",
        "1. Overdue correction",
        "results",
        "other",
    ),
    _row(
        "other_unpaid_fee",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2.逾期未缴费",
        "2. Unpaid fee",
        "results",
        "other",
    ),
    _row("other_misc", "3.其他", "3.其他", "3. Other", "results", "other"),
)
_TAIL = (
    _row("processed_total", "（七）总计", "(七)总计", "(7) Total", "results"),
    _row("carried_forward", "四、结转下年度继续办理", "四、结转下年度", "IV. Carried forward"),
)


def _disclosure_block(heading: str, columns: Mapping[str, str], *rows: tuple[str, str, str]) -> Block:
    """`columns` gives the printed header of each column key, which differs between blocks."""
    heads = {key: COLUMNS[DISCLOSURE][key]._replace(zh=printed) for key, printed in columns.items()}
    return Block(heading, heads, tuple(Row(key, Words(zh, zh, en), tuple(heads)) for key, zh, en in rows))


_ITEMS = {"previous_year_items": "上一年项目数量", "change": "本年增/减"}
_CHANGE = _ITEMS | {"decisions": "处理决定数量"}
_MADE = {"created": "本年新制作数量", "disclosed": "本年新公开数量", "total_public": "对外公开总数量"}
_ISSUED = {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}
_DECIDED = {"decisions": "本年处理决定数量"}
_REGULATIONS = ("regulations", "规章", "Regulations")
_LICENSING = ("licensing", "行政许可", "Licensing")
_PUNISHMENT, _COERCION = ("punishment", "行政处罚", "Punishment"), ("coercion", "行政强制", "Coercion")
_FEES = ("fees", "行政事业性收费", "Fees")

_ONE = Shape(_HEAD + _ONE_OTHER + _TAIL, False)
_THREE = Shape(_HEAD + _THREE_OTHER + _TAIL, True)

_MADE_AND_CHANGED = (
    _disclosure_block(
        "第二十条第（一）项",
        _MADE,
        _REGULATIONS,
        ("normative_documents", "规范性文件", "Normative documents"),
    ),
    _disclosure_block(
        "第二十条第（五）项",
        _CHANGE,
        _LICENSING,
        ("other_services", "其他对外管理服务事项", "Other services"),
    ),
    _disclosure_block("第二十条第（六）项", _CHANGE, _PUNISHMENT, _COERCION),
    _disclosure_block("第二十条第（八）项", _ITEMS, _FEES),
    _disclosure_block(
        "第二十条第（九）项",
        {"items": "采购项目数量", "amount": "采购总金额"},
        ("procurement", "政府集中采购", "Central procurement"),
    ),
)
_ISSUED_AND_DECIDED = (
    _disclosure_block(
        "第二十条第（一）项",
        _ISSUED,
        _REGULATIONS,
        ("normative_documents", "行政规范性文件", "Normative documents"),
    ),
    _disclosure_block("第二十条第（五）项", _DECIDED, _LICENSING),
    _disclosure_block("第二十条第（六）项", _DECIDED, _PUNISHMENT, _COERCION),
    _disclosure_block("第二十条第（八）项", {"amount": "本年收费金额（单位：万元）"}, _FEES),
)

EDITIONS: Mapping[str, Edition] = {
    "2019": Edition(2019, Words("旧版（2019）", "旧版", "2019 form"), _MADE_AND_CHANGED, (_ONE, _THREE)),
    "2021": Edition(2021, Words("新版（2021）", "新版", "2021 form"), _ISSUED_AND_DECIDED, (_THREE, _ONE)),
}
"""The editions, the oldest first: 国办公开办函〔2019〕60号 and 〔2021〕30号."""

_REVIEW_COLUMNS = tuple(COLUMNS[REVIEW])
REVIEW_BLOCKS = (
    Block(
        "",
        COLUMNS[REVIEW],
        (
            Row("review", Words("行政复议", "行政复议", "Review"), _REVIEW_COLUMNS),
            Row(
                "litigation_direct",
                Words("未经复议直接起诉", "未经复议直接起诉", "Without review"),
                _REVIEW_COLUMNS,
                ("litigation",),
            ),
            Row(
                "litigation_after_review",
                Words("复议后起诉", "复议后起诉", "After review"),
                _REVIEW_COLUMNS,
                ("litigation",),
            ),
        ),
    ),
)
"""表四, which is the same in every edition."""
