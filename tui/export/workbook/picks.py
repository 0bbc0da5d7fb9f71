"""The sheets that a workbook may have, and which of them a person wants."""

from __future__ import annotations

import re

from tui.export.export_errors import ExportRefused
from tui.words.language import _

SUMMARY, TOTALS, CHARTS = "汇总", "合计", "图表"
PROBLEMS, LOG, LONG, REPORTS = "问题", "修改记录", "长表", "报告"
EVERY = frozenset({SUMMARY, TOTALS, CHARTS, PROBLEMS, LOG, LONG, REPORTS})
TOGETHER = frozenset({SUMMARY, TOTALS, CHARTS})
"""Those over all reports: beyond one workbook they stand in one of their own."""
_ENGLISH = {
    "summary": SUMMARY,
    "totals": TOTALS,
    "charts": CHARTS,
    "findings": PROBLEMS,
    "corrections": LOG,
    "long": LONG,
    "reports": REPORTS,
}


def picked(words: str | None) -> frozenset[str]:
    """What `--sheets` picks, all where it says nothing. Raises ExportRefused for a sheet that there is not."""
    names = [name for name in re.split("[,，、 ]+", words or "") if name]
    chosen = frozenset(_ENGLISH.get(name.lower(), name) for name in names)
    if unknown := sorted(chosen - EVERY):
        told = "、".join((*sorted(EVERY), *_ENGLISH))
        raise ExportRefused(_("没有这种工作表：{names}（可选：{known}）").format(names="、".join(unknown), known=told))
    return chosen or EVERY
