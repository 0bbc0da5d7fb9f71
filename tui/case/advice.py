"""The repairs that are offered: worked out once for a report as it stands, and only where somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from parsers.codes import EMPTY_ROW, says
from parsers.model import Address, Finding, Repair, Report, Severity
from tui.case.fault import fault
from tui.corrections.session import Session

if TYPE_CHECKING:
    from parsers.repairing.repair import Suggestions
    from tui.case.case import Case


class Repairs(NamedTuple):
    """What could be done about the failing sums of a report."""

    offered: tuple[Repair, ...] = ()
    more: int = 0
    """How many equally small ones are left off."""
    fault: str = ""
    """Why there are none, where this program failed."""


def repairs(case: Case) -> Repairs:
    """The repairs to offer for a report; only where a sum fails."""
    if not any(finding.severity is Severity.ERROR for finding in case.report.findings):
        return Repairs()
    from parsers.repairing.repair import suggest

    try:
        found = suggest(case.session.report, case.settled)
    except Exception as error:  # a report without suggestions is still a report
        return Repairs(fault=fault(error))
    return Repairs(tuple(found.repairs), found.more)


class Advice:
    """What could be done about the findings of the report it was last asked about."""

    def __init__(self) -> None:
        self._known: tuple[Report, Suggestions] | None = None
        self.failed = ""
        """Why there are none, where this program failed."""

    def knows(self, session: Session) -> bool:
        """Whether the repairs of the report as it stands are known; to look for them takes a while."""
        return self._known is not None and self._known[0] is session.report

    def look(self, session: Session) -> None:
        """Look for the repairs of the report as it stands, so that it is known."""
        self._suggestions(session)

    def repairs(self, session: Session, finding: Finding) -> tuple[Repair, ...]:
        """The repairs of a finding, the likeliest first; of a row that lacks its figures those that fill it."""
        clusters = self._suggestions(session).clusters
        own = [c.repairs for c in clusters if finding.key in c.findings]
        if own or not says(finding.code, EMPTY_ROW):
            return own[0] if own else ()
        row = frozenset(finding.cells)
        return tuple(r for c in clusters for r in c.repairs if any(change.address in row for change in r.changes))

    def fault(self, session: Session, finding: Finding) -> tuple[str, ...]:
        """The keys of the findings that one and the same fault explains, this one's first."""
        clusters = self._suggestions(session).clusters
        beside = next((c.findings for c in clusters if finding.key in c.findings), ())
        return (finding.key, *(key for key in beside if key != finding.key))

    def suspects(self, session: Session) -> frozenset[Address]:
        """The cells that the smallest repairs touch."""
        return frozenset(
            change.address
            for cluster in self._suggestions(session).clusters
            for repair in cluster.repairs
            if len(repair.changes) == min(len(r.changes) for r in cluster.repairs)
            for change in repair.changes
        )

    def certain(self, session: Session) -> tuple[Repair, ...]:
        """The repairs that leave no doubt, one for each cluster of findings."""
        return tuple(c.repairs[0] for c in self._suggestions(session).clusters if c.repairs and c.repairs[0].certain)

    def _suggestions(self, session: Session) -> Suggestions:
        if self._known is None or self._known[0] is not session.report:
            from parsers.repairing.repair import Suggestions, suggest

            self.failed, found = "", Suggestions()
            try:
                found = suggest(session.report, session.settled)
            except Exception as error:  # a report without suggestions is still a report
                self.failed = fault(error)
            self._known = (session.report, found)
        return self._known[1]
