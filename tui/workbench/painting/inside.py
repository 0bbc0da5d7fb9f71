"""What stands inside a cell of the grid: a figure being typed, or one beside what a repair would make of it."""

from __future__ import annotations

from rich.cells import cell_len

from tui.workbench.painting.editor import Editor
from tui.workbench.painting.pieces import Piece, left, right


def edited(editor: Editor, width: int) -> list[Piece]:
    """The end of the text before the caret, the caret, and what fits behind it."""
    before = editor.text[: editor.caret]
    while cell_len(before) > width - 1:
        before = before[1:]
    under = editor.text[editor.caret : editor.caret + 1] or " "
    room = width - cell_len(before) - cell_len(under)
    behind = left(editor.text[editor.caret + 1 :], min(room, cell_len(editor.text[editor.caret + 1 :])))
    pad = " " * (room - cell_len(behind))
    return [(pad + before, "edit"), (under, "caret"), (behind, "edit")]


def turned(before: str, after: str, width: int) -> str:
    """A figure and what it would become, or the latter alone where both have no room."""
    both = f"{before.partition('≠')[0].lstrip('?*=·')}→{after}"
    return right(both if cell_len(both) <= width else f"→{after}", width)
