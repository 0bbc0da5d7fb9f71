"""What is said of a text with characters that are lost or wrong: it is not clean, nor are figures beside them."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.codes import CODES
from parsers.form.printed import DISCLOSURE
from parsers.model import Address, Cell, Finding, Origin, Span
from parsers.text.garbled import LOST, garbled

_SHOWN, _AROUND = 20, 6
"""Places that the finding leads to, and characters shown on both sides of the first."""


def told_of_lost(text: str, cells: Mapping[Address, Cell]) -> tuple[dict[Address, Cell], list[Finding]]:
    """The cells that change, and what is found: digits may be lost where no sum would tell, as in 表二."""
    places = garbled(text)
    found: list[Finding] = []
    if places:
        said = _said(text, Span(places[0].start - _AROUND, places[0].end + _AROUND))
        facts = (("said", said), ("n", str(len(places))))
        found = [Finding("text_garbled", CODES["text_garbled"].severity, spans=tuple(places[:_SHOWN]), facts=facts)]
    changed = {a: c for a, c in cells.items() if a.table == DISCLOSURE and c.flag is None and _touched(text, a, c)}
    for address, cell in changed.items():
        assert cell.span is not None
        raw = _said(text, Span(cell.span.start - 1, cell.span.end + 1))
        severity = CODES["unreadable"].severity
        found.append(
            Finding(
                "unreadable", severity, DISCLOSURE, (address,), (cell.span,), actual=cell.value, facts=(("raw", raw),)
            )
        )
        changed[address] = cell._replace(origin=Origin.INFERRED, flag="unreadable")
    return changed, found


def _touched(text: str, address: Address, cell: Cell) -> bool:
    """Whether a lost character may have been a digit of the figure, beside which it stands, or the 万 of its unit."""
    if cell.span is None or cell.value is None:
        return False
    if address.column == "amount" and _unit_open(text, cell.span.start):
        return True
    return text[cell.span.start - 1 : cell.span.start] == LOST or text[cell.span.end : cell.span.end + 1] == LOST


_HEAD = 120
"""Characters before an amount in which the head stands that says its unit."""
_PRINTED = frozenset("万(（:：")


def _unit_open(text: str, start: int) -> bool:
    """The head says 元 behind what is no sign of one: the 万 before it may be lost."""
    head = text[max(0, start - _HEAD) : start]
    at = head.rfind("元")
    return at > 0 and head.rfind("金额") >= 0 and head[at - 1] not in _PRINTED


def _said(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start) : span.end].split())
