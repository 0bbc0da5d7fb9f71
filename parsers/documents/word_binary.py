"""Word documents of the older binary format (.doc, .wps)."""

from __future__ import annotations

from parsers.documents.compound import Compound
from parsers.documents.rendition import Refused, Rendition


def document(file: Compound) -> Rendition:
    """The rendition of a document."""
    raise Refused("unknown_ole")
