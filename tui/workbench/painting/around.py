"""The lines around the panes, in words: title, status, footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from parsers.form.printed import EDITIONS, TABLES
from parsers.model import Address, Repair
from parsers.sentences import REASONS, column_name, row_name
from tui.words.language import _, language
from tui.workbench.actions import BY_ID
from tui.workbench.explain import explained, finding_words, place, row_in_short
from tui.workbench.hints import Now, hints
from tui.workbench.keys import shown
from tui.workbench.painting.editor import Question
from tui.workbench.painting.marks import figure_text
from tui.workbench.painting.pieces import Piece, cells_of, pressable
from tui.workbench.painting.sheet import tab
from tui.workbench.view import Facts, View

Line = tuple[Sequence[Piece], Sequence[Piece]]
"""What stands on the left and on the right."""


def _edition(key: str | None) -> str:
    if key is None:
        return _("表式不明")
    words = EDITIONS[key].words
    return words.en if language() == "en" else words.short


def title(view: View) -> Line:
    """Whose report this is; on the right its tables, findings and state."""
    report = view.report
    year = _("{year}年").format(year=report.year) if report.year else _("年度不明")
    whose = f" {year} · {_edition(report.edition)} · {report.agency or view.facts.name}"
    whose += f" · {report.part}/{report.parts}" if report.parts > 1 else ""
    right: list[Piece] = []
    for table in TABLES:
        name = tab(table)
        name = name if table in report.found else f"({name})"
        right.append((f"[{name}]", "tab") if table == view.page.table else (f" {name} ", "kind"))
    count = len(view.facts.findings)
    right.append((" " + _("问题 {count}").format(count=count), "alarm" if count else "kind"))
    right.append((" · " + state(view.facts) + view.position + " ", ""))
    return [(whose, "strong")], right


def state(facts: Facts) -> str:
    """Whether the report is done, or can only be looked at."""
    if not facts.writable:
        return _("只读")
    return _("已完成") if facts.done else _("未完成")


def status(view: View, short: bool = False) -> Line:
    """What is asked, said or known of the cell (`short` where there is little room); on the right what `a` would do."""
    if view.question is not None:
        return _asked(view.question), ()
    if view.said:
        return [(" " + view.said, "strong")], ()
    if view.pick is not None:
        raw = view.report.text[view.pick.start : view.pick.end]
        words = _("取数：Enter 把原文“{raw}”填入 {place}").format(raw=raw, place=place(view.here))
        return [(" " + words, "strong")], ()
    finding = view.finding
    if finding is None or view.here not in view.report.cells:
        return [(" " + explained(view.report, view.here, short), "")], ()
    if view.offered:
        return list(_ways(view)), ()
    return [(" " + finding_words(finding), "alarm")], _offer(view)


def _ways(view: View) -> Iterator[Piece]:
    """The placements that 1, 2 and 3 take, in figures; the total only where it is not the same in all."""
    yield f" {row_in_short(view.here)} ", "alarm"
    alike = len({way[-1] for way in view.ways}) == 1
    for number, way in enumerate(view.offered, 1):
        shown = way[:-1] if alike else way
        yield f" {number}", "key"
        taken = all(view.report.value(c.address) == c.value for c in way)
        yield " " + " ".join(figure_text(c.value) or "·" for c in shown) + " ", "strong" if taken else ""
    if len(view.ways) > len(view.offered):
        yield " Tab", "key"
        yield _(" 其他 {count}").format(count=len(view.ways) - len(view.offered)), ""


def below(view: View, width: int) -> tuple[Line, Sequence[Piece]]:
    """Status and footer; what is too long for the one goes on in the other, until the next key."""
    line = _fitting(status(view), width)
    if cells_of(line[0]) > width:
        line = _fitting(status(view, short=True), width)
    said = cells_of(line[0]) >= width > 0
    if view.guide or view.question is not None or not said or not (view.said or view.offered):
        return line, footer(view)
    fits, rest = _broken(line[0], width)
    return (fits, ()), [(" ", ""), *rest]


def _broken(pieces: Sequence[Piece], width: int) -> tuple[list[Piece], list[Piece]]:
    """Pieces in two lines; one that is too long itself is cut."""
    fits: list[Piece] = []
    for number, (text, style) in enumerate(pieces):
        room = width - sum(cell_len(t) for t, _s in fits)
        if cell_len(text) > room - 1:
            at = next((n for n in range(len(text), 0, -1) if cell_len(text[:n]) < room), 0) if not number else 0
            if fits and fits[-1][1] == "key":
                return fits[:-1], [fits[-1], *pieces[number:]]
            return [*fits, (text[:at], style)], [(text[at:], style), *pieces[number + 1 :]]
        fits.append((text, style))
    return fits, []


def _offer(view: View) -> list[Piece]:
    """What `a` would do, and whether there is more to choose from."""
    if view.repair is None:
        words = _("按原文次序填 {rows} 行，各行合计相符").format(rows=len({a.row for a in view.run}))
        return [(shown(BY_ID["accept"].keys[0]), "key"), (f" {words} ", "")] if view.run else []
    count = len(view.repairs)
    more = f" {view.turned % count + 1}/{count}" if count > 1 else ""
    turn: list[Piece] = [("Tab", "key"), (more + " ", "")] if more else []
    return [(shown(BY_ID["accept"].keys[0]), "key"), (f" {offered(view.repair, view.here)} ", ""), *turn]


def _fitting(row: Line, width: int) -> Line:
    """The status line without what stands on its right, where that would cut the sentence."""
    needed = sum(cell_len(text) for pieces in row for text, _style in pieces)
    return row if needed < width else (row[0], ())


def offered(repair: Repair, here: Address) -> str:
    """A repair in a few words, for somebody who looks at a cell."""
    first = repair.changes[0]
    value = figure_text(first.value) or _("空")
    sure = _("（确定）") if repair.certain else ""
    if len(repair.changes) == 1:
        if first.address == here:
            return _("改为 {value}").format(value=value) + sure
        return _("{place} 改为 {value}").format(place=_seen_from(here, first.address), value=value) + sure
    why = REASONS.get(repair.why, ("", ""))[language() == "en"]
    return _("改 {count} 格：{why}").format(count=len(repair.changes), why=why) + sure


def _seen_from(here: Address, there: Address) -> str:
    """The place of a cell, without the row or the column that both are in."""
    if (here.table, here.row) == (there.table, there.row):
        return column_name(there.table, there.column, language())
    if (here.table, here.column) == (there.table, there.column):
        return row_name(there.table, there.row, language())
    return place(there)


def _asked(question: Question) -> list[Piece]:
    answer = question.answer
    under = answer.text[answer.caret : answer.caret + 1] or " "
    before, behind = answer.text[: answer.caret], answer.text[answer.caret + 1 :]
    return [(f" {_(question.words)}" + before, "strong"), (under, "caret"), (behind, "strong")]


def caret(question: Question) -> int:
    """The column of the caret in the status line."""
    return cell_len(f" {_(question.words)}" + question.answer.text[: question.answer.caret])


def footer(view: View) -> list[Piece]:
    """The keys that work here now; in the demonstration the one that comes next."""
    if view.guide:
        return [(" " + view.guide, "strong")]
    now = Now(
        pane=view.pane,
        editing=view.editing,
        asking=view.question is not None,
        picking=view.pick is not None,
        findings=len(view.facts.findings),
        suggestion=view.finding is not None and bool(view.changes),
        on_finding=view.finding is not None,
        row=bool(view.asked),
        left=view.gap is not None and bool(view.gap.left),
        flagged=view.cell is not None and view.cell.flag is not None,
        undoable=view.facts.undoable,
        many=view.many,
    )
    return pressable(hints(now))
