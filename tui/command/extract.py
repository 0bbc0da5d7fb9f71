"""`gouji extract`: every figure of every report, one JSON object a line."""

from __future__ import annotations

import sys
from argparse import Namespace
from functools import partial

from tui.case.reports import Opened, made, repaired
from tui.export import answer
from tui.many import batch
from tui.words import plain


def run(arguments: Namespace) -> int:
    """Print one line a report, in the order given; 2 where one could not be read."""
    status = 0
    work = partial(extracted, corrected=arguments.corrected, lang=arguments.lang)
    for path, line, error in batch.watched(arguments.paths, work, bar=not sys.stdout.isatty()):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
        if error:
            plain.complain(path, error)
            status = 2
    return status


def extracted(path: str, corrected: bool, lang: str) -> tuple[str, bytes, str | None]:
    """The path, its line of NDJSON, and why it could not be read if it could not."""

    def make(loaded: Opened) -> tuple[str, bytes, str | None]:
        repairs, more = repaired(loaded)
        return path, answer.line(answer.answer(path, loaded.report, repairs, more, lang)), loaded.report.error

    return made(path, make, corrected)
