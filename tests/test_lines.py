"""An act survives being a line of JSON, and no bytes make the reader of journals stumble."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model import Address
from tui.corrections.acts import FOLLOW, Entry
from tui.corrections.lines import Damaged, Header, NewerFormat, entry_line, header_line, read_lines

CELL = Address("disclosure", "fees", "amount")
WORDS = st.text(st.characters(codec=None), max_size=20)
FIGURES = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.just(FOLLOW),
)
CELLS = st.one_of(
    st.tuples(st.just(CELL), FIGURES),
    st.tuples(st.just(Address("fields", "title", "")), st.one_of(st.none(), st.integers(), WORDS)),
)
EDITS = st.builds(
    Entry,
    st.sampled_from(["edit", "confirm"]),
    cells=st.lists(CELLS, max_size=4).map(tuple),
    printed=st.lists(st.one_of(st.none(), WORDS), max_size=4).map(tuple),
    what=WORDS,
    by=WORDS,
)
OTHERS = st.one_of(
    st.builds(Entry, st.just("decision"), findings=st.lists(WORDS, max_size=3).map(tuple), on=st.booleans()),
    st.builds(Entry, st.just("done"), on=st.booleans()),
    st.builds(Entry, st.sampled_from(["undo", "redo"]), to=st.integers(0, 99)),
)
HEADER = Header("ab" * 32, "报告.txt", "某县", 2021)


@settings(deadline=None)
@given(st.lists(st.one_of(EDITS, OTHERS), max_size=5))
def test_any_acts_come_back_as_they_were(acts: list[Entry]) -> None:
    data = header_line(HEADER) + b"".join(map(entry_line, acts))
    found = read_lines(data)
    assert (found.header, list(found.entries), found.size, found.ended) == (HEADER, acts, len(data), True)
    assert repr(found.entries) == repr(tuple(acts)), "1 is not 1.0, and 1.50 not 1.5"
    assert data.count(b"\n") == 1 + len(acts)


@settings(deadline=None)
@given(st.lists(st.one_of(EDITS, OTHERS), max_size=3), st.binary(max_size=60), st.integers(0, 400))
def test_whatever_bytes_stand_there_are_acts_or_torn_or_refused(acts: list[Entry], noise: bytes, at: int) -> None:
    data = header_line(HEADER) + b"".join(map(entry_line, acts))
    for torn in (noise, data + noise, data[:at] + noise + data[at:], data[:at]):
        try:
            found = read_lines(torn)
        except ValueError:
            continue
        assert found.size <= found.length == len(torn)
        assert read_lines(torn[: found.size]).entries == found.entries


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (b'"cells":[["disclosure","fees","amount",123.05]]', Decimal("123.05")),
        (b'"cells":[["disclosure","fees","amount","123.05"]]', Decimal("123.05")),
        (b'"cells":[["disclosure","fees","amount","="]]', FOLLOW),
        (b'"cells":[["disclosure","fees","amount",null]]', None),
    ],
)
def test_a_line_that_a_person_wrote_is_read(line: bytes, value: object) -> None:
    found = read_lines(header_line(HEADER) + b'{"act":"edit",' + line + b"}")
    assert [cell for act in found.entries for cell in act.cells] == [(CELL, value)]
    assert not found.ended


@pytest.mark.parametrize(
    "act",
    [
        b'{"act":"fly"}',
        b'{"act":"undo","to":-1}',
        b'{"act":"undo","to":true}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",true]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",NaN]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount","Infinity"]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount","__import__"]]}',
        b'{"act":"edit","cells":[["disclosure","fees"]]}',
        b'{"act":"edit","cells":{}}',
        b'{"act":["edit"]}',
    ],
)
def test_what_is_no_act_is_refused_before_others_and_torn_at_the_end(act: bytes) -> None:
    done = entry_line(Entry("done"))
    with pytest.raises(Damaged, match="3"):
        read_lines(header_line(HEADER) + done + act + b"\n" + done)
    assert len(read_lines(header_line(HEADER) + done + act + b"\n").entries) == 1


def test_a_newer_format_is_told_from_no_journal() -> None:
    with pytest.raises(NewerFormat, match="2"):
        read_lines(b'{"gouji":2,"new":[]}\n')
    with pytest.raises(ValueError, match="no journal"):
        read_lines(b'{"gouji":"1"}\n{}\n')
