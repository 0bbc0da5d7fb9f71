"""A damaged journal: what can be recovered of it, told from what is lost; the damaged file is kept beside it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple

from tui.corrections import chain, guarded
from tui.corrections.actline import Header, read_act, read_header
from tui.corrections.acts import LATER, LOST, Entry
from tui.corrections.linefile import LineFile
from tui.corrections.lines import Lines, is_act, split, whole_journal
from tui.corrections.lock import Holder, take


class Salvaged(NamedTuple):
    """What a damaged journal still says."""

    header: Header | None
    """None where that line is damaged too."""
    entries: tuple[Entry, ...]
    """In the place of each lost act one that changes nothing, for undo and redo count acts."""
    lost: tuple[int, ...]
    """Numbers of the lines that are lost, from 1."""


def salvage(data: bytes) -> Salvaged:
    """Every line that can be trusted for itself, in order."""
    lines, _ended = split(data)
    try:
        header = read_header(lines[0]) if lines else None
    except ValueError:
        header = None
    entries: list[Entry] = []
    lost = [] if header else [1]
    for number, line in enumerate(lines[1:], 2):
        if is_act(line):
            entry = read_act(chain.content(line))
            entries += [entry] if entry is not None else []
        elif line.strip(b"\0") and not line.endswith(b"\0"):
            lost.append(number)
            if b'"undo"' not in line and b'"redo"' not in line:
                entries.append(Entry(LATER, what=LOST, words=f'{{"act":"{LOST}"}}'))
    return Salvaged(header, tuple(entries), tuple(lost))


def mend(path: Path, header: Header, entries: tuple[Entry, ...], mode: int) -> Path | Holder:
    """Put a whole journal in the place of a damaged one; where that is kept, or who has the report. Raises OSError."""
    claim = take(path.with_suffix(".lock"), mode)
    if isinstance(claim, Holder):
        return claim
    try:
        kept = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.damaged")
        guarded.expect_trusted(path.parent)
        fd = guarded.create(kept, mode)
        with open(fd, "wb") as file:  # noqa: PTH123 (a descriptor)
            file.write(guarded.read(path))
        LineFile(path, Lines(None), mode).rewrite(whole_journal(header, entries))
        return kept
    finally:
        claim.release()
