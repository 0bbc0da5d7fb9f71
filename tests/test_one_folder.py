"""Seven commands on one folder, in which files are whole, lack tables, hold two reports or cannot be read."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import made
import pytest
from conftest import SHARED, listed_files
from openpyxl import load_workbook
from typed import gouji

from parsers.codes import FLAGS
from tui.case.case import Case
from tui.case.opener import look
from tui.many.summary import Summary, summary

Said = dict[tuple[str, int], tuple[Any, ...]]
"""By file and part: what a command says of the report."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five seeds, a report without 表三, a text without a table, two reports in one file, and noise."""
    home = tmp_path_factory.mktemp("年报")
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    texts = [path.read_bytes() for path in seeds] or [made.report(agency=f"甲市{n}局") for n in "教财民农林"]
    for n, text in enumerate(texts):
        (home / f"{n}.txt").write_bytes(text)
    whole = made.report(agency="乙县教育局").decode()
    third = whole[whole.index("三、收到和处理") : whole.index("四、政府信息公开行政复议")]
    (home / "lacking.txt").write_text(whole.replace(third, ""))
    (home / "none.txt").write_text("丙县教育局2022年政府信息公开工作年度报告\n一、总体情况\n2022年，公开信息125条。\n")
    two = made.report(agency="丁县水利局", year=2021), made.report(agency="戊县林业局", granted=9)
    (home / "two.txt").write_bytes(b"\n\n".join(two))
    for year, over, forward in ((2021, 0, 2), (2022, 4, 0)):  # one year leaves two, the next takes over four
        (home / f"year{year}.txt").write_bytes(made.report(agency="己市商务局", year=year, over=over, forward=forward))
    (home / "noise.pdf").write_bytes(b"%PDF-1.4 noise")
    return home


def test_no_two_commands_contradict_each_other(folder: Path) -> None:
    truth = cases(folder)
    assert [finding.code for finding in truth["year2022.txt", 1].report.findings] == ["carry_differs"] * 2
    said = {key: told(summary(case)) for key, case in truth.items()}
    assert len(said) == 12 and said["none.txt", 1][2] == "———" and said["lacking.txt", 1][2] == "二—四"
    assert checked(folder, "--json") == checked(folder, "--csv") == said
    assert extracted(folder, "--corrected") == extracted(folder) == {key: line[:4] for key, line in said.items()}
    lines = [(key[0], *line[:3], *line[4:]) for key, line in sorted(said.items()) if line[3] is None]
    assert summed_up(folder) == lines
    listed = {Path(file).name: row for file, row in listed_files(*files(folder)).items()}
    assert {name: told(row)[4:] for name, row in listed.items()} == {
        name: tuple(map(sum, zip(*(line[4:] for key, line in said.items() if key[0] == name), strict=True)))
        for name in listed
    }
    meant = [(k[0], *a, c.value, c.flag) for k, case in truth.items() for a, c in case.report.cells.items()]
    assert comparable(long_csv(folder)) == comparable(long_book(folder)) == comparable(meant)


def test_what_is_said_of_the_folder_counts_what_is_said_of_its_reports(folder: Path) -> None:
    all_of = cases(folder).values()
    clean = sum(summary(case).clean for case in all_of)
    assert 0 < clean < len(all_of) - 1
    status, words, _ = gouji("check", "--lang", "zh", folder)
    assert f"共 {len(all_of)} 份：无问题 {clean}，要核对 {len(all_of) - clean - 1}，无法读取 1" in words
    assert status == gouji("extract", folder)[0] == 2


def cases(folder: Path) -> dict[tuple[str, int], Case]:
    """By file and part: every report, the one that has a year before it held against that."""
    found = {(Path(case.path).name, case.report.part): case for path in files(folder) for case in look(str(path))}
    found["year2022.txt", 1].before = found["year2021.txt", 1].report
    return found


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".pdf"))


def told(line: Summary) -> tuple[Any, ...]:
    return (line.agency, line.year, line.tables, line.error, line.errors, line.warnings, line.flagged)


def checked(folder: Path, form: str) -> Said:
    out = gouji("check", form, folder)[1]
    lines: Iterable[dict[str, Any]] = (
        map(json.loads, out.splitlines()) if form == "--json" else csv.DictReader(StringIO(out.lstrip("\ufeff")))
    )
    names = ("agency", "year", "tables", "error", "errors", "warnings", "flagged")
    return {_key(line): tuple(_plain(line[name]) for name in names) for line in lines}


def extracted(folder: Path, *how: str) -> Said:
    """What is told of each report; which tables there are is told table by table."""
    said: Said = {}
    order = dict(zip(("disclosure", "applications", "review_litigation"), "二三四", strict=True))
    for line in map(json.loads, gouji("extract", *how, folder)[1].splitlines()):
        shown = "".join(numeral if line["tables"][table]["found"] else "—" for table, numeral in order.items())
        said[_key(line)] = (line["agency"], line["year"], shown, line["error"])
    return said


def summed_up(folder: Path) -> list[tuple[Any, ...]]:
    names = ("机关", "年度", "表格", "错误", "存疑", "存疑格数")
    lines = (line for line in _sheet(folder, "汇总") if not line["说明"])
    return [(Path(line["文件"]).name, *(line[name] for name in names)) for line in lines]


def long_csv(folder: Path) -> list[tuple[Any, ...]]:
    out = folder.parent / "长表.csv"
    gouji("export", folder, "-o", out, "--force")
    lines = csv.DictReader(StringIO(out.read_text("utf-8-sig")))
    names = ("table", "row", "column", "value", "flag")
    return [(Path(line["file"]).name, *(line[name] or None for name in names)) for line in lines]


def long_book(folder: Path) -> list[tuple[Any, ...]]:
    flags = {words: flag for flag, (words, _en) in FLAGS.items()}
    return [
        (Path(line["文件"]).name, line["表代码"], line["行代码"], line["列代码"], line["数值"], flags.get(line["存疑"]))
        for line in _sheet(folder, "长表")
    ]


def comparable(lines: Iterable[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    """The lines in one order, whatever kind of number a file keeps."""
    return sorted(
        (*map(str, head), str(None if value is None else float(value)), str(flag)) for *head, value, flag in lines
    )


def _key(line: dict[str, Any]) -> tuple[str, int]:
    return Path(line["file"]).name, int(line["part"])


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return None if value == "" else value


def _sheet(folder: Path, name: str) -> list[dict[str, Any]]:
    out = folder.parent / "汇总.xlsx"
    gouji("export", folder, "-o", out, "--force")
    head, *body = load_workbook(out, data_only=True)[name].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]
