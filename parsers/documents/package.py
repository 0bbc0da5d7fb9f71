"""Archives of XML parts (.docx, .xlsx, .ods, .ofd): bounded unpacking, and parsing that follows nothing outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from posixpath import join, normpath
from typing import Protocol

from parsers.documents.rendition import Refused

MOST_PART = 64 << 20
"""Bytes of one part, unpacked."""
MOST_PARTS = 10_000
DEEPEST = 400
"""Elements within elements."""


class Handler(Protocol):
    """What is told of a part, in order; names are without their namespaces."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, name: str) -> None: ...


class Package:
    """An archive in memory; nothing of it is ever written out."""

    def __init__(self, data: bytes) -> None:
        from zipfile import BadZipFile, ZipFile

        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise Refused("damaged") from None
        names = self._zip.namelist()
        if len(names) > MOST_PARTS:
            raise Refused("too_large")
        self.names = Counter(names)

    def part(self, name: str, most: int = MOST_PART) -> bytes:
        """The bytes of a part; raises Refused where there is none, or two, or more than `most` bytes."""
        from zipfile import BadZipFile
        from zlib import error as ZlibError  # noqa: N812

        if self.names[name] != 1:
            raise Refused("damaged")
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise Refused("encrypted")
        if info.file_size > most:
            raise Refused("too_large")
        try:
            with self._zip.open(info) as part:
                data = part.read(most + 1)
        except (BadZipFile, ZlibError, OSError, EOFError, NotImplementedError, RuntimeError):
            raise Refused("damaged") from None
        if len(data) > most:
            raise Refused("too_large")
        return data

    def walk(self, name: str, handler: Handler, most: int = MOST_PART) -> None:
        """Tell a handler of a part."""
        walk(self.part(name, most), handler)

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the archive: identifier to the last word of its kind, and the part's name."""
        folder, _, file = name.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels".lstrip("/")
        found = _Relations(folder)
        if listed in self.names:
            self.walk(listed, found)
        return found.targets


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") else normpath(join(self._folder, target))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, path)

    def text(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


def walk(data: bytes, handler: Handler) -> None:
    """Tell a handler of an XML text; one that declares a document type is refused, for only attacks need it here."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused("too_large")
        handler.start(_local(name), {_local(key): attributes[key] for key in attributes} if attributes else _NONE)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def declared(*_: object) -> None:
        raise Refused("entities")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Refused("damaged") from None


_NONE: Mapping[str, str] = {}


@lru_cache(4096)
def _local(name: str) -> str:
    return name.rpartition(":")[2]
