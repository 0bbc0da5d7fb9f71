"""What there is to see, frozen: of the report after an act, of one of its tables, and of all of it after a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parsers.codes import EMPTY_ROW, Says, says
from parsers.form.form import Form, form_of
from parsers.form.printed import APPLICATIONS, TABLES
from parsers.model import Address, Cell, Change, Finding, Repair, Report, Severity, Span, Value
from parsers.repairing.placements import Way
from tui.case.case import Case
from tui.case.remaining import concerned, doubted, first_cell, remaining
from tui.workbench.painting.editor import Question
from tui.workbench.painting.marks import Look, figure_text, looks
from tui.workbench.painting.sheet import Sheet, sheet_of
from tui.workbench.picking import Gap


@dataclass(frozen=True, slots=True)
class Facts:
    """A report as it stands after an act, and what follows from that alone."""

    name: str
    """The file's name."""
    report: Report
    form: Form
    settled: frozenset[str]
    """Keys of the findings that a person marked as printed."""
    done: bool
    writable: bool
    """Whether acts can be kept."""
    undoable: bool
    findings: tuple[Finding, ...]
    """What still wants a person, in the order in which it is walked."""
    first: Mapping[Address, Finding]
    """The finding that is looked at from a cell, by that cell."""

    @property
    def failing(self) -> bool:
        """Whether a sum fails or a row lacks its figures: whether repairs are worth looking for."""
        return any(f.severity is Severity.ERROR or says(f.code, EMPTY_ROW) for f in self.findings)

    def about(self, here: Address) -> Finding | None:
        """The open finding, of those that ask about whole rows, that a doubted cell belongs to."""
        cell = self.report.cells.get(here)
        if cell is None or cell.flag is None:
            return None
        return next((f for f in self.findings if here in asked(self.report, f, here)), None)

    def named(self, key: str | None) -> Finding | None:
        """The open finding with a key."""
        return next((f for f in self.findings if f.key == key), None)

    @property
    def table(self) -> str:
        """The table that is shown first: 表三, or else one that the text has."""
        return next((t for t in (APPLICATIONS, *TABLES) if t in self.report.found), APPLICATIONS)


def beginning(report: Report, finding: Finding) -> Address | None:
    """The cell where looking at a finding begins: where it asks about rows, the first that nobody has looked at."""
    if finding.severity is not Severity.ERROR:
        open_ones = (a for a in concerned(report, finding) if doubted(report.cells[a]))
        return next(open_ones, None) or first_cell(report, finding) or _first_of_table(report, finding)
    return first_cell(report, finding)


def _first_of_table(report: Report, finding: Finding) -> Address | None:
    """Of a finding about a whole table: its first blank cell, or its first cell; it may have nothing else."""
    if finding.cells or finding.table not in TABLES:
        return None
    cells = form_of(report.edition, report.three_other).addresses[finding.table]
    return next((a for a in cells if report.value(a) is None), cells[0])


def asked(report: Report, finding: Finding, here: Address) -> tuple[Address, ...]:
    """The cells that a finding asks a person to look at, beside the cursor: all of a placed row, one row of several."""
    if finding.severity is Severity.ERROR:
        return ()
    if says(finding.code, Says.ONE):
        return finding.cells[:1]
    if says(finding.code, Says.WHOLE):
        return finding.cells
    return tuple(a for a in concerned(report, finding) if (a.table, a.row) == (here.table, here.row))


def facts_of(desk: Case) -> Facts:
    """What is known of the report on the desk."""
    report, session = desk.report, desk.session
    findings = remaining(report, session.settled)
    first: dict[Address, Finding] = {}
    for finding in findings:
        if (cell := beginning(report, finding)) is not None:
            first.setdefault(cell, finding)
    form = form_of(report.edition, report.three_other)
    return Facts(
        desk.name, report, form, session.settled, session.done, desk.writable, session.applied > 0, findings, first
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One table as it is laid out."""

    facts: Facts
    table: str
    sheet: Sheet
    looks: Mapping[Address, Look]


def page_of(facts: Facts, table: str) -> Page:
    """A table of the report."""
    shown = looks(facts.report, facts.form, table, facts.settled)
    return Page(facts, table, sheet_of(facts.form, table), shown)


SHOWN = 3
"""So many placements are offered at a time, under the keys 1, 2 and 3."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that painting and deeds know of the workbench between two keys."""

    page: Page
    here: Address
    """The cell under the cursor."""
    pane: str = "grid"
    """`grid` or `source`: where keys go."""
    walked: Finding | None = None
    """The finding that is being walked."""
    finding: Finding | None = None
    """The finding that the cursor stands on."""
    repairs: tuple[Repair, ...] = ()
    """What would mend it, the likeliest first."""
    turned: int = 0
    """Which of the repairs is offered, or which three of the placements."""
    ways: tuple[Way, ...] = ()
    """Where the person was led to a row whose figures were placed: the placements that the sums allow."""
    gap: Gap | None = None
    """Where the finding is of a row without figures: the place in the text where they should stand."""
    run: Mapping[Address, Value] = field(default_factory=dict)
    """Where rows without figures are: what the figures left over in the text make of them in their order."""
    suspects: frozenset[Address] | None = None
    """The cells of failing sums that the smallest repairs touch; None where that is not known."""
    editing: bool = False
    """A figure is being typed."""
    question: Question | None = None
    """What is asked in the status line while the answer is typed."""
    pick: Span | None = None
    """While figures are taken from the text: the one that comes next."""
    said: str = ""
    """A message; the next key takes it away."""
    many: bool = False
    """Whether there is a list of reports to go back to."""
    position: str = ""
    """Which report of how many, where there are several."""
    guide: str = ""
    """In the demonstration, which key comes next and why."""

    @property
    def facts(self) -> Facts:
        """The report after the last act."""
        return self.page.facts

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self.page.facts.report

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor, where the text has its table."""
        return self.report.cells.get(self.here)

    @property
    def repair(self) -> Repair | None:
        """What is offered for the finding: seen in the grid before it is taken."""
        return self.repairs[self.turned % len(self.repairs)] if self.repairs else None

    @property
    def changes(self) -> Mapping[Address, str]:
        """What the repair on offer, or the run of figures, would make of cells."""
        changes = self.repair.changes if self.repair is not None else [Change(*item) for item in self.run.items()]
        return {c.address: figure_text(c.value) or "·" for c in changes}

    @property
    def offered(self) -> tuple[Way, ...]:
        """The placements that 1, 2 and 3 take."""
        return self.ways[self.turned * SHOWN :][:SHOWN]

    @property
    def asked(self) -> tuple[Address, ...]:
        """The cells that the finding asks about, here: the row, or the one figure; none of a sum that fails."""
        return asked(self.report, self.finding, self.here) if self.finding is not None else ()

    @property
    def marked(self) -> frozenset[Address]:
        """The cells of the finding that is being walked; where it has several rows, those of the row under review."""
        if self.finding is not None and (cells := self.asked):
            return frozenset(cells)
        return frozenset(self.walked.cells) if self.walked else frozenset()

    @property
    def span(self) -> Span | None:
        """What the text marks: the figure that is taken next, or that of the cell or of the finding."""
        if self.pick is not None:
            return self.pick
        if self.gap is not None:
            return self.gap.left[0] if self.gap.left else Span(self.gap.start, self.gap.start)
        if self.finding is not None and self.finding.spans and not self.finding.cells:
            return self.finding.spans[0]
        if self.cell is not None and self.cell.span is not None:
            return self.cell.span
        return self._nearest if self.finding is not None and self.here in self.report.cells else None

    @property
    def _nearest(self) -> Span | None:
        """Behind the last figure in front of the cell, as the form goes: where one that is not there would stand."""
        cells = self.facts.form.addresses[self.here.table]
        before = cells[: cells.index(self.here)] if self.here in cells else ()
        spans = (cell.span for a in reversed(before) if (cell := self.report.cells.get(a)) is not None)
        last = next((span for span in spans if span is not None), None)
        return Span(last.end, last.end) if last is not None else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The other figures that the finding is about."""
        if self.gap is not None:
            return self.gap.left
        return self.finding.spans if self.finding is not None else ()
