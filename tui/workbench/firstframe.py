"""The first screen, drawn before Textual is imported: the report is in sight while the workbench is being loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

from tui.case.case import Case
from tui.terminal import terminal
from tui.terminal.facts import TerminalFacts
from tui.workbench.bench import Bench
from tui.workbench.painting import around, listed, notes, room
from tui.workbench.painting.gridrows import GridRows
from tui.workbench.painting.pieces import Piece, bar_row
from tui.workbench.painting.sourcerows import SourceRows
from tui.workbench.painting.wrap import harmless

_NARROWEST, _LOWEST = 20, 8
"""Below that, as on a terminal that does not know its size, the workbench comes by itself."""

_ATTRIBUTES = {
    "1": ("here", "strong", "key", "alarm", "edited", "failing", "missing"),
    "1;7": ("tab", "match"),
    "7": ("cursor", "span", "caret"),
    "1;4": ("other", "headhere"),
    "4": ("head", "loose"),
    "2": ("gutter", "control", "blank"),
}
_CODES = {name: code for code, names in _ATTRIBUTES.items() for name in names}
"""How styles look without any colour; the colours come with the workbench."""

Row = Sequence[Piece]


LOADED = ("rich.console", "textual.css.styles", "textual.widget", "textual.command", "textual.app", "tui.workbench.app")
"""What the workbench takes longest to import, in this order: a tenth of a second each, more or less."""


def draw(desk: Case, facts: TerminalFacts) -> TerminalFacts:
    """Draw a report as the workbench will, and import that; the facts then say that the screen is taken."""
    return _drawn(facts, lambda columns, lines: rows(desk, columns, lines))


def draw_list(facts: TerminalFacts) -> TerminalFacts:
    """Draw the list of reports as it will stand while they are looked for, and import the workbench."""
    return _drawn(facts, list_rows)


def _drawn(facts: TerminalFacts, shown: Callable[[int, int], list[Row]]) -> TerminalFacts:
    """The keys in the last row come one after the other while what answers to them is loaded."""
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    if facts.modes is None or columns < _NARROWEST or lines < _LOWEST:
        return facts
    *upper, keys = (
        bar_row([(harmless(text), name) for text, name in row], (), columns) for row in shown(columns, lines)
    )
    terminal.take_screen("".join(f"\x1b[{y};1H{_sequence(row).rstrip()}" for y, row in enumerate(upper, 1)))
    terminal.write(f"\x1b[{lines};1H")
    share = -(-len(keys) // len(LOADED))
    for number, module in enumerate(LOADED):
        import_module(module)
        terminal.write(_sequence(keys[number * share : (number + 1) * share]))
    return replace(facts, drawn=True)


def _sequence(row: Row) -> str:
    return "".join(f"\x1b[{_CODES[name]}m{words}\x1b[m" if name in _CODES else words for words, name in row)


def rows(desk: Case, columns: int, lines: int) -> list[Row]:
    """The rows of the workbench as it will stand at first."""
    bench = Bench(desk)
    beside = room.grid_columns(columns)
    bench.begin()
    strip = 0 if beside else room.text_rows(lines, bench.grid.needed)
    below = room.notes_rows(columns, lines, bench.grid.needed)
    bench.grid.space = (beside or columns, lines - room.BARS - strip - below)
    bench.source.space = (columns - beside - 1, lines - room.BARS) if beside else (columns, strip)
    bench.settle()
    source, grid, view = bench.source, bench.grid, bench.view
    table = [*_padded(grid), *([*notes.rows(view), *[[]] * below][:below])]
    panes = _side_by_side(source, table) if beside else [*_padded(source), *table]
    status, footer = around.below(view, columns)
    return [
        bar_row(*around.title(view), columns, keep=True),
        *panes,
        bar_row(*status, columns),
        bar_row(footer, (), columns),
    ]


def list_rows(columns: int, lines: int) -> list[Row]:
    """The rows of the list before anything is known."""
    head, foot = bar_row(*listed.title(), columns), bar_row(listed.footer(), (), columns)
    under = bar_row(listed.heads(columns - 2), (), columns)
    return [head, under, *[[]] * (lines - 4), bar_row(*listed.status(), columns), foot]


def _padded(pane: GridRows | SourceRows) -> list[Row]:
    shown: list[Row] = list(pane.rows())[: pane.space[1]]
    return shown + [[]] * (pane.space[1] - len(shown))


def _side_by_side(source: SourceRows, table: list[Row]) -> list[Row]:
    width = source.space[0] + 1
    return [[*bar_row(text, (), width), *figures] for text, figures in zip(_padded(source), table, strict=True)]
