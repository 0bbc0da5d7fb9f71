"""The real program in a real terminal: keys counted from the prompt to the exported workbook, screens looked at."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, need, need_shared
from figures_of import matrix

WAIT = 20.0
"""Seconds after which something that should be on the screen is given up."""

SIZES = [(80, 24), (200, 50)]


class Terminal:
    """One tmux session with a program in it."""

    def __init__(self, size: tuple[int, int], folder: Path) -> None:
        self.tmux = need("tmux")
        self.socket = folder / "tmux"
        self.size = size
        self.keys = 0

    def start(self, *arguments: str) -> None:
        width, height = self.size
        command = shlex.join([sys.executable, "-m", "tui", "--theme", "ansi", *arguments])
        environment = {**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        ask = ["new-session", "-d", "-x", str(width), "-y", str(height), command]
        subprocess.run([self.tmux, "-S", str(self.socket), "-f", os.devnull, *ask], check=True, env=environment)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._run("send-keys", key)
            self.keys += 1

    def screen(self) -> list[str]:
        return self._run("capture-pane", "-p").split("\n")

    def until(self, *words: str) -> list[str]:
        """The screen as soon as it shows the words, which may go on over the end of a line."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            screen = self.screen()
            running = "".join(line.strip() for line in screen)
            if all(word in running for word in words):
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{words} not on the screen:\n" + "\n".join(self.screen()))

    def ended(self) -> bool:
        """Whether the program has ended, and with it the session."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            if self._ask("has-session").returncode:
                return True
            time.sleep(0.05)
        return False

    def kill_program(self) -> None:
        """kill -9 of the program itself."""
        os.kill(int(self._run("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)

    def kill(self) -> None:
        self._ask("kill-server")

    def _run(self, *arguments: str) -> str:
        answer = self._ask(*arguments)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [self.tmux, "-S", str(self.socket), *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    there = Terminal(request.param, tmp_path)
    yield there
    there.kill()


def seed(number: str, folder: Path, wrong: tuple[str, str] = ("", "")) -> Path:
    """A copy of a seed, one place in it spoiled."""
    source = next(need_shared("seeds").glob(f"{number}_*.txt"))
    text = source.read_text(encoding="utf-8")
    assert wrong[0] in text
    copy = folder / f"{number}.txt"
    copy.write_text(text.replace(*wrong, 1) if wrong[0] else text, encoding="utf-8")
    return copy


def test_a_clean_seed_is_exported_with_two_keys(terminal: Terminal, tmp_path: Path) -> None:
    report = seed("003", tmp_path)
    terminal.start(str(report))
    screen = terminal.until("龙港市人民政府", "[表三]", "? 帮助")
    assert any(re.search(r"[(（]一[)）]予以公开 +75 +1 +0 +0 +27 +0 [│|] +103", line) for line in screen)
    terminal.press("C-e")
    terminal.until("003.xlsx")
    terminal.press("C-q")
    assert terminal.ended()
    assert report.with_suffix(".xlsx").stat().st_size > 5000
    assert terminal.keys <= 3


def test_seed_001_is_confirmed_decided_and_exported(terminal: Terminal, tmp_path: Path) -> None:
    report = seed("001", tmp_path)
    terminal.start(str(report))
    terminal.until("2 处不符 56 格推定", "Space 照此")
    terminal.press("Y")
    terminal.until("已确认")
    for following in ("4.第三方权益  1 1", "(七)总计  1 4", "x 原文如此"):
        terminal.press("Space")
        terminal.until(following)
    terminal.until("4≠1!")
    terminal.press("x")
    for row in ("(一)予以公开  1 0", "(二)部分公开  1 0", "2.重复申请  1 0"):
        terminal.until(row)
        terminal.press("Space")
    terminal.until("问题 0")
    terminal.press("C-e")
    terminal.until("001.xlsx")
    terminal.press("C-q")
    assert terminal.ended()
    assert terminal.keys <= 12


def test_a_misread_digit_is_repaired_with_one_key(terminal: Terminal, tmp_path: Path) -> None:
    report = seed("000", tmp_path, ("(一)予以公开 | 0 |", "(一)予以公开 | 7 |"))
    terminal.start(str(report))
    terminal.until("≠", "a 采纳建议")
    terminal.press("a")
    terminal.until("问题 0")
    terminal.press("C-e")
    terminal.until("000.xlsx")
    assert terminal.keys <= 3


def test_a_shifted_row_is_put_right_with_one_key(terminal: Terminal, tmp_path: Path) -> None:
    report = tmp_path / "shifted.txt"
    report.write_text(matrix({"granted": (0, 4, 1, 0, 0, 0, 5)}).text, encoding="utf-8")
    terminal.start(str(report))
    terminal.until("a 采纳建议")
    terminal.press("a")
    terminal.until("*4", "问题 2")
    terminal.press("C-e")
    terminal.until("shifted.xlsx")
    assert terminal.keys <= 4


@pytest.mark.parametrize("keys", [["P"], ["p", *["Enter"] * 7]])
def test_a_row_whose_label_is_torn_is_filled_from_the_text(terminal: Terminal, tmp_path: Path, keys: list[str]) -> None:
    report = tmp_path / "torn.txt"
    text = matrix({"granted": (4, 1, 2, 0, 0, 0, 7)}).text.replace("(一)予以公开", "(一)手以么开")
    report.write_text(text, encoding="utf-8")
    terminal.start(str(report))
    terminal.until("#", "缺行")
    terminal.press(*keys)
    terminal.until("*4", "*7")
    terminal.press("C-e")
    terminal.until("torn.xlsx")
    assert terminal.keys <= 9


def test_english_is_spoken_all_over(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start("--lang", "en", str(seed("001", tmp_path)))
    screen = terminal.until(
        "Space As it stands, next", "findings · not done", "Persons" if terminal.size[0] < 100 else "Businesses"
    )
    assert all(len(line) <= terminal.size[0] for line in screen)
    terminal.press("?")
    terminal.until("Most used", "Moving", "Esc Back")


def test_full_width_punctuation_of_an_input_method_does_what_its_key_does(terminal: Terminal, tmp_path: Path) -> None:
    terminal.start(str(seed("003", tmp_path)))
    terminal.until("? 帮助")
    terminal.press("？")
    terminal.until("输入文字筛选", "上移")
    terminal.press("Escape")
    terminal.until("^E 导出")
    terminal.press("１", "２", "Enter")
    terminal.until("*12")


def test_edits_outlive_kill_9(terminal: Terminal, tmp_path: Path) -> None:
    report = seed("003", tmp_path)
    terminal.start(str(report))
    terminal.until("? 帮助")
    terminal.press("9", "9", "Enter")
    terminal.until("*99")
    terminal.kill_program()
    assert terminal.ended()
    terminal.start(str(report))
    terminal.until("*99")


@pytest.mark.parametrize("folder", [True, False])
def test_what_cannot_be_read_is_said_and_the_program_stays(terminal: Terminal, tmp_path: Path, folder: bool) -> None:
    target = tmp_path / "空" if folder else tmp_path / "没有.txt"
    if folder:
        target.mkdir()
    terminal.start(str(target))
    terminal.until("文件夹里没有可读的报告" if folder else "没有这个文件")
    terminal.press("n", "a", "5", "C-q")
    assert terminal.ended()
