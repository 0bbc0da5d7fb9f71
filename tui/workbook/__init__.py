"""Reports to .xlsx: the only importer of workbook libraries, which load inside the functions that need them."""

from tui.item import Item
from tui.workbook.book import Exported, export_report
from tui.workbook.stamp import ExportRefused, is_own
from tui.workbook.verify import ExportFailed

__all__ = ["ExportFailed", "ExportRefused", "Exported", "Item", "export_report", "is_own"]
