"""One fault over many reports: the open findings of each as a row: where, what stands, what is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers.codes import CODES, Kind
from parsers.model import Finding, Severity
from tui.case.advice import Advice
from tui.case.case import Case
from tui.case.opener import claim, made
from tui.words.language import _
from tui.workbench import keyboard
from tui.workbench.bench import Bench
from tui.workbench.explain import finding_words, place, row_in_short, written
from tui.workbench.painting.around import offered
from tui.workbench.painting.marks import figure_text
from tui.workbench.painting.sheet import tab
from tui.workbench.view import SHOWN

KINDS = tuple(Kind)
"""Findings that are decided alike, in the order in which they are shown; their values are message ids."""


def kind_of(code: str) -> int:
    """Which of `KINDS` a finding with this code is of."""
    return KINDS.index(CODES[code].kind)


DECIDING = frozenset({"a", "space", "x", "1", "2", "3"})
"""Keys that decide a row, as they do in the workbench."""


class Fault(NamedTuple):
    """One open finding of one report."""

    file: str
    part: int
    key: str
    """Names the finding while its figures stand."""
    kind: int
    """Which of `KINDS`."""
    fails: bool
    """A sum fails: it cannot just be confirmed."""
    whose: str
    where: str
    """Row and column, or the table."""
    stands: str
    """What stands there now: the figure, or those of a row."""
    proposed: str
    """What `a` or a digit would do; empty where there is nothing on offer."""
    words: str
    """The finding in a sentence."""
    at: tuple[int, int]
    """Line and column in the table as it is printed."""

    @property
    def row(self) -> tuple[str, int, str]:
        """What tells it from all others."""
        return self.file, self.part, self.key

    @property
    def report(self) -> tuple[str, int]:
        """The report that it is in."""
        return self.file, self.part

    @property
    def order(self) -> tuple[str, tuple[int, int], str, str]:
        """Rows that want the same stand together, in the order in which tables are printed."""
        return self.proposed.partition("：")[2], self.at, self.where, self.file


class Decided(NamedTuple):
    """What a key made of a report."""

    kept: bool
    """Whether an act was kept."""
    said: str
    open: tuple[Fault, ...]
    """What is open in the report now."""


def faults_of(path: str) -> list[Fault]:
    """The open findings of every report of a file; never raises."""
    return [fault for faults in made(path, _faults) for fault in faults]


def _faults(case: Case) -> tuple[Fault, ...]:
    return tuple(_each(Bench(case, Advice())))


def _each(bench: Bench) -> Iterator[Fault]:
    report, name = bench.report, bench.facts.name
    whose = f"{report.agency or name} {report.year or ''}".strip()
    for finding in bench.facts.findings:
        bench.look_at(finding)
        bench.settle()
        fails = finding.severity is Severity.ERROR
        yield Fault(
            bench.desk.path,
            report.part,
            finding.key,
            kind_of(finding.code),
            fails,
            whose,
            _where(bench, finding),
            _stands(bench, finding),
            _proposed(bench),
            finding_words(finding),
            bench.grid.sheet.places.get(bench.view.here, (0, 0)),
        )


def _where(bench: Bench, finding: Finding) -> str:
    if len(bench.view.asked) > 1:
        return row_in_short(bench.view.here)
    if finding.cells:
        return place(bench.view.here)
    return tab(finding.table) if finding.table else ""


def _stands(bench: Bench, finding: Finding) -> str:
    asked, report = bench.view.asked, bench.report
    if len(asked) > 1:
        return " ".join(figure_text(report.value(a)) or "·" for a in asked[:7])
    if finding.severity is Severity.ERROR:
        return f"{finding.actual}≠{finding.expected}"
    return written(report.value(bench.view.here)) if finding.cells else ""


def _proposed(bench: Bench) -> str:
    view = bench.view
    if view.repair is not None:
        return offered(view.repair, view.here)
    if view.run:
        return _("按原文次序填 {rows} 行，各行合计相符").format(rows=len({a.row for a in view.run}))
    if view.finding is not None and len(view.ways) > 1:
        shown = (" ".join(figure_text(c.value) or "·" for c in way) for way in view.ways[:SHOWN])
        return " ".join(f"{number}: {figures}" for number, figures in enumerate(shown, 1))
    return ""


def decide(fault: Fault, key: str) -> Decided:
    """Press a key on the finding of a row, as if its report were on the desk there."""
    bench = Bench(claim(fault.file, part=fault.part), Advice())
    try:
        finding, before = bench.facts.named(fault.key), len(bench.session.acts)
        if finding is not None and bench.may_change():
            bench.look_at(finding)
            bench.settle()
            keyboard.press(bench, key, "" if key == "space" else key)
        return _decided(bench, before)
    finally:
        bench.leave()


def take_back(fault: Fault) -> Decided:
    """Take back the last act in the report of a row."""
    bench = Bench(claim(fault.file, part=fault.part), Advice())
    try:
        if bench.may_change():
            bench.act(bench.session.undo)
        return _decided(bench, len(bench.session.acts))
    finally:
        bench.leave()


def _decided(bench: Bench, before: int) -> Decided:
    kept, said = len(bench.session.acts) != before, bench.said
    return Decided(kept, said, tuple(_each(bench)))
