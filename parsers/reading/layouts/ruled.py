"""Blanks told by ruled cells: every line of a row carries all bars, and they stand under each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.reading.bands import Band, Fit, partial


def fits(bands: Sequence[Band], folded: str, width: int) -> Iterable[Fit]:
    """Counts bars from the right edge of the line that holds a row's figures, where lines agree in their bars.

    Nothing is explained unless a figure stands in the last column somewhere: an outer frame may add a bar.
    """
    placed: dict[int, tuple[int, ...]] = {}
    lines: list[tuple[int, int]] = []
    for i in partial(bands, width):
        line = _line(bands[i], folded)
        if line is None or folded.count("|", *line) <= width or folded[slice(*line)].rstrip()[-1:] != "|":
            continue
        columns = tuple(width - folded.count("|", token.end, line[1]) for token in bands[i].tokens)
        if columns[0] < 0 or len(set(columns)) < len(columns):
            return
        placed[i] = columns
        lines.append(line)
    if any(c[-1] == width - 1 for c in placed.values()) and _under_each_other(lines, folded, width):
        yield Fit("ruled", placed, True)


def _line(band: Band, folded: str) -> tuple[int, int] | None:
    first, last = band.tokens[0], band.tokens[-1]
    if "\n" in folded[first.start : last.end]:
        return None
    end = folded.find("\n", last.end)
    return folded.rfind("\n", 0, first.start) + 1, len(folded) if end < 0 else end


def _under_each_other(lines: Sequence[tuple[int, int]], folded: str, width: int) -> bool:
    """The last bars of the lines keep the same distances."""
    shapes = set()
    for start, end in lines:
        bars = [i for i in range(start, end) if folded[i] == "|"][-width - 1 :]
        shapes.add(tuple(b - bars[0] for b in bars))
    return len(shapes) == 1 and len(lines) > 1
