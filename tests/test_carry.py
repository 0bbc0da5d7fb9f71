"""A report whose text changed: its corrections go along where it prints the same figure, the rest is shown."""

import errno
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from test_session import at, report_of

from parsers.model import Address, Cell, Finding, Origin, Report, Severity, Value
from parsers.sentences import sentence
from tui.corrections.acts import FOLLOW
from tui.corrections.carry import resumed
from tui.corrections.journal import Journal
from tui.corrections.session import Session

A, B, SUM = at("granted", "business"), at("granted", "research"), at("granted")
OLD = {A: 2, B: 3, SUM: 55}


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "报告.txt"


def opened(report: Path, figures: dict[Address, Value], **facts: object) -> tuple[Session, Journal]:
    """The report, its file now holding a text that prints these figures."""
    base = report_of(figures, **facts)
    journal = Journal.open(report, repr((figures, facts)).encode())
    return resumed(base, journal), journal


def corrected_before(report: Path, **facts: object) -> None:
    session, journal = opened(report, OLD, **facts)
    session.edit({SUM: 5, at("fields", "", "fields"): None})
    session.edit({B: 33})
    session.undo()
    session.confirm([B])
    journal.close()


def open_questions(session: Session) -> list[str]:
    return [sentence(f) for f in session.report.findings if f.code == "text_changed"]


def test_where_the_same_figure_is_printed_the_correction_goes_along_as_an_act_of_its_own(report: Path) -> None:
    corrected_before(report)
    session, journal = opened(report, OLD | {at("partial", "business"): 1})
    assert session.report.cells[SUM].value == 5
    assert session.report.cells[B].origin is Origin.CONFIRMED
    assert [(act.kind, act.what) for act in session.acts] == [("edit", "carry"), ("confirm", "carry")]
    assert open_questions(session) == []
    journal.close()
    again, journal = opened(report, OLD | {at("partial", "business"): 1})
    assert again.report == session.report
    assert len(again.acts) == 2, "they are carried once"
    again.jump(0)
    journal.close()
    undone, journal = opened(report, OLD | {at("partial", "business"): 1})
    assert undone.report.cells[SUM].value == 55, "and not again when the person took them back"
    journal.close()


@pytest.mark.parametrize(
    ("now", "value", "questions"),
    [
        (55, 5, []),
        (66, 66, ["原文已改动：（一）予以公开 · 总计原为“55”，现为“66”，当时改为 5"]),
        (5, 5, []),  # the new text prints what it was corrected to
    ],
)
def test_where_another_figure_is_printed_the_person_decides(
    report: Path, now: int, value: int, questions: list[str]
) -> None:
    corrected_before(report)
    session, journal = opened(report, OLD | {SUM: now, A: 4})
    assert session.report.cells[SUM].value == value
    assert open_questions(session) == questions
    assert (session.report.cells[SUM].flag == "text_changed") == bool(questions)
    if questions:
        session.confirm([SUM])
        assert open_questions(session) == []
        session.undo()
        assert open_questions(session) == questions
    journal.close()


@pytest.mark.parametrize(
    ("raw", "same"), [("５５", True), (" 55\u200b", True), ("5 5", True), ("/", False), (None, False)]
)
def test_width_and_blanks_make_no_other_figure(report: Path, raw: str | None, same: bool) -> None:
    corrected_before(report)
    base = report_of(OLD)
    base = replace(base, cells={**base.cells, SUM: Cell(55, raw, None, Origin.READ)})
    journal = Journal.open(report, b"new")
    session = resumed(base, journal)
    assert (session.report.cells[SUM].value == 5) == same
    assert bool(open_questions(session)) != same
    journal.close()


def test_a_blank_that_was_filled_in_stays_filled_in(report: Path) -> None:
    base = report_of(OLD)
    journal = Journal.open(report, b"old")
    session = resumed(replace(base, cells={**base.cells, at("partial", "business"): Cell(None, "——")}), journal)
    session.edit({at("partial", "business"): 9, at("partial"): FOLLOW})
    journal.close()
    session, journal = opened(report, OLD | {A: 4})
    assert session.report.value(at("partial")) == 9
    journal.close()


def test_another_report_of_the_same_file_name_takes_nothing_over_without_being_asked(report: Path) -> None:
    corrected_before(report, agency="甲县", year=2021)
    session, journal = opened(report, OLD, agency="乙县", year=2021)
    assert session.acts == ()
    assert len(open_questions(session)) == 1
    journal.close()


def test_corrections_come_along_through_several_texts(report: Path) -> None:
    corrected_before(report)
    session, journal = opened(report, OLD | {SUM: 66})
    session.edit({A: 7})
    journal.close()
    session, journal = opened(report, OLD | {at("partial", "business"): 1})
    assert (session.report.value(A), session.report.value(SUM)) == (7, 5)
    journal.close()


def test_what_was_decided_on_one_text_is_not_asked_again_on_the_next(report: Path) -> None:
    corrected_before(report)
    session, journal = opened(report, OLD | {SUM: 66})
    session.confirm([SUM])
    journal.close()
    session, journal = opened(report, OLD | {SUM: 66, A: 4})
    assert open_questions(session) == []
    assert session.report.cells[SUM].origin is Origin.CONFIRMED
    journal.close()


def test_a_decision_holds_where_its_figures_are_the_same(report: Path) -> None:
    session, journal = opened(report, OLD)
    keys = {f.code: f.key for f in session.report.findings}
    session.decide([keys["row_sum"]])
    journal.close()
    session, journal = opened(report, OLD | {at("carried_over", "business"): 1})
    assert session.settled == {keys["row_sum"]}
    journal.close()


def test_a_cell_that_the_new_text_has_not_is_named(report: Path) -> None:
    session, journal = opened(report, OLD)
    session.edit({at("fees", "amount", "disclosure"): 3, at("title", "", "fields"): "标题"})
    journal.close()
    session, journal = opened(report, OLD | {A: 4}, title="别的")
    assert session.report.value(at("fees", "amount", "disclosure")) == 3
    assert open_questions(session) == ["原文已改动：标题原为“”，现为“别的”，当时改为 标题"]
    journal.close()


def test_a_full_disk_carries_nothing_and_opens_the_report(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corrected_before(report)

    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "injected")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", full)
        session, journal = opened(report, OLD | {A: 4})
        assert session.acts == ()
        journal.close()
    session, journal = opened(report, OLD | {A: 4})
    assert session.report.value(SUM) == 5
    journal.close()


def test_looking_carries_over_without_writing(report: Path) -> None:
    corrected_before(report)
    base: Report = report_of(OLD | {A: 4})
    session = resumed(base, Journal.look(report, b"new"))
    assert session.report.value(SUM) == 5
    assert Journal.look(report, b"new").entries == ()


def test_a_document_that_another_rendition_reads_is_a_changed_text(report: Path) -> None:
    def read_by(rendition: int | None, figures: dict[Address, Value]) -> Session:
        with closing(Journal.open(report, b"one and the same document", rendition=rendition)) as journal:
            session = resumed(report_of(figures), journal)
            if rendition == 1:
                session.edit({SUM: 5, A: 7})
            return session

    read_by(1, OLD)
    again, newer = read_by(None, OLD), read_by(2, OLD | {A: 4})
    assert (again.report.value(SUM), again.report.value(A)) == (5, 7)
    assert (newer.report.value(SUM), newer.report.value(A)) == (5, 4)
    assert [act.what for act in newer.acts] == ["carry"]
    assert len(open_questions(newer)) == 1
    (folder,) = report.parent.glob(".gouji")
    (journal,) = folder.glob("*.v2.jsonl")
    assert '"rendition":2' in journal.read_text("utf-8").replace(" ", "")


def test_a_correction_of_a_row_that_the_form_has_no_longer_names_it_as_it_is_printed() -> None:
    told = ("before", "3"), ("after", ""), ("address", "applications.other_misc.total")
    gone = Finding("text_changed", Severity.WARNING, "applications", (), (), None, 4, told)
    assert "（六）其他处理 3.其他 · 总计" in sentence(gone)
    assert "(6) Other handling 3. Other · Total" in sentence(gone, "en")
