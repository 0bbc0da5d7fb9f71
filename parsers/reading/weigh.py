"""Where a table's figures belong: every layout's hypotheses against each other, by named evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.reading.bands import Band, Fit
from parsers.text.figures import Kind


class Evidence(NamedTuple):
    """What speaks for a hypothesis and against it, in rows."""

    explained: int
    """Rows with blanks whose figures have a column."""
    sums: int
    """Rows of these whose last figure stands under 总计 and is the sum of the others."""
    broken: int
    """Rows of these whose last figure stands under 总计 and is another."""
    aside: int
    """Rows of these whose last figure is the sum of the others, yet does not stand under 总计."""

    @property
    def score(self) -> int:
        """One number: a sum that fails costs more than a row explained, for a layout seldom fails alone."""
        return self.explained + self.sums - 3 * (self.broken + self.aside)


def evidence(fit: Fit, bands: Sequence[Band], width: int) -> Evidence:
    """Count what the bands say of one hypothesis; blanks count as 0."""
    sums = broken = aside = 0
    for i, columns in fit.columns.items():
        tokens = bands[i].tokens
        if any(token.kind is Kind.WORD for token in tokens):
            continue
        values = [token.value or 0 for token in tokens]
        whole = values[-1] == sum(values[:-1])
        if columns[-1] == width - 1:
            sums += whole
            broken += not whole
        else:
            aside += whole and len(values) > 1 and any(values)
    return Evidence(len(fit.columns), sums, broken, aside)


def chosen(fits: Iterable[Fit], bands: Sequence[Band], width: int) -> Fit | None:
    """The hypothesis with most evidence, of equals what they agree on; None where its blanks do not show in the text.

    What an unshown hypothesis says of blanks (all behind the figures, as pads are) is no reading, but it may be the
    better explanation, and then the shown ones are not believed.
    """
    return _believed([(evidence(fit, bands, width).score, fit) for fit in fits])


def most_rows(fits: Iterable[Fit]) -> Fit | None:
    """As `chosen`, where no sums tell: by the rows explained alone."""
    return _believed([(len(fit.columns), fit) for fit in fits])


def _believed(scored: list[tuple[int, Fit]]) -> Fit | None:
    if not scored:
        return None
    score, best = max(scored, key=lambda found: (found[0], found[1].shown, found[1].exact, found[1].name))
    if score < 0 or not best.shown:
        return None
    rivals = [fit for s, fit in scored if (s, fit.shown, fit.exact) == (score, True, best.exact)]
    agreed = {i: c for i, c in best.columns.items() if all(rival.columns.get(i, c) == c for rival in rivals)}
    return best._replace(columns=agreed)
