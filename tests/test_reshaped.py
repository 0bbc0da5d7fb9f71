"""Tables in other shapes than the form's: a cell a row, rows numbered, nested data, named columns, two halves."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from rendering import HEADER, lines, made, report

import parsers
from parsers.form.form import FORMS
from parsers.form.printed import APPLICATIONS, COLUMNS
from parsers.model import Address

FORM = FORMS["2021", True]
Rows = list[tuple[str, tuple[str, ...]]]


def a_cell_a_row(rows: Rows) -> str:
    long = [{"row": a, "col": head, "value": cell} for a, b in rows for head, cell in zip(HEADER, b, strict=True)]
    return json.dumps(long, ensure_ascii=False)


def cells_in_rows(rows: Rows) -> str:
    cells = [[{"col": head, "val": cell} for head, cell in zip(HEADER, b, strict=True)] for _, b in rows]
    return json.dumps([{"row": a, "cells": c} for (a, _), c in zip(rows, cells, strict=True)], ensure_ascii=False)


def lists_in_records(rows: Rows) -> str:
    return "\n".join(json.dumps({"label": a, "values": b}, ensure_ascii=False) for a, b in rows)


def records_with_numbers(rows: Rows) -> str:
    return json.dumps([{"index": n, **dict(enumerate((a, *b)))} for n, (a, b) in enumerate(rows)], ensure_ascii=False)


def numbered_bars(rows: Rows) -> str:
    head = "| | " + " | ".join(str(n) for n in range(8)) + " |"
    return "\n".join([head, "|" + "---|" * 9, *(f"| {n} | {' | '.join((a, *b))} |" for n, (a, b) in enumerate(rows))])


def two_halves(rows: Rows) -> str:
    middle = (len(rows) + 1) // 2
    right = [*rows[middle:], ("", ("",) * 7)][:middle]
    return "\n".join(" | ".join((a, *b, c, *d)) for (a, b), (c, d) in zip(rows[:middle], right, strict=True))


def named_lines(rows: Rows) -> str:
    return "\n".join(f"{a}-{head}：{cell}" for a, b in rows for head, cell in zip(HEADER, b, strict=True))


def named_sentences(rows: Rows) -> str:
    return "\n".join(
        f"{a}：{'、'.join(f'{head}{cell}件' for head, cell in zip(HEADER, b, strict=True))}。" for a, b in rows
    )


def in_brackets(rows: Rows) -> str:
    return "\n".join(f"{a}（{'，'.join(b)}）" for a, b in rows)


def behind_a_colon(rows: Rows) -> str:
    return "\n".join(f"{a}：{'，'.join(b)}" for a, b in rows)


def two_columns_of_text(rows: Rows) -> str:
    middle = (len(rows) + 1) // 2
    right = [*rows[middle:], ("", ("",) * 7)][:middle]
    line = "".join(["{:<60}", *["{:>5}"] * 7, "    ", "{:<60}", *["{:>5}"] * 7])
    return "\n".join(line.format(a, *b, c, *d) for (a, b), (c, d) in zip(rows[:middle], right, strict=True))


SHAPES: tuple[Callable[[Rows], str], ...] = (
    a_cell_a_row,
    cells_in_rows,
    lists_in_records,
    records_with_numbers,
    numbered_bars,
    two_halves,
    named_lines,
    named_sentences,
    in_brackets,
    behind_a_colon,
    two_columns_of_text,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
@pytest.mark.parametrize("seed", range(2))
def test_a_table_of_another_shape_is_read_whole_and_without_a_flag(shape: Callable[[Rows], str], seed: int) -> None:
    matrix = made(random.Random(seed), FORM, "none")
    rows = [("".join(text for text, _ in row.labels), row.cells) for row in lines(FORM, matrix)]
    found = parsers.read(report(shape(rows)).encode())
    read = {
        key: [
            (found.cells[a].value, found.cells[a].flag)
            for c in COLUMNS[APPLICATIONS]
            if (a := Address(APPLICATIONS, key, c))
        ]
        for key in matrix
    }
    assert read == {key: [(value, None) for value in row] for key, row in matrix.items()}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.__name__))
@pytest.mark.parametrize("width", [37, 40, 80])
def test_a_shape_broken_by_the_width_of_a_page_is_right_or_flagged(shape: Callable[[Rows], str], width: int) -> None:
    matrix = made(random.Random(5), FORM, "none")
    rows = [("".join(text for text, _ in row.labels), row.cells) for row in lines(FORM, matrix)]
    text = report(shape(rows))
    found = parsers.read("\n".join(text[i : i + width] for i in range(0, len(text), width)).encode())
    cells = {(key, c): found.cells.get(Address(APPLICATIONS, key, c)) for key in matrix for c in COLUMNS[APPLICATIONS]}
    made_of = {(key, c): v for key, row in matrix.items() for c, v in zip(COLUMNS[APPLICATIONS], row, strict=True)}
    assert [place for place, c in cells.items() if found.found and c and c.value != made_of[place] and not c.flag] == []
    assert not found.cells or all(cells.values()) or any(cell.flag for cell in found.cells.values())


def test_a_row_number_of_thousands_of_digits_counts_nothing() -> None:
    numbered = "\n".join(f"| {n} | 行 {n} | 0 |" for n in (1, 2, 3, "9" * 5000, 5, 6, 7, 8))
    assert parsers.read(f"二、主动公开政府信息情况\n{numbered}\n".encode()).error is None
