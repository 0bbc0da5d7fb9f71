"""Labels of rows: found in pieces, told from group labels and from words of prose, and put in the form's order."""

from __future__ import annotations

import pytest

from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS
from parsers.reading.labels import APPLICATION_ROWS, ROWS_OF, Label, candidates, chain, squash
from parsers.text.figures import tokens
from parsers.text.source import decode

KEYS = [wording.row for wording in APPLICATION_ROWS]


def rows(text: str) -> list[str]:
    """The rows whose labels stand in a text, by the better chain of the two shapes of (六)."""
    folded = decode(text.encode()).folded
    found = candidates(squash(folded, tokens(folded)))
    best = max((chain(found, rows) for _shape, rows in ROWS_OF), key=lambda labels: sum(x.weight for x in labels))
    return [KEYS[label.row] for label in best]


@pytest.mark.parametrize("three", [False, True])
def test_every_label_of_the_form_is_its_own_row_and_no_other(three: bool) -> None:
    form = form_of("2021", three)
    printed = [row.words.zh for row in form.rows(APPLICATIONS)]
    assert rows("\n".join(printed)) == [row.key for row in form.rows(APPLICATIONS)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("一、本年新收政府信\n息公开申请数量", "new_received"),
        ("| 一、本年新收政府 | 信息公开申请数量 |", "new_received"),
        ("二、上年结转政府信息公开数量", "carried_over"),
        ("( 一 ) 予以\u3000公开", "granted"),
        ("(一)予以公开", "granted"),
        ("3.危及\"三安全一稳定\"", "denied_safety_stability"),
        ("3.危及“三安\n5\n全一稳定”", "denied_safety_stability"),
        ("6、属于四类过程性信息", "denied_procedural"),
        ("本机关不掌握相关政府信息", "unable_not_held"),
        ("1.申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请", "other_overdue_correction"),
        ("(七)總計", "processed_total"),
        ("四、結轉下年度繼續辦理", "carried_forward"),
    ],
)  # fmt: skip
def test_a_label_is_found_however_it_is_printed(text: str, row: str) -> None:
    assert rows(text) == [row]


def test_group_labels_between_and_repeated_before_rows_are_no_rows() -> None:
    text = (
        "三、本年度办理结果 (三)不予公开 1.属于国家秘密 0\n(三)不予公开 2.其他法律行政法规禁止公开 0\n"
        "(四)无法 1.本机关不掌握 提供 相关政府信息 0\n"
    )
    assert rows(text) == ["denied_state_secret", "denied_law_prohibits", "unable_not_held"]


def test_labels_out_of_order_give_the_heaviest_run_that_is_in_order() -> None:
    text = "2.重复申请 0 一、本年新收政府信息公开申请数量 1 二、上年结转政府信息公开申请数量 2 (一)予以公开 3"
    assert rows(text) == ["new_received", "carried_over", "granted"]


def test_of_two_chains_as_heavy_the_later_is_the_table_and_the_earlier_prose() -> None:
    def label(start: int, row: str) -> Label:
        return Label(start, start + 4, KEYS.index(row), 4, numbered=False)

    twice = [label(10, "granted"), label(50, "granted"), label(60, "partial")]
    chosen = chain(twice, ROWS_OF[0][1])
    assert [(found.start, KEYS[found.row]) for found in chosen] == [
        (50, "granted"),
        (60, "partial"),
    ]


def test_no_labels_make_no_chain() -> None:
    assert (rows(""), rows("今年没有收到申请。")) == ([], [])


def test_a_squashed_text_knows_where_each_of_its_characters_stands() -> None:
    text = "| 行政\n许可 | 12 |  强 制"
    squashed = squash(text, tokens(text))
    assert squashed.text == "行政许可强制"
    assert [text[squashed.offset(i)] for i in range(len(squashed.text))] == list(squashed.text)
    assert [squashed.index(squashed.offset(i)) for i in range(len(squashed.text))] == [0, 1, 2, 3, 4, 5]
    assert (squashed.index(0), squashed.index(len(text))) == (0, 6)
