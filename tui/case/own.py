"""What this program wrote itself: its tables and workbooks lie beside reports and are none."""

from __future__ import annotations

import re

PROPERTY = "gouji"
"""The document property that every workbook of this program has; its value is the version of the lay-out."""
_PROPERTIES = "docProps/custom.xml"
_SUMMARY = ("机关,年度,表式,", "Agency,Year,Edition,")
_CSV = (b"file,agency,year,table,row,column,", b"file,title,agency,year,", *map(str.encode, _SUMMARY))
"""How the tables begin that `export --format csv` and `check --csv` write."""


def is_own(path: str) -> bool:
    """Whether this program wrote the file, changed since or not."""
    if path.lower().endswith(".xlsx"):
        return is_own_workbook(path)
    if not path.lower().endswith(".csv"):
        return False
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(64).removeprefix(b"\xef\xbb\xbf").startswith(_CSV)
    except OSError:
        return False


def is_own_workbook(path: str) -> bool:
    """Whether this program wrote the workbook, changed since or not."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as book:
            return re.search(f'name="{PROPERTY}"'.encode(), book.read(_PROPERTIES)) is not None
    except (OSError, KeyError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False
