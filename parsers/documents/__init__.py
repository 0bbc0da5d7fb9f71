"""Other file types than text, one a file: bytes to a rendition with places and grids; libraries load when needed."""

from __future__ import annotations

from parsers.documents.kinds import kind_of
from parsers.documents.rendition import Refused, Rendition, refused

__all__ = ["kind_of", "render"]


def render(data: bytes) -> Rendition | None:
    """The rendition of a document's bytes, or None for a text; never raises, whatever the bytes."""
    kind = kind_of(data)
    if kind is None:
        return None
    try:
        return _render(kind, data)
    except Refused as refusal:
        return refused(kind, refusal.code)
    except ImportError:
        return refused(kind, "missing_library")
    except MemoryError:
        return refused(kind, "too_large")
    except Exception:  # a hostile file finds the one line that nobody thought of
        return refused(kind, "damaged")


def _render(kind: str, data: bytes) -> Rendition | None:
    if kind == "data":
        from parsers.documents.data import texts

        return texts(data)
    if kind == "html":
        from parsers.documents.webpage import page

        return page(data)
    if kind == "mht":
        from parsers.documents.mht import archive

        return archive(data)
    if kind == "zip":
        from parsers.documents.archives import archived

        return archived(data)
    if kind == "ole":
        from parsers.documents.compound import compound

        return compound(data)
    if kind == "pdf":
        from parsers.documents.pdf import document

        return document(data)
    raise Refused("rtf" if kind == "rtf" else "damaged")
