"""Rows as pieces of text, each with the name of its style: what the screens show, before any toolkit draws it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from tui.words.language import _

Piece = tuple[str, str]
"""Some text and the name of its style; an empty name is plain."""


TABS = frozenset({"tab", "kind", "alarm"})
"""Styles of what the mouse may choose in a title."""


_MORE = "…"
_LEAST = 8
"""Cells in which the beginning of a sentence says something."""


def left(text: str, width: int) -> str:
    """The text in so many cells, cut or padded on the right."""
    return set_cell_size(text, max(width, 0))


def beginning(text: str, width: int) -> str:
    """The text in so many cells; one that is cut ends in an ellipsis, where its beginning says something."""
    if cell_len(text) <= width or width < _LEAST:
        return left(text, width)
    return left(left(text, width - cell_len(_MORE)).rstrip() + _MORE, width)


def right(text: str, width: int) -> str:
    """The text in so many cells, padded on the left; what does not fit is cut on the right."""
    return left(text, width) if (room := width - cell_len(text)) < 0 else " " * room + text


def bar_row(at_left: Sequence[Piece], at_right: Sequence[Piece], width: int, keep: bool = False) -> list[Piece]:
    """One line of the screen; what stands on the right goes first where it gets narrow, or last with `keep`."""
    used = cells_of(at_right)
    room = width - used
    at_left = _keys_that_fit(at_left, width) if not used else at_left
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
    return [piece for tab in shown for piece in ((" " if tab[1] == "tab" else "  ", ""), tab)]


def cells_of(pieces: Iterable[Piece]) -> int:
    """How many cells they take."""
    return sum(cell_len(text) for text, _ in pieces)


def _keys_that_fit(pieces: Sequence[Piece], width: int) -> Sequence[Piece]:
    """Of a row of keys as many as it has room for, each with its words: the first and the last two go last."""
    starts = [n for n, (_text, style) in enumerate(pieces) if style == "key"]
    if starts[:1] != [0]:
        return pieces
    items = [pieces[start:end] for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True)]
    while len(items) > 1 and cells_of(piece for item in items for piece in item) > width:
        items.pop(-3 if len(items) > 3 else -1)
    return [piece for item in items for piece in item]


def _cut(pieces: Iterable[Piece], width: int) -> Iterable[Piece]:
    """The pieces in exactly so many cells; that there was more is told by an ellipsis, or by nothing but blanks."""
    for text, style in pieces:
        if cell_len(text) > width:
            yield beginning(text, width) if width >= _LEAST else " " * width, style
            return
        width -= cell_len(text)
        yield text, style
    yield " " * width, ""
