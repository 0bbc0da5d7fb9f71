"""What Ctrl+O asks and does, without a screen: which workbook, what it would change, what was taken."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.case.case import Case
from tui.export.differences import Line, lines
from tui.export.returning import Returned, returned
from tui.words.language import _, language
from tui.words.refused import refused

ENDING = ".xlsx"


def proposed(case: Case) -> str:
    """The workbook that was exported beside the report; where there is none, the folder where it would be."""
    target = case.target
    return str(target) if target.exists() else f"{target.parent}{os.sep}"


def completions(typed: str) -> tuple[str, ...]:
    """The folders and workbooks that begin with what was typed, in order; what is hidden is left out."""
    begun = os.path.split(typed)[1]
    folder = typed[: len(typed) - len(begun)]
    try:
        entries = sorted(Path(folder or os.curdir).expanduser().iterdir())
        kinds = [(entry.name, entry.is_dir()) for entry in entries if entry.name.startswith(begun)]
    except OSError:
        return ()
    return tuple(
        folder + name + os.sep * is_folder
        for name, is_folder in kinds
        if (is_folder or name.lower().endswith(ENDING)) and not name.startswith((".", "~$"))
    )


def completed(typed: str) -> str:
    """As much as everything that fits has in common."""
    fit = completions(typed)
    common = os.path.commonprefix(fit)
    return common if len(common) > len(typed) else typed


@dataclass(frozen=True, slots=True)
class Differences:
    """What a workbook brings; it is taken or let go of, once."""

    reports: tuple[Returned, ...]
    """Those that it brings something to, or that nothing can be taken of."""

    @property
    def lines(self) -> tuple[tuple[str, Line | None], ...]:
        """A heading a report (no line beside it), its lines, and what a person should know of it."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[tuple[str, Line | None]]:
        for report in self.reports:
            words = _("{name}：{notice}").format(name=report.name, notice=report.notice)
            yield (words if report.notice else report.name), None
            for line in lines(report.taken, language()):
                yield "", line

    @property
    def cells(self) -> int:
        """How many cells will be changed."""
        return sum(len(report.taken.changes) for report in self.reports if report.can_be_taken)

    @property
    def some(self) -> bool:
        """Whether there is anything to take."""
        return any(report.can_be_taken for report in self.reports)

    def take(self) -> Taken:
        """Take it all, one act a report, and let go of the reports."""
        done, failing, faults = [], 0, []
        for report in self.reports:
            if not report.can_be_taken:
                continue
            try:
                failing += len(report.take())
                done.append(report)
            except OSError as error:
                faults.append(_("{name}：{notice}").format(name=report.name, notice=refused(error)))
        taken = Taken(tuple(done), failing, tuple(faults))
        self.close()
        return taken

    def close(self) -> None:
        """Let go of the reports."""
        for report in self.reports:
            report.close()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken."""

    reports: tuple[Returned, ...]
    failing: int
    """How many findings there are that were not there before."""
    faults: tuple[str, ...]
    """Why reports could not be changed."""

    @property
    def words(self) -> str:
        """In a sentence."""
        if self.faults:
            return _("没有取回：{why}").format(why="；".join(self.faults))
        cells = sum(len(report.taken.changes) for report in self.reports)
        said = _("已取回 {reports} 份报告的 {cells} 格；u 撤销").format(reports=len(self.reports), cells=cells)
        return said + (_("；新增 {n} 处不符，n 查看").format(n=self.failing) if self.failing else "")


def differences(path: str, paths: Sequence[str], open_: Case) -> Differences:
    """What a workbook has otherwise than the reports. Raises NotOurs and OSError as reading it does."""
    from tui.export.workbook.taken import read

    held: list[Returned] = []
    for report in returned(read(Path(path).expanduser()), paths, open_):
        if report.desk is None or next(lines(report.taken, language()), None) is not None:
            held.append(report)
        else:
            report.close()
    return Differences(tuple(held))
