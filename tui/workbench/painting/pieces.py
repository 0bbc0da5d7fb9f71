"""Rows as pieces of text, each with the name of its style: what the screens show, before any toolkit draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from tui.words.language import _

Piece = tuple[str, str]
"""Some text and the name of its style; an empty name is plain."""


TABS = frozenset({"tab", "kind", "alarm"})
"""Styles of what the mouse may choose in a title."""


def left(text: str, width: int) -> str:
    """The text in so many cells, cut or padded on the right."""
    return set_cell_size(text, max(width, 0))


def right(text: str, width: int) -> str:
    """The text in so many cells, padded on the left; what does not fit is cut on the right."""
    return left(text, width) if (room := width - cell_len(text)) < 0 else " " * room + text


def bar_row(at_left: Sequence[Piece], at_right: Sequence[Piece], width: int, keep: bool = False) -> list[Piece]:
    """One line of the screen; what stands on the right goes first where it gets narrow, or last with `keep`."""
    used = cells_of(at_right)
    room = width - used
    if keep and used and room < 2:
        return [*_cut(at_right, width)]
    if not keep and room < min(cells_of(at_left), width // 2):
        return [*_cut(at_left, width)]
    return [*_cut(at_left, room - 1), (" ", ""), *at_right] if used else [*_cut(at_left, room)]


def pressable(keys: Iterable[tuple[str, str]]) -> list[Piece]:
    """Keys and what they do (message ids), as a footer shows them."""
    return [piece for key, name in keys for piece in ((f" {key}", "key"), (f" {_(name)} ", ""))]


def tabs(names: Iterable[str], chosen: int) -> list[Piece]:
    """Several things to look at, the one in sight in brackets."""
    shown = [(f"[{name}]", "tab") if n == chosen else (name, "kind") for n, name in enumerate(names)]
    return [piece for tab in shown for piece in ((" ", ""), tab)]


def cells_of(pieces: Iterable[Piece]) -> int:
    """How many cells they take."""
    return sum(cell_len(text) for text, _ in pieces)


def _cut(pieces: Iterable[Piece], width: int) -> Iterable[Piece]:
    """The pieces in exactly so many cells."""
    for text, style in pieces:
        fits = left(text, min(width, cell_len(text)))
        width -= cell_len(fits)
        yield fits, style
    yield " " * max(width, 0), ""
