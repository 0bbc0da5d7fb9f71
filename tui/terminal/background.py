"""Whether the terminal's background is dark: said by the person, told by the terminal, or guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

ASK = b"\x1b]11;?\x1b\\"
"""Asks for the background's colour (OSC 11), before the cursor's place: who answers both answers in this order."""

_COLOUR = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})[^\x07\x1b]*(?:\x07|\x1b\\)"
)
_LIGHT = 0.5


def take_light(said: bytes) -> tuple[bool | None, bytes]:
    """Whether a terminal's answer tells of a light background, None without one; and what else was typed."""
    match = _COLOUR.search(said)
    if match is None:
        return None, said
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT
    return light, said[: match.start()] + said[match.end() :]


def is_dark(theme: str | None, light: bool | None, environment: Mapping[str, str]) -> bool:
    """As the person says (`light`, `dark`), else as the terminal says, else by COLORFGBG (`15;0`), else dark."""
    if theme in ("light", "dark"):
        return theme == "dark"
    if light is not None:
        return not light
    return environment.get("COLORFGBG", "").rpartition(";")[2] not in ("7", "9", "10", "11", "12", "13", "14", "15")
