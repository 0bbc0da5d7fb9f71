"""The source pane: marks the figure, stays still, picks figures, and shows hostile text harmlessly."""

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from conftest import ROOT
from pty_program import Program
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from parsers.model import Address, Cell, Origin, Report, Span
from tui.workbench.app import Gouji
from tui.workbench.widgets.source import SourceView

ONE_A_LINE = "\n\n".join(["(一)予以公开", "75", "1", "0", "27", "103", "(二)部分公开", "30", "2", "0", "0", "32"])


def span(text: str, word: str, nth: int = 0) -> Span:
    """The place of the nth line that is just this word."""
    at = -1
    for _ in range(nth + 1):
        at = f"\n{text}\n".index(f"\n{word}\n", at + 1)
    return Span(at, at + len(word))


def report(text: str, *used: Span, loose: tuple[Span, ...] = ()) -> Report:
    cells = {
        Address("applications", "granted", str(i)): Cell(1, text[s.start : s.end], s, Origin.READ)
        for i, s in enumerate(used)
    }
    return Report(text, "utf-8", cells=cells, loose=loose)


class Pane(App[None]):
    CSS = "SourceView { height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []
        self.painted: list[Region] = []

    def compose(self) -> ComposeResult:
        yield SourceView(id="source")

    def on_key(self, event: events.Key) -> None:
        view = self.query_one(SourceView)
        if event.key == "enter":
            self.said.append(view.pick())
        else:
            view.press(event.key)

    def on_source_view_cursor_moved(self, message: SourceView.CursorMoved) -> None:
        self.said.append(message.offset)


@asynccontextmanager
async def pane(
    shown: Report, width: int = 40, height: int = 5, focus: bool = False
) -> AsyncIterator[tuple[Pilot[None], SourceView]]:
    app = Pane()
    app.AUTO_FOCUS = "#source" if focus else ""
    async with app.run_test(size=(width, height)) as pilot:
        view = app.query_one(SourceView)
        view.show(shown)
        await pilot.pause()
        yield pilot, view


def screen(view: SourceView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def marked(view: SourceView, attribute: str = "reverse") -> list[str]:
    """The stretches that stand out without any colour."""
    segments = [s for y in range(view.size.height) for s in view.render_line(y)]
    return [s.text for s in segments if s.style is not None and getattr(s.style, attribute)]


def watch(view: SourceView, monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """Regions that the view repaints from now on."""
    repainted: list[Region] = []
    monkeypatch.setattr(view, "refresh", lambda *regions, **_: repainted.extend(regions or [Region(0, 0, *view.size)]))
    return repainted


async def test_blank_lines_fold_and_the_gutter_counts_physical_lines() -> None:
    async with pane(report(ONE_A_LINE)) as (_, view):
        assert screen(view) == [" 1│ (一)予以公开", " 3│ 75", " 5│ 1", " 7│ 0", " 9│ 27"]


async def test_a_cells_figure_is_marked_without_any_colour_and_the_text_follows_with_context_above() -> None:
    async with pane(report(ONE_A_LINE)) as (_, view):
        view.show_span(span(ONE_A_LINE, "30"))
        assert screen(view) == ["13│ (二)部分公开", "15│ 30", "17│ 2", "19│ 0", "21│ 0"]
        assert marked(view) == ["30"]


async def test_the_text_stays_still_while_the_figure_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    async with pane(report(ONE_A_LINE)) as (_, view):
        view.show_span(span(ONE_A_LINE, "75"))
        repainted = watch(view, monkeypatch)
        view.show_span(span(ONE_A_LINE, "27"))
        assert screen(view)[0] == " 1│ (一)予以公开"
        assert [region.height for region in repainted] == [1, 1]
        repainted.clear()
        view.show(report(ONE_A_LINE))
        view.show_span(span(ONE_A_LINE, "27"))
        assert repainted == []


async def test_figures_beside_it_and_loose_ones_are_told_apart_from_it() -> None:
    shown = report(ONE_A_LINE, span(ONE_A_LINE, "75"), loose=(span(ONE_A_LINE, "27"),))
    async with pane(shown) as (_, view):
        view.show_span(span(ONE_A_LINE, "75"), more=[span(ONE_A_LINE, "1")])
        assert marked(view) == ["75"]
        assert marked(view, "underline") == ["1", "27"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("甲\x1b[31m乙\x1b]0;题\x07", "1│ 甲␛[31m乙␛]0;题␇"),
        ("[red]粗[/red] [bold", "1│ [red]粗[/red] [bold"),
        ("金额\u202e123\u2066", "1│ 金额␦123␦"),
        ("零\u200b宽\u0301\ufeff", "1│ 零␦宽␦␦"),
        ("\x00\x7f\x9b", "1│ ␀␡␦"),
        ("a\tb\xa0c", "1│ a       b c"),
    ],
)
async def test_hostile_text_is_shown_and_not_obeyed(text: str, row: str) -> None:
    async with pane(report(text)) as (_, view):
        assert screen(view)[0] == row


async def test_enter_picks_the_figure_under_the_cursor_and_keys_lead_from_figure_to_figure() -> None:
    shown = report(ONE_A_LINE, span(ONE_A_LINE, "75"))
    async with pane(shown, focus=True) as (pilot, view):
        await pilot.press("enter", "w", "enter", "ctrl+right", "enter", "b", "enter")
        app = pilot.app
        assert isinstance(app, Pane)
        figures = [span(ONE_A_LINE, "75"), span(ONE_A_LINE, "1"), span(ONE_A_LINE, "75")]
        assert [said for said in app.said if isinstance(said, tuple)] == [(), *((figure,) for figure in figures)]
        assert view.cursor == figures[0].start


async def test_a_selection_picks_all_the_figures_it_touches() -> None:
    async with pane(report(ONE_A_LINE), focus=True) as (pilot, view):
        view.set_picking(True)
        await pilot.press("right", "shift+right", "shift+right", "shift+right", "shift+right", "enter", "enter")
        app = pilot.app
        assert isinstance(app, Pane)
        words = ["75", "1", "0", "27", "103"]
        assert [ONE_A_LINE[s:e] for s, e in app.said[-2]] == words  # type: ignore[attr-defined]
        assert app.said[-1] == (span(ONE_A_LINE, "103"),)


async def test_next_figure_walks_a_row_and_skips_the_numerals_of_labels() -> None:
    text = "(三)不予公开\n1.属于国家秘密\n3\n0\n2.其他法律行政法规禁止公开\n4\n2021年"
    async with pane(report(text), focus=True) as (pilot, view):
        found = [view.next_figure() for _ in range(4)]
        assert [f and text[f.start : f.end] for f in found] == ["3", "0", "4", None]
        await pilot.press("ctrl+left")
        assert text[view.cursor] == "0"


async def test_search_goes_around_and_finds_words_broken_over_lines() -> None:
    text = "自然人\n商业\n\n企业\n科研\n机构\n商业企业 １３６"
    async with pane(report(text)) as (_, view):
        assert view.search("商业企业")
        assert view.cursor == text.index("商业")
        assert view.search("商业企业")
        assert view.cursor == text.rindex("商业")
        assert view.search("商业企业")
        assert view.cursor == text.index("商业")
        assert view.search("136", backwards=True)
        assert not view.search("没有的字")
        assert view.cursor == text.index("１３６")


async def test_focused_text_keeps_its_place_when_the_grid_moves() -> None:
    async with pane(report(ONE_A_LINE), focus=True) as (pilot, view):
        await pilot.press("w")
        view.show_span(span(ONE_A_LINE, "32"))
        assert view.cursor == span(ONE_A_LINE, "75").start
        assert screen(view)[0] == " 1│ (一)予以公开"


async def test_the_cursor_shows_on_a_marked_figure_too() -> None:
    async with pane(report(ONE_A_LINE), focus=True) as (pilot, view):
        await pilot.press("w")
        view.show_span(span(ONE_A_LINE, "75"))
        assert marked(view) == ["5"]
        assert marked(view, "underline") == ["7"]


async def test_arrows_go_by_characters_and_rows_over_folded_blanks() -> None:
    async with pane(report("甲乙\n\n\n丙1\n"), focus=True) as (pilot, view):
        places = []
        for key in ("right", "right", "right", "left", "up", "end", "down", "home", "ctrl+home", "ctrl+end"):
            await pilot.press(key)
            places.append(view.cursor)
        assert places == [1, 5, 6, 5, 0, 1, 6, 5, 0, 6]


async def test_a_new_width_keeps_the_place() -> None:
    text = "前言。" * 200 + "\n" + ONE_A_LINE
    async with pane(report(text), height=8) as (pilot, view):
        view.show_span(span(text, "30"))
        await pilot.resize_terminal(23, 8)
        await pilot.pause()
        assert marked(view) == ["30"]
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert marked(view) == ["30"]
        assert len([row for row in screen(view) if row]) > 8


@pytest.mark.parametrize(
    "text",
    ["申请136件，" * 150_000, "申请136件，\n\n" * 250_000 + "75\n", "\n" * 500_000 + "75\n"],
    ids=["one line of a million", "2 MB", "blank lines"],
)
async def test_large_texts_show_and_scroll(text: str) -> None:
    async with pane(report("75"), height=50, width=100, focus=True) as (pilot, view):
        view.show(report(text))
        view.show_span(Span(len(text) - 3, len(text) - 1))
        for key in ("ctrl+end", "pageup", "up", "ctrl+home", "pagedown", "down", "w", "b"):
            await pilot.press(key)
        assert screen(view)[0]


async def test_keys_typed_faster_than_the_focus_changes_reach_the_text_in_their_order(tmp_path: Path) -> None:
    text = (ROOT / "sample_reports" / "lines_three_row_other.txt").read_text()
    (tmp_path / "report.txt").write_text(text)
    with Program([sys.executable, "-m", "tui", str(tmp_path / "report.txt")]) as program:
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.send("\x1b[B\x1b[B\x1b[17~ww\r")
        program.wait_for("（一）予以公开 · 科研机构")


@pytest.mark.parametrize("size", [(1, 1), (5, 30), (19, 5), (80, 1), (250, 3)], ids=str)
async def test_no_size_of_the_terminal_ends_the_program(size: tuple[int, int], tmp_path: Path) -> None:
    report = shutil.copy(ROOT / "sample_reports" / "lines_three_row_other.txt", tmp_path)
    app = Gouji([str(report)])
    async with app.run_test(size=size) as pilot:
        for then in ((80, 24), size):
            await pilot.press("down", "f6", "w", "pagedown", "f6")
            await pilot.resize_terminal(*then)
            await pilot.pause()
        assert app.is_running
