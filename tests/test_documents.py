"""Documents become one text with grids, places and notes; what is hidden is no figure; what is hostile is refused."""

import json

import made_documents as made
import pytest

import parsers
from parsers.codes import CODES
from parsers.documents import kind_of, render
from parsers.documents.drawn import blocks_of
from parsers.documents.lattice import frames
from parsers.documents.pages import Glyph, Page, Rule, meant
from parsers.documents.rendition import REFUSALS, Rendition
from parsers.documents.tags import events, plain_events
from parsers.documents.typeset import typeset
from tui.case import documents
from tui.case.pdf_process import packed, unpacked
from tui.export.answer import answer

PAGE = "<!doctype html><html><body>{}</body></html>"


def read(data: bytes) -> Rendition:
    rendition = render(data)
    assert rendition is not None
    return rendition


def lines(data: bytes) -> list[str]:
    return read(data).text.splitlines()


def html(body: str) -> bytes:
    return PAGE.format(body).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"  <!DOCTYPE html><p>", "html"),
        (b"\xef\xbb\xbf<html>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mht"),
        (b"junk\n%PDF-1.7", "pdf"),
        (b"<p>&lt;td&gt;1&lt;/td&gt;", "html"),
        (b'[{"a": 1}]', "data"),
        (b"{x: 1}", None),
        (b"PK\x03\x04", "zip"),
        (b"{\\rtf1}", "rtf"),
        ("规章 <table> 1".encode(), None),
        (b"<div>a piece of a page</div>", None),
    ],
)
def test_a_document_is_told_by_what_stands_in_it(data: bytes, kind: str | None) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<br>b</p><p>c  d&nbsp;e</p>", ["a", "b", "c d e"]),
        ("<table><tr><td>a<td>1<tr><td>b<td></table>", ["| a | 1 |", "| b |  |"]),
        ("<table><tr><td rowspan=2>a<td>1<tr><td>2</table>", ["| a | 1 |", "|  | 2 |"]),
        ("<table><tr><td colspan=9>a<tr><td>b<td>1</table>", ["| a |  |", "| b | 1 |"]),
        ("<table><tr><td>x<td><table><tr><td>a<td>1</table></table>", ["x", "| a | 1 |"]),
        ("<table><tr><td>a|b<td>35<sup>2</sup></table>", ["| a｜b | 35² |"]),
        ("<table><tr><td>a<td style='display: none'>8<td>1</table>", ["| a | 1 |"]),
        ("<table><tr><td>a<td><span style='visibility:hidden'>8</span><td>1</table>", ["| a |  | 1 |"]),
        ("<table><tr><td>a<td><s>8</s>9</table>", ["| a | 9 |"]),
        ("<style>.h{display:none}</style><p>a<span class=h>8</span></p>", ["a"]),
        ("<table><col><col style='display:none'><tr><td>a<td>8<td>1</table>", ["| a | 1 |"]),
        ("<script>1</script><p>a<!-- 8 --></p>", ["a"]),
    ],
)
def test_a_page_is_read_as_it_is_seen(body: str, text: list[str]) -> None:
    assert lines(html(body)) == text


@pytest.mark.parametrize(
    "body", ["<p>a<p>b", "<table><tr><td>a<td>1<tr><td>b<td>2</table>c", "<table><td>a</div><td>b"]
)
def test_the_standard_library_nests_tables_like_a_browser(body: str) -> None:
    def kept(found: object) -> list[object]:
        return [e if isinstance(e, str) else (type(e).__name__, e.tag) for e in found  # type: ignore[attr-defined]
                if isinstance(e, str) or e.tag not in ("html", "head", "body", "tbody")]  # fmt: skip

    assert kept(plain_events(body)) == kept(events(PAGE.format(body)))


def test_hidden_and_deleted_figures_are_noted() -> None:
    found = read(html("<table><tr><td>a<td style='display:none'>8<td><del>7</del>1</table><p hidden>无</p>")).notes
    assert [(note.code, note.words) for note in found] == [("document_hidden", "8"), ("document_deleted", "7")]
    assert {note.code for note in found} <= CODES.keys()


def test_a_web_archive_gives_the_page_in_it() -> None:
    envelope = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    assert lines(envelope + html("<p>a</p>") + b"\n--x--\n") == ["a"]


def test_a_word_document_has_spans_and_neither_hidden_nor_deleted_text() -> None:
    down, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = made.row(made.cell(made.run("a"), down), made.cell(made.run("b"), '<w:gridSpan w:val="2"/>'))
    table += made.row(made.cell("", goes_on), made.cell(made.run("1")), made.cell(made.run("8", "<w:vanish/>")))
    table += made.row(
        made.cell(made.run("c")),
        made.cell(f"<w:del>{made.run('7')}</w:del><w:ins>{made.run('9')}</w:ins>"),
        made.cell(made.run("35") + made.run("2", '<w:vertAlign w:val="superscript"/>')),
    )
    rendition = read(made.docx(f"<w:p>{made.run('x')}</w:p><w:tbl>{table}</w:tbl>"))
    assert rendition.text.splitlines() == ["x", "| a | b |  |", "|  | 1 |  |", "| c | 9 | 35² |"]
    assert [(c.row, c.column, c.rows, c.columns) for c in rendition.grids[0].cells][:2] == [(0, 0, 2, 1), (0, 1, 1, 2)]
    assert [(note.code, note.words) for note in rendition.notes] == [
        ("document_hidden", "8"),
        ("document_deleted", "7"),
    ]


def test_a_workbook_gives_numbers_as_numbers_and_says_what_is_hidden_or_unstored() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1"><v>3481.768936</v></c>'
        '<c r="C1" s="1"><v>45292</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>8</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3"><f>SUM(B1)</f></c><c r="C3" s="2"><v>0.125</v></c></row>'
    )
    rendition = read(made.xlsx(rows))
    assert rendition.text.splitlines() == ["| a | 3481.768936 | 2024年1月1日 |", "| b | 〔公式无值〕 | 12.5% |"]
    assert [place.words for place in rendition.places][1] == "年报!B1"
    assert {(note.code, note.words) for note in rendition.notes} == {
        ("document_hidden", "8"),
        ("document_unstored", "年报!B3"),
    }


def test_a_merged_cell_stands_where_it_starts() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c></row>'
    rows = rows.replace("</c></row><row", '</c><c r="C1"><v>4</v></c></row><row', 1)
    grid = read(made.xlsx(rows, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')).grids[0]
    assert [(c.row, c.column, c.columns) for c in grid.cells] == [(0, 0, 2), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)]


def test_a_spreadsheet_repeats_and_covers_cells() -> None:
    one = '<table:table-cell office:value-type="float" office:value="{}" table:number-columns-{}="2"/>'
    cover = "<table:covered-table-cell/>"
    rows = f"<table:table-row>{one.format(7, 'spanned')}{cover}{one.format(5, 'repeated')}</table:table-row>"
    empty = '<table:table-cell table:number-columns-repeated="16380"/>'
    rows += f"<table:table-row>{one.format(1, 'repeated') * 2}{empty}</table:table-row>"
    assert lines(made.ods(rows)) == ["| 7 |  | 5 | 5 |", "| 1 | 1 | 1 | 1 |"]


BOXES = b"0 0 0 RG 100 700 m 300 700 l S 100 650 m 300 650 l S 100 600 m 300 600 l S " + b"".join(
    b"%d 600 m %d 700 l S " % (x, x) for x in (100, 200, 300)
)
WORDS = b"BT /F 12 Tf 1 0 0 1 110 670 Tm (label) Tj 100 0 Td (1,234) Tj 0 -50 Td (5) Tj ET"


def test_the_rules_of_a_page_make_a_grid_and_blank_boxes_are_cells() -> None:
    rendition = read(made.pdf(BOXES + WORDS))
    assert rendition.text.splitlines() == ["| label | 1,234 |", "|  | 5 |"]
    assert [place.words for place in rendition.places] == ["第1页 (100,100)", "第1页 (200,100)", "第1页 (200,150)"]


def test_a_page_of_the_office_format_is_read_in_millimetres() -> None:
    line = '<PathObject Boundary="{} {} {} {}"><AbbreviatedData>M 0 0 L {} {}</AbbreviatedData></PathObject>'
    rules = "".join(line.format(10, y, 60, 0.1, 60, 0) for y in (10, 20, 30))
    rules += "".join(line.format(x, 10, 0.1, 20, 0, 20) for x in (10, 40, 70))
    text = (
        '<TextObject Boundary="{} {} 20 5" Size="4"><TextCode X="0" Y="4" DeltaX="g 2 2.2">{}</TextCode></TextObject>'
    )
    words = text.format(12, 12, "ab") + text.format(42, 12, "123") + text.format(42, 22, "4")
    assert lines(made.ofd(rules + words)) == ["| ab | 123 |", "|  | 4 |"]


def page(rows: list[tuple[str, str]], top: float = 100) -> Page:
    """A page with a table of two columns, a row 20 points high."""
    bottom = top + 20 * len(rows)
    rules = [Rule(50, top + 20 * i, 250, top + 20 * i) for i in range(len(rows) + 1)]
    rules += [Rule(x, top, x, bottom) for x in (50, 150, 250)]
    glyphs = [
        Glyph(c, x + 10 * i, top + 20 * r + 5, x + 10 * i + 10, top + 20 * r + 15)
        for r, texts in enumerate(rows)
        for x, text in zip((52, 152), texts, strict=True)
        for i, c in enumerate(text)
    ]
    return Page(600, 800, glyphs, rules)


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ([("甲", "1")], [("乙", "2")], ["| 甲 | 1 |", "| 乙 | 2 |"]),
        ([("甲要", "1")], [("求", ""), ("乙", "2")], ["| 甲要求 | 1 |", "| 乙 | 2 |"]),
        ([("甲", "9"), ("", "1")], [("乙", ""), ("丙", "2")], ["| 甲 | 9 |", "| 乙 | 1 |", "| 丙 | 2 |"]),
        ([("甲", "1")], [("规章", ""), ("乙", "2")], ["| 甲 | 1 |", "| 规章 |  |", "| 乙 | 2 |"]),
        (
            [("名", "数"), ("内", "外"), ("甲", "1")],
            [("名", "数"), ("内", "外"), ("乙", "2")],
            ["| 名 | 数 |", "| 内 | 外 |", "| 甲 | 1 |", "| 乙 | 2 |"],
        ),
    ],
    ids=["goes on", "label cut", "figures cut from their label", "a row of its own", "head printed again"],
)
def test_a_table_cut_by_the_end_of_a_page_is_one(
    first: list[tuple[str, str]], second: list[tuple[str, str]], text: list[str]
) -> None:
    blocks, notes = blocks_of([page(first, 700), page(second, 50)])
    assert typeset("pdf", blocks, notes).text.splitlines() == text


def test_lines_of_two_tables_that_are_almost_one_below_the_other_stay_apart() -> None:
    upper, lower = page([("甲", "1")], 100), page([("乙", "2")], 400)
    shifted = [rule._replace(x0=rule.x0 - 1.2, x1=rule.x1 - 1.2) for rule in lower.rules]
    found, outside = frames(Page(600, 800, [*upper.glyphs, *lower.glyphs], [*shifted, *upper.rules]))
    assert [[cell.text for cell in frame.cells] for frame in found] == [["甲", "1"], ["乙", "2"]]
    assert outside == []


def test_radicals_and_compatibility_forms_are_the_characters_meant() -> None:
    assert meant("⾏政⼈⺠") == "行政人民"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "8">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made.zipped(word__document_dot_xml=" " * (65 << 20)), "too_large"),
        (made.zipped(word__document_dot_xml=f"{ENTITIES}<x>&a;</x>"), "entities"),
        (made.zipped(a="b"), "unknown_zip"),
        (made.docx("")[:-30], "damaged"),
        (made.zipped(word__document_dot_xml="<a>" * 1000), "too_large"),
        (b"{\\rtf1 1}", "rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000), "damaged"),
        (b"%PDF-1.4 noise", "damaged"),
        (made.pdf(b""), "no_text"),
        (html(""), "no_text"),
        (made.ods("<table:table-row><table:table-cell><x/></table:table-cell></table:table-row>"), "no_text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, code: str) -> None:
    assert read(data).error == code
    report = parsers.read(data)
    assert (report.error, report.cells) == (REFUSALS[code][0], {})


def test_spans_beyond_any_report_are_cut() -> None:
    wide = made.row(made.cell(made.run("1"), '<w:gridSpan w:val="1000000000"/>'), made.cell(made.run("2")))
    assert read(made.docx(f"<w:tbl>{wide}</w:tbl>")).error == "too_large"
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    assert lines(made.xlsx(f'{first}<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>')) == ["| 1 | 2 |", "3"]


def test_the_same_bytes_give_the_same_rendition_and_the_reader_apart_says_what_it_was_given() -> None:
    data = made.pdf(BOXES + WORDS)
    assert read(data) == read(data) == unpacked(packed(read(data)))
    report = documents.read(data)
    assert (report.encoding, report.rendition, report.text) == ("pdf", 1, read(data).text)
    again = documents.read(b"%PDF-1.4 noise")
    assert again.error == REFUSALS["damaged"][0]


def test_a_figure_says_where_it_stands_in_the_original() -> None:
    rows = "".join(f"<tr><td>{a}<td>{b}" for a, b in (("行政许可", 3), ("行政处罚", 4), ("行政强制", 5)))
    head = "<tr><td>信息内容<td>本年处理决定数量"
    report = parsers.read(html(f"<p>第二十条第（五）项</p><table>{head}{rows}</table>"))
    said = json.loads(json.dumps(answer("a.html", report)))
    cells = said["tables"]["disclosure"]["cells"]
    assert (said["encoding"], said["rendition"], cells["punishment"]["decisions"]["place"]) == (
        "html",
        1,
        "表1 第3行第2格",
    )
