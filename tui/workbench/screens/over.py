"""The screens that open over the workbench, by the action that asks for them, and what their answers do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from parsers.form.printed import TABLES
from parsers.model import Address
from tui.case.opener import look
from tui.corrections.session import Setting
from tui.many.summary import Summary
from tui.words.language import _
from tui.workbench.bench import Bench
from tui.workbench.deeds import report
from tui.workbench.painting.sheet import tab
from tui.workbench.pasting import table_of
from tui.workbench.returning import Taken
from tui.workbench.screens.chooser import Chooser, Item
from tui.workbench.screens.fields import Fields
from tui.workbench.screens.lists import KINDS, finding_items, help_items, history_items, palette_items

Perform = Callable[[str | None], None]
"""Does the action that was chosen by name."""
Opened = tuple[Screen[Any], Callable[[Any], None] | None]
"""A screen, and what its answer does."""


def dialog(name: str, bench: Bench, perform: Perform) -> Opened:
    """The screen that an action asks for."""
    match name:
        case "findings":
            return _findings(bench)
        case "history":
            return _history(bench)
        case "fields":
            return _fields(bench), None
        case "take_back":
            return _take_back(bench)
        case "help":
            return Chooser(_("帮助"), help_items(), closing=frozenset({"?", "f1"})), perform
        case _:
            return Chooser(_("查找功能"), palette_items(), closing=frozenset({"ctrl+p"})), perform


def _findings(bench: Bench) -> Opened:
    """The list of all findings; choosing one goes there."""
    items = finding_items(bench.report, bench.session.settled)
    kinds = [(kind, _(name)) for kind, name in KINDS]

    def go_to(key: str | None) -> None:
        known = (*bench.facts.findings, *bench.report.findings)
        finding = next((f for f in known if f.key == key), None)
        if finding is not None:
            bench.look_at(finding)
            bench.settle()

    return Chooser(_("问题清单"), items, kinds, bench.finding or "", frozenset({"f5"})), go_to


def other_tables(bench: Bench, rows: Iterable[Summary]) -> Opened:
    """The reports that have the table in sight, those of the same folder and agency first; choosing one takes it."""
    table, path = bench.table, bench.desk.path
    agency, folder = bench.report.agency, Path(path).parent
    having = [row for row in rows if row.file != path and not row.error and row.tables[TABLES.index(table)] != "—"]
    near = sorted(having, key=lambda row: (Path(row.file).parent != folder, row.agency != agency, row.file))
    items = [Item(row.file, (row.agency or row.title or "", str(row.year or ""), row.file)) for row in near]

    def take(chosen: str | None) -> None:
        if chosen is None:
            return
        other = look(chosen)[0]
        if bench.change(table_of(bench.facts.form, other.report, table), "table"):
            bench.say(_("{table}已取自 {file}；u 撤销").format(table=tab(table), file=other.name))
        bench.settle()

    return Chooser(_("{table}取自哪一份").format(table=tab(table)), items), take


def _fields(bench: Bench) -> Fields:
    """Agency, year, title, edition and the shape of (六)."""

    def change(address: Address, value: Setting) -> str:
        kept = bench.change({address: value}, "field")
        bench.settle()
        return "" if kept else bench.said

    return Fields(bench.session.base, lambda: bench.report, change)


def _take_back(bench: Bench) -> Opened:
    """The corrections of a workbook; what was taken is shown, and told of where other reports changed."""
    from tui.workbench.screens.take_back import TakeBack

    def taken(done: Taken | None) -> None:
        if done is not None:
            report.taken_back(bench, done)
            bench.settle()

    return TakeBack(bench.desk, bench.opened_on or (bench.desk.path,)), taken


def _history(bench: Bench) -> Opened:
    """The list of what was done; choosing an act goes to the state right after it."""

    def jump(number: str | None) -> None:
        if number is not None and int(number) != bench.session.applied:
            bench.act(lambda: bench.session.jump(int(number)))
            bench.settle()

    return Chooser(_("修改记录"), history_items(bench.session), start=str(bench.session.applied)), jump
