"""Bytes to text: the encoding that its labels settle, one line end, and a folded text of the same length."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.text.folding import simplify
from parsers.text.source import Source, decode

TEXT = "三、收到和处理政府信息公开申请情况\n自然人 总计\n行政许可 0"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_a_mark_decides_then_utf8_then_the_labels_of_the_form(data: bytes, encoding: str) -> None:
    source = decode(data)
    assert (source.text, source.encoding) == (TEXT, encoding)


def test_traditional_characters_in_big5_are_told_from_gb18030() -> None:
    text = "三、收到和處理政府信息公開申請情況\n自然人 總計\n行政許可 0"
    assert decode(text.encode("big5")) == Source(text, "big5")


def test_bytes_that_no_encoding_decodes_are_replaced_and_the_rest_is_read() -> None:
    assert decode(TEXT.encode("gb18030") + b"\xff\xff").text.startswith(TEXT)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_one_newline(end: str) -> None:
    source = decode(f"规章{end}0{end}0".encode())
    assert source.text == "规章\n0\n0"
    assert (source.lines, [source.line_of(i) for i in (0, 2, 3, 5)]) == ([0, 3, 5], [0, 0, 1, 2])


def test_a_mark_inside_the_text_stays_and_is_not_seen() -> None:
    source = decode("总\ufeff计".encode())
    assert (source.text, source.folded) == ("总\ufeff计", "总\u200b计")


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("0123", "0123"),
        ("(一),.:", "(一),.:"),
        ("a\xa0b\u3000c\u2003d", "a b c d"),
        ("總計規章行政訴訟", "总计规章行政诉讼"),
        ("│0┃1|2", "|0|1|2"),
        ("−8", "-8"),
        ("0\u200b0", "0\u200b0"),
    ],
)
def test_forms_of_one_character_are_one_when_folded(printed: str, folded: str) -> None:
    assert Source(printed, "utf-8").folded == folded


def test_tags_end_cells_and_rows_and_are_else_not_seen() -> None:
    folded = Source('<tr><td width="7">规章</td><td>&nbsp;</td><td>3</td></tr>', "utf-8").folded
    assert folded.replace("\u200b", "") == "规章| |3|\n"


def test_the_reading_behind_a_character_is_not_seen() -> None:
    assert Source("項(xiàng)目(mù)3(三)", "utf-8").folded.replace("\u200b", "") == "项目3(三)"
    assert Source("公(gong)(gong)开(kai)3(b2)", "utf-8").folded.replace("\u200b", "") == "公开3(b2)"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("政府資訊公開 規範性檔案 採購專案數量", "政府信息公开 规范性文件 采购项目数量"),
        ("國家祕密 大量反覆申請 繼續辦理 這一情形 全麵", "国家秘密 大量反复申请 继续办理 这一情形 全面"),
        ("档案馆 专案组", "档案馆 专案组"),
    ],
)
def test_what_converters_to_traditional_characters_make_of_the_form_is_the_form(printed: str, meant: str) -> None:
    assert Source(printed, "utf-8").folded == simplify(printed) == meant


def test_entities_of_a_text_without_tags_are_the_room_that_they_mean() -> None:
    assert Source("规章&nbsp;3", "utf-8").folded.replace("\u200b", "") == "规章 3"


def test_commas_part_cells_only_where_rows_of_seven_say_so() -> None:
    rows = "规章,0,0,0,0,0,0,0\n许可,1,,,,,,1\n处罚,0,0,0,0,0,0,0\n"
    assert "|" in Source(rows, "utf-8").folded
    assert Source("共1,203件,其中1,000件。\n", "utf-8").folded == "共1,203件,其中1,000件。\n"


NOISE = st.sampled_from(
    ["<td>", "</td>", "&nbsp;", "項(xiàng)", "│", "\u200b", "0,0,0,0,0,0,0\n", "\\|", '"', "|-\n", "{.x}"]
)


@given(st.lists(st.one_of(st.text(max_size=8), NOISE), max_size=12).map("".join))
def test_the_folded_text_is_exactly_as_long_as_the_text(text: str) -> None:
    assert len(Source(text, "utf-8").folded) == len(text)


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_become_a_text_with_one_line_end_and_no_mark(data: bytes) -> None:
    source = decode(data)
    assert not set(source.text) & set("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    assert not source.text.startswith("\ufeff")
    assert source.lines == [0, *(i + 1 for i, c in enumerate(source.text) if c == "\n")]


def test_a_guess_that_fails_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    import chardet

    def fails(data: bytes) -> dict[str, str]:
        raise UnboundLocalError("as chardet 7.0")

    monkeypatch.setattr(chardet, "detect", fails)
    assert decode(b"\xff\xfd\x81 1").encoding in ("gb18030", "big5", "utf-8")


@pytest.mark.parametrize("name", ["idna", "rot13", "no-such"])
def test_a_guess_without_a_codec_is_no_guess(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    import chardet

    monkeypatch.setattr(chardet, "detect", lambda data: {"encoding": name})
    assert decode(b"\xff\xfd\x81 1").encoding in ("gb18030", "big5", "utf-8")
