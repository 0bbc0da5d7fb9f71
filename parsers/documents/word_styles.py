"""What the styles of a Word document say of text that is hidden, struck out or raised."""

from __future__ import annotations

from collections.abc import Mapping

OFF = frozenset({"0", "false", "off", "none"})
MARKS = {"vanish": "hidden", "webHidden": "hidden", "strike": "struck", "dstrike": "struck", "vertAlign": "raised"}
"""Elements of run properties, and what they make of the text."""


def mark(name: str, attributes: Mapping[str, str]) -> tuple[str, bool] | None:
    """What a property says, and whether it says yes; None for those that do not matter."""
    if name not in MARKS:
        return None
    value = attributes.get("val", "1")
    return MARKS[name], value in ("superscript", "subscript") if name == "vertAlign" else value not in OFF


class Styles:
    """Handler of styles.xml: by style, what it makes of text; styles inherit."""

    def __init__(self) -> None:
        self._own: dict[str, dict[str, bool]] = {}
        self._base: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("styleId", "")
            self._own[self._style] = {}
        elif name == "basedOn" and self._style:
            self._base[self._style] = attributes.get("val", "")
        elif self._style and (said := mark(name, attributes)):
            self._own[self._style][said[0]] = said[1]

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def marks(self, style: str) -> dict[str, bool]:
        """What a style makes of text, its bases included."""
        chain: list[str] = []
        while style in self._own and style not in chain and len(chain) < 20:
            chain.append(style)
            style = self._base.get(style, "")
        said: dict[str, bool] = {}
        for one in reversed(chain):
            said |= self._own[one]
        return said
