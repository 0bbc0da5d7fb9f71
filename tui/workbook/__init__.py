"""Reports to .xlsx: the only importer of workbook libraries, which load inside the functions that need them."""

from tui.exporting.export_errors import ExportFailed, ExportRefused
from tui.exporting.item import Item
from tui.workbook.book import Exported, export_report
from tui.workbook.many import export_reports
from tui.workbook.stamp import is_own

__all__ = ["ExportFailed", "ExportRefused", "Exported", "Item", "export_report", "export_reports", "is_own"]
