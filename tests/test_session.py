"""Acts on a report: what each makes of the cells, and that undo, redo and reopening lead nowhere new."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from parsers.form.form import FORMS
from parsers.model import Address, Cell, Finding, Origin, Report, Severity, Span, Value
from tui.corrections.acts import FOLLOW, Entry, Setting
from tui.corrections.session import Session

FORM = FORMS["2021", True]


def at(row: str, column: str = "total", table: str = "applications") -> Address:
    return Address(table, row, column)


def report_of(figures: Mapping[Address, Value], **facts: object) -> Report:
    """A report with 表三 and 表四 that prints these figures and nothing else."""
    found = frozenset({"applications", "review_litigation"})
    cells = {a: Cell() for table in found for a in FORM.addresses[table]}
    cells |= {a: Cell(v, str(v), Span(0, 1), Origin.READ) for a, v in figures.items()}
    return Report("0", "utf-8", edition="2021", found=found, cells=cells, **facts)  # type: ignore[arg-type]


DOUBTED = ["year_doubtful", "agency_doubtful"]
SUMS = {at("granted", "business"): 2, at("granted", "research"): 3, at("granted"): 5}


def shown(session: Session, address: Address) -> tuple[Value | None, str, str | None]:
    cell = session.report.cells[address]
    return cell.value, cell.origin.value, cell.flag


def test_an_edit_shows_and_remembers_what_was_printed() -> None:
    session = Session(report_of(SUMS))
    session.edit({at("granted", "business"): 7, at("granted"): 10})
    cell = session.report.cells[at("granted", "business")]
    assert (cell.value, cell.raw, cell.origin, cell.was) == (7, "2", Origin.EDITED, (2, Origin.READ, None))
    assert session.acts[0].printed == ("2", "5")


@pytest.mark.parametrize(
    ("acts", "total"),
    [
        ([{}], (5, "read", None)),
        ([{at("granted", "business"): 4}], (5, "read", "identity_fails")),  # a printed total stands
        ([{at("granted"): FOLLOW}, {at("granted", "business"): 4}], (7, "computed", None)),
        ([{at("granted"): FOLLOW}, {at("granted"): 5}], (5, "edited", None)),
        ([{at("granted"): FOLLOW}, dict.fromkeys(SUMS, None), {at("granted"): FOLLOW}], (None, "computed", None)),
        ([{at("granted"): None}], (None, "edited", "total_missing")),  # blanked: it does not follow
    ],
)  # fmt: skip
def test_a_total_stands_or_follows(acts: list[dict[Address, Setting]], total: tuple[object, ...]) -> None:
    session = Session(report_of(SUMS))
    for changes in acts:
        session.edit(changes)
    assert shown(session, at("granted")) == total


def test_a_total_that_is_not_printed_follows_its_parts_and_is_flagged_until_confirmed() -> None:
    session = Session(report_of({at("granted", "business"): 2}))
    assert shown(session, at("granted")) == (2, "computed", "total_missing")
    session.edit({at("granted", "research"): 3})
    assert shown(session, at("granted")) == (5, "computed", "total_missing")
    session.confirm([at("granted"), at("processed_total", "business"), at("processed_total", "research")])
    assert shown(session, at("granted")) == (5, "computed", None)
    assert shown(session, at("processed_total")) == (5, "computed", "total_missing")
    session.edit({at("granted", "research"): 4})
    assert shown(session, at("granted")) == (6, "computed", None)


def test_a_blank_row_stays_blank() -> None:
    session = Session(report_of(SUMS))
    assert shown(session, at("partial")) == (None, "blank", None)
    session.confirm([at("partial")])
    assert shown(session, at("partial")) == (None, "confirmed", None)


def test_only_a_total_can_follow() -> None:
    session = Session(report_of(SUMS))
    session.edit({at("granted", "business"): FOLLOW})
    assert shown(session, at("granted", "business")) == (2, "read", None)


def test_confirming_leaves_the_figure_and_clears_the_readers_doubt() -> None:
    base = report_of(SUMS)
    doubtful = {a: Cell(2, "2", None, Origin.INFERRED, "position_inferred") for a in [at("granted", "business")]}
    session = Session(base.with_cells({**base.cells, **doubtful}, ()))
    session.confirm(doubtful)
    cell = session.report.cells[at("granted", "business")]
    assert (cell.value, cell.origin, cell.flag) == (2, Origin.CONFIRMED, None)
    assert cell.was == (2, Origin.INFERRED, "position_inferred")


def test_an_edited_cell_stays_edited_when_confirmed() -> None:
    session = Session(report_of({}))
    session.edit({at("granted", "business"): 1})
    session.confirm([at("granted", "business")])
    assert shown(session, at("granted", "business"))[:2] == (1, "edited")


def test_a_decision_clears_the_flags_of_its_finding_until_the_figures_change() -> None:
    session = Session(report_of(SUMS | {at("granted"): 9}))
    (finding,) = [f for f in session.report.findings if f.code == "row_sum"]
    session.decide([finding.key])
    assert shown(session, at("granted")) == (9, "read", None)
    assert session.settled == {finding.key}
    session.edit({at("granted", "business"): 3})
    assert shown(session, at("granted")) == (9, "read", "identity_fails")
    session.undo()
    session.decide([finding.key], as_printed=False)
    assert shown(session, at("granted")) == (9, "read", "identity_fails")
    assert session.settled == frozenset()


def test_an_edit_opens_a_table_that_the_text_does_not_have() -> None:
    session = Session(report_of(SUMS))
    fee = at("fees", "amount", "disclosure")
    session.confirm([fee])
    assert fee not in session.report.cells
    session.edit({fee: Decimal("1.50")})
    assert "disclosure" in session.report.found
    assert session.report.value(fee) == Decimal("1.50")
    assert len(session.report.cells) == sum(len(FORM.addresses[t]) for t in FORM.addresses)
    session.undo()
    assert "disclosure" not in session.report.found
    assert fee not in session.report.cells


def test_a_doubtful_year_is_no_finding_once_a_person_has_set_it() -> None:
    doubts = tuple(Finding(code, Severity.WARNING, facts=(("said", "2020"),)) for code in DOUBTED)
    session = Session(replace(report_of(SUMS), reading=doubts))
    session.edit({at("year", "", "fields"): 2021})
    assert [finding.code for finding in session.report.reading] == ["agency_doubtful"]
    session.jump(0)
    assert [finding.code for finding in session.report.reading] == DOUBTED


def test_another_shape_of_the_form_keeps_what_both_have_and_undoes() -> None:
    session = Session(report_of(SUMS | {at("other_misc", "business"): 1}))
    session.edit({at("three_other", "", "fields"): 0})
    assert at("other_misc", "business") not in session.report.cells
    assert session.report.cells[at("other", "business")] == Cell()
    assert session.report.value(at("granted")) == 5
    session.edit({at("edition", "", "fields"): "2019", at("year", "", "fields"): 2020})
    session.edit({at("procurement", "amount", "disclosure"): 3})
    assert (session.report.edition, session.report.year) == ("2019", 2020)
    assert session.report.value(at("procurement", "amount", "disclosure")) == 3
    session.jump(0)
    assert session.report.value(at("other_misc", "business")) == 1
    assert session.report == Session(session.base).report


def test_done_holds_until_something_changes() -> None:
    session = Session(report_of(SUMS))
    session.mark_done()
    assert session.done
    session.edit({at("granted"): 5})
    assert not session.done
    session.undo()
    assert session.done
    session.mark_done(False)
    assert not session.done


def test_an_act_that_cannot_be_kept_has_no_effect() -> None:
    def full(entry: Entry) -> Entry:
        raise OSError(28, "disk full")

    session = Session(report_of(SUMS), full)
    before = session.report
    for act in (lambda: session.edit({at("granted"): 1}), lambda: session.confirm([at("granted")]), session.mark_done):
        with pytest.raises(OSError):
            act()
    assert (session.report, session.acts, session.applied) == (before, (), 0)


def test_nothing_to_do_is_no_act() -> None:
    session = Session(report_of(SUMS))
    session.edit({})
    session.confirm([])
    session.decide([])
    assert not session.undo()
    assert not session.redo()
    assert not session.jump(1)
    assert session.acts == ()
