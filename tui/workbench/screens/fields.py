"""Agency, year, title, edition and the shape of (六): corrected and kept like cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult

from parsers.form.form import NEWEST
from parsers.form.printed import EDITIONS
from parsers.model import Address, Report
from parsers.sentences import row_name
from tui.corrections.session import Setting
from tui.words.language import _, language
from tui.workbench.editing import Refusal, typed
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.pieces import Piece, left, pressable
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.listing import Listing

FIELDS = ("agency", "year", "title", "edition", "three_other")
_CHOICES: dict[str, tuple[Setting, ...]] = {"edition": tuple(reversed([*EDITIONS])), "three_other": (1, 0)}
"""Fields that Enter turns to their next value."""


def field_value(report: Report, name: str) -> Setting:
    """The value of a field as an edit would set it."""
    value = getattr(report, name)
    return int(value) if isinstance(value, bool) else value


def field_text(report: Report, name: str) -> str:
    """The value of a field in words."""
    value = getattr(report, name)
    if name == "three_other":
        return _("三行") if value else _("一行")
    if name == "edition":
        words = EDITIONS[value or NEWEST.edition].words
        name = words.en if language() == "en" else words.zh
        return name if value else _("不明，按{form}").format(form=name)
    return "" if value is None else str(value)


def field_typed(name: str, text: str) -> Setting | Refusal:
    """What was typed into a field."""
    text = text.strip()
    if name != "year":
        return text or None
    year = typed(text, "year")
    if isinstance(year, int) and not 1990 <= year <= 2100:
        return Refusal(_("“{text}”不是年份").format(text=text))
    return year


class Fields(ThriftyScreen[None]):
    """The fields one under another; Enter edits, or turns to the next choice."""

    def __init__(self, base: Report, report: Callable[[], Report], change: Callable[[Address, Setting], str]) -> None:
        """`change` keeps a new value and answers with what to say, if anything."""
        super().__init__()
        self._base, self._report, self._change = base, report, change
        self.editor: Editor | None = None
        self._said = ""
        self.title_bar, self.listing, self.footer = Bar(id="title"), Listing(id="list"), Bar(id="footer")

    def compose(self) -> ComposeResult:
        """Heading, fields, keys."""
        yield self.title_bar
        yield self.listing
        yield self.footer

    def on_mount(self) -> None:
        """Show the fields as they stand."""
        self._show()

    def _show(self) -> None:
        self.listing.show(len(FIELDS), self._draw)
        self.title_bar.show(
            [(" " + _("机关、年度、表式"), "strong")], [(self._said + " ", "alarm")] if self._said else []
        )
        editing = self.editor is not None
        self.footer.show(pressable([("Enter", "确认" if editing else "修改"), ("Esc", "取消" if editing else "返回")]))

    def _draw(self, line: int, width: int) -> Sequence[Piece]:
        name = FIELDS[line]
        label = left(row_name("fields", name, language()), 20)
        if self.editor is not None and line == self.listing.cursor:
            return [(label + self.editor.text[: self.editor.caret] + "|" + self.editor.text[self.editor.caret :], "")]
        now, printed = field_text(self._report(), name), field_text(self._base, name)
        was = _("原文：{was}").format(was=printed or _("空")) if now != printed else ""
        return [(label + now, ""), ("  " + was, "dim")]

    def press(self, key: str, character: str) -> None:
        """Move, edit, leave."""
        self._said = ""
        if key == "ctrl+q":
            self.app.exit()
        elif self.editor is not None:
            self._type(self.editor, key, character)
        elif key in ("escape", "m", "ctrl+k"):
            self.answer(None)
            return
        elif key in ("enter", "f2", "space"):
            self._open(FIELDS[self.listing.cursor])
        else:
            self.listing.press(key)
        self._show()

    def on_paste(self, event: events.Paste) -> None:
        """Into the field that is being edited."""
        event.stop()
        if self.editor is not None:
            self.editor.insert(event.text.strip(), fold=False)
            self._show()

    def _open(self, name: str) -> None:
        if name in _CHOICES:
            choices, now = _CHOICES[name], field_value(self._report(), name)
            at = choices.index(now) if now in choices else -1
            self._keep(name, choices[(at + 1) % len(choices)])
        else:
            self.editor = Editor.at_end(field_text(self._report(), name), inside=True)

    def _type(self, editor: Editor, key: str, character: str) -> None:
        name = FIELDS[self.listing.cursor]
        if key == "escape":
            self.editor = None
        elif key == "enter":
            value = field_typed(name, editor.text)
            if isinstance(value, Refusal):
                self._said = value.sentence
            else:
                self.editor = None
                self._keep(name, value)
        elif not editor.press(key) and character:
            editor.insert(character, fold=name == "year")

    def _keep(self, name: str, value: Setting) -> None:
        if value != field_value(self._report(), name):
            self._said = self._change(Address("fields", name, ""), value)
