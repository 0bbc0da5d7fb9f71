"""What an input method typed, as an ASCII keyboard would have given it."""

from __future__ import annotations

import unicodedata

_PAIRS = {
    "《": "<",
    "》": ">",
    "〈": "<",
    "〉": ">",
    "【": "[",
    "】": "]",
    "「": "[",
    "」": "]",
    "、": "/",
    "。": ".",
    "—": "-",
    "–": "-",
    "−": "-",
    "·": ".",
}


def folded(text: str) -> str:
    """Text as an ASCII keyboard would have given it; ², ① and the like are not what was meant by a digit."""
    return "".join(_PAIRS.get(c) or (unicodedata.normalize("NFKC", c) if _is_wide(c) else c) for c in text)


def _is_wide(character: str) -> bool:
    return "\uff01" <= character <= "\uffee" or character in "\u3000\u00a0"
