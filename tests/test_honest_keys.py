"""No sequence of the keys that decide many things at once leaves a wrong figure without a flag."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bench_keys import clerk_of, unflagged
from conftest import ROOT, need_shared
from figures_of import matrix

import parsers
from parsers.checking.checks import checked
from parsers.model import Cell, Finding, Report, Severity
from tui.case.advice import Advice
from tui.case.case import Case
from tui.corrections.session import Session
from tui.export.item import Item
from tui.workbench import keyboard
from tui.workbench.bench import Bench
from tui.workbench.deeds import findings


def sample() -> list[Path]:
    return sorted(need_shared("corpus/train2").glob("*.txt"))[2::9]


@pytest.mark.score
@pytest.mark.parametrize("keys", [("Y",), ("A", "Y", "ctrl+s", "ctrl+s"), ("Y", "A", "Y")], ids="-".join)
def test_no_wrong_figure_loses_its_flag(keys: tuple[str, ...]) -> None:
    lost = {}
    for path in sample():
        clerk = clerk_of(path)
        before = set(unflagged(clerk.bench, clerk.truth))
        clerk.press(*keys)
        if hidden := set(unflagged(clerk.bench, clerk.truth)) - before:
            lost[path.name] = hidden
    assert lost == {}


@pytest.mark.parametrize("key", ["x", "space"])
@pytest.mark.parametrize("name", ["lines_three_row_other.txt", "pipes_dropped_blanks.txt", "torn"])
def test_the_findings_the_walk_and_the_export_agree_on_what_is_open(name: str, key: str) -> None:
    base = torn_report() if name == "torn" else parsers.read(next((ROOT / "sample_reports").rglob(name)).read_bytes())
    bench = Bench(Case(name, Session(base)), Advice())
    bench.begin()
    for _turn in range(200):
        bench.settle()
        if not bench.facts.findings:
            break
        findings.next_finding(bench)
        bench.settle()
        keyboard.press(bench, key if bench.view.asked else "x", "")
    assert bench.facts.findings == ()
    assert Item(bench.report, name).flagged == 0


def torn_report() -> Report:
    """Of two rows nothing was read, of one of them no finding says so."""
    rows = ("granted", "partial")
    base = matrix()
    cells = {a: Cell(flag="row_missing") if a.row in rows else cell for a, cell in base.cells.items()}
    own = tuple(a for a in cells if a.row == "granted")
    return checked(replace(base, cells=cells, reading=(Finding("row_missing", Severity.WARNING, own[0].table, own),)))
