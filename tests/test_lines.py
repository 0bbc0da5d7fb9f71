"""An act survives being a line of JSON, and no bytes make the reader of journals stumble."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.model import Address
from tui.corrections.actline import Damaged, Header, NewerFormat, act_json, header_json, reads_back
from tui.corrections.acts import FOLLOW, LATER, Entry
from tui.corrections.lines import read_lines, whole_journal

CELL = Address("disclosure", "fees", "amount")
WORDS = st.text(st.characters(codec=None), max_size=20)
FIGURES = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30),
    st.decimals(-(10**20), 10**20, places=4),
    st.just(Decimal("1E+300")),
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


BARE_HEADER = header_json(HEADER) + b"\n"
"""As versions without checksums wrote it."""


@settings(deadline=None)
@given(st.lists(st.one_of(EDITS, OTHERS), max_size=5), st.booleans())
def test_any_acts_come_back_as_they_were(acts: list[Entry], bare: bool) -> None:
    data = whole_journal(HEADER, acts)
    if bare:
        data = BARE_HEADER + b"".join(act_json(act) + b"\n" for act in acts)
    found = read_lines(data)
    assert (found.header, list(found.entries), found.damaged, found.glue) == (HEADER, acts, (), b"")
    assert repr(found.entries) == repr(tuple(acts)), "1 is not 1.0, and 1.50 not 1.5"
    assert data.count(b"\n") == 1 + len(acts)


@settings(deadline=None)
@given(st.lists(st.one_of(EDITS, OTHERS), max_size=3), st.binary(max_size=60), st.integers(0, 400))
def test_whatever_bytes_stand_there_are_acts_or_torn_or_refused(acts: list[Entry], noise: bytes, at: int) -> None:
    data = whole_journal(HEADER, acts)
    for torn in (noise, data + noise, data[:at] + noise + data[at:], data[:at]):
        try:
            found = read_lines(torn)
        except ValueError:
            continue
        assert set(found.entries) <= set(acts)
        assert found.length == len(torn)


ACTS = tuple(Entry("edit", ((CELL, figure),), ("1",), what="edit", by="王@局") for figure in (1, 2, Decimal("3.50")))


@pytest.mark.parametrize("bit", range(8))
def test_no_flipped_bit_goes_unseen(bit: int) -> None:
    whole = whole_journal(HEADER, ACTS)
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1 << bit
        try:
            found = read_lines(bytes(changed))
        except ValueError:
            continue
        assert found.damaged, (at, bytes(changed[at - 20 : at + 20]))
        assert found.entries == ACTS[: len(found.entries)]


def test_a_lost_an_exchanged_and_a_doubled_line_are_seen() -> None:
    header, one, two, three = whole_journal(HEADER, ACTS).splitlines(keepends=True)
    for lines in ([header, one, three], [header, two, one, three], [header, two, three], [header, one, one, three]):
        with pytest.raises(Damaged):
            read_lines(b"".join(lines))


def test_a_flip_in_lines_of_an_older_version_is_seen_by_the_first_line_with_sums() -> None:
    from tui.corrections import chain

    bare = BARE_HEADER + act_json(ACTS[0]) + b"\n"
    line, _state = chain.sealed(act_json(ACTS[1]), read_lines(bare).state)
    assert read_lines(bare + line).entries == ACTS[:2]
    with pytest.raises(Damaged):
        read_lines(bare.replace(b",1]", b",7]") + line)


def test_of_two_who_wrote_at_once_both_lines_are_acts() -> None:
    from tui.corrections import chain

    before = read_lines(whole_journal(HEADER, ACTS[:1]))
    lines = [chain.sealed(act_json(act), before.state)[0] for act in ACTS[1:]]
    assert read_lines(whole_journal(HEADER, ACTS[:1]) + b"".join(lines)).entries == ACTS


def test_an_act_of_a_later_version_is_kept_as_its_words_and_counts() -> None:
    later = b'{"act":"merge","with":[1.50,{"x":null}],"time":"t","by":"b"}'
    found = read_lines(BARE_HEADER + later + b"\n" + act_json(ACTS[0]) + b"\n")
    assert [act.kind for act in found.entries] == [LATER, "edit"]
    assert act_json(found.entries[0]) == later
    again = read_lines(whole_journal(HEADER, found.entries))
    assert again.entries == found.entries


@pytest.mark.parametrize("figure", [10**4999, Decimal("1E+9999999"), Decimal("1E-999999999")], ids=["long", "E+", "E-"])
def test_a_figure_that_could_not_be_read_again_is_told_before_it_is_written(figure: int | Decimal) -> None:
    assert not reads_back(Entry("edit", ((CELL, figure),), (None,)))


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
    found = read_lines(BARE_HEADER + b'{"act":"edit",' + line + b"}")
    assert [cell for act in found.entries for cell in act.cells] == [(CELL, value)]
    assert found.glue == b"\n"


@pytest.mark.parametrize(
    "act",
    [
        b'{"act":"undo","to":-1}',
        b'{"act":"undo","to":true}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",true]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",NaN]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount","Infinity"]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount","__import__"]]}',
        b'{"act":"edit","cells":[["disclosure","fees"]]}',
        b'{"act":"edit","cells":{}}',
        b'{"act":["edit"]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",1E+9999999]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount","1E-999999999"]]}',
        b'{"act":"edit","cells":[["disclosure","fees","amount",' + b"7" * 5000 + b"]]}",
        b'{"act":"edit","cells":[],"sue":"0123456789abcdef"}',
    ],
)
def test_what_is_no_act_is_refused_before_others_and_told_at_the_end(act: bytes) -> None:
    done = act_json(Entry("done")) + b"\n"
    with pytest.raises(Damaged, match="3"):
        read_lines(BARE_HEADER + done + act + b"\n" + done)
    found = read_lines(BARE_HEADER + done + act + b"\n")
    assert (len(found.entries), found.damaged) == (1, (3,))


def test_a_newer_format_is_told_from_no_journal() -> None:
    with pytest.raises(NewerFormat, match="2"):
        read_lines(b'{"gouji":2,"new":[]}\n')
    with pytest.raises(ValueError, match="no journal"):
        read_lines(b'{"gouji":"1"}\n{}\n')
