"""表三 out of a text: its blanks by the layout that explains most rows, else by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers import align
from parsers.bands import SEPARATORS, Band, Fit, strange_gaps, unread_digits
from parsers.figures import Kind, Token
from parsers.form import APPLICATIONS, FORMS, PARTS
from parsers.labels import APPLICATION_ROWS
from parsers.layouts import columns as by_columns
from parsers.layouts import gaps as by_gaps
from parsers.layouts import ruled as by_rules
from parsers.matrix_rows import Area, bands_of, header_of, label_whole
from parsers.model import Address, Cell, Origin, Span
from parsers.table import Read, Text, runs, span_of

_COLUMNS = (*PARTS, "total")
WIDTH = len(_COLUMNS)


def read_matrix(text: Text, area: Area, three: bool) -> tuple[bool, Read]:
    """Whether (六) has three rows, and 表三; `three` is taken where the text ends before (六).

    Where (六) is missing between other rows, one lost row is likelier than three.
    """
    keys = {APPLICATION_ROWS[label.row].row for label in area.labels}
    if not any(key.startswith("other") for key in keys):
        lost = len(keys) > 15 and keys & {"processed_total", "carried_forward"}
        area = area._replace(three=three and not lost)
    bands = bands_of(text, area)
    read = Read(APPLICATIONS, Span(text.squashed.offset(area.start), bands[-1].end))
    _Filler(text, area, bands, read).fill()
    return area.three, read


class _Filler:
    """Fills the table's cells from its bands; every step adds what it settles."""

    def __init__(self, text: Text, area: Area, bands: list[Band], read: Read) -> None:
        self.text, self.area, self.read = text, area, read
        self.form = FORMS["2021", area.three]
        self.flags: dict[str, str] = {}
        self.beside: set[str] = set()
        self.cut = self._cut_row(bands)
        for band in bands:
            self._unread(band)
        self.most = max(len(band.tokens) for band in bands)
        self.excess = sum(max(0, len(band.tokens) - WIDTH) for band in bands)
        wraps = self._wraps()
        self.bands = [self._own(band, wraps) for band in bands if not band.row.startswith("*")]
        for band in bands:
            if band.row.startswith("*"):
                self._stray(band)
        self.torn = self._is_torn()

    def fill(self) -> None:
        """Settle whole and empty rows, then those the layout explains, then the rest by arithmetic."""
        rows = {band.row: band for band in self.bands}
        fit = None if self.torn else self._fit()
        placed = {} if fit is None else self._placed(fit)
        seated = {} if self.torn else self._seat(placed)
        keys = [row.key for row in self.form.rows(APPLICATIONS)]
        for key, after in pairwise(keys):
            if after not in rows:  # its figures may have fallen to the row before it
                self.flags.setdefault(key, "row_missing")
        self.beside = self._between(keys, rows)
        if any(t.end <= self.bands[0].start for t in self.read.loose):
            self.beside.add(self.bands[0].row)
        hollow = self._hollow(fit)
        for row in self.form.rows(APPLICATIONS):
            band = rows.get(row.key)
            if band is None or row.key in hollow:
                self.read.miss(_addresses(row.key))
            elif self.torn:
                self._torn_row(band)
            elif len(band.tokens) in (0, WIDTH):
                self._put(band, range(len(band.tokens)), self._row_flag(band))
            elif fit is not None and row.key in placed:
                self._put(band, placed[row.key], self._row_flag(band) or (None if fit.exact else "position_inferred"))
            elif row.key in seated:
                self._put_seated(band, seated[row.key])
            else:
                self.read.leave(_addresses(row.key), band.tokens)
        self.read.report_loose()

    def _hollow(self, fit: Fit | None) -> set[str]:
        """The rows without figures whose cells are lost rather than blank.

        Their label is broken off, they are too short for their blanks, or no other row of a text that drops its blanks
        is empty.
        """
        empty = {band.row: band for band in self.bands if not band.tokens}
        lost = {row for row, band in empty.items() if not label_whole(self.text, band)}
        if fit is not None:
            lost |= {self.bands[i].row for i in fit.hollow}
        elif len(empty) == 1 and len(self.bands) > 20:
            at = next(i for i, band in enumerate(self.bands) if not band.tokens)
            lost |= set() if by_gaps.holds_blanks(self.bands, at, self.text.folded, WIDTH) else set(empty)
        return lost

    def _between(self, keys: Sequence[str], rows: Mapping[str, Band]) -> set[str]:
        """The rows from one with too many figures to the next ones without any: each may hold its neighbour's."""
        full = [n for n, k in enumerate(keys) if k in rows and len(rows[k].tokens) > WIDTH]
        full += [n for n, k in enumerate(keys) if self.flags.get(k) == "row_doubled"]
        empty = [n for n, k in enumerate(keys) if k not in rows or not rows[k].tokens]
        found: set[str] = set()
        for n in full:
            before = max((e for e in empty if e < n), default=n - 1)
            after = min((e for e in empty if e > n), default=n + 1)
            found |= set(keys[max(0, before) : after + 1])
        return found

    # -- what a band is

    def _own(self, band: Band, wraps: bool) -> Band:
        """The band with the figures that are its row's: a second run of them is a doubled row or a lost label."""
        tokens = band.tokens
        parts = list(runs(band, self.text.folded))
        if len(parts) > 1 and (len(tokens) > WIDTH or not wraps):
            if band.row != "carried_forward" and len(parts[0]) <= WIDTH:
                self._doubled(band, parts[0], tokens[len(parts[0]) :])
            tokens = parts[0]
        if len(tokens) == 2 * WIDTH and [t.word for t in tokens[:WIDTH]] == [t.word for t in tokens[WIDTH:]]:
            self._doubled(band, tokens[:WIDTH], tokens[WIDTH:])
            tokens = tokens[:WIDTH]
        return band if tokens is band.tokens else replace(band, tokens=tokens)

    def _unread(self, band: Band) -> None:
        """Flag a row among whose figures stands what is none."""
        row = band.row.lstrip("*")
        digits = unread_digits(band, self.text.folded) or strange_gaps(band, self.text.folded)
        if digits:
            self.flags[row] = "unreadable"
            spans = tuple(Span(*span) for span in digits)
            self.read.note("unreadable", _addresses(row)[:1], spans, raw=self.text.raw(spans[0]))

    def _doubled(self, band: Band, first: Sequence[Token], rest: Sequence[Token]) -> None:
        self.flags[band.row] = "row_doubled"
        self.read.loose += rest
        self.read.find("row_doubled", _addresses(band.row), (*first, *rest))

    def _stray(self, band: Band) -> None:
        row = band.row[1:]
        if not band.tokens:
            return
        self.flags[row] = "row_doubled"
        self.read.loose += band.tokens
        present = any(b.row == row for b in self.bands)
        self.read.find("row_doubled" if present else "row_order", _addresses(row), band.tokens)

    def _wraps(self) -> bool:
        """Labels are broken over lines beside their figures, as in aligned columns."""
        start, end = self.read.span
        return self.text.folded.count("\n", start, end) < sum(start <= t.start < end for t in self.text.tokens)

    def _cut_row(self, bands: Sequence[Band]) -> str | None:
        """The row in which the text ends, if it ends inside the table."""
        ends = not self.text.folded[bands[-1].end :].strip(SEPARATORS)
        return bands[-1].row if ends and len(bands[-1].tokens) < WIDTH else None

    def _is_torn(self) -> bool:
        """The order of the text is not that of rows: figures under no label, too many under one, labels in pieces."""
        first = self.bands[0].start if self.bands else self.read.span.end
        before = [t for t in self.text.tokens if self.read.span.start <= t.start < first]
        self.read.loose += before
        crowded = sum(len(b.tokens) > WIDTH for b in self.bands)
        empty = sum(not b.tokens for b in self.bands)
        unnumbered = sum(not label.numbered for label in self.area.labels)
        torn = (
            len(before) >= WIDTH
            or crowded > 3
            or self.most > 3 * WIDTH
            or (self.excess >= WIDTH and empty * 2 >= len(self.bands))
            or unnumbered * 5 > len(self.area.labels) * 2
        )
        if torn or self.text.torn:
            self.read.find("table_torn")
            return True
        return False

    # -- where its figures belong

    def _fit(self) -> Fit | None:
        """The layout that explains most rows; sums that hold speak for it, sums that fail against it."""
        text = self.text
        gaps, header = header_of(text, self.area)
        fits = [
            *by_gaps.fits(self.bands, text.folded, gaps, WIDTH),
            *by_rules.fits(self.bands, text.folded, WIDTH),
            *by_columns.fits(self.bands, text.plain, header, WIDTH),
        ]
        best = max(fits, key=lambda fit: (self._evidence(fit), fit.exact, fit.name), default=None)
        return None if best is None or self._evidence(best) < 0 else best

    def _evidence(self, fit: Fit) -> int:
        score = len(fit.columns)
        for i, columns in fit.columns.items():
            values = [t.value or 0 for t in self.bands[i].tokens]
            if columns[-1] == WIDTH - 1:
                score += 1 if values[-1] == sum(values[:-1]) else -3
            elif _squeezed(_words(self.bands[i]), columns) and any(values):
                score -= 3
        return score

    def _placed(self, fit: Fit) -> dict[str, tuple[int, ...]]:
        """The columns of the rows that the layout explains, but for those whose figures ran together.

        Where alignment would put what is plainly the total elsewhere, the page is squeezed and tells nothing.
        """
        rows = ((self.bands[i].row, _words(self.bands[i]), columns) for i, columns in fit.columns.items())
        return {r: c for r, words, c in rows if not _glued(words, c) and (fit.exact or not _squeezed(words, c))}

    def _seat(self, placed: dict[str, tuple[int, ...]]) -> dict[str, align.Seated]:
        if all(len(b.tokens) in (0, WIDTH) or b.row in placed for b in self.bands):
            return {}
        rows: dict[str, align.Lost | align.Vector] = {}
        for band in self.bands:
            words = _words(band)
            if len(words) > WIDTH or not all(map(str.isdigit, words)):
                continue
            if len(words) in (0, WIDTH) or band.row in placed:
                vector = [0] * WIDTH
                for column, word in zip(placed.get(band.row, range(len(words))), words, strict=True):
                    vector[column] = int(word)
                rows[band.row] = tuple(vector)
            else:
                rows[band.row] = align.Lost(words)
        results = [r.key for r in self.form.rows(APPLICATIONS) if "results" in r.groups and r.key != "processed_total"]
        return align.seat(rows, results)

    # -- what is written down

    def _row_flag(self, band: Band) -> str | None:
        if band.row == self.cut:
            return "table_cut"
        return self.flags.get(band.row) or ("row_doubled" if band.row in self.beside else None)

    def _put(self, band: Band, columns: Sequence[int], flag: str | None) -> None:
        self.read.put(self.text, _addresses(band.row), columns, band.tokens, flag)
        if flag in ("table_cut", "position_inferred"):
            self.read.find(flag, _addresses(band.row), band.tokens)

    def _put_seated(self, band: Band, seated: align.Seated) -> None:
        flag = "position_inferred" if all(seated.alone) else "position_guessed"
        addresses = _addresses(band.row)
        for i, address in enumerate(addresses):
            zero = i in seated.zeros
            origin = Origin.INFERRED if zero else Origin.BLANK
            self.read.cells[address] = Cell(0 if zero else None, origin=origin, flag=flag)
        for column, piece in zip(seated.placement.columns, seated.placement.pieces, strict=True):
            token = band.tokens[piece.token]
            span = span_of(token)
            if token.kind is Kind.FIGURE and piece.end - piece.start < len(token.word.replace(",", "")):
                span = Span(token.start + piece.start, token.start + piece.end)
            value = None if token.kind is Kind.BLANK else piece.value
            self.read.cells[addresses[column]] = Cell(value, self.text.raw(span), span, Origin.INFERRED, flag)
        self.read.find(flag, addresses, band.tokens)

    def _torn_row(self, band: Band) -> None:
        """Of a torn table only a row with exactly its figures is shown, and flagged."""
        if len(band.tokens) == WIDTH:
            self.read.put(self.text, _addresses(band.row), range(WIDTH), band.tokens, "table_torn")
        else:
            self.read.blank(_addresses(band.row), "table_torn")
            self.read.loose += band.tokens


def _addresses(row: str) -> tuple[Address, ...]:
    return tuple(Address(APPLICATIONS, row, column) for column in _COLUMNS)


def _words(band: Band) -> tuple[str, ...]:
    """The band's figures in digits, blanks as 0, and a dot for what is no count."""
    return tuple(map(_word, band.tokens))


def _word(token: Token) -> str:
    word = token.word.replace(",", "")
    if token.kind is Kind.FIGURE and word.isdigit() and len(word) < 40:
        return word
    value = token.value or 0
    return str(value) if isinstance(value, int) and value >= 0 else "."


def _glued(words: tuple[str, ...], columns: Sequence[int]) -> bool:
    """Figures ran together: one has a leading zero, or the row is a sum only when they are split."""
    if any(len(word) > 1 and word[0] == "0" for word in words):
        return True
    if not all(map(str.isdigit, words)) or max(map(len, words)) < 3:
        return False
    whole = columns[-1] == WIDTH - 1 and int(words[-1]) == sum(map(int, words[:-1]))
    return not whole and align.splits_to_sum(words, WIDTH)


def _squeezed(words: tuple[str, ...], columns: Sequence[int]) -> bool:
    """The last figure is the sum of the others, yet does not stand under the totals."""
    if len(words) < 2 or columns[-1] == WIDTH - 1 or not all(map(str.isdigit, words)):
        return False
    return int(words[-1]) == sum(map(int, words[:-1]))
