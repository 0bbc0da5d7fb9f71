"""Web archives (.mht): the page out of its envelope."""

from __future__ import annotations

from parsers.documents.rendition import Refused, Rendition
from parsers.documents.webpage import of_text
from parsers.text.source import decode

MOST_PARTS = 2_000


def archive(data: bytes) -> Rendition:
    """The rendition of the first page in an archive: its root, as browsers write it."""
    from email import message_from_bytes
    from email.errors import MessageError
    from email.message import Message

    try:
        message = message_from_bytes(data)
        for number, part in enumerate(message.walk()):
            if number > MOST_PARTS:
                raise Refused("too_large")
            if isinstance(part, Message) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
                page = part.get_payload(decode=True)
                return of_text(decode(page if isinstance(page, bytes) else b"").text, "mht")
    except (RecursionError, MessageError, LookupError, ValueError):
        raise Refused("damaged") from None
    raise Refused("no_text")
