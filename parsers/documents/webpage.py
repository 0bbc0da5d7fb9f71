"""Saved web pages (.html, .htm, and what many systems export as .xls or .doc)."""

from __future__ import annotations

import re
from html import unescape

from parsers.documents.blocks import Flow, raised
from parsers.documents.look import Look, Styles
from parsers.documents.rendition import Rendition
from parsers.documents.tags import Attributes, Start, events
from parsers.documents.typeset import typeset
from parsers.text.expression import expression
from parsers.text.source import decode

_SKIPPED = frozenset(
    {"script", "style", "template", "noscript", "head", "select", "option", "rt", "rp", "svg", "iframe", "object"}
)
_BREAKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav"}
    | {"ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul"}
)
_SHEETS = expression(r"<style[^>]{0,500}>(.*?)</style", re.IGNORECASE | re.DOTALL)
_NUMBER = expression(r"\s*\+?(\d{1,9})")


_BROKEN = expression(
    r"<\s+/?\s*(?:t[dhr]|table|p)\s*>|</\s+\w|</?t\s+[dhr]\b|<(?:t[dhr]|table)(?:col|row)span", re.IGNORECASE
)
"""Tags that lost their room or were broken over lines: a browser would show their cells elsewhere, or not at all."""


def page(data: bytes) -> Rendition | None:
    """The rendition of a page's bytes; None where its markup is broken or cut: then it is read as a text."""
    text = decode(data).text
    return None if _BROKEN.search(text) or _cut(text) else of_text(text, "html")


def _cut(text: str) -> bool:
    """The text ends inside a table."""
    lower = text.lower()
    last = lower.rfind("<table")
    return last >= 0 and not any(end in lower[last:] for end in ("</table", "</body", "</html"))


def of_text(text: str, kind: str) -> Rendition:
    """The rendition of a page's text, as a document of some kind; markup that was escaped is markup."""
    if text.count("&lt;/td") > text.count("</td"):
        text = unescape(text)
    sheets = (match[1] for match in _SHEETS.finditer(text, 0, 2_000_000))
    writer = _Writer(Styles(sheets))
    for event in events(text):
        if isinstance(event, str):
            writer.text(event)
        elif isinstance(event, Start):
            writer.start(event.tag, event.attributes)
        else:
            writer.end(event.tag)
    blocks = writer.flow.end()
    return typeset(kind, blocks, writer.flow.notes)


class _Writer:
    """Writes what a browser would show; what it would not is noted."""

    def __init__(self, styles: Styles) -> None:
        self.flow = Flow()
        self._styles = styles
        self._looks: list[Look] = [Look()]
        self._skipping = 0
        """Tags open inside one that is not shown at all."""
        self._unread: list[str] = []
        self._cells = 0
        self._columns: list[list[bool]] = []
        """Of every open table: which of its columns are not shown."""

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipping or tag in _SKIPPED:
            self._skipping += 1
            return
        own, around = self._styles.look(tag, attributes), self._looks[-1]
        if tag in _BREAKS and not around.gone:
            self.flow.end_paragraph()
        if not around.unread and (own.gone or own.unseen or own.struck):
            self._unread.clear()
        gone = around.gone or (own.gone and tag != "col" and not self._in_hidden_column(tag))
        look = Look(gone, around.unseen or own.unseen, around.struck or own.struck, around.raised or own.raised)
        self._looks.append(look)
        if not gone:
            self._lay_out(tag, attributes, own)

    def _lay_out(self, tag: str, attributes: Attributes, own: Look) -> None:
        if tag == "table":
            self.flow.begin_table()
            self._columns.append([])
        elif tag == "col" and self._columns:
            width = attributes.get("width")
            self._columns[-1] += [own.gone or width == "0"] * min(_number(attributes, "span"), 64)
        elif tag == "tr" and self._columns:
            self.flow.begin_row()
        elif tag in ("td", "th") and self._columns:
            rows = _number(attributes, "rowspan", none=65_534)
            self.flow.begin_cell(rows, _number(attributes, "colspan"))
            self._cells += 1
        elif tag == "img" and _is_large(attributes):
            self.flow.picture()
        elif tag == "input" and str(attributes.get("type") or "text") == "text":
            self.text(str(attributes.get("value") or ""))

    def _in_hidden_column(self, tag: str) -> bool:
        """A cell that a hidden column takes with it still stands in its row."""
        return tag in ("td", "th") and bool(self._columns) and any(self._columns[-1])

    def text(self, text: str) -> None:
        look = self._looks[-1]
        if self._skipping:
            return
        if look.unread:
            self._unread.append(text)
        elif text:
            self.flow.write(raised(text) if look.raised else text)

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        look = self._looks.pop()
        if look.unread and not self._looks[-1].unread:
            words = "".join(self._unread)
            self.flow.note("document_deleted" if look.struck and not look.gone else "document_hidden", words)
            self._unread.clear()
        if look.gone:
            return
        if tag in ("td", "th") and self._cells:
            self.flow.end_cell()
            self._cells -= 1
        elif tag == "table" and self._columns:
            hidden = [column for column, gone in enumerate(self._columns.pop()) if gone]
            self.flow.drop_columns(self.flow.end_table(), hidden)
        elif tag in _BREAKS:
            self.flow.end_paragraph()


def _number(attributes: Attributes, name: str, none: int = 1) -> int:
    """A span; 0 means as far as it goes, which only rows may."""
    value = attributes.get(name)
    match = _NUMBER.match(value) if isinstance(value, str) else None
    return (int(match[1]) or none) if match else 1


def _is_large(attributes: Attributes) -> bool:
    """Not one of the icons and spacers of a page."""
    sizes = [_number(attributes, name, none=0) if name in attributes else 999 for name in ("width", "height")]
    return min(sizes) >= 60
