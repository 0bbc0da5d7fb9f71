"""What speaks against the rows of 表三: doubled, lost, cut or torn stretches of text, figures that are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.form.form import ROW_CELLS
from parsers.form.printed import APPLICATIONS, PARTS
from parsers.model import Address, Span
from parsers.reading.bands import SEPARATORS, Band, Fit, strange_gaps, unread_digits
from parsers.reading.blank_rows import headed_early, side_untold
from parsers.reading.labels import CJK
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.matrix_rows import Area, header_behind, label_whole
from parsers.reading.pieces import rejoined
from parsers.reading.table import Read, Text, runs
from parsers.reading.words import seated, without_notes, words_between
from parsers.text.expression import expression
from parsers.text.figures import MOST_DIGITS, Kind, Token

COLUMNS = (*PARTS, "total")
WIDTH = len(COLUMNS)


def addresses(row: str) -> tuple[Address, ...]:
    """The seven cells of a row of 表三."""
    return ROW_CELLS[APPLICATIONS, row]


class Doubts:
    """The bands with the figures that are theirs, and why some rows cannot be trusted."""

    def __init__(self, text: Text, area: Area, bands: Sequence[Band], read: Read) -> None:
        self.text, self.area, self.read = text, area, read
        self.labels = {row.key: row.words.zh for row in area.shape.rows}
        self.keys = list(self.labels)
        self.flags: dict[str, str] = {}
        self.run_on = any(len(t.word) > MOST_DIGITS for band in bands for t in band.tokens)
        """Digits stand there that may be the figures of several rows."""
        self.cut = self._cut_row(bands)
        for band in bands:
            self._unread(band)
            if band.tokens and band.tokens[-1].stop == band.end and band.follow.depth:
                self.flags.setdefault(band.row.lstrip("*"), "position_inferred")  # its last figure ran into a label
        bands = _without_last_column(bands)
        wraps = self._wraps()
        self.marks = _marks(text, bands)
        self.bands = [self._own(band, wraps) for band in bands if not band.row.startswith("*")]
        for band in bands:
            if band.row.startswith("*"):
                self._stray(band)
        self.rows = {band.row: band for band in self.bands}
        self._doubt_order()
        self.turned = False
        self.torn = self._is_torn(bands)
        filled = [band.row for band in self.bands if band.tokens]
        self.hollow = len(filled) == 1 or (not filled and bool(self.cut or self.flags))
        """No row but one has a figure: the text ends, or has them elsewhere, or they could not be read."""
        if filled == [self.bands[-1].row] and len(self.bands) > 1:
            self.flags.setdefault(filled[0], "position_guessed")  # labels may have come first, and now all figures
        for pair in headed_early(self.bands, text.folded):
            for band in pair:
                self.flags.setdefault(band.row, "position_guessed")
        self._doubt_neighbours()

    def flag(self, row: str) -> str | None:
        """Why a person should look at the row, or None."""
        return "table_cut" if row == self.cut else self.flags.get(row, "table_torn" if self.turned else None)

    def lost(self, fit: Fit | None) -> set[str]:
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

    def _own(self, band: Band, wraps: bool) -> Band:
        """The band with the figures that are its row's: a second run of them is a doubled row or a lost label."""
        band = self._with_words(band)
        tokens = band.tokens
        if len(tokens) == WIDTH + 1 and self._aside(tokens):
            self.read.loose.append(tokens[-1])
            return replace(band, tokens=tokens[:WIDTH])
        whole = rejoined(tokens, self.text.folded, WIDTH)
        if whole:
            self.flags.setdefault(band.row, "value_inferred")
            return replace(band, tokens=whole)
        parts = list(runs(band, self.text.folded))
        if len(parts) > 1 and (len(tokens) > WIDTH or not wraps):
            if band.row != "carried_forward" and len(parts[0]) <= WIDTH:
                self._doubled(band, parts[0], tokens[len(parts[0]) :])
            elif band.row in self.flags:
                self.read.loose += tokens[len(parts[0]) :]
            tokens = parts[0]
        if len(tokens) == 2 * WIDTH and [t.word for t in tokens[:WIDTH]] == [t.word for t in tokens[WIDTH:]]:
            self._doubled(band, tokens[:WIDTH], tokens[WIDTH:])
            tokens = tokens[:WIDTH]
        return band if tokens is band.tokens else replace(band, tokens=tokens)

    def _with_words(self, band: Band) -> Band:
        """The band with the words that are cells of it; words that do not fill its row leave it unreadable."""
        folded = self.text.folded
        tokens = without_notes(band.tokens, folded)
        end = band.end
        if not band.follow.depth:  # prose may follow the last row, but not on its line
            line_end = folded.find("\n", tokens[-1].stop, band.end) if tokens else min(band.end, band.body + 40)
            end = line_end if line_end >= 0 else band.end
        found = words_between(folded, band.body, end, tokens) if len(tokens) < WIDTH else ()
        words = [word for word in found if word.word not in self.marks]
        whole = seated(folded, band.body, tokens, words, WIDTH)
        if words and whole is None:
            self.flags.setdefault(band.row, "unreadable")
            self.read.find("unreadable", addresses(band.row)[:1], words, raw=words[0].word)
        return replace(band, tokens=whole or tokens) if whole or tokens != band.tokens else band

    def _aside(self, tokens: Sequence[Token]) -> bool:
        """A row's figures stand on one line and one more on a line of its own: a bare page number."""
        folded = self.text.folded
        line_end = folded.find("\n", tokens[-1].stop)
        alone = not folded[tokens[-1].stop : max(line_end, tokens[-1].stop)].strip(" \u200b")
        return alone and not _on_one_line(folded, tokens) and _on_one_line(folded, tokens[:WIDTH])

    def _unread(self, band: Band) -> None:
        """Flag a row among whose figures stands what is none."""
        row = band.row.lstrip("*")
        digits = unread_digits(band, self.text.folded) or strange_gaps(band, self.text.folded)
        if digits:
            self.flags[row] = "unreadable"
            spans = tuple(Span(*span) for span in digits)
            self.run_on |= any(self.text.raw(s).isdigit() and s.end - s.start >= WIDTH for s in spans)
            self.read.note("unreadable", addresses(row)[:1], spans, raw=self.text.raw(spans[0]))

    def _led(self, band: Band) -> bool:
        """Another label begins before the row's figures, as where labels are broken around their figures."""
        between = self.text.folded[band.body : band.tokens[0].start] if band.tokens else ""
        label = self.labels.get(band.row.lstrip("*"), "")
        return "\n" in between and sum(char not in label for char in CJK.findall(between)) >= FEWEST_FOREIGN

    def _doubled(self, band: Band, first: Sequence[Token], rest: Sequence[Token]) -> None:
        self.flags[band.row] = "row_doubled"
        self.read.loose += rest
        self.read.find("row_doubled", addresses(band.row), (*first, *rest))

    def _stray(self, band: Band) -> None:
        row = band.row[1:]
        if not band.tokens:
            return
        self.flags[row] = "row_doubled"
        self.read.loose += band.tokens
        present = any(b.row == row for b in self.bands)
        self.read.find("row_doubled" if present else "row_order", addresses(row), band.tokens)

    def _wraps(self) -> bool:
        """Labels are broken over lines beside their figures, as in aligned columns."""
        start, end = self.read.span
        return self.text.folded.count("\n", start, end) < sum(start <= t.start < end for t in self.text.tokens)

    def _cut_row(self, bands: Sequence[Band]) -> str | None:
        """The row in which the text ends, if it ends inside the table."""
        ends = not self.text.folded[bands[-1].end :].strip(SEPARATORS)
        return bands[-1].row if ends and len(bands[-1].tokens) < WIDTH else None

    def _is_torn(self, bands: Sequence[Band]) -> bool:
        """The order of the text is not that of rows: figures under no label, too many under one, labels in pieces."""
        first = self.bands[0].start
        before = [t for t in self.text.tokens if self.read.span.start <= t.start < first]
        self.read.loose += before
        out_of_order = any(t.kind is Kind.FIGURE for t in before) or header_behind(self.text, self.area)
        self.turned = out_of_order or self._figures_first(bands) or sum(map(self._led, bands)) >= FEWEST_LED
        self.turned |= side_untold(self.bands, self.text, WIDTH, self.cut is not None)
        over = [max(0, len(band.tokens) - WIDTH) for band in bands]
        empty = sum(not band.tokens for band in self.bands)
        unnumbered = sum(not label.numbered for label in self.area.labels)
        torn = (
            self.text.torn
            or len(before) >= WIDTH
            or sum(len(band.tokens) > WIDTH for band in self.bands) > 3
            or max(over) > 2 * WIDTH
            or (sum(over) >= WIDTH and empty * 2 >= len(self.bands))
            or unnumbered * 5 > len(self.area.labels) * 2
        )
        if torn or self.turned:
            self.read.find("table_torn")
        return torn

    def _figures_first(self, bands: Sequence[Band]) -> bool:
        """On the lines of most labels the figures stand before the label, not behind it."""
        folded = self.text.folded
        filled = [(a, b) for a, b in pairwise(bands) if a.tokens]
        before = sum("\n" not in folded[a.tokens[-1].stop : b.start] for a, b in filled)
        behind = sum("\n" not in folded[a.body : a.tokens[0].start] for a, _ in filled)
        return before > 2 * behind + 3

    def _doubt_order(self) -> None:
        """Where rows stand on a line each, one with printed blanks on a line of their own may be out of order.

        A short row that left the line of its label may have lost its columns with it, and an empty row beside one
        whose figures stand on several lines may have lost its figures to it.
        """
        filled = [band for band in self.bands if band.tokens]
        apart = [b for b in filled if self._apart(b)]
        if len(apart) * 2 < len(filled):
            for band in apart:
                if len(band.tokens) < WIDTH:
                    self.flags.setdefault(band.row, "position_guessed")
            for a, b in pairwise(self.bands):
                for full, empty in ((a, b), (b, a)):
                    if full in apart and not empty.tokens:
                        self.flags.setdefault(empty.row, "blank_unproven")
        whole = [band for band in self.bands if len(band.tokens) == WIDTH]
        broken = [band for band in whole if not _on_one_line(self.text.folded, band.tokens)]
        if len(broken) * 2 < len(whole):
            for band in broken:
                if any(token.kind is Kind.BLANK for token in band.tokens):
                    self.flags.setdefault(band.row, "position_guessed")

    def _apart(self, band: Band) -> bool:
        """The row's figures stand on other lines than its label, which does not go on behind them, or end there."""
        folded, tokens = self.text.folded, band.tokens
        rest = "".join(CJK.findall(folded, tokens[-1].stop, band.end))
        label = "".join(CJK.findall(self.labels.get(band.row, "")))
        ends = label[-4:] in rest and label[-4:] not in "".join(CJK.findall(folded, band.start, tokens[0].start))
        wraps = bool(rest) and (rest[:2] in label or ends)
        return not wraps and ("\n" in folded[band.body : tokens[0].start] or not _on_one_line(folded, tokens))

    def _doubt_neighbours(self) -> None:
        """Flag rows that may hold a neighbour's figures: before a missing one, and from a crowded to an empty one."""
        keys, rows = self.keys, self.rows
        crowded = [n for n, k in enumerate(keys) if k in rows and len(rows[k].tokens) > WIDTH]
        crowded += [n for n, k in enumerate(keys) if self.flags.get(k) == "row_doubled"]
        empty = [n for n, k in enumerate(keys) if k not in rows or not rows[k].tokens]
        for n in crowded:
            before = max((e for e in empty if e < n), default=n - 1)
            after = min((e for e in empty if e > n), default=n + 1)
            for key in keys[max(0, before) : after + 1]:
                self.flags.setdefault(key, "row_doubled")
        for key, after_key in pairwise(keys):
            if after_key not in rows and not (key in rows and (self._has_its_line(rows[key]) or self._ends_whole(key))):
                self.flags.setdefault(key, "row_missing")

    def _ends_whole(self, key: str) -> bool:
        """The text ends behind the row, and up to there no row is missing or has fewer than its seven figures."""
        last = self.bands[-1]
        whole = all(len(band.tokens) == WIDTH for band in self.bands)
        in_order = [band.row for band in self.bands] == self.keys[: len(self.bands)]
        return key == last.row and whole and in_order and not self.text.folded[last.tokens[-1].stop :].strip(SEPARATORS)

    def _has_its_line(self, band: Band) -> bool:
        """Label and all figures stand on one line, and nothing else does: none of them is a neighbour's."""
        folded, tokens = self.text.folded, band.tokens
        if len(tokens) != WIDTH or "\n" in folded[band.body : tokens[-1].stop]:
            return False
        end = folded.find("\n", tokens[-1].stop)
        return end >= 0 and not folded[tokens[-1].stop : end].strip(SEPARATORS)


_MARK = expression(r"\n[ \u200b]*([A-Za-z][A-Za-z ]{0,11}:?)[ \u200b]*\n")
FEWEST_MARKS, FEWEST_FOREIGN, FEWEST_LED = 3, 3, 4


def _marks(text: Text, bands: Sequence[Band]) -> set[str]:
    """Words without Chinese that stand between most rows on a line of their own (`Row:`): no cells."""
    counted = Counter(m[1].strip() for m in _MARK.finditer(text.folded, bands[0].start, bands[-1].end))
    return {word for word, times in counted.items() if times >= max(FEWEST_MARKS, len(bands) // 2)}


def _on_one_line(folded: str, tokens: Sequence[Token]) -> bool:
    return "\n" not in folded[tokens[0].start : tokens[-1].end]


def _without_last_column(bands: Sequence[Band]) -> Sequence[Band]:
    """Where a printed blank ends every row, it is a column of its own that the form has not."""
    full = [band for band in bands if band.tokens]
    wide = [b for b in full if len(b.tokens) == WIDTH + 1 and b.tokens[-1].kind is Kind.BLANK]
    if not full or len(wide) * 5 < len(full) * 4:
        return bands
    return [replace(b, tokens=b.tokens[:-1]) if len(b.tokens) == WIDTH + 1 else b for b in bands]
