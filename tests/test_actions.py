"""The one table of actions, and what walks over it."""

from __future__ import annotations

from itertools import combinations

import pytest

from tui.words import language
from tui.workbench.actions import ACTIONS, find, groups
from tui.workbench.hints import MOST, Now, hints
from tui.workbench.keys import folded, named, pressed, shown
from tui.workbench.screens.lists import help_items, palette_items


def test_no_two_actions_have_one_name() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_means_two_things_in_one_pane() -> None:
    for one, other in combinations(ACTIONS, 2):
        if one.where & other.where:
            assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_every_letter_has_a_control_or_function_key_beside_it_or_stands_in_the_palette() -> None:
    def reachable(key: str) -> bool:
        return len(key) > 1

    assert [a.id for a in ACTIONS if not a.palette and not any(map(reachable, a.keys))] == []


def test_no_key_needs_the_kitty_protocol() -> None:
    keys = {key for action in ACTIONS for key in action.keys}
    assert not {key for key in keys if key in ("ctrl+enter", "ctrl+tab") or key.startswith("ctrl+shift+")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_shows_every_action_under_its_heading(lang: str) -> None:
    language.use(lang)
    try:
        chosen = [item.id for item in help_items()]
    finally:
        language.use("zh")
    assert {action.id for _heading, members in groups() for action in members} <= set(chosen)


@pytest.mark.parametrize(
    ("words", "action"), [("导出", "export"), ("export", "export"), ("撤", "undo"), ("undo", "undo")]
)
def test_the_palette_finds_actions_by_chinese_and_english_names(words: str, action: str) -> None:
    language.use("zh")
    assert action in [item.id for item in palette_items() if item.matches(words)]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("？", "help"),
        ("《", "shift_left"),
        ("》", "shift_right"),
        ("【", "previous_report"),
        ("】", "next_report"),
        ("＝", "follow"),
    ],
)
def test_punctuation_of_an_input_method_means_its_ascii_key(typed: str, means: str) -> None:
    action = find(pressed("whatever", typed), "grid")
    assert action is not None
    assert action.id == means


@pytest.mark.parametrize(("sent", "means"), [("f16", "shift+f4"), ("f20", "shift+f8"), ("f12", "f12"), ("f4", "f4")])
def test_a_shifted_function_key_is_known_by_the_number_that_terminals_send(sent: str, means: str) -> None:
    assert pressed(sent, None) == means


@pytest.mark.parametrize(
    ("typed", "plain"), [("１２３", "123"), ("－５", "-5"), ("３。５", "3.5"), ("—", "-"), ("ａ", "a")]
)
def test_full_width_characters_are_folded(typed: str, plain: str) -> None:
    assert folded(typed) == plain


@pytest.mark.parametrize(
    ("key", "printed"),
    [("ctrl+e", "^E"), ("shift+f4", "Shift+F4"), ("ctrl+pagedown", "^PgDn"), ("n", "n"), ("f6", "F6")],
)
def test_keys_are_shown_as_a_keyboard_prints_them(key: str, printed: str) -> None:
    assert shown(key) == printed
    assert named(printed) == key


@pytest.mark.parametrize(
    "now",
    [
        Now(),
        Now(editing=True),
        Now(asking=True),
        Now(pane="source"),
        Now(pane="source", picking=True, many=True),
        Now(findings=3, suggestion=True, on_finding=True, flagged=True, undoable=True, picking=True, many=True),
    ],
)
def test_the_footer_has_at_most_six_keys_and_a_way_out(now: Now) -> None:
    keys = [key for key, _name in hints(now)]
    assert len(keys) <= MOST
    assert {"Esc", "^Q", "q"} & set(keys)
