"""The house, held: which module may import which, what loads no heavy library, how large a file gets."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT, missing

from parsers.form.printed import EDITIONS

TOP_LEVEL = {"pyproject.toml", "README.md", "tui", "parsers", "tests", "sample_reports", "LICENSE"}
MOST_LINES = 300
LONGER = {
    "parsers/codes.py": "data: one row a code",
    "tui/command/manual.py": "data: the help pages in two languages",
}

NAMED_ALIKE = {
    "tui/workbench/screens/queue.py": "the queue of reports is what a clerk calls it; in a package it hides nothing"
}

OUTSIDE = frozenset(
    {"os", "pathlib", "io", "shutil", "subprocess", "socket", "tempfile", "time", "datetime", "random", "tui"}
)
"""What would make the parsers more than text in, report out."""

ONLY_IN = {
    "pandas": ("tui/export/frames.py",),
    "pyarrow": ("tui/export/frames.py",),
    "xlsxwriter": ("tui/export/workbook/",),
    "openpyxl": ("tui/export/workbook/",),
    "chardet": ("parsers/text/source.py",),
    "turbohtml": ("parsers/documents/tags.py",),
    "xlrd": ("parsers/documents/",),
    "olefile": ("parsers/documents/",),
    "pypdfium2": ("parsers/documents/",),
    "textual": (
        "tui/workbench/app.py",
        "tui/workbench/screens/",
        "tui/workbench/widgets/",
        "tui/terminal/terminal.py",
        "tui/terminal/driver.py",
        "tui/terminal/ambiguous.py",
    ),
    "rich": ("tui/",),
}
"""Which files may import a library at all."""

LAZY = ("pandas", "pyarrow", "xlsxwriter", "openpyxl", "chardet", "turbohtml", "xlrd", "olefile", "pypdfium2")
"""Imported inside the functions that need them."""

MAY_NOT = {
    "parsers/model.py": ("parsers.",),
    "parsers/form/form.py": (
        "parsers.sentences",
        "parsers.checking.checks",
        "parsers.text.source",
        "parsers.reading.read",
    ),
    "parsers/reading/layouts/": (
        "parsers.checking.checks",
        "parsers.repairing.repair",
        "parsers.prose.against",
        "parsers.reading.read",
        "parsers.reading.matrix",
    ),
    "parsers/": ("parsers.reading.read", "tui"),
    "tui/corrections/session.py": (
        "tui.corrections.journal",
        "tui.many.batch",
        "tui.export.workbook",
        "tui.export.frames",
        "tui.workbench.screens",
        "tui.workbench.widgets",
        "tui.case.files",
    ),
    "tui/workbench/widgets/": (
        "tui.corrections.session",
        "tui.corrections.journal",
        "tui.case.opener",
        "tui.many.batch",
        "tui.case.files",
        "tui.workbench.screens",
        "tui.workbench.app",
    ),
    "tui/workbench/deeds/": ("tui.workbench.screens", "tui.workbench.widgets", "tui.workbench.app", "textual"),
    "tui/workbench/painting/": ("tui.workbench.screens", "tui.workbench.widgets", "tui.workbench.bench", "textual"),
    "tui/workbench/bench.py": ("tui.workbench.deeds", "tui.workbench.screens", "tui.workbench.widgets", "textual"),
    "tui/workbench/screens/": ("tui.workbench.app", "tui.command.line", "tui.command"),
    "tui/export/workbook/": (
        "tui.workbench.screens",
        "tui.workbench.widgets",
        "tui.workbench.app",
        "tui.many.batch",
        "tui.command",
    ),
    "tui/workbench/app.py": ("tui.command.line", "tui.command"),
    "tui/": ("tui.__main__",),
}
"""Imports that would point the wrong way, by the file or folder they would stand in."""

EXCEPT = {"parsers/__init__.py", "tui/__main__.py"}


class Import(NamedTuple):
    """One import statement."""

    file: str
    module: str
    top: bool
    """Done when the file is imported, not inside a function."""


def files() -> list[str]:
    return [
        path.relative_to(ROOT).as_posix() for part in ("parsers", "tui") for path in sorted((ROOT / part).rglob("*.py"))
    ]


@cache
def imports(file: str) -> tuple[Import, ...]:
    """Every import of a file but those for type checkers alone."""
    return tuple(_found(file, ast.parse((ROOT / file).read_text("utf-8")), top=True))


def _found(file: str, node: ast.AST, top: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (Import(file, alias.name, top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, f"{file}: relative import"
            names = [f"{child.module}.{alias.name}" for alias in child.names]
            yield from (Import(file, _module(name), top) for name in names)
        else:
            inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _found(file, child, top and not inner)


def _module(name: str) -> str:
    """`parsers.form.form.Row` is a name of the module `parsers.form.form`; `tui.case.files` is a module itself."""
    path = ROOT / name.replace(".", "/")
    return name if path.with_suffix(".py").exists() or path.is_dir() else name.rpartition(".")[0]


def under(module: str, name: str) -> bool:
    return module == name.rstrip(".") or module.startswith(name.rstrip(".") + ".")


@pytest.mark.parametrize("file", files())
def test_imports_point_one_way(file: str) -> None:
    wrong = [
        found.module
        for place, forbidden in MAY_NOT.items()
        if file.startswith(place) and file not in EXCEPT
        for found in imports(file)
        if any(under(found.module, name) for name in forbidden)
    ]
    assert wrong == []


@pytest.mark.parametrize("file", files())
def test_a_library_is_imported_only_where_it_belongs_and_a_heavy_one_only_when_needed(file: str) -> None:
    for found in imports(file):
        library = found.module.partition(".")[0]
        if library in ONLY_IN:
            assert file.startswith(ONLY_IN[library]), f"{library} in {file}"
            assert not (found.top and library in LAZY), f"{library} at the top of {file}"


@pytest.mark.parametrize("file", [file for file in files() if file.startswith("parsers/")])
def test_the_parsers_touch_nothing_outside_the_text(file: str) -> None:
    outside = OUTSIDE - {"io"} if file.startswith("parsers/documents/") else OUTSIDE  # archives want bytes as a file
    assert {found.module.partition(".")[0] for found in imports(file)} & outside == set()
    calls = [node.func for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert {call.id for call in calls if isinstance(call, ast.Name)} & {
        "open",
        "print",
        "input",
        "exec",
        "eval",
    } == set()


def test_no_two_modules_need_each_other_to_be_imported() -> None:
    needs = {_name(file): {found.module for found in imports(file) if found.top} for file in files()}
    needs = {
        name: {module for module in modules if module in needs and module != name} for name, modules in needs.items()
    }
    TopologicalSorter(needs).prepare()  # raises CycleError


FLOORS = ("words", "corrections", "case", "many", "export", "library", "workbench", "command")
"""The rooms of `tui` from the ground up; `terminal` stands apart and uses words alone."""


@pytest.mark.parametrize("file", [file for file in files() if file.split("/")[1] in FLOORS])
def test_a_room_uses_only_what_is_on_its_floor_or_below(file: str) -> None:
    floor = FLOORS.index(file.split("/")[1])
    used = {found.module.split(".")[1] for found in imports(file) if found.module.startswith("tui.")} & {*FLOORS}
    assert {room for room in used if FLOORS.index(room) > floor} == set()


PARSERS_FLOORS = (
    *({"model"}, {"codes", "form", "grid", "text"}, {"sentences", "documents", "prose"}),
    *({"checking"}, {"reading"}, {"repairing"}),
)
"""The rooms and single files of `parsers` from the ground up; its own `__init__` stands above all."""


@pytest.mark.parametrize("file", [file for file in files() if file.startswith("parsers/") and file not in EXCEPT])
def test_a_room_of_the_parsers_uses_none_above_it(file: str) -> None:
    def floor(room: str) -> int:
        return next(n for n, rooms in enumerate(PARSERS_FLOORS) if room in rooms)

    own = file.split("/")[1].removesuffix(".py")
    used = {found.module.split(".")[1] for found in imports(file) if found.module.startswith("parsers.")}
    assert {room for room in used if floor(room) > floor(own)} == set()


def _name(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@pytest.mark.parametrize(
    "module",
    [
        "parsers",
        "tui.corrections.session",
        "tui.export.workbook",
        "tui.export.frames",
        "tui.many.batch",
        "tui.corrections.journal",
    ],
)
def test_the_core_loads_no_screen_and_no_library_for_tables(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    heavy = {"textual", "rich", "asyncio", "pandas", "numpy", "pyarrow", "openpyxl", "xlsxwriter", "chardet"}
    heavy |= {"turbohtml", "xlrd", "olefile", "pypdfium2"}
    assert set(loaded.split()) & heavy == set()


@pytest.mark.parametrize("file", files())
def test_a_file_is_about_one_thing_says_which_in_its_first_line_and_is_short(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert text.startswith('"""'), f"{file} begins without saying what it is"
    assert file in LONGER or text.count("\n") <= MOST_LINES, f"{file} has {text.count(chr(10))} lines"


@pytest.mark.parametrize("file", sorted({*files()} - {"parsers/form/printed.py"}))
def test_only_the_printed_form_knows_which_editions_there_are(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and str(node.value) in EDITIONS]


@pytest.mark.parametrize(
    "folder",
    [
        "parsers",
        "parsers/reading/layouts",
        "tui",
        "tui/workbench/screens",
        "tui/workbench/widgets",
        "tui/export/workbook",
    ],
)
def test_no_module_is_a_drawer_for_odds_and_ends_or_named_like_the_standard_library(folder: str) -> None:
    names = {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__", "__main__"}
    assert names & {"utils", "util", "helpers", "helper", "common", "misc", "types"} == set()
    assert {name for name in names & sys.stdlib_module_names if f"{folder}/{name}.py" not in NAMED_ALIKE} == set()


def test_the_project_has_the_agreed_names_at_its_top_and_no_lock_file() -> None:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        missing("git and a checkout")
    tracked = [Path(name) for name in listed.split("\0") if name]
    assert {path.parts[0] for path in tracked if not path.parts[0].startswith(".")} <= TOP_LEVEL
    assert [path for path in tracked if path.name in ("uv.lock", "poetry.lock", "pylock.toml")] == []
