"""表四 out of a text: three rows of five figures that the form prints side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement, product

from parsers.form.form import NEWEST
from parsers.form.printed import REVIEW
from parsers.model import Address, Span
from parsers.reading.bands import Band, Follow, unread_digits
from parsers.reading.labels import CJK
from parsers.reading.layouts import columns as by_columns
from parsers.reading.layouts import gaps as by_gaps
from parsers.reading.table import Read, Text
from parsers.reading.words import seated, words_between
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

_HEAD = expression(r"结果维|结果纠|尚未审|维持纠正|结结其尚|结果结果|结果其他")
_CELL = expression(r"结果(?=维持|纠正)|(?<=结果)(?:维持|纠正)|其他(?=结果)|尚未审?结?|总计")
_HEADER = expression(r"(结果维持)(结果纠正)(其他结果)(尚未审结)(总计)")
_AFTER = expression(r"[五六][、,，.](?:政府信息)?[^。]{0,16}问题|存在的?(?:主要)?问题|六[、,，.]其他需要")
WIDTH = 15
MOST_GUESSES = 200


def area_of(text: Text, start: int) -> tuple[int, int] | None:
    """Squashed range from the first header cell behind `start` to the next section; None where there is no table."""
    squashed = text.squashed.text
    head = _HEAD.search(squashed, start)
    if head is None:
        return None
    after = _AFTER.search(squashed, head.end())
    return head.start(), after.start() if after else len(squashed)


def read_review(text: Text, area: tuple[int, int]) -> Read:
    """表四; its fifteen figures stand in the order 行政复议, 未经复议直接起诉, 复议后起诉."""
    squashed = text.squashed
    start = squashed.offset(area[0])
    end = squashed.offset(area[1]) if area[1] < len(squashed.text) else len(text.folded)
    header_end = _header_end(text, area)
    read = Read(REVIEW, Span(start, end))
    addresses = NEWEST.addresses[REVIEW]
    band = _band(text, header_end, end)
    tokens = band.tokens
    inside = [t for t in text.tokens if start <= t.start < header_end]
    if inside or _turned(squashed.text[area[0] : area[1]]):
        text = text._replace(torn=True)
        read.loose += inside
        read.find("table_torn", addresses, inside)
    unread = unread_digits(band, text.folded) if len(tokens) == WIDTH else _unread(text, band, end)
    if unread:
        spans = tuple(Span(*span) for span in unread)
        read.note("unreadable", addresses[:1], spans, raw=text.raw(spans[0]))
    cut = not tokens and not text.folded[end:].strip() and len(squashed.text) == area[1]
    lost = not tokens and not _room_for_blanks(text.folded[header_end:end])
    flag = "unreadable" if unread else "table_cut" if cut else "row_missing" if lost else None
    if len(tokens) == WIDTH or not tokens:
        read.put(text, addresses, range(len(tokens)), tokens, flag)
        if flag in ("table_cut", "row_missing"):
            read.find(flag, addresses)
    elif unread:
        read.leave(addresses, tokens)
    elif len(tokens) > WIDTH:
        read.put(text, addresses, range(WIDTH), tokens[:WIDTH], "table_torn")
        read.loose += tokens[WIDTH:]
        read.find("table_torn", addresses, tokens)
    else:
        _place(read, text, addresses, band, area)
    read.report_loose()
    return read


def _turned(header: str) -> bool:
    """The header's cells stand in another order than the form's."""
    return header.startswith("尚未审") and "结果维" in header


def _unread(text: Text, band: Band, end: int) -> list[tuple[int, int]]:
    """Digits that are no figures, and words among the cells or in their place."""
    words = words_between(text.folded, band.body, end, [t for t in text.tokens if band.body <= t.start < end])
    return [*unread_digits(band, text.folded), *((word.start, word.end) for word in words)]


def _room_for_blanks(gap: str) -> bool:
    """Whether the text behind the header has the separators of fifteen blanks."""
    return any(count(gap) >= WIDTH - 1 for count in by_gaps.UNITS.values())


def _header_end(text: Text, area: tuple[int, int]) -> int:
    """Where the last header cell ends in the text."""
    last = [m.end() for m in _CELL.finditer(text.squashed.text, *area)]
    return text.squashed.offset(last[-1] - 1) + 1 if last else text.squashed.offset(area[0])


def _band(text: Text, body: int, end: int) -> Band:
    """The figures behind the header, up to the first Chinese text behind them."""
    tokens: list[Token] = []
    figures = [t for t in text.tokens if body <= t.start < end]
    if len(figures) < WIDTH:
        whole = seated(text.folded, body, figures, list(words_between(text.folded, body, end, figures)), WIDTH)
        if whole:
            return Band("review", body, body, end, whole, 1, Follow(1, False, 0, False))
    for token in figures:
        if tokens and CJK.search(text.folded, tokens[-1].stop, token.start):
            break
        tokens.append(token)
    if len(tokens) == 1 and len(tokens[0].word) == WIDTH and tokens[0].kind is Kind.FIGURE:
        only = tokens[0]
        places = range(only.start, only.end)
        tokens = [only._replace(start=i, end=i + 1, word=text.folded[i], stop=i + 1) for i in places]
    return Band("review", body, body, end, tuple(tokens), 1, Follow(1, False, 0, False))


def _place(read: Read, text: Text, addresses: Sequence[Address], band: Band, area: tuple[int, int]) -> None:
    """Fewer figures than cells: by the layout and the sums, by alignment, else by the three sums alone."""
    values = [int(t.value or 0) for t in band.tokens]
    laid_out = set(_by_gaps(text, area, band, values))
    if len(laid_out) == 1:
        read.put(text, addresses, laid_out.pop(), band.tokens)
        return
    aligned = [c for c in _aligned(text, area, band) if _sums_hold(c, values)]
    found = aligned or list(_by_sums(values))
    if not found:
        read.leave(addresses, band.tokens)
        return
    flag = "position_inferred" if len(found) == 1 else "position_guessed"
    read.put(text, addresses, found[0], band.tokens, flag)
    read.find(flag, addresses, band.tokens)


def _by_gaps(text: Text, area: tuple[int, int], band: Band, values: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The columns that separators between the figures allow, if a blank shows there, and all three sums stand."""
    header = _header_gaps(text, area)
    gaps = band.gaps(text.folded)[1:-1]
    for count in (*by_gaps.UNITS.values(), _pairs_of_spaces):
        inner = [count(gap) for gap in gaps]
        step = min((count(gap) for gap in header), default=0) or min(inner, default=0)
        if not step or max(inner, default=0) <= step:
            continue
        for blank in range(1, step + 2):
            columns = by_gaps.solve([0, *inner, WIDTH * blank], step, blank, 0, None, WIDTH)
            if columns is None:
                continue
            spread = [tuple(c + lead for c in columns) for lead in range(WIDTH - columns[-1])]
            held = [shifted for shifted in spread if _sums_hold(shifted, values)]
            at_once = count(text.folded[band.body : band.tokens[0].start]) == step
            yield from (shifted for shifted in held if shifted[0] == 0 or not at_once)


def _pairs_of_spaces(gap: str) -> int:
    """Two spaces part cells that are joined in one line; half a pair tells nothing."""
    return 0 if gap.strip(" ") or len(gap) % 2 else len(gap) // 2


def _header_gaps(text: Text, area: tuple[int, int]) -> list[str]:
    match = _HEADER.search(text.squashed.text, *area)
    if match is None:
        return []
    at = text.squashed.offset
    return [text.folded[at(match.end(n) - 1) + 1 : at(match.start(n + 1))] for n in range(1, 5)]


def _aligned(text: Text, area: tuple[int, int], band: Band) -> Iterator[tuple[int, ...]]:
    """By the places of the fifteen header cells, where they can be told."""
    found = re.finditer(r"结果(?=维持|纠正)|其他|尚未|总计", text.squashed.text[area[0] : area[1]])
    starts = [text.squashed.offset(area[0] + m.start()) for m in found]
    if len(starts) == WIDTH:
        for fit in by_columns.fits([band], text.plain, starts, WIDTH):
            yield from fit.columns.values()


def _sums_hold(columns: Sequence[int], values: Sequence[int]) -> bool:
    """Every row that has figures has its total, and it is their sum."""
    row = dict(zip(columns, values, strict=True))
    for first in (0, 5, 10):
        parts = [row[c] for c in range(first, first + 4) if c in row]
        if (parts or first + 4 in row) and row.get(first + 4) != sum(parts):
            return False
    return True


def _by_sums(values: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The placements, at most `MOST_GUESSES`, in which each row is empty or ends in the sum of its figures.

    The first has most in 行政复议: what has no other sign stands in printed order.
    """
    count = 0
    for a, b in sorted(combinations_with_replacement(range(len(values) + 1), 2), reverse=True):
        parts = (values[:a], values[a:b], values[b:])
        if any(len(p) > 5 or (p and p[-1] != sum(p[:-1])) for p in parts):
            continue
        ways = [
            [(*(5 * i + c for c in left), 5 * i + 4) for left in combinations(range(4), len(p) - 1)] if p else [()]
            for i, p in enumerate(parts)
        ]
        for chosen in product(*ways):
            yield tuple(c for way in chosen for c in way)
            count += 1
            if count >= MOST_GUESSES:
                return
