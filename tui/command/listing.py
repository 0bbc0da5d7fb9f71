"""Reports as lines on a terminal: one each, the findings of a single one under it, and the total."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.codes import FLAGS
from parsers.model import Address, Change, Finding, Repair, Report, Severity
from parsers.sentences import REASONS, place_name, sentence
from tui.case.advice import Repairs, repairs
from tui.case.case import DONE, DOUBTFUL, IN_WORK, UNTOUCHED, Case
from tui.many.summary import Summary, Tally
from tui.words.language import _
from tui.words.plain import fitted, visible, width

_AGENCY, _TABLES, _COUNTS, _LABEL = 20, 6, 23, 7
"""Cells; with these a line leaves an 80-column terminal some room for the path, which is never cut."""
_MOST_REPAIRS, _MOST_FLAGS = 3, 12


def line(summary: Summary) -> str:
    """The line of one report in a list."""
    who = fitted(visible(summary.agency or summary.title or "—"), _AGENCY)
    verdicts, states = _verdicts(), _states()
    words = fitted(verdicts[_verdict(summary)], _widest(verdicts)), who, fitted(str(summary.year or "—"), 4)
    tables = fitted(summary.tables, _TABLES)
    more = tables, fitted(states[summary.state], _widest(states)), _padded(_wants(summary), _COUNTS)
    return " ".join((*words, *more, visible(summary.file)))


def _verdict(summary: Summary) -> str:
    if summary.error:
        return "unreadable"
    if not any(table.isalnum() for table in summary.tables):
        return "no_tables"
    return "clean" if summary.clean else "wanting"


def _verdicts() -> dict[str, str]:
    return {"clean": _("无问题"), "wanting": _("要核对"), "unreadable": _("无法读取"), "no_tables": _("没有表格")}


def _states() -> dict[str, str]:
    return {UNTOUCHED: _("未处理"), IN_WORK: _("处理中"), DONE: _("已完成"), DOUBTFUL: _("完成·有疑")}


def _padded(text: str, cells: int) -> str:
    """As `fitted`, but nothing is cut: a count must stay whole."""
    return text + " " * (cells - width(text))


def _widest(words: dict[str, str]) -> int:
    return max(width(word) for word in words.values())


def _wants(summary: Summary) -> str:
    """The counts that are not zero."""
    counts = (
        (summary.errors, _("错误 {n}")),
        (summary.warnings, _("存疑 {n}")),
        (summary.flagged, _("存疑格 {n}")),
    )
    return " ".join(words.format(n=n) for n, words in counts if n) or "—"


def total(tally: Tally, interrupted: bool = False) -> str:
    """The last line: how many reports, and how many of each kind."""
    words = _("共 {all} 份：无问题 {clean}，要核对 {wanting}，无法读取 {unreadable}")
    said = words.format(all=tally.all, clean=tally.clean, wanting=tally.wanting, unreadable=tally.unreadable)
    return said + _("（已中断，其余未看）") if interrupted else said


def detailed(summary: Summary, case: Case, lang: str) -> Iterator[str]:
    """The lines of a single report: its own, what is wrong with it, what would mend it."""
    yield line(summary)
    report, open_ones = case.report, case.remaining
    for finding in report.findings:
        yield f"  {_kind(finding, open_ones)} {visible(sentence(finding, lang))}{_where(report, finding)}"
    yield from _flagged(report, lang)
    yield from _offered(repairs(case), lang)


def _offered(repairs: Repairs, lang: str) -> Iterator[str]:
    if repairs.fault:
        yield f"  {fitted(_('建议'), _LABEL)} {visible(repairs.fault)}"
    for repair in repairs.offered[:_MOST_REPAIRS]:
        yield f"  {fitted(_('建议'), _LABEL)} {_repair(repair, lang)}"
    more = len(repairs.offered) + repairs.more - _MOST_REPAIRS
    if more > 0:
        yield "  " + " " * _LABEL + _("（还有 {n} 种同样小的改法）").format(n=more)


def _kind(finding: Finding, open_ones: tuple[Finding, ...]) -> str:
    if finding.severity is Severity.INFO:
        words = _("说明")
    elif finding not in open_ones:
        words = _("已定")
    else:
        words = _("错误") if finding.severity is Severity.ERROR else _("存疑")
    return fitted(words, _LABEL)


def _where(report: Report, finding: Finding) -> str:
    """The line of the text that a person would look at first."""
    if not finding.spans:
        return ""
    number = report.text.count("\n", 0, finding.spans[0].start) + 1
    return _("（原文第 {n} 行）").format(n=number)


def _flagged(report: Report, lang: str) -> Iterator[str]:
    """The flagged cells that no finding speaks of, by reason."""
    spoken_of: set[Address] = {address for finding in report.findings for address in finding.cells}
    rest = [(a, cell.flag) for a, cell in report.cells.items() if cell.flag and a not in spoken_of]
    for address, flag in rest[:_MOST_FLAGS]:
        why = FLAGS[flag][lang == "en"]
        yield f"  {fitted(_('存疑'), _LABEL)} {_('{place}：{why}').format(place=place_name(address, lang), why=why)}"
    if len(rest) > _MOST_FLAGS:
        yield "  " + " " * _LABEL + _("（另有 {n} 格）").format(n=len(rest) - _MOST_FLAGS)


def _repair(repair: Repair, lang: str) -> str:
    zh, en = REASONS[repair.why]
    changes = _("，").join(_change(change, lang) for change in repair.changes)
    sure = _("确定") if repair.certain else _("可能")
    why = en if lang == "en" else zh
    return _("{changes}（{sure}：{why}）").format(changes=changes, sure=sure, why=why)


def _change(change: Change, lang: str) -> str:
    value = _("空") if change.value is None else str(change.value)
    return _("{place} 改为 {value}").format(place=place_name(change.address, lang), value=value)
