"""Which document a compound file of Microsoft's holds."""

from __future__ import annotations

from parsers.documents.rendition import Refused, Rendition, refused
from parsers.documents.streams import Compound


def compound(data: bytes) -> Rendition:
    """The rendition of the document in a compound file."""
    file = Compound(data)
    if "EncryptedPackage" in file.names:
        return refused("xlsx", "encrypted")
    if "WordDocument" in file.names:
        from parsers.documents.word_binary import document

        return document(file)
    if file.names.keys() & {"Workbook", "Book"}:
        from parsers.documents.sheets_binary import workbook

        return workbook(data)
    raise Refused("unknown_ole")
