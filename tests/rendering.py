"""Reports made up for tests: a matrix that agrees with itself, and the text a scraper would make of it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from made import narrow

from parsers.form.form import FORMS, Form
from parsers.form.printed import APPLICATIONS, GROUPS

Row = list[int | None]
Matrix = dict[str, Row]
"""By row key the seven cells, None where blank."""


def made(rng: random.Random, form: Form, blanks: str) -> Matrix:
    """A matrix that agrees with itself; `blanks` says which zeros are left blank."""
    size = rng.choice([0, 1, 3, 12, 60, 400])
    rows = [row.key for row in form.rows(APPLICATIONS)]
    results = [r.key for r in form.rows(APPLICATIONS) if "results" in r.groups and r.key != "processed_total"]
    matrix: Matrix = {}
    weights = (12, 3, 1, 1, 1, 1)
    for key in results:
        many = size if rng.random() < 0.4 else 0
        matrix[key] = [rng.randint(0, max(0, many * w // 12)) for w in weights]
    done = [sum(matrix[k][c] or 0 for k in results) for c in range(6)]
    forward = [rng.randint(0, 2) if size > 3 and rng.random() < 0.3 else 0 for _ in range(6)]
    over = [min(d, rng.randint(0, 1)) if size > 3 else 0 for d in done]
    matrix["processed_total"], matrix["carried_forward"] = list(done), list(forward)
    matrix["carried_over"] = list(over)
    matrix["new_received"] = [d + f - o for d, f, o in zip(done, forward, over, strict=True)]
    for key in rows:
        matrix[key].append(sum(v or 0 for v in matrix[key]))
    return {key: _blanked(rng, matrix[key], blanks) for key in rows}


def _blanked(rng: random.Random, row: Row, blanks: str) -> Row:
    if blanks == "zeros":
        return [v or None for v in row]
    if blanks == "some":
        return [*(None if v == 0 and rng.random() < 0.3 else v for v in row[:6]), row[6]]
    if blanks == "rows":
        return [None] * 7 if not any(row) and rng.random() < 0.5 else row
    if blanks == "natural_total":
        return [v if v or c in (0, 6) else None for c, v in enumerate(row)]
    if blanks == "total":
        return [v if v or c == 6 else None for c, v in enumerate(row)]
    return row


BLANKS = ("none", "zeros", "some", "rows", "natural_total", "total")

HEADER = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


@dataclass(frozen=True)
class Line:
    """One printed row: its label cells with how many columns each spans, its seven cells."""

    labels: tuple[tuple[str, int], ...]
    cells: tuple[str, ...]


def lines(form: Form, matrix: Matrix, blank: str = "") -> list[Line]:
    """The rows as the form prints them; a group's label stands before its first row."""
    seen: set[str] = set()
    found = []
    for row in form.rows(APPLICATIONS):
        labels: list[tuple[str, int]] = []
        for group in row.groups:
            new = group not in seen
            seen.add(group)
            labels.append((narrow(GROUPS[group].zh) if new else "", 1))
        labels.append((narrow(row.words.zh), 3 - len(row.groups)))
        cells = tuple(blank if v is None else str(v) for v in matrix[row.key])
        found.append(Line(tuple(labels), cells))
    return found


Layout = Callable[[random.Random, Sequence[Line]], str]
"""The table as one kind of scraper prints it."""


def _head() -> list[list[str]]:
    return [
        ["(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        list(HEADER[1:6]),
    ]


def markdown(rng: random.Random, rows: Sequence[Line]) -> str:
    """Bars around every cell, spans expanded."""
    out = ["| " + " | ".join(r) + " |" for r in _head()]
    if rng.random() < 0.5:
        out.insert(1, "| --- | --- |")
    for row in rows:
        labels = [c for text, span in row.labels for c in (text, *[""] * (span - 1))]
        out.append("| " + " | ".join([*labels, *row.cells]) + " |")
    return "\n".join(out)


def bare_bars(rng: random.Random, rows: Sequence[Line]) -> str:
    """Bars between cells, spans and merged labels left out."""
    sep = rng.choice([" | ", "|", " |"])
    out = [sep.join(r) for r in _head()]
    out += [sep.join([*(t for t, _ in row.labels if t), *row.cells]) for row in rows]
    return "\n".join(out)


def padded_bars(rng: random.Random, rows: Sequence[Line]) -> str:
    """Blank cells dropped and the row filled up with bars at its end."""
    out = [" | ".join(r) + " |" + "|" * (10 - len(r)) for r in _head()]
    for row in rows:
        cells = [*(t for t, _ in row.labels if t), *(c for c in row.cells if c)]
        out.append(" | ".join(cells) + " | " + "|" * (10 - len(cells)))
    return "\n".join(out)


def cell_lines(rng: random.Random, rows: Sequence[Line]) -> str:
    """One cell a line; a blank is an empty cell's worth of line breaks."""
    gap = rng.choice(["\n", "\n\n"])
    out = [c for r in _head() for c in r]
    for row in rows:
        out += [t for t, _ in row.labels if t]
        out += row.cells
    return gap.join(out)


def dropped_lines(rng: random.Random, rows: Sequence[Line]) -> str:
    """One cell a line; blanks are gone."""
    gap = rng.choice(["\n", "\n\n"])
    out = [c for r in _head() for c in r]
    for row in rows:
        out += [t for t, _ in row.labels if t]
        out += [c for c in row.cells if c.strip()]
    return gap.join(out)


def nbsp_lines(rng: random.Random, rows: Sequence[Line]) -> str:
    """One cell a line; a blank is a no-break space."""
    return cell_lines(rng, [Line(r.labels, tuple(c or "\xa0" for c in r.cells)) for r in rows])


def tabs(rng: random.Random, rows: Sequence[Line]) -> str:
    """Tab-separated, spans expanded."""
    out = ["\t".join(r) for r in _head()]
    for row in rows:
        labels = [c for text, span in row.labels for c in (text, *[""] * (span - 1))]
        out.append("\t".join([*labels, *row.cells]))
    return "\n".join(out)


def commas(rng: random.Random, rows: Sequence[Line]) -> str:
    """Comma-separated, spans expanded."""
    out = [",".join(r) for r in _head()[1:]]
    for row in rows:
        labels = [c for text, span in row.labels for c in (text.replace(",", "，"), *[""] * (span - 1))]
        out.append(",".join([*labels, *row.cells]))
    return "\n".join(out)


def spaces(rng: random.Random, rows: Sequence[Line]) -> str:
    """Every cell behind one space, all on one line; blanks are gone."""
    out = [c for r in _head() for c in r]
    for row in rows:
        out += [t for t, _ in row.labels if t]
        out += [c for c in row.cells if c.strip()]
    return " ".join(out)


def run_together(rng: random.Random, rows: Sequence[Line]) -> str:
    """No separators inside a row."""
    out = ["".join(r) for r in _head()]
    out += ["".join([*(t for t, _ in row.labels if t), *row.cells]) for row in rows]
    return "\n".join(out)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def aligned(rng: random.Random, rows: Sequence[Line]) -> str:
    """Columns by display width, figures to the left or to the right."""
    right = rng.random() < 0.5
    widths = [max(_width(h), 6) + 2 for h in HEADER]
    label_width = max(_width("".join(t for t, _ in r.labels)) for r in rows) + 2

    def put(label: str, cells: Sequence[str]) -> str:
        line = label + " " * (label_width - _width(label))
        for cell, width in zip(cells, widths, strict=True):
            pad = " " * (width - _width(cell))
            line += pad + cell if right else cell + pad
        return line.rstrip()

    out = [put("", HEADER)]
    out += [put(" ".join(t for t, _ in r.labels if t), r.cells) for r in rows]
    return "\n".join(out)


def grid(rng: random.Random, rows: Sequence[Line]) -> str:
    """Ruled with box-drawing characters."""
    label_width = max(_width("".join(t for t, _ in r.labels)) for r in rows) + 2
    rule = "├" + "─" * label_width + ("┼" + "─" * 14) * 7 + "┤"

    def put(label: str, cells: Sequence[str]) -> str:
        body = "│".join(" " + c + " " * (13 - _width(c)) for c in cells)
        return "│" + label + " " * (label_width - _width(label)) + "│" + body + "│"

    out = [rule, put("", HEADER), rule]
    for row in rows:
        out += [put("".join(t for t, _ in row.labels), row.cells), rule]
    return "\n".join(out)


def html(rng: random.Random, rows: Sequence[Line]) -> str:
    """The page's own source."""
    out = ["<table>"]
    out += ["<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in _head()]
    for row in rows:
        labels = "".join(f'<td colspan="{span}">{text}</td>' for text, span in row.labels if text)
        cells = "".join(f'<td width="72">{c or "&nbsp;"}</td>' for c in row.cells)
        out.append(f"<tr>{labels}{cells}</tr>")
    return "\n".join([*out, "</table>"])


def frame(rng: random.Random, rows: Sequence[Line]) -> str:
    """A data frame printed: an index, labels repeated over their spans, NaN for blanks, floats beside them."""
    floats = [any(not r.cells[c] for r in rows) for c in range(7)]
    table = []
    last = ["", "", ""]
    for row in rows:
        labels = [text for text, span in row.labels for _ in range(span)]
        last = [a or b for a, b in zip(labels, last, strict=True)]
        cells = [c + ".0" if c and f else c or "NaN" for c, f in zip(row.cells, floats, strict=True)]
        table.append([*last, *cells])
    widths = [max(_width(r[c]) for r in table) for c in range(10)]
    out = []
    for n, cells in enumerate(table):
        padded = [" " * (w - _width(c)) + c for c, w in zip(cells, widths, strict=True)]
        out.append(f"{n:<3}" + "  ".join(padded))
    return "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n" + "\n".join(out)


def stacked_bars(rng: random.Random, rows: Sequence[Line]) -> str:
    """A cell a line, closed by a bar; a bar alone before every row, and for every blank; pads behind the last cell."""
    out = []
    for row in (*_head(), *([*(t for t, _ in r.labels if t), *r.cells] for r in rows)):
        pads = "|" * rng.randint(0, 2)
        out += ["|", *(f"{cell} |" if cell else "|" for cell in row)]
        out[-1] += " " + pads if row[-1] and pads else ""
    return "\n".join(out)


LAYOUTS: dict[str, Layout] = {
    f.__name__: f
    for f in (
        markdown, bare_bars, padded_bars, cell_lines, dropped_lines, nbsp_lines, tabs, commas, spaces,
        run_together, aligned, grid, html, frame, stacked_bars,
    )
}  # fmt: skip


KEEPS_BLANKS = frozenset(LAYOUTS) - {"padded_bars", "dropped_lines", "spaces", "run_together", "aligned"}
"""The layouts whose text tells where every blank stands."""


def report(table: str) -> str:
    """The table inside a report's prose."""
    return (
        "某某县样例局2022年政府信息公开工作年度报告\n\n一、总体情况\n\n2022年,本局主动公开信息125条,收到申请若干件。\n\n"
        "三、收到和处理政府信息公开申请情况\n\n"
        f"{table}\n\n四、政府信息公开行政复议、行政诉讼情况\n\n五、存在的主要问题及改进情况\n\n一是公开内容有待丰富。\n"
        "六、其他需要报告的事项\n\n无。\n"
    )


def form_of(three: bool) -> Form:
    """The 2021 form with one or three rows of (六)."""
    return FORMS["2021", three]
