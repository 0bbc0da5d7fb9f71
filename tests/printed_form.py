"""The official form filled in: its three tables as rows of cells with spans, and what a scraper makes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from made import narrow

from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, COLUMNS, GROUPS, PARTS

Figure = int | str | None
PARTS_AND_TOTAL = [COLUMNS[APPLICATIONS][key].zh for key in (*PARTS, "total")]
RESULTS = [COLUMNS["review_litigation"][key].zh for key in ("upheld", "corrected", "other", "pending", "total")]


class Box(NamedTuple):
    """A cell as it is printed."""

    text: str
    down: int = 1
    across: int = 1


Table = list[list[Box]]


class Filled(NamedTuple):
    """A report: whose, for which year, and its figures."""

    agency: str
    year: int
    matrix: Mapping[str, Sequence[int]]
    """By row key the six parts; a row that is not named is all 0."""
    regulations: tuple[Figure, Figure, Figure] = (0, 0, 0)
    documents: tuple[Figure, Figure, Figure] = (2, 1, 9)
    decisions: tuple[Figure, Figure, Figure] = (12, 5, 0)
    fees: Figure = 0
    review: Sequence[Figure] = (1, 0, 0, 0, 1, *[0] * 10)
    three: bool = True
    printed: Mapping[tuple[str, str], Figure] = {}
    """What stands in a cell of 表三 instead, by row and column."""

    @property
    def title(self) -> str:
        return f"{self.agency}{self.year}年政府信息公开工作年度报告"

    def rows(self) -> dict[str, list[Figure]]:
        """The seven cells of every row of 表三, totals worked out."""
        form = form_of("2021", self.three)
        parts = {row.key: list(self.matrix.get(row.key, [0] * 6)) for row in form.rows(APPLICATIONS)}
        results = [row.key for row in form.rows(APPLICATIONS) if "results" in row.groups and row.key in parts]
        done = [sum(parts[k][c] for k in results if k != "processed_total") for c in range(6)]
        parts["processed_total"] = done
        forward, over = parts["carried_forward"], parts["carried_over"]
        parts["new_received"] = [d + f - o for d, f, o in zip(done, forward, over, strict=True)]
        whole: dict[str, list[Figure]] = {key: [*row, sum(row)] for key, row in parts.items()}
        for (key, column), figure in self.printed.items():
            whole[key][[*PARTS, "total"].index(column)] = figure
        return whole


def shown(figure: Figure) -> str:
    return "" if figure is None else str(figure)


def disclosure(filled: Filled) -> Table:
    """表二 in the form of 2021."""

    def head(number: str) -> list[Box]:
        return [Box(f"第二十条第（{number}）项", across=4)]

    def of_decisions(*names: tuple[str, Figure]) -> Table:
        return [[Box(name), Box(shown(figure), across=3)] for name, figure in names]

    licensing, punishment, coercion = filled.decisions
    handled = [Box("信息内容"), Box("本年处理决定数量", across=3)]
    return [
        head("一"),
        [Box(text) for text in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")],
        [Box("规章"), *(Box(shown(figure)) for figure in filled.regulations)],
        [Box("行政规范性文件"), *(Box(shown(figure)) for figure in filled.documents)],
        head("五"),
        handled,
        *of_decisions(("行政许可", licensing)),
        head("六"),
        handled,
        *of_decisions(("行政处罚", punishment), ("行政强制", coercion)),
        head("八"),
        [Box("信息内容"), Box("本年收费金额（单位：万元）", across=3)],
        *of_decisions(("行政事业性收费", filled.fees)),
    ]


def applications(filled: Filled) -> Table:
    """表三."""
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    table = [
        [Box(note, 3, 3), Box("申请人情况", across=7)],
        [Box(PARTS_AND_TOTAL[0], 2), Box("法人或其他组织", across=5), Box(PARTS_AND_TOTAL[6], 2)],
        [Box(text) for text in PARTS_AND_TOTAL[1:6]],
    ]
    figures, seen = filled.rows(), set[str]()
    rows = list(form_of("2021", filled.three).rows(APPLICATIONS))
    for row in rows:
        new = [group for group in row.groups if group not in seen]
        seen.update(new)
        labels = [Box(narrow(GROUPS[group].zh), sum(group in other.groups for other in rows)) for group in new]
        cells = [Box(shown(figure)) for figure in figures[row.key]]
        table.append([*labels, Box(narrow(row.words.zh), across=3 - len(row.groups)), *cells])
    return table


def review(filled: Filled) -> Table:
    """表四."""
    return [
        [Box("行政复议", across=5), Box("行政诉讼", across=10)],
        [*(Box(text, 2) for text in RESULTS), Box("未经复议直接起诉", across=5), Box("复议后起诉", across=5)],
        [Box(text) for text in RESULTS * 2],
        [Box(shown(figure)) for figure in filled.review],
    ]


Part = str | Table


def parts(filled: Filled) -> list[Part]:
    """The whole report: a paragraph or a table after the other."""
    return [
        filled.title,
        "一、总体情况",
        "本单位把公开目录与办事窗口对照检查，逐月更新，过期的内容注明停用日期。",
        "二、主动公开政府信息情况",
        disclosure(filled),
        "三、收到和处理政府信息公开申请情况",
        applications(filled),
        "四、政府信息公开行政复议、行政诉讼情况",
        review(filled),
        "五、存在的主要问题及改进情况",
        "有的栏目更新偏慢，明年按月对账。",
        "六、其他需要报告的事项",
        "无。",
    ]


def expanded(table: Table) -> list[list[str]]:
    """Every position of the grid; what a span covers is blank."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table):
        x = 0
        for box in row:
            while (y, x) in taken:
                x += 1
            taken |= {(y + down, x + across): "" for down in range(box.down) for across in range(box.across)}
            taken[y, x] = box.text
            x += box.across
    width = max(x for _, x in taken) + 1
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(table))]


def bars(filled: Filled) -> str:
    """As text, a bar around every cell."""
    return "\n".join(_lines(filled, lambda row: "| " + " | ".join(row) + " |")) + "\n"


def separated(filled: Filled, separator: str) -> str:
    """As a table in a text file: commas, or tabs."""
    return "\n".join(_lines(filled, lambda row: separator.join(cell.replace(",", "，") for cell in row))) + "\n"


def _lines(filled: Filled, line: Callable[[list[str]], str]) -> Iterator[str]:
    for part in parts(filled):
        yield from [part] if isinstance(part, str) else map(line, expanded(part))


def page(filled: Filled, inside: str = "") -> str:
    """As a web page; `inside` stands at the end of its body."""
    body = "\n".join(_block(part) for part in parts(filled))
    style = "table{border-collapse:collapse}td{border:1px solid #666;padding:2px;font-size:8pt}"
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{filled.title}</title>'
        f"<style>{style}</style></head><body>\n{body}\n{inside}</body></html>\n"
    )


def _block(part: Part) -> str:
    if isinstance(part, str):
        return f"<p>{escape(part)}</p>"
    rows = ("".join(_cell(box) for box in row) for row in part)
    return "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _cell(box: Box) -> str:
    spans = (f' rowspan="{box.down}"' if box.down > 1 else "") + (f' colspan="{box.across}"' if box.across > 1 else "")
    return f"<td{spans}>{escape(box.text)}</td>"
