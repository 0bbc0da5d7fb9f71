"""A workbook saved again with the habits of WPS: the same figures, and hardly a byte as it was.

Strings are shared, formulas keep their values and stand in a chain of calculation, styles have other numbers, sheets
another order, the properties are its own, and parts that it does not know are gone.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Template></Template>
<Application>WPS 表格</Application><AppVersion>12.1000</AppVersion></Properties>"""
Parts = dict[str, bytes]


def saved(book: Path, figures: Mapping[tuple[str, str], object], by: str = "王五") -> None:
    """Put figures into cells (`(sheet, coordinate)`) and save the workbook as WPS does."""
    for prefix, uri in (("", MAIN), ("r", LINKS)):
        ET.register_namespace(prefix, uri)
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "docProps/gouji.xml"}
    sheets = _sheets(parts)
    strings: list[str] = [_text(one) for one in ET.fromstring(parts["xl/sharedStrings.xml"])]
    styles = _styles(parts)
    chain: list[tuple[str, int]] = []
    for number, (name, part) in enumerate(sheets.items(), 1):
        root = ET.fromstring(parts[part])
        for cell in root.iter(_tag("c")):
            _put(cell, figures.get((name, cell.get("r", "")), ...), strings)
            cell.set("s", str(styles - int(cell.get("s", "0"))))
            if cell.find(_tag("f")) is not None:
                chain.append((cell.get("r", ""), number))
        for element in (*root.iter(_tag("row")), *root.iter(_tag("col"))):
            for key in {"s", "style"} & set(element.keys()):
                element.set(key, str(styles - int(element.get(key, "0"))))
        parts[part] = ET.tostring(root, "UTF-8", xml_declaration=True)
    _write_strings(parts, strings)
    _write_chain(parts, chain)
    _properties(parts, by)
    _reorder(parts)
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            archive.writestr(name, parts[name])


def _tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _sheets(parts: Parts) -> dict[str, str]:
    """The part of each sheet by its name."""
    links = {one.get("Id"): one.get("Target", "") for one in ET.fromstring(parts["xl/_rels/workbook.xml.rels"])}
    book = ET.fromstring(parts["xl/workbook.xml"])
    return {one.get("name", ""): "xl/" + links[one.get(f"{{{LINKS}}}id")] for one in book.iter(_tag("sheet"))}


def _text(element: ET.Element) -> str:
    return "".join(one.text or "" for one in element.iter(_tag("t")))


def _styles(parts: Parts) -> int:
    """Cell formats in the reverse order; the number of the last."""
    root = ET.fromstring(parts["xl/styles.xml"])
    formats = root.find(_tag("cellXfs"))
    assert formats is not None
    formats[:] = list(reversed(formats))
    parts["xl/styles.xml"] = ET.tostring(root, "UTF-8", xml_declaration=True)
    return len(formats) - 1


def _put(cell: ET.Element, figure: object, strings: list[str]) -> None:
    """A person's figure, or the string that stood in the cell itself as a shared one."""
    if figure is ... and cell.get("t") == "inlineStr":
        figure = _text(cell)
    if figure is ...:
        return
    cell[:] = []
    cell.attrib.pop("t", None)
    if figure is None:
        return
    value = ET.SubElement(cell, _tag("v"))
    if isinstance(figure, str):
        cell.set("t", "s")
        strings.append(figure)
        value.text = str(len(strings) - 1)
    else:
        value.text = str(figure)


def _write_strings(parts: Parts, strings: list[str]) -> None:
    root = ET.Element(_tag("sst"), {"count": str(len(strings)), "uniqueCount": str(len(strings))})
    for text in strings:
        element = ET.SubElement(ET.SubElement(root, _tag("si")), _tag("t"))
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts["xl/sharedStrings.xml"] = ET.tostring(root, "UTF-8", xml_declaration=True)


def _write_chain(parts: Parts, chain: list[tuple[str, int]]) -> None:
    root = ET.Element(_tag("calcChain"))
    for cell, sheet in chain:
        ET.SubElement(root, _tag("c"), {"r": cell, "i": str(sheet)})
    parts["xl/calcChain.xml"] = ET.tostring(root, "UTF-8", xml_declaration=True)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    if b"calcChain" in parts["[Content_Types].xml"]:
        return
    _add(parts, "[Content_Types].xml", "</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/>')
    link = f'<Relationship Id="rId999" Type="{LINKS}/calcChain" Target="calcChain.xml"/>'
    _add(parts, "xl/_rels/workbook.xml.rels", "</Relationships>", link)


def _add(parts: Parts, name: str, before: str, text: str) -> None:
    parts[name] = parts[name].replace(before.encode(), (text + before).encode())


def _properties(parts: Parts, by: str) -> None:
    parts["docProps/app.xml"] = _APP.encode()
    core = parts["docProps/core.xml"].decode()
    core = re.sub("<cp:lastModifiedBy>.*?</cp:lastModifiedBy>|<cp:lastModifiedBy/>", "", core)
    core = core.replace("</cp:coreProperties>", f"<cp:lastModifiedBy>{by}</cp:lastModifiedBy></cp:coreProperties>")
    parts["docProps/core.xml"] = core.encode()
    build = (
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="KSOProductBuildVer">'
        "<vt:lpwstr>2052-12.1.0.16929</vt:lpwstr></property>"
    )
    if b"KSOProductBuildVer" not in parts["docProps/custom.xml"]:
        _add(parts, "docProps/custom.xml", "</Properties>", build)


def _reorder(parts: Parts) -> None:
    """The sheets the other way round; names that belong to a sheet go with it."""
    root = ET.fromstring(parts["xl/workbook.xml"])
    sheets = root.find(_tag("sheets"))
    assert sheets is not None
    last = len(sheets) - 1
    sheets[:] = list(reversed(sheets))
    for name in root.iter(_tag("definedName")):
        if "localSheetId" in name.attrib:
            name.set("localSheetId", str(last - int(name.get("localSheetId", "0"))))
    parts["xl/workbook.xml"] = ET.tostring(root, "UTF-8", xml_declaration=True)
