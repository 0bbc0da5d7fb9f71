"""What there is to see, frozen: of the report after an act, of one of its tables, and of all of it after a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parsers.form.form import APPLICATIONS, TABLES, Form, form_of
from parsers.model import Address, Cell, Finding, Repair, Report, Span
from tui.case.desk import Desk
from tui.case.remaining import first_cell, remaining
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.marks import Look, looks
from tui.workbench.painting.sheet import Sheet, sheet_of


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
    undoable: bool
    findings: tuple[Finding, ...]
    """What still wants a person, in the order in which it is walked."""
    first: Mapping[Address, Finding]
    """The finding that is looked at from a cell, by that cell."""

    def named(self, key: str | None) -> Finding | None:
        """The open finding with a key."""
        return next((f for f in self.findings if f.key == key), None)

    @property
    def table(self) -> str:
        """The table that is shown first: 表三, or else one that the text has."""
        return next((t for t in (APPLICATIONS, *TABLES) if t in self.report.found), APPLICATIONS)


def facts_of(desk: Desk) -> Facts:
    """What is known of the report on the desk."""
    report, session = desk.report, desk.session
    findings = remaining(report, session.settled)
    first: dict[Address, Finding] = {}
    for finding in findings:
        if (cell := first_cell(report, finding)) is not None:
            first.setdefault(cell, finding)
    form = form_of(report.edition, report.three_other)
    return Facts(desk.name, report, form, session.settled, session.done, session.applied > 0, findings, first)


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


@dataclass(frozen=True, slots=True)
class View:
    """Everything that painting and deeds know of the workbench between two keys."""

    page: Page
    here: Address
    """The cell under the cursor."""
    pane: str = "grid"
    """`grid` or `source`: where keys go."""
    walked: Finding | None = None
    """The finding that is being walked: its cells are marked."""
    finding: Finding | None = None
    """The finding that the cursor stands on."""
    repair: Repair | None = None
    """What is offered for it."""
    editing: bool = False
    """A figure is being typed."""
    question: Editor | None = None
    """The words of a search while they are typed."""
    pick: Span | None = None
    """While figures are taken from the text: the one that comes next."""
    said: str = ""
    """A message; the next key takes it away."""
    many: bool = False
    """Whether there is a list of reports to go back to."""
    position: str = ""
    """Which report of how many, where there are several."""

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
    def marked(self) -> frozenset[Address]:
        """The cells of the finding that is being walked."""
        return frozenset(self.walked.cells) if self.walked else frozenset()

    @property
    def span(self) -> Span | None:
        """What the text marks: the figure that is taken next, or that of the cell or of the finding."""
        if self.pick is not None:
            return self.pick
        if self.finding is not None and self.finding.spans and not self.finding.cells:
            return self.finding.spans[0]
        return self.cell.span if self.cell is not None else None

    @property
    def spans(self) -> tuple[Span, ...]:
        """The other figures that the finding is about."""
        return self.finding.spans if self.finding is not None else ()
