"""Tables that a report lacks: it is not clean without them."""

from __future__ import annotations

from collections.abc import Collection

from parsers.codes import CODES
from parsers.form.printed import TABLES, TITLES
from parsers.model import Finding


def absent(found: Collection[str], squashed: str) -> tuple[Finding, ...]:
    """What is to be said of a text (without white space) that only these tables were found in.

    A table is missed where the others are there or the section's title is; a text without any is told once more.
    """
    missed = [table for table in TABLES if table not in found and (found or TITLES[table].zh in squashed)]
    findings = [Finding("table_absent", CODES["table_absent"].severity, table) for table in missed]
    if not found:
        findings.append(Finding("no_table", CODES["no_table"].severity))
    return tuple(findings)
