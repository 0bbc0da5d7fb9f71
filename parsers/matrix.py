"""表三 out of a text: its rows by their labels, its blanks by the layout or by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers import align
from parsers.bands import SEPARATORS, Band, Fit, Follow
from parsers.figures import Kind, Token
from parsers.form import APPLICATIONS, FORMS, PARTS
from parsers.labels import APPLICATION_ROWS, ONE_OTHER, THREE_OTHER, Label, Squashed, candidates, chain
from parsers.layouts import columns as by_columns
from parsers.layouts import gaps as by_gaps
from parsers.layouts import ruled as by_rules
from parsers.model import Address, Cell, Finding, Origin, Span
from parsers.sentences import CODES, row_name

_COLUMNS = (*PARTS, "total")
WIDTH = len(_COLUMNS)
_DEPTH = dict.fromkeys(("new_received", "carried_over", "carried_forward"), 3) | dict.fromkeys(
    ("granted", "partial", "other", "processed_total"), 2
)
_FIRST = frozenset(
    {"granted", "denied_state_secret", "unable_not_held", "rejected_petition", "other_overdue_correction"}
)
_HEADING = re.compile(r"申请人情况|本列数据的勾稽关系")
_SECTION = re.compile(r"收到和处理政府信息公开申请")
_AFTER = re.compile(r"四[、,，.].{0,14}行政复议|行政复议.{0,3}行政诉讼|结果维持|[五六][、,，.]存在|存在的?主要问题")
_CJK = re.compile(r"[\u3400-\u9fff]")
_HEADER = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@dataclass(slots=True)
class Read:
    """What the reader makes of one table."""

    span: Span
    """From the table's head to the end of its last row."""
    cells: dict[Address, Cell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    loose: list[Token] = field(default_factory=list)
    three_other: bool = True

    def find(self, code: str, cells: tuple[Address, ...] = (), spans: tuple[Span, ...] = (), **facts: str) -> None:
        """Note a finding about this table."""
        table = cells[0].table if cells else APPLICATIONS
        made = Finding(code, CODES[code].severity, table, cells, spans, facts=tuple(facts.items()))
        self.findings.append(made)


class Text(NamedTuple):
    """A report's text in the forms that the readers of the tables use; all share one coordinate."""

    plain: str
    folded: str
    squashed: Squashed
    tokens: Sequence[Token]


class _Area(NamedTuple):
    """Where the table stands in the squashed text, and its rows' labels."""

    start: int
    end: int
    labels: list[Label]
    strays: list[Label]
    """Labels that stand out of order or twice."""
    three: bool


def read_matrix(text: Text) -> Read | None:
    """表三, or None where the text does not have it."""
    area = _area(text.squashed)
    if area is None:
        return None
    bands = _bands(text, area)
    read = Read(Span(text.squashed.offset(area.start), bands[-1].end), three_other=area.three)
    _Filler(text, area, bands, read).fill()
    return read


# -- where the table is ---------------------------------------------------------------------------------


def _area(squashed: Squashed) -> _Area | None:
    found = candidates(squashed)
    labels, _ = _heavier(found)
    if len(labels) < 4:
        return None
    middle = labels[len(labels) // 2].start
    heading = _HEADING.search(squashed.text, 0, middle)
    section = [m.end() for m in _SECTION.finditer(squashed.text, 0, middle)]
    start = heading.start() if heading else (section[-1] if section else 0)
    after = _AFTER.search(squashed.text, labels[-1].end)
    end = after.start() if after else len(squashed.text)
    inside = [label for label in found if start <= label.start < end]
    labels, three = _heavier(inside)
    if sum(_strong(label) for label in labels) < 4:
        return None
    taken = {label.start for label in labels}
    first, last = labels[0].start, labels[-1].start
    strays = [
        s
        for s in inside
        if _strong(s) and s.start not in taken and first <= s.start <= last and not _covered(s, labels)
    ]
    return _Area(start, end, labels, strays, three)


def _strong(label: Label) -> bool:
    """The label stands there with its numeral."""
    return label.numbered


def _covered(stray: Label, labels: Sequence[Label]) -> bool:
    return any(label.start <= stray.start < label.end for label in labels)


def _heavier(found: Sequence[Label]) -> tuple[list[Label], bool]:
    """The better chain of the two shapes of (六), and whether it is the one with three rows."""
    one, three = chain(found, ONE_OTHER), chain(found, THREE_OTHER)
    is_three = sum(label.weight for label in three) > sum(label.weight for label in one)
    return (three, True) if is_three else (one, False)


def _bands(text: Text, area: _Area) -> list[Band]:
    """The rows' stretches of text; those of stray labels have the key of their row after a star."""
    marks = sorted([(label, False) for label in area.labels] + [(label, True) for label in area.strays])
    squashed = text.squashed
    starts = [squashed.offset(label.start) for label, _ in marks]
    last = squashed.offset(area.end) if area.end < len(squashed.text) else len(text.folded)
    ends = [*starts[1:], last]
    tokens = iter([t for t in text.tokens if starts[0] <= t.start < last])
    token = next(tokens, None)
    bands: list[Band] = []
    for n, ((label, stray), start, end) in enumerate(zip(marks, starts, ends, strict=True)):
        row = APPLICATION_ROWS[label.row].row
        mine: list[Token] = []
        while token is not None and token.start < end:
            mine.append(token)
            token = next(tokens, None)
        follow = APPLICATION_ROWS[marks[n + 1][0].row].row if n + 1 < len(marks) else ""
        body = squashed.offset(label.end - 1) + 1
        bands.append(
            Band(
                f"*{row}" if stray else row,
                start,
                body,
                end,
                tuple(mine),
                _DEPTH.get(row, 1),
                Follow(_DEPTH.get(follow, 1 if follow else 0), follow in _FIRST),
            )
        )
    return bands


# -- from bands to cells ----------------------------------------------------------------------------------


class _Filler:
    """Fills one table's cells from its bands; every step adds what it settles."""

    def __init__(self, text: Text, area: _Area, bands: list[Band], read: Read) -> None:
        self.text, self.read = text, read
        self.form = FORMS["2021", area.three]
        self.head = text.squashed.offset(area.start)
        self.area = area
        self.doubled: set[str] = set()
        self.cut = self._cut_row(bands)
        self.bands = [self._own(band) for band in bands if not band.row.startswith("*")]
        for band in bands:
            if band.row.startswith("*"):
                self._stray(band)
        self.torn = self._is_torn()

    def fill(self) -> None:
        """Settle whole and empty rows, then those the layout explains, then the rest by arithmetic."""
        rows = {band.row: band for band in self.bands}
        fit = None if self.torn else self._fit()
        placed = {} if fit is None else {self.bands[i].row: c for i, c in fit.columns.items()}
        exact = fit is not None and fit.exact
        seated = {} if self.torn else self._seat(placed)
        for row in self.form.rows(APPLICATIONS):
            band = rows.get(row.key)
            if band is None:
                self._missing(row.key)
            elif self.torn:
                self._torn_row(band)
            elif len(band.tokens) in (0, WIDTH):
                self._put(band, tuple(range(len(band.tokens))), Origin.READ, self._row_flag(band))
            elif row.key in placed:
                flag = self._row_flag(band) or (None if exact else "position_inferred")
                self._put(band, placed[row.key], Origin.READ if flag is None else Origin.INFERRED, flag)
                if not exact:
                    self.read.find("position_inferred", self._addresses(row.key), self._spans(band))
            elif row.key in seated:
                self._put_seated(band, seated[row.key])
            else:
                self._leave(band)
        if self.torn:
            self.read.find("table_torn", (Address(APPLICATIONS, "new_received", "natural_person"),))
        self._report_loose()

    # .. what a band is

    def _own(self, band: Band) -> Band:
        """The band with the figures that are its row's: a second run of them is a doubled row or a lost label."""
        tokens = band.tokens
        if not tokens:
            return band
        runs = list(self._runs(band))
        if len(runs) > 1 and (len(tokens) > WIDTH or not self._wraps()):
            first, rest = runs[0], [t for run in runs[1:] for t in run]
            if band.row == "carried_forward":
                tokens, self.read.loose = first, self.read.loose
            elif len(first) <= WIDTH:
                self._doubled(band, first, rest)
                tokens = first
        if len(tokens) == 2 * WIDTH and [t.word for t in tokens[:WIDTH]] == [t.word for t in tokens[WIDTH:]]:
            self._doubled(band, tokens[:WIDTH], tokens[WIDTH:])
            tokens = tokens[:WIDTH]
        if tokens is band.tokens:
            return band
        return Band(band.row, band.start, band.body, band.end, tuple(tokens), band.depth, band.follow)

    def _doubled(self, band: Band, first: Sequence[Token], rest: Sequence[Token]) -> None:
        self.doubled.add(band.row)
        self.read.loose += rest
        spans = tuple(Span(t.start, t.end) for t in (*first, *rest))
        self.read.find("row_doubled", self._addresses(band.row), spans)

    def _stray(self, band: Band) -> None:
        row = band.row[1:]
        present = any(b.row == row for b in self.bands)
        code = "row_doubled" if present else "row_order"
        self.doubled.add(row)
        self.read.loose += band.tokens
        self.read.find(code, self._addresses(row), (Span(band.start, band.body), *self._spans(band)))

    def _runs(self, band: Band) -> Iterator[tuple[Token, ...]]:
        """The band's figures, parted where Chinese text stands between them."""
        run = [band.tokens[0]]
        for before, token in zip(band.tokens, band.tokens[1:], strict=False):
            if _CJK.search(self.text.folded, before.end, token.start):
                yield tuple(run)
                run = []
            run.append(token)
        yield tuple(run)

    def _wraps(self) -> bool:
        """Labels are broken over lines beside their figures, as in aligned columns."""
        lines = self.text.folded.count("\n", self.head, self.read.span.end)
        tokens = sum(self.head <= t.start < self.read.span.end for t in self.text.tokens)
        return lines < tokens

    def _cut_row(self, bands: Sequence[Band]) -> str | None:
        """The row in which the text ends, if it ends inside the table."""
        ends = not self.text.folded[bands[-1].end :].strip(SEPARATORS)
        return bands[-1].row if ends and len(bands[-1].tokens) < WIDTH else None

    def _is_torn(self) -> bool:
        """The order of the text is not that of rows: figures under no label, or far too many under one."""
        before = [t for t in self.text.tokens if self.head <= t.start < self.bands[0].start]
        excess = [b for b in self.bands if len(b.tokens) > WIDTH]
        return (
            len([t for t in before if t.kind is Kind.FIGURE]) >= WIDTH
            or len(excess) > 3
            or any(len(b.tokens) > 3 * WIDTH for b in excess)
            or self._lines_deduplicated()
        )

    def _lines_deduplicated(self) -> bool:
        """No line of the text stands twice although the figures have lines of their own: a scraper dropped repeats."""
        lines = [
            s for line in self.text.folded[self.head : self.read.span.end].split("\n") if (s := line.strip(" |\u200b"))
        ]
        alone = sum(line.isdigit() for line in lines)
        return (
            len(lines) >= 24
            and len(set(lines)) == len(lines)
            and "|" not in self.text.folded[self.head :]
            and alone < len(lines) // 2
        )

    # .. where its figures belong

    def _fit(self) -> Fit | None:
        """The layout that explains most rows; sums that hold speak for it, sums that fail against it."""
        text = self.text
        header = self._header_gaps()
        fits = [
            *by_gaps.fits(self.bands, text.folded, header, WIDTH),
            *by_rules.fits(self.bands, text.folded, WIDTH),
            *by_columns.fits(self.bands, text.plain, WIDTH),
        ]
        return max(fits, key=lambda fit: (self._evidence(fit), fit.exact, fit.name), default=None)

    def _evidence(self, fit: Fit) -> int:
        score = len(fit.columns)
        for i, columns in fit.columns.items():
            values = [t.value or 0 for t in self.bands[i].tokens]
            if columns[-1] == WIDTH - 1:
                score += 1 if values[-1] == sum(values[:-1]) else -3
        return score

    def _header_gaps(self) -> list[str]:
        """The separators between the header cells 商业企业 … 其他."""
        squashed, words = self.text.squashed, "".join(_HEADER)
        at = squashed.text.find(words, self.area.start, self.area.labels[0].start)
        if at < 0:
            return []
        gaps = []
        for word in _HEADER[:-1]:
            at += len(word)
            gaps.append(self.text.folded[squashed.offset(at - 1) + 1 : squashed.offset(at)])
        return gaps

    def _seat(self, placed: dict[str, tuple[int, ...]]) -> dict[str, align.Seated]:
        rows: dict[str, align.Lost | align.Vector] = {}
        whole = sum(len(b.tokens) == WIDTH for b in self.bands)
        some = sum(0 < len(b.tokens) < WIDTH and b.row not in placed for b in self.bands)
        if not some:
            return {}
        for band in self.bands:
            values = [t.value for t in band.tokens]
            if any(v is not None and (not isinstance(v, int) or v < 0) for v in values) or len(values) > WIDTH:
                continue
            if len(values) in (0, WIDTH) or band.row in placed:
                columns = placed.get(band.row, tuple(range(len(values))))
                vector = [0] * WIDTH
                for column, value in zip(columns, values, strict=True):
                    vector[column] = int(value or 0)
                rows[band.row] = tuple(vector)
            else:
                words = tuple(
                    str(v or 0) if t.kind is not Kind.FIGURE else t.word.replace(",", "")
                    for t, v in zip(band.tokens, values, strict=True)
                )
                glued = whole > some and sum(map(len, words)) >= WIDTH
                rows[band.row] = align.Lost(words, glued)
        results = [r.key for r in self.form.rows(APPLICATIONS) if "results" in r.groups and r.key != "processed_total"]
        return align.seat(rows, results)

    # .. what is written down

    def _addresses(self, row: str) -> tuple[Address, ...]:
        return tuple(Address(APPLICATIONS, row, column) for column in _COLUMNS)

    def _spans(self, band: Band) -> tuple[Span, ...]:
        return tuple(Span(t.start, t.end) for t in band.tokens)

    def _row_flag(self, band: Band) -> str | None:
        if band.row in self.doubled:
            return "row_doubled"
        return "table_cut" if band.row == self.cut else None

    def _put(self, band: Band, columns: Sequence[int], origin: Origin, flag: str | None) -> None:
        by_column = dict(zip(columns, band.tokens, strict=True))
        for i, address in enumerate(self._addresses(band.row)):
            token = by_column.get(i)
            self.read.cells[address] = Cell(flag=flag) if token is None else self._cell(token, origin, flag, address)
        if flag == "table_cut":
            self.read.find("table_cut", self._addresses(band.row), self._spans(band))

    def _cell(self, token: Token, origin: Origin, flag: str | None, address: Address) -> Cell:
        raw, span = self.text.plain[token.start : token.end], Span(token.start, token.end)
        if token.kind is Kind.BLANK:
            return Cell(None, raw, span, Origin.BLANK if flag is None else origin, flag)
        value = token.value
        if token.kind is Kind.GARBLED:
            self.read.find("value_inferred", (address,), (span,), raw=raw)
            return Cell(value, raw, span, Origin.INFERRED, flag or "value_inferred")
        if not isinstance(value, int) or value < 0:
            self.read.find("unreadable", (address,), (span,), raw=raw)
            return Cell(value, raw, span, Origin.INFERRED, flag or "unreadable")
        return Cell(value, raw, span, origin, flag)

    def _put_seated(self, band: Band, seated: align.Seated) -> None:
        flag = "position_inferred" if all(seated.alone) else "position_guessed"
        addresses = self._addresses(band.row)
        for i, address in enumerate(addresses):
            zero = i in seated.zeros
            self.read.cells[address] = Cell(
                0 if zero else None, origin=Origin.INFERRED if zero else Origin.BLANK, flag=flag
            )
        for column, piece in zip(seated.placement.columns, seated.placement.pieces, strict=True):
            token = band.tokens[piece.token]
            whole = piece.end - piece.start == len(token.word) or token.kind is not Kind.FIGURE or "," in token.word
            span = Span(token.start, token.end) if whole else Span(token.start + piece.start, token.start + piece.end)
            value = None if token.kind is Kind.BLANK else piece.value
            raw = self.text.plain[span.start : span.end]
            self.read.cells[addresses[column]] = Cell(value, raw, span, Origin.INFERRED, flag)
        self.read.find(flag, addresses, self._spans(band))

    def _leave(self, band: Band) -> None:
        for address in self._addresses(band.row):
            self.read.cells[address] = Cell(flag="left_blank")
        self.read.loose += band.tokens
        words = "、".join(t.word for t in band.tokens)
        self.read.find("left_blank", self._addresses(band.row), self._spans(band), numbers=words)

    def _torn_row(self, band: Band) -> None:
        """Of a torn table only a row with exactly its figures is shown, and flagged."""
        if len(band.tokens) == WIDTH:
            self._put(band, tuple(range(WIDTH)), Origin.INFERRED, "table_torn")
        else:
            for address in self._addresses(band.row):
                self.read.cells[address] = Cell(flag="table_torn")
            self.read.loose += band.tokens

    def _missing(self, row: str) -> None:
        for address in self._addresses(row):
            self.read.cells[address] = Cell(flag="row_missing")
        self.read.find("row_missing", self._addresses(row)[:1], label=row_name(APPLICATIONS, row))

    def _report_loose(self) -> None:
        figures = [t for t in self.read.loose if t.kind is not Kind.BLANK]
        if figures:
            numbers = "、".join(t.word for t in figures[:12]) + (" …" if len(figures) > 12 else "")
            made = Finding(
                "left_over",
                CODES["left_over"].severity,
                APPLICATIONS,
                (),
                tuple(Span(t.start, t.end) for t in figures),
                facts=(("numbers", numbers),),
            )
            self.read.findings.append(made)
