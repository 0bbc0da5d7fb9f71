"""How a web page's styles make text look, as far as it matters for figures: unseen, struck out, raised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from parsers.text.expression import expression


class Look(NamedTuple):
    """What the reader of a page does with a text."""

    gone: bool = False
    """Nothing of it is laid out: neighbours move up."""
    unseen: bool = False
    """Its room stays, empty."""
    struck: bool = False
    raised: bool = False

    @property
    def unread(self) -> bool:
        """Whether no figure in it counts."""
        return self.gone or self.unseen or self.struck


MOST_RULES = 2_000
_SHEET = 400_000
"""Characters of all styles that are looked at."""

_RULE = expression(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_COMMENT = expression(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = expression(r"([a-z][a-z0-9]*)?([.#][\w-]+)?")
_GONE = expression(r"(?<![\w-])(?:display:none|mso-hide:all|visibility:collapse|content-visibility:hidden)")
_UNSEEN = expression(
    r"(?<![\w-])(?:visibility:hidden|font-size:0(?![.\d])|opacity:0(?![.\d])|text-indent:-\d{3,}|left:-\d{4,})"
)
_FLAT = expression(r"(?<![\w-])(?:height|width):0(?![.\d])")
_RAISED = expression(r"(?<![\w-])vertical-align:(?:super|sub)(?!\w)")
_STRUCK_TAGS, _RAISED_TAGS = frozenset({"s", "strike", "del"}), frozenset({"sup", "sub"})


class Styles:
    """The rules of a page's style sheets that name a tag, a class or an id alone."""

    def __init__(self, sheets: Iterable[str] = ()) -> None:
        self._rules: dict[str, str] = {}
        for sheet in sheets:
            self._add(sheet[:_SHEET])

    def _add(self, sheet: str) -> None:
        for selectors, declared in _RULE.findall(_COMMENT.sub("", sheet).lower()):
            told = _squeezed(declared)
            if _GONE.search(told) or _UNSEEN.search(told) or "line-through" in told or _RAISED.search(told):
                for selector in selectors.split(","):
                    name = selector.strip()
                    if name and _SELECTOR.fullmatch(name) and len(self._rules) < MOST_RULES:
                        self._rules[name] = self._rules.get(name, "") + told + ";"

    def look(self, tag: str, attributes: Mapping[str, str | list[str] | None]) -> Look:
        """How an element looks by itself."""
        declared = _squeezed(_word(attributes.get("style")).lower()) if "style" in attributes else ""
        if self._rules:
            declared = self._by_rules(tag, attributes) + declared
        gone = "hidden" in attributes and attributes["hidden"] != "until-found"
        if not declared:
            return Look(gone, False, tag in _STRUCK_TAGS, tag in _RAISED_TAGS)
        flat = "overflow:hidden" in declared and _FLAT.search(declared) is not None
        shown = re.search(r"(?<![\w-])display:(?!none)\w", declared) is not None
        return Look(
            (gone and not shown) or flat or _last_hides(declared),
            _UNSEEN.search(declared) is not None,
            tag in _STRUCK_TAGS or "line-through" in declared,
            tag in _RAISED_TAGS or _RAISED.search(declared) is not None,
        )

    def _by_rules(self, tag: str, attributes: Mapping[str, str | list[str] | None]) -> str:
        names = [tag]
        for key, sign in (("class", "."), ("id", "#")):
            for word in _word(attributes.get(key)).lower().split()[:20]:
                names += [sign + word, tag + sign + word]
        return "".join(self._rules.get(name, "") for name in names)


def _last_hides(declared: str) -> bool:
    """Whether the last word on it is that nothing is laid out."""
    display = re.findall(r"(?<![\w-])display:(\w+)", declared)
    if display and display[-1] == "none":
        return True
    return any(not hit.group().startswith("display") for hit in _GONE.finditer(declared))


def _word(value: str | list[str] | None) -> str:
    return " ".join(value) if isinstance(value, list) else value or ""


def _squeezed(declared: str) -> str:
    return re.sub(r"\s*([:;])\s*|\s+", r"\1", declared)
