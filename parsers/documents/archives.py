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
    drawn = "OFD.xml" in package.names
    spread = "content.xml" in package.names and (word, book) == (None, None) and _is_spread(package)
    try:
        if word is not None:
            from parsers.documents.word_xml import document

            return document(package, word)
        if book is not None:
            from parsers.documents.sheets_xml import workbook

            return workbook(package, book)
        if spread:
            from parsers.documents.open_sheets import spreadsheet

            return spreadsheet(package)
        if drawn:
            from parsers.documents import ofd

            return ofd.document(package)
    except Refused as refusal:
        return refused(
            "docx" if word else "xlsx" if book else "ods" if spread else "ofd" if drawn else "zip", refusal.code
        )
    raise Refused("unknown_zip")


def _is_spread(package: Package) -> bool:
    """Whether an open document is a spreadsheet, by the word that stands in it for that."""
    kind = package.part("mimetype", 200) if "mimetype" in package.names else b""
    return b"spreadsheet" in kind or not kind


def _one_of(package: Package, *names: str | None) -> str | None:
    return next((name for name in names if name is not None and name in package.names), None)
