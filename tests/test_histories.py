"""Any history of acts, closed, killed, torn and reopened, against a dictionary and a list."""

import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from test_session import at, report_of

from parsers.model import Address, Value
from tui.corrections.acts import FOLLOW, Entry, Setting
from tui.corrections.carry import resumed
from tui.corrections.journal import Journal

COLUMNS = ("natural_person", "business")
PLACES = [at(row, column) for row in ("granted", "partial", "processed_total") for column in (*COLUMNS, "total")]
VALUES = st.one_of(st.none(), st.integers(0, 30), st.decimals(0, 9, places=2), st.just(FOLLOW))
PRINTED = {at("granted", "business"): 2, at("granted"): 2, at("processed_total", "natural_person"): 4}
BASE = report_of(PRINTED)
DATA = b"a report"


def figures(acts: list[Entry]) -> dict[Address, Value | None]:
    """What the cells come to, worked out as a clerk would with a pencil."""
    sheet: dict[Address, Setting] = {a: PRINTED.get(a) for a in PLACES}
    blanked = set()
    for act in acts:
        for address, value in act.cells if act.kind == "edit" else ():
            if value != FOLLOW or "total" in (address.column, address.row.removeprefix("processed_")):
                sheet[address] = value
                blanked = blanked - {address} | ({address} if value is None else set())

    def add_up(total: Address, parts: list[Address]) -> None:
        if sheet[total] == FOLLOW or (sheet[total] is None and total not in blanked):
            known = [v for a in parts if isinstance(v := sheet[a], int | Decimal)]
            sheet[total] = sum(known) if known else None

    for column in COLUMNS:
        add_up(at("processed_total", column), [at("granted", column), at("partial", column)])
    for row in ("granted", "partial", "processed_total"):
        add_up(at(row), [at(row, column) for column in COLUMNS])
    return sheet  # type: ignore[return-value]


def decided(acts: list[Entry]) -> set[str]:
    """The findings marked as printed."""
    marked: set[str] = set()
    for act in acts:
        marked = marked | set(act.findings) if act.on else marked - set(act.findings)
    return marked


class Histories(RuleBasedStateMachine):
    """One person at one report, who leaves it in every way and comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("XDG_STATE_HOME", str(self.folder / "state"))
        self.acts: list[Entry] = []
        self.applied = 0
        self.cursor: Address | None = None
        self.open()

    def open(self) -> None:
        self.journal = Journal.open(self.folder / "报告.txt", DATA)
        assert self.journal.holder is None
        self.session = resumed(BASE, self.journal)

    def did(self, act: Entry) -> None:
        self.acts = [*self.acts[: self.applied], act]
        self.applied = len(self.acts)

    @rule(changes=st.dictionaries(st.sampled_from(PLACES), VALUES, min_size=1, max_size=4))
    def edit(self, changes: dict[Address, Setting]) -> None:
        self.session.edit(changes)
        self.did(Entry("edit", tuple(changes.items())))

    @rule(places=st.lists(st.sampled_from(PLACES), min_size=1, max_size=3))
    def confirm(self, places: list[Address]) -> None:
        self.session.confirm(places)
        self.did(Entry("confirm"))

    @rule(number=st.integers(0, 20), on=st.booleans())
    def decide(self, number: int, on: bool) -> None:
        keys = [f.key for f in self.session.report.findings][number : number + 2]
        if keys:
            self.session.decide(keys, on)
            self.did(Entry("decision", findings=tuple(keys), on=on))

    @rule(on=st.booleans())
    def mark_done(self, on: bool) -> None:
        self.session.mark_done(on)
        self.did(Entry("done", on=on))

    @rule()
    def undo(self) -> None:
        assert self.session.undo() == (self.applied > 0)
        self.applied = max(0, self.applied - 1)

    @rule()
    def redo(self) -> None:
        assert self.session.redo() == (self.applied < len(self.acts))
        self.applied = min(len(self.acts), self.applied + 1)

    @rule(to=st.integers(-1, 12))
    def jump(self, to: int) -> None:
        possible = 0 <= to <= len(self.acts) and to != self.applied
        assert self.session.jump(to) == possible
        self.applied = to if possible else self.applied

    @rule(place=st.sampled_from(PLACES))
    def move(self, place: Address) -> None:
        self.journal.keep_cursor(place)
        self.cursor = place

    @rule()
    def leave_and_come_back(self) -> None:
        self.journal.close()
        self.open()
        if not self.journal.entries:
            self.cursor = None  # nothing was done, nothing is left behind

    @precondition(lambda self: self.journal.entries)
    @rule(torn=st.sampled_from([b"", b"{", b'{"act":"edit","cells":[["appl', b"\0" * 99, b"\xff\xfe\n", b"\xe6\x8a"]))
    def lose_the_power(self, torn: bytes) -> None:
        with self.journal.path.open("ab") as file:
            file.write(torn)
        self.open()

    @rule()
    def move_the_report(self) -> None:
        self.journal.close()
        there = self.folder.with_name(self.folder.name + "x")
        self.folder.rename(there)
        self.folder = there
        self.open()
        if not self.journal.entries:
            self.cursor = None

    @invariant()
    def the_screen_shows_what_was_done(self) -> None:
        live = self.acts[: self.applied]
        assert {a: self.session.report.value(a) for a in PLACES} == figures(live)
        assert self.session.settled == decided(live)
        assert self.session.done == (bool(live) and live[-1].kind == "done" and live[-1].on)
        assert [a.kind for a in self.session.acts] == [a.kind for a in self.acts]

    @invariant()
    def whoever_opens_it_now_sees_the_same(self) -> None:
        journal = Journal.look(self.folder / "报告.txt", DATA)
        again = resumed(BASE, journal)
        assert (again.report, again.acts, again.applied) == (
            self.session.report,
            self.session.acts,
            self.session.applied,
        )
        assert not self.journal.entries or journal.cursor == self.cursor

    def teardown(self) -> None:
        self.journal.close()
        self.patch.undo()
        shutil.rmtree(self.folder)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
