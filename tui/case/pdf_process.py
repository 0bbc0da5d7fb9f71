"""The process that PDFs are read in: their reader is native code, and what a hostile file does to it ends here."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import BinaryIO

from parsers.documents import render
from parsers.documents.rendition import Note, Rendition, refused
from parsers.grid import Grid, GridCell
from parsers.model import Place, Span

MOST_MEMORY = 3 << 29
"""Bytes of address space, one and a half thousand million."""
WIDTH = 8
"""Bytes of the number that goes before every message."""


def main() -> None:
    """Answer every document on standard input with its rendition on standard output, until the input ends."""
    _limit()
    given, told = sys.stdin.buffer, sys.stdout.buffer
    while (data := received(given)) is not None:
        sent(told, packed(render(data) or refused("pdf", "damaged")))


def _limit() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(hard, MOST_MEMORY)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def sent(stream: BinaryIO, message: bytes) -> None:
    """Write a message, its length first."""
    stream.write(len(message).to_bytes(WIDTH, "big"))
    stream.write(message)
    stream.flush()


def received(stream: BinaryIO) -> bytes | None:
    """Read a message; None where the stream ends."""
    head = stream.read(WIDTH)
    if len(head) < WIDTH:
        return None
    size = int.from_bytes(head, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def packed(made: Rendition) -> bytes:
    """A rendition as JSON: nothing that a broken process says is run."""
    grids = [
        (grid.rows, grid.columns, [(c.row, c.column, *c.span, c.rows, c.columns) for c in grid.cells])
        for grid in made.grids
    ]
    places = [(*place.span, place.words) for place in made.places]
    return json.dumps([made.text, made.format, made.version, grids, places, made.notes, made.error]).encode()


def unpacked(message: bytes) -> Rendition:
    """A rendition out of JSON. Raises ValueError or TypeError for anything else."""
    text, kind, version, grids, places, notes, error = json.loads(message)
    return Rendition(
        text,
        kind,
        version,
        tuple(Grid(rows, columns, tuple(_cell(*cell) for cell in cells)) for rows, columns, cells in grids),
        tuple(Place(Span(start, end), words) for start, end, words in places),
        tuple(Note(*note) for note in notes),
        error,
    )


def _cell(row: int, column: int, start: int, end: int, rows: int, columns: int) -> GridCell:
    return GridCell(row, column, Span(start, end), rows, columns)


if __name__ == "__main__":
    main()
