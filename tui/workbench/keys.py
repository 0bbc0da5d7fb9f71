"""What was pressed, as the table of actions names it: full-width punctuation of an input method is folded."""

from __future__ import annotations

from collections.abc import Iterator

from tui.words.halfwidth import folded as folded


def pressed(key: str, character: str | None) -> str:
    """The name of a key: the folded character where it prints (a space is `space`), else Textual's name."""
    if character is None or not character.isprintable() or key.startswith(("ctrl+", "alt+")):
        return _SHIFTED.get(key, key)
    character = folded(character)
    return "space" if character == " " else character


def presses(key: str, character: str | None) -> Iterator[tuple[str, str]]:
    """The keys that an event stands for, with what each prints; over slow lines Esc and the next key arrive as one."""
    printed = character if character is not None and character.isprintable() else ""
    if key.startswith("alt+"):
        yield "escape", ""
        key = key.removeprefix("alt+")
    yield pressed(key, printed or None), "" if key.startswith("ctrl+") else printed


_SHIFTED = {f"f{number + 12}": f"shift+f{number}" for number in range(1, 13)}
"""Terminals send Shift+F4 as F16, and so on."""

_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "BS",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def named(shown: str) -> str:
    """The name of a key that a footer shows."""
    if len(shown) > 1 and shown[0] == "^":
        return "ctrl+" + (shown[1:].lower() if len(shown) == 2 else named(shown[1:]))
    if shown.startswith("Shift+"):
        return "shift+" + named(shown[6:])
    if len(shown) > 1 and shown[0] == "F" and shown[1:].isdigit():
        return shown.lower()
    return next((key for key, words in _SHOWN.items() if words == shown), shown)


def shown(key: str) -> str:
    """A key as the footer and the help print it: `^E`, `F6`, `Shift+Tab`, `n`."""
    if key.startswith("ctrl+"):
        rest = shown(key[5:])
        return "^" + (rest.upper() if len(rest) == 1 else rest)
    if key.startswith("shift+"):
        return "Shift+" + shown(key[6:])
    if len(key) > 1 and key[0] == "f" and key[1:].isdigit():
        return key.upper()
    return _SHOWN.get(key, key)
