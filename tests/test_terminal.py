"""The terminal is asked what it can do, speaks its encoding, and is left in order after every end."""

import os
import re
import shutil
import signal
import sys
import termios
from pathlib import Path

import pytest
from conftest import ROOT
from pty_program import Program

from tui.terminal import ambiguous, background, terminal

APP = """
import sys, signal
from types import SimpleNamespace
{before}
from tui.terminal import terminal
facts = terminal.prepare(SimpleNamespace(ambiguous={ambiguous}, theme=None), lambda: __import__("textual.app"))
from textual.app import App
from textual.widgets import Static
class Small(App):
    def compose(self):
        yield Static("facts: %d %s %s %s" % (facts.ambiguous, facts.theme, facts.dark, facts.encoding), markup=False)
        yield Static("“”—…│ end", markup=False)
        yield Static("", id="typed", markup=False)
    def on_key(self, event):
        self.query_one("#typed").update("typed " + (event.character or event.key))
        if event.character == "Q":
            self.exit()
        if event.character == "X":
            {stuck}
app = Small()
with terminal.guard(app, facts):
    app.run()
sys.exit(app.return_code or 0)
"""


def small_app(before: str = "", ambiguous_option: int | None = None, stuck: str = "pass") -> list[str]:
    return [sys.executable, "-c", APP.format(before=before, ambiguous=ambiguous_option, stuck=stuck)]


def modes_left(program: Program) -> set[str]:
    """What the program switched on and left on: screen, mouse, paste, focus reports; a hidden cursor, cut lines."""
    on: dict[str, bool] = {}
    for numbers, switch in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", program.written):
        for number in numbers.split(b";"):
            on[number.decode()] = switch == b"h"
    left = {number for number in ("1049", "1000", "1003", "1006", "1015", "2004", "1004", "2048") if on.get(number)}
    return left | {number for number in ("25", "7") if on.get(number) is False}


def flags(program: Program) -> list[object]:
    return termios.tcgetattr(program.fd)[:4]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_the_program_and_leaves_the_terminal_in_order(number: signal.Signals, status: int) -> None:
    with Program(small_app()) as program:
        before = flags(program)
        program.wait_for("facts:")
        program.settle(0.1)
        assert modes_left(program) >= {"1049", "25", "2004"}
        os.kill(program.pid, number)
        assert program.ended() == status
        assert modes_left(program) == set()
        assert flags(program) == before


def test_a_signal_ends_a_program_that_hangs_too() -> None:
    with Program(small_app(stuck="__import__('time').sleep(60)")) as program:
        before = flags(program)
        program.wait_for("facts:")
        program.send("X")
        program.settle(0.3)
        os.kill(program.pid, signal.SIGTERM)
        assert program.ended() == 143
        assert modes_left(program) == set()
        assert flags(program) == before


@pytest.mark.parametrize("ignoring", ["", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"], ids=["", "SIGHUP ignored"])
def test_a_vanished_terminal_ends_the_program_at_once(ignoring: str) -> None:
    with Program(small_app(before=ignoring)) as program:
        program.wait_for("facts:")
        program.hang_up()
        assert program.ended(3) == 129


def test_leaving_restores_the_terminal_as_it_was_found() -> None:
    with Program(small_app()) as program:
        before = flags(program)
        program.wait_for("facts:")
        program.send("Q")
        assert program.ended() == 0
        assert modes_left(program) == set()
        assert flags(program) == before


def test_a_stop_gives_the_terminal_back_and_waking_paints_again() -> None:
    with Program(small_app()) as program:
        before = flags(program)
        program.wait_for("facts:")
        program.settle()
        for number in (signal.SIGTSTP, signal.SIGSTOP):
            os.kill(program.pid, number)
            os.waitpid(program.pid, os.WUNTRACED)
            program.settle(0.1)
            if number == signal.SIGTSTP:
                assert modes_left(program) == set()
                assert flags(program) == before
            program.output.clear()
            os.kill(program.pid, signal.SIGCONT)
            program.wait_for("facts:")
            program.send("k")
            program.wait_for("typed k")
        os.kill(program.pid, signal.SIGTERM)
        assert program.ended() == 143
        assert modes_left(program) == set()


@pytest.mark.parametrize(
    ("answered", "option", "told"), [(1, None, 1), (2, None, 2), (None, None, 1), (5, None, 1), (1, 2, 2), (2, 1, 1)]
)
def test_the_terminal_says_how_wide_ambiguous_characters_are(
    answered: int | None, option: int | None, told: int
) -> None:
    with Program(small_app(ambiguous_option=option), ambiguous=answered) as program:
        program.wait_for("facts:")
        assert f"facts: {told}" in program.screen()[0]
        program.settle(0.1)
        assert (b"\x1b[6n" in program.written) == (option is None)


def test_keys_typed_before_the_first_screen_arrive_and_a_late_answer_is_no_key() -> None:
    with Program(small_app(), round_trip=0.8) as program:
        program.send("k")
        program.wait_for("typed k")
        program.settle(1.0)
        assert "typed k" in program.screen()[2]


def test_a_terminal_that_does_not_answer_gets_its_first_screen() -> None:
    with Program(small_app(), ambiguous=None) as program:
        program.wait_for("facts: 1")


def test_a_gbk_terminal_gets_gbk_and_its_keys_are_understood() -> None:
    locale = {"PYTHONIOENCODING": "gbk"}
    with Program(small_app(before=""), environment=locale, ambiguous=2) as program:
        program.wait_for(lambda: any("end" in row for row in program.screen("gbk")))
        assert "“”—…│ end".encode("gbk") in program.written
        program.send("勾".encode("gbk"))
        program.wait_for(lambda: any("typed 勾" in row for row in program.screen("gbk")))
        program.send(b"\xff")
        program.send("稽".encode("gbk"))
        program.wait_for(lambda: any("typed 稽" in row for row in program.screen("gbk")))


@pytest.mark.parametrize(
    ("said", "light", "left"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", True, b""),
        (b"7\x1b]11;rgb:1e1e/1e1e/1e1e\x078", False, b"78"),
        (b"\x1b]11;rgb:ff/fd/f5\x07", True, b""),
        (b"75", None, b"75"),
    ],
)
def test_the_background_is_told_by_the_terminal_and_typed_keys_are_kept(
    said: bytes, light: bool | None, left: bytes
) -> None:
    assert background.take_light(said) == (light, left)


@pytest.mark.parametrize(
    ("theme", "light", "fgbg", "dark"),
    [
        (None, None, "", True),
        (None, None, "0;15", False),
        (None, True, "15;0", False),
        ("dark", True, "", True),
        ("light", None, "", False),
    ],
)
def test_the_person_says_whether_it_is_dark_then_the_terminal_then_its_environment(
    theme: str | None, light: bool | None, fgbg: str, dark: bool
) -> None:
    assert background.is_dark(theme, light, {"COLORFGBG": fgbg}) is dark


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "full"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "full"),
        ({"TERM": "xterm-256color", "SSH_CONNECTION": "1.2.3.4 1 5.6.7.8 22"}, "ansi"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ansi"),
        ({"TERM": "linux"}, "ansi"),
        ({"TERM": "vt100"}, "ansi"),
        ({"TERM": "no-such-terminal"}, "ansi"),
        ({}, "ansi"),
    ],
)
def test_few_colours_or_a_line_ask_for_the_plain_theme(environment: dict[str, str], theme: str) -> None:
    assert terminal.theme_for(environment) == theme


@pytest.mark.parametrize(
    ("said", "width", "typed"),
    [
        (b"\x1b[12;2R", 1, b""),
        (b"jj\x1b[1;3R\r", 2, b"jj\r"),
        (b"\x1b[1;9R", 1, b""),
        (b"q", None, b"q"),
        (b"", None, b""),
    ],
)
def test_the_answer_is_told_from_keys(said: bytes, width: int | None, typed: bytes) -> None:
    assert ambiguous.take_width(said) == (width, typed)


def test_a_character_that_the_encoding_lacks_keeps_its_cells(tmp_path: Path) -> None:
    from tui.terminal.driver import TerminalFile

    path = tmp_path / "out"
    with path.open("wb") as out:
        screen = TerminalFile(out.fileno(), "gbk", lambda: None)
        screen.write("勾␦😀稽")
        screen.flush()
    assert path.read_bytes() == "勾?".encode("gbk") + "??稽".encode("gbk")


def workbench(folder: Path, *options: str) -> list[str]:
    report = shutil.copy(ROOT / "sample_reports" / "lines_three_row_other.txt", folder)
    return [sys.executable, "-m", "tui", *options, str(report)]


@pytest.mark.parametrize("options", [[], ["--theme", "full"]], ids=["", "full"])
def test_no_color_means_no_colour_and_the_marked_figure_shows_all_the_same(options: list[str], tmp_path: Path) -> None:
    with Program(workbench(tmp_path, *options), environment={"NO_COLOR": "1"}) as program:
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.settle()
        codes = {int(c) for sgr in re.findall(rb"\x1b\[([0-9;]*)m", program.written) for c in sgr.split(b";") if c}
        assert not codes & {*range(30, 50), *range(90, 108)}
        assert re.search(rb"\x1b\[[0-9;]*7m136\x1b", program.written)


@pytest.mark.parametrize(("term", "colours"), [("linux", "eight"), ("xterm-256color", "all")])
def test_few_colours_get_no_more_than_they_have(term: str, colours: str, tmp_path: Path) -> None:
    with Program(
        workbench(tmp_path), environment={"TERM": term, "COLORTERM": None if term == "linux" else "truecolor"}
    ) as program:
        program.wait_for(lambda: b"\x1b[?2004h" in program.written)
        program.settle()
        assert (b"38;2;" in program.written) == (colours == "all")


@pytest.mark.parametrize(
    ("environment", "milliseconds"),
    [({}, 8), ({"TERM": "xterm"}, 8), ({"SSH_CONNECTION": "1 2 3 4"}, 100), ({"SSH_TTY": "/dev/pts/1"}, 100)],
)
def test_a_line_may_take_its_time_with_a_sequence_and_a_terminal_of_this_machine_not(
    environment: dict[str, str], milliseconds: int
) -> None:
    assert terminal.escape_delay(environment) == milliseconds
