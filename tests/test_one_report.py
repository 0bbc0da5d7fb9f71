"""One report, one truth: every way out of the program gives the same figures, flags, findings and counts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import made
import pytest
from conftest import SHARED, listed_files
from openpyxl import load_workbook
from typed import gouji

from parsers.codes import FLAGS
from parsers.form.printed import APPLICATIONS
from parsers.model import Address, Value
from tui.case.case import Case
from tui.case.opener import claim, look
from tui.export.frames import to_frame
from tui.export.item import item_of
from tui.many.summary import summary

Figures = Mapping[tuple[str, ...], tuple[float | None, str | None]]

NEW = Address(APPLICATIONS, "new_received", "natural_person")
SUM = Address(APPLICATIONS, "granted", "total")


def untouched(_path: Path) -> None:
    """Nobody did anything."""


def worked(path: Path, work: Callable[[Case], object]) -> None:
    case = claim(str(path))
    work(case)
    case.close()


def edit(path: Path) -> None:
    worked(path, lambda case: case.session.edit({NEW: 77, SUM: 99}))


def undo(path: Path) -> None:
    edit(path)
    worked(path, lambda case: case.session.undo())


def decide(path: Path) -> None:
    worked(path, lambda case: case.session.decide([finding.key for finding in case.report.findings[:2]]))


def finish(path: Path) -> None:
    edit(path)
    worked(path, lambda case: case.session.mark_done())


def change_text(path: Path) -> None:
    edit(path)
    path.write_bytes(path.read_bytes().replace("予以公开".encode(), "予以公开 ".encode()) + "\n另注。\n".encode())


STEPS = (untouched, edit, undo, decide, finish, change_text)


def texts() -> list[bytes]:
    """A report whose row totals are not printed, one with a wrong one, and where they are at hand some real ones."""
    blank = made.report().replace(b"| 4 |\n", b"|  |\n")
    sample = sorted((SHARED / "corpus" / "train").glob("*.txt"))[2::110]
    return [blank, made.report(granted=9), *(path.read_bytes() for path in sample)]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("data", texts(), ids=lambda data: "")
def test_all_ways_out_of_the_program_tell_the_same(data: bytes, step: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    step(path)
    case = claim(str(path))
    meant = {tuple(a): (_plain(c.value), c.flag) for a, c in case.report.cells.items()}
    assert extracted(path)[0] == framed(path) == csv_exported(path) == workbook_exported(path) == meant
    listed = summary(case)
    assert listed_files(path) == {str(path): listed}
    (checked,) = map(json.loads, gouji("check", "--json", path)[1].splitlines())
    counts = [checked["errors"], checked["warnings"], checked["flagged"], checked["state"]]
    assert counts == [listed.errors, listed.warnings, listed.flagged, listed.state]
    assert [issue["code"] for issue in checked["issues"]] == [f.code for f in case.report.findings]
    assert checked["issues"] == extracted(path)[1]
    assert summed_up(path) == counts[:3]
    case.close()


def test_a_figure_of_a_person_on_a_changed_text_stays_open_whatever_else_the_cell_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(made.report())
    worked(path, lambda case: case.session.edit({SUM: 99}))
    path.write_bytes(made.report(granted=9))
    for case in (*look(str(path)), claim(str(path))):
        (left,) = (finding for finding in case.remaining if finding.code == "text_changed")
        assert (left.cells, left.actual, dict(left.facts)) == ((SUM,), 99, {"before": "4", "after": "9"})
        assert case.report.cells[SUM].flag == "text_changed"
        case.close()


def _plain(value: Value | None) -> float | None:
    return None if value is None else float(value)


def extracted(path: Path) -> tuple[Figures, list[Any]]:
    (answer,) = map(json.loads, gouji("extract", "--corrected", path)[1].splitlines())
    figures = {
        (table, row, column): (_plain(cell["value"]), cell["flag"])
        for table, found in answer["tables"].items()
        for row, cells in found["cells"].items()
        for column, cell in cells.items()
    }
    return figures, answer["issues"]


def framed(path: Path) -> Figures:
    frame = to_frame(map(item_of, look(str(path))))
    columns = [frame[name].astype(object) for name in ("table", "row", "column", "value", "flag")]
    return {(t, r, c): (_known(v), _known(f)) for t, r, c, v, f in zip(*columns, strict=True)}


def _known(value: Any) -> Any:
    return None if value != value else value


def csv_exported(path: Path) -> Figures:
    out = path.with_name("out.csv")
    gouji("export", path, "-o", out, "--force")
    lines = csv.DictReader(StringIO(out.read_text("utf-8-sig")))
    return {_key(line): (_plain_text(line["value"]), line["flag"] or None) for line in lines}


def workbook_exported(path: Path) -> Figures:
    lines = _sheet(path, "长表")
    flags = {words: flag for flag, (words, _en) in FLAGS.items()}
    keys = ((line["表代码"], line["行代码"], line["列代码"]) for line in lines)
    return {key: (_plain(line["数值"]), flags.get(line["存疑"])) for key, line in zip(keys, lines, strict=True)}


def _key(line: Mapping[str, Any]) -> tuple[str, ...]:
    return (line["table"], line["row"], line["column"])


def _plain_text(text: str) -> float | None:
    return float(text) if text else None


def summed_up(path: Path) -> list[int]:
    (line,) = _sheet(path, "汇总")
    return [line["错误"], line["存疑"], line["存疑格数"]]


def _sheet(path: Path, name: str) -> list[dict[str, Any]]:
    """A list of the workbook of a folder."""
    out = path.with_name("out.xlsx")
    out.unlink(missing_ok=True)
    path.with_name("out.csv").unlink(missing_ok=True)
    gouji("export", path.parent, "-o", out)
    head, *body = load_workbook(out, data_only=True)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]
