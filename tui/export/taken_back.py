"""Corrections made in a spreadsheet, held against the report: what is taken, what is refused and what both changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from parsers.model import Address, Report, Value
from tui.corrections.acts import FOLLOW, Entry, Setting
from tui.corrections.applied import corrected
from tui.corrections.session import Session
from tui.corrections.typed import Refusal, typed
from tui.export.workbook.shown import is_mark
from tui.export.workbook.taken import Content, Figure
from tui.words.language import _


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that the workbook has otherwise than it was exported."""

    figure: Figure
    """As it was exported, and as the workbook has it."""
    before: Value | None
    """What the report says now."""
    after: Setting
    """What it is taken as."""

    @property
    def address(self) -> Address:
        """The cell."""
        return self.figure.address


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that is not taken."""

    figure: Figure
    why: str

    @property
    def address(self) -> Address:
        """The cell."""
        return self.figure.address


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a workbook brings to one report; nothing has been done yet."""

    changes: tuple[Difference, ...] = ()
    notes: Mapping[Address, str] | None = None
    """What a person wrote about cells: comments, and the marks of cells that were emptied."""
    conflicts: tuple[Difference, ...] = ()
    """Changed in the workbook and in the report since the export; neither is taken."""
    refused: tuple[Refused, ...] = ()
    gone: tuple[tuple[str, int], ...] = ()
    """Why cells could not be looked at, and how many."""

    @property
    def settings(self) -> dict[Address, Setting]:
        """The changes as one act has them."""
        return {change.address: change.after for change in self.changes}


def taken_back(figures: tuple[Figure, ...], session: Session) -> TakenBack:
    """Hold every figure of a workbook against the report as it stands."""
    weighed = _Weighed(session.report)
    for figure in figures:
        weighed.add(figure)
    weighed.fix_totals(session)
    return TakenBack(
        tuple(weighed.changes), weighed.notes, tuple(weighed.conflicts), tuple(weighed.refused), tuple(_gone(figures))
    )


def _gone(figures: tuple[Figure, ...]) -> Iterator[tuple[str, int]]:
    reasons = [figure.gone for figure in figures if figure.gone]
    for reason in dict.fromkeys(reasons):
        yield reason, reasons.count(reason)


class _Weighed:
    """What has been made of the figures so far."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self.changes: list[Difference] = []
        self.conflicts: list[Difference] = []
        self.refused: list[Refused] = []
        self.notes: dict[Address, str] = {}
        self._constants: dict[Address, tuple[Figure, Value | None]] = {}

    def add(self, figure: Figure) -> None:
        """One figure, whatever became of it."""
        if figure.gone:
            return
        if figure.comment:
            self.notes[figure.address] = figure.comment
        if figure.sums:
            self._sum(figure)
        elif figure.formula and figure.content is None:
            self._refuse(figure, _("公式没有存下计算结果，请用电子表格软件打开并保存后再取回"))
        else:
            self._content(figure)

    def _sum(self, figure: Figure) -> None:
        """Our own sum follows its parts; where a figure stood, the total is to follow from now on."""
        if not figure.summed:
            self._take(figure, FOLLOW)

    def _content(self, figure: Figure) -> None:
        exported = value_of(figure.exported, figure.address.column)
        value = value_of(figure.content, figure.address.column)
        if figure.summed and not figure.formula and not isinstance(value, Refusal):
            self._constants[figure.address] = figure, value
        if figure.content == figure.exported or value == exported:
            return
        if isinstance(value, Refusal):
            self._refuse(figure, value.sentence)
            return
        if self._take(figure, value) and isinstance(figure.content, str) and is_mark(figure.content):
            self.notes[figure.address] = "\n".join(filter(None, (figure.content.strip(), figure.comment)))

    def _take(self, figure: Figure, after: Setting) -> bool:
        """Whether the change is taken: it is not where the report changed too, or has that value already."""
        if figure.address not in self._report.cells:
            self._refuse(figure, _("报告的表式里已没有这一格"))
            return False
        now = self._report.value(figure.address)
        if now == after:
            return False
        difference = Difference(figure, now, after)
        same = isinstance(exported := value_of(figure.exported, figure.address.column), Refusal) or now == exported
        (self.changes if same else self.conflicts).append(difference)
        return same

    def _refuse(self, figure: Figure, why: str) -> None:
        self.refused.append(Refused(figure, why))

    def fix_totals(self, session: Session) -> None:
        """A figure put in the place of a sum stands, also where it is the old one and the parts have changed."""
        if not self.changes:
            return
        taken = {change.address for change in self.changes}
        act = Entry("edit", tuple((change.address, change.after) for change in self.changes))
        after = corrected(session.base, (*session.live, act))
        for address, (figure, value) in self._constants.items():
            now = self._report.value(address)
            if address not in taken and now == value != after.value(address):
                self.changes.append(Difference(figure, now, value))


def value_of(content: Content, column: str) -> Value | Refusal | None:
    """The figure that a cell's content means; a mark of a blank is None, any other text refused."""
    if isinstance(content, float):
        content = int(content) if content.is_integer() else format(Decimal(repr(content)), "f")
    return None if content is None else typed(str(content), column)
