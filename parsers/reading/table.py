"""What the readers of the three tables share: the text in all its forms, and what they write down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from parsers.codes import CODES, Says, says
from parsers.model import Address, Cell, Finding, Origin, Severity, Span, Value
from parsers.reading.bands import Band
from parsers.reading.labels import CJK, Squashed
from parsers.text.expression import expression
from parsers.text.figures import MOST_DIGITS, Kind, Token


class Text(NamedTuple):
    """A report's text in the forms that the readers use; all count in one coordinate."""

    plain: str
    folded: str
    squashed: Squashed
    tokens: Sequence[Token]
    torn: bool = False
    """The lines of the text are not those of its tables: nothing read from them may go unflagged."""

    def raw(self, span: Span) -> str:
        """The characters of a span, as printed."""
        return self.plain[span.start : span.end]


def span_of(token: Token) -> Span:
    """Where a token stands, without its unit."""
    return Span(token.start, token.end)


_NOTE = expression(r"\([^()]*\)")


def _text_between(folded: str, start: int, end: int) -> bool:
    """Chinese text stands there, notes in brackets aside."""
    found = CJK.search(folded, start, end)
    return found is not None and CJK.search(_NOTE.sub("", folded[start:end])) is not None


def runs(band: Band, folded: str) -> Iterator[tuple[Token, ...]]:
    """The band's figures, parted where Chinese text stands between them."""
    run: list[Token] = []
    for token in band.tokens:
        if run and _text_between(folded, run[-1].stop, token.start):
            yield tuple(run)
            run = []
        run.append(token)
    if run:
        yield tuple(run)


Unit = Callable[[Token, Value], tuple[Value, Origin, str | None]]
"""What a printed figure amounts to in the form's unit, with its origin and flag."""


def difference(token: Token, value: Value) -> tuple[Value, Origin, str | None]:
    """By how much a count changed: anything but a whole number is unreadable."""
    if isinstance(value, Decimal) or token.unit in ("元", "万元"):
        return value, Origin.INFERRED, "unreadable"
    return value, Origin.READ, None


def whole_number(token: Token, value: Value) -> tuple[Value, Origin, str | None]:
    """A count: anything but a whole number that is not negative is unreadable."""
    return (value, Origin.INFERRED, "unreadable") if value < 0 else difference(token, value)


_YUAN = expression(r"[(:]元")


def amount(token: Token, value: Value, head: str) -> tuple[Value, Origin, str | None]:
    """An amount in 万元: printed so, converted from 元, or as its head says (contract, section 1)."""
    if value < 0 or value >= 10**MOST_DIGITS or len(token.word) > 2 * MOST_DIGITS:
        return value, Origin.INFERRED, "unreadable"
    said = "万元" if "万元" in head else "元" if _YUAN.search(head) else ""
    if (token.unit if token.unit in ("元", "万元") else said) == "元":
        exact = Decimal(value) / 10000
        return (int(exact) if exact == exact.to_integral_value() else exact), Origin.READ, None
    return value, Origin.READ, None if said or value == 0 or token.unit == "万元" else "unit_unknown"


@dataclass(slots=True)
class Read:
    """What the reader makes of one table."""

    table: str
    span: Span
    """From the table's head to the end of its last row."""
    cells: dict[Address, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Rows among whose figures stand digits that are none."""

    def find(self, code: str, cells: Sequence[Address] = (), tokens: Sequence[Token] = (), **facts: str) -> None:
        """Note a finding about this table and these figures."""
        self.note(code, cells, tuple(map(span_of, tokens)), **facts)

    def note(self, code: str, cells: Sequence[Address], spans: tuple[Span, ...], **facts: str) -> None:
        """Note a finding about this table and these places in the text."""
        made = Finding(code, CODES[code].severity, self.table, tuple(cells), spans, facts=tuple(facts.items()))
        self.findings.append(made)

    def put(
        self,
        text: Text,
        addresses: Sequence[Address],
        columns: Sequence[int],
        tokens: Sequence[Token],
        flag: str | None = None,
        unit: Unit = whole_number,
    ) -> None:
        """Write a row whose figures stand in these columns; a flag goes on every cell of the row."""
        flag = "table_torn" if text.torn else flag
        row = dict.fromkeys(addresses, Cell(flag=flag))
        for column, token in zip(columns, tokens, strict=True):
            row[addresses[column]] = self._cell(text, token, flag, unit, addresses[column])
        self.cells |= row

    def _cell(self, text: Text, token: Token, flag: str | None, unit: Unit, address: Address) -> Cell:
        start, end, kind, word, printed_unit, _ = token
        span, raw = Span(start, end), text.plain[start:end]
        plain = kind is Kind.FIGURE and word.isdecimal() and not printed_unit
        if unit is whole_number and plain and end - start < MOST_DIGITS:
            return Cell(int(word), raw, span, Origin.INFERRED if flag else Origin.READ, flag)
        if token.kind is Kind.WORD:  # digits too, where what stands behind them makes them a number of a list
            guess = int(word) if word.isdecimal() and end - start < MOST_DIGITS else None
            self._value_finding("unreadable", address, span, raw, guess)
            return Cell(guess, raw, span, Origin.BLANK if guess is None else Origin.INFERRED, flag or "unreadable")
        value = token.value
        if value is None:
            return Cell(None, raw, span, Origin.BLANK, flag)
        value, origin, own = unit(token, value)
        if token.kind is Kind.GARBLED:
            own = own or "value_inferred"
        if sum(map(str.isdigit, token.word)) > MOST_DIGITS:
            origin, own = Origin.INFERRED, "unreadable"
        if own:
            self._value_finding(own, address, span, raw, value)
        return Cell(value, raw, span, Origin.INFERRED if flag or own else origin, flag or own)

    def _value_finding(self, code: str, address: Address, span: Span, raw: str, value: Value | None) -> None:
        severity = CODES[code].severity
        made = Finding(code, severity, self.table, (address,), (span,), actual=value, facts=(("raw", raw),))
        self.findings.append(made)

    def take(self, other: Read, rows: set[str]) -> None:
        """Let the rows that another reading settles stand as it has them, with what it says of them."""
        self.cells |= {a: cell for a, cell in other.cells.items() if a.row in rows}
        open_ = [f for f in self.findings if not f.cells or any(a.row not in rows for a in f.cells)]
        self.findings = [*open_, *(f for f in other.findings if f.cells)]

    def blank(self, addresses: Sequence[Address], flag: str | None) -> None:
        """Write a row without figures."""
        self.cells |= dict.fromkeys(addresses, Cell(flag=flag))

    def leave(self, addresses: Sequence[Address], tokens: Sequence[Token]) -> None:
        """Leave a row blank and flagged whose figures could not be placed; they are loose."""
        self.blank(addresses, "left_blank")
        self.loose += tokens
        self.find("left_blank", addresses, tokens, numbers=listed(tokens))

    def miss(self, addresses: Sequence[Address]) -> None:
        """Note a row whose label the text does not have."""
        self.blank(addresses, "row_missing")
        self.find("row_missing", addresses)

    def report_loose(self) -> None:
        """Conservation: say which figures of the table's area no cell uses; a warning where a cell may want one."""
        figures = [t for t in self.loose if t.kind is not Kind.BLANK]
        if figures:
            short = any(says(flag, Says.LACKS) for flag in {cell.flag for cell in self.cells.values()})
            spans, numbers = tuple(map(span_of, figures)), listed(figures)
            severity = Severity.WARNING if short else Severity.INFO
            self.findings.append(Finding("left_over", severity, self.table, (), spans, facts=(("numbers", numbers),)))


def listed(tokens: Sequence[Token]) -> str:
    """The figures in words of a sentence, the first dozen."""
    return "、".join(t.word for t in tokens[:12]) + (" …" if len(tokens) > 12 else "")
