"""What can be pressed here and now: at most six, as the footer shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.workbench.actions import BY_ID
from tui.workbench.keys import shown

MOST = 6


@dataclass(frozen=True, slots=True)
class Now:
    """What the footer needs to know of the workbench."""

    pane: str = "grid"
    editing: bool = False
    asking: bool = False
    picking: bool = False
    findings: int = 0
    suggestion: bool = False
    on_finding: bool = False
    flagged: bool = False
    left: bool = False
    """Figures are left over where the row should stand."""
    row: bool = False
    """A row or figure is under review."""
    undoable: bool = False
    many: bool = False


def hints(now: Now) -> list[tuple[str, str]]:
    """Keys and what they do (message ids), the most useful first, the way out and the help always among them."""
    if now.asking:
        return [("Enter", "查找"), ("Esc", "取消")]
    if now.editing:
        return [("Enter", "确认下移"), ("Tab", "确认右移"), ("Esc", "取消")]
    always = [_hint("help"), _hint("quit")] if not now.many else [_hint("queue"), _hint("help")]
    chosen = _source(now) if now.pane == "source" else _grid(now)
    return [*list(chosen)[: MOST - len(always)], *always]


def _grid(now: Now) -> Iterator[tuple[str, str]]:
    if now.picking:
        yield "Enter", "取此数"
        yield "Esc", "停止取数"
    if now.suggestion:
        yield _hint("accept")
    if now.left:
        yield _hint("fill_row")
    if now.row:
        yield shown(BY_ID["confirm"].keys[0]), "照此，下一处"
    elif now.on_finding:
        yield _hint("as_printed")
    if now.flagged and not now.row:
        yield _hint("confirm")
    if now.findings:
        yield _hint("next_finding")
    yield _hint("export")
    if now.undoable:
        yield _hint("undo")
    yield _hint("cross")
    yield _hint("pick")


def _source(now: Now) -> Iterator[tuple[str, str]]:
    yield "Enter", "填入当前格" if now.picking else "到此格"
    yield "Esc", "回表格"
    yield _hint("pick")
    yield _hint("search")


def _hint(action: str) -> tuple[str, str]:
    it = BY_ID[action]
    return shown(it.keys[0]), it.name
