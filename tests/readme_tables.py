"""The tables of the README that the code decides, written by `uv run python tests/readme_tables.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tui.library import CODES, COLUMNS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SEVERITY = {"error": "错误", "warning": "存疑", "info": "说明"}


def findings() -> str:
    """Every code with its sentence, in English."""
    rows = [f"| `{name}` | {code.severity.value} | {_cell(code.en)} |" for name, code in CODES.items()]
    return "\n".join(["| code | severity | sentence |", "|---|---|---|", *rows])


def in_chinese() -> str:
    """Every code with its sentence, in Chinese."""
    rows = [f"| `{name}` | {SEVERITY[code.severity.value]} | {_cell(code.zh)} |" for name, code in CODES.items()]
    return "\n".join(["| 代码 | 程度 | 提示 |", "|---|---|---|", *rows])


def columns() -> str:
    """The columns of the long table."""
    rows = [f"| `{name}` | {_cell(what)} |" for name, what in COLUMNS.items()]
    return "\n".join(["| column | |", "|---|---|", *rows])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


TABLES: Mapping[str, Callable[[], str]] = {"findings": findings, "问题": in_chinese, "columns": columns}


def filled(text: str) -> str:
    """The README with its tables as the code has them."""
    for name, made in TABLES.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
        text = marked.sub(lambda match, made=made: f"{match[1]}{made()}\n{match[2]}", text)
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
