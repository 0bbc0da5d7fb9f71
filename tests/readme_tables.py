"""The tables of the README that the code decides, written by `uv run python tests/readme_tables.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from parsers.codes import Code, Says
from tui.library import CODES, COLUMNS

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SEVERITY = {"error": "错误", "warning": "存疑", "info": "说明"}


SAYS = {Says.LACKS: ("may lack a figure", "可能缺数"), Says.UNSURE: ("unsure", "未必是原数")}
SAYS |= {Says.FIRST: ("comes first", "先看")}
SETTLED = {"looked": ("looking", "逐格看过"), "decided": ("a decision", "作出决定"), "": ("", "")}


def findings() -> str:
    """Every code with its sentence and what it says of a cell, in English."""
    return _codes(1, "| code | severity | sentence | on a cell | it says | settled by |")


def in_chinese() -> str:
    """Every code with its sentence and what it says of a cell, in Chinese."""
    return _codes(0, "| 代码 | 程度 | 提示 | 格上标记 | 含义 | 如何了结 |")


def _codes(english: int, head: str) -> str:
    return "\n".join([head, "|---" * 6 + "|", *(_code(name, code, english) for name, code in CODES.items())])


def _code(name: str, code: Code, english: int) -> str:
    severity = code.severity.value if english else SEVERITY[code.severity.value]
    says = ("、", ", ")[english].join(words[not english] for what, words in SAYS.items() if what in code.says)
    settled = "" if not code.zh or severity in ("info", "说明") else "looked" if Says.LOOKED in code.says else "decided"
    flag = code.short[english] if Says.FLAG in code.says else ""
    words = (code.zh, code.en)[english], flag, says, SETTLED[settled][not english]
    return f"| `{name}` | {severity} | {' | '.join(map(_cell, words))} |"


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
