"""OFD (GB/T 33190), the layout format that offices exchange: the glyphs and rules of its pages, in millimetres."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from parsers.documents.drawn import blocks_of
from parsers.documents.package import Package
from parsers.documents.pages import MOST_GLYPHS, MOST_PAGES, Glyph, Page, Rule, drawn, meant
from parsers.documents.rendition import Refused, Rendition
from parsers.documents.typeset import typeset

POINTS = 72 / 25.4
MOST_PAGE = 32 << 20
MOST_RULES = 40_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_PATH = re.compile(r"[SMLQBACsmlqbac]|-?\d+(?:\.\d+)?(?:[eE]-?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Matrix = tuple[float, float, float, float, float, float]
ROOT = "OFD.xml"


def document(package: Package) -> Rendition:
    """The rendition of a document: its pages with their templates."""
    root = _Collected("DocRoot")
    package.walk(ROOT, root)
    if not root.texts:
        raise Refused("damaged")
    main = normpath(root.texts[0].strip().lstrip("/"))
    listed = _Listing(main.rpartition("/")[0])
    package.walk(main, listed)
    if len(listed.pages) > MOST_PAGES:
        raise Refused("too_large")
    blocks, notes = blocks_of(_pages(package, listed))
    return typeset("ofd", blocks, notes)


def _pages(package: Package, listed: _Listing) -> Iterator[Page]:
    for name in listed.pages:
        drawing = _Drawing(listed.box)
        package.walk(name, drawing, MOST_PAGE)
        for identifier in drawing.templates[:4]:
            if template := listed.templates.get(identifier):
                package.walk(template, drawing, MOST_PAGE)
        yield Page(drawing.box[2] * POINTS, drawing.box[3] * POINTS, drawing.glyphs, drawing.rules, drawing.pictures)


class _Collected:
    """Handler that keeps the text of one kind of element."""

    def __init__(self, name: str) -> None:
        self.texts: list[str] = []
        self._name, self._inside = name, False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._inside = name == self._name
        if self._inside:
            self.texts.append("")

    def text(self, text: str) -> None:
        if self._inside:
            self.texts[-1] += text

    def end(self, name: str) -> None:
        self._inside = False


class _Listing(_Collected):
    """Handler of Document.xml: the parts of its pages and templates, and the box of a page."""

    def __init__(self, folder: str) -> None:
        super().__init__("PhysicalBox")
        self.pages: list[str] = []
        self.templates: dict[str, str] = {}
        self._folder = folder

    @property
    def box(self) -> list[float]:
        """Left, top, width, height in millimetres; A4 where nothing is said."""
        told = _numbers(self.texts[0]) if self.texts else []
        return told if len(told) == 4 else [0, 0, 210, 297]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        where = attributes.get("BaseLoc", "")
        path = where.lstrip("/") if where.startswith("/") else normpath(join(self._folder, where))
        if name == "Page" and where:
            self.pages.append(path)
        elif name == "TemplatePage" and where:
            self.templates[attributes.get("ID", "")] = path


class _Drawing:
    """Handler of a page's content."""

    def __init__(self, box: list[float]) -> None:
        self.box = box
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.pictures = 0
        self.templates: list[str] = []
        self._inside = ""
        self._text = ""
        self._object: Mapping[str, str] = {}
        self._code: Mapping[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._inside, self._text = name, ""
        if name in ("TextObject", "PathObject", "ImageObject"):
            self._object = attributes
            self.pictures += name == "ImageObject"
        elif name == "TextCode":
            self._code = attributes
        elif name == "Template":
            self.templates.append(attributes.get("TemplateID", ""))

    def text(self, text: str) -> None:
        if self._inside in ("TextCode", "AbbreviatedData", "PhysicalBox"):
            self._text += text

    def end(self, name: str) -> None:
        if name == "TextCode":
            self._write(self._text)
        elif name == "AbbreviatedData" and self._object.get("Visible") != "false":
            self._draw(self._text)
        elif name == "PhysicalBox" and len(box := _numbers(self._text)) == 4:
            self.box = box
        self._inside = ""

    def _place(self) -> tuple[float, float, Matrix]:
        """Where an object's own coordinates begin, and how they are turned."""
        boundary = [*_numbers(self._object.get("Boundary", "")), 0, 0][:2]
        matrix = _numbers(self._object.get("CTM", ""))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1, 0, 0, 1, 0, 0)
        return boundary[0] - self.box[0], boundary[1] - self.box[1], (a, b, c, d, e, f)

    def _write(self, text: str) -> None:
        if self._object.get("Visible") == "false":
            return
        if len(self.glyphs) + len(text) > MOST_GLYPHS:
            raise Refused("too_large")
        left, top, matrix = self._place()
        size = (_numbers(self._object.get("Size", "")) or [3.0])[0]
        x, y = _first(self._code.get("X", "0")), _first(self._code.get("Y", "0"))
        across, down = _steps(self._code.get("DeltaX", "")), _steps(self._code.get("DeltaY", ""))
        for at, character in enumerate(text):
            if not character.isspace():
                wide = size if ord(character) > 0x2E7F else size / 2
                self.glyphs.append(_glyph(character, (x, y), size, wide, left, top, matrix))
            x += across[at] if at < len(across) else (0 if down else size)
            y += down[at] if at < len(down) else 0

    def _draw(self, data: str) -> None:
        left, top, (a, b, c, d, e, f) = self._place()
        stroked = self._object.get("Stroke", "true") != "false"
        for points in _paths(data):
            placed = [((left + a * x + c * y + e) * POINTS, (top + b * x + d * y + f) * POINTS) for x, y in points]
            self.rules += drawn(placed, stroked)
        if len(self.rules) > MOST_RULES:
            raise Refused("too_large")


def _glyph(
    character: str, at: tuple[float, float], size: float, wide: float, left: float, top: float, matrix: Matrix
) -> Glyph:
    """A character that stands on its base line at `at`; 0.85 of its size is above."""
    a, b, c, d, e, f = matrix
    x, y = at
    corners = [(x, y - 0.85 * size), (x + wide, y + 0.15 * size)]
    (ax, ay), (bx, by) = [((left + a * p + c * q + e) * POINTS, (top + b * p + d * q + f) * POINTS) for p, q in corners]
    return Glyph(meant(character), min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), abs(a) >= abs(b))


def _paths(data: str) -> Iterator[list[tuple[float, float]]]:
    """The points of a path, each part begun by a move; curves go straight to their ends."""
    points: list[tuple[float, float]] = []
    operator, numbers = "", list[float]()
    for word in [*_PATH.findall(data), "M"]:
        if not word.isalpha():
            numbers.append(float(word))
        elif (operator := word.upper()) in "SM" and points:
            yield points
            points, numbers = [], []
        elif operator == "C" and points:
            points.append(points[0])
        if numbers and operator and len(numbers) == _ARGUMENTS.get(operator, 2):
            points.append((numbers[-2], numbers[-1]))
            numbers = []


def _numbers(text: str) -> list[float]:
    return [float(word) for word in _NUMBER.findall(text)[:64]]


def _first(text: str) -> float:
    return (_numbers(text) or [0.0])[0]


def _steps(text: str) -> list[float]:
    """Steps from one character to the next; `g 3 5.5` says a step of 5.5 three times."""
    steps: list[float] = []
    words = text.split()
    while words and len(steps) < MOST_GLYPHS:
        word = words.pop(0)
        if word == "g" and len(words) >= 2 and words[0].isdecimal():
            steps += [_first(words[1])] * min(int(words[0][:6]), MOST_GLYPHS)
            words = words[2:]
        else:
            steps.append(_first(word))
    return steps
