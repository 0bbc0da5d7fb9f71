"""The page about `import gouji`, written out of its docstrings by `uv run python tests/api_page.py`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import gouji

from parsers.form.form import FORMS
from parsers.form.printed import COLUMNS, TABLES, TITLES
from parsers.model import Cell, Finding, Origin, Report

PAGE = Path(__file__).resolve().parent.parent / ".github" / "API.md"
FUNCTIONS = (gouji.read, gouji.to_frame, gouji.wide, gouji.sentence)
CLASSES = (Report, Cell, Finding)
ORIGINS = {
    Origin.READ: "value and position are settled by the text",
    Origin.INFERRED: "the text leaves the position or the value open; arithmetic or convention chose it",
    Origin.BLANK: "the text settles that nothing stands there",
    Origin.EDITED: "a person gave the value",
    Origin.CONFIRMED: "a person looked at it and left it",
    Origin.COMPUTED: "a total that follows its parts",
}


def page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    first, _gap, rest = inspect.cleandoc(gouji.__doc__ or "").partition("\n\n")
    example = "\n".join(line for line in rest.splitlines() if line.startswith("    ") or not line).strip("\n")
    words = " ".join(line for line in rest.splitlines() if line and not line.startswith("    "))
    about, _cite, cited = words.partition("Cite as: ")
    yield f"# import gouji\n\n{first}\n\n```python\n{inspect.cleandoc(example)}\n```\n\n{about.strip()}\n"
    yield f"## How to cite\n\n{cited}\n"
    yield "Written by `uv run python tests/api_page.py` out of the docstrings.\n\n## Functions\n"
    for function in FUNCTIONS:
        yield f"### `{function.__name__}{_signature(function)}`\n\n{inspect.getdoc(function)}\n"
    yield "## Columns of the long table\n\n| column | |\n|---|---|"
    yield from (f"| `{name}` | {what} |" for name, what in gouji.COLUMNS.items())
    yield "\n### `origin`\n\n| origin | |\n|---|---|"
    yield from (f"| `{origin.value}` | {what} |" for origin, what in ORIGINS.items())
    yield "\n### `flag`\n\n| flag | | |\n|---|---|---|"
    yield from (f"| `{name}` | {zh} | {en} |" for name, (zh, en) in gouji.FLAGS.items())
    yield "\n### `table`, `row`, `column`\n"
    yield from _forms()
    yield "\n## Objects\n"
    for kind in CLASSES:
        yield f"### `{kind.__name__}`\n\n{inspect.getdoc(kind)}\n"
        yield from (f"- `{name}`{what}" for name, what in _fields(kind))
        yield ""


def _signature(function: object) -> str:
    """As it is written, without the quotes of postponed annotations."""
    return str(inspect.signature(function)).replace("'", "")  # type: ignore[arg-type]


def _forms() -> Iterator[str]:
    """The keys of every row and column of both editions, in printed order."""
    for table in TABLES:
        rows: dict[str, None] = {}
        columns: dict[str, None] = dict.fromkeys(COLUMNS.get(table, ()))
        for form in FORMS.values():
            rows |= dict.fromkeys(a.row for a in form.addresses[table])
            columns |= dict.fromkeys(a.column for a in form.addresses[table])
        yield f"- `{table}` {TITLES[table].zh}: rows {_keys(rows)}; columns {_keys(columns)}"


def _keys(keys: dict[str, None]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _fields(kind: type) -> Iterator[tuple[str, str]]:
    """Names with the sentence under them, in the order of the source; public properties and methods too."""
    source = inspect.getsource(kind)
    for match in re.finditer(r'^    (\w+): [^\n]+\n(?:    """(.*?)"""\n)?', source, re.M | re.S):
        yield match[1], f": {' '.join(match[2].split())}" if match[2] else ""
    for name, member in vars(kind).items():
        if not name.startswith("_") and (isinstance(member, property) or inspect.isfunction(member)):
            call = "" if isinstance(member, property) else "()"
            yield name + call, f": {' '.join((inspect.getdoc(member) or '').split())}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
