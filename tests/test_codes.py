"""One table of codes: every code of the program is a row of it, and no other place says what a code means."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import made
import pytest
from conftest import ROOT

import parsers
from parsers.checking.checks import checked
from parsers.codes import CODES, FLAGS, Says, says
from parsers.model import Cell, Finding, Origin, Severity
from parsers.prose import against
from parsers.reading.table import Read, Span
from parsers.sentences import sentence
from tui.case.remaining import remaining
from tui.workbench.painting.marks import look

FILES = [path for part in ("parsers", "tui") for path in sorted((ROOT / part).rglob("*.py"))]
TABLE = ROOT / "parsers" / "codes.py"
SUMS = {"row_sum", "column_sum", "balance"}
"""They name the identities of the form too."""
NAMING = {"Finding", "Note", "_finding", "find", "note", "unread", "_value_finding"}
"""What is called with a code or a flag."""


def told(path: Path) -> Iterator[str]:
    """Every word of a file that stands where a code or a flag belongs."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [keyword.value for keyword in node.keywords if keyword.arg == "flag"]
            yield from (word for value in (*given, *(node.args[:1] if name in NAMING else ())) for word in words(value))
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute) and node.left.attr == "flag":
            yield from (word for value in node.comparators for word in words(value))


def words(node: ast.AST) -> list[str]:
    """The words in it that look like names."""
    found = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [word for word in found if re.fullmatch("[a-z][a-z_]+", word)]


def test_every_code_that_is_written_down_or_asked_for_is_a_row_of_the_table() -> None:
    assert {word for path in FILES for word in told(path)} - CODES.keys() == set()
    everywhere = {word for path in FILES if path != TABLE for word in words(ast.parse(path.read_text("utf-8")))}
    marks = {code.mark for code in CODES.values()}
    assert CODES.keys() - everywhere - marks == set()


def test_no_file_but_the_table_lists_codes() -> None:
    """A reader may choose between two that it writes down; what several have in common is a column of the table."""
    lists = [
        f"{path.relative_to(ROOT)}: {sorted(codes)}"
        for path in FILES
        if path != TABLE and "reading" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Set | ast.Tuple | ast.List | ast.Dict)
        and len(codes := {n.value for n in ast.iter_child_nodes(node) if _is_code(n)}) > 2
    ]
    assert lists == []


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value in CODES.keys() - SUMS


@pytest.mark.parametrize("name", CODES)
def test_a_row_is_whole_and_its_columns_do_not_contradict_each_other(name: str) -> None:
    code = CODES[name]
    assert all(code.short) and bool(code.zh) == bool(code.en)
    fields = [{field for _, field, *_ in string.Formatter().parse(text) if field} for text in (code.zh, code.en)]
    assert name == "table_absent" or fields[0] == fields[1]
    flag = Says.FLAG in code.says
    assert code.zh or flag, "neither a finding nor a flag"
    assert not code.mark or Says.LIVE in CODES[code.mark].says
    assert flag or not code.says & (Says.LACKS | Says.ABSENT | Says.UNSURE | Says.PLACED | Says.LIVE | Says.FAILS)
    assert Says.LACKS not in code.says or Says.UNSURE in code.says
    assert Says.ABSENT not in code.says or Says.LACKS in code.says
    assert not (Says.LIVE in code.says and Says.LOOKED in code.says)


@pytest.mark.parametrize("flag", FLAGS)
def test_what_a_flag_says_holds_in_reading_checking_and_painting_alike(flag: str) -> None:
    report = checked(parsers.read(made.report()))
    address = next(a for a in report.cells if a.row == "granted" and a.column == "natural_person")
    blank = Cell(None, origin=Origin.BLANK, flag=flag)
    read = Read(address.table, Span(0, 1), {address: blank}, loose=[*_figures(report.text)])
    read.report_loose()
    assert (read.findings[0].severity is Severity.WARNING) == says(flag, Says.LACKS)
    assert (look(blank).trouble == "#") == says(flag, Says.LACKS)
    assert (look(blank).trouble == "!") == says(flag, Says.FAILS)
    assert against._lost(blank._replace(value=1)) == says(flag, Says.LACKS)
    kept = checked(report.with_cells({**report.cells, address: report.cells[address]._replace(flag=flag)}, ()))
    assert (kept.cells[address].flag is None) == says(flag, Says.LIVE)


def _figures(text: str) -> Iterator[object]:
    from parsers.text.figures import tokens

    yield next(iter(tokens(text[text.index("| 4") :])))


@pytest.mark.parametrize("name", [name for name, code in CODES.items() if code.zh])
def test_every_finding_has_its_sentence_and_is_settled_as_its_row_says(name: str) -> None:
    report = checked(parsers.read(made.report()))
    cells = tuple(a for a in report.cells if a.row == "granted")
    facts = {f: "…" for _, f, *_ in string.Formatter().parse(CODES[name].zh) if f}
    finding = Finding(name, CODES[name].severity, "applications", cells, (), 1, 2, tuple(facts.items()))
    assert all("{" not in sentence(finding, lang) for lang in ("zh", "en"))
    with_it = report.with_cells(report.cells, (finding,))
    assert (remaining(with_it) == ()) == (CODES[name].severity is Severity.INFO or says(name, Says.LOOKED))
    assert remaining(with_it, frozenset({finding.key})) == ()
