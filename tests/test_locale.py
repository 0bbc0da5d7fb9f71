"""The catalogues: every Chinese message of the program has its English, with the same fields, and is compiled."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest

from tui.many import rows
from tui.words import language
from tui.workbench import actions, faults, guide, hints
from tui.workbench.deeds import cells, text
from tui.workbench.painting import listed, marks, notes
from tui.workbench.screens import faults as fault_screen
from tui.workbench.screens import lists, take_back

TUI = Path(__file__).resolve().parent.parent / "tui"
CATALOGUE = TUI / "locale" / "en" / "LC_MESSAGES" / "gouji"


def called() -> set[str]:
    """What stands in `_("…")` anywhere in the program."""
    return {
        node.args[0].value
        for file in TUI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args
        if isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def told() -> set[str]:
    """What tables hold that the screens put through `_` as they walk over them."""
    words = {action.name for action in actions.ACTIONS} | {action.group for action in actions.ACTIONS}
    words |= {name for _mark, name in marks.LEGEND} | {name for _kind, name in lists.KINDS} | set(lists.WHATS.values())
    words |= {word for task in lists.TASKS for word in task}
    words |= {*rows.STATES.values(), *(kind[1] for kind in rows.KINDS), *(order[0] for order in rows.ORDERS)}
    words |= {step.words for step in guide.STEPS} | {kind.value for kind in faults.KINDS}
    words |= {name for _key, name in fault_screen.KEYS} | set(notes.SUMS.values())
    words |= {*(name for _key, name in (*listed.KEYS, *listed.MORE)), *_pressable()}
    return words


def _pressable() -> set[str]:
    """The words of every footer."""
    nows = [hints.Now(editing=True), hints.Now(asking=True), hints.Now(picking=True, findings=1, suggestion=True)]
    nows += [
        hints.Now(row=True),
        hints.Now(on_finding=True, flagged=True),
        hints.Now(pane="source"),
        hints.Now(pane="source", picking=True),
        hints.Now(many=True, undoable=True),
    ]
    chooser = {"换一类", "选定", "返回", "确认", "修改", "取消"}
    chooser |= {
        name for keys in (take_back.PATH_KEYS, take_back.TAKE_KEYS, take_back.LEAVE_KEYS) for _key, name in keys
    }
    return chooser | {cells.FILL, cells.ROW, text.SEARCH} | {name for now in nows for _key, name in hints.hints(now)}


def entries() -> dict[str, str]:
    """The messages of the source of the catalogue."""
    text = CATALOGUE.with_suffix(".po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', text, re.M)
    return {_joined(a): _joined(b) for a, b in pairs if _joined(a)}


def _joined(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.splitlines())


def test_every_message_has_its_english() -> None:
    missing = sorted((called() | told()) - entries().keys())
    assert not missing


def test_no_english_is_left_over() -> None:
    assert sorted(entries().keys() - called() - told()) == []


@pytest.mark.parametrize(("chinese", "english"), sorted(entries().items()))
def test_a_translation_is_english_and_names_the_same_fields(chinese: str, english: str) -> None:
    assert english
    assert sorted(re.findall(r"\{\w*\}", chinese)) == sorted(re.findall(r"\{\w*\}", english))
    untranslated = english.replace("表二", "").replace("表三", "").replace("表四", "")
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", untranslated)


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert {zh: compiled.gettext(zh) for zh in entries()} == entries()


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GBK"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh"),
    ],
)
def test_an_english_locale_speaks_english_and_any_other_chinese(environ: dict[str, str], lang: str) -> None:
    assert language.preferred(environ) == lang
