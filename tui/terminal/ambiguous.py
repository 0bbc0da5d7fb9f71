"""Characters that some terminals draw one cell wide and others two (“ … — ① ※ ─): asked for, and made known to Rich."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

ASK = "\r“\x1b[6n\r\x1b[K"
"""Draw one such character at the start of the line, ask where the cursor is then, wipe the line."""

_CURSOR = re.compile(rb"\x1b\[\d+;(\d+)R")


def take_width(said: bytes) -> tuple[int | None, bytes]:
    """The width that a terminal's answer tells (1 where it fits neither), None without one; and what else was typed."""
    match = _CURSOR.search(said)
    if match is None:
        return None, said
    return (2 if match[1] == b"3" else 1), said[: match.start()] + said[match.end() :]


def make_wide() -> None:
    """Let Rich count ambiguous characters as two cells, whoever has imported its functions already."""
    from rich import cells, segment

    load = vars(cells)["load_cell_table"]

    @lru_cache
    def wide_table(unicode_version: str = "auto") -> cells.CellTable:
        table: cells.CellTable = load(unicode_version)
        return table._replace(widths=_widened(table.widths))

    narrow = frozenset(c for c in cells._SINGLE_CELLS if unicodedata.east_asian_width(c) != "A").issuperset
    vars(cells).update(load_cell_table=wide_table, _is_single_cell_widths=narrow)
    vars(segment).update(_is_single_cell_widths=narrow)
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _widened(widths: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The table of widths with the ambiguous characters that it leaves out, that is counts as one, put in as two."""
    listed = {code for start, end, _ in widths if start < 0x20000 for code in range(start, min(end, 0x1FFFF) + 1)}
    return sorted([*widths, *((start, end, 2) for start, end in _ambiguous_ranges(listed))])


def _ambiguous_ranges(but: set[int]) -> Iterator[tuple[int, int]]:
    start = None
    for code in range(0xA1, 0x20000):
        ambiguous = unicodedata.east_asian_width(chr(code)) == "A" and code not in but
        if ambiguous and start is None:
            start = code
        elif not ambiguous and start is not None:
            yield start, code - 1
            start = None
