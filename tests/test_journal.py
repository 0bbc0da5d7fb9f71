"""Nothing that was kept is lost: acts come back as they were, whatever happened to the file's end."""

from decimal import Decimal
from pathlib import Path

import pytest

from parsers.model import Address
from tui.journal import Journal, JournalRefused
from tui.session import Entry

GRANTED = Address("applications", "granted", "total")
FEES = Address("disclosure", "fees", "amount")
TITLE = Address("fields", "title", "")
DATA = "报告".encode()

ACTS = (
    Entry("edit", ((GRANTED, 5), (FEES, Decimal("123.050"))), printed=("50", None), what="edit"),
    Entry("edit", ((TITLE, "5\ud800\u2028标题\n"), (GRANTED, "="), (FEES, Decimal("1E+3")))),
    Entry("undo", to=1),
    Entry("confirm", ((GRANTED, None),), printed=("50",), what="confirm"),
    Entry("decision", findings=("row_sum:applications:x:1:2",), on=False, what="decision"),
    Entry("redo", to=3),
    Entry("done", on=True, what="done"),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "gouji"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "reports" / "报告.txt"
    path.parent.mkdir()
    path.write_bytes(DATA)
    return path


def kept(report: Path) -> tuple[Entry, ...]:
    return Journal.open(report, DATA).entries


def fill(report: Path) -> tuple[Entry, ...]:
    journal = Journal.open(report, DATA)
    entries = tuple(journal.keep(act) for act in ACTS)
    journal.close()
    return entries


def test_acts_come_back_as_they_were(report: Path) -> None:
    entries = fill(report)
    assert kept(report) == entries
    assert [e.kind for e in entries] == [a.kind for a in ACTS]
    assert str(kept(report)[0].cells[1][1]) == "123.050"
    assert all(e.by.count("@") == 1 and e.time[-6] in "+-" for e in entries)


def test_a_journal_cut_at_any_byte_loses_only_the_line_that_was_cut(report: Path) -> None:
    entries = fill(report)
    path = Journal.open(report, DATA).path
    whole = path.read_bytes()
    ends = [i for i, byte in enumerate(whole) if byte == ord("\n")]
    more = Entry("done", on=False)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        before = entries[: max(0, sum(end <= cut for end in ends) - 1)]
        journal = Journal.open(report, DATA)
        assert journal.entries == before, cut
        added = journal.keep(more)
        assert kept(report) == (*before, added), cut


@pytest.mark.parametrize(
    "content",
    [
        b"hello\n",
        b"{}\n",
        b'{"gouji":2,"sha256":"x","file":"y"}\n',
        b'{"gouji":1,"sha256":"00","file":"y"}\n',
        b'{"gouji":1,"sha256":"00","file":"y"}\n{"act":"fly"}\n{"act":"done"}\n',
    ],
)
def test_a_journal_of_another_format_or_report_is_refused_and_left_alone(report: Path, content: bytes) -> None:
    path = Journal.open(report, DATA).path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    with pytest.raises(JournalRefused):
        Journal.open(report, DATA)
    assert path.read_bytes() == content
