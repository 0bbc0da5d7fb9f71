"""What is done with the text: crossing over, searching, taking figures out of it."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.model import Address, Span
from tui.words.language import _
from tui.workbench import editing, picking
from tui.workbench.bench import Bench
from tui.workbench.keys import folded
from tui.workbench.painting import notes
from tui.workbench.painting.editor import Editor, Question

SEARCH = "查找："
"""What is asked in the status line (a message id)."""


def cross(bench: Bench) -> None:
    """From the grid to the text and back."""
    bench.turn_to("grid" if bench.pane == "source" else "source")


def back(bench: Bench) -> None:
    """One step out of whatever is going on."""
    if bench.pane == "source":
        bench.turn_to("grid")
    elif bench.pick is not None:
        _picking(bench, None)
    else:
        bench.grid.release()


def pick(bench: Bench) -> None:
    """Begin or end taking figures from the text."""
    if bench.pick is not None:
        _picking(bench, None)
        return
    span = picking.begin(bench.session.base, bench.grid.address)
    if span is None:
        bench.say(_("原文的表格里没有数字可取"))
    else:
        _picking(bench, span)


def _picking(bench: Bench, span: Span | None) -> None:
    bench.pick = span
    bench.source.set_picking(span is not None)


def enter(bench: Bench) -> None:
    """Down; while figures are taken from the text, take the next one."""
    if bench.pick is None:
        bench.grid.move(1, 0)
    else:
        from_text(bench, (bench.pick,))


def from_text(bench: Bench, spans: Sequence[Span]) -> None:
    """Figures chosen in the text: into the grid while picking, else the cursor goes to the first one's cell."""
    if bench.pick is None and len(spans) == 1:
        _go_to(bench, spans[0])
        return
    _take(bench, spans)


def _take(bench: Bench, spans: Sequence[Span]) -> None:
    """Put figures of the text into the row from the cursor on; cursor and picking go on behind them."""
    entries = [bench.report.text[s.start : s.end] for s in spans]
    changes = editing.filled(bench.grid.sheet, bench.grid.address, entries)
    if bench.take_from_text(changes, spans):
        bench.grid.step(len(spans))
        following = picking.after(bench.session.base, spans[-1])
        if bench.pick is not None:
            _picking(bench, following)
        if bench.pane == "source":
            bench.source.next_figure()


def fill_row(bench: Bench) -> None:
    """Fill the row from the cursor on with the figures of the text that come next."""
    base, grid = bench.session.base, bench.grid
    cells = editing.row_from(grid.sheet, grid.address)
    start = bench.pick or next((c.span for a in cells if (c := base.cells.get(a)) and c.span), None)
    if start is not None:
        spans = picking.run(base, start, len(cells))
    else:
        spans = picking.gap(base, cells[0], bench.used).left[: len(cells)]
    if not spans:
        bench.say(_("原文此处没有剩下的数字；按 p 逐个取数，或直接输入"))
    else:
        _take(bench, spans)


def _go_to(bench: Bench, span: Span) -> None:
    address = bench.cell_at(span)
    if address is None:
        bench.say(_("这个数字没有归入表格；按 p 取数，Enter 填入当前格"))
        return
    bench.go_to(address)


def why(bench: Bench) -> None:
    """Say what speaks for the cell and what against it."""
    bench.say(notes.why(bench.view))


def search(bench: Bench) -> None:
    """Ask for words to look for in the text."""
    bench.turn_to("grid")  # what is typed must reach the screen, not the text
    bench.question = Question(SEARCH, Editor(inside=True), "search")


def found(bench: Bench, words: str) -> None:
    """Look for words in the grid's rows and in the text, from the top; no words look for the last ones again."""
    if words:
        bench.sought = words
        bench.source.rewind()
        if rows := rows_named(bench, words):
            bench.grid.go(rows[0])
    search_again(bench)


def search_again(bench: Bench) -> None:
    """The next place of the words last looked for; the cursor is in the text then, Esc comes back."""
    if not bench.sought:
        return
    if bench.source.search(bench.sought):
        bench.turn_to("source")
        at, count = bench.source.hits(bench.sought)
        bench.say(_("“{words}” 第 {at} 处，共 {count} 处；F3 下一处").format(words=bench.sought, at=at, count=count))
    else:
        bench.say(_("原文中没有“{words}”").format(words=bench.sought))


def rows_named(bench: Bench, words: str) -> list[Address]:
    """The first cells of the rows of the table whose label has the words."""
    sought = folded(words).casefold()
    labelled = ((line, f"{line.label.zh} {line.label.short} {line.label.en}") for line in bench.page.sheet.lines)
    return [line.cells[0] for line, label in labelled if line.cells and sought in folded(label).casefold()]
