"""A small report made up for tests: all three tables with the form's labels, figures that agree, between pipes."""

from parsers.form.form import form_of
from parsers.form.printed import APPLICATIONS, PARTS

_PRINTED = {"new_received": (5, 1), "granted": (3, 1), "unable_not_held": (2, 0), "processed_total": (5, 1)}
"""Natural persons and businesses, by row; every other part is 0."""


SECOND = """二、主动公开政府信息情况

| 第二十条第(一)项 |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 0 |
| 行政规范性文件 | 0 | 0 | 7 |
| 第二十条第(五)项 |
| 信息内容 | 本年处理决定数量 |
| 行政许可 | 5 |
| 第二十条第(六)项 |
| 信息内容 | 本年处理决定数量 |
| 行政处罚 | 3 |
| 行政强制 | 0 |
| 第二十条第(八)项 |
| 信息内容 | 本年收费金额(单位:万元) |
| 行政事业性收费 | 0 |

"""
FOURTH = """
四、政府信息公开行政复议、行政诉讼情况

| 行政复议 | 行政诉讼 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""


def narrow(label: str) -> str:
    """A label of the form as most reports print it, with half-width marks."""
    return label.translate(str.maketrans("（），：", "(),:"))


def report(
    agency: str = "甲市乙局", year: int = 2022, over: int = 0, forward: int = 0, edition: str = "2021", **totals: int
) -> bytes:
    """The text of a report; `totals` prints other totals than the rows add up to, by row key.

    `over` and `forward` of natural persons are carried over and forward, and whatever that leaves is new.
    """
    head = f"{agency}{year}年政府信息公开工作年度报告\n\n{SECOND}三、收到和处理政府信息公开申请情况\n\n"
    columns = "| 本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和 | 申请人情况 |\n"
    columns += "| 自然人 | 法人或其他组织 | 总计 |\n| 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    lines = []
    new = _PRINTED["new_received"]
    carried = {
        "new_received": (new[0] + forward - over, new[1]),
        "carried_over": (over, 0),
        "carried_forward": (forward, 0),
    }
    for row in form_of(edition, True).rows(APPLICATIONS):
        parts = [*(_PRINTED | carried).get(row.key, (0, 0)), *[0] * (len(PARTS) - 2)]
        figures = [*parts, totals.get(row.key, sum(parts))]
        lines.append("| " + " | ".join([narrow(row.words.zh), *map(str, figures)]) + " |\n")
    return (head + columns + "".join(lines) + FOURTH).encode()
