"""A journal's header and one act, each as a line of JSON without its checksums, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from parsers.model import Address
from tui.corrections import chain
from tui.corrections.acts import FOLLOW, LATER, Entry, Kind, Setting

FORMAT = 1
"""Of the journal; a higher number is refused."""

FIELDS = "fields"
"""The table whose settings are words: title, agency, edition."""

MOST_DIGITS = 4000
"""Of a figure, before and behind the point; Python turns no more than 4,300 into a number."""

_BARE = frozenset({"act", "cells", "printed", "findings", "on", "to", "what", "time", "by"})
"""What a line without sums may say; one with more had sums before it was damaged."""

_KINDS = frozenset(get_args(Kind)) - {LATER}


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a journal: which report it belongs to."""

    sha256: str
    file: str
    """The report's file name when the journal began; only people read it."""
    agency: str | None = None
    year: int | None = None
    """As read, to tell a changed text from another report of the same file name."""
    rendition: int | None = None
    """The version of the rendition that a document was read by; None for texts."""


class NewerFormat(ValueError):  # noqa: N818
    """Written by a later gouji; `args[0]` is its format."""


class Damaged(ValueError):  # noqa: N818
    """A line that is no act stands before ones that are; its number, counted from 1, and how many are in `args`."""


# -- writing ------------------------------------------------------------------------------------------------


def header_json(header: Header) -> bytes:
    """The header as JSON."""
    return _json({"gouji": FORMAT} | asdict(header))


def act_json(entry: Entry) -> bytes:
    """An act as JSON."""
    if entry.kind == LATER:
        return entry.words.encode("utf-8", "backslashreplace")
    words: dict[str, Any] = {"act": entry.kind}
    if entry.kind in ("edit", "confirm"):
        words |= {"cells": [[*address, _put(address, value)] for address, value in entry.cells]}
        words |= {"printed": list(entry.printed)}
    elif entry.kind == "decision":
        words |= {"findings": list(entry.findings), "on": entry.on}
    elif entry.kind == "done":
        words |= {"on": entry.on}
    else:
        words |= {"to": entry.to}
    if entry.notes:
        words |= {"notes": [[*address, note] for address, note in entry.notes]}
    if entry.source:
        words |= {"source": entry.source}
    return _json(words | {"what": entry.what, "time": entry.time, "by": entry.by})


def reads_back(entry: Entry) -> bool:
    """Whether an act would be read from the disk as what it is; not so a figure of five thousand digits."""
    try:
        return read_act(act_json(entry)) == entry
    except ValueError:
        return False


def _json(words: dict[str, Any]) -> bytes:
    text = json.dumps(words, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes its JSON escape


def _put(address: Address, value: Setting) -> int | str | None:
    """A decimal as a string of its digits; the tables have no other words than `FOLLOW`, so it reads back."""
    return str(value) if isinstance(value, Decimal) else value


# -- reading ------------------------------------------------------------------------------------------------


def read_header(line: bytes) -> Header:
    """The header of a journal. Raises NewerFormat, Damaged, or ValueError for another kind of file."""
    if chain.has_sums(line) and not (chain.is_sound(line) and chain.after(line, 0) is not None):
        raise Damaged(1, 0)
    match parsed(line):
        case {"gouji": int(form)} if form > FORMAT:
            raise NewerFormat(form)
        case {"gouji": 1, "sha256": str(sha256), "file": str(file), **rest}:
            agency, year, rendition = (rest.get(name) for name in ("agency", "year", "rendition"))
            numbers = (number if isinstance(number, int) else None for number in (year, rendition))
            return Header(sha256, file, agency if isinstance(agency, str) else None, *numbers)
    raise ValueError("no journal")


def read_act(line: bytes, bare: bool = False) -> Entry | None:
    """The act that a line is, or None; one that only a later version knows is kept as its words.

    A `bare` line is one without sums, as older versions write it: it says nothing else than these did.
    """
    words = parsed(line)
    if not isinstance(words, dict) or not isinstance(words.get("act"), str):
        return None
    try:
        if words["act"] not in _KINDS:
            return _later(words, line)
        return None if bare and not words.keys() <= _BARE else _entry(words)
    except ValueError:
        return None


def parsed(line: bytes) -> Any:
    """What JSON says, decimals exact; None where it is none."""
    try:
        return _JSON.decode(line.decode("utf-8"))
    except (ValueError, RecursionError, MemoryError, ArithmeticError):
        return None


def _no_number(name: str) -> None:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_float=Decimal, parse_constant=_no_number)


def _later(words: dict[str, Any], line: bytes) -> Entry:
    said = chain.content(line).decode("utf-8")
    return Entry(LATER, what=words["act"], time=_word(words.get("time", "")), by=_word(words.get("by", "")), words=said)


def _entry(words: dict[str, Any]) -> Entry:
    get = words.get
    to = get("to", 0)
    if type(to) is not int or to < 0:
        raise ValueError("no count")
    return Entry(
        kind=words["act"],
        cells=tuple([_cell(cell) for cell in _list(get("cells", []))]),
        printed=tuple([None if raw is None else _word(raw) for raw in _list(get("printed", []))]),
        findings=tuple([_word(key) for key in _list(get("findings", []))]),
        on=get("on", True) is True,
        to=to,
        what=_word(get("what", "")),
        notes=tuple([_note(note) for note in _list(get("notes", []))]),
        source=_word(get("source", "")),
        time=_word(get("time", "")),
        by=_word(get("by", "")),
    )


def _note(note: object) -> tuple[Address, str]:
    match note:
        case [str(table), str(row), str(column), str(words)]:
            return Address(table, row, column), words
    raise ValueError("no note")


def _list(value: object) -> list[Any]:
    if type(value) is not list:
        raise ValueError("no list")
    return value


def _word(value: object) -> str:
    if type(value) is not str:
        raise ValueError("no word")
    return value


def _cell(cell: object) -> tuple[Address, Setting]:
    if type(cell) is not list or len(cell) != 4:
        raise ValueError("no cell")
    table, row, column, value = cell
    return Address(_word(table), _word(row), _word(column)), _setting(table, value)


def _setting(table: str, value: object) -> Setting:
    if value is None:
        return None
    if type(value) is int and value.bit_length() < 3 * MOST_DIGITS:
        return value
    if type(value) is str:
        return value if table == FIELDS or value == FOLLOW else _decimal(value)
    if type(value) is Decimal:
        return _decimal(str(value))
    raise ValueError("no setting")


def _decimal(digits: str) -> Decimal:
    try:
        number = Decimal(digits)
    except (InvalidOperation, ValueError) as error:
        raise ValueError("no figure") from error
    if not number.is_finite() or not -MOST_DIGITS < number.adjusted() < MOST_DIGITS or len(digits) > MOST_DIGITS:
        raise ValueError("no figure")
    return number
