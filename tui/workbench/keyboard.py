"""What a key means in the workbench: a part of what is being typed, or an action of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from parsers.model import Origin
from tui.words.language import _
from tui.workbench import actions
from tui.workbench.bench import Bench
from tui.workbench.deeds import cells, findings, report, text
from tui.workbench.editing import Refusal, typed
from tui.workbench.keys import shown
from tui.workbench.painting.editor import STARTS, Editor, Question

_STEPS = {"enter": (1, 0), "down": (1, 0), "up": (-1, 0), "left": (0, -1), "right": (0, 1)}
"""Keys that commit what was typed, and where they go."""


def press(bench: Bench, key: str, character: str) -> None:
    """Take a key, named as in the table of actions; `character` is what it prints, if anything."""
    bench.overwrite = bench.overwrite and key == "ctrl+e"
    unsure, bench.unsure = bench.unsure, False
    if bench.guide is not None:
        bench.guide.press(key)
    if unsure and key in ("ctrl+s", "enter", "escape"):
        report.sure(bench, key != "escape")
    elif key == "ctrl+q":
        _quit(bench)
    elif bench.question is not None:
        _ask(bench, bench.question, key, character)
    elif bench.grid.editor is not None:
        _type(bench, bench.grid.editor, key, character)
    elif bench.pane == "source" and _in_source(bench, key):
        pass
    elif (action := actions.find(key, bench.pane)) is not None:
        action.do(bench)
    elif not (bench.pane == "grid" and len(key) == 1 and _begin(bench, key)):
        bench.say(_("{key} 在这里没有用处；? 看全部按键").format(key=shown(key)))


def _in_source(bench: Bench, key: str) -> bool:
    """Whether the text takes the key: it moves there, or picks."""
    if key != "enter":
        return bench.source.press(key)
    if picked := bench.source.pick():
        text.from_text(bench, picked)
    return True


def _begin(bench: Bench, key: str) -> bool:
    """A digit takes the placement with its number where some are offered, or else begins a figure; False for no key."""
    if key.isdecimal() and findings.take_way(bench, int(key)):
        return True
    if key in STARTS and bench.may_change():
        bench.grid.editor = Editor()
        bench.grid.editor.insert(key)
    return key in STARTS


def paste(bench: Bench, pasted: str) -> None:
    """Take text from outside: into what is being typed, else over the grid."""
    editor = bench.question.answer if bench.question is not None else bench.grid.editor
    if editor is None:
        cells.paste(bench, pasted)
    else:
        editor.insert(pasted.strip())


def _quit(bench: Bench) -> None:
    """At once; what is being typed becomes the cell's figure if it is one."""
    if bench.grid.editor is not None:
        _commit(bench, bench.grid.editor)
    report.leave(bench)


def _ask(bench: Bench, question: Question, key: str, character: str) -> None:
    if key == "enter":
        bench.question = None
        ANSWERS[question.name](bench, question.answer.text)
    elif key in ("escape", "ctrl+c"):
        bench.question = None
    elif not question.answer.press(key) and character:
        question.answer.insert(character, fold=False)


ANSWERS: Mapping[str, Callable[[Bench, str], object]] = {
    "search": text.found,
    "row": cells.go_to_row,
    "fill": cells.fill,
}
"""What is done with the answer to a question."""


def _type(bench: Bench, editor: Editor, key: str, character: str) -> None:
    if key in ("escape", "ctrl+c"):
        bench.grid.editor = None
    elif editor.press(key):
        pass
    elif key in ("tab", "shift+tab"):
        if _commit(bench, editor):
            bench.grid.step(1 if key == "tab" else -1)
    elif key in _STEPS:
        if _commit(bench, editor):
            bench.grid.move(*_STEPS[key])
    elif character:
        editor.insert(character)
    elif (action := actions.find(key, "grid")) is not None and _commit(bench, editor):
        action.do(bench)


def _commit(bench: Bench, editor: Editor) -> bool:
    """What was typed becomes the figure of the cell; what is no figure, or cannot be kept, stays and says so.

    The figure that stands there already is no correction: it confirms a flagged cell, and changes no other.
    """
    address = bench.grid.address
    value = typed(editor.text, address.column)
    if isinstance(value, Refusal):
        bench.said = value.sentence
        return False
    bench.grid.editor = None
    cell = bench.report.cells.get(address)
    if cell is None or cell.value != value or cell.origin is Origin.COMPUTED:
        kept = bench.change({address: value}, "edit")
    else:
        kept = cell.flag is None or bench.act(lambda: bench.session.confirm([address]))
    bench.grid.editor = None if kept else editor
    return kept
