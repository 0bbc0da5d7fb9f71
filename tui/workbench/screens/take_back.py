"""Ctrl+O: a workbook is named, what it would change is shown, Enter takes it as one act a report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult

from tui.case.case import Case
from tui.export.differences import Line
from tui.words.language import _
from tui.words.plain import visible
from tui.words.refused import refused
from tui.workbench.painting.editor import Editor
from tui.workbench.painting.pieces import Piece, left, pressable
from tui.workbench.returning import Differences, Taken, completed, completions, differences, proposed
from tui.workbench.screens.thrifty import ThriftyScreen
from tui.workbench.widgets.bar import Bar
from tui.workbench.widgets.listing import Listing

PATH_KEYS = (("Enter", "读取"), ("Tab", "补全"), ("Esc", "返回"))
TAKE_KEYS = (("Enter", "取回"), ("Esc", "不取"))
LEAVE_KEYS = (("Esc", "返回"),)
"""What the footers show: keys and message ids."""

_KIND = 16
"""Cells of the first column."""


class TakeBack(ThriftyScreen[Taken | None]):
    """Answers with what was taken, or None."""

    def __init__(self, open_: Case, paths: Sequence[str]) -> None:
        """`open_` is the report on the desk; `paths` are where the other reports of a workbook are looked for."""
        super().__init__()
        self._open, self._paths = open_, paths
        self._path = Editor.at_end(proposed(open_), inside=True)
        self._fit: tuple[str, ...] = ()
        self.differences: Differences | None = None
        """None while the workbook is being named."""
        self._lines: tuple[tuple[str, Line | None], ...] = ()
        self._said = ""
        self._reading = False
        self.title_bar, self.field, self.listing = Bar(id="title"), Bar(id="heads"), Listing(id="list")
        self.detail, self.footer = Bar(id="status"), Bar(id="footer")

    def compose(self) -> ComposeResult:
        """Heading, the workbook's path, what fits it or what it brings, a message, the keys."""
        yield self.title_bar
        yield self.field
        yield self.listing
        yield self.detail
        yield self.footer

    def on_mount(self) -> None:
        """Ask which workbook."""
        self._type()

    def on_unmount(self) -> None:
        """However this ends, others may have the reports then."""
        if self.differences is not None:
            self.differences.close()

    # -- what is shown -----------------------------------------------------------------------------------

    def _show(self) -> None:
        text, caret = visible(self._path.text), self._path.caret
        cursor = "|" if self.differences is None else ""
        self.title_bar.show([(" " + _("取回工作簿中的改正"), "strong")])
        self.field.show([(" " + _("工作簿：") + text[:caret] + cursor + text[caret:], "")])
        self.detail.show([(" " + (self._said or self._detail()), "strong")])
        self.footer.show(pressable(self._keys()))

    def _keys(self) -> Sequence[tuple[str, str]]:
        if self.differences is None:
            return PATH_KEYS
        return TAKE_KEYS if self.differences.some else LEAVE_KEYS

    def _detail(self) -> str:
        """The line under the cursor in full, where it is cut off."""
        if self.differences is None or not self._lines:
            return ""
        heading, line = self._lines[self.listing.cursor]
        if line is None:
            return visible(heading)
        said = (line.kind, line.where, visible(line.place), _change(line), visible(line.as_what))
        return "  ".join(filter(None, said))

    def _draw(self, number: int, width: int) -> Sequence[Piece]:
        if self.differences is None:
            return [(left(visible(self._fit[number]), width), "")]
        heading, line = self._lines[number]
        if line is None:
            return [(left(visible(heading), width), "heading")]
        cell = f"{line.where.rpartition('!')[2]} {line.place}".strip()
        text = f"{left(line.kind, _KIND)}{left(visible(cell), max(20, width // 2 - _KIND // 2))} {_change(line)}"
        as_what = "" if line.as_what == line.now else line.as_what
        style = "" if line.taken else "alarm"
        return [(text, style), (left(f"  {visible(as_what)}", max(0, width - cell_len(text))), style or "dim")]

    # -- keys --------------------------------------------------------------------------------------------

    def press(self, key: str, character: str) -> None:
        """Name the workbook, or take what it brings."""
        self._said = ""
        if key == "ctrl+q":
            self.app.exit()
        elif key in ("escape", "ctrl+c", "ctrl+o"):
            self.answer(None)
        elif self._reading:
            return
        elif self.differences is not None:
            self._decide(self.differences, key)
        elif key == "enter":
            self._read()
        elif key == "tab":
            self._put(completed(self._path.text))
        elif key in ("up", "down") and self._fit:
            self._put(self._fit[self._beside(1 if key == "down" else -1)], keep=True)
        elif self._path.press(key):
            self._type()
        elif character:
            self._path.insert(character, fold=False)
            self._type()
        self._show()

    def _beside(self, step: int) -> int:
        """The line that follows in the list, the first where none was chosen yet."""
        if self._path.text not in self._fit:
            return 0
        return (self._fit.index(self._path.text) + step) % len(self._fit)

    def on_paste(self, event: events.Paste) -> None:
        """Into the path."""
        event.stop()
        if self.differences is None:
            self._path.insert(event.text.strip().strip("'\""), fold=False)
            self._type()

    def _put(self, path: str, keep: bool = False) -> None:
        """Another path; with `keep` the list that it was chosen from stays."""
        self._path = Editor.at_end(path, inside=True)
        if keep:
            self.listing.move_to(self._fit.index(path))
        else:
            self._type()

    def _type(self) -> None:
        """What fits the path as it is now."""
        self._fit = completions(self._path.text)
        self.listing.show(len(self._fit), self._draw, 0)
        self._show()

    def _decide(self, found: Differences, key: str) -> None:
        if key == "enter":
            self.answer(found.take() if found.some else None)
        else:
            self.listing.press(key)

    def _read(self) -> None:
        """Read the workbook once the screen says so."""
        self._reading, self._said = True, _("正在读取 {path}").format(path=visible(self._path.text))
        self.call_after_refresh(self._do_read)

    def _do_read(self) -> None:
        from tui.export.workbook.taken import NotOurs

        self._reading = False
        try:
            self.differences = differences(self._path.text, self._paths, self._open)
        except (NotOurs, OSError) as error:
            self._said = refused(error) if isinstance(error, OSError) else str(error)
            self._show()
            return
        self._lines = self.differences.lines
        self.listing.show(len(self._lines), self._draw, 0)
        self._said = _("没有改动") if not self._lines else self._counted(self.differences)
        self._show()

    @staticmethod
    def _counted(found: Differences) -> str:
        return (
            _("共改 {cells} 格；Enter 取回，每份报告记为一步，u 可撤销").format(cells=found.cells) if found.some else ""
        )

    @on(Listing.Chosen)
    def _pointed(self, event: Listing.Chosen) -> None:
        """The mouse chooses a workbook."""
        self.listing.move_to(event.line)
        if self.differences is None:
            self._put(self._fit[event.line], keep=True)
        self._show()


def _change(line: Line) -> str:
    """What was exported and what stands in the workbook now."""
    return visible(f"{line.exported} → {line.now}" if line.exported else line.now)
