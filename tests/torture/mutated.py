"""Reports spoilt in every way go through all of it: reading, screen, repairs, acts, undo, export, and back.

`uv run python tests/torture/mutated.py --times 50000`; texts are the samples and, where it lies beside, the corpus.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sys
import time
import traceback
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from running import SAMPLES, main, place
from strings import ATTACKS, STEERS

from parsers.model import Address, Cell, Repair, Report
from parsers.repairing.equations import LARGEST
from parsers.text.source import decode
from tui.case import opener
from tui.case.advice import repairs
from tui.case.case import Case
from tui.command import listing
from tui.corrections.acts import FOLLOW
from tui.corrections.applied import is_total
from tui.export import answer
from tui.export.frames import csv_lines
from tui.export.item import item_of
from tui.export.longtable import COLUMNS
from tui.export.summaries import as_csv, as_json
from tui.export.workbook import export_report
from tui.many.summary import summary
from tui.workbench import firstframe
from tui.workbench.painting.pieces import bar_row

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
WITHIN = 20.0
"""Seconds of the processor that one report may take."""
BOOKS = 25
"""One report of so many goes into a workbook and back."""

Mutation = Callable[[random.Random, str], str]
FIGURE = re.compile(r"(?<![\d.第])\d+(?![\d.、)）年月日])")
STRANGE = (
    *(
        "-17",
        "+17",
        "1e9",
        "1E+9999999",
        "1E-999999999",
        "7" * 5000,
        "NaN",
        "Infinity",
        "-0",
        "１２３",
        "٣",
        "二十",
        "〇",
    ),
    *(
        "12.5",
        "1,234",
        "1,2,3",
        "1.234,5",
        "½",
        "²",
        "①",
        "0x1F",
        "1_000",
        "5件",
        "12.3万元",
        "12元",
        "约5",
        "O",
        "l2",
        "—",
    ),
    *(
        "/",
        "\\",
        "|",
        "无",
        "",
        " ",
        "\u3000",
        "\u200b5",
        "5\u200b",
        "9" * 16,
        "1.0",
        "00",
        "007",
        "3-4",
        "(5)",
        "5%",
        "=1+1",
    ),
)


def figure_strange(chance: random.Random, text: str) -> str:
    """A figure becomes something else."""
    found = list(FIGURE.finditer(text))
    if not found:
        return text
    at = chance.choice(found)
    return text[: at.start()] + chance.choice(STRANGE) + text[at.end() :]


def figures_wide(chance: random.Random, text: str) -> str:
    """Digits of some lines are full-width, or of another script."""
    zero = chance.choice((0xFF10, 0x660, 0x966, 0x1D7CE))
    wide = {0x30 + digit: zero + digit for digit in range(10)}
    return "\n".join(line.translate(wide) if chance.random() < 0.3 else line for line in text.split("\n"))


def line_dropped(chance: random.Random, text: str) -> str:
    """A line is gone."""
    lines = text.split("\n")
    del lines[chance.randrange(len(lines))]
    return "\n".join(lines)


def lines_dropped(chance: random.Random, text: str) -> str:
    """A stretch of lines is gone."""
    lines = text.split("\n")
    start = chance.randrange(len(lines))
    return "\n".join(lines[:start] + lines[start + chance.randint(1, 40) :])


def line_doubled(chance: random.Random, text: str) -> str:
    """A line stands twice."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    return "\n".join([*lines[: at + 1], *lines[at:]])


def lines_swapped(chance: random.Random, text: str) -> str:
    """Two lines change places."""
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def columns_shifted(chance: random.Random, text: str) -> str:
    """In a line the separators lose or gain one."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    marks = list(re.finditer(r"[|\t]|\s{2,}", lines[at])) or [re.match("", lines[at])]
    mark = chance.choice(marks)
    assert mark is not None
    put = chance.choice(("", "| |", "\t", "|", "   0   ", " 0 |"))
    lines[at] = lines[at][: mark.start()] + put + lines[at][mark.end() :]
    return "\n".join(lines)


def cut(chance: random.Random, text: str) -> str:
    """The text ends somewhere, or begins there."""
    at = chance.randrange(len(text) or 1)
    return text[:at] if chance.random() < 0.7 else text[at:]


def glued(chance: random.Random, text: str) -> str:
    """White space or separators between figures are gone, in one place or everywhere."""
    gaps = list(re.finditer(r"(?<=\d)[\s|\t]+(?=\d)", text))
    if not gaps or chance.random() < 0.05:
        return re.sub(r"[ \t|]+", "", text)
    gap = chance.choice(gaps)
    return text[: gap.start()] + text[gap.end() :]


def strange_inserted(chance: random.Random, text: str) -> str:
    """What steers terminals, turns writing round or cannot be seen stands in the text."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ATTACKS) * chance.choice((1, 1, 1, 50)) + text[at:]


def part_repeated(chance: random.Random, text: str) -> str:
    """A stretch of the text stands a second time, elsewhere."""
    start = chance.randrange(len(text) or 1)
    part = text[start : start + chance.choice((5, 60, 800, 5000))]
    at = chance.randrange(len(text) + 1)
    return text[:at] + part + text[at:]


def breaks_changed(chance: random.Random, text: str) -> str:
    """Lines end otherwise, or not at all."""
    return text.replace("\n", chance.choice(("\r\n", "\r", "\x0b", "\u2028", "\n\n", " ", "", "\t", "<br>")))


def characters_changed(chance: random.Random, text: str) -> str:
    """Some characters are others."""
    changed = list(text)
    for _ in range(chance.choice((1, 5, 60))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice("0123456789|。-\n\t 总计申请\u200b\ufffd")
    return "".join(changed)


MUTATIONS: tuple[Mutation, ...] = (
    *(figure_strange,) * 4,
    *(figures_wide, line_dropped, lines_dropped, line_doubled, lines_swapped, columns_shifted, cut, glued),
    *(strange_inserted, part_repeated, breaks_changed, characters_changed),
)


def mutated(chance: random.Random, text: str) -> bytes:
    """The text after one mutation or several, in some encoding, its bytes perhaps damaged too."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        text = chance.choice(MUTATIONS)(chance, text)
    encoding = chance.choice(("utf-8",) * 12 + ("gb18030", "gb18030", "utf-16", "big5"))
    data = bytearray(text.encode(encoding, "replace"))
    if chance.random() < 0.15 and data:
        for _ in range(chance.choice((1, 3, 40))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


@cache
def texts(corpus: bool) -> tuple[Path, ...]:
    """The reports that are spoilt: samples, and the corpus where it lies beside the project."""
    folders = (SHARED / "seeds", SHARED / "corpus" / "train", SHARED / "corpus" / "train2") if corpus else ()
    beside = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    return (*sorted(SAMPLES.glob("*.txt")), *sorted(SAMPLES.glob("defects/*.txt")), *beside)


def trials(times: int, seed: int, corpus: bool = False) -> Iterator[str]:
    """Reports out of which mutations made something; what a trial is follows from its number and the seed alone."""
    for number in range(times):
        chance = random.Random(f"{seed} {number}")
        path = chance.choice(texts(corpus))
        data = mutated(chance, decode(path.read_bytes()).text)
        began = time.process_time()
        try:
            with place() as folder:
                wrong = _through(folder, data, chance, number % BOOKS == 0)
        except Exception:
            wrong = traceback.format_exc(limit=-4)
        slow = time.process_time() - began
        wrong = wrong or (f"took {slow:.0f} s" if slow > WITHIN else "")
        yield f"{path.name} (seed {seed}, {number}): {wrong}" if wrong else ""


def _through(folder: Path, data: bytes, chance: random.Random, book: bool) -> str:
    path = folder / "r.txt"
    path.write_bytes(data)
    case = opener.claim(str(path))
    try:
        if case.report.error:
            return "a fault of the program: " + case.report.error if "出错" in case.report.error else _told(case)
        return (
            _cells(case.session.base)
            or _cells(case.report)
            or _told(case)
            or _acts(case, chance)
            or _exported(case, folder, book)
            or _reopened(case)
        )
    finally:
        case.close()


# -- what the text prints ---------------------------------------------------------------------------------


def _cells(report: Report) -> str:
    """Every figure's span shows what it claims, no digit is used twice, and what is not flagged is what is printed."""
    used: dict[int, Address] = {}
    for address, cell in report.cells.items():
        if cell.span is None:
            if cell.raw is not None or (cell.value is not None and cell.origin == "read"):
                return f"{address}: {cell} without a place in the text"
            continue
        if report.text[slice(*cell.span)] != cell.raw:
            return f"{address}: {cell}, and there stands {report.text[slice(*cell.span)]!r}"
        for at in range(*cell.span):
            other = used.setdefault(at, address)
            if other != address and not _may_share(cell, report.cells[other]):
                return f"{address} and {other} both read {cell.raw!r}"
        if cell.flag is None and cell.origin in ("read", "blank") and not _prints(report, cell):
            return f"{address}: {cell} is unflagged and not what is printed"
    return ""


def _may_share(one: Cell, other: Cell) -> bool:
    """Both are flagged, or one is whose digits stand on two lines, around the other's."""
    return bool(one.flag and other.flag) or any(cell.flag and "\n" in (cell.raw or "") for cell in (one, other))


def _prints(report: Report, cell: Cell) -> bool:
    """Whether the characters mean the value, read in the plainest way; 万元 is the unit of amounts."""
    assert cell.span is not None
    plain = _plain(cell.raw or "")
    if cell.value is None:
        return not re.search(r"\d", plain)
    yuan = _plain(report.text[cell.span.end :][:20]).startswith("元")
    try:
        return Decimal(plain) * (Decimal("0.0001") if yuan else 1) == cell.value
    except InvalidOperation:
        return False


def _plain(text: str) -> str:
    return re.sub("[\\s,\u200b-\u200f\u2060-\u2064\ufeff]", "", unicodedata.normalize("NFKC", text))


# -- what a person sees --------------------------------------------------------------------------------------


def _told(case: Case) -> str:
    """Every form in which a report is shown: first screens, list, CSV, JSON; nothing in them steers a terminal."""
    line = summary(case)
    said = [*listing.detailed(line, case, "zh"), as_csv(line).decode(), as_json(line, case.report.findings).decode()]
    for size in ((100, 40), (80, 24)):
        rows = firstframe.rows(case, *size)
        said += ["".join(text for text, _ in bar_row([(t, n) for t, n in row], (), size[0])) for row in rows]
    found = STEERS.search("\n".join(said[: 2 - len(said)]).replace("\r\n", "\n"))
    answered = json.loads(answer.line(answer.answer("r.txt", case.report)))
    if answered["error"] != case.report.error:
        return "JSON has another error"
    return f"shown bare: {found[0]!r}" if found else ""


# -- what a person does --------------------------------------------------------------------------------------


def _acts(case: Case, chance: random.Random) -> str:
    """Repairs mend what they say, acts are kept and taken back."""
    session, before = case.session, case.report
    if not case.writable:
        return f"nothing can be kept: {case.notice}"
    offered = repairs(case)
    if offered.fault:
        return offered.fault
    for repair in offered.offered[:2]:
        session.edit(dict(repair.changes), "repair")
        if not _mended(before, session.report, repair):
            return f"a repair mends too little: {repair}"
        session.undo()
        if session.report != before:
            return f"undo of a repair leaves something: {repair}"
    cells = list(before.cells)
    for address in chance.sample(cells, min(3, len(cells))):
        session.edit({address: chance.choice((None, 0, 17, 10**9))})
    totals = [address for address in cells if is_total(address)]
    if totals:
        session.edit(dict.fromkeys(chance.sample(totals, min(2, len(totals))), FOLLOW))
        after = session.report
        session.jump(0)
        if session.report != before:
            return "undo to the beginning leaves something"
        session.jump(len(session.acts))
        if session.report != after:
            return "redo is another"
    return ""


_LACKING = frozenset({"row_missing", "left_blank", "table_torn", "table_cut", "unreadable"})
"""Of what is no figure, no count, or not there, sums are left open, and a repair mends what else there is."""


def _mended(before: Report, after: Report, repair: Repair) -> bool:
    failed, fails = (
        {(f.code, f.cells) for f in report.findings if f.severity == "error"} for report in (before, after)
    )
    beyond = any(cell.value is not None and abs(cell.value) >= LARGEST for cell in before.cells.values())
    open_ = beyond or repair.why == "too_many" or any(f.code in _LACKING for f in before.findings)
    return fails < failed if open_ else not fails


def _reopened(case: Case) -> str:
    """What was kept is there for the next who looks."""
    report = opener.look(case.path)[0].report
    return "" if report == case.report else "reopened it is another"


# -- what leaves the program ---------------------------------------------------------------------------------


def _exported(case: Case, folder: Path, book: bool) -> str:
    report = case.report
    rows = list(csv.DictReader(io.StringIO(csv_lines(item_of(case)), newline=""), fieldnames=list(COLUMNS)))
    read = {(row["table"], row["row"], row["column"]): row["value"] for row in rows}
    meant = {tuple(a): "" if c.value is None else format(Decimal(c.value), "f") for a, c in report.cells.items()}
    if read != meant:
        return "CSV is read back as another"
    return _booked(case, folder / "out.xlsx") if book and report.cells else ""


def _booked(case: Case, target: Path) -> str:
    from books import read_by_openpyxl

    report = case.report
    export_report(report, target, history=case.history, settled=case.settled, name="r.txt")
    for address, found in read_by_openpyxl(target, report).items():
        value = report.value(address)
        same = not re.search(r"\d", str(found or "")) if value is None else Decimal(str(found)) == value
        if not same:
            return f"the workbook has {found!r} for {value} at {address}"
    return ""


if __name__ == "__main__":
    sys.exit(main(partial(trials, corpus=True), 50_000, __doc__))
