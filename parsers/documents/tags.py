"""A web page as tags in order, every one of them closed: by a parser for the web, or by the standard library's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

Attributes = Mapping[str, "str | list[str] | None"]


class Start(NamedTuple):
    """A tag opens."""

    tag: str
    attributes: Attributes


class End(NamedTuple):
    """The tag that opened last, of those still open, closes."""

    tag: str


Event = Start | End | str
"""A string is text."""

DEEPEST = 512


def events(text: str) -> Iterator[Event]:
    """The tags and the text of a page, as a browser would nest them."""
    try:
        import turbohtml
    except ImportError:
        yield from plain_events(text)
        return
    node = turbohtml.parse(text, positions=False)
    open_tags: list[str] = []
    stack = [iter(node.children)]
    while stack:
        for child in stack[-1]:
            if isinstance(child, turbohtml.Element):
                yield Start(child.tag, child.attrs)
                open_tags.append(child.tag)
                stack.append(iter(child.children))
                break
            if isinstance(child, turbohtml.Text):
                yield child.text
        else:
            stack.pop()
            if open_tags:
                yield End(open_tags.pop())


def plain_events(text: str) -> Iterator[Event]:
    """The same by the standard library, with the few rules of nesting that tables need."""
    nesting = _Nesting()
    nesting.feed(text)
    nesting.close()
    nesting.close_down_to(0)
    yield from nesting.events


_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_IGNORED = frozenset({"tbody", "thead", "tfoot", "html", "body"})
_CELLS = ("td", "th")


class _Nesting(HTMLParser):
    """Closes what a page leaves open: cells before cells, rows before rows, nothing across a table's edge."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self._open: list[str] = []

    def _edge(self) -> int:
        """How many tags are open outside the innermost table, itself included."""
        return len(self._open) - self._open[::-1].index("table") if "table" in self._open else 0

    def close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self.events.append(End(self._open.pop()))

    def _start(self, tag: str, attributes: Attributes) -> None:
        if len(self._open) < DEEPEST:
            self.events.append(Start(tag, attributes))
            self._open.append(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _IGNORED:
            return
        attributes = dict(reversed(attrs))
        if tag in _VOID:
            self.events += [Start(tag, attributes), End(tag)]
        elif tag in ("tr", *_CELLS):
            self._row_or_cell(tag, attributes)
        else:
            if tag in ("p", "li", "option") and self._open and self._open[-1] == tag:
                self.close_down_to(len(self._open) - 1)
            self._start(tag, attributes)

    def _row_or_cell(self, tag: str, attributes: Attributes) -> None:
        edge = self._edge()
        if not edge:
            return
        if tag == "tr":
            self.close_down_to(edge)
            self._start(tag, attributes)
            return
        if "tr" not in self._open[edge:]:
            self.close_down_to(edge)
            self._start("tr", {})
        self.close_down_to(edge + 1)
        self._start(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        inside = self._open[max(self._edge() - (tag == "table"), 0) :]
        if tag in inside and (tag in ("table", "tr", *_CELLS) or not set(_after(inside, tag)) & {"tr", *_CELLS}):
            self.close_down_to(len(self._open) - inside[::-1].index(tag) - 1)

    def handle_data(self, data: str) -> None:
        self.events.append(data)


def _after(tags: list[str], tag: str) -> list[str]:
    return tags[len(tags) - tags[::-1].index(tag) :]
