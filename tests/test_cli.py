"""The command line as other programs meet it: standard output, standard error, exit statuses."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import made
import pytest
from conftest import ROOT, need_shared
from typed import gouji

from tui.command.line import COMMANDS
from tui.words.plain import width

GOUJI = [sys.executable, "-m", "tui"]
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report that agrees with itself, one that does not, one file that is empty, in subfolders too."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "good.txt").write_bytes(made.report("甲局"))
    (tmp_path / "sub" / "wrong.txt").write_bytes(made.report("乙局", granted=9))
    return tmp_path


# -- check -------------------------------------------------------------------------------------------------


def test_check_says_0_of_a_clean_report_1_of_one_that_wants_a_person_2_of_one_it_cannot_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert gouji("check", folder / "good.txt")[0] == 0
    assert gouji("check", folder / "sub" / "wrong.txt")[0] == 1
    assert gouji("check", folder / "good.txt", folder / "sub")[0] == 1
    assert gouji("check", folder)[0] == 2


def test_check_of_one_report_prints_its_findings_where_they_stand_and_what_would_mend_them(folder: Path) -> None:
    _status, out, err = gouji("check", folder / "sub" / "wrong.txt")
    lines = out.splitlines()
    assert "乙局" in lines[0]
    assert "2022" in lines[0]
    assert "（一）予以公开：总计原文为 9，各项合计 4，相差 +5（原文第 27 行）" in lines[1]
    assert "（一）予以公开 · 总计 改为 4" in lines[-1]
    assert err == ""


def test_check_of_many_prints_a_line_each_the_neediest_first_and_a_total(folder: Path) -> None:
    (folder / "sub" / "worse.txt").write_bytes(made.report("丙局", granted=9, new_received=1))
    (folder / "empty.txt").write_bytes(b"")
    status, out, err = gouji("check", folder)
    lines = out.splitlines()
    assert [line.split("/")[-1] for line in lines[:-1]] == ["empty.txt", "worse.txt", "wrong.txt", "good.txt"]
    assert lines[-1] == "共 4 份：无问题 1，要核对 2，无法读取 1"
    assert (status, err) == (2, f"gouji: {folder}/empty.txt: 文件是空的\n")


def test_check_as_json_and_csv_is_data_only(folder: Path) -> None:
    status, out, _err = gouji("check", "--json", folder)
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [(line["agency"], line["errors"], line["state"]) for line in lines] == [
        ("乙局", 2, "untouched"),
        ("甲局", 0, "untouched"),
    ]
    assert lines[0]["issues"][0]["code"] == "row_sum"
    status, out, _err = gouji("check", "--csv", folder)
    assert out.startswith(
        "\ufefffile,title,agency,year,edition,tables,state,errors,warnings,flagged,error,part,parts\r\n"
    )
    assert len(out.splitlines()) == 3


def test_without_a_terminal_the_program_prints_what_check_prints(folder: Path) -> None:
    assert gouji(folder) == gouji("check", folder)
    assert gouji(folder / "good.txt") == gouji("check", folder / "good.txt")
    assert gouji(cwd=folder)[1].splitlines()[-1] == "共 2 份：无问题 1，要核对 1，无法读取 0"


def test_a_folder_of_many_reports_gives_the_same_from_workers_as_from_one_process(folder: Path) -> None:
    for number in range(60):
        (folder / f"r{number:02}.txt").write_bytes(made.report(f"第{number}局", granted=4 + number % 2))
    (folder / "r70.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    one, two = (f"import os,sys; os.sched_setaffinity(0, {cores}); " for cores in ("{0}", "range(os.cpu_count())"))
    command = "from tui.command.line import run; sys.exit(run(sys.argv[1:]))"
    for arguments in (["check", "--json"], ["extract"]):
        first, second = (
            subprocess.run(
                [sys.executable, "-c", cores + command, *arguments, folder], env=ENVIRON, capture_output=True
            )
            for cores in (one, two)
        )
        assert first.stdout == second.stdout
        assert len(first.stdout.splitlines()) == 63
        assert (first.returncode, first.stderr) == (second.returncode, second.stderr)


# -- extract -----------------------------------------------------------------------------------------------


def test_extract_prints_one_object_a_file_in_the_order_given_and_goes_on_past_what_it_cannot_read(folder: Path) -> None:
    files = [folder / "sub" / "wrong.txt", folder / "none.txt", folder / "good.txt"]
    status, out, err = gouji("extract", "--json", *files)
    found = [json.loads(line) for line in out.splitlines()]
    assert [answer["file"] for answer in found] == [str(file) for file in files]
    assert [answer["error"] for answer in found] == [None, "没有这个文件", None]
    assert (status, err) == (2, f"gouji: {files[1]}: 没有这个文件\n")
    assert found[0]["repairs"][0]["set"] == [["applications", "granted", "total", 4]]
    assert gouji("extract", folder)[0] == 0


def test_the_seeds_come_out_with_every_figure_right() -> None:
    seeds = need_shared("seeds")
    truth = json.loads((seeds / "truth.json").read_text("utf-8"))["rows"]
    _status, out, _err = gouji("extract", "--json", *sorted(seeds.glob("*.txt")))
    for line in out.splitlines():
        answer = json.loads(line)
        name = Path(answer["file"]).name[:3]
        cells = answer["tables"]["applications"]["cells"]
        read = {row: {column: cell["value"] for column, cell in columns.items()} for row, columns in cells.items()}
        flags = {cell["flag"] for columns in cells.values() for cell in columns.values()}
        if name == "001":
            assert flags > {None}
        else:
            assert {row: read[row] for row in truth[name]} == truth[name]
            assert flags == {None}


def test_standard_input_is_read_for_a_dash(folder: Path) -> None:
    data = (folder / "sub" / "wrong.txt").read_bytes()
    status, out, _err = gouji("extract", "-", stdin=data)
    assert (status, json.loads(out)["file"], json.loads(out)["agency"]) == (0, "-", "乙局")
    assert gouji("check", "-", stdin=data)[0] == 1
    assert gouji("check", "-")[2] == "gouji: -: 文件是空的\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "文件是空的"), (b"\x89PNG\r\n\x1a\n\0\0", "不是文本文件，而是 PNG"), (None, "没有这个文件")],
)
@pytest.mark.parametrize("command", ["check", "extract", "export"])
def test_bad_input_is_one_sentence_on_standard_error_and_status_2(
    command: str, data: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    if data is not None:
        path.write_bytes(data)
    more = ["-o", str(tmp_path / "out.xlsx")] if command == "export" else []
    status, _out, err = gouji(command, path, *more)
    assert (status, err) == (2, f"gouji: {path}: {said}\n")
    assert not (tmp_path / "out.xlsx").exists()


def test_a_text_without_any_table_can_be_read_and_is_not_clean(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("今天天气很好。", encoding="utf-8")
    status, out, _err = gouji("check", tmp_path / "note.txt")
    assert status == 1
    assert "没有表格" in out and "没有找到任何一张表" in out and "无问题" not in out
    assert "无问题 0，要核对 2" in gouji("check", tmp_path, tmp_path / "note.txt")[1]
    status, out, err = gouji("extract", tmp_path / "note.txt")
    assert (status, err, json.loads(out)["error"]) == (0, "", None)


# -- the terminal, the pipe, the person --------------------------------------------------------------------


def test_a_hostile_text_never_commands_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "bad\x1b[31m.txt").write_bytes(made.report("\x1b]0;gotcha\x07\u202e局\u009b2J", granted=9))
    for arguments in (["check"], ["check", "--json"], ["check", "--csv"], ["extract"]):
        _status, out, err = gouji(*arguments, tmp_path / "bad\x1b[31m.txt")
        assert not set(out + err) & set("\x1b\x07\u202e\u009b")


def test_figures_of_absurd_length_are_said_like_any_other_trouble(tmp_path: Path) -> None:
    for digits in (30, 300, 5000):
        text = made.report().replace(b"| 5 |", b"| %s |" % (b"9" * digits), 1)
        (tmp_path / "long.txt").write_bytes(text)
        assert gouji("check", tmp_path / "long.txt")[::2] == (1, "")
        assert gouji("extract", tmp_path / "long.txt")[::2] == (0, "")


def test_a_gbk_terminal_gets_gbk_and_json_stays_utf_8(folder: Path) -> None:
    (folder / "good.txt").write_bytes(made.report("甲😀局"))
    environ = {**ENVIRON, "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    command = [*GOUJI, "check", str(folder)]
    text = subprocess.run(command, capture_output=True, env=environ).stdout
    assert "甲\\U0001f600局" in text.decode("gbk")
    json_lines = subprocess.run([*command, "--json"], capture_output=True, env=environ).stdout
    assert "甲😀局" in json_lines.decode("utf-8")


def test_a_closed_pipe_ends_the_program_quietly(folder: Path) -> None:
    for number in range(40):
        (folder / f"r{number}.txt").write_bytes(made.report())
    with subprocess.Popen([*GOUJI, "extract", folder], stdout=-1, stderr=-1, env=ENVIRON) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 0


def test_ctrl_c_ends_with_130_and_check_still_prints_what_it_has_seen(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(made.report())
    os.mkfifo(tmp_path / "9.txt")
    paths = sorted(tmp_path.iterdir())
    environ = {**ENVIRON, "PYTHONUNBUFFERED": "1"}
    with (
        subprocess.Popen([*GOUJI, "check", *paths], stdout=-1, stderr=-1, env=environ) as process,
        (tmp_path / "9.txt").open("wb"),  # opens once the program has come to read this one, the last
    ):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out.decode().splitlines()[-1] == "共 3 份：无问题 3，要核对 0，无法读取 0（已中断，其余未看）"
    assert err == b""


# -- the words ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "命令有误：缺少 路径"),
        (["check", "--what", "x"], "命令有误：没有这个选项：--what"),
        (["check", "--lang", "fr", "x"], "命令有误：--lang 不能是 fr（可选：zh, en）"),
        (["--ambiguous", "3"], "命令有误：--ambiguous 不能是 3（可选：1, 2）"),
        (["check", "--theme"], "命令有误：--theme 后面要有值"),
        (["check", "--json", "--csv", "x"], "命令有误：--csv 与 --json 不能同时使用"),
        (["export", "x"], "命令有误：缺少 -o/--output"),
    ],
)
def test_a_wrong_command_is_said_in_chinese_with_status_2(arguments: list[str], said: str) -> None:
    status, out, err = gouji(*arguments)
    assert (status, out) == (2, "")
    assert err.splitlines()[0] == f"gouji: {said}"
    assert "--help" in err.splitlines()[1]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_a_page_of_help_in_both_languages(command: str) -> None:
    words = command.split()
    chinese, english = gouji(*words, "--help"), gouji(*words, "--help", "--lang", "en")
    assert chinese[0] == english[0] == 0
    assert "退出码" in chinese[1]
    assert "Exit status" in english[1]
    assert max(width(line) for line in (chinese[1] + english[1]).splitlines()) <= 80


def test_the_language_follows_the_locale_and_lang_overrides_it(folder: Path) -> None:
    last = [
        gouji("check", folder, *more, locale=locale)[1].splitlines()[-1]
        for locale, *more in (
            ("C",),
            ("zh_CN.UTF-8",),
            ("en_US.UTF-8",),
            ("en_US.UTF-8", "--lang", "zh"),
            ("C", "--lang=en"),
        )
    ]
    zh, en = "共 2 份：无问题 1，要核对 1，无法读取 0", "2 reports: 1 clean, 1 to check, 0 unreadable"
    assert last == [zh, zh, en, zh, en]


def test_the_options_may_stand_before_the_command(folder: Path) -> None:
    assert gouji("--lang", "zh", "--theme=ansi", "check", folder) == gouji("check", folder)


def test_version_names_the_program() -> None:
    assert gouji("--version")[1].startswith("gouji")


def test_check_of_one_report_imports_no_library_it_does_not_need(folder: Path) -> None:
    heavy = "textual pandas openpyxl xlsxwriter chardet asyncio rich multiprocessing concurrent.futures tempfile"
    program = (
        "import sys; from tui.command.line import run; run(['check', sys.argv[1]]);"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    path = folder / "sub" / "wrong.txt"
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, env=ENVIRON, check=True)
    assert set(done.stderr.decode().split()) & set(heavy.split()) == set()
