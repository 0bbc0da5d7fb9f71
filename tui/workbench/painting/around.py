"""The lines around the panes, in words: title, status, footer."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from parsers.form.form import TABLES
from parsers.model import Address, Repair
from parsers.sentences import REASONS, column_name, row_name, table_name
from tui.words.language import _, language
from tui.workbench.actions import BY_ID
from tui.workbench.explain import explained, finding_words, place
from tui.workbench.hints import Now, hints
from tui.workbench.keys import shown
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.marks import figure_text
from tui.workbench.painting.pieces import Piece, pressable
from tui.workbench.view import View

EDITIONS = {"2019": "旧版", "2021": "新版", None: "表式不明"}
"""Message ids."""


Line = tuple[Sequence[Piece], Sequence[Piece]]
"""What stands on the left and on the right."""


def title(view: View) -> Line:
    """Whose report this is; on the right its tables, findings and state."""
    report = view.report
    year = _("{year}年").format(year=report.year) if report.year else _("年度不明")
    whose = f" {year} · {_(EDITIONS[report.edition])} · {report.agency or view.facts.name}"
    right: list[Piece] = []
    for table in TABLES:
        name = tab(table)
        name = name if table in report.found else f"({name})"
        right.append((f"[{name}]", "tab") if table == view.page.table else (f" {name} ", ""))
    count = len(view.facts.findings)
    right.append((" " + _("问题 {count}").format(count=count), "alarm" if count else ""))
    right.append((" · " + state(view.facts.done) + view.position + " ", ""))
    return [(whose, "strong")], right


def tab(table: str) -> str:
    """A table's short name."""
    return table_name(table) if language() == "zh" else _TABS[table]


_TABS = {"disclosure": "T2", "applications": "T3", "review_litigation": "T4"}


def state(done: bool) -> str:
    """Whether the report is done."""
    return _("已完成") if done else _("未完成")


def status(view: View) -> Line:
    """What is asked, said or known of the cell; on the right what `a` would do."""
    if view.question is not None:
        return _asked(view.question), ()
    if view.said:
        return [(" " + view.said, "strong")], ()
    if view.pick is not None:
        raw = view.report.text[view.pick.start : view.pick.end]
        words = _("取数:Enter 把原文“{raw}”填入 {place}").format(raw=raw, place=place(view.here))
        return [(" " + words, "strong")], ()
    finding = view.finding
    if finding is None:
        return [(" " + explained(view.report, view.here), "")], ()
    return [(" " + finding_words(finding), "alarm")], _offer(view)


def below(view: View, width: int) -> tuple[Line, Sequence[Piece]]:
    """Status and footer; a message too long for the one goes on in the other, until the next key."""
    said = view.said
    if view.question is not None or not width or cell_len(said) < width:
        return _fitting(status(view), width), footer(view)
    at = next((n for n in range(len(said), 0, -1) if cell_len(said[:n]) < width), 1)
    return ([(" " + said[:at], "strong")], ()), [(" " + said[at:], "strong")]


def _offer(view: View) -> list[Piece]:
    repair = view.repair
    if repair is None:
        return []
    return [(shown(BY_ID["accept"].keys[0]), "key"), (f" {offered(repair, view.here)} ", "")]


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


def footer(view: View) -> list[Piece]:
    """The keys that work here now."""
    now = Now(
        pane=view.pane,
        editing=view.editing,
        asking=view.question is not None,
        picking=view.pick is not None,
        findings=len(view.facts.findings),
        suggestion=view.finding is not None and view.repair is not None,
        on_finding=view.finding is not None,
        flagged=view.cell is not None and view.cell.flag is not None,
        undoable=view.facts.undoable,
        many=view.many,
    )
    return pressable(hints(now))
