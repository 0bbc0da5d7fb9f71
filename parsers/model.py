"""What a report is once it is read: frozen values that say where they came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

Value = int | Decimal
"""A figure: an integer, or a decimal where 表二 prints an amount."""


class Span(NamedTuple):
    """Half-open range of code points in the decoded text."""

    start: int
    end: int


class Place(NamedTuple):
    """Where in the original document a stretch of its text stands."""

    span: Span
    words: str
    """As a person would look it up: `表2 第5行第3格`, `年报!D7`, `第4页 (312,540)`."""


class Address(NamedTuple):
    """The place of a figure in the form, by the keys of the contract; the table `fields` holds agency, year, …"""

    table: str
    row: str
    column: str


class Origin(StrEnum):
    """How a cell came by its value (contract, section 2)."""

    READ = "read"
    INFERRED = "inferred"
    BLANK = "blank"
    EDITED = "edited"
    CONFIRMED = "confirmed"
    COMPUTED = "computed"


class Was(NamedTuple):
    """What a cell held as read, before a person touched it."""

    value: Value | None
    origin: Origin
    flag: str | None


class Cell(NamedTuple):
    """One figure of the form, or its absence."""

    value: Value | None = None
    raw: str | None = None
    """The characters of the source the value was read from; `text[span.start:span.end] == raw`."""
    span: Span | None = None
    origin: Origin = Origin.BLANK
    flag: str | None = None
    """Why a person should look, or None; the codes are in `codes.FLAGS`."""
    was: Was | None = None


class Severity(StrEnum):
    """`info` never changes an exit status."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know, with its facts; `sentences.sentence` puts it into words."""

    code: str
    """A key of `codes.CODES`."""
    severity: Severity
    table: str | None = None
    cells: tuple[Address, ...] = ()
    spans: tuple[Span, ...] = ()
    expected: Value | None = None
    actual: Value | None = None
    facts: tuple[tuple[str, str], ...] = ()
    """Words that the sentence needs beside the above, by the name of the template's field."""

    @property
    def key(self) -> str:
        """Names this finding while its figures stand; a decision about it lapses when they change."""
        place = ";".join(".".join(a) for a in self.cells) or ";".join(f"{s.start}-{s.end}" for s in self.spans)
        return f"{self.code}:{self.table or ''}:{place}:{self.expected}:{self.actual}"


class Change(NamedTuple):
    """A cell and the value a repair would give it."""

    address: Address
    value: Value | None


@dataclass(frozen=True, slots=True)
class Repair:
    """One smallest set of changes that would satisfy every identity."""

    changes: tuple[Change, ...]
    why: str
    """A key of `sentences.REASONS`: the scraping fault that explains the set, or `arithmetic`."""
    certain: bool = False
    """The smallest set is unique and a known scraping fault explains it."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the text says it, or as a person corrected it."""

    text: str
    """The decoded text (contract, section 2), of several reports in one this one's; all spans count in it."""
    encoding: str
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    edition: str | None = None
    """`"2019"`, `"2021"`, or None where the labels do not tell."""
    three_other: bool = True
    """True where (六)其他处理 has its three rows, False where it is one row."""
    found: frozenset[str] = frozenset()
    """The tables that the text has."""
    cells: Mapping[Address, Cell] = field(default_factory=dict)
    """Every cell of the found tables, in the form's printed order."""
    reading: tuple[Finding, ...] = ()
    """What the reader noticed; corrections do not change it."""
    findings: tuple[Finding, ...] = ()
    """What the reader noticed and what the checks say of the figures as they stand, worst first."""
    loose: tuple[Span, ...] = ()
    """Figures inside a table's area that no cell uses."""
    evidence: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """By table and row: what told the row's cells apart, by the names of `reading.evidence.READ_BY`."""
    error: str | None = None
    """One sentence why nothing could be read, or None."""
    part: int = 1
    """Which of the text's reports this is, counted from 1."""
    parts: int = 1
    """How many reports the text holds."""
    offset: int = 0
    """Where in the decoded text of the file this report's own text begins; its spans count from there."""
    rendition: int | None = None
    """The version of the rendition that a document's text is; None for a text. `encoding` then names the format."""
    places: tuple[Place, ...] = ()
    """Where the stretches of a document's whole text stand in the original, in order."""

    def place(self, span: Span | None) -> str | None:
        """Where in the original document a stretch of the text begins, in words; None for texts."""
        if span is None or not self.places:
            return None
        start = span.start + self.offset
        at = bisect_right(self.places, start, key=lambda place: place.span.start) - 1
        return self.places[at].words if at >= 0 and start < self.places[at].span.end else None

    def cell(self, address: Address) -> Cell | None:
        """The cell at an address, or None where the report's form has none."""
        return self.cells.get(address)

    def value(self, address: Address) -> Value | None:
        """The figure at an address; None where it is blank or there is no such cell."""
        cell = self.cells.get(address)
        return None if cell is None else cell.value

    def with_cells(self, cells: Mapping[Address, Cell], findings: tuple[Finding, ...]) -> Report:
        """The same report with other cells and findings."""
        return replace(self, cells=cells, findings=findings)
