"""Lines whose cells one sign parts that is no bar (` / `, ` - `, `;`, `->`): cut by it as bars cut them, all tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.grid import Grid
from parsers.reading.layouts.fields import grids_by
from parsers.text.expression import expression
from parsers.text.figures import Kind, Token

FEWEST = 60
"""A text in which a sign stands between fewer neighbouring figures is not cut by it."""
_GAP = expression(r"( {0,2})([^\w\s|,.()（）\[\]{}\"'\u200b]{1,2})( {0,2})")


def grids(folded: str, figures: Sequence[Token]) -> Iterator[tuple[str, list[Grid]]]:
    """The grids of a text cut by the sign that most often stands between neighbouring figures."""
    plain = [token for token in figures if token.kind is not Kind.BLANK]
    gaps = Counter(folded[a.stop : b.start] for a, b in pairwise(plain) if b.start - a.stop < 6)
    signs = [(gap, times) for gap, times in gaps.most_common(2) if times >= FEWEST and _GAP.fullmatch(gap)]
    if signs:
        found = grids_by("|", _marked(folded, signs[0][0]))
        if found:
            yield "joined", found


def _marked(folded: str, gap: str) -> str:
    """The text with a bar for the sign, wherever as much room stands around it as between figures."""
    sign = gap.strip(" ")
    before = r"(?<![^\s])" if gap[0] == " " else r"(?<!增)"
    after = r"(?![^\s])" if gap[-1] == " " else ""
    pieces = []
    past = 0
    for match in re.compile(before + re.escape(sign) + after).finditer(folded):
        pieces += [folded[past : match.start()], "|" + "\u200b" * (len(sign) - 1)]
        past = match.end()
    return "".join([*pieces, folded[past:]])
