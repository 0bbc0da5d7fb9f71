"""What a key costs in the list of so many reports: `python tests/bench_queue.py [REPORTS]`, in processor time."""

from __future__ import annotations

import asyncio
import sys
import time
from statistics import median
from typing import Any

from textual.app import App

from tui.many.summary import Summary
from tui.workbench.screens.queue import Queue

KEYS = (("down", ""), ("pagedown", ""), ("end", ""), ("home", ""), ("right", ""), ("left", ""), ("tab", ""))
KEYS += (("市", "市"), ("3", "3"), ("backspace", ""), ("escape", ""))
BAR = 20.0
"""Milliseconds."""


class _Bench(App[None]):
    CSS_PATH = "../tui/workbench/app.tcss"
    cursor_position: Any


def row(number: int) -> Summary:
    """A row like those of a province's reports."""
    agency = f"{'甲乙丙丁'[number % 4]}市第{number * 7919 % 9973}局"
    state = ("untouched", "in_work", "done")[number % 7 % 3]
    counts = number % 5, number % 3, number % 11
    return Summary(
        f"folder/{number:06}.txt", f"{agency}年度报告", agency, 2019 + number % 6, "2021", "二三四", state, *counts
    )


async def measure(count: int, size: tuple[int, int]) -> None:
    """Press every key a few times in a list of so many."""
    app = _Bench()
    queue = Queue(["/nowhere"])
    queue._read = lambda: None  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        await app.push_screen(queue)
        start = time.process_time()
        queue._add([row(number) for number in range(count)])
        print(f"{count} rows came in {time.process_time() - start:.2f} s", flush=True)
        for key, character in KEYS:
            times = []
            for _ in range(9):
                await pilot.pause()
                start = time.process_time()
                queue.press(key, character)
                await pilot.pause()
                times.append(1000 * (time.process_time() - start))
            held = "ok  " if max(times) <= BAR else "MISS"
            print(f"{held} {key:10} median {median(times):5.1f} worst {max(times):5.1f} ms  bar {BAR:.0f}", flush=True)


if __name__ == "__main__":
    for size in ((80, 24), (200, 50)):
        asyncio.run(measure(int((*sys.argv, "50000")[1]), size))
