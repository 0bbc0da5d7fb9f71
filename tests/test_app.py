"""Keys pressed in the workbench, and what the session holds afterwards."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import made
import pytest
from conftest import ROOT, listed_files
from figures_of import at, matrix
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from parsers.checking.checks import checked
from parsers.codes import CODES
from parsers.form.printed import PARTS
from parsers.model import Address, Cell, Finding, Origin, Report, Severity, Span, Value
from tui.case.advice import Advice
from tui.case.case import Case
from tui.case.opener import claim
from tui.corrections.journal import Journal
from tui.corrections.session import Entry, Session
from tui.many.records import Record, records_of
from tui.words import language
from tui.workbench.app import Gouji
from tui.workbench.explain import explained
from tui.workbench.painting import room
from tui.workbench.screens.chooser import Chooser
from tui.workbench.screens.faults import Faults
from tui.workbench.screens.queue import Queue
from tui.workbench.screens.workbench import Workbench

WRONG: Mapping[str, Sequence[int | None]] = {"denied_third_party": (2, 0, 0, 0, 0, 0, 1)}
"""A part that its total and its column contradict."""

SHIFTED: Mapping[str, Sequence[int | None]] = {"granted": (1, 4, None, None, None, None, 5)}


class Bench:
    """A workbench in a test, and the hands on it."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        screen = pilot.app.screen
        assert isinstance(screen, Workbench)
        self.screen = screen

    @property
    def session(self) -> Session:
        return self.screen.session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.advised()

    async def advised(self) -> None:
        """Until repairs are known: they are looked for once the figures are in sight."""
        await self.until(lambda: self.screen.advised is not None or not self.screen.facts.failing)

    async def type(self, text: str) -> None:
        """Characters as a terminal delivers them, full-width ones too."""
        for character in text:
            self.pilot.app.post_message(events.Key("upon_character", character))
            await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.pilot.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, true: Callable[[], bool]) -> None:
        """Let the app work until something is so, or for a hundred turns."""
        for _turn in range(100):
            if true():
                return
            await self.pilot.pause()

    def go(self, row: str, column: str = "natural_person") -> None:
        self.screen.grid.go(at(row, column))
        self.screen.settle()

    def value(self, row: str, column: str = "natural_person") -> Value | None:
        return self.session.report.value(at(row, column))

    def row(self, row: str) -> list[Value | None]:
        return [self.session.report.value(a) for a in self.screen.grid.sheet.lines[self._line(row)].cells]

    def _line(self, row: str) -> int:
        return self.screen.grid.sheet.places[at(row)][0]

    @property
    def said(self) -> str:
        return "".join(self.screen.status.lines).strip()

    @property
    def footer(self) -> str:
        return "".join(self.screen.footer.lines).strip()


@asynccontextmanager
async def bench(
    rows: Mapping[str, Sequence[int | None]] = {},
    flag: Mapping[Address, str] = {},
    size: tuple[int, int] = (80, 24),
    desk: Case | None = None,
) -> AsyncIterator[Bench]:
    language.use("zh")
    desk = desk or Case("报告.txt", Session(matrix(rows, flag=flag)))
    async with Gouji(["报告.txt"], "ansi", first=desk).run_test(size=size) as pilot:
        it = Bench(pilot)
        await it.advised()
        yield it


async def test_a_file_written_anew_while_it_is_open_is_told_at_the_next_act_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(made.report())
    case = claim(str(path))
    async with bench(desk=case) as it:
        it.go("granted")
        await it.press("7", "enter")
        assert "改写" not in it.said
        path.write_bytes(made.report(granted=9))
        await it.press("8", "enter")
        assert "改写" in it.said and it.value("partial") == 8
        await it.press("9", "enter")
        assert "改写" not in it.said
    case.close()
    (again,) = [claim(str(path))]
    assert [again.report.value(at(row)) for row in ("granted", "partial")] == [7, 8]
    again.close()


async def test_a_picture_of_the_screen_shows_the_screen() -> None:
    async with bench() as it:
        assert "本年新收" in it.pilot.app.export_screenshot()


async def test_a_digit_replaces_the_figure_and_enter_commits_and_moves_down() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("7", "5", "enter")
        assert it.value("granted") == 75
        assert it.screen.grid.address == at("partial")
        assert it.session.report.cells[at("granted")].origin is Origin.EDITED


@pytest.mark.parametrize(
    ("key", "column", "row"),
    [
        ("tab", "business", "granted"),
        ("right", "business", "granted"),
        ("up", "natural_person", "carried_over"),
        ("down", "natural_person", "partial"),
        ("shift+tab", "total", "carried_over"),
    ],
)
async def test_moving_on_commits(key: str, column: str, row: str) -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("9", key)
        assert it.value("granted") == 9
        assert it.screen.grid.address == at(row, column)


async def test_the_figure_that_stands_there_is_no_correction_but_confirms_a_flagged_one() -> None:
    async with bench(flag={at("granted"): "position_guessed"}) as it:
        it.go("granted")
        await it.press("4", "enter", "0", "enter")
        assert it.session.report.cells[at("granted")].origin is Origin.CONFIRMED
        assert it.session.report.cells[at("partial")].origin is Origin.READ
        assert [act.kind for act in it.session.acts] == ["confirm"]


async def test_escape_leaves_the_figure_as_it_was() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("9", "escape")
        assert it.value("granted") == 4
        assert not it.session.acts


async def test_escape_and_a_key_that_arrive_as_one_are_two() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("9")
        it.pilot.app.post_message(events.Key("alt+t", "t"))
        await it.until(lambda: it.screen.table == "review_litigation")
        assert it.screen.grid.editor is None
        assert it.screen.table == "review_litigation"
        assert not it.session.acts


async def test_f2_edits_inside_the_figure() -> None:
    async with bench({"granted": (135, 1, 0, 0, 0, 0, 136)}) as it:
        it.go("granted")
        await it.press("f2", "left", "backspace", "8", "enter")
        assert it.value("granted") == 185


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_delete_and_backspace_blank(key: str) -> None:
    async with bench() as it:
        it.go("granted")
        await it.press(key)
        assert it.value("granted") is None
        await it.press("u")
        assert it.value("granted") == 4


async def test_undo_and_redo_walk_through_what_was_done() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("7", "enter", "8", "enter", "u", "ctrl+z")
        assert (it.value("granted"), it.value("partial")) == (4, 0)
        await it.press("ctrl+y", "U")
        assert (it.value("granted"), it.value("partial")) == (7, 8)


@pytest.mark.parametrize(
    ("keys", "row", "column"),
    [
        (["7", "enter"], "granted", "natural_person"),
        (["f2", "9", "tab"], "granted", "natural_person"),
        (["delete"], "granted", "natural_person"),
        (["shift+down", "shift+right", "delete"], "granted", "natural_person"),
        (["shift+down", "shift+right", "z"], "denied_state_secret", "natural_person"),
        ([">"], "denied_third_party", "business"),
        (["<"], "denied_third_party", "business"),
        (["="], "granted", "total"),
        (["P"], "partial", "natural_person"),
        (["a"], "denied_third_party", "total"),
        (["x"], "denied_third_party", "total"),
        (["space"], "denied_law_prohibits", "natural_person"),
        (["ctrl+s", "enter"], "granted", "natural_person"),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, list) else value,
)
async def test_every_act_is_one_step_back_and_forth(keys: list[str], row: str, column: str) -> None:
    rows: Mapping[str, Sequence[int | None]] = {
        "denied_state_secret": (None,) * 7,
        "denied_third_party": (None, 2, 0, 0, 0, 0, 1),
    }
    async with bench(rows, {at("denied_law_prohibits"): "position_guessed"}) as it:
        it.go(row, column)
        before = it.session.report
        await it.press(*keys)
        after = it.session.report
        assert len(it.session.live) == 1
        assert after != before or it.session.done or it.session.settled
        settled, done = it.session.settled, it.session.done
        await it.press("u")
        assert (it.session.report, it.session.settled, it.session.done) == (before, frozenset(), False)
        await it.press("ctrl+y")
        assert (it.session.report, it.session.settled, it.session.done) == (after, settled, done)


async def test_what_is_no_figure_says_so_and_stays() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("7", "q", "enter")
        assert "“7q”不是数字" in it.said
        assert it.screen.grid.editor is not None
        assert it.screen.grid.editor.text == "7q"
        assert not it.session.acts


async def test_full_width_digits_and_punctuation_are_folded() -> None:
    async with bench() as it:
        it.go("granted")
        await it.type("７５")
        await it.press("enter")
        assert it.value("granted") == 75


async def test_keys_that_come_at_once_are_taken_in_their_order() -> None:
    async with bench() as it:
        it.go("granted")
        for key, character in zip(("7", "enter", "8", "enter", "u", "9", "enter"), "7\r8\ru9\r", strict=True):
            it.pilot.app.post_message(events.Key(key, character))
        await it.until(lambda: len(it.session.acts) == 2 and it.value("partial") == 9)
        assert (it.value("granted"), it.value("partial"), it.value("denied_state_secret")) == (7, 9, 0)


async def test_the_cursor_begins_at_the_first_finding_and_a_repairs_it() -> None:
    async with bench(WRONG) as it:
        assert it.screen.view.finding is not None
        await it.press("a")
        assert it.value("denied_third_party") == 1
        assert not it.screen.facts.findings
        await it.press("u")
        assert it.value("denied_third_party") == 2


async def test_x_takes_all_sums_that_one_figure_makes_fail_as_printed_and_n_walks_them() -> None:
    async with bench(WRONG) as it:
        keys = [f.key for f in it.screen.facts.findings]
        assert len(keys) == 2
        await it.press("n")
        assert it.screen.finding == keys[1]
        await it.press("x")
        assert it.session.settled == frozenset(keys)
        await it.press("u")
        assert len(it.screen.facts.findings) == 2


def placed(code: str, row: str, figures: Sequence[int | None]) -> Report:
    """A report with one row whose figures were placed by arithmetic."""
    flags = {at(row, column): code for column in (*PARTS, "total")}
    base = matrix({row: figures}, flag=flags)
    found = Finding(code, CODES[code].severity, "applications", tuple(flags))
    return checked(replace(base, reading=(found,)))


GUESSED: Sequence[int | None] = (4, 1, None, None, None, None, 5)


async def test_space_confirms_the_row_under_review_and_goes_on() -> None:
    desk = Case("报告.txt", Session(placed("position_guessed", "granted", GUESSED)))
    async with bench(desk=desk) as it:
        assert it.screen.grid.address == at("granted")
        await it.press("space")
        assert {cell.flag for a, cell in it.session.report.cells.items() if a.row == "granted"} == {None}
        assert len(it.session.acts) == 1
        assert "没有问题了" in it.said


async def test_a_digit_takes_the_placement_with_its_number_and_one_key_takes_it_back() -> None:
    figures = (4, None, 1, None, None, None, 5)
    desk = Case("报告.txt", Session(placed("position_guessed", "granted", figures)))
    async with bench(desk=desk) as it:
        ways = it.screen.view.offered
        number = next(n for n, way in enumerate(ways, 1) if way[1].value == 1)
        assert f"{number} 4 1 · · · ·" in it.said
        await it.press(str(number))
        assert it.row("granted") == list(GUESSED)
        assert {cell.flag for a, cell in it.session.report.cells.items() if a.row == "granted"} == {None}
        await it.press("u")
        assert it.row("granted") == list(figures)


async def test_digits_are_figures_again_once_the_cursor_has_moved() -> None:
    desk = Case("报告.txt", Session(placed("position_guessed", "granted", GUESSED)))
    async with bench(desk=desk) as it:
        await it.press("right", "2", "enter")
        assert it.value("granted", "business") == 2
        assert [act.what for act in it.session.acts] == ["edit"]


async def test_capital_y_confirms_only_what_arithmetic_left_one_way_for() -> None:
    sure = placed("position_inferred", "granted", GUESSED)
    async with bench(desk=Case("报告.txt", Session(sure))) as it:
        await it.press("Y")
        assert all(cell.flag is None for cell in it.session.report.cells.values())
        await it.press("u")
        assert it.session.report.cells[at("granted")].flag == "position_inferred"
    guessed = placed("position_guessed", "granted", GUESSED)
    async with bench(desk=Case("报告.txt", Session(guessed))) as it:
        await it.press("Y")
        assert not it.session.acts
        assert "每一处都要人看" in it.said


async def test_capital_y_leaves_a_row_alone_whose_sums_fail() -> None:
    failing = placed("position_inferred", "granted", (4, 1, None, None, None, None, 9))
    async with bench(desk=Case("报告.txt", Session(failing))) as it:
        await it.press("Y")
        assert not it.session.acts


async def test_a_repair_is_seen_in_its_cells_before_it_is_taken_and_tab_turns_to_the_next() -> None:
    async with bench({"granted": (3, 1, 0, 0, 0, 0, 4)}, size=(140, 50)) as it:
        shown = set()
        for _turn in it.screen.view.repairs:
            shown.add(tuple(it.screen.view.changes.items()))
            changed = [text for line in it.screen.grid.lines for text in line.split() if "→" in text]
            assert len(changed) == len(it.screen.view.changes)
            await it.press("tab")
        assert len(shown) == len(it.screen.view.repairs) > 1
        assert not it.session.acts
        await it.press("a")
        assert "u 撤销" in it.said


async def test_repairs_are_looked_for_once_the_figure_is_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    async with bench(WRONG) as it:
        in_sight, look = [], Advice.look

        def looked(advice: Advice, session: Session) -> None:
            in_sight.append("*9" in "".join(it.screen.grid.lines))
            look(advice, session)

        monkeypatch.setattr(Advice, "look", looked)
        it.go("granted")
        await it.press("9", "enter")
        assert in_sight == [True]


async def test_a_shifted_row_is_put_right_with_one_key() -> None:
    async with bench({"granted": (None, 4, 1, 0, 0, 0, 5)}) as it:
        it.go("granted", "business")
        await it.press("<")
        assert it.row("granted") == [4, 1, 0, 0, 0, None, 5]
        await it.press("u")
        assert it.row("granted") == [None, 4, 1, 0, 0, 0, 5]


async def test_a_shift_refuses_to_drop_a_figure() -> None:
    async with bench({"granted": (4, 0, 0, 0, 0, 1, 5)}) as it:
        it.go("granted")
        await it.type("》")
        assert "1 会移出本行" in it.said
        assert not it.session.acts


async def test_a_range_is_pasted_as_one_step() -> None:
    async with bench() as it:
        it.go("granted")
        await it.paste("7\t8\n\t１,２３４\n")
        assert it.row("granted")[:2] == [7, 8]
        assert it.row("partial")[:2] == [None, 1234]
        await it.press("u")
        assert it.row("granted")[:2] == [4, 1]


async def test_a_range_is_copied_as_excel_pastes_it() -> None:
    async with bench({"granted": (4, None, 0, 0, 0, 0, 4)}) as it:
        it.go("carried_over")
        await it.press("shift+down", "shift+right", "c")
        assert it.pilot.app.clipboard == "1\t0\n4\t"


async def test_a_range_is_blanked_and_its_blanks_filled_with_zeros() -> None:
    async with bench() as it:
        it.go("new_received")
        await it.press("shift+down", "delete")
        assert (it.value("new_received"), it.value("carried_over")) == (None, None)
        it.go("new_received")
        await it.press("shift+down", "z")
        assert (it.value("new_received"), it.value("carried_over")) == (0, 0)


async def test_a_total_follows_its_parts_when_asked() -> None:
    async with bench({"granted": (4, 1, 0, 0, 0, 0, 9)}) as it:
        it.go("granted", "total")
        await it.press("=")
        assert it.value("granted", "total") == 5
        it.go("granted")
        await it.press("6", "enter")
        assert it.value("granted", "total") == 7


async def test_control_s_marks_the_report_done_and_an_edit_takes_that_back() -> None:
    async with bench() as it:
        await it.press("ctrl+s")
        assert it.session.done
        await it.press("1", "enter")
        assert not it.session.done


@pytest.mark.parametrize(("answer", "done"), [("ctrl+s", True), ("enter", True), ("escape", False), ("down", False)])
async def test_control_s_asks_once_where_errors_or_guesses_are_left(answer: str, done: bool) -> None:
    async with bench(WRONG, {at("granted", "business"): "position_guessed"}) as it:
        await it.press("ctrl+s")
        assert not it.session.done
        assert "2 处不符 1 格推定" in it.said
        await it.press(answer)
        assert it.session.done == done
        assert not done or (it.screen.desk.state == "doubtful" and "完成·有疑" in it.said)
        await it.press("enter")
        assert it.session.done == done


async def test_enter_in_the_text_goes_to_the_cell() -> None:
    async with bench() as it:
        it.go("granted")
        it.screen.settle()
        await it.press("f6", "enter")
        assert it.screen.pane == "grid"
        assert it.screen.grid.address == at("granted")


async def test_a_row_is_filled_from_the_text_by_repeating_one_key() -> None:
    async with bench({"granted": (None,) * 7}) as it:
        it.go("granted")
        span = it.session.base.cells[at("new_received")].span
        it.screen.pick = span
        await it.press(*["enter"] * 7)
        assert it.row("granted") == [5, 1, 0, 0, 0, 0, 6]
        assert len(it.session.acts) == 7


async def test_nothing_changes_where_it_cannot_be_kept() -> None:
    def full(entry: Entry) -> Entry:
        raise OSError(28, "No space left on device")

    async with bench(desk=Case("报告.txt", Session(matrix(), full))) as it:
        it.go("granted")
        await it.press("7", "enter")
        assert it.value("granted") == 4
        assert "没有改动" in it.said
        assert not it.session.acts
        assert it.screen.grid.editor is not None


async def test_an_unreadable_file_says_so_and_the_app_stays_up(tmp_path: Path) -> None:
    async with Gouji([str(tmp_path / "没有.txt")], "ansi").run_test(size=(80, 24)) as pilot:
        it = Bench(pilot)
        assert "没有这个文件" in it.said
        await it.press("5", "enter", "n", "a", "x", "ctrl+e", "t")
        assert not it.session.acts


async def test_the_footer_names_at_most_six_keys() -> None:
    async with bench(WRONG) as it:
        assert it.footer.startswith("a 采纳建议")
        assert it.footer.count("  ") <= 5
        await it.press("5")
        assert "Esc 取消" in it.footer


async def test_a_row_is_filled_from_the_text_with_one_key_and_undone_with_one() -> None:
    base = matrix({"granted": (None,) * 7})
    spans = [base.cells[a].span for a in base.cells if a.row == "new_received"]
    row = [a for a in base.cells if a.row == "new_received"]
    cells = {a: Cell(flag="row_missing") if a in row else cell for a, cell in base.cells.items()}
    base = replace(base, cells=cells, loose=tuple(span for span in spans if span))
    async with bench(desk=Case("报告.txt", Session(base))) as it:
        it.go("new_received")
        await it.press("P")
        assert it.row("new_received") == [5, 1, 0, 0, 0, 0, 6]
        await it.press("u")
        assert it.row("new_received") == [None] * 7


async def test_rows_of_a_torn_table_take_what_is_left_one_after_the_other() -> None:
    base = matrix()
    rows = ("granted", "partial")
    spans = tuple(c.span for a, c in base.cells.items() if a.row in rows and c.span)
    cells = {a: Cell(flag="table_torn") if a.row in rows else c for a, c in base.cells.items()}
    async with bench(desk=Case("报告.txt", Session(replace(base, cells=cells, loose=spans)))) as it:
        for row in rows:
            it.go(row)
            await it.press("P")
        assert it.row("granted") == [4, 1, 0, 0, 0, 0, 5]
        assert it.row("partial") == [0] * 7


def torn(figures: Sequence[int], rows: Sequence[str]) -> Report:
    """A report of whose rows only the figures are left, one a line, in some order."""
    base = matrix()
    text, spans = base.text, []
    for figure in figures:
        spans.append(Span(len(text), len(text) + len(str(figure))))
        text += f"{figure}\n"
    cells = {a: Cell(flag="table_torn") if a.row in rows else cell for a, cell in base.cells.items()}
    finding = Finding("table_torn", Severity.WARNING, "applications")
    return checked(replace(base, text=text, cells=cells, reading=(finding,), loose=tuple(spans)))


THREE_ROWS = ("new_received", "carried_over", "granted")


@pytest.mark.parametrize(
    "figures",
    [
        (9, 5, 1, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0, 0, 1, 4, 1, 0, 0, 0, 0, 5),
        (5, 1, 0, 0, 0, 0, 6, 1, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 5),
    ],
    ids=["row by row", "two rows column by column"],
)
async def test_rows_that_the_text_still_has_in_order_are_seen_and_taken_as_one_step(figures: Sequence[int]) -> None:
    async with bench(desk=Case("报告.txt", Session(torn(figures, THREE_ROWS)))) as it:
        await it.press("N")
        assert "按原文次序填 3 行" in it.said
        assert "→5" in "".join(it.screen.grid.lines)
        assert it.row("granted") == [None] * 7
        await it.press("a")
        assert [it.row(row) for row in THREE_ROWS] == [
            [5, 1, 0, 0, 0, 0, 6],
            [1, 0, 0, 0, 0, 0, 1],
            [4, 1, 0, 0, 0, 0, 5],
        ]
        await it.press("u")
        assert it.row("granted") == [None] * 7


@pytest.mark.parametrize(
    "figures",
    [(5, 1, 0, 0, 0, 0, 7, 1, 0, 0, 0, 0, 0, 1, 4, 1, 0, 0, 0, 0, 5), (5, 1, 0, 0, 0, 0, 6, 4, 1, 0, 0, 0, 0, 5)],
    ids=["a row does not add up", "a row is lacking"],
)
async def test_no_run_is_offered_that_the_sums_do_not_bear_out(figures: Sequence[int]) -> None:
    async with bench(desk=Case("报告.txt", Session(torn(figures, THREE_ROWS)))) as it:
        await it.press("N", "a")
        assert it.said == "这里没有建议"


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("一\n二 3\n", 4, "原文第 2 行"),
        ("字" * 300 + "3", 300, "原文第 301 字"),
        ("一\n" + "字" * 300 + "3", 302, "原文第 2 行第 301 字"),
    ],
)
def test_a_line_that_is_no_place_is_said_by_its_characters(text: str, offset: int, place: str) -> None:
    language.use("zh")
    cells = {at("granted"): Cell(3, "3", Span(offset, offset + 1), Origin.READ)}
    assert explained(Report(text, "utf-8", cells=cells), at("granted")).endswith(place)


async def test_wide_and_high_screens_say_below_the_grid_what_is_known_of_the_cell() -> None:
    async with bench({"denied_third_party": (20, 0, 0, 0, 0, 0, 1)}, size=(200, 50)) as it:
        it.go("denied_third_party")
        notes = "\n".join(it.screen.notes.lines)
        assert "Σ 本行 20 ≠ 1" in notes
        assert "− 勾稽不符" in notes
        it.go("carried_over")
        assert "+ 本行各项之和等于总计" in "\n".join(it.screen.notes.lines)


async def test_a_key_says_what_speaks_for_the_cell_where_there_is_no_room_for_it() -> None:
    async with bench(WRONG) as it:
        it.go("carried_over")
        await it.press("w")
        assert it.said.startswith("+ ")
        assert "+ 本行各项之和等于总计" in it.said


async def test_a_table_that_was_not_found_is_filled_as_an_empty_form() -> None:
    async with bench() as it:
        await it.press("t", "3", "enter", "T")
        assert it.session.report.value(Address("review_litigation", "review", "upheld")) == 3
        assert "review_litigation" in it.session.report.found
        await it.press("u")
        assert "review_litigation" not in it.session.report.found


async def test_fields_are_corrected_and_taken_back_like_cells() -> None:
    async with bench() as it:
        await it.press("m", "down", "enter", "backspace", "3", "enter", "escape")
        assert it.session.report.year == 2023
        await it.press("m", "down", "down", "down", "down", "enter", "escape")
        assert it.session.report.three_other is False
        assert at("other") in it.session.report.cells
        await it.press("u", "u")
        assert (it.session.report.year, it.session.report.three_other) == (2024, True)


async def test_the_list_of_findings_goes_to_the_one_that_is_chosen() -> None:
    async with bench(WRONG) as it:
        await it.press("f", "down", "enter")
        assert it.screen.finding == it.screen.facts.findings[1].key


async def test_the_list_of_what_was_done_jumps_to_any_act() -> None:
    async with bench() as it:
        it.go("granted")
        await it.press("7", "enter", "8", "enter", "9", "enter", "o", "up", "up", "enter")
        assert (it.value("granted"), it.value("partial"), it.session.applied) == (7, 0, 1)
        await it.press("o", "down", "down", "enter")
        assert (it.value("partial"), it.session.applied) == (8, 3)


async def test_the_palette_does_what_is_chosen_by_name() -> None:
    async with bench() as it:
        await it.press("ctrl+p", *"done", "enter")
        assert it.session.done
        await it.press("ctrl+p", "escape", "?", "?")
        assert isinstance(it.pilot.app.screen, Workbench)


async def test_the_words_of_a_search_are_found_in_the_text() -> None:
    async with bench() as it:
        await it.press("/")
        await it.type("结转下年度")
        await it.press("enter")
        assert it.session.report.text[it.screen.source.cursor :].startswith("结转下年度")
        await it.press("/", *["backspace"] * 5)
        await it.type("没有的词")
        await it.press("enter")
        assert "原文中没有“没有的词”" in it.said


async def test_the_mouse_chooses_a_cell_and_with_shift_a_range() -> None:
    async with bench() as it:
        head, first = it.screen.grid.lines[:2]
        await it.pilot.click("#grid", offset=(cell_len(first[: first.index("5")]), 1))
        assert it.screen.grid.address == at("new_received")
        await it.pilot.click("#grid", offset=(cell_len(head[: head.index("商业")]) + 1, 2), shift=True)
        assert it.screen.grid.selection[-1][-1] == at("carried_over", "business")


async def test_what_the_mouse_drags_over_is_selected_and_a_double_click_edits() -> None:
    async with bench() as it:
        head = it.screen.grid.lines[0]
        x = cell_len(head[: head.index("自然")])
        await it.pilot.mouse_down("#grid", offset=(x + 1, 1))
        await it.pilot.mouse_up("#grid", offset=(cell_len(head[: head.index("商业")]) + 1, 2))
        assert [len(row) for row in it.screen.grid.selection] == [2, 2]
        await it.pilot.click("#grid", offset=(x + 1, 1), times=2)
        assert it.screen.grid.editor is not None


async def test_the_mouse_turns_tables_and_presses_the_keys_of_the_footer() -> None:
    async with bench(WRONG) as it:
        title = it.screen.title_bar.lines[0]
        await it.pilot.click("#title", offset=(cell_len(title[: title.index("表四")]) + 1, 0))
        assert it.screen.table == "review_litigation"
        it.go("denied_third_party", "total")
        await it.pilot.click("#footer", offset=(cell_len(it.screen.footer.lines[0].split("下一问题")[0]) + 2, 0))
        assert it.screen.finding is not None
        await it.pilot.click("#title", offset=(cell_len(title[: title.index("问题")]) + 1, 0))
        await it.pilot.pause()
        assert isinstance(it.pilot.app.screen, Chooser)


async def test_several_figures_of_the_text_fill_a_row() -> None:
    async with bench({"granted": (None,) * 7}) as it:
        it.go("new_received")
        await it.press("f6", "p", "shift+right", "shift+right")
        it.screen.grid.go(at("granted"))
        await it.press("enter")
        assert it.row("granted")[:3] == [5, 1, 0]
        assert len(it.session.acts) == 1


async def test_a_selection_is_let_go_with_escape() -> None:
    async with bench() as it:
        await it.press("shift+down", "shift+right")
        assert it.screen.grid.selecting
        await it.press("escape")
        assert not it.screen.grid.selecting


async def test_an_accepted_repair_of_several_cells_is_one_step() -> None:
    async with bench({"granted": (None, 4, 1, None, None, None, 5)}) as it:
        before = it.row("granted")
        await it.press("a")
        assert it.row("granted")[:2] == [4, 1]
        assert len(it.session.acts) == 1
        await it.press("u")
        assert it.row("granted") == before


async def test_capital_a_leaves_a_lone_figure_to_be_looked_at() -> None:
    async with bench({"granted": (44, 1, 0, 0, 0, 0, 5)}) as it:  # a digit doubled, or the report's own mistake
        await it.press("A")
        assert not it.session.acts
        await it.press("a")
        assert it.value("granted") == 4


async def test_capital_a_accepts_what_is_certain_in_several_figures() -> None:
    async with bench({"granted": (None, 4, 1, None, None, None, 5)}) as it:
        certain = it.screen.advice.certain(it.session) if it.screen.advice is not None else ()
        assert [len(repair.changes) > 1 for repair in certain] == [True]
        await it.press("A")
        assert it.row("granted")[:2] == [4, 1]
        assert len(it.session.acts) == 1


async def test_a_folder_is_a_list_that_enter_opens_and_q_comes_back_to(tmp_path: Path) -> None:
    language.use("zh")
    for name, rows in (("甲", WRONG), ("乙", WRONG), ("丙", {})):
        (tmp_path / f"{name}.txt").write_text(matrix(rows).text, encoding="utf-8")
    async with Gouji([str(tmp_path)], "ansi").run_test(size=(80, 24)) as pilot:
        queue = pilot.app.screen
        assert isinstance(queue, Queue)
        for _turn in range(200):
            if len(queue.rows) == 3:
                break
            await pilot.pause(0.02)
        assert [Path(row.file).stem for row in queue.shown][2] == "丙"
        await pilot.press("enter")
        it = Bench(pilot)
        first = it.screen.desk.name
        await pilot.press("]")
        assert {first, it.screen.desk.name} == {"甲.txt", "乙.txt"}
        await pilot.press("ctrl+s", "ctrl+s", "q")
        assert pilot.app.screen is queue
        assert sum(row.state == "doubtful" for row in queue.rows.values()) == 1
        await it.type("丙")
        assert [Path(row.file).stem for row in queue.shown] == ["丙"]


async def folder_of_faults(pilot: Pilot[None]) -> Faults:
    """The list is read, and its faults stand side by side."""
    await listed_reports(pilot)
    await pilot.press("F")
    faults = pilot.app.screen
    assert isinstance(faults, Faults)
    for _turn in range(100):
        if faults.complete:
            break
        await pilot.pause(0.01)
    return faults


async def test_one_fault_over_the_folder_is_decided_a_report_a_key(tmp_path: Path) -> None:
    language.use("zh")
    for name in "甲乙丙":
        text = matrix(WRONG).text.replace("某机关", f"{name}县财政局")
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    async with Gouji([str(tmp_path)], "ansi").run_test(size=(100, 24)) as pilot:
        faults = await folder_of_faults(pilot)
        assert {fault.file for fault in faults.rows} == {str(tmp_path / f"{name}.txt") for name in "甲乙丙"}
        assert faults.here is not None and "改为" in faults.here.proposed
        first = faults.here.file
        await pilot.press("a")
        assert Journal.look(Path(first), Path(first).read_bytes()).entries
        assert faults.here.file != first, "the next report, not another sum that the same figure made fail"
        await pilot.press("x", "u", "enter")
        await pilot.pause()
        bench = pilot.app.screen
        assert isinstance(bench, Workbench) and bench.desk.path != first and bench.facts.findings
        await pilot.press("q", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Queue)
        assert pilot.app.screen.rows[first].state == "in_work"


async def test_rows_take_what_the_rows_before_left_and_undo_gives_it_back() -> None:
    base = matrix()
    rows = ("granted", "partial")
    spans = tuple(c.span for a, c in base.cells.items() if a.row in rows and c.span)
    cells = {a: Cell(flag="table_torn") if a.row in rows else c for a, c in base.cells.items()}
    async with bench(desk=Case("报告.txt", Session(replace(base, cells=cells, loose=spans)))) as it:
        for row in reversed(rows):
            it.go(row)
            await it.press("P")
        assert (it.row("partial")[-1], it.row("granted")[-1]) == (5, 0)
        await it.press("u", "u")
        it.go("granted")
        await it.press("P")
        assert it.row("granted")[-1] == 5


async def test_a_table_that_the_text_lacks_says_so_and_is_taken_from_another_file(tmp_path: Path) -> None:
    language.use("zh")
    whole = made.report("甲市乙局").decode()
    (tmp_path / "一.txt").write_text(whole.split("三、收到")[0], "utf-8")
    (tmp_path / "二.txt").write_text(whole, "utf-8")
    async with Gouji([str(tmp_path / "一.txt"), str(tmp_path / "二.txt")], "ansi").run_test(size=(100, 24)) as pilot:
        queue = await listed_reports(pilot)
        queue.listing.move_to(next(n for n, row in enumerate(queue.shown) if "一" in row.file))
        await pilot.press("enter")
        await pilot.pause()
        it = Bench(pilot)
        it.screen.go_to(at("granted"))
        it.screen.settle()
        assert it.said.startswith("原文没有表三，可粘贴、输入")
        await it.press("I")
        await pilot.pause()
        await it.pilot.press("enter")
        await pilot.pause()
        assert it.row("granted")[:2] == [3, 1]
        assert len(it.session.acts) == 1
        await it.press("u")
        assert it.value("granted") is None


async def listed_reports(pilot: Pilot[None]) -> Queue:
    """The list of reports, once all are read."""
    queue = pilot.app.screen
    assert isinstance(queue, Queue)
    for _turn in range(100):
        if len(queue.rows) == queue.total > 0:
            break
        await pilot.pause(0.01)
    return queue


async def test_the_list_says_what_lacks_a_table_and_what_holds_several_reports(tmp_path: Path) -> None:
    language.use("zh")
    (tmp_path / "合订.txt").write_bytes(made.report("甲市乙局", 2022) + b"\n" + made.report("甲市乙局", 2023))
    (tmp_path / "缺.txt").write_text(made.report("丙市丁局").decode().split("三、收到")[0], "utf-8")
    async with Gouji([str(tmp_path)], "ansi").run_test(size=(100, 24)) as pilot:
        queue = await listed_reports(pilot)
        lines = "\n".join(queue.listing.lines)
        assert "2 份报告" in lines
        assert "缺表三" in lines


async def test_a_done_report_is_opened_to_check_it_each_once_before_any_again(tmp_path: Path) -> None:
    language.use("zh")
    for agency in ("甲市乙局", "丙市丁局", "戊市己局"):
        (tmp_path / f"{agency}.txt").write_bytes(made.report(agency))
    for agency in ("甲市乙局", "丙市丁局"):
        desk = claim(str(tmp_path / f"{agency}.txt"))
        desk.session.mark_done()
        desk.close()
    async with Gouji([str(tmp_path)], "ansi").run_test(size=(100, 24)) as pilot:
        await listed_reports(pilot)
        seen = set()
        for _turn in range(2):
            await pilot.press("ctrl+r")
            await pilot.pause()
            bench = pilot.app.screen
            assert isinstance(bench, Workbench)
            seen.add(bench.desk.name)
            await pilot.press("q")
            await pilot.pause()
        assert seen == {"甲市乙局.txt", "丙市丁局.txt"}


async def test_the_reports_of_one_file_follow_each_other_and_keep_their_own_corrections(tmp_path: Path) -> None:
    language.use("zh")
    both = tmp_path / "合订.txt"
    both.write_bytes(made.report("甲市乙局", 2022) + b"\n" + made.report("甲市乙局", 2023, granted=9))
    async with Gouji([str(both)], "ansi").run_test(size=(80, 24)) as pilot:
        it = Bench(pilot)
        assert (it.session.base.year, it.session.base.parts) == (2022, 2)
        await it.press("]")
        assert it.session.base.year == 2023
        assert "2/2" in "".join(it.screen.title_bar.lines)
        it.go("granted", "total")
        await it.press("4", "enter", "[")
        assert (it.session.base.year, it.session.acts) == (2022, ())
        await it.press("]")
        assert it.value("granted", "total") == 4
        await it.press("]")
        assert it.said == "这个文件里没有别的报告了"
    assert listed_files(both)[str(both)].state == "in_work"


async def test_a_worker_that_dies_is_said_in_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(paths: object, work: object) -> Iterator[list[Record]]:
        yield records_of(str(tmp_path / "报告.txt"))
        raise ChildProcessError("一个工作进程意外中止")

    (tmp_path / "报告.txt").write_text(matrix().text, encoding="utf-8")
    monkeypatch.setattr("tui.many.batch.each", dying)
    async with Gouji([str(tmp_path)], "ansi").run_test(size=(80, 24)) as pilot:
        queue = pilot.app.screen
        assert isinstance(queue, Queue)
        for _turn in range(200):
            if "意外中止" in "".join(queue.status.lines):
                break
            await pilot.pause(0.02)
        assert "意外中止" in "".join(queue.status.lines)


async def test_one_year_is_held_against_the_year_before_it() -> None:
    desk = Case("报告.txt", Session(matrix()), before=replace(matrix(), year=2023))
    async with bench(desk=desk) as it:
        assert [f.code for f in it.screen.facts.findings] == []
        it.go("carried_over")
        await it.press("3", "enter", "n")
        carried = next(f for f in it.screen.facts.findings if f.code == "carry_differs")
        assert (carried.expected, carried.actual) == (1, 3)
        it.screen.look_at(carried)
        it.screen.settle()
        await it.press("x")
        assert carried.key in it.session.settled
        assert carried not in it.screen.facts.findings


async def test_a_report_opens_where_it_was_left(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(matrix().text, encoding="utf-8")
    for expected in (at("new_received"), at("partial", "business")):
        async with Gouji([str(report)], "ansi").run_test(size=(80, 24)) as pilot:
            it = Bench(pilot)
            assert it.screen.grid.address == expected
            it.go("granted", "business")
            await pilot.press("7", "enter")
            await pilot.press("ctrl+q")


async def test_a_report_that_was_left_is_free_for_others(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(matrix().text, encoding="utf-8")
    async with Gouji([str(report)], "ansi").run_test(size=(80, 24)):
        assert list(tmp_path.rglob("*.lock"))
    assert not list(tmp_path.rglob("*.lock"))


async def test_export_says_where_the_workbook_is_and_asks_before_it_overwrites(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(matrix().text, encoding="utf-8")
    book = tmp_path / "报告.xlsx"
    async with Gouji([str(report)], "ansi").run_test(size=(160, 40)) as pilot:
        it = Bench(pilot)
        await it.press("ctrl+e")
        assert str(book) in it.said
        book.write_bytes(b"mine")
        await it.press("ctrl+e")
        assert book.read_bytes() == b"mine"
        assert "再按一次" in it.said
        await it.press("right", "ctrl+e")
        assert book.read_bytes() == b"mine"
        await it.press("ctrl+e")
        assert book.read_bytes() != b"mine"


def test_the_first_screen_stands_before_any_heavy_library_is_imported() -> None:
    program = """
import asyncio, sys
from tui.workbench.app import Gouji
from tui.workbench.explain import explained
async def main():
    async with Gouji([sys.argv[1]], "ansi").run_test(size=(80, 24)) as pilot:
        assert pilot.app.screen.report.cells
        heavy = {"pandas", "numpy", "openpyxl", "xlsxwriter", "chardet", "parsers.repairing.repair"}
        print(*sorted(heavy & set(sys.modules)))
asyncio.run(main())
"""
    sample = ROOT / "sample_reports" / "lines_three_row_other.txt"
    answer = subprocess.run([sys.executable, "-c", program, str(sample)], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []


@pytest.mark.parametrize("columns", [80, 120, 131, 140, 160, 200])
def test_long_labels_never_squeeze_the_text(columns: int) -> None:
    grid = room.grid_columns(columns)
    assert columns - grid - bool(grid) >= 48


async def test_a_row_whose_figures_ran_together_is_parted_with_one_key() -> None:
    base = matrix()
    row = tuple(a for a in base.cells if a.row == "granted")
    cells = {a: Cell(flag="unreadable") if a in row else cell for a, cell in base.cells.items()}
    glued = Finding("unreadable", Severity.WARNING, "applications", row[:1], facts=(("raw", "4100005"),))
    async with bench(desk=Case("报告.txt", Session(checked(replace(base, cells=cells, reading=(glued,)))))) as it:
        it.screen.look_at(glued)
        it.screen.settle()
        assert "4 1 · · · ·" in it.said.replace("0", "·")
        await it.press("1")
        assert it.row("granted") == [4, 1, 0, 0, 0, 0, 5]


async def test_a_failure_of_the_search_for_repairs_is_said_with_the_name_of_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_given: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr("parsers.repairing.repair.suggest", broken)
    async with bench(WRONG) as it:
        await it.pilot.pause()
        assert "程序出错（ZeroDivisionError: made up）" in it.said
        assert "gouji.log" in it.screen.said
        await it.press("down")
        assert len(it.screen.facts.findings) == 2
