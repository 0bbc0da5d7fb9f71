"""What may be confirmed at one key: what arithmetic left one way for, in sums that hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from parsers.codes import CODES
from parsers.model import Address, Finding, Report, Severity
from parsers.repairing.placements import Way
from tui.workbench.view import Facts


def rows(facts: Facts, ways: Mapping[str, tuple[Way, ...]]) -> tuple[tuple[Address, ...], ...]:
    """The cells of each finding that needs no look: placed in the one way there is, or following from such."""
    report = facts.report
    failing = frozenset(a for f in facts.findings if f.severity is Severity.ERROR for a in f.cells)
    found = [
        _doubted(report, f.cells) for f in facts.findings if _only_way(report, f, ways) or f.code == "value_inferred"
    ]
    found = [cells for cells in found if cells and failing.isdisjoint(cells)]
    settled = {a for cells in found for a in cells}
    parts = {i.totals[0]: i.parts for i in facts.form.identities if i.code in ("row_sum", "column_sum")}
    for finding in facts.findings:
        totals = finding.cells if CODES[finding.code].mark == "total_missing" else ()
        known = (t for t in totals if t not in settled | failing and _known(report, parts[t], settled))
        found.append(tuple(known))
    return tuple(cells for cells in found if cells)


def _known(report: Report, parts: Iterable[Address], settled: Set[Address]) -> bool:
    return all(a in settled or report.cells[a].flag in (None, "total_missing") for a in parts)


def _only_way(report: Report, finding: Finding, ways: Mapping[str, tuple[Way, ...]]) -> bool:
    """Whether the reader found one way to seat the row, and it is the one that still is allowed."""
    if finding.code != "position_inferred":
        return False
    only = ways.get(finding.key, ())
    return len(only) == 1 and all(report.value(change.address) == change.value for change in only[0])


def _doubted(report: Report, cells: Iterable[Address]) -> tuple[Address, ...]:
    return tuple(a for a in cells if a in report.cells and report.cells[a].flag is not None)
