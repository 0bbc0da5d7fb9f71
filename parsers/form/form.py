"""The official form as data: tables, editions, rows, columns and the identities (勾稽关系) that tie them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class Identity:
    """The sum of `parts` equals the sum of `totals`."""

    code: str
    """`row_sum`, `column_sum` or `balance`."""
    table: str
    parts: tuple[Address, ...]
    totals: tuple[Address, ...]
    needs: tuple[Address, ...]
    """Not checked where all of these are null (contract, section 2)."""

    @property
    def cells(self) -> tuple[Address, ...]:
        """All cells that the identity ties."""
        return self.parts + self.totals


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of the form: an edition, with one or three rows of (六)其他处理."""

    edition: str
    three_other: bool
    blocks: Mapping[str, tuple[Block, ...]]
    addresses: Mapping[str, tuple[Address, ...]]
    """Every cell of a table in printed order."""
    identities: tuple[Identity, ...]

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table in printed order."""
        for block in self.blocks[table]:
            yield from block.rows


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

_DISCLOSURE: Mapping[str, tuple[Block, ...]] = {
    "2021": (
        _disclosure_block(
            "第二十条第（一）项",
            _ISSUED,
            _REGULATIONS,
            ("normative_documents", "行政规范性文件", "Normative documents"),
        ),
        _disclosure_block("第二十条第（五）项", _DECIDED, _LICENSING),
        _disclosure_block("第二十条第（六）项", _DECIDED, _PUNISHMENT, _COERCION),
        _disclosure_block("第二十条第（八）项", {"amount": "本年收费金额（单位：万元）"}, _FEES),
    ),
    "2019": (
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
    ),
}

_REVIEW_COLUMNS = tuple(COLUMNS[REVIEW])
_REVIEW = (
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


def _row_sum(table: str, row: Row) -> Identity:
    total = (Address(table, row.key, "total"),)
    return Identity("row_sum", table, tuple(Address(table, row.key, c) for c in row.columns[:-1]), total, total)


def _matrix_identities(rows: tuple[Row, ...]) -> Iterator[Identity]:
    """Row sums, column sums and balances of 表三, as its own head line prints them."""
    results = [row.key for row in rows if "results" in row.groups and row.key != "processed_total"]
    for row in rows:
        yield _row_sum(APPLICATIONS, row)
    for column in _APPLICATION_COLUMNS:
        new, over, done, forward = (
            Address(APPLICATIONS, row, column)
            for row in ("new_received", "carried_over", "processed_total", "carried_forward")
        )
        parts = tuple(Address(APPLICATIONS, row, column) for row in results)
        yield Identity("column_sum", APPLICATIONS, parts, (done,), (done,))
        yield Identity("balance", APPLICATIONS, (new, over), (done, forward), (new, done))


def _form(edition: str, three_other: bool) -> Form:
    matrix = _HEAD + (_THREE_OTHER if three_other else _ONE_OTHER) + _TAIL
    blocks = {
        DISCLOSURE: _DISCLOSURE[edition],
        APPLICATIONS: (Block("", COLUMNS[APPLICATIONS], matrix),),
        REVIEW: _REVIEW,
    }
    addresses = {
        table: tuple(Address(table, row.key, c) for block in blocks[table] for row in block.rows for c in row.columns)
        for table in TABLES
    }
    reviews = (_row_sum(REVIEW, row) for row in _REVIEW[0].rows)
    return Form(edition, three_other, blocks, addresses, (*_matrix_identities(matrix), *reviews))


FORMS: Mapping[tuple[str, bool], Form] = {
    (edition, three): _form(edition, three) for edition in ("2019", "2021") for three in (False, True)
}

ROW_CELLS: Mapping[tuple[str, str], tuple[Address, ...]] = {
    (table, row.key): tuple(Address(table, row.key, column) for column in row.columns)
    for form in FORMS.values()
    for table in (APPLICATIONS, REVIEW)
    for row in form.rows(table)
}
"""The cells of each row of 表三 and 表四, which are the same in every edition."""


def form_of(edition: str | None, three_other: bool) -> Form:
    """The form of a report; an edition that the labels do not tell is taken for the newer."""
    return FORMS[edition or "2021", three_other]
