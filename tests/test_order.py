"""Texts that are not in the order of rows, pads that look like blanks, words among figures: told, never believed."""

from __future__ import annotations

import random

import pytest
from rendering import BLANKS, HEADER, form_of, lines, made, report

import parsers
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address, Report

Rows = list[tuple[str, list[str]]]


def rows(seed: int, blanks: str) -> Rows:
    """The label and the seven cells of every row."""
    form = form_of(three=False)
    printed = lines(form, made(random.Random(seed), form, blanks))
    return [(" ".join(text for text, _ in line.labels if text), list(line.cells)) for line in printed]


def unflagged(found: Report) -> list[Address]:
    return [a for a, cell in found.cells.items() if a.table == APPLICATIONS and not cell.flag]


def told(found: Report, table: Rows) -> bool:
    """Every cell is flagged, or the complete sequence of figures is read as it was made."""
    cells = [str(found.value(a)) for a in found.cells if a.table == APPLICATIONS]
    return unflagged(found) == [] or cells == [cell for _, row in table for cell in row]


def read(body: list[str]) -> Report:
    return parsers.read(report("\n".join([" ".join(HEADER), *body])).encode())


@pytest.mark.parametrize("blanks", BLANKS)
def test_figures_on_the_line_above_their_label_are_flagged_or_proven_by_all_sums(blanks: str) -> None:
    table = rows(3, blanks)
    body = [line for label, cells in table for line in (" ".join(c for c in cells if c), label)]
    assert told(read(body), table)


def test_figures_in_front_of_their_label_are_flagged_or_proven_by_all_sums() -> None:
    table = rows(3, "none")
    assert told(read([f"{' '.join(cells)} {label}" for label, cells in table]), table)


def test_a_column_after_the_other_with_its_header_is_flagged_or_proven_by_all_sums() -> None:
    table = rows(3, "none")
    body = [label for label, _ in table[:20]]
    body += [f"{head} {' '.join(cells[n] for _, cells in table)}" for n, head in enumerate(HEADER)]
    body += [label for label, _ in table[20:]]
    assert told(read(body), table)


def test_no_row_is_blank_for_certain_while_a_figure_has_no_place() -> None:
    table = rows(3, "rows")
    empty = next(n for n, (_, cells) in enumerate(table) if not any(cells))
    body = [f"{label} {' '.join(cells)}" for label, cells in table]
    body[1] += f" 另有 {' '.join(['8'] * 7)}"
    found = read(body)
    row = [a for a in found.cells if a.table == APPLICATIONS][empty * 7].row
    assert all(found.cells[Address(APPLICATIONS, row, column)].flag for column in COLUMNS[APPLICATIONS])


def test_pads_behind_dropped_blanks_are_no_blanks() -> None:
    table = rows(5, "total")
    body = []
    for label, cells in table:
        figures = [c for c in cells if c]
        body.append("\t".join([label, *figures, *[""] * (7 - len(figures))]))
    found = read(body)
    truth = dict(
        zip([a for a in found.cells if a.table == APPLICATIONS], [c for _, r in table for c in r], strict=True)
    )
    wrong = [a for a in unflagged(found) if str(found.value(a) if found.value(a) is not None else "") != truth[a]]
    assert wrong == []


@pytest.mark.parametrize("word", ["暂无", "同上", "五件", "约5", "不详"])
def test_a_word_in_a_row_of_figures_is_one_cell_that_is_no_figure(word: str) -> None:
    table = rows(3, "none")
    table[4][1][2] = word
    found = read([f"{label} {' '.join(cells)}" for label, cells in table])
    flagged = [a for a, cell in found.cells.items() if a.table == APPLICATIONS and cell.flag == "unreadable"]
    assert [a.column for a in flagged] == ["research"]
