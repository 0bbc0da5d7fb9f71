"""The lines around the panes, in words: title, status, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from parsers.form.form import TABLES
from parsers.model import Address, Repair
from parsers.sentences import REASONS, column_name, row_name, table_name
from tui.corrections.session import Session
from tui.words.language import _, language
from tui.workbench.actions import BY_ID
from tui.workbench.explain import explained, finding_words, place
from tui.workbench.hints import Now, hints
from tui.workbench.keys import shown
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.marks import figure_text
from tui.workbench.painting.pieces import Piece, pressable

if TYPE_CHECKING:
    from tui.workbench.screens.workbench import Workbench

EDITIONS = {"2019": "旧版", "2021": "新版", None: "表式不明"}
"""Message ids."""


Line = tuple[Sequence[Piece], Sequence[Piece]]
"""What stands on the left and on the right."""


def greeting(notice: str, findings: int) -> str:
    """What is said of a report just opened: a notice, else its first finding's sentence, else what to do first."""
    if notice or findings:
        return notice
    return _("方向键移动,直接输入改数,n 看问题,^E 导出,? 帮助;改动随时自动保存")


def title(bench: Workbench) -> Line:
    """Whose report this is; on the right its tables, findings and state."""
    report = bench.report
    year = _("{year}年").format(year=report.year) if report.year else _("年度不明")
    whose = f" {year} · {_(EDITIONS[report.edition])} · {report.agency or bench.desk.name}"
    right: list[Piece] = []
    for table in TABLES:
        name = tab(table)
        name = name if table in report.found else f"({name})"
        right.append((f"[{name}]", "tab") if table == bench.table else (f" {name} ", ""))
    count = len(bench.findings)
    right.append((" " + _("问题 {count}").format(count=count), "alarm" if count else ""))
    right.append((" · " + state(bench.session) + bench.position + " ", ""))
    return [(whose, "strong")], right


def tab(table: str) -> str:
    """A table's short name."""
    return table_name(table) if language() == "zh" else _TABS[table]


_TABS = {"disclosure": "T2", "applications": "T3", "review_litigation": "T4"}


def state(session: Session) -> str:
    """Whether the report is done."""
    return _("已完成") if session.done else _("未完成")


def status(bench: Workbench) -> Line:
    """What is asked, said or known of the cell; on the right what `a` would do."""
    if bench.question is not None:
        return _asked(bench.question), ()
    if bench.said:
        return [(" " + bench.said, "strong")], ()
    if bench.pick is not None:
        raw = bench.report.text[bench.pick.start : bench.pick.end]
        words = _("取数:Enter 把原文“{raw}”填入 {place}").format(raw=raw, place=place(bench.grid.address))
        return [(" " + words, "strong")], ()
    finding = bench.finding_here
    if finding is None:
        return [(" " + explained(bench.report, bench.grid.address), "")], ()
    return [(" " + finding_words(finding), "alarm")], _offer(bench)


def below(bench: Workbench, width: int) -> tuple[Line, Sequence[Piece]]:
    """Status and footer; a message too long for the one goes on in the other, until the next key."""
    said = bench.said
    if bench.question is not None or not width or cell_len(said) < width:
        return _fitting(status(bench), width), footer(bench)
    at = next((n for n in range(len(said), 0, -1) if cell_len(said[:n]) < width), 1)
    return ([(" " + said[:at], "strong")], ()), [(" " + said[at:], "strong")]


def _offer(bench: Workbench) -> list[Piece]:
    repair = bench.repair
    if repair is None:
        return []
    return [(shown(BY_ID["accept"].keys[0]), "key"), (f" {offered(repair, bench.grid.address)} ", "")]


def _fitting(row: Line, width: int) -> Line:
    """The status line without what stands on its right, where that would cut the sentence."""
    needed = sum(cell_len(text) for pieces in row for text, _style in pieces)
    return row if needed < width else (row[0], ())


def offered(repair: Repair, here: Address) -> str:
    """A repair in a few words, for somebody who looks at a cell."""
    first = repair.changes[0]
    value = figure_text(first.value) or _("空")
    sure = _("(确定)") if repair.certain else ""
    if len(repair.changes) == 1:
        if first.address == here:
            return _("改为 {value}").format(value=value) + sure
        return _("{place} 改为 {value}").format(place=_seen_from(here, first.address), value=value) + sure
    why = REASONS.get(repair.why, ("", ""))[language() == "en"]
    return _("改 {count} 格:{why}").format(count=len(repair.changes), why=why) + sure


def _seen_from(here: Address, there: Address) -> str:
    """The place of a cell, without the row or the column that both are in."""
    if (here.table, here.row) == (there.table, there.row):
        return column_name(there.table, there.column, language())
    if (here.table, here.column) == (there.table, there.column):
        return row_name(there.table, there.row, language())
    return place(there)


def _asked(question: Editor) -> list[Piece]:
    under = question.text[question.caret : question.caret + 1] or " "
    before, behind = question.text[: question.caret], question.text[question.caret + 1 :]
    return [(_ask_words() + before, "strong"), (under, "caret"), (behind, "strong")]


def _ask_words() -> str:
    return " " + _("查找:")


def caret(question: Editor) -> int:
    """The column of the caret in the status line."""
    return cell_len(_ask_words() + question.text[: question.caret])


def footer(bench: Workbench) -> list[Piece]:
    """The keys that work here now."""
    cell = bench.report.cells.get(bench.grid.address)
    now = Now(
        pane=bench.pane,
        editing=bench.grid.editor is not None,
        asking=bench.question is not None,
        picking=bench.pick is not None,
        findings=len(bench.findings),
        suggestion=bench.finding_here is not None and bench.repair is not None,
        on_finding=bench.finding_here is not None,
        flagged=cell is not None and cell.flag is not None,
        undoable=bench.session.applied > 0,
        many=bench.many,
    )
    return pressable(hints(now))
