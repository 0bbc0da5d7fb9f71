"""What a sheet proves: a cell that its row and its grid bear out is written without a flag, others are left to others.

Structure together with a sum that could have failed, or structure alone where no blank was dropped, proves a row;
arithmetic alone never does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Address, Origin, Span, Value
from parsers.reading.gridded.seats import Seat, Table
from parsers.reading.gridded.sheet import Field, What
from parsers.reading.table import Read, Text, Unit, amount, difference, listed, whole_number
from parsers.reading.words import of_form
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

SURE = 2
"""So many rows with a blank before a figure show that a text kept its blanks."""


@dataclass(slots=True)
class Proven:
    """What a sheet says of one table."""

    table: Table
    read: Read
    settled: set[str] = field(default_factory=set)
    """The rows that are written; those that lack their label are among them where all others are settled."""
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By row: what bears it out, by the names of `evidence.READ_BY`."""
    whole: bool = False
    """Nothing of the table is open: no other reading is needed."""


def blanks_kept(seats: Iterable[Seat]) -> bool:
    """Whether a text kept its blanks: rows have one before a figure, and hardly any looks as if all had moved left."""
    inner = packed = 0
    for seat in seats:
        empty = [f.what is What.EMPTY for f in seat.fields]
        if any(empty) and not all(empty):
            if any(a and not b for a, b in pairwise(empty)):
                inner += sum_told(seat) is not False
            elif seat.summed and empty[-1]:
                packed += 1
    return inner >= SURE and inner > 3 * packed


def proven(text: Text, table: Table, name: str, tiles: bool, kept: bool) -> Proven | None:
    """The table as far as the sheet settles it; None where it is rather no table of the form."""
    seats = {seat.row: seat for seat in table.seats}
    odd = sum(f.what is What.ODD for seat in table.seats for f in seat.fields)
    if not seats or odd * 5 > sum(len(seat.fields) for seat in table.seats) or len(table.unseated) > len(seats):
        return None
    told = {seat.row: sum_told(seat) for seat in table.seats}
    if not tiles and sum(said is False for said in told.values()) > sum(said is True for said in told.values()):
        return None  # the form's own sums say that these are not its cells
    ends = [f.span for seat in table.seats for f in seat.fields]
    made = Proven(table, Read(table.table, Span(min(ends).start, max(ends).end)))
    unused = _unused(text, table, made.read.span)
    quiet = not unused and not table.unseated and not any(of_form(words) for words, _ in table.extra)
    side_by_side = table.table == REVIEW and not all(f.words for seat in table.seats for f in seat.fields)
    doubtful = {s.row for s in table.doubled if s.row in seats and not _same(s, seats[s.row])}
    astray = _astray(text, table, unused) | _moved(table)
    rows = [(seat, bool(told[seat.row])) for seat in table.seats if seat.row not in astray]
    bearing = [seat for seat, held in rows if _bears(seat, tiles or kept, held, quiet, side_by_side)]
    if side_by_side and len(bearing) < len(table.seats):
        return None
    alike = {s.row for s in table.doubled if s.row in seats} - doubtful
    for seat in bearing:
        made.evidence[seat.row] = (*_evidence(seat, name, tiles or kept), *(["again"] if seat.row in alike else []))
        _write(made, text, seat, "row_doubled" if seat.row in doubtful else _doubt(seat))
    _say(made, text, tiles, unused)
    return made


def _astray(text: Text, table: Table, unused: Sequence[Token]) -> set[str]:
    """The rows behind whose label figures stand that are in no field: one with blanks lacks them, or one is broken."""
    rows = sorted((min(f.span for f in seat.fields), seat) for seat in table.seats)
    starts = [span.start for span, _ in rows]
    found = set()
    for token in unused:
        seat = rows[max(0, bisect_right(starts, token.start) - 1)][1]
        behind = max((f.span.end for f in seat.fields if f.span.end <= token.start), default=token.start)
        if any(f.what is What.EMPTY for f in seat.fields) or text.plain[behind : token.start].strip() == "":
            found.add(seat.row)
    return found | {seat.row for _, seat in rows if _GOES_ON.match(text.plain, seat.fields[-1].span.end)}


_GOES_ON = expression(r"[^\S\n]*\n[^\S\n]*\d+[\s|]*?(?:\n|\Z)")
"""A figure that the end of its line may have broken: digits alone follow on the next."""


def _moved(table: Table) -> set[str]:
    """The rows whose last figure is the sum of the others, yet does not stand under the totals that others have."""
    summed = [seat for seat in table.seats if seat.summed and any(f.token for f in seat.fields)]
    printed = sum(seat.fields[-1].what is not What.EMPTY for seat in summed)
    if printed * 5 < len(summed) * 4:
        return set()
    return {s.row for s in summed if s.fields[-1].what is What.EMPTY and _adds_up(s)}


def _adds_up(seat: Seat) -> bool:
    values = [f.token.value or 0 for f in seat.fields if f.token is not None]
    return len(values) > 1 and bool(values[-1]) and values[-1] == sum(values[:-1])


def _bears(seat: Seat, kept: bool, held: bool, quiet: bool, side_by_side: bool) -> bool:
    """Whether structure proves the row; one of several on a line with blanks is not whole by itself."""
    empty = [f.what is What.EMPTY for f in seat.fields]
    if not any(empty) and not side_by_side:
        return True
    if all(empty):
        return seat.whole and quiet
    return kept or (held and not empty[-1])


def _doubt(seat: Seat) -> str | None:
    """Why a proven row is flagged: a figure is in pieces, or zeros stand where nothing names 表四."""
    if any(f.torn for f in seat.fields):
        return "value_inferred"
    bare = seat.addresses[0].table == REVIEW and not seat.whole
    return "position_inferred" if bare and not sum_told(seat) else None


def _evidence(seat: Seat, name: str, kept: bool) -> tuple[str, ...]:
    empty = [f.what is What.EMPTY for f in seat.fields]
    return (name, *(["empty"] if all(empty) else ["whole"] if not any(empty) else ["kept"] if kept else []))


def sum_told(seat: Seat) -> bool | None:
    """Whether the row's total is the sum of its others; None where it has none that could have failed."""
    if not seat.summed:
        return None
    *parts, total = ((f.token.value or 0) if f.token is not None else 0 for f in seat.fields)
    if total == sum(parts):
        return True if total else None
    return False if seat.fields[-1].what is What.FIGURE else None


def _same(a: Seat, b: Seat) -> bool:
    return [f.words for f in a.fields] == [f.words for f in b.fields]


# -- what is written down ---------------------------------------------------------------------------------


def _write(made: Proven, text: Text, seat: Seat, flag: str | None) -> None:
    read = made.read
    odd = [(a, f) for a, f in zip(seat.addresses, seat.fields, strict=True) if f.what is What.ODD]
    plain = [(n, f.token) for n, f in enumerate(seat.fields) if f.token is not None and f.what is not What.ODD]
    columns, tokens = [n for n, _ in plain], [token for _, token in plain if token is not None]
    read.put(text, seat.addresses, columns, tokens, flag, _unit(seat))
    if flag == "row_doubled":
        read.find(flag, seat.addresses, tokens)
    for address, f in odd:
        _odd(read, text, address, f)
    made.settled.add(seat.row)


def _odd(read: Read, text: Text, address: Address, f: Field) -> None:
    """Words in a cell: one unreadable cell, with the figure that it begins with if it is the only one."""
    cell = read.cells[address]
    token = f.token if f.token is not None and f.token.kind is Kind.FIGURE else None
    value = token.value if token is not None else None
    span = Span(token.start, token.end) if token is not None and value is not None else f.span
    origin = Origin.INFERRED if value is not None else Origin.BLANK
    read.cells[address] = cell._replace(value=value, raw=text.raw(span), span=span, origin=origin, flag="unreadable")
    read.note("unreadable", (address,), (f.span,), raw=text.raw(f.span))


def _unit(seat: Seat) -> Unit:
    """The form's unit of each figure of a row of 表二; elsewhere all are counts."""
    if seat.addresses[0].table != DISCLOSURE:
        return whole_number
    columns = {f.token.start: a.column for a, f in zip(seat.addresses, seat.fields, strict=True) if f.token is not None}

    def unit(token: Token, value: Value) -> tuple[Value, Origin, str | None]:
        column = columns.get(token.start)
        if column == "amount":
            return amount(token, value, seat.head)
        if column == "change":
            return difference(token, value)
        return whole_number(token, value)

    return unit


def _unused(text: Text, table: Table, span: Span) -> list[Token]:
    """Conservation: the figures between the ends of 表三 that stand in no field of its rows."""
    if table.table != APPLICATIONS:
        return _tokens(table.loose)
    rows = (*(s.fields for s in (*table.seats, *table.doubled)), *(fields for _, fields in table.extra))
    taken = {f.span.start: f.span.end for fields in rows for f in fields}
    pieces = [f.token for fields in rows for f in fields if f.torn and f.token]
    starts = sorted(taken)
    found = []
    for token in text.tokens:
        inside = span.start <= token.start < span.end and not any(p.start < token.start < p.end for p in pieces)
        if inside and token.kind is not Kind.BLANK:
            at = bisect_right(starts, token.start) - 1
            if at < 0 or taken[starts[at]] <= token.start:
                found.append(token)
    return found


def _say(made: Proven, text: Text, tiles: bool, unused: Sequence[Token]) -> None:
    """Rows that the text lacks, figures that nobody uses; whether anything of the table is left open."""
    table, read = made.table, made.read
    open_ = (set(table.unseated) | {s.row for s in table.seats}) - made.settled
    if open_ or (len(made.settled) < len(table.rows) and not tiles):
        return
    made.whole = True
    for row in table.rows:
        if row.key not in made.settled:
            read.miss(row.cells(table.table))
            made.settled.add(row.key)
    read.cells = {a: read.cells[a] for row in table.rows for a in row.cells(table.table)}
    for words, fields in table.extra:
        tokens = _tokens(fields)
        read.find("extra_row", (), tokens, label=words[-60:], numbers=listed(tokens))
        read.loose += tokens
    for seat in table.doubled:
        tokens = _tokens(seat.fields)
        if seat.row in made.settled and not any(f.code == "row_doubled" for f in read.findings):
            read.find("row_doubled", seat.addresses, tokens)
        read.loose += tokens
    if table.table == DISCLOSURE:
        _known_line(read, text)
    read.loose += unused
    read.report_loose()


_KNOWN = expression(r"\s*([^。；;|\n]{0,60}发布总数量[^。；;|\n\d]{0,30})(\d+)")


def _known_line(read: Read, text: Text) -> None:
    """A line behind 表二 that some provinces print under it."""
    found = _KNOWN.match(text.folded, read.span.end)
    if found:
        label = "".join(text.raw(Span(*found.span(1))).split()).strip("|：:")
        read.note("known_line", (), (Span(*found.span(2)),), label=label[-60:], numbers=found[2])


def _tokens(fields: Sequence[Field]) -> list[Token]:
    return [f.token for f in fields if f.token is not None]
