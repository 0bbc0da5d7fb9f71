"""A report whose text changed: which corrections of its older text still hold, and which a person must look at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from parsers.codes import CODES
from parsers.form.printed import TABLES
from parsers.model import Address, Finding, Report
from parsers.text.figures import Kind, tokens
from tui.corrections.actline import Header
from tui.corrections.acts import Entry, settled
from tui.corrections.applied import CONFIRMED, FIELDS, Confirmed, Touch, printed, touched
from tui.corrections.journal import Journal
from tui.corrections.session import Session

CARRY = "carry"
"""The name of the act that brings corrections of an older text along."""


class Old(NamedTuple):
    """What a person last did to a cell of an older text."""

    touch: Touch
    printed: str | None
    """What that text printed there."""
    sure: bool
    """False where the older text may be another report's, or what it printed is not known."""


def resumed(base: Report, journal: Journal) -> Session:
    """The session of a report as it was left; corrections of an older text are carried over as acts of their own."""
    journal.describe(base.agency, base.year)
    olds = _olds(base, journal.carried)
    told = replace(base, reading=(*base.reading, *journal.findings)) if journal.findings else base
    session = Session(_with_changes(told, olds), journal.keep if journal.writes else None)
    session.replay(journal.entries)
    known = touched(journal.entries).keys()
    holds = {a: old.touch for a, old in olds.items() if a not in known and old.sure and _same(old, printed(base, a))}
    with suppress(OSError):  # the disk is full, or another has the report: said again at the first act
        session.edit({a: touch for a, touch in holds.items() if not isinstance(touch, Confirmed)}, CARRY)
        session.confirm([a for a, touch in holds.items() if touch is CONFIRMED], CARRY)
        session.decide(_decided(session, journal), what=CARRY)
    return session


def _olds(base: Report, texts: Iterable[tuple[Header, tuple[Entry, ...]]]) -> dict[Address, Old]:
    """By cell, what was last done to it in the older texts; in one text an edit outlives a confirmation."""
    olds: dict[Address, Old] = {}
    for header, acts in texts:
        here: dict[Address, Old] = {}
        same = all(
            a == b or a is None or b is None for a, b in ((header.agency, base.agency), (header.year, base.year))
        )
        for act in acts:
            raws = act.printed if len(act.printed) == len(act.cells) else (None,) * len(act.cells)
            sure = same and len(act.printed) == len(act.cells)
            for (address, setting), raw in zip(act.cells, raws, strict=True):
                if act.kind == "edit":
                    here[address] = Old(setting, raw, sure)
                elif act.kind == "confirm":
                    here.setdefault(address, Old(CONFIRMED, raw, sure))
        olds |= here
    return olds


def _same(old: Old, now: str | None) -> bool:
    return _folded(old.printed) == _folded(now)


def _folded(raw: str | None) -> str:
    """A printed figure without what scrapers change: width and blanks; what offices print for nothing is nothing."""
    word = "".join(unicodedata.normalize("NFKC", raw or "").replace("\u200b", "").split())
    return "" if [token.kind for token in tokens(word)] == [Kind.BLANK] else word


def _with_changes(base: Report, olds: dict[Address, Old]) -> Report:
    """The report with a finding for every correction that its new text leaves open."""
    changed = {a: found for a, old in olds.items() if (found := _changed(base, a, old)) is not None}
    flagged = {a: c._replace(flag="text_changed") if a in changed else c for a, c in base.cells.items()}
    return replace(base, cells=flagged, reading=(*base.reading, *changed.values())) if changed else base


def _changed(base: Report, address: Address, old: Old) -> Finding | None:
    """None where the correction holds, where the new text prints what it made, and where nothing was made."""
    now = printed(base, address)
    if isinstance(old.touch, Confirmed) or (old.sure and _same(old, now)) or _folded(_words(old.touch)) == _folded(now):
        return None
    cells = (address,) if address in base.cells or address.table == FIELDS else ()
    spans = tuple(c.span for a in cells if (c := base.cells.get(a)) is not None and c.span is not None)
    facts = {"before": old.printed or "", "after": now or ""}
    if isinstance(old.touch, str):
        facts["actual"] = old.touch
    if not cells:
        facts["address"] = ".".join(address)
    value = None if isinstance(old.touch, str) else old.touch
    table = address.table if address.table in TABLES else None
    severity = CODES["text_changed"].severity
    return Finding("text_changed", severity, table, cells, spans, None, value, tuple(facts.items()))


def _words(touch: Touch) -> str:
    return "" if touch is None else str(touch)


def _decided(session: Session, journal: Journal) -> list[str]:
    """Findings of the new text that were marked as printed in an older one, and were not decided on since."""
    before = {key for _, acts in journal.carried for key in settled(acts)}
    decided = {key for entry in journal.entries for key in entry.findings}
    return [f.key for f in session.report.findings if f.key in before - decided]
