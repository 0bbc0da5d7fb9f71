"""Samples of file types and of defects, made anew: `uv run python tests/make_samples.py [FOLDER]`, with LibreOffice.

Agencies and figures are made up. What the program must read of each file, `test_samples.py` says.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from shutil import copy, which

from printed_form import Filled, bars, page, separated
from sample_documents import deleted_docx, ofd, pdf, picture_docx, workbook

ROOT = Path(__file__).resolve().parent.parent

MATRIX = {
    "carried_over": (1, 0, 0, 0, 0, 0),
    "granted": (6, 2, 0, 0, 0, 0),
    "partial": (2, 0, 0, 0, 0, 1),
    "denied_third_party": (1, 0, 0, 0, 0, 0),
    "unable_not_held": (4, 1, 0, 0, 0, 0),
    "rejected_petition": (1, 0, 0, 0, 0, 0),
    "carried_forward": (2, 0, 0, 0, 0, 0),
}


def filled(agency: str, year: int = 2023, **changes: object) -> Filled:
    """A report that adds up but for what is changed."""
    return Filled(agency, year, MATRIX)._replace(**changes)  # type: ignore[arg-type]


def _row(text: str, label: str) -> str:
    (line,) = (line for line in text.split("\n") if label in line)
    return line


def without(text: str, label: str) -> str:
    return text.replace(_row(text, label) + "\n", "")


def twice(text: str, label: str) -> str:
    line = _row(text, label)
    return text.replace(line, f"{line}\n{line}")


def swapped(text: str, one: str, other: str) -> str:
    a, b = _row(text, one), _row(text, other)
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


REFUSED, REPEATED, OPEN = "1.属于国家秘密", "2.重复申请", "四、结转下年度"


def defects() -> Mapping[str, str]:
    """By file name, the text of a report with one thing wrong."""
    misread = {("granted", "natural_person"): 8}
    good = bars(filled("柳坪县档案馆"))
    section = "六、其他需要报告的事项"
    two_years = [
        filled("竹溪镇人民政府", 2022, documents=(3, 0, 11), matrix=MATRIX | {"carried_over": (0,) * 6}),
        filled("竹溪镇人民政府", 2023, documents=(2, 1, 13)),
    ]
    heading, opening = f"{good.splitlines()[0]}\n", "本单位把公开目录"
    return {
        "digit_misread.txt": bars(filled("槐荫县水务局", printed=misread)),
        "balance_broken.txt": bars(
            filled("石桥区统计局", printed={("carried_over", "natural_person"): 3, ("carried_over", "total"): 3})
        ),
        "total_not_printed.txt": bars(filled("云台县审计局", printed={("granted", "total"): None})),
        "total_printed_low.txt": bars(filled("南塘县粮食局", printed={("partial", "total"): 1})),
        "figure_far_off.txt": bars(filled("北塘县粮食局", printed={("granted", "total"): 88888888})),
        "part_needed.txt": bars(filled("西塘县粮食局", printed={("granted", "business"): None})),
        "figure_unreadable.txt": bars(filled("东岭区民政局", printed={("granted", "business"): "见附件"})),
        "figure_with_letter.txt": bars(filled("西岭区民政局", printed={("unable_not_held", "natural_person"): "4O"})),
        "unit_not_said.txt": bars(filled("金沙县财政局", fees=1230500)).replace("（单位：万元）", ""),
        "row_lost.txt": without(good, REFUSED),
        "row_twice.txt": twice(good, REPEATED),
        "rows_out_of_order.txt": swapped(good, "1.信访举报投诉类申请", REPEATED),
        "row_too_many.txt": good.replace(
            _row(good, OPEN), "|  |  | 9.其他情形 |" + " 0 |" * 7 + "\n" + _row(good, OPEN)
        ),
        "figure_left_over.txt": good.replace(_row(good, OPEN), _row(good, OPEN) + "\n| 备注 17 |"),
        "text_cut_off.txt": good[: good.index("(五)不予处理")],
        "table_three_absent.txt": good[: good.index("三、收到和处理")] + good[good.index("四、政府信息公开行政复议") :],
        "lines_made_unique.txt": "\n".join(dict.fromkeys(_cells_a_line(good))),
        "form_of_another_time.txt": bars(filled("松岗县林业局", 2019)),
        "two_reports.txt": bars(filled("松岗县林业局")) + "\n" + bars(filled("柏岗县林业局")),
        "year_in_doubt.txt": good.replace(opening, "本报告数据的统计期限为2022年1月1日至2022年12月31日。" + opening),
        "agency_in_doubt.txt": good.replace(
            heading, "2023年政府信息公开工作年度报告\n如有疑问，请与柳坪县档案馆联系。\n"
        ),
        "prose_disagrees.txt": good.replace(section, "2023年，本馆共收到政府信息公开申请25件。\n" + section),
        "year_before_2022.txt": bars(two_years[0]),
        "year_before_2023.txt": bars(two_years[1]),
    }


def _cells_a_line(text: str) -> list[str]:
    return [cell.strip() for line in text.split("\n") for cell in line.strip("| ").split(" | ") if cell.strip()]


def types() -> Mapping[str, bytes]:
    """By file name, a report in a kind of file that needs no office program."""
    hidden = '<p style="display:none">内部草稿：本年新收99件</p>'
    return {
        "web_page.html": page(filled("青川县教育局")).encode(),
        "web_page_gb18030.htm": page(filled("青山县教育局")).replace("utf-8", "gb18030").encode("gb18030"),
        "web_page_hidden_text.html": page(filled("青原县教育局"), hidden).encode(),
        "web_page_in_data.json": json.dumps([{"title": "年报", "content": page(filled("青浦县教育局"))}]).encode(),
        "web_archive.mht": archive(page(filled("青田县教育局"))),
        "markdown.md": bars(filled("望江县交通局")).encode(),
        "commas.csv": separated(filled("望都县交通局"), ",").encode("utf-8-sig"),
        "tabs.tsv": separated(filled("望城县交通局"), "\t").encode("utf-16"),
        "text_gb18030.txt": bars(filled("望奎县交通局")).encode("gb18030"),
        "workbook.xlsx": workbook(filled("临湖县农业局")),
        "workbook_formulas_hidden_row.xlsx": workbook(filled("临溪县农业局"), formulas=True, hidden=True),
        "word_tracked_deletion.docx": deleted_docx(filled("安平县卫生健康局")),
        "word_picture.docx": picture_docx(filled("安化县卫生健康局")),
        "print.pdf": pdf(filled("安岳县应急管理局")),
        "layout.ofd": ofd(filled("安远县卫生健康局")),
    }


def archive(page: str) -> bytes:
    """A web page as a browser saves it in one file."""
    message = EmailMessage(SMTP)
    message["Subject"] = "gouji"
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message.make_related(boundary="----=_Part_0001")
    return message.as_bytes()


CONVERTED = {
    "word.docx": ("安丘市应急管理局", "HTML (StarWriter)", "docx:MS Word 2007 XML"),
    "word_97.doc": ("安福县应急管理局", "HTML (StarWriter)", "doc:MS Word 97"),
    "wps.wps": ("安仁县应急管理局", "HTML (StarWriter)", "doc:MS Word 97"),
    "workbook_97.xls": ("临清市农业局", "HTML (StarCalc)", "xls:MS Excel 97"),
    "open_document.ods": ("临泉县农业局", "HTML (StarCalc)", "ods:calc8"),
}
"""By file name: agency, how LibreOffice reads the page, as what it writes it."""


def convert(agency: str, reads: str, writes: str, target: Path) -> None:
    """A report as an office program writes it. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.html"
        source.write_text(page(filled(agency)), "utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        asked = [f"--infilter={reads}", "--convert-to", writes, "--outdir", folder, str(source)]
        office = which("soffice") or "soffice"
        subprocess.run([office, profile, "--headless", *asked], check=True, capture_output=True, timeout=300)
        copy(source.with_suffix("." + writes.partition(":")[0]), target)


def main(folder: Path) -> None:
    """Write them all."""
    made: dict[str, Callable[[Path], object]] = {}
    for name, text in defects().items():
        made[f"defects/{name}"] = lambda path, text=text: path.write_bytes(text.encode())  # type: ignore[misc]
    for name, data in types().items():
        made[f"types/{name}"] = lambda path, data=data: path.write_bytes(data)  # type: ignore[misc]
    for name, (agency, reads, writes) in CONVERTED.items():
        made[f"types/{name}"] = lambda path, told=(agency, reads, writes): convert(*told, path)  # type: ignore[misc]
    for name, make in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path)
        print(f"{path.stat().st_size:>7} {re.sub('^.*sample_reports/', '', str(path))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "sample_reports")
