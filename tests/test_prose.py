"""Sentences that the table bears out, or that cannot be understood, are no finding; a contradiction is exactly one."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import need_shared
from hypothesis import given
from hypothesis import strategies as st

from parsers import read
from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW, TABLES
from parsers.model import Address, Cell, Report, Severity, Span
from parsers.prose import against
from parsers.prose.clauses import counts
from parsers.sentences import sentence

CLAUSES = [
    # requests received
    ("共收到政府信息公开申请12件", "received=12"),
    ("收到公民、法人和其他组织提出的政府信息公开申请12件", "received=12"),
    ("收到4件政府信息公开申请", "received=4"),
    ("收到1份政府信息公开申请", "received=1"),
    ("2019年依申请公开共受理2件", "received=2"),
    ("共受理政府信息公开申请1,234件", "received=1234"),
    ("共受理政府信息公开申请１２件", "received=12"),
    ("收到依申请公开政府信息数为0件", "received=0"),
    ("共受理15件", "received=15"),
    ("通过网络、信函等渠道共收到政府信息公开申请7件", "received=7"),
    ("本年新收政府信息公开申请12件", "new=12"),
    ("新收申请12件、上年结转3件", "new=12 carried_over=3"),
    ("受理并办结政府信息公开申请4件", "received=4 processed=4"),
    # none received
    ("本年度未收到政府信息公开申请", "received=0"),
    ("我局未收到公民、法人或其他组织的政府信息公开申请", "received=0"),
    ("未收到政府信息公开申请、行政复议、行政诉讼", "received=0 review=0 litigation=0"),
    ("无政府信息公开申请", "received=0"),
    ("我镇未收到任何形式的依申请公开政府信息", "received=0"),
    ("无逾期未答复的政府信息公开申请", ""),
    ("未对公众依申请公开政府信息收取任何费用", ""),
    ("未发生依申请公开政府信息方面的行政复议和行政诉讼", "review=0 litigation=0"),
    ("没有发生因政府信息公开工作引发的举报、行政复议或行政诉讼等事件", "review=0 litigation=0"),
    # results
    ("其中予以公开103件、部分公开31件", "granted=103 partial=31"),
    ("103件予以公开、31件部分公开", "granted=103 partial=31"),
    ("予以公开和部分公开分别为3件、2件", "granted=3 partial=2"),
    ("予以公开、部分公开、不予公开均为0件", "granted=0 partial=0 denied=0"),
    ("予以公开及部分公开258件", "granted+partial=258"),
    ("予以公开或部分公开的1件", "granted+partial=1"),
    ("258件予以公开或部分公开", "granted+partial=258"),
    ("予以公开、部分公开共258件", "granted+partial=258"),
    ("予以公开、部分公开258件", ""),
    ("予以公开和部分公开各3件", ""),
    ("不予公开、无法提供和不予处理12件", "denied+unable+rejected=12"),
    ("本年新收和上年结转政府信息公开申请共166件", "new+carried_over=166"),
    ("政府信息公开行政复议和行政诉讼共13件", "review+litigation=13"),
    ("不予公开十二件", "denied=12"),
    ("予以公开一百零五件", "granted=105"),
    ("予以公开的为零", "granted=0"),
    ("作其他处理的两件", "other=2"),
    ("无法提供21件", "unable=21"),
    ("不予处理3件", "rejected=3"),
    ("因涉及国家秘密不予公开2件", ""),
    ("因本机关不掌握等原因无法提供265件", ""),
    ("办结165件", "processed=165"),
    ("其中11件均按规定程序办结", ""),
    ("结转下年度继续办理1件", "carried_forward=1"),
    ("另有72件申请按照规定顺延到下年度答复", "carried_forward=72"),
    # reviews and lawsuits
    ("政府信息公开行政复议案件9件、行政诉讼案件3件", "review=9 litigation=3"),
    ("因政府信息公开引发的行政复议、行政诉讼均为0件", "review=0 litigation=0"),
    ("未发生因政府信息公开引起的行政复议和行政诉讼", "review=0 litigation=0"),
    ("行政复议、行政诉讼案件3件", ""),
    ("未发生行政复议被纠正或行政诉讼败诉的情况", ""),
    ("办理行政复议案件120件", ""),
    # documents
    ("共主动公开规范性文件42件", "documents_public=42"),
    ("印发3件规范性文件", "documents_issued=3"),
    ("废止规范性文件5件", "documents_repealed=5"),
    ("现行有效规范性文件82件", "documents_in_force=82"),
    ("发布规范性文件解读12件", ""),
    ("公开政策文件、规范性文件20件", ""),
    # something else
    ("网上收到政府信息公开申请7件", ""),
    ("其中自然人提出政府信息公开申请130件", ""),
    ("较上年收到的政府信息公开申请减少3件", ""),
    ("自2008年以来共受理政府信息公开申请300件", ""),
    ("累计受理政府信息公开申请300件", ""),
    ("受理政府信息公开申请1.2万件", ""),
    ("收到行政许可申请35件", ""),
    ("对建议提案答复予以公开12件", ""),
    ("公开占比80.7%", ""),
]


@pytest.mark.parametrize(("clause", "meant"), CLAUSES)
def test_clause_counts(clause: str, meant: str) -> None:
    assert " ".join(f"{c.kind}={c.value}" for c in counts(clause, applications=True, disclosure=True)) == meant


TOTALS = {"new_received": 160, "carried_over": 6, "granted": 103, "partial": 31, "processed_total": 165}
TOTALS |= {"denied_third_party": 2, "denied_procedural": 1, "unable_not_held": 21, "rejected_repeat": 3}
TOTALS |= {"other_misc": 4, "carried_forward": 1}
REVIEWS = {"review": 9, "litigation_direct": 3, "litigation_after_review": 1}
DOCUMENTS = {"issued": 41, "repealed": 2, "in_force": 82}


def report(text: str, year: int | None = 2021, agency: str | None = "龙港市人民政府") -> Report:
    """A report with the totals above and zeros beside them, its tables not in the text."""
    form = form_of("2021", True)
    cells = {address: Cell(0) for table in TABLES for address in form.addresses[table]}
    for table, totals in ((APPLICATIONS, TOTALS), (REVIEW, REVIEWS)):
        first = form.blocks[table][0].columns[0]
        for row, value in totals.items():
            cells[Address(table, row, first)] = cells[Address(table, row, "total")] = Cell(value)
    for column, value in DOCUMENTS.items():
        cells[Address(DISCLOSURE, "normative_documents", column)] = Cell(value)
    return Report(text, "utf-8", agency=agency, year=year, edition="2021", found=frozenset(TABLES), cells=cells)


BORNE_OUT = (
    "2021年,全市共受理依申请公开件166件,上年结转6件,共办结165件,其中予以公开103件、部分公开31件,公开占比80.7%;不予公开3件,占比1.8%;"
    "无法提供21件;不予处理3件;其他处理4件;结转下年度继续办理1件。政府信息公开行政复议案件9件、行政诉讼案件4件。"
    "全年制发规范性文件41件,废止规范性文件2件,现行有效规范性文件82件。"
)


def test_sentences_that_agree_are_no_finding() -> None:
    assert against.compare(report(BORNE_OUT)) == ()
    assert against.compare(report("本年新收政府信息公开申请160件。共收到政府信息公开申请160件。")) == ()


@pytest.mark.parametrize("figure", [m.span() for m in re.finditer(r"\d+(?=件)", BORNE_OUT)], ids=str)
def test_any_figure_altered_is_exactly_that_finding(figure: tuple[int, int]) -> None:
    start, end = figure
    wrong = str(int(BORNE_OUT[start:end]) + 5)
    altered = BORNE_OUT[:start] + wrong + BORNE_OUT[end:]
    (finding,) = against.compare(report(altered))
    assert finding.code == "prose_differs"
    assert finding.spans[0] == Span(start, start + len(wrong))
    assert finding.spans[1].start < start and start + len(wrong) < finding.spans[1].end
    assert finding.expected == int(wrong)
    documents = "规范性文件" in altered[slice(*finding.spans[1])]
    assert finding.severity is (Severity.INFO if documents else Severity.WARNING)


DENIED = [
    ("本年度未收到政府信息公开申请。", ["new_received"]),
    ("未发生因政府信息公开引起的行政复议和行政诉讼。", ["review", "litigation_direct"]),
]


@pytest.mark.parametrize(("text", "rows"), DENIED)
def test_a_denial_against_figures_is_a_finding_for_each_thing_denied(text: str, rows: list[str]) -> None:
    found = against.compare(report(text))
    assert [(f.cells[0].row, f.expected) for f in found] == [(row, 0) for row in rows]
    assert all(text[slice(*f.spans[0])] == "未" for f in found)


SOMETHING_ELSE = [
    ("last year's", "2020年共受理政府信息公开申请99件,予以公开98件。"),
    ("last year's, full-width", "２０２０年共受理政府信息公开申请９９件。"),
    ("last year's, said before", "2020年情况如下。共受理政府信息公开申请99件。"),
    ("other bodies'", "各镇街共受理政府信息公开申请99件,其中予以公开98件。"),
    ("a part, after the whole", "共受理政府信息公开申请166件,其中市政府办公室受理申请99件。"),
    ("other requests", "受理行政许可申请99件。不动产登记申请受理99件。"),
    ("last year's, not named", "去年,我局共受理政府信息公开申请99件,予以公开98件。"),
    ("several years'", "2019-2021年共受理政府信息公开申请99件。"),
    ("ten months'", "截至2021年10月底,共受理政府信息公开申请99件。"),
    ("half a year's", "上半年受理政府信息公开申请99件。"),
    ("the office's for the government", "区政府办代表区政府受理政府信息公开申请99件。"),
    ("the office's", "2021年,市政府办公室共受理政府信息公开申请99件,予以公开98件。"),
    ("another body's", "龙港市教育局受理政府信息公开申请99件。"),
    ("filed documents", "做好备案工作,制发规范性文件99件。"),
    ("filings", "依申请公开工作有序开展。受理项目备案申请99件。"),
    ("all court cases", "全年办理行政复议案件99件,行政诉讼应诉98件。"),
    ("a page number in the figure", "共受理政府信息公开申请16\n\n3\n\n6件。"),
    ("no figure", "共受理政府信息公开申请若干件。"),
    ("a range", "受理政府信息公开申请90-99件。"),
]


@pytest.mark.parametrize("text", [case[1] for case in SOMETHING_ELSE], ids=[case[0] for case in SOMETHING_ELSE])
def test_what_speaks_of_something_else_is_no_finding(text: str) -> None:
    assert against.compare(report(text)) == ()


def test_a_bureau_is_not_held_to_what_the_whole_city_received() -> None:
    text = "2021年,全市共受理政府信息公开申请99件。"
    assert against.compare(report(text, agency="龙港市教育局")) == ()
    assert len(against.compare(report(text, agency="龙港市人民政府"))) == 1


OURS = [
    ("龙港市教育局", "市教育局共受理政府信息公开申请99件。"),
    ("龙港市人民政府办公室", "市政府办公室受理政府信息公开申请99件。"),
    ("石桥街道办事处", "石桥街道办受理政府信息公开申请99件。"),
    ("龙港市住房和城乡建设局", "2021年,龙港市住建局共收到政府信息公开申请99件。"),
    ("龙港市人民政府", "申请结转至2022年办理1件,共受理政府信息公开申请99件。"),
    ("龙港市人民政府", "去年受理98件。今年,共受理政府信息公开申请99件。"),
    ("龙港市人民政府", "2021年1月1日至12月31日,共受理政府信息公开申请99件。"),
]


@pytest.mark.parametrize(("agency", "text"), OURS)
def test_a_body_named_by_its_short_name_is_held_to_its_figures(agency: str, text: str) -> None:
    assert [f.expected for f in against.compare(report(text, agency=agency))] == [99]


def test_a_total_of_several_rows_is_compared_with_their_sum() -> None:
    assert against.compare(report("政府信息公开申请予以公开及部分公开134件。")) == ()
    (finding,) = against.compare(report("政府信息公开申请予以公开及部分公开258件。"))
    assert (finding.expected, finding.actual) == (258, 134)
    assert [address.row for address in finding.cells] == ["granted", "partial"]
    assert "等 2 行合计为 134" in sentence(finding)
    assert "and 1 more, together, in the table is 134" in sentence(finding, "en")


def test_an_unknown_year_leaves_sentences_that_name_one_alone() -> None:
    assert against.compare(report("2021年共受理政府信息公开申请99件。", year=None)) == ()


def test_lines_and_frames_within_a_sentence_do_not_matter() -> None:
    text = "| 共受理政府信息公开申请 |\n| 99 件，予以公\u200b开 98 |\n| 件。 |"
    found = against.compare(report(text))
    assert [text[slice(*f.spans[0])] for f in found] == ["99", "98"]


def test_a_total_that_its_parts_deny_is_not_denied_again() -> None:
    odd = report("共受理政府信息公开申请160件。予以公开政府信息公开申请90件。")
    cells = dict(odd.cells) | {Address(APPLICATIONS, "granted", "natural_person"): Cell(90)}
    assert against.compare(replace(odd, cells=cells)) == ()


@pytest.mark.parametrize("flag", ["row_missing", "left_blank", "table_cut", "unreadable"])
def test_a_lost_cell_is_not_compared(flag: str) -> None:
    whole = report("政府信息公开申请予以公开98件。")
    cells = dict(whole.cells) | {Address(APPLICATIONS, "granted", "total"): Cell(flag=flag)}
    assert len(against.compare(whole)) == 1
    assert against.compare(replace(whole, cells=cells)) == ()


def test_the_finding_names_the_group_it_speaks_of() -> None:
    (finding,) = against.compare(report("政府信息公开申请不予公开8件。"))
    assert sentence(finding) == "正文说“政府信息公开申请不予公开8件”，表中（三）不予公开为 3"
    assert "(3) Denied in the table is 3" in sentence(finding, "en")


def test_sentences_are_evidence_for_single_cells_and_for_sums_of_zero() -> None:
    text = "收到政府信息公开申请0件,予以公开5件,不予公开3件,无法提供0件。"
    said = {a.row: (value, text[slice(*span)]) for a, (value, span) in against.evidence(report(text)).items()}
    zero = (0, "0")
    assert said == {
        "granted": (5, "5"),
        "new_received": zero,
        "unable_not_held": zero,
        "unable_no_existing": zero,
        "unable_unclear": zero,
    }


def test_evidence_that_contradicts_itself_is_none() -> None:
    assert against.evidence(report("政府信息公开申请予以公开5件。依申请公开予以公开6件。")) == {}


def test_seed_003_agrees_but_for_its_documents() -> None:
    folder = need_shared("seeds")
    truth = json.loads((folder / "truth.json").read_text())
    text = next(folder.glob("003_*.txt")).read_text()
    (finding,) = against.compare(
        _from_truth(text, 2021, "龙港市人民政府", "2021", True, truth["rows"]["003"], _others(truth))
    )
    assert (finding.severity, finding.expected, finding.actual) == (Severity.INFO, 42, 41)
    assert text[slice(*finding.spans[1])] == "共主动公开规范性文件42件"


def _others(truth: Mapping[str, Any]) -> dict[str, Any]:
    return {"disclosure": truth["disclosure"]["003"], "review_litigation": truth["review_litigation"]["003"]}


def test_seeds_as_read_have_no_finding_but_the_documents_of_003() -> None:
    found = {
        path.name[:3]: [(f.expected, f.actual) for f in read(path.read_bytes()).findings if f.code == "prose_differs"]
        for path in sorted(need_shared("seeds").glob("*.txt"))
    }
    assert found == {"000": [], "001": [], "002": [], "003": [(42, 41)], "004": []}


WORDS = [
    "受理",
    "收到",
    "政府信息公开申请",
    "予以公开",
    "不予公开",
    "未",
    "无",
    "行政复议",
    "规范性文件",
    "制发",
    "分别",
    "结转",
]
WORDS += [
    "12",
    "１",
    "1,234",
    "零",
    "一百",
    "件",
    "、",
    ",",
    "。",
    "(",
    ")",
    " ",
    "\n",
    "|",
    "2021年",
    "其中",
    "为",
    "的",
    "全市",
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_whatever_the_words_a_figure_is_where_its_span_says(text: str) -> None:
    for said in against.statements(text, (Span(0, len(text)),)):
        figure = text[slice(*said.figure)]
        assert said.sentence.start <= said.figure.start < said.figure.end <= said.sentence.end
        if figure.replace(",", "").isdecimal():
            assert int(figure.replace(",", "")) == said.value
        else:
            assert figure in ("零", "一百", "未", "无")


@pytest.mark.parametrize("text", ["受理政府信息公开申请12件,", "(依申请1件", "予以公开\n", "未依申请"])
def test_endless_text_is_read_no_further_than_thirty_thousand_characters(text: str) -> None:
    found = against.statements(text * 100_000, (Span(0, len(text) * 100_000),))
    assert found == against.statements(text * 3_000, (Span(0, len(text) * 3_000),))[: len(found)]
    assert all(said.figure.end <= 30_000 for said in found)


def test_no_false_finding_in_the_corpus() -> None:
    for path in sorted(need_shared("corpus/train").glob("*.truth.json")):
        truth = json.loads(path.read_text())
        rows = {row: {c: cell["value"] for c, cell in cells.items()} for row, cells in truth["cells"].items()}
        edition = truth["version"].removeprefix("v")
        review = dict(zip(form_of(edition, False).addresses[REVIEW], truth["table4"] or [], strict=False))
        text = _decoded(path.with_name(f"{truth['name']}.txt"), truth["encoding"])
        whole = _from_truth(text, truth["year"], truth["unit"], edition, not truth["single_other"], rows, {})
        found = against.compare(
            replace(whole, cells=dict(whole.cells) | {a: Cell(_figure(v)) for a, v in review.items()})
        )
        assert found == (), (path.name, [sentence(f) for f in found])


def _from_truth(
    text: str, year: int, agency: str, edition: str, three: bool, rows: Mapping[str, Any], others: Mapping[str, Any]
) -> Report:
    form = form_of(edition, three)
    tables = {APPLICATIONS: rows, **others}
    cells = {
        address: Cell(_figure(tables.get(table, {}).get(address.row, {}).get(address.column)))
        for table in TABLES
        for address in form.addresses[table]
    }
    return Report(text, "utf-8", None, agency, year, edition, three, frozenset(TABLES), cells)


def _figure(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _decoded(path: Path, encoding: str) -> str:
    return path.read_bytes().decode("gb18030" if encoding.startswith("gb") else encoding, "replace").lstrip("\ufeff")
