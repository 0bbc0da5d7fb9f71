"""`gouji extract`: every figure of every report, one JSON object a line."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial
from itertools import chain

from tui.case.advice import repairs
from tui.case.case import Case
from tui.case.opener import look, made, printed
from tui.export import answer
from tui.many import batch
from tui.words import plain


def run(arguments: Namespace) -> int:
    """Print one line a report, in the order given; 2 where one could not be read."""
    status = 0
    work = partial(extracted, corrected=arguments.corrected, lang=arguments.lang)
    for path, line, error in chain.from_iterable(batch.watched(arguments.paths, work, bar=not sys.stdout.isatty())):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        if error:
            plain.complain(path, error)
            status = 2
    return status


def extracted(path: str, corrected: bool, lang: str) -> list[tuple[str, bytes, str | None]]:
    """For each report of a file the path, its line of NDJSON, and what could not be read or worked out."""

    def make(case: Case) -> tuple[str, bytes, str | None]:
        offered = repairs(case)
        report = case.report if corrected else case.session.base
        said = answer.answer(path, report, offered.offered, offered.more, lang)
        return path, answer.line(said), report.error or offered.fault or None

    return made(path, make, look if corrected else printed)
