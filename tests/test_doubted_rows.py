"""Rows that a spoilt text only seems to show: a word run into a label, figures moved left, a row that is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import parsers
from parsers.form.form import ROW_CELLS, form_of
from parsers.form.printed import APPLICATIONS
from parsers.model import Report, Value

FORM = form_of(None, True)
LABELS = {row.key: row.words.zh.translate(str.maketrans("（），：", "(),:")) for row in FORM.shape.rows}
FIGURES = {
    "new_received": "7 1 . . . . 8",
    "granted": "2 . . . . . 2",
    "denied_procedural": ". 1 . . . . 1",
    "unable_not_held": "5 . . . . . 5",
    "processed_total": "7 1 . . . . 8",
}
BLANK = ". . . . . . ."
Cells = list[str]


def text(line: Callable[[str, Cells], str], figures: Mapping[str, str] = FIGURES, blank: str = "") -> str:
    """A 表三 whose rows `line` renders from their label and seven cells."""
    rows = (
        line(label, [blank if cell == "." else cell for cell in figures.get(key, BLANK).split()])
        for key, label in LABELS.items()
    )
    return "三、收到和处理政府信息公开申请情况\n" + "\n".join(rows) + "\n五、存在的主要问题及改进情况\n"


def flags(report: Report, row: str) -> set[str | None]:
    return {report.cells[address].flag for address in ROW_CELLS[APPLICATIONS, row]}


def values(report: Report, row: str) -> list[Value | None]:
    return [report.cells[address].value for address in ROW_CELLS[APPLICATIONS, row]]


def run_together(label: str, cells: Cells) -> str:
    return label + "".join(cells)


def joined(label: str, cells: Cells) -> str:
    return f"{label}:{'、'.join(cells)}"


def bars(label: str, cells: Cells) -> str:
    return f"{label} | {' | '.join(cells)} |"


def lines(label: str, cells: Cells) -> str:
    return "\n".join([label, *cells])


@pytest.mark.parametrize("row", ["granted", "rejected_repeat", "other_overdue_correction", "rejected_excessive"])
@pytest.mark.parametrize("word", ["暂无", "不详", "O"])
def test_a_word_run_into_a_label_is_a_cell_and_not_more_of_the_label(row: str, word: str) -> None:
    figures = {key: cells for key, cells in FIGURES.items() if key != row}
    broken = text(run_together, figures).replace(LABELS[row], LABELS[row] + word)
    assert flags(parsers.read(broken.encode()), row) == {"unreadable"}


def test_more_of_a_label_with_a_character_lost_is_no_word() -> None:
    label = LABELS["other_unpaid_fee"]
    broken = text(lines, blank="\xa0").replace(label, label.replace("信息公开申请", "�息公开申请"))
    assert flags(parsers.read(broken.encode()), "other_unpaid_fee") == {None}


def test_cells_joined_by_a_mark_that_also_follows_numerals_are_whole_with_printed_blanks_between() -> None:
    report = parsers.read(text(joined, blank="无").encode())
    assert values(report, "denied_procedural") == [None, 1, None, None, None, None, 1]
    assert {flag for row in LABELS for flag in flags(report, row)} == {None}


@pytest.mark.parametrize("row", ["granted", "denied_procedural"])
def test_a_note_behind_a_row_with_its_total_is_no_cell(row: str) -> None:
    figures = FIGURES | {"denied_state_secret": "0 0 . 0 . . 0"}
    noted = text(bars, figures).replace(bars(LABELS[row], cells_of(row)), bars(LABELS[row], cells_of(row)) + " 见附件")
    assert "见附件" in noted
    report = parsers.read(noted.encode())
    assert values(report, row) == [int(cell) if cell != "." else None for cell in FIGURES[row].split()]
    assert flags(report, row) == {None}


def cells_of(row: str) -> Cells:
    return ["" if cell == "." else cell for cell in FIGURES[row].split()]


def test_a_word_in_the_last_cell_of_the_table_is_one_cell() -> None:
    spaced = text(lambda label, cells: "  ".join([label, *cells]), blank="NaN")
    last = "  ".join([LABELS["carried_forward"], *["NaN"] * 7])
    report = parsers.read(spaced.replace(last, last.removesuffix("NaN") + "不详").encode())
    assert None not in flags(report, "carried_forward") or values(report, "carried_forward")[-1] is None
    assert report.cells[ROW_CELLS[APPLICATIONS, "carried_forward"][-1]].flag is not None


def test_where_a_row_has_moved_left_so_may_have_those_of_zeros() -> None:
    moved = FIGURES | {
        "new_received": "9 3 2 . . . 14",
        "denied_state_secret": "4 3 2 . . . 9",
        "rejected_repeat": "0 0 0 . . . .",
        "processed_total": "11 4 2 . . . 17",
    }
    padded = text(lambda label, cells: bars(label, sorted(cells, key=lambda cell: not cell)), moved)
    assert None not in flags(parsers.read(padded.encode()), "rejected_repeat")


def test_the_heading_over_the_right_column_is_no_cell_of_the_left_one() -> None:
    rows = [f"{label:　<24} {' '.join('-' if c == '.' else c for c in FIGURES.get(key, BLANK).split())}"
            for key, label in LABELS.items()]  # fmt: skip
    half = len(rows) // 2 + 1
    rows[half] = "(四)无法提供" + rows[half]
    short = [rows[0].removesuffix(" 8"), *rows[1:]]
    pairs = [f"{left}     {right}" for left, right in zip(short[:half], [*short[half:], ""], strict=False)]
    report = parsers.read(("三、收到和处理政府信息公开申请情况\n" + "\n".join(pairs)).encode())
    assert None not in flags(report, "new_received")


@pytest.mark.parametrize("row", ["new_received", "granted", "carried_forward"])
def test_where_one_row_alone_has_figures_no_other_is_blank_for_certain(row: str) -> None:
    report = parsers.read(text(run_together, {row: FIGURES["new_received"]}).encode())
    assert {flag for key in LABELS if key != row for flag in flags(report, key)} == {"blank_unproven"}


def test_where_rows_lack_an_amount_wherever_it_belongs_none_is_blank_for_certain() -> None:
    """5 of the 8 are in no row: its figures are gone with the scraper's blanks."""
    figures = {row: cells for row, cells in FIGURES.items() if row != "unable_not_held"}
    report = parsers.read(text(run_together, figures).encode())
    assert None not in flags(report, "unable_not_held") | flags(report, "rejected_repeat")


def test_a_single_figure_that_is_not_under_the_totals_that_others_have_may_be_one() -> None:
    """One of the empty lines of the row is gone."""
    lost = text(lines, FIGURES | {"denied_state_secret": ". . . . . . 1"}, blank="\xa0")
    label = LABELS["denied_state_secret"] + "\n"
    report = parsers.read(lost.replace(label + "\xa0\n", label).encode())
    assert None not in flags(report, "denied_state_secret")


def test_figures_behind_the_last_label_alone_may_be_those_of_the_first_row() -> None:
    """The labels came first, then all figures, and the text was cut."""
    report = parsers.read(text(lines, {"carried_forward": "0 0 0 0 0 0 0"}).encode())
    assert None not in flags(report, "carried_forward")


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_an_invisible_character_between_cells_moves_none(at: int) -> None:
    spaced = text(lambda label, cells: "  ".join([label, *cells]), FIGURES | {"granted": "2 0 0 0 0 . 2"})
    row = "2  0  0  0  0" + "".join(["\u200b" * (n == at) + " " for n in range(4)]) + "2"
    report = parsers.read(spaced.replace("2  0  0  0  0    2", row).encode())
    assert (values(report, "granted"), flags(report, "granted")) == ([2, 0, 0, 0, 0, None, 2], {None})


def test_a_text_that_ends_behind_the_head_of_a_column_lacks_its_figure() -> None:
    heads = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    pairs = text(lambda label, cells: "\n".join(f"{label} {head} {c}" for head, c in zip(heads, cells, strict=True)))
    end = LABELS["rejected_repeat"] + " 总计"
    report = parsers.read(pairs[: pairs.index(end) + len(end)].encode())
    assert report.cells[ROW_CELLS[APPLICATIONS, "rejected_repeat"][-1]].flag == "table_cut"


@pytest.mark.parametrize("mark", ["", "\u200b"])
def test_figures_within_a_heading_are_not_those_of_the_row_before_it(mark: str) -> None:
    """Labels are broken around their figures; those of the first row of （五） stand within its heading."""
    figures = FIGURES | {"rejected_petition": "1 0 0 0 0 0 1", "unable_not_held": "4 0 0 0 0 0 4"}
    rows = []
    for key, label in LABELS.items():
        label = "(五)" + mark + "不予处理" + label if key == "rejected_petition" else label
        rows += [label[:6], figures.get(key, BLANK).replace(".", " "), label[6:]]
    report = parsers.read(("三、收到和处理政府信息公开申请情况\n" + "\n".join(rows)).encode())
    assert None not in flags(report, "unable_unclear")


def test_a_row_with_a_word_for_its_total_and_a_note_has_not_moved_over_its_empty_first_cell() -> None:
    figures = dict.fromkeys(LABELS, "0 . 0 0 . 0 0") | {"rejected_repeat": ". 0 0 0 0 0 暂无"}
    noted = text(bars, figures).replace("暂无 |", "暂无 | 见附件")
    report = parsers.read(noted.encode())
    first = report.cells[ROW_CELLS[APPLICATIONS, "rejected_repeat"][0]]
    assert first.value is None or first.flag


def test_the_last_row_before_a_cut_is_its_own_where_every_row_is_whole() -> None:
    zeros = dict.fromkeys(LABELS, "0 0 0 0 0 0 0")
    cells_on_lines = text(lines, zeros)
    report = parsers.read(cells_on_lines[: cells_on_lines.index(LABELS["denied_procedural"])].encode())
    assert flags(report, "denied_internal_affairs") == {None}
    lost = cells_on_lines.replace(LABELS["denied_third_party"] + "\n", "")
    report = parsers.read(lost[: lost.index(LABELS["denied_internal_affairs"])].encode())
    assert None not in flags(report, "denied_safety_stability")


def test_zeros_that_the_reader_put_in_are_no_amounts() -> None:
    """Bullets, every line but once: the figures of a row cannot be added up to what its neighbours have."""
    bullets = text(lambda label, cells: "\n".join(["- " + label, *("  - " + cell for cell in cells)]), {
        "new_received": "5 . . . . . 5", "denied_procedural": "1 . . . . . 1", "rejected_repeat": "4 . . . . . 4",
        "processed_total": "5 . . . . . 5",
    })  # fmt: skip
    once = "\n".join(dict.fromkeys(bullets.replace("  - 4\n", "", 2).split("\n")))
    assert None not in flags(parsers.read(once.encode()), "unable_not_held")
