"""What the program says in Chinese is written as a clerk writes it: full-width marks, and one word for each thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from conftest import ROOT

from parsers.codes import CODES
from parsers.form.form import FORMS
from parsers.form.printed import GROUPS, TITLES
from parsers.sentences import REASONS
from tui.command.manual import PAGES

CHINESE = "\u3400-\u9fff“”（）"
HALF = re.compile(rf"(?<=[{CHINESE}}}])[,;:()?!]|[,;:()?!](?=[{CHINESE}])")
FOLDERS = ("words", "case", "many", "corrections", "export", "workbench", "command")
WORN = ("印为", "没有印出", "待核", "待看", "警告", "提醒", "认错", "丢失空格", "按常见填法")
WORN += ("读不了", "在做", "未动", "来历", "结束状态", "抓取坏了")
"""Words that another one has taken the place of: 原文为, 原文未填, 存疑, 无法读取, 处理中, 未处理, 来源, 退出码, …"""


def said() -> Iterator[str]:
    """Every Chinese sentence that these parts of the program can say."""
    for folder in FOLDERS:
        for path in sorted((ROOT / "tui" / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                    yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
    yield from (text for code in CODES.values() for text in (code.zh, code.short[0]))
    yield from (reason[0] for reason in REASONS.values())
    yield from (words.zh for words in (*TITLES.values(), *GROUPS.values()))
    for form in FORMS.values():
        for block in (block for blocks in form.blocks.values() for block in blocks):
            yield from (block.heading, *(words.zh for words in block.heads.values()))
            yield from (row.words.zh for row in block.rows)


def test_no_half_width_mark_stands_beside_a_chinese_character() -> None:
    assert sorted({text for text in said() if HALF.search(text)}) == []


@pytest.mark.parametrize("page", PAGES)
def test_the_manual_has_full_width_marks_too_but_in_what_is_typed(page: str) -> None:
    told = [line for line in PAGES[page]["zh"].splitlines() if "--" not in line and "gouji " not in line]
    assert [line for line in told if HALF.search(line)] == []


def test_one_word_stands_for_each_thing() -> None:
    spoken = [*said(), *(pages["zh"] for pages in PAGES.values())]
    assert sorted({word for word in WORN for text in spoken if word in text}) == []
