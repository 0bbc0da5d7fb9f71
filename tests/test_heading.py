"""What a report says of itself is found in every place and order seen on real pages, and never guessed."""

import json
from pathlib import Path

import pytest
from conftest import need_shared

from parsers.prose.heading import Heading, read_heading

ONE = "\n一、总体情况\n"
SAID = [
    ("plain", "鼎城区乡村振兴局2021年度政府信息公开工作报告" + ONE, "鼎城区乡村振兴局", 2021),
    ("year before the agency", "2021年度平城区人民政府政府信息公开工作年度报告" + ONE, "平城区人民政府", 2021),
    ("year inside", "定兴县人民政府信息公开工作2021年度报告\n发布日期:2022-01-20" + ONE, "定兴县人民政府", 2021),
    ("old style", "新华街道办事处2019年政务公开工作年报\n一、总体概述", "新华街道办事处", 2019),
    ("jumbled", "徐望镇2025年政府信息公开工作告年度报" + ONE, "徐望镇", 2025),
    ("broken over lines", "首页 > 年报\n大数据局\n2021年政府信息公开\n工作年度报告" + ONE, "大数据局", 2021),
    ("after navigation", "政府信息公开指南\n政府信息公开年报\n民政局2024年政府信息公开年度报告" + ONE, "民政局", 2024),
    ("after older years", "2019年政府信息公开年报\n石桥镇2021年政府信息公开工作年度报告" + ONE, "石桥镇", 2021),
    ("traditional", "交通運輸局2021年政府信息公開工作年度報告\n一、總體情況", "交通運輸局", 2021),
    ("full-width", "双溪乡人民政府２０２２年政府信息公开工作年度报告" + ONE, "双溪乡人民政府", 2022),
    ("spelt year", "统计局二〇二一年政府信息公开年度报告" + ONE, "统计局", 2021),
    ("script behind", '水利局2023年政府信息公开工作年度报告td{border:1px};var a={"id":1}' + ONE, "水利局", 2023),
    ("in a sentence", "现公布经开区2022年政府信息公开工作年度报告。" + ONE, "经开区", 2022),
    ("by contact", "2024年政府信息公开年度报告\n请与水务局联系(地址:某路)" + ONE, "水务局", 2024),
    ("by signature", ONE + "无。\n东湖区审计局\n2022年1月14日", "东湖区审计局", 2021),
    ("late signature", ONE + "无。\n东湖区审计局\n2022年9月14日", "东湖区审计局", None),
    ("cited document", "根据《关于公布甲市2020年政府信息公开工作年度报告的通知》\n乙局" + ONE, None, None),
    ("year in a url", "https://www.x.gov.cn/2019年/公开\n求索街道政府信息公开年报" + ONE, "求索街道", None),
    ("year damaged", "某镇20201年度政府信息公开报告" + ONE, None, None),
    (
        "at odds",
        "审计局2020年政府信息公开年度报告\n统计期限为2021年1月1日至12月31日。" + ONE + "2021年,我局",
        "审计局",
        None,
    ),
    ("domain before", "puroview.com东城街道2019年政府信息公开工作年度报告" + ONE, "东城街道", 2019),
    ("two titles", "2020年信息公开年报\n工业园区2020年政府信息公开工作年度报告" + ONE, "工业园区", 2020),
    ("year first", "2019年西街街道\n政府信息公开工作年度报告\n一、\n西街街道", "西街街道", 2019),
    (
        "announced",
        "按照甲县《关于做好2021年年报的通知》要求,现将茅坪镇2022年度政府信息公开工作报告如下:" + ONE,
        "茅坪镇",
        2022,
    ),
    ("by period", "编制本报告。数据的统计期限自2022年1月1日起至2022年12月31日止。" + ONE, None, 2022),
    (
        "by first sentence",
        "制作本报告。\n一、总体情况\n2019年,新华街道办事处高度重视",
        "新华街道办事处",
        2019,
    ),
    ("by no first sentence", ONE + "2019年,在县委的领导下,我局高度重视", None, 2019),
    (
        "second name in brackets",
        "鼎城区住房和城乡建设局（人民防空办公室）2021年政府信息公开工作年度报告" + ONE,
        "鼎城区住房和城乡建设局（人民防空办公室）",
        2021,
    ),
    ("bracket that is no name", "民政局(本级)2021年政府信息公开工作年度报告" + ONE, "民政局", 2021),
    ("made by", "2021年政府信息公开工作年度报告\n本年度报告由东湖区审计局编制。" + ONE, "东湖区审计局", 2021),
    (
        "made by, with its figures",
        "本报告依据《关于政府信息公开工作年度报告有关事项的通知》(第30号)要求,由安和街道办事处结合有关数据编制。"
        "统计期限自2023年1月1日起至2023年12月31日止。" + ONE,
        "安和街道办事处",
        2023,
    ),
    ("published, the year behind", "现公开青石区花村街道政府信息公开2023年度工作报告。" + ONE, "青石区花村街道", 2023),
    ("made public", "特向社会公开花村街道办事处2021年政府信息公开工作年度报告。" + ONE, "花村街道办事处", 2021),
    ("by a sentence without a comma", ONE + "2022年东湖区教育局全面贯彻落实", "东湖区教育局", None),
    ("made by, below", ONE + "本报告由东湖区审计局办公室负责编制。2021年,我局", "东湖区审计局办公室", 2021),
    ("makes it", ONE + "根据条例的要求,越城区东湖街道特编制2023年政府信息公开年度报告。", "越城区东湖街道", 2023),
    ("named behind the year", "现将2022年度十堰市水利局政府信息公开工作情况报告如下:" + ONE, "十堰市水利局", 2022),
    ("announced between brackets", "现公布《水利局2023年政府信息公开工作年度报告》。" + ONE, "水利局", 2023),
    (
        "period in the first section",
        ONE + "本报告根据条例编制。所列数据的统计期限为2024年1月1日至12月31日。",
        None,
        2024,
    ),
    ("period at the end", ONE + "无。\n数据统计期限:2024年度。", None, 2024),
    ("period broken over lines", ONE + "无。\n统计期\n限自 2 0 2 4 年1月\n1日起至12月31日止。", None, 2024),
    ("period with dots", ONE + "统計期限:2024.01.01-2024.12.31", None, 2024),
    ("sentence against the period", ONE + "2020年,我局\n统计期限为2021年1月1日至12月31日。", None, 2021),
    (
        "sentences against the period",
        "现公布本局2020年政府信息公开年度报告。统计期限为2021年1月1日至12月31日。" + ONE + "2020年,我局",
        None,
        2021,
    ),
    (
        "last year's period",
        "审计局2021年政府信息公开年度报告\n与上年统计期限(2020年1月1日起)一致。" + ONE,
        "审计局",
        2021,
    ),
    ("names like pronouns", "本溪市人民政府2021年政府信息公开工作年度报告" + ONE, "本溪市人民政府", 2021),
    ("navigation is no agency", "政民互动\n办事大厅\n2021年政府信息公开工作年度报告" + ONE, None, 2021),
    ("nothing", "一、总体情况\n本镇全年主动公开信息若干条。", None, None),
    ("empty", "", None, None),
]


@pytest.mark.parametrize(("text", "agency", "year"), [case[1:] for case in SAID], ids=[case[0] for case in SAID])
def test_agency_and_year_are_what_the_text_says(text: str, agency: str | None, year: int | None) -> None:
    heading = read_heading(text)
    assert (heading.agency, heading.year) == (agency, year)


DOUBTED = [
    (
        "title against signature",
        "审计局2021年政府信息公开年度报告" + ONE + "无。\n财政局\n2022年1月4日",
        "审计局、财政局",
        None,
    ),
    (
        "short name in the signature",
        "水务区水务局2021年政府信息公开年度报告" + ONE + "水务局\n2022年1月4日",
        None,
        None,
    ),
    (
        "a bureau that makes its government's report",
        "平城区人民政府2021年政府信息公开年度报告\n本报告由平城区政务服务局编制。" + ONE,
        None,
        None,
    ),
    (
        "two governments",
        "平城区人民政府2021年政府信息公开年度报告\n现公布新城区人民政府2021年政府信息公开年度报告。" + ONE,
        "平城区人民政府、新城区人民政府",
        None,
    ),
    ("by contact only", "2024年政府信息公开年度报告\n请与水务局联系(地址:某路)" + ONE, "水务局", None),
    ("by first sentence only", ONE + "2019年,新华街道办事处高度重视", "新华街道办事处", None),
    ("title against period", "审计局2020年政府信息公开年度报告\n统计期限为2021年度。" + ONE, None, "2020、2021"),
    ("sentence against period", ONE + "2020年,我局\n统计期限为2021年1月1日至12月31日。", None, "2021、2020"),
    (
        "title and period against a sentence",
        "甲局2021年信息公开年报\n统计期限为2021年度。" + ONE + "2020年,本局",
        None,
        None,
    ),
    ("by the date of signature only", ONE + "无。\n东湖区审计局\n2022年1月14日", None, "2021"),
    ("damaged", "某镇20201年度政府信息公开报告" + ONE, None, "20201"),
    ("unsaid", ONE + "无。", None, None),
    ("plain", "鼎城区乡村振兴局2021年度政府信息公开工作报告" + ONE, None, None),
]


@pytest.mark.parametrize(("text", "agency", "year"), [case[1:] for case in DOUBTED], ids=[case[0] for case in DOUBTED])
def test_a_doubtful_agency_or_year_is_flagged_with_what_the_text_has(
    text: str, agency: str | None, year: str | None
) -> None:
    said = {doubt.code: dict(doubt.facts)["said"] for doubt in read_heading(text).doubts}
    assert (said.get("agency_doubtful"), said.get("year_doubtful")) == (agency, year)


def test_a_doubt_shows_where_each_reading_stands() -> None:
    text = "审计局2020年政府信息公开年度报告\n统计期限为2021年度。" + ONE
    (doubt,) = read_heading(text).doubts
    assert [text[slice(*span)] for span in doubt.spans] == ["2020", "2021"]


FURNITURE = [
    "首页 > 政府信息公开 > 政府信息公开年报 > {}",
    "当前位置：首页 政务公开 政府信息公开年报 {}",
    "2024年政府信息公开年报 部门 2024-01-20 10:12 {} 浏览次数：10",
    "索引号：000014/2024-010 标题：{} 发布机构：县政府办",
    "附件1：{}",
    "第3页 共9页 {}",
    "【年报】{} - 某县人民政府门户网站",
    "· {} [2024-01-20]",
    "某县人民政府门户网站 {}",
]


@pytest.mark.parametrize("page", FURNITURE)
def test_a_title_is_without_what_the_page_puts_around_it(page: str) -> None:
    title = "水利局2023年政府信息公开工作年度报告"
    assert read_heading(page.format(title) + ONE) == Heading(title, "水利局", 2023)


def test_title_is_on_one_line_as_printed() -> None:
    text = "# 雄县人民政府 2019 年政府\n信息公開工作年度報告\n\n一、总体情况"
    assert read_heading(text) == Heading("雄县人民政府2019年政府信息公開工作年度報告", "雄县人民政府", 2019)


def test_seeds_name_their_agency_and_year() -> None:
    folder = need_shared("seeds")
    meta = json.loads((folder / "truth.json").read_text())["meta"]
    for path in sorted(folder.glob("*.txt")):
        heading, truth = read_heading(path.read_text()), meta[path.name[:3]]
        assert heading.agency in truth["agency"] and heading.year == truth["year"], path.name


def test_no_corpus_report_gets_a_wrong_agency_or_year() -> None:
    for path in sorted(need_shared("corpus/train").glob("*.truth.json")):
        truth = json.loads(path.read_text())
        heading = read_heading(_decoded(path.with_name(f"{truth['name']}.txt"), truth["encoding"]))
        assert heading[1:] == (truth["unit"], truth["year"], ()), path.name


@pytest.mark.parametrize(
    "text",
    ["公开年度报告\n" * 150_000, "a " * 500_000, "公" * 1_000_000, "2021年" * 300_000, "a" * 1_000_000, "a." * 500_000],
)
def test_a_megabyte_without_a_heading_has_no_agency(text: str) -> None:
    assert read_heading(text).agency is None


def _decoded(path: Path, encoding: str) -> str:
    return path.read_bytes().decode("gb18030" if encoding.startswith("gb") else encoding, "replace").lstrip("\ufeff")
