"""However the program is started and whatever it meets, it ends with a status of the contract and no traceback."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from pty_program import Program
from typed import gouji

GOUJI = [sys.executable, "-m", "tui"]
SAMPLE = ROOT / "sample_reports" / "lines_three_row_other.txt"


def run(
    folder: Path, *arguments: str, shell: str = "", changes: dict[str, str | None] | None = None
) -> tuple[int, str]:
    """Exit status and everything said, run in a folder; `shell` closes descriptors."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        **{k: v for k, v in (changes or {}).items() if v},
    }
    gone = {name for name, value in (changes or {}).items() if value is None}
    for name in ("PYTHONSAFEPATH", *gone):  # which the program sets for all that it starts, in this process too
        environment.pop(name, None)
    command = [*GOUJI, *arguments] if not shell else ["sh", "-c", f'exec "$@" {shell}', "sh", *GOUJI, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL, timeout=60
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(SAMPLE.read_bytes())
    return tmp_path


@pytest.mark.parametrize("name", ["struct", "multiprocessing", "json", "signal", "parsers", "random"])
def test_a_module_of_the_current_folder_is_not_run(folder: Path, name: str) -> None:
    (folder / f"{name}.py").write_text("open('ran', 'w').close(); raise SystemExit(9)", encoding="ascii")
    for number in range(30):
        (folder / f"r{number:02}.txt").write_bytes(SAMPLE.read_bytes())
    status, said = run(folder, "check", ".")
    assert (status, (folder / "ran").exists()) == (0, False), said
    assert said.count(".txt") == 31


_LARGE = """
from tui.case import opening
if __name__ == "__main__":
    print(len(opening.large("a.txt").session.report.cells))
"""
_MANY = """
import threading
from tui.many import batch
batch.cores = lambda: 2
if __name__ == "__main__":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    print(sum(batch.each(["1"] * 200, int)))
"""


@pytest.mark.parametrize("program", [_LARGE, _MANY], ids=["large", "many"])
def test_a_spawned_process_runs_no_module_of_the_current_folder(program: str, folder: Path) -> None:
    (folder / "struct.py").write_text("open('ran', 'w').close()", encoding="ascii")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "program.py").write_text(program, encoding="ascii")
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"} | {
        "PYTHONPATH": str(ROOT)
    }
    command = [sys.executable, str(elsewhere / "program.py")]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    assert int(done.stdout) > 100, done.stderr.decode()
    assert not (folder / "ran").exists()


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_descriptors_change_nothing_but_what_is_said(folder: Path, closed: str) -> None:
    status, said = run(folder, "check", "a.txt", shell=closed)
    assert status == 0
    assert "Traceback" not in said


def test_without_a_home_reports_are_read(folder: Path) -> None:
    changes: dict[str, str | None] = {"HOME": None, "XDG_STATE_HOME": None}
    assert run(folder, "check", "a.txt", changes=changes)[0] == 0


@pytest.mark.parametrize("after", [0.0, 0.02, 0.04, 0.06, 0.08, 0.12])
def test_an_interrupt_at_any_moment_is_no_traceback_of_ours(folder: Path, after: float) -> None:
    with subprocess.Popen(
        [*GOUJI, "check", str(folder)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        said = process.communicate()[1].decode()
    assert process.returncode in (0, 130, -2, 1)  # 1: Python itself was not yet up
    assert "tui/" not in said, said


def test_an_interrupt_in_the_first_screen_leaves_a_clean_terminal_and_no_claim(folder: Path) -> None:
    command = [*GOUJI, "--lang", "zh", str(folder / "a.txt")]
    with Program(command, (100, 40), {"XDG_STATE_HOME": str(folder / "state")}) as program:
        program.wait_for(lambda: b"\x1b[?1049h" in program.written)
        program.send("\x03")
        assert program.ended(20) == 130
        assert program.written.rfind(b"\x1b[?1049l") > program.written.rfind(b"\x1b[?1049h")
        assert b"Traceback" not in program.written
    assert not list(folder.rglob("*.lock"))


def test_what_was_not_expected_is_told_in_a_sentence_that_names_the_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from tui.command import check, ending

    def broken(arguments: object) -> int:
        secret = "of the person"  # noqa: F841
        raise ValueError("no good\x1b[2J")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(check, "run", broken)
    before = signal.getsignal(signal.SIGINT)
    status = ending.safely(["check", str(folder / "a.txt")])
    signal.signal(signal.SIGINT, before)
    said = capsys.readouterr().err
    log = tmp_path / "state" / "gouji" / "gouji.log"
    assert status == 2
    assert str(log) in said and "\x1b" not in said and said.count("\n") == 1
    assert "ValueError: no good" in log.read_text() and "of the person" not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_one_bad_item_is_told_and_the_others_are_done(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.case.case import Case
    from tui.many import records

    real = records.summary

    def summary(case: Case) -> object:
        if case.path.endswith("b.txt") and not case.report.error:
            raise RecursionError("too deep")
        return real(case)

    monkeypatch.setattr(records, "summary", summary)
    (folder / "b.txt").write_bytes(SAMPLE.read_bytes())
    status, out, err = gouji("check", folder)
    assert (status, out.count(".txt")) == (2, 2)
    assert "RecursionError: too deep" in err


def test_folders_in_folders_are_walked_however_deep(tmp_path: Path) -> None:
    deep, here = tmp_path, Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    (deep / "a.txt").write_bytes(SAMPLE.read_bytes())
    try:
        status, out, err = gouji("check", tmp_path)
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)
    assert status in (0, 2)
    assert "a.txt" in out
    assert "Traceback" not in err


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_not_even_force_writes_over_a_report_that_is_read(folder: Path, form: str) -> None:
    target = folder / f"in.{form}"
    target.write_bytes(SAMPLE.read_bytes())
    status, _out, err = gouji("export", "--force", target, folder / "a.txt", "-o", target, "--format", form)
    assert status == 2
    assert "不能覆盖" in err
    assert target.read_bytes() == SAMPLE.read_bytes()


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_pipe_is_never_replaced_by_an_export(folder: Path, form: str) -> None:
    target = folder / f"pipe.{form}"
    os.mkfifo(target)
    assert gouji("export", "--force", folder / "a.txt", "-o", target)[0] == 2
    assert target.is_fifo()


def test_reports_of_one_name_and_two_kinds_have_a_workbook_each(folder: Path) -> None:
    from tui.case.opener import claim

    alone = claim(str(folder / "a.txt"))
    alone.close()
    assert alone.target == folder / "a.xlsx"
    (folder / "a.md").write_bytes(SAMPLE.read_bytes())
    assert alone.target == folder / "a.txt.xlsx"


def test_what_a_killed_export_left_is_swept_by_the_next_start(folder: Path) -> None:
    program = """
import os, sys; from pathlib import Path
from tui.corrections.atomic import write_whole
from tui.corrections.leftovers import scratch
def make(part):
    part.write_text("half")
    with scratch() as there:
        print(there, flush=True)
        os._exit(9)
write_whole(Path(sys.argv[1]), make, lambda part: None)
"""
    state = folder / "state"
    environment = {**os.environ, "XDG_STATE_HOME": str(state)}
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder / "out.xlsx")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    scratch = Path(done.stdout.strip())
    assert scratch.is_dir() and list(folder.glob(".out.*"))
    run(folder, "check", "a.txt", changes={"XDG_STATE_HOME": str(state)})
    assert not scratch.exists() and not list(folder.glob(".out.*"))
