"""Text in, typed report out: reads 政府信息公开工作年度报告 and checks their arithmetic. No I/O."""

from parsers.form.form import FORMS
from parsers.model import Address, Cell, Finding, Origin, Report, Span
from parsers.reading.read import read, read_all

__all__ = ["FORMS", "Address", "Cell", "Finding", "Origin", "Report", "Span", "read", "read_all"]
