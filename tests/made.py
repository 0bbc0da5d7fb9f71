"""A small report made up for tests: the form's own labels, a few figures that agree, pipes between the cells."""

from parsers.form.form import APPLICATIONS, PARTS, form_of

_PRINTED = {"new_received": (5, 1), "granted": (3, 1), "unable_not_held": (2, 0), "processed_total": (5, 1)}
"""Natural persons and businesses, by row; every other part is 0."""


def report(agency: str = "甲市乙局", year: int = 2022, over: int = 0, forward: int = 0, **totals: int) -> bytes:
    """The text of a report; `totals` prints other totals than the rows add up to, by row key.

    `over` and `forward` of natural persons are carried over and forward, and whatever that leaves is new.
    """
    head = f"{agency}{year}年政府信息公开工作年度报告\n\n三、收到和处理政府信息公开申请情况\n\n"
    columns = "| 本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和 | 申请人情况 |\n"
    columns += "| 自然人 | 法人或其他组织 | 总计 |\n| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    lines = []
    new = _PRINTED["new_received"]
    carried = {
        "new_received": (new[0] + forward - over, new[1]),
        "carried_over": (over, 0),
        "carried_forward": (forward, 0),
    }
    for row in form_of("2021", True).rows(APPLICATIONS):
        parts = [*(_PRINTED | carried).get(row.key, (0, 0)), *[0] * (len(PARTS) - 2)]
        figures = [*parts, totals.get(row.key, sum(parts))]
        lines.append("| " + " | ".join([row.words.zh, *map(str, figures)]) + " |\n")
    return (head + columns + "".join(lines)).encode()
