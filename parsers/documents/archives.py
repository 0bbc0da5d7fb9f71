"""Which document an archive holds."""

from __future__ import annotations

from parsers.documents.package import Package
from parsers.documents.rendition import Refused, Rendition, refused


def archived(data: bytes) -> Rendition:
    """The rendition of the document in an archive."""
    package = Package(data)
    main = next((name for kind, name in package.relations("").values() if kind == "officeDocument"), None)
    word = _one_of(package, main if main and "word" in main else None, "word/document.xml")
    book = _one_of(package, main if main and "xl/" in main else None, "xl/workbook.xml")
    try:
        if word is not None:
            from parsers.documents.word_xml import document

            return document(package, word)
        if book is not None:
            from parsers.documents.sheets_xml import workbook

            return workbook(package, book)
    except Refused as refusal:
        return refused("docx" if word else "xlsx" if book else "zip", refusal.code)
    raise Refused("unknown_zip")


def _one_of(package: Package, *names: str | None) -> str | None:
    return next((name for name in names if name is not None and name in package.names), None)
