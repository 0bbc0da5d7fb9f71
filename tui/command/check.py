"""`gouji check`: which reports want a person, the neediest first, and for a single one what for."""

from __future__ import annotations

import sys
from argparse import Namespace
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from tui.case import files
from tui.case.opener import look
from tui.case.order import numbers_in_order
from tui.case.orphans import home_of, orphaned, orphans
from tui.command import listing
from tui.export.summaries import as_csv, as_json, csv_header
from tui.many import batch
from tui.many.summary import Tally, summary
from tui.words import plain

if TYPE_CHECKING:
    from tui.many.records import Record

CLEAN, WANTS_A_PERSON, UNREADABLE, INTERRUPTED = 0, 1, 2, 130
_INDEX_BITS = 24
_INDEX = (1 << _INDEX_BITS) - 1
"""A rank of 40 bits and a number of 24 are eight bytes a report."""


def run(arguments: Namespace) -> int:
    """Print a line a report, as text, JSON or CSV; the exit status of the contract."""
    first_two = list(islice(files.reports(arguments.paths), 2))
    form = "json" if arguments.json else "csv" if arguments.csv else "text"
    if len(first_two) == 1 and form == "text":
        return _one(first_two[0], arguments.lang)
    return _many(arguments.paths, form, arguments.lang)


def _one(path: str, lang: str) -> int:
    """Every report of a single file, with what is wrong with it."""
    tally = Tally()
    for case in look(path):
        line = summary(case)
        tally.add(line)
        if line.error:
            plain.complain(path, line.error)
        else:
            for words in listing.detailed(line, case, lang):
                print(words)
    _tell_of_orphans([] if path == files.STDIN else [home_of(path)])
    return _status(tally)


def _tell_of_orphans(homes: Iterable[Path]) -> None:
    """Corrections whose report is gone are told of beside the answer, and change nothing in it."""
    for orphan in chain.from_iterable(map(orphans, homes)):
        plain.complain("", orphaned(orphan))


def _many(paths: Sequence[str], form: str, lang: str) -> int:
    from tui.many.records import Records, records_of

    records, ranks = Records(), array("Q")
    homes: dict[Path, None] = {}
    interrupted = False
    try:
        for fresh in batch.watched(paths, records_of):
            records.add(fresh)
            homes[home_of(fresh[0].summary.file)] = None
            ranks.extend(_rank(record, number) for number, record in enumerate(fresh, len(ranks)))
    except KeyboardInterrupt:
        interrupted = True
    for number, record in records.compared():
        records[number] = record
        if number < len(ranks):  # all but those in hand when it was interrupted
            ranks[number] = _rank(record, number)
    tally = _print((records[rank & _INDEX] for rank in numbers_in_order(ranks)), form, lang)
    if form == "text":
        print(listing.total(tally, interrupted))
    _tell_of_orphans(homes)
    return INTERRUPTED if interrupted else _status(tally)


def _rank(record: Record, index: int) -> int:
    return record.summary.rank << _INDEX_BITS | index


def _print(records: Iterable[Record], form: str, lang: str) -> Tally:
    """Write the records out as they come; every file that could not be read is said on standard error."""
    tally, out = Tally(), sys.stdout.buffer
    out.write(csv_header() if form == "csv" else b"")
    for line, findings, _settled, _slim in records:
        tally.add(line)
        if line.error:
            plain.complain(line.file, line.error)
        if form == "json":
            out.write(as_json(line, findings, lang))
        else:
            out.write(as_csv(line) if form == "csv" else plain.encoded(listing.line(line) + "\n"))
    out.flush()
    return tally


def _status(tally: Tally) -> int:
    return UNREADABLE if tally.unreadable else WANTS_A_PERSON if tally.wanting else CLEAN
