"""Which kind of document some bytes are, by what stands in them; their name says nothing."""

from __future__ import annotations

import re

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"^MIME-Version:.*?^Content-Type:\s*(?:multipart/|text/html)", re.I | re.M | re.S)
_MAIL_TURNED = re.compile(rb"^Content-Type:\s*multipart/related.*?^MIME-Version:", re.I | re.M | re.S)
ESCAPED = b"&lt;/td"
"""The end of a cell in a page whose markup was escaped, to be shown or to be stored."""
_DATA = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\[{]\s*[\[{\"]|\"[^\"\n]{40})")
_CODES = re.compile(rb"(?:\\u[0-9a-fA-F]{4}){4}")
_HEAD = 4096


def kind_of(data: bytes) -> str | None:
    """`pdf`, `zip`, `ole`, `rtf`, `mht`, `html`, `data` (perhaps), or None for a text."""
    head = data[:_HEAD]
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    if _PAGE.match(head) or ESCAPED in data:
        return "html"
    if _DATA.match(head) or (b"\\u" in data and _CODES.search(data)):
        return "data"
    return "mht" if _MAIL.search(head) or _MAIL_TURNED.search(head) else None
