"""The text being typed into a cell: characters and a caret, nothing that draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.workbench.keys import folded

STARTS = frozenset("0123456789-.,+—无")
"""Characters that start an edit, after folding."""


@dataclass
class Editor:
    """One edit in a cell."""

    text: str = ""
    caret: int = 0
    inside: bool = False
    """True after F2: left and right move the caret instead of committing."""

    @classmethod
    def at_end(cls, text: str, inside: bool = False) -> Editor:
        """An editor with the caret behind the text."""
        return cls(text, len(text), inside)

    def insert(self, typed: str, fold: bool = True) -> None:
        """Put characters in at the caret, full-width ones folded; whatever is not printable is left out."""
        clean = "".join(c for c in (folded(typed) if fold else typed) if c.isprintable())
        self.text = self.text[: self.caret] + clean + self.text[self.caret :]
        self.caret += len(clean)

    def press(self, key: str) -> bool:
        """Take a key that edits; False for a key that means something else (commit, cancel, move on)."""
        if key == "backspace":
            self._cut(self.caret - 1)
        elif key == "delete":
            self._cut(self.caret)
        elif key in ("ctrl+u", "ctrl+k"):
            self.text = self.text[self.caret :] if key == "ctrl+u" else self.text[: self.caret]
            self.caret = min(self.caret, len(self.text)) if key == "ctrl+k" else 0
        elif self.inside and key in ("left", "right", "home", "end"):
            steps = {"left": self.caret - 1, "right": self.caret + 1, "home": 0, "end": len(self.text)}
            self.caret = max(0, min(steps[key], len(self.text)))
        else:
            return False
        return True

    def _cut(self, at: int) -> None:
        if 0 <= at < len(self.text):
            self.text = self.text[:at] + self.text[at + 1 :]
            self.caret = at


@dataclass
class Question:
    """Something asked in the status line, and the answer as far as it is typed."""

    words: str
    """The question (message id)."""
    answer: Editor
    name: str
    """What is done with the answer: a key of the keyboard's table."""

    def frozen(self) -> Question:
        """As it stands now."""
        return Question(self.words, replace(self.answer), self.name)
