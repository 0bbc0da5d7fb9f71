"""表三 out of a text: its blanks by the layout that explains most rows, else by arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from parsers.form.form import MATRIX_ROWS, SHAPES
from parsers.form.printed import APPLICATIONS, GROUPS, Row, Shape
from parsers.model import Cell, Origin, Span
from parsers.reading import align, blank_rows
from parsers.reading.bands import Band, Fit
from parsers.reading.labels import APPLICATION_ROWS, CHINESE
from parsers.reading.layouts import columns as by_columns
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.layouts import ruled as by_rules
from parsers.reading.matrix_doubts import WIDTH, Doubts, addresses
from parsers.reading.matrix_rows import Area, bands_of, header_of
from parsers.reading.sequence import in_sequence
from parsers.reading.sums import Vector
from parsers.reading.table import Read, Text, span_of
from parsers.reading.torn import heads_once, lines_once
from parsers.reading.weigh import chosen
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

_TOTALS = ("processed_total", "carried_forward")


def read_matrix(text: Text, area: Area, usual: Shape) -> tuple[Shape, Read]:
    """The shape of 表三 and its figures; the `usual` shape of the edition where no row tells."""
    area = area._replace(shape=_shape(text, area, usual))
    bands = bands_of(text, area)
    read = Read(APPLICATIONS, Span(text.squashed.offset(area.start), bands[-1].end))
    if any(len(band.tokens) != WIDTH for band in bands):
        rows, sure = in_sequence(text, area, bands[-1].end, area.shape.keys)
        for key, tokens in rows.items():
            read.put(text, addresses(key), range(WIDTH), tokens, None if sure else "position_inferred")
        if rows and not sure:
            read.find("table_torn")
        if rows:
            return area.shape, read
    _Filler(text, area, Doubts(text, area, bands, read), read).fill()
    return area.shape, read


def _shape(text: Text, area: Area, usual: Shape) -> Shape:
    """By words of the rows that not every shape has, else by the labels; the usual one where the text ends before.

    Where they are missing between other rows, one lost row is likelier than several.
    """
    told = {key for key, words in _tellings().items() if words.search(text.squashed.text, area.start, area.end)}
    if told:
        return next((shape for shape in (area.shape, *SHAPES) if told <= set(shape.keys)), area.shape)
    keys = {APPLICATION_ROWS[label.row].row for label in area.labels}
    if keys & _tellings().keys():
        return area.shape
    lost = len(keys) > 15 and keys & set(_TOTALS)
    return min(SHAPES, key=lambda shape: len(shape.rows)) if lost else usual


_GRAM = 4


def _grams(words: str) -> set[str]:
    """All sequences of so many Chinese characters."""
    return {run[n : n + _GRAM] for run in CHINESE.findall(words) for n in range(len(run) - _GRAM + 1)}


def _telling(row: Row) -> re.Pattern[str]:
    """What the label of a row has and no other label nor the heading of a group."""
    others = (*(one.words.zh for one in MATRIX_ROWS if one != row), *(group.zh for group in GROUPS.values()))
    own = _grams(row.words.zh).difference(*map(_grams, others))
    return expression("|".join(sorted(own)) or "(?!)")


@cache
def _tellings() -> dict[str, re.Pattern[str]]:
    """By key of each row that not every shape has."""
    return {row.key: _telling(row) for row in MATRIX_ROWS if any(row not in shape.rows for shape in SHAPES)}


class _Filler:
    """Fills the table's cells from its bands; every step adds what it settles."""

    def __init__(self, text: Text, area: Area, doubts: Doubts, read: Read) -> None:
        self.text, self.area, self.doubts, self.read = text, area, doubts, read
        self.bands = doubts.bands

    def fill(self) -> None:
        """Settle whole and empty rows, then those the layout explains, then the rest by arithmetic."""
        doubts = self.doubts
        fit = None if doubts.torn else self._fit()
        placed = {} if fit is None else self._placed(fit)
        seated = {} if doubts.torn else self._seat(placed)
        lost = doubts.lost(fit)
        spelled = all(len(b.tokens) in (0, WIDTH) or b.row in placed for b in self.bands)
        for key in doubts.keys:
            band = doubts.rows.get(key)
            if band is None or key in lost:
                self.read.miss(addresses(key))
            elif doubts.torn:
                self._torn_row(band)
            elif len(band.tokens) in (0, WIDTH):
                guessed = _moved(band, self.text.folded) or (
                    not spelled and any(t.kind is Kind.WORD for t in band.tokens)
                )
                self._put(band, range(len(band.tokens)), doubts.flag(key) or ("position_guessed" if guessed else None))
            elif fit is not None and key in placed:
                self._put(band, placed[key], doubts.flag(key) or (None if fit.exact else "position_inferred"))
            elif key in seated:
                self._put_seated(band, seated[key])
            else:
                self.read.leave(addresses(key), band.tokens)
        self._doubt_blanks()
        self.read.report_loose()

    def _doubt_blanks(self) -> None:
        """No row without figures is blank for certain while figures have no place, are not told, or lines are gone."""
        loose = any(token.kind is Kind.FIGURE for token in self.read.loose)
        if loose or self.doubts.run_on or heads_once(self.text.squashed.text):
            doubtful: Sequence[Band] = [band for band in self.bands if not band.tokens]
        elif self._once() or self._contradicted():
            doubtful = blank_rows.unshown(self.bands, self.text.folded, WIDTH)
        else:
            return
        for band in doubtful:
            cells = addresses(band.row)
            if not any(a not in self.read.cells or self.read.cells[a].flag for a in cells):
                self.read.blank(cells, "blank_unproven")
                self.read.find("blank_unproven", cells)

    def _once(self) -> bool:
        """Figures stand in the last row alone, or no line of the table stands twice: others may be gone."""
        return self.doubts.hollow or lines_once(self.text.folded[slice(*self.read.span)])

    def _contradicted(self) -> bool:
        """The sums speak against the blanks, and not only against the places of figures that are guesses."""
        guessed = any(cell.flag and cell.value is not None for cell in self.read.cells.values())
        speak = blank_rows.amounts_contradicted if guessed else blank_rows.contradicted
        return speak(self.read.cells, self.area.shape)

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
        return chosen(fits, self.bands, WIDTH)

    def _placed(self, fit: Fit) -> dict[str, tuple[int, ...]]:
        """The columns of the rows that the layout explains, but for those whose figures ran together.

        Where a row has what is plainly its total elsewhere, the page is squeezed and tells nothing of such rows; where
        the other rows have their totals, so has this one.
        """
        rows = [(self.bands[i].row, _words(self.bands[i]), columns) for i, columns in fit.columns.items()]
        printed = sum(c[-1] == WIDTH - 1 for *_, c in rows) + sum(len(b.tokens) == WIDTH for b in self.bands)
        pressed = any(_squeezed(words, columns) and _no_chance(words) for _, words, columns in rows)
        totals = pressed or printed * 2 >= sum(0 < len(b.tokens) <= WIDTH for b in self.bands)
        return {
            row: columns
            for row, words, columns in rows
            if not _glued(words, columns)
            and not (pressed and len(words) < WIDTH and columns[-1] < WIDTH - 1)
            and not (_squeezed(words, columns) and (not fit.exact or (totals and any(map(int, words)))))
        }

    def _seat(self, placed: dict[str, tuple[int, ...]]) -> dict[str, align.Seated]:
        if all(len(b.tokens) in (0, WIDTH) or b.row in placed for b in self.bands):
            return {}
        rows: dict[str, align.Lost | Vector] = {}
        for band in self.bands:
            words = _words(band)
            if len(words) > WIDTH or not all(map(str.isdecimal, words)):
                continue
            if len(words) in (0, WIDTH) or band.row in placed:
                vector = [0] * WIDTH
                for column, word in zip(placed.get(band.row, range(len(words))), words, strict=True):
                    vector[column] = int(word)
                rows[band.row] = tuple(vector)
            else:
                rows[band.row] = align.Lost(words)
        return align.seat(rows, self.area.shape.results)

    # -- what is written down

    def _put(self, band: Band, columns: Sequence[int], flag: str | None) -> None:
        self.read.put(self.text, addresses(band.row), columns, band.tokens, flag)
        if flag in ("table_cut", "position_inferred"):
            self.read.find(flag, addresses(band.row), band.tokens)

    def _put_seated(self, band: Band, seated: align.Seated) -> None:
        flag = "position_inferred" if all(seated.alone) else "position_guessed"
        cells = addresses(band.row)
        for i, address in enumerate(cells):
            zero = i in seated.zeros
            origin = Origin.INFERRED if zero else Origin.BLANK
            self.read.cells[address] = Cell(0 if zero else None, origin=origin, flag=flag)
        for column, piece in zip(seated.placement.columns, seated.placement.pieces, strict=True):
            token = band.tokens[piece.token]
            span = span_of(token)
            if token.kind is Kind.FIGURE and piece.end - piece.start < len(token.word.replace(",", "")):
                span = Span(token.start + piece.start, token.start + piece.end)
            value = None if token.kind is Kind.BLANK else piece.value
            self.read.cells[cells[column]] = Cell(value, self.text.raw(span), span, Origin.INFERRED, flag)
        self.read.find(flag, cells, band.tokens)
        if band.row == self.doubts.cut:
            self.read.find("table_cut", cells, band.tokens)

    def _torn_row(self, band: Band) -> None:
        """Of a torn table only a row with exactly its figures is shown, and flagged."""
        if len(band.tokens) == WIDTH:
            self.read.put(self.text, addresses(band.row), range(WIDTH), band.tokens, "table_torn")
        else:
            self.read.blank(addresses(band.row), "table_torn")
            self.read.loose += band.tokens


def _words(band: Band) -> tuple[str, ...]:
    """The band's figures in digits, blanks as 0, and a dot for what is no count."""
    return tuple(map(_word, band.tokens))


def _word(token: Token) -> str:
    if token.kind is Kind.WORD:
        return "."
    word = token.word.replace(",", "")
    if token.kind is Kind.FIGURE and word.isdecimal() and len(word) < 40:
        return word
    value = token.value or 0
    return str(value) if isinstance(value, int) and value >= 0 else "."


def _glued(words: tuple[str, ...], columns: Sequence[int]) -> bool:
    """Figures ran together: one has a leading zero, or the row is a sum only when they are split."""
    if any(len(word) > 1 and word[0] == "0" for word in words):
        return True
    if not all(map(str.isdecimal, words)) or max(map(len, words)) < 3:
        return False
    whole = columns[-1] == WIDTH - 1 and int(words[-1]) == sum(map(int, words[:-1]))
    return not whole and align.splits_to_sum(words, WIDTH)


def _moved(band: Band, folded: str) -> bool:
    """The figure before the last is the sum of the others, and the last a word, a blank, or a blank on another line."""
    if not band.tokens or band.tokens[-1].kind is Kind.FIGURE:
        return False
    words = _words(band)[:-1]
    lines = ["\n" in folded[a.stop : b.start] for a, b in pairwise(band.tokens)]
    odd = band.tokens[-1].kind is Kind.WORD or any(word.strip("0.") for word in words)
    return (odd or (lines[-1] and not all(lines))) and _squeezed(words, range(len(words)))


def _no_chance(words: tuple[str, ...]) -> bool:
    """The row has several figures before its last, which is their sum: not by chance."""
    return sum(word.strip("0") != "" for word in words) > 3


def _squeezed(words: tuple[str, ...], columns: Sequence[int]) -> bool:
    """The last figure is the only one, or the sum of the others, yet does not stand under the totals."""
    if not words or columns[-1] == WIDTH - 1 or not all(map(str.isdecimal, words)):
        return False
    return len(words) == 1 or int(words[-1]) == sum(map(int, words[:-1]))
