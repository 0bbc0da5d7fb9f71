"""Which files are meant by a path, and the sentence for each that gives no text."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import need_shared

from tui.case import files, order
from tui.words import language

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = language.language()
    language.use("zh")
    yield
    language.use(before)


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("一、总体情况", encoding="utf-8")


def test_a_folder_is_walked_in_sorted_order_and_what_is_hidden_or_no_report_is_skipped(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b.txt",
        "a/2.md",
        "a/1.TXT",
        ".gouji/x.txt",
        ".hidden.txt",
        "c.png",
        "a/.git/y.txt",
        "page.HTM",
        "x.zip",
    )
    found = [Path(path).relative_to(tmp_path).as_posix() for path in files.reports([str(tmp_path)])]
    assert found == ["a/1.TXT", "a/2.md", "b.txt", "page.HTM"]


def test_paths_keep_their_order_and_their_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "z.txt", "folder/a.txt", "odd.name")
    monkeypatch.chdir(tmp_path)
    assert list(files.reports(["z.txt", "./folder", "odd.name", "-"])) == ["z.txt", "./folder/a.txt", "odd.name", "-"]


def test_a_folder_with_more_names_than_are_held_at_a_time_is_walked_whole_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, *(f"{number}.txt" for number in range(23)), "2/x.txt")
    monkeypatch.setattr(order, "HELD", 5)
    found = [Path(path).relative_to(tmp_path).as_posix() for path in files.reports([str(tmp_path)])]
    assert found == sorted(found)
    assert len(found) == 24


def test_a_folder_that_links_to_itself_is_walked_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [Path(path).name for path in files.reports([str(tmp_path)])] == ["a.txt"]


def test_what_an_export_wrote_is_no_report(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "long.csv").write_bytes(b"\xef\xbb\xbf" + b"file,agency,year,table,row,column," + b"value,raw\r\n")
    (tmp_path / "scraped.csv").write_text("规章,1,2,3\n", encoding="utf-8")
    assert [Path(path).name for path in files.reports([str(tmp_path)])] == ["a.txt", "scraped.csv"]


def sentence(path: Path) -> str:
    """What is said of a path that gives no text."""
    with pytest.raises(files.Unreadable) as caught:
        files.read(str(path))
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf \r\n\n", "文件是空的"),
        (PNG, "不是文本文件，而是 PNG"),
        (b"GIF89a\x01\x00", "不是文本文件，而是 GIF"),
        (bytes(range(256)) * 20, "不是文本文件"),
    ],
)
def test_bytes_that_are_no_text_are_named_in_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    assert sentence(path) == said


def test_a_missing_file_an_empty_folder_and_a_device_are_named_in_one_sentence(tmp_path: Path) -> None:
    assert sentence(tmp_path / "none.txt") == "没有这个文件"
    assert sentence(tmp_path).startswith("文件夹里没有可读的报告")
    assert sentence(Path(os.devnull)) == "不是普通文件"
    assert list(files.reports([str(tmp_path)])) == [str(tmp_path)]


def test_a_file_and_a_folder_that_may_not_be_opened_are_named_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused by hand, for whoever runs this may be root."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "a.txt")
    for name in ("open", "listdir", "scandir"):
        monkeypatch.setattr(files.os, name, refuse, raising=False)
    monkeypatch.setattr(files, "open", refuse, raising=False)
    assert sentence(tmp_path / "a.txt") == "没有读取权限"
    assert sentence(tmp_path) == "没有读取权限"
    assert list(files.reports([str(tmp_path)])) == [str(tmp_path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5"])
def test_chinese_text_is_text_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    data = ("一、本年新收政府信息公開申請數量 136 2 0\n\u00a0 \u2022 \u00a0 \n" * 30).encode(encoding, "replace")
    (tmp_path / "report.txt").write_bytes(data)
    assert files.read(str(tmp_path / "report.txt")) == data


@pytest.mark.parametrize("part", ["seeds", "wild", "corpus/train"])
def test_every_report_of_the_collections_is_text(part: str) -> None:
    for path in sorted(need_shared(part).glob("*.txt")):
        assert files.read(str(path))


def test_a_text_full_of_escapes_and_zero_bytes_is_still_a_text(tmp_path: Path) -> None:
    data = b"\x1b]0;gotcha\x07\x1b[31m" * 20 + b"\x00\x00\x00" + "自然人 1\n".encode() * 100
    (tmp_path / "report.txt").write_bytes(data)
    assert files.read(str(tmp_path / "report.txt")) == data


TOO_MUCH = {
    "lines": ("\n" * 300_001, "行数太多"),
    "figures": ("0 " * 60_001, "数字太多"),
    "wide figures": ("０ " * 60_001, "数字太多"),
    "blanks": ("- " * 60_001, "数字太多"),
    "text": ("总体情况\n" * 700_000, "文字太多"),
    "one line": ("甲市" * 800_000, "有一行太长"),
}


@pytest.mark.parametrize(("more", "why"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_text_that_no_report_comes_near_is_told_in_a_sentence(tmp_path: Path, more: str, why: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报" + more, encoding="utf-8")
    with pytest.raises(files.Unreadable, match=why):
        files.read(str(path))
