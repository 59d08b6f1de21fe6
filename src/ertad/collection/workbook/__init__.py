"""Workbooks: made for an institution, and marked when what came back has errors."""

from ertad.collection.workbook.base import base_of
from ertad.collection.workbook.making import make_workbook
from ertad.collection.workbook.marking import marked_workbook

__all__ = ["base_of", "make_workbook", "marked_workbook"]
