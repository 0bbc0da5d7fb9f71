"""Reports to .xlsx: the only importer of workbook libraries, which load inside the functions that need them."""

from tui.export.export_errors import ExportFailed, ExportRefused
from tui.export.item import Item
from tui.export.workbook.book import Exported, export_report
from tui.export.workbook.many import export_reports, refuse_lost
from tui.export.workbook.picks import picked

__all__ = [
    "ExportFailed",
    "ExportRefused",
    "Exported",
    "Item",
    "export_report",
    "export_reports",
    "picked",
    "refuse_lost",
]
