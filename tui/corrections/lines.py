"""The lines of a journal: one act as one line of JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from itertools import takewhile
from typing import Any, get_args

from parsers.model import Address
from tui.corrections.acts import FOLLOW, Entry, Kind, Setting

FORMAT = 1
"""Of the journal; a higher number is refused."""

FIELDS = "fields"
"""The table whose settings are words: title, agency, edition."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a journal: which report it belongs to."""

    sha256: str
    file: str
    """The report's file name when the journal began; only people read it."""
    agency: str | None = None
    year: int | None = None
    """As read, to tell a changed text from another report of the same file name."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a journal's bytes say."""

    header: Header | None
    """None where nothing whole was written yet."""
    entries: tuple[Entry, ...] = ()
    size: int = 0
    """Bytes of whole lines; what lies beyond is torn and worth nothing."""
    ended: bool = True
    """Whether the last of them ends in a line feed; the next one must not be glued to it."""
    length: int = 0
    """Bytes in all."""


class NewerFormat(ValueError):  # noqa: N818
    """Written by a later gouji; `args[0]` is its format."""


class Damaged(ValueError):  # noqa: N818
    """A line that is no act stands before one that is; `args[0]` is its number, counted from 1."""


def header_line(header: Header) -> bytes:
    """The header as its line."""
    return _line({"gouji": FORMAT} | asdict(header))


def entry_line(entry: Entry) -> bytes:
    """An act as its line."""
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
    return _line(words | {"what": entry.what, "time": entry.time, "by": entry.by})


def _line(words: dict[str, Any]) -> bytes:
    text = json.dumps(words, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes its JSON escape


def _put(address: Address, value: Setting) -> int | str | None:
    """A decimal as a string of its digits; the tables have no other words than `FOLLOW`, so it reads back."""
    return str(value) if isinstance(value, Decimal) else value


def read_lines(data: bytes) -> Lines:
    """A journal's bytes as header and acts. Raises NewerFormat, Damaged, or ValueError for another kind of file."""
    found = data.split(b"\n")
    whole = [line + b"\n" for line in found[:-1]] + found[-1:] * bool(found[-1])
    if len(whole) <= 1 and _torn_header(data):
        return Lines(None, length=len(data))
    header = _header(whole[0])
    acts = [_act(line) for line in whole[1:]]
    entries = tuple(act for act in takewhile(bool, acts) if act)
    if any(acts[len(entries) :]):
        raise Damaged(2 + len(entries))
    size = sum(map(len, whole[: 1 + len(entries)]))
    return Lines(header, entries, size, data[:size].endswith(b"\n"), len(data))


def _torn_header(data: bytes) -> bool:
    """A header cut off while it was written: its beginning, or zeros where the disk never got it."""
    begin = b'{"gouji":%d,"sha256":"' % FORMAT
    return not data.strip(b"\0") or begin.startswith(data) or (data.startswith(begin) and _parsed(data) is None)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _header(line: bytes) -> Header:
    match _parsed(line):
        case {"gouji": int(form)} if form > FORMAT:
            raise NewerFormat(form)
        case {"gouji": 1, "sha256": str(sha256), "file": str(file), **rest}:
            agency, year = rest.get("agency"), rest.get("year")
            known = agency if isinstance(agency, str) else None, year if isinstance(year, int) else None
            return Header(sha256, file, *known)
    raise ValueError("no journal")


def _act(line: bytes) -> Entry | None:
    """The act, or None for a line that is none."""
    try:
        return _entry(line)
    except ValueError:
        return None


def _entry(line: bytes) -> Entry:
    words = _parsed(line)
    if not isinstance(words, dict) or words.get("act") not in get_args(Kind):
        raise ValueError("no act")
    to = words.get("to", 0)
    if isinstance(to, bool) or not isinstance(to, int) or to < 0:
        raise ValueError("no count")
    return Entry(
        kind=words["act"],
        cells=tuple(_cell(cell) for cell in _list(words, "cells")),
        printed=tuple(None if raw is None else _word(raw) for raw in _list(words, "printed")),
        findings=tuple(_word(key) for key in _list(words, "findings")),
        on=words.get("on", True) is True,
        to=to,
        what=_word(words.get("what", "")),
        time=_word(words.get("time", "")),
        by=_word(words.get("by", "")),
    )


def _list(words: dict[str, Any], key: str) -> list[Any]:
    value = words.get(key, [])
    if not isinstance(value, list):
        raise ValueError(key)
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no word")
    return value


def _cell(cell: object) -> tuple[Address, Setting]:
    match cell:
        case [str(table), str(row), str(column), value]:
            return Address(table, row, column), _setting(table, value)
    raise ValueError("no cell")


def _setting(table: str, value: object) -> Setting:
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    if not isinstance(value, str):
        raise ValueError("no setting")
    if table == FIELDS or value == FOLLOW:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError("no figure") from error
    if not number.is_finite():
        raise ValueError("no figure")
    return number
