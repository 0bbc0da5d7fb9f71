"""A report as the one JSON object of the contract's section 3; nowhere else is that object written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from parsers.form.printed import APPLICATIONS, DISCLOSURE, REVIEW
from parsers.model import Cell, Finding, Repair, Report, Value
from parsers.sentences import REASONS, sentence

SCHEMA = 1

TOO_LARGE = Decimal(10) ** 300
"""No reader of JSON takes such a number; only a hostile text prints one, and `raw` keeps it."""

_TABLES = (APPLICATIONS, DISCLOSURE, REVIEW)
_TROUBLE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
"""Characters that JSON may hold bare, but that would command a terminal, break a line or not encode."""


def answer(
    file: str, report: Report, repairs: Iterable[Repair] = (), repairs_more: int = 0, lang: str = "zh"
) -> dict[str, Any]:
    """The object for one file, its keys in the contract's order; `file` is the path as given."""
    return {
        "schema": SCHEMA,
        "file": file,
        "encoding": report.encoding or None,
        "rendition": report.rendition,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition,
        "part": report.part,
        "parts": report.parts,
        "tables": _tables(report),
        "issues": [issue(finding, lang, report.offset) for finding in report.findings],
        "repairs": [_repair(repair, lang) for repair in repairs],
        "repairs_more": repairs_more,
        "error": report.error,
    }


def issue(finding: Finding, lang: str = "zh", offset: int = 0) -> dict[str, Any]:
    """A finding as the contract writes it; `offset` is where its report begins in the decoded text."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "table": finding.table,
        "cells": [[address.row, address.column] for address in finding.cells],
        "spans": [[span.start + offset, span.end + offset] for span in finding.spans],
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        "message": sentence(finding, lang),
    }


def line(found: object) -> bytes:
    """An object as one line of NDJSON: UTF-8, and harmless on a terminal."""
    text = json.dumps(found, ensure_ascii=False, separators=(", ", ": "))
    if _TROUBLE.search(text):
        text = _TROUBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text.encode() + b"\n"


def _tables(report: Report) -> dict[str, Any]:
    tables: dict[str, Any] = {table: {"found": table in report.found, "cells": {}} for table in _TABLES}
    for address, cell in report.cells.items():
        tables[address.table]["cells"].setdefault(address.row, {})[address.column] = _cell(report, cell)
    return tables


def _cell(report: Report, cell: Cell) -> dict[str, Any]:
    said: dict[str, Any] = {
        "value": _number(cell.value),
        "raw": cell.raw,
        "span": cell.span and [cell.span.start + report.offset, cell.span.end + report.offset],
        "place": report.place(cell.span),
        "origin": cell.origin.value,
        "flag": cell.flag,
    }
    if cell.was is not None:
        was = cell.was
        said["was"] = {"value": _number(was.value), "origin": was.origin.value, "flag": was.flag}
    return said


def _repair(repair: Repair, lang: str) -> dict[str, Any]:
    zh, en = REASONS[repair.why]
    return {
        "certain": repair.certain,
        "why": en if lang == "en" else zh,
        "set": [[*change.address, _number(change.value)] for change in repair.changes],
    }


def _number(value: Value | None) -> int | float | None:
    """A whole amount as an integer, another as the float whose shortest form is the printed one."""
    if not isinstance(value, Decimal):
        return value
    if abs(value) >= TOO_LARGE:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
