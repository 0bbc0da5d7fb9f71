"""One bit of a journal flips: is it told? `uv run python tests/torture/bits.py --times 10000`"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from running import SAMPLE, main, place

import parsers
from tui.corrections.acts import Entry
from tui.corrections.journal import Journal, JournalRefused
from tui.corrections.salvage import salvage


def trials(times: int, seed: int) -> Iterator[str]:
    """Flip bits of a journal of all kinds of acts, each time one."""
    chance = random.Random(seed)
    with place() as folder:
        report = folder / "r.txt"
        report.write_bytes(SAMPLE.read_bytes())
        whole, entries, path = begun(report, chance)
        bits = 8 * len(whole)
        for flipped in chance.sample(range(bits), min(times, bits)):
            changed = bytearray(whole)
            changed[flipped // 8] ^= 1 << flipped % 8
            path.write_bytes(changed)
            yield seen(report, bytes(changed), entries)


def begun(report: Path, chance: random.Random) -> tuple[bytes, tuple[Entry, ...], Path]:
    """A journal as the program writes it."""
    data = report.read_bytes()
    cells = list(parsers.read(data).cells)
    journal = Journal.open(report, data)
    for number in range(40):
        where = chance.choice(cells)
        acts = [
            Entry("edit", ((where, chance.randrange(1000)),), ("5",), what="edit"),
            Entry("confirm", ((where, None),), ("5",), what="confirm"),
            Entry("undo", to=max(0, number // 2)),
            Entry("decision", findings=("row_sum:x",), what="decision"),
        ]
        journal.keep(chance.choice(acts))
    journal.close()
    return journal.path.read_bytes(), journal.entries, journal.path


def seen(report: Path, changed: bytes, entries: tuple[Entry, ...]) -> str:
    """What is wrong with how a damaged journal is read."""
    try:
        journal = Journal.look(report, report.read_bytes())
    except JournalRefused:
        found = salvage(changed)
        kept = [entry for entry in found.entries if entry.kind != "later"]
        return "" if all(entry in entries for entry in kept) else "doctor recovers an act that nobody did"
    if not any(finding.code == "journal_damaged" for finding in journal.findings):
        return "unseen" if journal.entries != entries else "unseen, though no act changed"
    return "" if journal.entries == entries[: len(journal.entries)] else "told, but an act is another"


if __name__ == "__main__":
    sys.exit(main(trials, 10_000, __doc__))
