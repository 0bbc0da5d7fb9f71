"""Regular expressions that are compiled when they are first used: importing costs nothing, a report needs but half."""

from __future__ import annotations

import re
from typing import Any, cast


class _Expression:
    """Stands in for `re.compile(source, flags)`; each method is looked up once and then is the compiled one's own."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """A compiled expression for constants of a module; a mistake in it is told at its first use."""
    return cast("re.Pattern[str]", _Expression(source, flags))
