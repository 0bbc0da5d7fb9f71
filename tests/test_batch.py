"""Many reports: the same answers in the same order from any number of workers, little memory, a clean end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import made
import pytest
from conftest import ROOT
from figures_of import matrix
from typed import gouji

from parsers.form.printed import APPLICATIONS
from parsers.model import Address
from tui.case import order
from tui.case.opener import claim
from tui.many import batch, progress
from tui.many.across import Across
from tui.many.records import Files, records_of, records_of_case
from tui.many.spool import Spool

MANY = [f"r{number}" for number in range(3 * batch.FEW)]


def name_and_process(path: str) -> tuple[str, int]:
    return path, os.getpid()


def dies_at_last(path: str) -> str:
    if path == MANY[-1]:
        os._exit(9)
    return path


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_many_are_done_by_other_processes_in_the_order_given() -> None:
    done = list(batch.each(MANY, name_and_process))
    assert [path for path, _process in done] == MANY
    assert os.getpid() not in {process for _path, process in done}


@pytest.mark.usefixtures("two_cores")
def test_a_few_are_done_here_for_workers_cost_more_than_they_save() -> None:
    assert {process for _path, process in batch.each(MANY[: batch.FEW], name_and_process)} == {os.getpid()}


def test_with_one_core_everything_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "cores", lambda: 1)
    assert {process for _path, process in batch.each(MANY, name_and_process)} == {os.getpid()}


@pytest.mark.usefixtures("two_cores")
def test_standard_input_is_read_here_for_a_worker_has_none() -> None:
    done = dict(batch.each([*MANY, "-"], name_and_process))
    assert (done["-"], list(done)[-1]) == (os.getpid(), "-")


@pytest.mark.usefixtures("two_cores")
def test_paths_are_asked_for_as_they_are_needed_and_results_do_not_pile_up() -> None:
    asked = 0

    def endless() -> Iterator[str]:
        nonlocal asked
        while True:
            asked += 1
            yield str(asked)

    results = batch.each(endless(), name_and_process)
    assert [next(results)[0] for _time in range(100)] == [str(number) for number in range(1, 101)]
    assert asked <= 100 + batch.CHUNK * (2 * batch.WINDOW + 3)
    results.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("two_cores")
def test_a_worker_that_dies_is_an_error_in_one_sentence_and_not_a_wait_for_ever() -> None:
    with pytest.raises(OSError, match="工作进程意外中止"):
        list(batch.each(MANY, dies_at_last))


def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    """As after kill -9, or when the terminal takes the workbench with it."""
    program = (
        "import os, sys, time; from tui.many import batch; batch.cores = lambda: 2\n"
        "sys.path.insert(0, sys.argv[1]); from test_batch import name_and_process, MANY\n"
        "results = batch.each(MANY * 9, name_and_process)\n"
        "print(*{next(results)[1] for _ in range(48)}, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(ROOT / "tests")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}) as parent:
        assert parent.stdout is not None
        workers = [int(word) for word in parent.stdout.readline().split()]
        assert workers
        parent.kill()
    assert _gone(workers)


def _gone(processes: list[int], within: float = 10.0) -> bool:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if not any(_runs(process) for process in processes):
            return True
        time.sleep(0.01)
    return False


def _runs(process: int) -> bool:
    """A zombie that nobody waits for has ended too."""
    stat = Path(f"/proc/{process}/stat")
    if stat.parent.parent.joinpath("self").exists():
        return stat.exists() and stat.read_text().rpartition(") ")[2][0] != "Z"
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def test_ctrl_c_while_workers_read_prints_what_is_done_and_ends_them(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_bytes(made.report())
    os.mkfifo(tmp_path / "999.txt")
    paths = sorted(tmp_path.iterdir())
    program = (
        "import sys; from tui.command import line; from tui.many import batch; batch.cores = lambda: 2;"
        "sys.exit(line.run(sys.argv[1:]))"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program, "check", *paths]
    with subprocess.Popen(command, stdout=-1, stderr=-1, env=environ, start_new_session=True) as process:
        with (tmp_path / "999.txt").open("wb"):  # opens once a worker has come to read the last one
            os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")
    assert out.decode().splitlines()[-1].endswith("（已中断，其余未看）")


# -- records on disk, sorting in parts, the bar ------------------------------------------------------------


def test_a_spool_gives_back_what_was_put_in_it_and_what_was_put_in_its_place() -> None:
    spool: Spool[tuple[int, str]] = Spool()
    for number in range(5):
        spool.append((number, "x" * number))
    spool[1] = (1, "other")
    assert [spool[index] for index in range(len(spool))] == [(0, ""), (1, "other"), (2, "xx"), (3, "xxx"), (4, "xxxx")]


def test_the_year_before_is_found_however_the_agency_is_spelt() -> None:
    listed = [("龙港市人民政府", 2021), ("龙港市", 2022), ("苍南县", 2022), ("苍南县", None)]
    reports = [replace(matrix(), agency=agency, year=year) for agency, year in listed]
    across = Across()
    for number, one in enumerate(reports):
        across.add(number, one.agency, one.year)

    def before(agency: str | None, year: int) -> tuple[str | None, int | None] | None:
        found = across.before(replace(matrix(), agency=agency, year=year), reports.__getitem__)
        return found and (found.agency, found.year)

    assert before("龙港市", 2022) == listed[0]
    assert before("龙港市人民政府", 2023) == listed[1]
    assert before("苍南县", 2022) is None
    assert before(None, 2022) is None
    assert list(across.after(reports[0], reports.__getitem__)) == [1]
    across.remove(range(2))
    assert before("龙港市", 2022) is None


def test_a_corrected_year_is_held_against_the_next_in_the_list(tmp_path: Path) -> None:
    for year, over, forward in ((2021, 0, 2), (2022, 4, 0)):
        (tmp_path / f"{year}.txt").write_bytes(made.report(year=year, over=over, forward=forward))
    files = Files()
    alone = {row.file: row for row in (files.add(records_of(str(path))) for path in sorted(tmp_path.iterdir()))}
    before, after = alone
    assert [(was.file, was, row.warnings) for was, row in files.held()] == [(after, alone[after], 2)]
    case = claim(before)
    natural, total = (Address(APPLICATIONS, "carried_forward", column) for column in ("natural_person", "total"))
    case.session.edit({natural: 4, total: 4})
    worked = files.again(records_of_case(case))
    assert [(row.file, row.warnings) for row in worked][1:] == [(after, 0)]
    assert [row.file for row in worked] == [before, after]
    case.close()


@pytest.mark.parametrize("held", [1, 2, 3, 7, 100])
def test_sorting_in_parts_is_sorting(held: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "HELD", held)
    numbers = [5, 3, 11, 0, 8, 2, 7]
    assert list(order.numbers_in_order(numbers)) == sorted(numbers)
    names = ["乙.txt", "b", "\udcff.txt", "a" * 9, "乙", "\U0001f600", "b.txt"]
    assert list(order.names_in_order(names)) == sorted(names)
    assert list(order.names_in_order([])) == []


def test_what_is_sorted_is_gone_through_once() -> None:
    seen = []
    names = (seen.append(name) or name for name in map(str, range(3 * order.HELD)))
    assert len(list(order.names_in_order(names))) == len(seen) == 3 * order.HELD


def test_the_bar_says_how_many_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_SECONDS", -1.0)
    stream = StringIO()
    assert list(progress.watched("abcd", 4, stream)) == ["a", "b", "c", "d"]
    assert f"\r[{'#' * 15}{'.' * 15}] 2/4" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
    assert progress.bar(7, 4).startswith(f"[{'#' * 30}]")


# -- one year against the next -----------------------------------------------------------------------------


def years(folder: Path, *given: tuple[str, str, int, int, int]) -> None:
    """Reports by name, agency, year, carried over and carried forward."""
    for name, agency, year, over, forward in given:
        (folder / f"{name}.txt").write_bytes(made.report(agency, year, over=over, forward=forward))


def test_what_one_year_carries_forward_the_next_must_carry_over(tmp_path: Path) -> None:
    years(tmp_path, ("a", "甲市乙局", 2022, 0, 2), ("b", "甲市乙局", 2023, 1, 0), ("c", "甲市丙局", 2023, 1, 0))
    status, out, _err = gouji("check", tmp_path)
    assert status == 1
    assert out.splitlines()[0].endswith("/b.txt")
    assert "存疑 2" in out.splitlines()[0]
    assert out.splitlines()[-1] == "共 3 份：无问题 2，要核对 1，无法读取 0"
    json_line = gouji("check", "--json", tmp_path)[1].splitlines()[0]
    assert json_line.count('"code": "carry_differs"') == 2
    assert "自然人：上年结转 1，2022年报告结转下年 2" in json_line


def test_years_that_agree_say_nothing_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    years(tmp_path, ("z", "甲市乙局", 2021, 0, 2), ("a", "甲市乙局", 2022, 2, 1), ("m", "甲市乙局", 2023, 1, 0))
    assert gouji("check", tmp_path)[0] == 0


def test_every_copy_of_a_report_is_compared(tmp_path: Path) -> None:
    years(
        tmp_path,
        *((f"a{n}", "甲市乙局", 2022, 0, 2) for n in range(3)),
        *((f"b{n}", "甲市乙局", 2023, 1, 0) for n in range(3)),
    )
    assert gouji("check", tmp_path)[1].splitlines()[-1] == "共 6 份：无问题 3，要核对 3，无法读取 0"


def test_a_workbook_lists_what_only_several_reports_together_tell(tmp_path: Path) -> None:
    years(tmp_path, ("a", "甲市乙局", 2022, 0, 2), ("b", "甲市乙局", 2023, 1, 0))
    gouji("export", tmp_path, "-o", tmp_path / "out.xlsx")
    from openpyxl import load_workbook

    rows = load_workbook(tmp_path / "out.xlsx")["问题"].iter_rows(values_only=True)
    assert sum("2022年报告结转下年" in str(row) for row in rows) == 2
