"""One workbook out of reports, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from parsers.model import Report
from tui.case.own import PROPERTY
from tui.corrections.atomic import write_whole
from tui.corrections.leftovers import scratch
from tui.corrections.session import Entry
from tui.export.item import Item
from tui.export.workbook.ledger import LEDGER
from tui.export.workbook.pages import Pages
from tui.export.workbook.picks import EVERY, REPORTS, TOGETHER
from tui.export.workbook.stamp import VERSION, refuse_foreign, seal
from tui.export.workbook.verify import Figures, Tick, quiet, verify


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook that was written."""

    path: Path
    """Absolute."""
    flagged: int
    """How many figures in it still want a person."""
    sheets: tuple[str, ...]
    """Their names, in order."""
    reports: int = 1
    """How many reports it is made of."""


class Job(NamedTuple):
    """A workbook to write."""

    items: Sequence[Item]
    path: Path
    lang: str
    sheets: frozenset[str] = EVERY
    """Which of `picks`."""
    beside: str = ""
    """The CSV that the long table goes to, if it does."""
    alone: bool = False
    """Whether it is about one report, whose sheet stands in front of the lists then."""


def export_report(
    report: Report,
    target: Path,
    *,
    history: Sequence[Entry] = (),
    settled: frozenset[str] = frozenset(),
    name: str = "",
    id: str = "",
    lang: str = "zh",
    force: bool = False,
    sheets: frozenset[str] = EVERY,
) -> Exported:
    """Write one corrected report as the official form prints it, and behind it 问题, 修改记录 and 长表.

    Raises ExportRefused where `target` holds something that would be lost, OSError where it cannot be written.
    """
    target = target.absolute()
    refuse_foreign(target, force)
    item = Item(report, name, tuple(history), settled, id)
    return write_book(Job([item], target, lang, (sheets - TOGETHER) or frozenset({REPORTS}), alone=True))


def write_book(job: Job, tick: Tick = quiet) -> Exported:
    """Write a workbook, whole or not at all; a report is half done when it is written, done when it is read back."""
    written: dict[str, Figures] = {}
    names: list[str] = []

    def make(path: Path) -> None:
        with new_book(path) as book:
            pages = Pages(book, job.lang, job.sheets, job.items, job.beside, job.alone)
            for item in job.items:
                pages.add(item, written)
                tick(0.5)
            pages.finish()
            names.extend(sheet.name for sheet in book.worksheets() if sheet.name != LEDGER)

    write_whole(job.path, make, lambda path: verify(path, written, tick))
    return Exported(job.path, sum(item.flagged for item in job.items), tuple(names), len(job.items))


@contextmanager
def new_book(path: Path) -> Iterator[Any]:
    """A workbook under construction; it is closed and sealed at the end. Raises OSError."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with scratch() as folder:
        book = Workbook(str(path), {"tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"title": "政府信息公开工作年度报告", "comments": "gouji"})
        book.set_custom_property(PROPERTY, VERSION, "text")
        yield book
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
    seal(path)
