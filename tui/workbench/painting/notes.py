"""What is known of the cell under the cursor, in rows below the grid where there is room: doubts, sums, witnesses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.form.form import Identity
from parsers.model import Report, Value
from parsers.reading.evidence import Witness, explain
from tui.words.language import _, language
from tui.workbench.explain import explained
from tui.workbench.painting.marks import figure_text
from tui.workbench.painting.pieces import Piece
from tui.workbench.view import View

SUMS = {"row_sum": "本行", "column_sum": "本列办理结果", "balance": "本列一加二、三加四"}
"""What is added up (message ids)."""


def rows(view: View) -> Iterator[Sequence[Piece]]:
    """The cell, what speaks against it, the sums it stands in, what speaks for it."""
    report, here = view.report, view.here
    yield [(" " + explained(report, here), "head")]
    witnesses = explain(report, here)
    yield from ([(" − ", "alarm"), (_words(w), "")] for w in witnesses if not w.speaks_for)
    for identity in view.facts.form.identities:
        if here in identity.cells and here in report.cells:
            yield _sum(report, identity)
    yield from ([(" + ", "strong"), (_words(w), "")] for w in witnesses if w.speaks_for)


def why(view: View) -> str:
    """What speaks for the cell and against it, in one line."""
    said = ((" + " if w.speaks_for else " − ") + _words(w) for w in explain(view.report, view.here))
    return "".join(said).strip() or _("原文没有说到这一格")


def _words(witness: Witness) -> str:
    return witness.en if language() == "en" else witness.zh


def _sum(report: Report, identity: Identity) -> list[Piece]:
    """`本行 136 + 2 + 27 + 1 = 166`, or against the printed total `本行 1 + 1（2）≠ 4`; what is 0 is left out."""
    parts, totals = ([v for a in cells if (v := report.value(a))] for cells in (identity.parts, identity.totals))
    holds = sum(parts) == sum(totals)
    words = f"{_added(parts, holds)} {'=' if holds else '≠'} {_added(totals, holds)}"
    return [(" Σ ", "strong" if holds else "alarm"), (f"{_(SUMS[identity.code])} {words}", "")]


def _added(values: Sequence[Value], holds: bool) -> str:
    written = " + ".join(map(figure_text, values)) or "0"
    return written if holds or len(values) < 2 else f"{written} ({sum(values)})"
