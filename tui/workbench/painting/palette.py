"""The colours of the four themes: each reads on its background with a contrast of 4.5 to 1 or more."""

from __future__ import annotations

from collections.abc import Mapping

ROLES = ("foreground", "error", "warning", "success", "accent", "secondary")
"""What is written in colour; `primary` lies under what is selected."""

PALETTES: Mapping[str, Mapping[str, str]] = {
    "gouji-dark": {
        "background": "#121212",
        "foreground": "#e0e0e0",
        "error": "#ff7b72",
        "warning": "#ffb454",
        "success": "#7fd88f",
        "accent": "#79c0ff",
        "secondary": "#9ecbff",
        "primary": "#264f78",
    },
    "gouji-light": {
        "background": "#ffffff",
        "foreground": "#1a1a1a",
        "error": "#b00020",
        "warning": "#8a4b00",
        "success": "#1a6b2b",
        "accent": "#0b5cad",
        "secondary": "#31506e",
        "primary": "#cfe3ff",
    },
    "gouji-ansi-dark": {
        "background": "ansi_default",
        "foreground": "ansi_default",
        "error": "ansi_bright_red",
        "warning": "ansi_yellow",
        "success": "ansi_green",
        "accent": "ansi_bright_cyan",
        "secondary": "ansi_cyan",
        "primary": "ansi_blue",
    },
    "gouji-ansi-light": {
        "background": "ansi_default",
        "foreground": "ansi_default",
        "error": "ansi_red",
        "warning": "ansi_magenta",
        "success": "ansi_default",
        "accent": "ansi_blue",
        "secondary": "ansi_blue",
        "primary": "ansi_cyan",
    },
}
"""By the name of a theme and the role: a colour, or one of the terminal's own sixteen."""

XTERM: Mapping[str, tuple[int, int, int]] = {
    "black": (0, 0, 0),
    "red": (205, 0, 0),
    "green": (0, 205, 0),
    "yellow": (205, 205, 0),
    "blue": (0, 0, 238),
    "magenta": (205, 0, 205),
    "cyan": (0, 205, 205),
    "white": (229, 229, 229),
    "bright_red": (255, 0, 0),
    "bright_cyan": (0, 255, 255),
}
"""What xterm draws for its own colours; other terminals are near it."""


def rgb(colour: str, default: tuple[int, int, int]) -> tuple[int, int, int]:
    """A colour of a palette in red, green and blue; `default` is the terminal's own."""
    if colour == "ansi_default":
        return default
    if colour.startswith("ansi_"):
        return XTERM[colour.removeprefix("ansi_")]
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours from 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
