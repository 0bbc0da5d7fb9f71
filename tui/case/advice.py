"""The repairs that are offered: worked out once for a report as it stands, and only where somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.model import Finding, Repair, Report
from tui.corrections.session import Session

if TYPE_CHECKING:
    from parsers.repairing.repair import Suggestions


class Advice:
    """What could be done about the findings of the report it was last asked about."""

    def __init__(self) -> None:
        self._known: tuple[Report, Suggestions] | None = None

    def repair(self, session: Session, finding: Finding) -> Repair | None:
        """The likeliest repair of a finding."""
        clusters = (c for c in self._suggestions(session).clusters if finding.key in c.findings)
        return next((c.repairs[0] for c in clusters if c.repairs), None)

    def certain(self, session: Session) -> tuple[Repair, ...]:
        """The repairs that leave no doubt, one for each cluster of findings."""
        return tuple(c.repairs[0] for c in self._suggestions(session).clusters if c.repairs and c.repairs[0].certain)

    def _suggestions(self, session: Session) -> Suggestions:
        if self._known is None or self._known[0] is not session.report:
            from parsers.repairing.repair import suggest

            self._known = (session.report, suggest(session.report, session.settled))
        return self._known[1]
